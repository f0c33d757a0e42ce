"""How many of those who need help get it, where? Need, met and unmet, each with its interval. R41

Need is everybody on any list and those on none. Met is whose link to a treatment record is held already, and, of the
others, the sum of their chances of being in treatment: not linked is not unmet. Intervals are put together by their
distances from the best figures (Zou and Donner 2008), which needs no draws. docs/hidden-need.md
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

from .recapture import Z
from .shapes import Range

NOBODY = Range(0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Need:
    """Need, met and unmet in people, each with its 95 % interval; `known` are on a list."""

    known: int
    need: Range
    met: Range
    unmet: Range

    @property
    def share_met(self) -> float:
        return self.met.best / self.need.best if self.need.best else 0.0


@dataclass(frozen=True, slots=True)
class Certain:
    """A share that a review of pairs came to, and its standard error."""

    best: float
    error: float


@dataclass(frozen=True, slots=True)
class LinkedPlace:
    """What a linkage found of a place's people: `known` have a link that is held already; of the others `expected`
    is the sum of their probabilities, and `made` how many have a link from even odds.
    """

    place: str
    people: int
    known: int
    expected: float
    made: int


def need_by_linkage(
    of: LinkedPlace, *, recall: Certain, false_links: Certain, hidden: Range = NOBODY
) -> Need:
    """What a place needs and gets by a reviewed linkage: met is who is known to be linked and the others' sum.

    Its interval holds that sum and the count of links without their error, m = (made − f·n) / (r − f), with what chance
    and the review leave open on either side (delta method). Authority: R41.
    """
    n, r, f = of.people - of.known, recall.best, false_links.best
    m = min(max((of.made - f * n) / (r - f), 0.0), float(n))
    chance = m * r * (1 - r) + (n - m) * f * (1 - f)
    spread = Z * sqrt(chance + (m * recall.error) ** 2 + ((n - m) * false_links.error) ** 2) / (r - f)
    low, high = min(of.expected, m) - spread, max(of.expected, m) + spread
    best = of.known + of.expected
    met = Range(best, of.known + max(low, 0.0), of.known + min(high, n))
    need = hidden.plus(of.people)
    rest = less(need, met)
    unmet = Range(rest.best, max(rest.low, 0.0), rest.high)
    return Need(of.people, need, met, unmet)


def whole(places: Iterable[LinkedPlace]) -> LinkedPlace:
    """Several places as one, so that what a review leaves open, which is the same for all, is not evened out."""
    every = list(places)
    return LinkedPlace(
        "",
        *(sum(getattr(each, name) for each in every) for name in ("people", "known", "expected", "made")),
    )


def summed(ranges: Iterable[Range]) -> Range:
    """The sum of independent figures, with the interval that follows from theirs."""
    every = list(ranges)
    best = sum(each.best for each in every)
    below = sqrt(sum((each.best - each.low) ** 2 for each in every))
    above = sqrt(sum((each.high - each.best) ** 2 for each in every))
    return Range(best, best - below, best + above)


def less(whole: Range, part: Range) -> Range:
    """One figure less another that does not lean on it."""
    best = whole.best - part.best
    return Range(
        best,
        best - sqrt((whole.best - whole.low) ** 2 + (part.high - part.best) ** 2),
        best + sqrt((whole.high - whole.best) ** 2 + (part.best - part.low) ** 2),
    )
