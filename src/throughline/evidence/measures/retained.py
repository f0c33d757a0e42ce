"""Who stays in treatment for twelve weeks?"""

from typing import TYPE_CHECKING

from .cohorts import is_kept, last_day, starts
from .shapes import Example, Measure, Tables

if TYPE_CHECKING:
    import ibis.expr.types as ir


def members(t: Tables) -> "ir.Table":
    """Starts; they count when they were kept for 84 days, or ended before as planned."""
    rows = starts(t)
    return rows.select("referral", on="started_on", counts=is_kept(rows, last_day(t)))


MEASURE = Measure(
    code="retained",
    objective="W2",
    name="Retained for 12 weeks",
    kind="share",
    definition=(
        "Of the confirmed starts of specialist treatment, those that ran for at least 84 days or ended "
        "before as planned."
    ),
    cohort="Starts of specialist treatment, from the day of the start.",
    exclusions="Starts younger than 84 days.",
    matures_after=84,
    direction="up",
    authority="Defined so in the programme’s list of measures.",
    unverified="That national statistics count it so: the analyst, against the edition in force.",
    version=1,
    shows_not="Not whether treatment helped: staying is a condition of it.",
    members=members,
    example=Example(
        rows={
            "referrals": ({"referral": "r1"}, {"referral": "r2"}, {"referral": "r3"}, {"referral": "r4"}),
            "treatments": (
                {"referral": "r1", "started_on": "2026-01-01"},
                {
                    "referral": "r2",
                    "started_on": "2026-01-01",
                    "ended_on": "2026-03-25",
                    "ended_for": "dropped_out",
                },
                {
                    "referral": "r3",
                    "started_on": "2026-01-01",
                    "ended_on": "2026-02-01",
                    "ended_for": "drug_free",
                },
                {"referral": "r4", "started_on": "2026-02-01"},
            ),
        },
        until="2026-04-01",
        of=3,
        counted=2,
        how=(
            "r1 is still there after 90 days; r2 left on the 83rd day; r3 left early as planned; r4 is "
            "younger than 84 days."
        ),
    ),
)
