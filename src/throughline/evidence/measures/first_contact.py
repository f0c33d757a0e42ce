"""How long until the person and the service meet?"""

from typing import TYPE_CHECKING

from .cohorts import taken_on, working_days
from .shapes import Example, Measure, Tables

if TYPE_CHECKING:
    import ibis.expr.types as ir


def members(t: Tables) -> "ir.Table":
    """Referrals taken on, with the working days to the first contact; ten at most count."""
    rows = working_days(t, taken_on(t), "sent_on", "first_contact_on")
    counts = (rows["value"] <= 10).fill_null(False)
    return rows.select("referral", "value", on="sent_on", counts=counts)


MEASURE = Measure(
    code="first-contact",
    objective="W1",
    name="Working days to first contact",
    kind="days",
    definition=(
        "Working days from sending the referral to the first appointment that the person came to; the "
        "standard is 10. Bank holidays of England are no working days."
    ),
    cohort="Referrals that the service took on, from the day when they were sent.",
    exclusions=(
        "Referrals that were declined, redirected, withdrawn, or already in treatment. Who has not come yet "
        "counts as not within the standard."
    ),
    matures_after=21,
    direction="down",
    authority=(
        "The programme’s list of measures: 10 working days; the former national referral system prints "
        "them for a first assessment."
    ),
    version=1,
    shows_not="Not whether the service offered an earlier day: a person who did not come waits longer here.",
    members=members,
    example=Example(
        rows={
            "referrals": (
                {
                    "referral": "r1",
                    "state": "assigned",
                    "triaged_on": "2025-12-18",
                    "sent_on": "2025-12-17",
                    "first_contact_on": "2026-01-05",
                },
                {
                    "referral": "r2",
                    "state": "assigned",
                    "triaged_on": "2026-01-06",
                    "sent_on": "2026-01-05",
                    "first_contact_on": "2026-01-20",
                },
                {"referral": "r3", "state": "accepted", "triaged_on": "2026-01-06", "sent_on": "2026-01-05"},
            )
        },
        until="2026-04-01",
        of=3,
        counted=1,
        how=(
            "From 17 December to 5 January are ten working days, because Christmas Day, Boxing Day and New Year’s Day "
            "are none; from 5 to 20 January are eleven; r3 has not come. One of three is within ten, and the median "
            "of 10 and 11 is 10.5."
        ),
        figure=10.5,
    ),
    target="10 working days",
    unit="working days",
)
