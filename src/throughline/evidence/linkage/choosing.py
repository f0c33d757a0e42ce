"""Who is whose one partner, and how likely? Candidates share one probability; ties fall by a total order.

Somebody with two candidates cannot be both: what speaks for one speaks against the other. How many people are in both
files is worked out from the files themselves, by the model's frozen numbers, until it no longer changes. Nothing
depends on the order of rows.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from .scoring import Scored

if TYPE_CHECKING:
    from numpy.typing import NDArray

_ROUNDS = 30
_STEADY = 1e-5


@dataclass(frozen=True, slots=True)
class Chosen:
    """Each pair's probability, which pairs are the one-to-one links, and which share of the first file is in both."""

    scored: Scored
    probability: "NDArray[np.float64]"
    is_link: "NDArray[np.bool_]"
    share: float

    def best(self, many: int) -> "tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.float64]]":
        """For each person of the first file: their partner or -1, its probability, and that of any partner at all."""
        partner, certain = np.full(many, -1, np.int64), np.zeros(many)
        links = np.flatnonzero(self.is_link)
        partner[self.scored.left[links]] = self.scored.right[links]
        certain[self.scored.left[links]] = self.probability[links]
        met = np.minimum(1.0, np.bincount(self.scored.left, self.probability, minlength=many))
        return partner, certain, met


def choose(scored: Scored, share: float, sizes: tuple[int, int]) -> Chosen:
    """The links; `share` is where the search for the share begins."""
    many, others = sizes
    found = np.zeros(len(scored))
    for _ in range(_ROUNDS if len(scored) else 0):
        found = _probability(scored, share / others)
        before, share = share, float(np.clip(found.sum() / many, 1 / (10 * many), min(1.0, others / many)))
        if abs(share - before) <= _STEADY * share:
            break
    found = np.round(found, 9)
    return Chosen(scored, found, _one_to_one(scored, found), share)


def _probability(scored: Scored, prior: float) -> "NDArray[np.float64]":
    """That a pair is one person, given what speaks for every other candidate of either."""
    odds = prior / (1 - prior) * np.exp2(np.minimum(scored.weight, 200.0))
    beside_left = np.maximum(0.0, np.bincount(scored.left, odds)[scored.left] - odds)
    beside_right = np.maximum(0.0, np.bincount(scored.right, odds)[scored.right] - odds)
    made: NDArray[np.float64] = odds / (odds + (1 + beside_left) * (1 + beside_right))
    return made


def _one_to_one(scored: Scored, probability: "NDArray[np.float64]") -> "NDArray[np.bool_]":
    """The likeliest pair first, each person once; equal ones by weight, then by the files' own numbers."""
    is_link = np.zeros(len(scored), np.bool_)
    taken_left: set[int] = set()
    taken_right: set[int] = set()
    order = np.lexsort((scored.right, scored.left, -scored.weight, -probability))
    for at, left, right in zip(
        order.tolist(), scored.left[order].tolist(), scored.right[order].tolist(), strict=True
    ):
        if left not in taken_left and right not in taken_right:
            taken_left.add(left)
            taken_right.add(right)
            is_link[at] = True
    return is_link
