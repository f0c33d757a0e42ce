"""How many of those who need help get it, where? Need, met and unmet, each with its interval. R41

Need is everybody on any list and those on none. Met is everybody supported here, and, of the others, the sum of their
chances of being in treatment elsewhere: not linked is not unmet. Intervals are put together by their distances from
the best figures (Zou and Donner 2008), which needs no draws. docs/hidden-need.md
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from math import sqrt

from .recapture import Z
from .shapes import Range

NOBODY = Range(0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Links:
    """What a linkage says of people who are known to need help and are not supported here, in one place and unit.

    `expected` is the sum of their probabilities of being in treatment, `variance` the sum of p(1 − p); linked, probable
    and no evidence are how many stand in each, for showing. R41
    """

    expected: float
    variance: float
    linked: int
    probable: int
    no_evidence: int

    @property
    def people(self) -> int:
        return self.linked + self.probable + self.no_evidence


@dataclass(frozen=True, slots=True)
class Area:
    """A locality's part in a unit: people supported here in the period, what the linkage says of the others who are
    known, and the estimate of those on no list.
    """

    place: str
    unit: str
    supported: int
    links: Links
    hidden: Range

    @property
    def known(self) -> int:
        return self.supported + self.links.people


@dataclass(frozen=True, slots=True)
class Need:
    """Need, met and unmet in people, each with its 95 % interval; of those known, how many are met in whole people."""

    known: int
    helped: int
    need: Range
    met: Range
    unmet: Range

    @property
    def share_met(self) -> float:
        return self.met.best / self.need.best if self.need.best else 0.0


def need_of(area: Area) -> Need:
    """What one area needs and gets."""
    error = Z * sqrt(area.links.variance)
    best = area.supported + area.links.expected
    met = Range(best, max(area.supported, best - error), min(area.known, best + error))
    need = area.hidden.plus(area.known)
    return Need(area.known, min(round(best), area.known), need, met, _rest(need, met, area))


def _rest(need: Range, met: Range, area: Area) -> Range:
    rest = less(need, met)
    return Range(rest.best, max(rest.low, 0.0), rest.high)


@dataclass(frozen=True, slots=True)
class Certain:
    """A share that a review of pairs came to, and its standard error."""

    best: float
    error: float


@dataclass(frozen=True, slots=True)
class LinkedPlace:
    """What a linkage found of a locality's people: `known` have a link that is held already; of the others `expected`
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
    """What a locality needs and gets by a reviewed linkage: met is who is known to be linked and the others' sum.

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
    return Need(of.people, min(round(best), of.people), need, met, unmet)


def together(needs: Iterable[Need]) -> Need:
    """Several areas as one; their errors do not lean on one another."""
    every = list(needs)
    return Need(
        sum(each.known for each in every),
        sum(each.helped for each in every),
        *(summed(getattr(each, name) for each in every) for name in ("need", "met", "unmet")),
    )


def by(areas: Iterable[Area], which: Callable[[Area], str]) -> Mapping[str, Need]:
    """Need by place or by unit, in order of name."""
    found: dict[str, list[Need]] = {}
    for area in areas:
        found.setdefault(which(area), []).append(need_of(area))
    return {name: together(found[name]) for name in sorted(found)}


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
