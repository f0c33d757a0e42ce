"""Do people feel better?"""

from typing import TYPE_CHECKING

from .cohorts import change_in
from .shapes import Example, Measure, Tables

if TYPE_CHECKING:
    import ibis.expr.types as ir


def members(t: Tables) -> "ir.Table":
    """People with two profiles; they count when the sum is higher."""
    rows = change_in(t, "health")
    return rows.select("referral", "on", "value", counts=rows["value"] > 0)


MEASURE = Measure(
    code="profile-health",
    objective="A2",
    name="Change in health and quality of life",
    kind="change",
    definition=(
        "Change in the sum of psychological health, physical health and quality of life (each 0 to 20) of "
        "the Treatment Outcomes Profile, from the start to the latest profile."
    ),
    cohort="People with a profile at the start and a later one, from the day of the first.",
    exclusions="People without a later profile.",
    matures_after=0,
    direction="up",
    authority="The programme’s list of measures: change in the Treatment Outcomes Profile, never its items on crime.",
    unverified="The profile’s items in the monitoring’s edition in force: the analyst.",
    version=3,
    shows_not="Not those who left before a second profile, who may fare worse.",
    members=members,
    example=Example(
        rows={
            "referrals": ({"referral": "r1"}, {"referral": "r2"}, {"referral": "r3"}),
            "profiles": (
                {
                    "referral": "r1",
                    "stage": "start",
                    "taken_on": "2026-01-01",
                    "item": "physical",
                    "value": 10,
                },
                {"referral": "r1", "stage": "start", "taken_on": "2026-01-01", "item": "quality", "value": 8},
                {
                    "referral": "r1",
                    "stage": "review",
                    "taken_on": "2026-02-01",
                    "item": "physical",
                    "value": 9,
                },
                {
                    "referral": "r1",
                    "stage": "review",
                    "taken_on": "2026-03-01",
                    "item": "physical",
                    "value": 4,
                },
                {
                    "referral": "r1",
                    "stage": "review",
                    "taken_on": "2026-03-01",
                    "item": "quality",
                    "value": 8,
                },
                {
                    "referral": "r2",
                    "stage": "start",
                    "taken_on": "2026-01-01",
                    "item": "physical",
                    "value": 10,
                },
                {
                    "referral": "r2",
                    "stage": "exit",
                    "taken_on": "2026-02-01",
                    "item": "physical",
                    "value": 12,
                },
                {
                    "referral": "r3",
                    "stage": "start",
                    "taken_on": "2026-01-01",
                    "item": "physical",
                    "value": 10,
                },
            ),
        },
        until="2026-04-01",
        of=2,
        counted=1,
        how="r1 goes from 18 to 12, r2 from 10 to 12: one is better, the mean change is −2.",
        figure=-2,
    ),
    unit="points of 60",
    people_of="profile-use",
    answer="better health",
)
