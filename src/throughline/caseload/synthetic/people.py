"""Who are the made-up people? The same for the same seed; no name, date or number is anybody's on purpose."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ..codes import CHILDREN, FLAGS, RISK_LEVELS, RISK_TO
from ..sealed import Asked, Identity

_GIVEN = (
    "Aaliyah", "Abdul", "Agnieszka", "Alan", "Amara", "Anwen", "Ben", "Bijal", "Callum", "Chidi", "Chloe", "Dana",
    "Declan", "Ewa", "Farah", "Finn", "Gareth", "Hafsa", "Ian", "Isla", "Jade", "Jermaine", "Kamil", "Keeley", "Lewis",
    "Maisie", "Mohammed", "Nadia", "Niall", "Oksana", "Paige", "Raheem", "Rhys", "Sana", "Shaun", "Siobhán", "Tahir",
    "Tia", "Umar", "Vera", "Wayne", "Xanthe", "Yasmin", "Zac",
)  # fmt: skip
_FAMILY = (
    "Ahmed", "Ainsworth", "Akhtar", "Barlow", "Begum", "Brennan", "Chadwick", "Costa", "D'Arcy", "Dunne", "Eze",
    "Fearn", "Fletcher-Khan", "Grimshaw", "Halliwell", "Hussain", "Ibe", "Jackson", "Kowalski", "Leigh", "Mbeki",
    "McGrath", "Nowak", "O’Brien", "Ogden", "Patel", "Quinn", "Ramsbottom",
    "Singh", "Taylor", "Usman", "Van Dijk", "Whittaker", "Xu", "Yusuf", "Zaman", "",
)  # fmt: skip
_NEED = ("DNR", "ACCOM", "EWB", "ETE", "FBD", "LIFE", "FAM", "SOC")


@dataclass(frozen=True, slots=True)
class MadeUp:
    """Somebody who does not exist."""

    number: int
    identity: Identity


def people(seed: int, how_many: int, today: date) -> Iterator[MadeUp]:
    """That many adults; one in forty has one name only, and CRNs are all different."""
    chance = random.Random(seed)  # noqa: S311 - made-up people, nothing secret
    for number in range(how_many):
        born = today - timedelta(days=chance.randint(18 * 366, 70 * 365))
        yield MadeUp(
            number,
            Identity(
                given_names=chance.choice(_GIVEN),
                family_name=chance.choice(_FAMILY),
                date_of_birth=born.isoformat(),
                crn=f"{'XYZ'[number // 1_000_000 % 3]}{number % 1_000_000:06}",
                sex=chance.choice(("M", "M", "M", "M", "F")),
                phone=f"07700 900{chance.randint(0, 999):03}",  # Ofcom's numbers for drama
                safe_contact=chance.choice(("any", "text", "phone", "practitioner")),
            ),
        )


def asked(chance: random.Random) -> Asked:
    """What a made-up referral says."""
    return Asked(
        why_now=chance.choice(("Starts a new order.", "Due for release.", "Asked for help with drinking.")),
        hoped_for=["support"],
        risk_levels={to: chance.choice(list(RISK_LEVELS)[:3]) for to in RISK_TO},
        flags=chance.sample(sorted(FLAGS), chance.choice((0, 0, 1, 2))),
        children={question: chance.choice(("yes", "no", "unknown")) for question in CHILDREN},
        availability=chance.choice(("Mornings", "After 2 pm", "Any weekday")),
    )


def needs(chance: random.Random) -> dict[str, str]:
    """For which needs it asks, dependency and recovery always among them."""
    other = chance.sample(_NEED[1:], chance.choice((0, 1, 2)))
    return {need: chance.choice(("LOW", "MEDIUM", "HIGH")) for need in ("DNR", *other)}
