"""Did something change, or is it the usual up and down?

An XmR chart by the rules of NHS England's Making Data Count. Plain Python.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

WIDTH = 2.66  # three sigma of single values, by the mean moving range: 3 ÷ 1.128
RUN = 7
LEAST = 12  # points before limits are worth drawing
OUTSIDE = "outside the limits"
SIDE = "seven or more in a row on one side of the mean"
TREND = "seven or more in a row all rising or all falling"
NEAR = "two of three beyond two thirds of the way to a limit, all three on one side"


@dataclass(frozen=True, slots=True)
class Xmr:
    """The mean, the limits of the usual, and for each point the signals that it is part of.

    `baseline` is how many points the mean and the limits were made of: all, unless a baseline was named.
    """

    values: tuple[float, ...]
    mean: float
    low: float
    high: float
    signals: tuple[frozenset[str], ...]
    baseline: int


def xmr(
    values: Sequence[float], *, least: float = float("-inf"), most: float = float("inf"), baseline: int = 0
) -> Xmr:
    """The chart of these values in time order; limits stay within what is possible. ValueError for fewer than two.

    A baseline of the first points, if they are enough, sets mean and limits, which stand for all that follow.
    """
    if len(values) < 2:
        raise ValueError("A chart in time needs two points.")
    first = values[:baseline] if LEAST <= baseline < len(values) else values
    mean = sum(first) / len(first)
    moves = [abs(after - before) for before, after in pairwise(first)]
    half = WIDTH * sum(moves) / len(moves)
    found: list[set[str]] = [set() for _ in values]
    for signal, spans in (
        (OUTSIDE, _outside(values, mean - half, mean + half)),
        (SIDE, _runs([_side(value, mean) for value in values])),
        (TREND, _trends(values)),
        (NEAR, _near(values, mean, half * 2 / 3)),
    ):
        for span in spans:
            for place in span:
                found[place].add(signal)
    return Xmr(
        tuple(values),
        mean,
        max(mean - half, least),
        min(mean + half, most),
        tuple(map(frozenset, found)),
        len(first),
    )


def _side(value: float, mean: float) -> int:
    return (value > mean) - (value < mean)


def _outside(values: Sequence[float], low: float, high: float) -> list[range]:
    return [range(n, n + 1) for n, value in enumerate(values) if not low <= value <= high]


def _runs(sides: Sequence[int]) -> list[range]:
    """Stretches of the same side, seven or longer; a point on the mean breaks them."""
    found, begins = [], 0
    for n in range(1, len(sides) + 1):
        if n == len(sides) or sides[n] != sides[begins]:
            if sides[begins] and n - begins >= RUN:
                found.append(range(begins, n))
            begins = n
    return found


def _trends(values: Sequence[float]) -> list[range]:
    """Seven points in a row, each above (or below) the one before."""
    steps = [_side(after, before) for before, after in pairwise(values)]
    found, begins = [], 0
    for n in range(1, len(steps) + 1):
        if n == len(steps) or steps[n] != steps[begins]:
            if steps[begins] and n - begins >= RUN - 1:
                found.append(range(begins, n + 1))
            begins = n
    return found


def _near(values: Sequence[float], mean: float, far: float) -> list[list[int]]:
    found = []
    for n in range(len(values) - 2):
        three = values[n : n + 3]
        for side in (1, -1):
            if all(side * (value - mean) > 0 for value in three):
                beyond = [n + k for k, value in enumerate(three) if side * (value - mean) > far]
                if len(beyond) >= 2:
                    found.append(beyond)
    return found
