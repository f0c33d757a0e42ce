"""How does support end?"""

from typing import TYPE_CHECKING

from .shapes import Example, Measure, Tables

if TYPE_CHECKING:
    import ibis.expr.types as ir


def members(t: Tables) -> "ir.Table":
    """Ended support; it counts when the end was planned."""
    referrals = t["referrals"]
    ended = referrals.filter(
        referrals.exited_on.notnull(),
        referrals.was_planned.notnull(),
        (referrals.exit_reason != "died").fill_null(True),
    )
    return ended.select("referral", on="exited_on", counts=ended.was_planned == "yes")


MEASURE = Measure(
    code="planned-exits",
    objective="W4",
    name="Planned exits",
    kind="share",
    definition="Of the referrals whose support ended, those that ended as planned.",
    cohort="Referrals whose support ended, from that day.",
    exclusions="People who died, and referrals that probation withdrew.",
    matures_after=0,
    direction="up",
    authority="Named in the programme’s list of measures.",
    unverified="Which ends of support are planned ones: the analyst, against the monitoring’s edition in force.",
    version=1,
    shows_not="Not whether recovery lasts; see recovery checks and re-presentation.",
    members=members,
    example=Example(
        rows={
            "referrals": (
                {
                    "referral": "r1",
                    "exited_on": "2026-01-05",
                    "was_planned": "yes",
                    "exit_reason": "completed",
                },
                {
                    "referral": "r2",
                    "exited_on": "2026-01-05",
                    "was_planned": "no",
                    "exit_reason": "dropped_out",
                },
                {"referral": "r3", "exited_on": "2026-01-05", "was_planned": "no", "exit_reason": "died"},
                {"referral": "r4", "exited_on": "2026-01-05", "withdrawn_for": "MIS"},
            )
        },
        until="2026-04-01",
        of=2,
        counted=1,
        how="r1 ended as planned, r2 not; r3 died, r4 was withdrawn.",
    ),
)
