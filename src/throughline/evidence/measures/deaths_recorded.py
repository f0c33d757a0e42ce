"""How many people died?"""

from typing import TYPE_CHECKING

from .shapes import Example, Measure, Tables

if TYPE_CHECKING:
    import ibis.expr.types as ir


def members(t: Tables) -> "ir.Table":
    """Deaths, each on the first day of its month, which is all that is known of its day."""
    rows = t["deaths"].filter(t["deaths"].died_in.notnull())
    return rows.select("referral", on=(rows.died_in + "-01").cast("date"), counts=True)


MEASURE = Measure(
    code="deaths",
    objective="A2",
    name="Deaths",
    kind="count",
    definition="Deaths on record of people who had been referred, whatever the cause.",
    cohort="Deaths on record, by the month of the death.",
    exclusions="Deaths of which nobody told the service.",
    matures_after=0,
    direction="down",
    authority="Named in the programme’s list of measures.",
    version=1,
    shows_not="Not why somebody died, nor whether drugs or alcohol had a part in it: a coroner says that, later.",
    members=members,
    example=Example(
        rows={
            "referrals": ({"referral": "r1"}, {"referral": "r2"}, {"referral": "r3"}),
            "deaths": (
                {"referral": "r1", "died_in": "2025-12", "review_due_on": "2026-02-01"},
                {"referral": "r2", "died_in": "2026-03"},
            ),
        },
        until="2026-04-01",
        of=2,
        counted=2,
        how="r1 and r2 died in the time of the extract, one of them without a review; r3 lives.",
    ),
)
