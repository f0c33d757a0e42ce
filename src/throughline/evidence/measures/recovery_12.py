"""Does recovery last 12 months?"""

from typing import TYPE_CHECKING

from .shapes import Example, Measure, Tables

if TYPE_CHECKING:
    import ibis.expr.types as ir


def members(t: Tables) -> "ir.Table":
    """Checks at which somebody was reached; they count when recovery was sustained."""
    rows = t["checks"].filter(t["checks"].months == 12, t["checks"].answer.isin(("sustained", "not")))
    return rows.select("referral", on="due_on", counts=rows.answer == "sustained")


MEASURE = Measure(
    code="recovery-12",
    objective="W4",
    name="Recovery sustained at 12 months",
    kind="share",
    definition=(
        "Of those reached at the recovery check 12 months after a planned exit, who said that recovery was "
        "sustained."
    ),
    cohort=(
        "Recovery checks at 12 months that were due and at which the person was reached, from the day when "
        "due."
    ),
    exclusions="People who were not reached: see the coverage of recovery checks.",
    matures_after=28,
    direction="up",
    authority="The programme’s list of measures: at 3, 6 and 12 months, with coverage.",
    version=1,
    shows_not="Not those who were not reached, who may well fare worse. It is what people say of themselves.",
    members=members,
    example=Example(
        rows={
            "referrals": ({"referral": "r1"}, {"referral": "r2"}, {"referral": "r3"}),
            "checks": (
                {"referral": "r1", "months": 12, "due_on": "2026-01-01", "answer": "sustained"},
                {"referral": "r2", "months": 12, "due_on": "2026-01-01", "answer": "not"},
                {"referral": "r3", "months": 12, "due_on": "2026-01-01", "answer": "not_reached"},
                {"referral": "r3", "months": 9, "due_on": "2026-01-01", "answer": "sustained"},
            ),
        },
        until="2026-04-01",
        of=2,
        counted=1,
        how="r1 sustained, r2 not; r3 was not reached.",
    ),
)
