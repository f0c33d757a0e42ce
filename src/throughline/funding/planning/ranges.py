"""Between which sums does a share lie when its count, and everybody else's, is only known as a range?

A place gets most when its own counts are as high and all others' as low as they may be, and least the other way
round. Why that is so, and when it is exact, stands in docs/allocation.md. Authority: R14.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, lcm
from operator import itemgetter
from typing import TypeVar

from throughline.kernel.money import Money

Number = TypeVar("Number", int, Fraction)
_FINE = 10**15  # several indicators: parts of all need are rounded outwards to this


@dataclass(frozen=True, slots=True)
class Range:
    """The least and the most that a share may be."""

    low: Money
    high: Money


@dataclass(frozen=True, slots=True)
class Standing:
    """One place that shares by need: its counts at their ends, its limits, and what damping guarantees it, in pence."""

    low: tuple[Fraction, ...]
    high: tuple[Fraction, ...]
    floor: int
    cap: int | None
    least: int


def ranges_of(
    total: int, weights: Sequence[Fraction], standings: Sequence[Standing], *, is_damped: bool
) -> tuple[bool, list[Range]]:
    """Whether the ranges are exact, and each place's; if not exact they are never narrower than the truth."""
    has_limits = any(each.floor or each.cap is not None for each in standings)
    exact = not is_damped and (len(weights) == 1 or not has_limits)
    if not has_limits and len(weights) > 1:
        lows, highs = _proportional(total, weights, standings)
    else:
        low_needs, high_needs = _needs(weights, standings)
        at_low, at_high = _Curve(low_needs, standings), _Curve(high_needs, standings)
        lows, highs = [], []
        for i in range(len(standings)):
            most, top = at_low.share(i, high_needs[i], total)
            least, bottom = at_high.share(i, low_needs[i], total)
            exact = exact and top and bottom
            lows.append(least)
            highs.append(most)
    if is_damped:
        lows, highs = _damped(total, standings, lows, highs)
    return exact, [
        Range(Money(floor(max(low, Fraction(0)))), Money(ceil(min(high, Fraction(total)))))
        for low, high in zip(lows, highs, strict=True)
    ]


def _component_ends(
    standings: Sequence[Standing], kind: int, i: int, lows: Fraction, highs: Fraction
) -> tuple[Fraction, Fraction]:
    """The least and the most of place i's part of one indicator; the sums are those of all places' ends."""
    own_low, own_high = standings[i].low[kind], standings[i].high[kind]
    others_low, others_high = lows - own_low, highs - own_high
    # Where nobody else can have any, the place has all of it whenever anything was counted.
    least = own_low / (own_low + others_high) if others_high else Fraction(bool(own_high))
    most = own_high / (own_high + others_low) if own_high else Fraction(0)
    return least, most


def _parts(weights: Sequence[Fraction], standings: Sequence[Standing]) -> list[tuple[Fraction, Fraction]]:
    """The least and the most of each place's part of all need."""
    whole = sum(weights, Fraction(0))
    sums = [
        (sum((s.low[k] for s in standings), Fraction(0)), sum((s.high[k] for s in standings), Fraction(0)))
        for k in range(len(weights))
    ]
    parts = []
    for i in range(len(standings)):
        ends = [_component_ends(standings, k, i, *sums[k]) for k in range(len(weights))]
        parts.append(
            (
                sum((w * low for w, (low, _) in zip(weights, ends, strict=True)), Fraction(0)) / whole,
                sum((w * high for w, (_, high) in zip(weights, ends, strict=True)), Fraction(0)) / whole,
            )
        )
    return parts


def _proportional(
    total: int, weights: Sequence[Fraction], standings: Sequence[Standing]
) -> tuple[list[Fraction], list[Fraction]]:
    parts = _parts(weights, standings)
    return [total * low for low, _ in parts], [total * high for _, high in parts]


def _needs(weights: Sequence[Fraction], standings: Sequence[Standing]) -> tuple[list[int], list[int]]:
    """Whole numbers in proportion to each place's least and most need."""
    if len(weights) == 1:
        scale = lcm(*(n.denominator for s in standings for n in (s.low[0], s.high[0])))
        return [int(s.low[0] * scale) for s in standings], [int(s.high[0] * scale) for s in standings]
    parts = _parts(weights, standings)
    return [floor(low * _FINE) for low, _ in parts], [ceil(high * _FINE) for _, high in parts]


class _Curve:
    """What all places get together at a price; asked what one of them gets when only its own need is another."""

    def __init__(self, needs: Sequence[int], standings: Sequence[Standing]) -> None:
        self.needs, self.standings = needs, standings
        turns = [
            (Fraction(s.floor, need), need, -s.floor)
            for need, s in zip(needs, standings, strict=True)
            if need
        ]
        turns += [
            (Fraction(s.cap, need), -need, s.cap)
            for need, s in zip(needs, standings, strict=True)
            if need and s.cap is not None
        ]
        turns.sort(key=itemgetter(0))
        self.turns = [turn for turn, _, _ in turns]
        # Before turn k the places get held[k] + rising[k] × price together.
        self.held, self.rising = [sum(s.floor for s in standings)], [0]
        for _, need, amount in turns:
            self.held.append(self.held[-1] + amount)
            self.rising.append(self.rising[-1] + need)

    def share(self, i: int, need: int, total: int) -> tuple[Fraction, bool]:
        """The share of place i with that need, and whether the money can be used up exactly then."""
        own, old = self.standings[i], self.needs[i]

        def given(price: Fraction, k: int) -> Fraction:
            together = self.held[k] + self.rising[k] * price
            return together - _held(old * price, own) + _held(need * price, own)

        def is_enough(at: int) -> bool:  # given(turn) >= total in whole numbers, which is ten times as fast
            p, q = self.turns[at].numerator, self.turns[at].denominator
            low, high = own.floor * q, None if own.cap is None else own.cap * q
            others = (self.held[at] - total) * q + self.rising[at] * p - _between(old * p, low, high)
            return others + _between(need * p, low, high) >= 0

        k = bisect_left(range(len(self.turns)), True, key=is_enough)
        left = self.turns[k - 1] if k else Fraction(0)
        right = self.turns[k] if k < len(self.turns) else None
        ends = [Fraction(limit, need) for limit in (own.floor, own.cap) if need and limit is not None]
        points = sorted(each for each in ends if left < each and (right is None or each < right))
        before = given(left, k)
        if before >= total:
            return _held(need * left, own), before == total
        for point in (*points, *(() if right is None else (right,))):
            after = given(point, k)
            if after >= total:
                price = left + (total - before) * (point - left) / (after - before)
                return _held(need * price, own), True
            left, before = point, after
        slope = given(left + 1, k) - before
        if slope <= 0:  # every place is at its cap, or without need at its floor: this corner has no split
            return Fraction(own.floor if not need or own.cap is None else own.cap), False
        return _held(need * (left + (total - before) / slope), own), True


def _held(share: Fraction, own: Standing) -> Fraction:
    return Fraction(_between(share, own.floor, own.cap))


def _between(share: Number, low: int, high: int | None) -> Number | int:
    return low if share < low else high if high is not None and share > high else share


def _damped(
    total: int, standings: Sequence[Standing], lows: Sequence[Fraction], highs: Sequence[Fraction]
) -> tuple[list[Fraction], list[Fraction]]:
    """The same ranges after nobody loses more than the largest loss: bounds that hold wherever the growth lies."""
    spare = total - sum(each.least for each in standings)
    least_growth = [max(low - each.least, Fraction(0)) for low, each in zip(lows, standings, strict=True)]
    most_growth = [max(high - each.least, Fraction(0)) for high, each in zip(highs, standings, strict=True)]
    least_sum, most_sum = sum(least_growth, Fraction(0)), sum(most_growth, Fraction(0))
    damped_lows, damped_highs = [], []
    for each, low, high in zip(standings, least_growth, most_growth, strict=True):
        in_all = low + most_sum - high
        damped_lows.append(each.least + (spare * low / in_all if low else Fraction(0)))
        in_all = max(high + least_sum - low, Fraction(spare))
        damped_highs.append(each.least + (spare * high / in_all if high else Fraction(0)))
    return damped_lows, damped_highs
