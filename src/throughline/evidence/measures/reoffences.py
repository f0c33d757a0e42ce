"""How often do people reoffend?"""

from typing import TYPE_CHECKING

from .cohorts import first_starts, offences_after
from .shapes import Example, Measure, Tables

if TYPE_CHECKING:
    import ibis.expr.types as ir


def members(t: Tables) -> "ir.Table":
    """Starts with how many offences of the year after were proven in time."""
    import ibis

    found = offences_after(t, first_starts(t))
    return found.mutate(counts=found["value"] > 0, per=ibis.literal(1, type="int64"))


MEASURE = Measure(
    code="reoffences",
    objective="A1",
    name="Proven reoffences for 100 people",
    kind="rate",
    definition=(
        "Proven offences of the year after the start of specialist treatment, for 100 people who started."
    ),
    cohort="As for proven reoffending.",
    exclusions="As for proven reoffending.",
    matures_after=548,
    direction="down",
    authority="Defined so in the programme’s list of measures.",
    unverified="That this is the Ministry of Justice’s guide in its edition in force: HMPPS’s analyst.",
    version=2,
    shows_not="Not how grave they were.",
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
        how="Two offences of four people are 50 for 100; p4 was not matched, and is left out.",
        figure=50.0,
    ),
    scale=100,
    unit="offences for 100 people",
    needs=("offences.person",),
    people_of="proven-reoffending",
)
