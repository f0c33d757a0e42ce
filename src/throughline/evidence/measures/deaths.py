"""Is each death looked into in time?"""

from typing import TYPE_CHECKING

from .shapes import Example, Measure, Tables

if TYPE_CHECKING:
    import ibis.expr.types as ir


def members(t: Tables) -> "ir.Table":
    """Deaths; they count when the review was done in time."""
    rows = t["deaths"].filter(t["deaths"].review_due_on.notnull())
    return rows.select(
        "referral", on="review_due_on", counts=(rows.reviewed_on <= rows.review_due_on).fill_null(False)
    )


MEASURE = Measure(
    code="deaths-reviewed",
    objective="A2",
    name="Deaths reviewed in time",
    kind="share",
    definition="Of the deaths whose review was due, those reviewed by the day when due.",
    cohort="Deaths on record, from the day when the review was due.",
    exclusions="Deaths of which nobody told the service.",
    matures_after=0,
    direction="up",
    authority="Named in the programme’s list of measures.",
    unverified="The days within which a review is due: the clinical safety officer.",
    version=1,
    shows_not="Not whether a death could have been prevented; the review says that.",
    members=members,
    example=Example(
        rows={
            "referrals": ({"referral": "r1"}, {"referral": "r2"}, {"referral": "r3"}),
            "deaths": (
                {
                    "referral": "r1",
                    "died_in": "2025-12",
                    "review_due_on": "2026-02-01",
                    "reviewed_on": "2026-02-01",
                },
                {
                    "referral": "r2",
                    "died_in": "2025-12",
                    "review_due_on": "2026-02-01",
                    "reviewed_on": "2026-02-02",
                },
                {"referral": "r3", "died_in": "2026-03", "review_due_on": "2026-05-01"},
            ),
        },
        until="2026-04-01",
        of=2,
        counted=1,
        how="r1 in time, r2 a day late; r3 is due after the last day of the extract.",
    ),
)
