"""Who that shared equipment at the start does so no longer?"""

from typing import TYPE_CHECKING

from .cohorts import change_in
from .shapes import Example, Measure, Tables

if TYPE_CHECKING:
    import ibis.expr.types as ir


def members(t: Tables) -> "ir.Table":
    """People who shared equipment at the start; they count when they did not later."""
    rows = change_in(t, "shared")
    held = rows.filter(rows.points > 0)
    return held.select("referral", "on", counts=held.points + held["value"] == 0)


MEASURE = Measure(
    code="sharing",
    objective="A2",
    name="No longer sharing equipment",
    kind="share",
    definition="Of those who shared equipment at the start, who did not at the latest profile.",
    cohort=(
        "People who shared equipment in the 28 days before the first profile and have a later one, from the "
        "day of the first."
    ),
    exclusions="People without a later profile.",
    matures_after=0,
    direction="up",
    authority="Named in the programme’s list of measures.",
    unverified="The profile’s items in the monitoring’s edition in force: the analyst.",
    version=3,
    shows_not="Not those who left before a second profile.",
    members=members,
    example=Example(
        rows={
            "referrals": ({"referral": "r1"}, {"referral": "r2"}, {"referral": "r3"}),
            "profiles": (
                {"referral": "r1", "stage": "start", "taken_on": "2026-01-01", "item": "shared", "value": 1},
                {"referral": "r1", "stage": "exit", "taken_on": "2026-03-01", "item": "shared", "value": 0},
                {"referral": "r2", "stage": "start", "taken_on": "2026-01-01", "item": "shared", "value": 1},
                {"referral": "r2", "stage": "exit", "taken_on": "2026-03-01", "item": "shared", "value": 1},
                {"referral": "r3", "stage": "start", "taken_on": "2026-01-01", "item": "shared", "value": 0},
                {"referral": "r3", "stage": "exit", "taken_on": "2026-03-01", "item": "shared", "value": 0},
            ),
        },
        until="2026-04-01",
        of=2,
        counted=1,
        how="r1 and r2 shared equipment at the start; r1 no longer does.",
    ),
)
