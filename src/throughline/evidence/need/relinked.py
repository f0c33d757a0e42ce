"""How many people are on neither of two lists that were linked with mistakes, by the mistakes that a review found?

Every draw of the review's recall and false-link rate is taken in turn for true: it says how many are on both lists, and
so how many there are in all; then both lists and the linkage are drawn anew, and worked out again. The middle 95 % of
the draws hold what the review, the lists and the linkage leave open together. Imported inside functions only.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from throughline.kernel.verdict import Refused

from .recapture import LEAST_GAP, TwoLists
from .shapes import Range

FEWEST_WHOLE = 0.9


def relinked(
    lists: TwoLists, best: tuple[float, float], draws: Sequence[tuple[float, float]], *, seed: int
) -> Range:
    """Everybody, with linkage error taken out: m = (m_obs − f·n1) / (r − f), Chapman; the same for a seed.

    `best` and each of `draws` are recall r and false-link rate f of the first list. RefusedError says in words why the
    error cannot be taken out.
    """
    r, f = best
    if r - f < LEAST_GAP:
        Refused(
            "This linkage finds hardly more true links than false ones. Its error cannot be taken out.",
            "Link again with names or keyed hashes first.",
        ).or_raise()
    both = _on_both(lists, lists.both, r, f)
    if not 0 < both <= min(lists.first, lists.second):
        Refused(
            f"Without linkage error {both:,.0f} people would stand on both lists, which cannot be. The linkage does "
            "not belong to these lists."
        ).or_raise()
    rates = np.array(draws)
    found = _drawn(lists, rates[:, 0], rates[:, 1], np.random.default_rng(seed))
    if len(found) < FEWEST_WHOLE * len(draws):
        Refused(
            "In too many draws more or fewer people would stand on both lists than can be. Too few pairs were looked "
            "at, or the linkage does not belong to these lists."
        ).or_raise()
    low, high = np.quantile(found, [0.025, 0.975])
    return Range(float(_everybody(lists, both)), float(low), float(high))


def _drawn(lists: TwoLists, r: Any, f: Any, random: np.random.Generator) -> Any:
    """Everybody as each draw has it; draws in which it cannot be are left out."""
    n1, n2 = lists.first, lists.second
    both = _on_both(lists, lists.both, r, f)
    can = (both > 0) & (both <= min(n1, n2)) & (r - f >= LEAST_GAP / 2)
    r, f, both = r[can], f[can], both[can]
    everybody = np.maximum(np.rint(_everybody(lists, both)), n1 + n2 - both).astype(np.int64)
    again = random.hypergeometric(n1, np.maximum(everybody - n1, 0), n2)
    links = random.binomial(again, np.minimum(r, 1.0)) + random.binomial(n1 - again, f)
    found = _on_both(lists, links, r, f)
    return _everybody(lists, found[(found > 0) & (found <= min(n1, n2))])


def _on_both(lists: TwoLists, links: Any, r: Any, f: Any) -> Any:
    return (links - f * lists.first) / (r - f)


def _everybody(lists: TwoLists, both: Any) -> Any:
    return (lists.first + 1) * (lists.second + 1) / (both + 1) - 1
