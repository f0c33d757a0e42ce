"""How many sentences are revoked? A local signal, never reoffending (R44)"""

from typing import TYPE_CHECKING

from .shapes import Example, Measure, Tables

if TYPE_CHECKING:
    import ibis.expr.types as ir


def members(t: Tables) -> "ir.Table":
    """Referrals on an order; they count when probation withdrew them because it was revoked."""
    rows = t["referrals"].filter(t["referrals"].sentence.isin(("CO", "SSO")))
    return rows.select("referral", on="sent_on", counts=(rows.withdrawn_for == "SER").fill_null(False))


MEASURE = Measure(
    code="revoked",
    objective="A3",
    name="Local signal: sentence revoked",
    kind="share",
    definition=(
        "Of the referrals sent of people on a community or suspended sentence order, those that probation "
        "withdrew because the sentence was revoked after a breach or otherwise."
    ),
    cohort="Referrals with such an order, from the day when they were sent.",
    exclusions="People on licence: see recall.",
    matures_after=183,
    direction="down",
    authority="The programme’s rule that recall and breach are local signals, never called reoffending.",
    version=1,
    shows_not=(
        "Not reoffending: an order is also revoked for good progress or ill health. A signal for the "
        "locality alone."
    ),
    members=members,
    example=Example(
        rows={
            "referrals": (
                {"referral": "r1", "sentence": "CO", "sent_on": "2025-06-01", "withdrawn_for": "SER"},
                {"referral": "r2", "sentence": "SSO", "sent_on": "2025-06-01", "withdrawn_for": "MOV"},
                {"referral": "r3", "sentence": "LIC", "sent_on": "2025-06-01", "withdrawn_for": "SER"},
            )
        },
        until="2026-04-01",
        of=2,
        counted=1,
        how="r1’s order was revoked, r2 moved; r3 is on licence.",
    ),
)
