"""How many are recalled within six months? A local signal, never reoffending (R44)"""

from typing import TYPE_CHECKING

from .cohorts import taken_on
from .shapes import Example, Measure, Tables

if TYPE_CHECKING:
    import ibis.expr.types as ir


def members(t: Tables) -> "ir.Table":
    """Referrals of people on licence; they count when a recall is on record."""
    rows = taken_on(t)
    rows = rows.filter(rows.sentence == "LIC")
    back = (rows.pause == "recall").fill_null(False) | (rows.exit_reason == "returned_to_custody").fill_null(
        False
    )
    return rows.select("referral", on="sent_on", counts=back)


MEASURE = Measure(
    code="recalled",
    objective="A3",
    name="Local signal: recalled",
    kind="share",
    definition=(
        "Of the referrals taken on of people on licence, those on which a recall or a return to custody is "
        "on record."
    ),
    cohort="Referrals taken on with a licence, from the day when they were sent.",
    exclusions="People not on licence, who cannot be recalled.",
    matures_after=183,
    direction="down",
    authority="The programme’s rule that recall and breach are local signals, never called reoffending.",
    version=1,
    shows_not=(
        "Not reoffending: a recall may follow a missed appointment. It is a signal for the locality alone."
    ),
    members=members,
    example=Example(
        rows={
            "referrals": (
                {
                    "referral": "r1",
                    "sentence": "LIC",
                    "state": "paused",
                    "triaged_on": "2025-06-03",
                    "sent_on": "2025-06-01",
                    "pause": "recall",
                },
                {
                    "referral": "r2",
                    "sentence": "LIC",
                    "state": "on_pathway",
                    "triaged_on": "2025-06-03",
                    "sent_on": "2025-06-01",
                },
                {
                    "referral": "r3",
                    "sentence": "CO",
                    "state": "paused",
                    "triaged_on": "2025-06-03",
                    "sent_on": "2025-06-01",
                    "pause": "remand",
                },
            )
        },
        until="2026-04-01",
        of=2,
        counted=1,
        how="r1 was recalled, r2 not; r3 is on a community order.",
    ),
)
