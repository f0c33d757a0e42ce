"""What is true of the made-up people, so that a method can be tried against it? Every figure here is invented."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from throughline.organisations.places import reference_rows

LIST = "referral system list of nine"


@dataclass(frozen=True, slots=True)
class Where:
    """A locality with its unit and service. `weight` is its part of the people, `waits` the median working days to a
    first contact, `stays` the part of starts that is kept 12 weeks, `is_colocated` whether its workers sit in the unit.
    """

    place: str
    unit: str
    provider: str
    weight: float
    waits: float
    stays: float
    is_colocated: bool


def greater_manchester() -> tuple[Where, ...]:
    """The ten localities with their units, each with invented truths; the same at every call."""
    found = []
    for number, row in enumerate(
        (place, unit["unit"])
        for unit in reference_rows("probation_delivery_units.csv")
        if unit["list"] == LIST
        for place in unit["localities"].split(";")
    ):
        place, unit = row
        found.append(
            Where(
                place,
                unit,
                f"made-up-service-{number % 5 + 1}",
                weight=(0.9, 1.5, 1.6, 1.1, 1.2, 0.7, 0.9, 1.1, 0.8, 1.0, 0.9)[number],
                waits=(6.0, 7.0, 8.5, 5.5, 6.5, 6.0, 9.5, 7.0, 6.0, 7.5, 5.0)[number],
                stays=(0.66, 0.62, 0.58, 0.68, 0.64, 0.66, 0.52, 0.63, 0.67, 0.62, 0.70)[number],
                is_colocated=number % 3 != 2,
            )
        )
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Truth:
    """The parts and times by which people are made; every one invented."""

    where: Sequence[Where] = field(default_factory=greater_manchester)
    comes_again: float = 0.18  # part of the people with a second referral in the time
    triage: dict[str, float] = field(
        default_factory=lambda: {
            "accepted": 0.84,
            "already_in_treatment": 0.06,
            "redirected": 0.05,
            "declined": 0.05,
        }
    )
    is_reached: float = 0.9  # comes to a first contact, of those who are taken on
    pathway: dict[str, float] = field(
        default_factory=lambda: {"specialist": 0.52, "brief": 0.26, "extended": 0.10, "coordination": 0.12}
    )
    starts_treatment: float = 0.83  # of those who are referred to treatment
    treatment_waits: float = 12.0  # median days
    colocation_starts: float = (
        0.08  # what sitting in the unit adds to starting; the learning question's planted answer
    )
    stays_months: float = 8.0  # mean months of treatment for those who are kept
    is_planned: float = 0.58  # of the ends after 12 weeks; before them it is 0.15
    dies_a_year: float = 0.012
    check_reached: float = 0.72
    sustained: tuple[float, float, float] = (
        0.74,
        0.66,
        0.58,
    )  # at 3, 6, 12 months, of those who were reached
    naloxone: float = 0.38
    tested: float = 0.31
    profile_gains: float = 0.35  # part of the days of use that is gone at review
    keeps_appointment: float = 0.74
    acknowledges: float = 0.86
    onward: float = 0.35
    onward_met: float = 0.55
    concern: float = 0.07
    recall: float = 0.05  # of people on licence, a local signal and never reoffending (R44)
    offends_a_year: float = 0.62  # proven offences of a person, on average; most have none
    treatment_spares: float = (
        0.35  # part of the offences that treatment prevents; the matched comparison's planted answer
    )
    matches: float = 0.96  # part of the people whom the ministry finds
    first_seen: dict[str, float] = field(
        default_factory=lambda: {"community": 0.68, "custody": 0.18, "court": 0.08, "walk_in": 0.06}
    )
