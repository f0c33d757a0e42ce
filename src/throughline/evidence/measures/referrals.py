"""How many referrals were sent?"""

from typing import TYPE_CHECKING

from .shapes import Example, Measure, Tables

if TYPE_CHECKING:
    import ibis.expr.types as ir


def members(t: Tables) -> "ir.Table":
    """Every referral, from the day when it was sent."""
    import ibis

    return t["referrals"].select("referral", on="sent_on", counts=ibis.literal(True))


MEASURE = Measure(
    code="referrals",
    objective="W1",
    name="Referrals sent",
    kind="count",
    definition="Referrals that were sent in the time.",
    cohort="Every referral that was sent.",
    exclusions="Drafts, and people whose record is limited.",
    matures_after=0,
    direction="up",
    authority="Named in the programme’s list of measures.",
    version=1,
    shows_not="Not how many need help: who is never referred is not here.",
    members=members,
    example=Example(
        rows={
            "referrals": (
                {"referral": "r1", "sent_on": "2026-01-05"},
                {"referral": "r2", "sent_on": "2026-02-01"},
            )
        },
        until="2026-04-01",
        of=2,
        counted=2,
        how="Two were sent, and both count.",
    ),
)
