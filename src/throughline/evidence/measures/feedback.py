"""Does probation read what it is told?"""

from typing import TYPE_CHECKING

from .cohorts import days
from .shapes import Example, Measure, Tables

if TYPE_CHECKING:
    import ibis.expr.types as ir


def members(t: Tables) -> "ir.Table":
    """What was told; it counts when it was read within seven days."""
    rows = t["told"]
    soon = (days(rows.told_on, rows.acknowledged_on) <= 7).fill_null(False)
    return rows.select("referral", on="told_on", counts=soon)


MEASURE = Measure(
    code="feedback",
    objective="System",
    name="Feedback acknowledged",
    kind="share",
    definition="Of what probation was told, what somebody there had read within 7 days.",
    cohort="Everything that probation was told, from that day.",
    exclusions="None.",
    matures_after=7,
    direction="up",
    authority="Named in the programme’s list of measures.",
    unverified="The 7 days, which are ours: the programme lead.",
    version=1,
    shows_not="Not whether anything was done about it.",
    members=members,
    example=Example(
        rows={
            "referrals": ({"referral": "r1"},),
            "told": (
                {
                    "referral": "r1",
                    "kind": "accepted",
                    "told_on": "2026-01-01",
                    "acknowledged_on": "2026-01-08",
                },
                {
                    "referral": "r1",
                    "kind": "attended",
                    "told_on": "2026-01-01",
                    "acknowledged_on": "2026-01-09",
                },
                {"referral": "r1", "kind": "exited", "told_on": "2026-01-01"},
            ),
        },
        until="2026-04-01",
        of=3,
        counted=1,
        how="Seven days, eight days, never.",
    ),
)
