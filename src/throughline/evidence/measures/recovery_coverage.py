"""How many are reached at their recovery checks?"""

from typing import TYPE_CHECKING

from .shapes import Example, Measure, Tables

if TYPE_CHECKING:
    import ibis.expr.types as ir


def members(t: Tables) -> "ir.Table":
    """Checks that were due; they count when the person was reached."""
    rows = t["checks"]
    return rows.select(
        "referral", on="due_on", counts=rows.answer.isin(("sustained", "not")).fill_null(False)
    )


MEASURE = Measure(
    code="recovery-coverage",
    objective="W4",
    name="Coverage of recovery checks",
    kind="share",
    definition="Of the recovery checks that were due, those at which the person was reached.",
    cohort="Recovery checks at 3, 6 and 12 months, from the day when due.",
    exclusions="Checks due in the last 28 days.",
    matures_after=28,
    direction="up",
    authority="The programme’s list of measures: at 3, 6 and 12 months, with coverage.",
    version=1,
    shows_not=(
        "Not how those who were not reached are. Without it no figure of sustained recovery can be read."
    ),
    members=members,
    example=Example(
        rows={
            "referrals": ({"referral": "r1"}, {"referral": "r2"}),
            "checks": (
                {"referral": "r1", "months": 3, "due_on": "2026-01-01", "answer": "not"},
                {"referral": "r1", "months": 6, "due_on": "2026-01-01"},
                {"referral": "r2", "months": 3, "due_on": "2026-01-01", "answer": "not_reached"},
            ),
        },
        until="2026-04-01",
        of=3,
        counted=1,
        how="One of three was reached.",
    ),
)
