"""Who is proven to have committed a drug-related offence?"""

from typing import TYPE_CHECKING

from .cohorts import first_starts, offences_after
from .shapes import Example, Measure, Tables

if TYPE_CHECKING:
    import ibis.expr.types as ir


def members(t: Tables) -> "ir.Table":
    """Starts; they count when a drug offence of the year after was proven in time."""
    found = offences_after(t, first_starts(t), group="drug")
    return found.mutate(counts=found["value"] > 0)


MEASURE = Measure(
    code="drug-related-reoffending",
    objective="A1",
    name="Drug-related reoffending",
    kind="share",
    definition=(
        "As proven reoffending, of drug-related offences alone. Convention: drug possession and supply "
        "offences, as the ministry’s offence groups have them (“drug offences”); acquisitive crime is not "
        "counted as drug-related."
    ),
    cohort="As for proven reoffending.",
    exclusions="Offences that are drug-related in another sense, such as theft to buy drugs.",
    matures_after=548,
    direction="down",
    authority="The programme’s rule that drug-related reoffending names its convention; this one is ours.",
    unverified="That “drug offences” alone count: HMPPS’s analyst.",
    version=2,
    shows_not=(
        "Not all crime that drugs or alcohol lie behind: the convention is narrow so that it can be checked."
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
                {"person": "p1", "offence_on": "2024-06-01", "group": "other", "proven_on": "2025-05-01"},
                {"person": "p1", "offence_on": "2024-07-01", "group": "drug", "proven_on": "2025-05-01"},
                {"person": "p2", "offence_on": "2024-12-20", "group": "other", "proven_on": "2025-09-01"},
                {"person": "p3", "offence_on": "2025-02-01", "group": "other", "proven_on": "2025-03-01"},
                {"person": "p5"},
            ),
        },
        until="2026-04-01",
        of=4,
        counted=1,
        how="Of p1’s two offences one is a drug offence. p4 was not matched, and is left out.",
    ),
    needs=("offences.person",),
    people_of="proven-reoffending",
    answer="drug-related",
)
