"""How long until specialist treatment begins?"""

from typing import TYPE_CHECKING

from .cohorts import days
from .shapes import Example, Measure, Tables

if TYPE_CHECKING:
    import ibis.expr.types as ir


def members(t: Tables) -> "ir.Table":
    """Referrals to treatment, with the days to its start; 21 at most count."""
    rows = t["treatments"].filter(t["treatments"].referred_on.notnull())
    rows = rows.mutate(value=days(rows.referred_on, rows.started_on))
    return rows.select("referral", "value", on="referred_on", counts=(rows["value"] <= 21).fill_null(False))


MEASURE = Measure(
    code="treatment-start",
    objective="W2",
    name="Days to treatment start",
    kind="days",
    definition=(
        "Days from asking the treatment service to the confirmed start of treatment; the standard is 21."
    ),
    cohort="Referrals to specialist treatment, from the day when it was asked for.",
    exclusions="None. Who was refused or has not started counts as not within the standard.",
    matures_after=21,
    direction="down",
    authority="The programme’s list of measures: 21 days.",
    unverified="That this is the national waiting-time standard: the analyst, against the edition in force.",
    version=1,
    shows_not="Not why somebody waits: capacity, prescribing and the person’s own wish look the same here.",
    members=members,
    example=Example(
        rows={
            "referrals": ({"referral": "r1"}, {"referral": "r2"}, {"referral": "r3"}),
            "treatments": (
                {"referral": "r1", "referred_on": "2026-01-01", "started_on": "2026-01-22"},
                {"referral": "r2", "referred_on": "2026-01-01", "started_on": "2026-01-23"},
                {"referral": "r3", "referred_on": "2026-01-01"},
            ),
        },
        until="2026-04-01",
        of=3,
        counted=1,
        how="21 days, 22 days, and never: one of three within 21; the median of 21 and 22 is 21.5.",
        figure=21.5,
    ),
    target="21 days",
    unit="days",
)
