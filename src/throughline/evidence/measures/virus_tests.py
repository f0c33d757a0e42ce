"""Who is offered a test for blood-borne viruses?"""

from typing import TYPE_CHECKING

from .cohorts import marked
from .shapes import Example, Measure, Tables

if TYPE_CHECKING:
    import ibis.expr.types as ir


def members(t: Tables) -> "ir.Table":
    """Referrals with a first contact; they count when a test was offered or taken."""
    referrals, harm = t["referrals"], t["harm_reduction"]
    met = referrals.filter(referrals.first_contact_on.notnull())
    rows = marked(met, harm.filter(harm.kind.isin(("bbv_offered", "bbv_taken"))))
    return rows.select("referral", "counts", on="first_contact_on")


MEASURE = Measure(
    code="virus-tests",
    objective="A2",
    name="Blood-borne virus test offered",
    kind="share",
    definition="Of those who were met, who was offered a test for blood-borne viruses, or took one.",
    cohort="Referrals with a first contact, from that day.",
    exclusions="None.",
    matures_after=84,
    direction="up",
    authority="Named in the programme’s list of measures.",
    unverified="The item in the monitoring’s edition in force: the analyst.",
    version=1,
    shows_not="Not who is infected or treated.",
    members=members,
    example=Example(
        rows={
            "referrals": (
                {"referral": "r1", "first_contact_on": "2026-01-01"},
                {"referral": "r2", "first_contact_on": "2026-01-01"},
                {"referral": "r3"},
            ),
            "harm_reduction": (
                {"referral": "r1", "kind": "bbv_offered", "on": "2026-01-09"},
                {"referral": "r1", "kind": "bbv_taken", "on": "2026-01-19"},
                {"referral": "r2", "kind": "naloxone", "on": "2026-01-19"},
            ),
        },
        until="2026-04-01",
        of=2,
        counted=1,
        how="r1 was offered a test and counts once; r2 was not.",
    ),
)
