"""How many people stand on neither of two lists, and what if the lists lean on one another?

Chapman's estimator with a log-normal interval on those unseen. Where one list refers people to the other, the overlap
is larger than chance makes it, and the figure is a lower bound; it is shown as one. docs/hidden-need.md
"""

from dataclasses import dataclass
from math import exp, log, sqrt

from throughline.kernel.verdict import Allowed, Refused, Verdict

from .shapes import FEWEST_SHARED, Range

Z = 1.959963984540054  # 95 %
LEAST_GAP = 0.25


@dataclass(frozen=True, slots=True)
class TwoLists:
    """How many stand on the first list, on the second, and on both."""

    first: int
    second: int
    both: int

    def __post_init__(self) -> None:
        if not 0 <= self.both <= min(self.first, self.second):
            raise ValueError("Nobody can stand on both lists who does not stand on each.")

    @property
    def seen(self) -> int:
        return self.first + self.second - self.both


@dataclass(frozen=True, slots=True)
class Rate:
    """A share found by looking at `looked_at` cases; its error is that of a binomial share (Agresti–Coull)."""

    share: float
    looked_at: int

    @property
    def variance(self) -> float:
        n = self.looked_at + 4
        share = (self.share * self.looked_at + 2) / n
        return share * (1 - share) / n


@dataclass(frozen=True, slots=True)
class Dependent:
    """What everybody comes to if standing on one list makes the odds of the other so many times as large."""

    odds_ratio: float
    total: Range


def may_use_two(lists: TwoLists, *, refer: bool) -> Verdict:
    """Whether two lists say more than a lower bound; `refer`: one of them sends people to the other."""
    if lists.both < FEWEST_SHARED:
        return Refused(
            f"Only {lists.both} people stand on both lists. Fewer than {FEWEST_SHARED} make the estimate jump."
        )
    if refer:
        return Refused(
            "One list refers people to the other, so they share more people than chance would make. Two such lists "
            "give a lower bound only.",
            "A third list that does not depend on them can say more.",
        )
    return Allowed()


def chapman(lists: TwoLists) -> Range:
    """Everybody, by two lists: N = (n1+1)(n2+1)/(m+1) − 1, 95 % interval log-normal on those unseen."""
    n1, n2, m = lists.first, lists.second, lists.both
    total = (n1 + 1) * (n2 + 1) / (m + 1) - 1
    return around(total - lists.seen, sqrt(chapman_variance(n1, n2, m))).plus(lists.seen)


def chapman_variance(n1: float, n2: float, m: float) -> float:
    return (n1 + 1) * (n2 + 1) * (n1 - m) * (n2 - m) / ((m + 1) ** 2 * (m + 2))


def around(unseen: float, standard_error: float) -> Range:
    """The log-normal interval of a figure that is never below nobody; no one unseen, no interval."""
    if unseen <= 0:
        return Range(0.0, 0.0, 0.0)
    factor = exp(Z * sqrt(log(1 + (standard_error / unseen) ** 2)))
    return Range(unseen, unseen / factor, unseen * factor)


def by_odds_ratio(lists: TwoLists, ratios: tuple[float, ...] = (1, 1.5, 2, 3, 5)) -> tuple[Dependent, ...]:
    """Everybody under stated dependence: unseen = odds ratio × only first × only second ÷ both."""
    b, c, m = lists.first - lists.both, lists.second - lists.both, lists.both
    if not b or not c or not m:
        raise ValueError("Each list needs people of its own and people in common.")
    relative = sqrt(1 / m + 1 / b + 1 / c)
    said = []
    for ratio in ratios:
        unseen = ratio * b * c / m
        said.append(
            Dependent(ratio, around(unseen, sqrt(unseen + (unseen * relative) ** 2)).plus(lists.seen))
        )
    return tuple(said)


def may_be_corrected(recall: Rate, false_links: Rate) -> Verdict:
    """Whether a linkage is good enough that its error can be taken out."""
    if not (0 < recall.share <= 1 and 0 <= false_links.share < 1):
        return Refused("Recall and false links are shares of one: recall above 0, false links below 1.")
    if recall.looked_at < 1 or false_links.looked_at < 1:
        return Refused("Without pairs that somebody looked at, the linkage's own error is not known.")
    if recall.share - false_links.share < LEAST_GAP:
        return Refused(
            "This linkage finds hardly more true links than false ones. Its error cannot be taken out.",
            "Link again with names or keyed hashes first.",
        )
    return Allowed()


def corrected(lists: TwoLists, recall: Rate, false_links: Rate) -> Range:
    """Everybody, by the matches that there would be without linkage error: m = (m_obs − f·n1) / (r − f).

    r is the share of the true links that were made, f the share of the first list linked to somebody else although
    they are not on the second. The interval takes in r's and f's own error (delta method).
    """
    may_be_corrected(recall, false_links).or_raise()
    n1, n2 = lists.first, lists.second
    r, f = recall.share, false_links.share
    m = (lists.both - f * n1) / (r - f)
    if m <= 0 or m > min(n1, n2):
        Refused(
            f"Without linkage error {m:,.0f} people would stand on both lists, which cannot be. The error rates do not "
            "belong to these lists."
        ).or_raise()
    total = (n1 + 1) * (n2 + 1) / (m + 1) - 1
    links = m * r * (1 - r) + (n1 - m) * f * (1 - f)
    of_m = (links + m**2 * recall.variance + (n1 - m) ** 2 * false_links.variance) / (r - f) ** 2
    variance = chapman_variance(n1, n2, m) + ((n1 + 1) * (n2 + 1) / (m + 1) ** 2) ** 2 * of_m
    seen = n1 + n2 - m
    return around(total - seen, sqrt(variance)).plus(seen)
