"""Which lists of people are there in the demonstration, and what is true behind them? All made up, by a seed.

An extract of the caseload knows whom this support reaches, not who else needs it. Here a generator invents the others:
for each place and unit people who need help, the four lists that they stand on, those who are in treatment among them.
Whom this support reaches is in treatment, and the caseload holds that link. Probation refers to treatment, so those
two lists lean on one another, as they do in truth.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from .shapes import Histories, possible

LISTS = ("probation", "treatment", "hospital", "police custody")
TREATMENT = 1
CHANCES = (0.44, 0.30, 0.16, 0.22)
LEADS = 2.6  # odds of being on treatment's list for those on probation's, against the others
HERE = (0.34, 0.48)  # of those in treatment, the part that this support reaches
Where = tuple[str, str]


@dataclass(frozen=True, slots=True)
class MadeUp:
    """The lists of one place and unit, how many of those in treatment this support reaches, and everybody in need."""

    histories: Histories
    supported: int
    everybody: int

    @property
    def treated(self) -> int:
        """How many of those on any list are in treatment."""
        return self.histories.on(TREATMENT)


def made_up(seed: int, supported: Mapping[Where, int]) -> dict[Where, MadeUp]:
    """Lists for each place and unit such that more people are in treatment than supported; the same for a seed."""
    return {
        where: _one(np.random.default_rng([seed, number]), supported[where])
        for number, where in enumerate(sorted(supported))
    }


def _one(random: np.random.Generator, supported: int) -> MadeUp:
    shares = _shares()
    treated = sum(
        float(share) for share, history in zip(shares, _histories(), strict=True) if history[TREATMENT] == "1"
    )
    everybody = round(supported / random.uniform(*HERE) / treated)
    counts = random.multinomial(everybody, shares)[:-1]
    histories = Histories(LISTS, dict(zip(possible(len(LISTS)), map(int, counts), strict=True)))
    return MadeUp(histories, min(supported, histories.on(TREATMENT)), everybody)


def _histories() -> list[str]:
    """Every history; nobody's is last."""
    return [*possible(len(LISTS)), "0" * len(LISTS)]


def _shares() -> "np.ndarray[tuple[int], np.dtype[np.floating]]":
    """How often everybody has each history."""
    shares = []
    for history in _histories():
        share = 1.0
        for place, chance in enumerate(CHANCES):
            if place == TREATMENT and history[0] == "1":
                raised = LEADS * chance / (1 - chance)
                chance = raised / (1 + raised)
            share *= chance if history[place] == "1" else 1 - chance
        shares.append(share)
    return np.array(shares)
