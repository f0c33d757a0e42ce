"""Who is proven to have reoffended within a year?"""

from typing import TYPE_CHECKING

from .cohorts import first_starts, offences_after
from .shapes import Example, Measure, Tables

if TYPE_CHECKING:
    import ibis.expr.types as ir


def members(t: Tables) -> "ir.Table":
    """Starts; they count when an offence of the year after was proven in time."""
    found = offences_after(t, first_starts(t))
    return found.mutate(counts=found["value"] > 0)


MEASURE = Measure(
    code="proven-reoffending",
    objective="A1",
    name="Proven reoffending, rate",
    kind="share",
    definition=(
        "Of those who started specialist treatment, who committed an offence in the 365 days after the "
        "start that was proven by a court or caution within these or six more months."
    ),
    cohort="People at their first start of a referral, from that day. Mature after 548 days.",
    exclusions="People whom the ministry could not match; their number comes with its file.",
    matures_after=548,
    direction="down",
    authority="Defined so in the programme’s list of measures.",
    unverified="That this is the Ministry of Justice’s guide in its edition in force: HMPPS’s analyst.",
    version=2,
    shows_not=(
        "Not the effect of treatment: who starts differs from who does not. Recall and breach are never here."
    ),
    members=members,
    example=Example(
        rows={
            "people": (
                {"person": "p1"},
                {"person": "p2"},
                {"person": "p3"},
                {"person": "p4"},
                {"person": "p5"},
            ),
            "referrals": (
                {"referral": "r1", "person": "p1"},
                {"referral": "r2", "person": "p2"},
                {"referral": "r3", "person": "p3"},
                {"referral": "r4", "person": "p4"},
                {"referral": "r5", "person": "p5"},
            ),
            "treatments": (
                {"referral": "r1", "started_on": "2024-01-01"},
                {"referral": "r2", "started_on": "2024-01-01"},
                {"referral": "r3", "started_on": "2024-01-01"},
                {"referral": "r4", "started_on": "2024-01-01"},
                {"referral": "r5", "started_on": "2024-01-01"},
            ),
            "offences": (
                {"person": "p1", "offence_on": "2024-06-01", "proven_on": "2025-05-01"},
                {"person": "p1", "offence_on": "2024-07-01", "proven_on": "2025-05-01"},
                {"person": "p2", "offence_on": "2024-12-20", "proven_on": "2025-09-01"},
                {"person": "p3", "offence_on": "2025-02-01", "proven_on": "2025-03-01"},
                {"person": "p5"},
            ),
        },
        until="2026-04-01",
        of=4,
        counted=1,
        how=(
            "p1 offended twice within the year, proven in time; p2’s offence was proven after 548 days; "
            "p3’s was after the year; the ministry knows of none of p5, and did not match p4, who is left out."
        ),
    ),
    needs=("offences.person",),
)
