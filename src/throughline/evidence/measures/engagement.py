"""Is somebody in treatment soon after a treatment requirement is made?"""

from typing import TYPE_CHECKING

from .cohorts import days, marked, starts
from .shapes import Example, Measure, Tables

if TYPE_CHECKING:
    import ibis.expr.types as ir


def members(t: Tables) -> "ir.Table":
    """Referrals with a treatment requirement; they count when treatment ran in the 21 days after the sentence."""

    referrals = t["referrals"]
    held = referrals.filter(referrals.requirement.isin(("DRR", "ATR")), referrals.sentenced_on.notnull())
    begun = starts(t).select(_of="referral", started_on="started_on", ended_on="ended_on")
    joined = held.select("referral", "sentenced_on").join(begun, held.referral == begun["_of"])
    inside = (days(joined.sentenced_on, joined.started_on) <= 21) & (
        joined.ended_on.isnull() | (joined.ended_on > joined.sentenced_on)
    )
    return marked(held, joined.filter(inside)).select("referral", "counts", on="sentenced_on")


MEASURE = Measure(
    code="engagement",
    objective="W2",
    name="Engagement after sentence",
    kind="share",
    definition=(
        "Of those sentenced to a drug rehabilitation or alcohol treatment requirement, who was in "
        "specialist treatment on any day of the 21 days after the sentence."
    ),
    cohort="Referrals with such a requirement, from the day when it was made.",
    exclusions="Referrals on which the day of the sentence is not on record.",
    matures_after=21,
    direction="up",
    authority="Defined so in the programme’s list of measures.",
    version=1,
    shows_not=(
        "Not engagement in the treatment: one day of it is enough. Nor who is without help: whom no "
        "treatment record names may still be seen by somebody."
    ),
    members=members,
    example=Example(
        rows={
            "referrals": (
                {"referral": "r1", "requirement": "DRR", "sentenced_on": "2026-01-01"},
                {"referral": "r2", "requirement": "ATR", "sentenced_on": "2026-01-01"},
                {"referral": "r3", "requirement": "RAR", "sentenced_on": "2026-01-01"},
                {"referral": "r4", "requirement": "DRR", "sentenced_on": "2026-01-01"},
            ),
            "treatments": (
                {"referral": "r1", "started_on": "2026-01-22"},
                {"referral": "r2", "started_on": "2026-01-23"},
                {"referral": "r4", "started_on": "2025-06-01", "ended_on": "2025-12-01"},
            ),
        },
        until="2026-04-01",
        of=3,
        counted=1,
        how=(
            "r1 started on the 21st day, r2 a day late, r4 had left before the sentence; r3 has no "
            "treatment requirement."
        ),
    ),
    needs=("referrals.sentenced_on",),
)
