"""Did people with something fare differently from people like them without it? Authority: R45.

Nearest neighbour on the logit of a propensity score, one to one, within a fifth of its standard deviation (Austin,
Pharmaceutical Statistics 10 (2011): 150-161), in a total order, so that the same people always give the same pairs.
What is not in the circumstances is not made equal by this, and the page names it.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log, sqrt

from throughline.kernel.verdict import Allowed, Refused, Verdict

LEAST = 60
CALIPER = 0.2
BALANCED = 0.1  # a standardised difference below this is usually taken as balanced
ENOUGH = 10  # people on each side with a circumstance, below which its balance is not shown: it could be counted back


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody: a key that says nothing, whether they had it, their circumstances, whether it came about."""

    key: str
    had_it: bool
    circumstances: tuple[tuple[str, str], ...]
    came_about: bool


@dataclass(frozen=True, slots=True)
class Balance:
    """How far the two groups differ in one circumstance, in standard deviations, before and after matching."""

    circumstance: str
    before: float
    after: float

    @property
    def is_balanced(self) -> bool:
        return abs(self.after) < BALANCED


@dataclass(frozen=True, slots=True)
class Comparison:
    """The pairs' difference (with less without) and its 95 % interval, and how alike the pairs are."""

    pairs: int
    with_it: float
    without: float
    low: float
    high: float
    balance: tuple[Balance, ...]

    @property
    def difference(self) -> float:
        return self.with_it - self.without

    @property
    def is_balanced(self) -> bool:
        return all(each.is_balanced for each in self.balance)


def may_be_compared(with_it: int, without: int) -> Verdict:
    """At least sixty people on each side. R45"""
    if min(with_it, without) < LEAST:
        return Refused(
            f"There are fewer than {LEAST} people on one side, and a matched comparison is not made of fewer.",
            "Wait until more people have started, or compare over a longer time.",
        )
    return Allowed()


def compare(members: Sequence[Member]) -> Comparison:
    """The matched comparison; RefusedError below sixty on a side, or when fewer than sixty find somebody like them."""
    having = [each for each in members if each.had_it]
    lacking = [each for each in members if not each.had_it]
    may_be_compared(len(having), len(lacking)).or_raise()
    score = _scores(members)
    pairs = _pairs(having, lacking, score)
    may_be_compared(len(pairs), len(pairs)).or_raise()
    both = [(one.came_about, other.came_about) for one, other in pairs]
    many = len(both)
    gained, lost = sum(one > other for one, other in both), sum(one < other for one, other in both)
    difference = (gained - lost) / many
    error = sqrt(max(gained + lost - (gained - lost) ** 2 / many, 0.0)) / many
    matched = [one for one, _ in pairs], [other for _, other in pairs]
    return Comparison(
        many,
        sum(one for one, _ in both) / many,
        sum(other for _, other in both) / many,
        difference - 1.959964 * error,
        difference + 1.959964 * error,
        tuple(
            Balance(f"{name}: {word}", _apart(having, lacking, (name, word)), _apart(*matched, (name, word)))
            for name, word in _common(having, lacking)
        ),
    )


def _common(*sides: Sequence[Member]) -> list[tuple[str, str]]:
    many = [Counter(said for each in side for said in each.circumstances) for side in sides]
    return sorted(said for said in many[0] if min(count[said] for count in many) >= ENOUGH)


def _scores(members: Sequence[Member]) -> dict[tuple[tuple[str, str], ...], float]:
    """The logit of having it, for each set of circumstances."""
    from .casemix import Case, chances

    cases = [Case("", each.circumstances, each.had_it) for each in members]
    return {
        group: log(min(max(chance, 1e-9), 1 - 1e-9) / (1 - min(max(chance, 1e-9), 1 - 1e-9)))
        for group, chance in chances(cases).items()
    }


def _pairs(
    having: Sequence[Member], lacking: Sequence[Member], score: dict[tuple[tuple[str, str], ...], float]
) -> list[tuple[Member, Member]]:
    """Each of the fewer with the nearest of the others that is still free and near enough."""
    fewer, more = (having, lacking) if len(having) <= len(lacking) else (lacking, having)
    all_scores = [score[each.circumstances] for each in (*having, *lacking)]
    middle = sum(all_scores) / len(all_scores)
    near = CALIPER * sqrt(sum((each - middle) ** 2 for each in all_scores) / len(all_scores))
    free = sorted((score[each.circumstances], each.key, each) for each in more)
    found = []
    for each in sorted(fewer, key=lambda member: (-score[member.circumstances], member.key)):
        mine = score[each.circumstances]
        place = bisect_left(free, (mine, ""))
        beside = [n for n in (place - 1, place) if 0 <= n < len(free)]
        if not beside:
            break
        best = min(beside, key=lambda n: (abs(free[n][0] - mine), free[n][1]))
        if abs(free[best][0] - mine) <= near + 1e-12:
            other = free.pop(best)[2]
            found.append((each, other) if each.had_it else (other, each))
    return found


def _apart(one: Sequence[Member], other: Sequence[Member], said: tuple[str, str]) -> float:
    parts = [sum(said in each.circumstances for each in group) / len(group) for group in (one, other)]
    spread = sqrt(sum(part * (1 - part) for part in parts) / 2)
    return (parts[0] - parts[1]) / spread if spread else 0.0
