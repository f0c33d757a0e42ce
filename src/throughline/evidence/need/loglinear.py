"""What do three and more lists say about people on none of them, whichever of them depend on one another?

Poisson log-linear models of the histories: every list, and any pairs of lists. N = seen + exp(b0), SE = √(f0 + f0²·Var
b0). All models are fitted, those within 10 of the best by BIC are plausible, and all of those are shown. A model that
does not converge, or whose estimate runs away, says nothing and is counted as failed. docs/hidden-need.md

Newton's method on many tables at once, so that a bootstrap costs one fit; `statsmodels` gives the same in the tests.
Imported inside functions only: pages load no data library.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import combinations
from math import sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.stats import chi2

from throughline.kernel.verdict import Refused

from .recapture import around
from .shapes import Fit, Hidden, Histories, Range, may_be_estimated

Pairs = tuple[tuple[int, int], ...]
Floats = NDArray[np.floating]
Design = tuple[Floats, NDArray[np.bool_]]
WITHIN = 10.0
MOST_TOGETHER = 10  # pairs: 1,024 models; with more, they are searched step by step
FAR = 3.0
POOR = 0.01
_STEPS, _NEAR, _RUN_AWAY, _FURTHEST = 60, 1e-9, 18.0, 30.0


def candidates(lists: int) -> Iterator[Pairs]:
    """Every set of pairs of up to five lists."""
    every = list(combinations(range(lists), 2))
    for size in range(len(every) + 1):
        yield from combinations(every, size)


def design(histories: Histories, pairs: Iterable[tuple[int, int]]) -> Design:
    """The model's columns (nobody, each list, each pair), and which cells it is fitted to.

    A pair of lists without anybody in common cannot be an interaction: it would fit them by minus infinity. Its cells
    are dropped as impossible, and its column with them.
    """
    cells = [history for history, _ in histories.cells()]
    on = np.array([[figure == "1" for figure in history] for history in cells], dtype=float)
    kept = np.ones(len(cells), dtype=bool)
    columns = [np.ones(len(cells)), *on.T]
    for a, b in pairs:
        both = on[:, a] * on[:, b]
        if histories.on(a, b):
            columns.append(both)
        else:
            kept &= both == 0
    return np.column_stack(columns), kept


def fitted(
    columns: Floats, counts: Floats, offset: Floats | float = 0.0
) -> tuple[Floats, Floats, NDArray[np.bool_]]:
    """Newton's method for many tables at once: (tables, cells) to coefficients, Var b0, and which came to an end."""
    tables, p = counts.shape[0], columns.shape[1]
    outer = (columns[:, :, None] * columns[:, None, :]).reshape(columns.shape[0], p * p)
    ridge = np.eye(p) * 1e-10

    def solved(weights: Floats, right: Floats) -> Floats:
        gram = (weights @ outer).reshape(tables, p, p) + ridge
        answer: Floats = np.linalg.solve(gram, right[..., None])[..., 0]
        return answer

    weights = counts + 0.5
    b: Floats = solved(weights, (weights * (np.log(weights) - offset)) @ columns)
    before = np.full(tables, np.inf)
    done = np.zeros(tables, dtype=bool)
    for _ in range(_STEPS):
        predictor = np.clip(b @ columns.T + offset, -_FURTHEST, _FURTHEST)
        mean = np.exp(predictor)
        off = 2 * (mean - counts * predictor).sum(axis=1)
        done = np.abs(before - off) < _NEAR * (1 + np.abs(off))
        if done.all():
            break
        before = off
        step = solved(mean, (counts - mean) @ columns)
        largest = np.abs(step).max(axis=1, keepdims=True)
        b = np.where(done[:, None], b, b + step * np.minimum(1, 4 / np.maximum(largest, 1e-12)))
    mean = np.exp(np.clip(b @ columns.T + offset, -_FURTHEST, _FURTHEST))
    unit = np.zeros((tables, p))
    unit[:, 0] = 1
    variance = solved(mean, unit)[:, 0]
    ended = done & (np.abs(b).max(axis=1) < _RUN_AWAY) & np.isfinite(variance) & (variance > 0)
    return b, variance, ended


def deviances(counts: Floats, mean: Floats) -> Floats:
    """How far the fitted counts are from those seen, for each table."""
    with np.errstate(divide="ignore", invalid="ignore"):
        parts = np.where(counts > 0, counts * np.log(counts / mean), 0.0)
    answer: Floats = 2 * (parts - (counts - mean)).sum(axis=1)
    return answer


def fit(histories: Histories, pairs: Pairs) -> Fit:
    """One model; a fault in words where it says nothing."""
    columns, kept = design(histories, pairs)
    counts = np.array([[count for _, count in histories.cells()]], dtype=float)[:, kept]
    columns = columns[kept]
    if columns.shape[0] < columns.shape[1] or np.linalg.matrix_rank(columns) < columns.shape[1]:
        return _failed(pairs, "More is asked of these counts than there are histories.")
    b, variance, ended = fitted(columns, counts)
    if not ended[0]:
        return _failed(pairs, "The model does not converge: some history that it leans on holds nobody.")
    unseen = float(np.exp(b[0, 0]))
    error = sqrt(unseen + unseen**2 * float(variance[0]))
    deviance = float(deviances(counts, np.exp(b @ columns.T))[0])
    return Fit(
        pairs=pairs,
        unseen=around(unseen, error),
        standard_error=error,
        deviance=max(deviance, 0.0),
        freedom=columns.shape[0] - columns.shape[1],
        bic=deviance + columns.shape[1] * float(np.log(histories.seen)),
    )


def _failed(pairs: Pairs, fault: str) -> Fit:
    nothing = Range(0.0, 0.0, 0.0)
    return Fit(pairs, nothing, 0.0, 0.0, 0, float("inf"), fault)


def every_fit(histories: Histories) -> list[Fit]:
    """All models of up to five lists; of more, those that a search by single pairs, both ways, comes to."""
    if len(histories.lists) * (len(histories.lists) - 1) // 2 <= MOST_TOGETHER:
        return [fit(histories, pairs) for pairs in candidates(len(histories.lists))]
    return _searched(histories)


def _searched(histories: Histories) -> list[Fit]:
    """Begin with independence; add or take away the pair that lowers BIC most, until none does."""
    pairs = [pair for pair in combinations(range(len(histories.lists)), 2) if histories.on(*pair)]
    known: dict[Pairs, Fit] = {(): fit(histories, ())}
    here: Pairs = ()
    while True:
        near = [tuple(sorted(set(here) ^ {pair})) for pair in pairs]
        for each in near:
            if each not in known:
                known[each] = fit(histories, each)
        best = min([here, *near], key=lambda each: (known[each].bic, each))
        if best == here:
            return list(known.values())
        here = best


def hidden(histories: Histories) -> Hidden:
    """What these lists say about people on none of them, with every plausible model. Raises RefusedError in words."""
    may_be_estimated(histories).or_raise()
    if len(histories.lists) < 3:
        Refused("Two lists give a lower bound only; models take three lists or more.").or_raise()
    fits = every_fit(histories)
    whole = sorted((each for each in fits if not each.fault), key=lambda each: (each.bic, each.pairs))
    if not whole:
        Refused(
            "No model of these lists converges: too many histories hold nobody.", "Leave a small list out."
        ).or_raise()
    plausible = tuple(each for each in whole if each.bic <= whole[0].bic + WITHIN)
    found = Hidden(histories, plausible, len(fits) - len(whole), len(fits), ())
    return replace(found, warnings=tuple(_warnings(found)))


def if_dependent(
    found: Hidden, ratios: tuple[float, ...] = (0.5, 2, 3)
) -> list[tuple[tuple[int, int], dict[float, float]]]:
    """Everybody, if a pair that the best model takes for independent made each other's odds so many times as large."""
    histories, best = found.histories, found.best
    columns, kept = design(histories, best.pairs)
    cells = [(history, count) for (history, count), keep in zip(histories.cells(), kept, strict=True) if keep]
    counts = np.array([[count for _, count in cells]], dtype=float)
    answer = []
    for a, b in combinations(range(len(histories.lists)), 2):
        if (a, b) in best.pairs:
            continue
        both = np.array([history[a] == history[b] == "1" for history, _ in cells], dtype=float)
        totals = {}
        for ratio in ratios:
            coefficients, _, ended = fitted(columns[kept], counts, both * np.log(ratio))
            if ended[0]:
                totals[ratio] = histories.seen + float(np.exp(coefficients[0, 0]))
        answer.append(((a, b), totals))
    return answer


def _warnings(answer: Hidden) -> Iterator[str]:
    lists = answer.histories.lists
    if answer.factor > FAR:
        yield (
            f"Plausible models differ by a factor of {answer.factor:.1f}. These lists do not settle how many people "
            "are on none of them; no single figure should be used."
        )
    best = answer.best
    if best.freedom and chi2.sf(best.deviance, best.freedom) < POOR:
        yield (
            f"Even the best model by BIC describes these counts badly (deviance {best.deviance:.1f} with "
            f"{best.freedom} to spare): its own interval is too narrow. Read the whole span of plausible models."
        )
    if answer.best.unseen.best > 10 * answer.histories.seen:
        yield "More than ten times as many people would be unseen as seen. So little overlap is often missed links."
    if answer.failed:
        yield (
            f"{answer.failed} of {answer.tried} models say nothing, because a history that they lean on holds nobody."
        )
    apart = [(a, b) for a, b in combinations(range(len(lists)), 2) if not answer.histories.on(a, b)]
    if apart:
        yield (
            "Nobody stands on both of "
            + "; ".join(f"{lists[a]} and {lists[b]}" for a, b in apart)
            + ": whether these depend on one another cannot be told."
        )
    if len(lists) == 3:
        yield "With three lists, a dependence of all three on one another cannot be told from people who are missed."
