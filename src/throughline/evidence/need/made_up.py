"""Which lists of people are there in the demonstration, and what is true behind them? All made up, by a seed.

An extract of the caseload knows whom this support reaches, not who else needs it. Here a generator invents the others:
for each place and unit people who need help, the four lists that they stand on, and who of them is in treatment
elsewhere. Probation refers to treatment, so those two lists lean on one another, as they do in truth.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from .met import Links
from .shapes import Histories, possible

LISTS = ("probation", "treatment", "hospital", "police custody")
CHANCES = (0.44, 0.30, 0.16, 0.22)
LEADS = 2.6  # odds of being on treatment's list for those on probation's, against the others
Where = tuple[str, str]


@dataclass(frozen=True, slots=True)
class MadeUp:
    """The lists of one place and unit, whom the linkage finds elsewhere, and the truth: everybody in need."""

    histories: Histories
    links: Links
    everybody: int


def made_up(seed: int, supported: Mapping[Where, int]) -> dict[Where, MadeUp]:
    """Lists for each place and unit such that more people stand on them than are supported; the same for a seed."""
    return {
        where: _one(np.random.default_rng([seed, number]), supported[where])
        for number, where in enumerate(sorted(supported))
    }


def _one(random: np.random.Generator, supported: int) -> MadeUp:
    everybody = round(supported / random.uniform(0.30, 0.52)) + 60
    counts = random.multinomial(everybody, _shares())[:-1]
    histories = Histories(LISTS, dict(zip(possible(len(LISTS)), map(int, counts), strict=True)))
    others = max(histories.seen - supported, 0)
    # Chances as a linkage gives them: most near 0, some near 1, few between.
    chances = np.where(random.random(others) < 0.3, random.beta(9, 1, others), random.beta(0.4, 9, others))
    linked, probable = int((chances >= 0.9).sum()), int(((chances >= 0.5) & (chances < 0.9)).sum())
    links = Links(
        float(chances.sum()),
        float((chances * (1 - chances)).sum()),
        linked,
        probable,
        others - linked - probable,
    )
    return MadeUp(histories, links, everybody)


def _shares() -> "np.ndarray[tuple[int], np.dtype[np.floating]]":
    """How often everybody has each history; nobody's is last."""
    shares = []
    for history in [*possible(len(LISTS)), "0" * len(LISTS)]:
        share = 1.0
        for place, chance in enumerate(CHANCES):
            if place == 1 and history[0] == "1":
                raised = LEADS * chance / (1 - chance)
                chance = raised / (1 + raised)
            share *= chance if history[place] == "1" else 1 - chance
        shares.append(share)
    return np.array(shares)
