"""Did a place do better or worse than its people's own circumstances would lead one to expect?

Observed ÷ expected: one pooled logistic model of the people's circumstances, without the place, gives each person's
chance; their sum in a place is what was expected there. The limits are those of a score test (Wilson's, where everybody
has the same chance): all shifts of a place's people on the log-odds scale that its count does not contradict.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from warnings import catch_warnings, simplefilter

LEAST = 20  # expected, below which a ratio is noise
Z = 1.959964  # 95 %
FARTHEST = 40.0  # log odds further than any chance is from any other


@dataclass(frozen=True, slots=True)
class Case:
    """Somebody's circumstances by name, where they were, and whether it came about."""

    place: str
    circumstances: tuple[tuple[str, str], ...]
    came_about: bool


@dataclass(frozen=True, slots=True)
class Ratio:
    """Observed ÷ expected of a place with its 95 % interval."""

    place: str
    people: int
    observed: int
    expected: float
    low: float
    high: float

    @property
    def value(self) -> float:
        return self.observed / self.expected

    @property
    def is_signal(self) -> bool:
        """Whether 1, as expected, lies outside the interval; never where too few were expected to tell."""
        return self.expected >= LEAST and not self.low <= 1 <= self.high


def ratios(cases: Sequence[Case]) -> tuple[Ratio, ...]:
    """Each place's ratio, by name; all places together give 1. ValueError when nothing, or everything, came about."""
    came = sum(each.came_about for each in cases)
    if not 0 < came < len(cases):
        raise ValueError("What came about for nobody, or for everybody, has no case mix.")
    chance = chances(cases)
    people, observed = Counter[str](), Counter[str]()
    chances_in: dict[str, list[float]] = {}
    for each in cases:
        people[each.place] += 1
        observed[each.place] += each.came_about
        chances_in.setdefault(each.place, []).append(chance[each.circumstances])
    expected = {place: fsum(some) for place, some in chances_in.items()}  # in whatever order the people come
    return tuple(
        Ratio(place, people[place], observed[place], expected[place], *_limits(observed[place], some))
        for place, some in sorted(chances_in.items())
    )


def chances(cases: Sequence[Case]) -> Mapping[tuple[tuple[str, str], ...], float]:
    """The chance of each set of circumstances: people alike are counted once, which gives the same model faster."""
    import numpy as np
    from statsmodels.genmod.families import Binomial
    from statsmodels.genmod.generalized_linear_model import GLM
    from statsmodels.tools.sm_exceptions import PerfectSeparationWarning

    alike: dict[tuple[tuple[str, str], ...], list[int]] = {}
    for each in cases:
        counts = alike.setdefault(each.circumstances, [0, 0])
        counts[not each.came_about] += 1
    groups = sorted(alike)
    levels = sorted({said for group in groups for said in group})
    first = {name: min(word for other, word in levels if other == name) for name, _ in levels}
    shown = [(name, word) for name, word in levels if word != first[name]]
    design = np.array([[1.0, *(float(level in group) for level in shown)] for group in groups])
    answer = np.array([alike[group] for group in groups], dtype=float)
    # A model with as many terms as groups leaves no residual, and is right all the same.
    with np.errstate(divide="ignore", invalid="ignore"), catch_warnings():
        simplefilter("ignore", PerfectSeparationWarning)
        found = GLM(answer, design, family=Binomial()).fit()
    return dict(zip(groups, map(float, found.fittedvalues), strict=True))


def _limits(observed: int, chances_of: Sequence[float]) -> tuple[float, float]:
    """Between which ratios the true one lies, 19 times of 20, for people with these chances."""
    import numpy as np
    from scipy.optimize import brentq
    from scipy.special import expit, logit

    chance, many = np.unique(np.clip(chances_of, 1e-9, 1 - 1e-9), return_counts=True)
    odds, expected = logit(chance), float(chance @ many)

    def mean(shift: float) -> float:
        return float(expit(odds + shift) @ many)

    def against(shift: float) -> float:
        """Above nothing where the count contradicts this shift."""
        return float(
            (observed - mean(shift)) ** 2 - Z**2 * (expit(odds + shift) * expit(-odds - shift)) @ many
        )

    people = int(many.sum())
    if 0 < observed < people:
        middle = brentq(lambda shift: mean(shift) - observed, -FARTHEST, FARTHEST)
    else:
        middle = FARTHEST if observed else -FARTHEST
    low = mean(brentq(against, -FARTHEST, middle)) if observed else 0.0
    high = mean(brentq(against, middle, FARTHEST)) if observed < people else float(people)
    return low / expected, high / expected
