"""Does the risk of serious harm go down?"""

from typing import TYPE_CHECKING

from .cohorts import RISKS
from .shapes import Example, Measure, Tables

if TYPE_CHECKING:
    import ibis.expr.types as ir


def members(t: Tables) -> "ir.Table":
    """Referrals above low risk; they count when the latest level is lower."""
    import ibis

    referrals = t["referrals"]

    def level(column: "ir.Value") -> "ir.Value":
        return ibis.cases(*((column == code, number) for number, code in enumerate(RISKS)))

    rows = referrals.mutate(before=level(referrals.risk_at_start), now=level(referrals.risk_latest))
    rows = rows.filter(rows["before"] > 0, rows["now"].notnull())
    return rows.select("referral", on="sent_on", counts=rows["now"] < rows["before"])


MEASURE = Measure(
    code="risk-of-harm",
    objective="A3",
    name="Lower risk of serious harm",
    kind="share",
    definition=(
        "Of those whose risk of serious harm to others was medium or higher when referred, whose level is "
        "lower now, as probation says it."
    ),
    cohort="Referrals with both levels, from the day when they were sent.",
    exclusions="People at low risk, who cannot go lower.",
    matures_after=183,
    direction="up",
    authority="Named in the programme’s list of measures. The four levels are HMPPS’s.",
    version=1,
    shows_not="Not harm done. The level is a judgement, and may change because somebody is known better.",
    members=members,
    example=Example(
        rows={
            "referrals": (
                {"referral": "r1", "sent_on": "2025-06-01", "risk_at_start": "HIGH", "risk_latest": "MEDIUM"},
                {
                    "referral": "r2",
                    "sent_on": "2025-06-01",
                    "risk_at_start": "MEDIUM",
                    "risk_latest": "VERY_HIGH",
                },
                {"referral": "r3", "sent_on": "2025-06-01", "risk_at_start": "LOW", "risk_latest": "LOW"},
                {"referral": "r4", "sent_on": "2025-06-01", "risk_at_start": "HIGH"},
            )
        },
        until="2026-04-01",
        of=2,
        counted=1,
        how="r1 went down, r2 up; r3 was at low risk, r4 has no later level.",
    ),
    needs=("referrals.risk_at_start", "referrals.risk_latest"),
)
