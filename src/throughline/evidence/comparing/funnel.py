"""Is a place further from the average than chance, or the places' own spread, would take it?

Exact binomial limits, interpolated, as in Spiegelhalter, Statistics in Medicine 24 (2005): 1185-1202; over-dispersion
by his random-effects additive model on winsorised z-scores, drawn as wider limits where places differ by more than
chance does one time in twenty. What winsorising takes of the spread of plain chance is put back: without it one place
in ten stood outside the limits of one in twenty.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import asin, sqrt

CLEAR, WARN = 0.998, 0.95


@dataclass(frozen=True, slots=True)
class Share:
    """What a place did of what it could."""

    name: str
    counted: int
    of: int

    @property
    def value(self) -> float:
        return self.counted / self.of


@dataclass(frozen=True, slots=True)
class Standing:
    """A place against the average: its limits, and whether it is outside them."""

    share: Share
    warn: tuple[float, float]
    clear: tuple[float, float]

    @property
    def is_signal(self) -> bool:
        """Outside the limits that one in five hundred would leave by chance."""
        return not self.clear[0] <= self.share.value <= self.clear[1]


@dataclass(frozen=True, slots=True)
class Funnel:
    """Every place against the average of all; `spread` is how far places differ beyond chance (0: not at all)."""

    average: float
    standings: tuple[Standing, ...]
    dispersion: float
    spread: float

    @property
    def signals(self) -> tuple[Standing, ...]:
        return tuple(each for each in self.standings if each.is_signal)

    def limits_at(self, of: int) -> tuple[tuple[float, float], tuple[float, float]]:
        """The limits of one in twenty and of one in five hundred, for a place of that many."""
        return _wider(self.average, of, WARN, self.spread), _wider(self.average, of, CLEAR, self.spread)


def limits(average: float, of: int, level: float) -> tuple[float, float]:
    """The shares of `of` between which that part of chance lies: exact binomial, interpolated between whole counts."""
    if not 0 <= average <= 1 or of < 1:
        raise ValueError("A limit needs an average between 0 and 1, and at least one.")
    tail = (1 - level) / 2
    return _quantile(average, of, tail) / of, _quantile(average, of, 1 - tail) / of


def _quantile(average: float, of: int, part: float) -> float:
    from scipy.stats import binom

    at = float(binom.ppf(part, of, average))
    here, before = float(binom.cdf(at, of, average)), float(binom.cdf(at - 1, of, average))
    step = (here - part) / (here - before) if here > before else 0.0
    return min(max(at - step, 0.0), float(of))


def funnel(shares: Sequence[Share]) -> Funnel:
    """The places against their average; places without anybody are left out. ValueError when nobody is left."""
    there = [each for each in shares if each.of]
    if not there:
        raise ValueError("A funnel plot needs a place with somebody.")
    average = sum(each.counted for each in there) / sum(each.of for each in there)
    dispersion, spread = _dispersion(there, average)
    plain = Funnel(average, (), dispersion, spread)
    return replace(plain, standings=tuple(Standing(each, *plain.limits_at(each.of)) for each in there))


def _dispersion(shares: Sequence[Share], average: float) -> tuple[float, float]:
    """Over-dispersion and the spread between places, on the arcsine scale, a tenth winsorised at each end."""
    if len(shares) < 3 or not 0 < average < 1:
        return 1.0, 0.0
    middle = asin(sqrt(average))
    scores = sorted((asin(sqrt(each.value)) - middle) * 2 * sqrt(each.of) for each in shares)
    cut = len(scores) // 10
    low, high = scores[cut], scores[-1 - cut]
    phi = (
        sum(min(max(score, low), high) ** 2 for score in scores)
        / len(scores)
        / _left_of_chance(cut / len(scores))
    )
    many = len(shares)
    from scipy.stats import chi2

    if phi * many <= float(chi2.ppf(WARN, many - 1)):
        return phi, 0.0
    weights = [4.0 * each.of for each in shares]
    total = sum(weights)
    between = (many * phi - (many - 1)) / (total - sum(weight**2 for weight in weights) / total)
    return phi, sqrt(between)


def _left_of_chance(tail: float) -> float:
    """The variance of a standard normal figure of which that part is winsorised at each end."""
    from statistics import NormalDist

    if not tail:
        return 1.0
    at = -NormalDist().inv_cdf(tail)
    return 1 - 2 * tail - 2 * at * NormalDist().pdf(at) + 2 * tail * at**2


def _wider(average: float, of: int, level: float, spread: float) -> tuple[float, float]:
    """The binomial limits, stretched on the arcsine scale by what places differ anyway."""
    low, high = limits(average, of, level)
    if not spread:
        return low, high
    from math import sin

    middle = asin(sqrt(average))
    factor = sqrt(1 + 4 * of * spread**2)
    ends = (middle + (asin(sqrt(end)) - middle) * factor for end in (low, high))
    below, above = (sin(min(max(end, 0.0), asin(1.0))) ** 2 for end in ends)
    return below, above
