"""Do people use less?"""

from typing import TYPE_CHECKING

from .cohorts import change_in
from .shapes import Example, Measure, Tables

if TYPE_CHECKING:
    import ibis.expr.types as ir


def members(t: Tables) -> "ir.Table":
    """People with two profiles; they count when they use less."""
    rows = change_in(t, "use")
    return rows.select("referral", "on", "value", counts=rows["value"] < 0)


MEASURE = Measure(
    code="profile-use",
    objective="A2",
    name="Change in days of use",
    kind="change",
    definition=(
        "Change in the days of use in the last 28, summed over the substances of the Treatment Outcomes "
        "Profile, from the start to the latest profile."
    ),
    cohort="People with a profile at the start and a later one, from the day of the first.",
    exclusions="People without a later profile; the profile’s crime items, which are never asked.",
    matures_after=0,
    direction="down",
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
                    "item": "alcohol",
                    "value": 10,
                },
                {"referral": "r1", "stage": "start", "taken_on": "2026-01-01", "item": "opioids", "value": 8},
                {
                    "referral": "r1",
                    "stage": "review",
                    "taken_on": "2026-02-01",
                    "item": "alcohol",
                    "value": 9,
                },
                {
                    "referral": "r1",
                    "stage": "review",
                    "taken_on": "2026-03-01",
                    "item": "alcohol",
                    "value": 4,
                },
                {
                    "referral": "r1",
                    "stage": "review",
                    "taken_on": "2026-03-01",
                    "item": "opioids",
                    "value": 8,
                },
                {
                    "referral": "r2",
                    "stage": "start",
                    "taken_on": "2026-01-01",
                    "item": "alcohol",
                    "value": 10,
                },
                {"referral": "r2", "stage": "exit", "taken_on": "2026-02-01", "item": "alcohol", "value": 12},
                {
                    "referral": "r3",
                    "stage": "start",
                    "taken_on": "2026-01-01",
                    "item": "alcohol",
                    "value": 10,
                },
            ),
        },
        until="2026-04-01",
        of=2,
        counted=1,
        how=(
            "r1 goes from 18 to 12 days, r2 from 10 to 12: one uses less, the mean change is −2; r3 has one "
            "profile."
        ),
        figure=-2,
    ),
    unit="days of use in 28",
)
