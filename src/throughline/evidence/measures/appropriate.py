"""How many referrals led to help of this kind?"""

from typing import TYPE_CHECKING

from .cohorts import marked
from .shapes import Example, Measure, Tables

if TYPE_CHECKING:
    import ibis.expr.types as ir


def members(t: Tables) -> "ir.Table":
    """Referrals that were decided about; they count when a pathway began."""
    referrals = t["referrals"]
    decided = referrals.filter(referrals.triaged_on.notnull())
    rows = marked(decided, t["pathways"])
    return rows.select("referral", "counts", on="triaged_on")


MEASURE = Measure(
    code="appropriate",
    objective="W1",
    name="Appropriate referrals",
    kind="share",
    definition=(
        "Of the referrals that the service decided about, those that led to specialist treatment, a brief "
        "or extended intervention, or coordination with treatment under way."
    ),
    cohort="Referrals with a decision, from the day of that decision.",
    exclusions="Referrals without a decision yet.",
    matures_after=42,
    direction="up",
    authority="Defined so in the programme’s list of measures.",
    version=1,
    shows_not=(
        "Not whether a referral was right for the person: somebody who never came counts as not appropriate."
    ),
    members=members,
    example=Example(
        rows={
            "referrals": (
                {"referral": "r1", "triaged_on": "2026-01-05"},
                {"referral": "r2", "triaged_on": "2026-01-06"},
                {"referral": "r3"},
                {"referral": "r4", "triaged_on": "2026-03-20"},
            ),
            "pathways": ({"referral": "r1", "kind": "brief", "runs_from": "2026-01-20"},),
        },
        until="2026-04-01",
        of=2,
        counted=1,
        how=(
            "r1 and r2 were decided about long enough ago; r1 got a pathway. r3 has no decision, r4 is too "
            "recent."
        ),
    ),
)
