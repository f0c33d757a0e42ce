"""Is help with other needs found?"""

from typing import TYPE_CHECKING

from .shapes import Example, Measure, Tables

if TYPE_CHECKING:
    import ibis.expr.types as ir


def members(t: Tables) -> "ir.Table":
    """Referrals onward; they count when the need was met."""
    rows = t["onward"]
    return rows.select("referral", on="sent_on", counts=(rows.outcome == "met").fill_null(False))


MEASURE = Measure(
    code="wider-needs",
    objective="System",
    name="Wider needs met",
    kind="share",
    definition="Of the people sent on for help with another of the eight needs, whose need was met.",
    cohort="Referrals onward, from the day when they were sent.",
    exclusions="None. What nobody knows of counts as not met.",
    matures_after=84,
    direction="up",
    authority="Named in the programme’s list of measures.",
    version=1,
    shows_not="Not needs for which nobody was sent anywhere.",
    members=members,
    example=Example(
        rows={
            "referrals": ({"referral": "r1"}, {"referral": "r2"}),
            "onward": (
                {"referral": "r1", "need": "ACCOM", "sent_on": "2026-01-01", "outcome": "met"},
                {"referral": "r1", "need": "ETE", "sent_on": "2026-01-01", "outcome": "taken_up"},
                {"referral": "r2", "need": "FAM", "sent_on": "2026-01-01"},
            ),
        },
        until="2026-04-01",
        of=3,
        counted=1,
        how="One of three was met.",
    ),
)
