"""How far may the figure for everybody be off, when the choice of the model is itself a draw?

Each draw makes the lists anew (everybody, seen and unseen, falls into a history as often as the counts and the best
model say), chooses the best model again by BIC, and keeps its figure for everybody. The middle 95 % of the draws are
the interval. Draws come in blocks, each with a seed of its own: the same seed gives the same interval in whatever
order, on however many machines, and after a stop. Imported inside functions only.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from throughline.kernel.verdict import Refused

from .loglinear import Design, Floats, design, deviances, every_fit, fitted
from .shapes import Hidden, Range

BLOCK, MOST_DRAWS, REACH = 50, 5000, 30.0
FEWEST_WHOLE = 0.9
Blocks = Mapping[int, tuple[float, ...]]
Said = Callable[[int, int], bool]


@dataclass(frozen=True, slots=True)
class Drawn:
    """What was drawn so far: block number to figures for everybody; whole when every block is there."""

    seed: int
    draws: int
    blocks: Blocks

    @property
    def is_whole(self) -> bool:
        return len(self.blocks) * BLOCK >= self.draws

    @property
    def figures(self) -> tuple[float, ...]:
        return tuple(figure for number in sorted(self.blocks) for figure in self.blocks[number])

    def interval(self, best: float) -> Range:
        """The middle 95 % of the draws around the best figure. Raises RefusedError when too few came to an end."""
        if len(self.figures) < FEWEST_WHOLE * len(self.blocks) * BLOCK or len(self.figures) < BLOCK:
            Refused(
                f"Of {len(self.blocks) * BLOCK} draws only {len(self.figures)} gave a figure: these counts are too "
                "thin for an interval."
            ).or_raise()
        low, high = np.quantile(self.figures, [0.025, 0.975])
        return Range(best, float(low), float(high))


def drawn(
    found: Hidden, *, seed: int, draws: int = 1000, already: Blocks | None = None, said: Said | None = None
) -> Drawn:
    """Draw what is not drawn yet; `said(done, of)` hears of each block, and stops it by answering False."""
    if not 0 < draws <= MOST_DRAWS:
        raise ValueError(f"An interval takes between 1 and {MOST_DRAWS} draws.")
    blocks = dict(already or {})
    numbers = range(-(-draws // BLOCK))
    models = within_reach(found)
    for number in numbers:
        if number in blocks:
            continue
        blocks[number] = block(found, models, seed=seed, number=number)
        if said is not None and not said(len(blocks) * BLOCK, draws):
            break
    return Drawn(seed, draws, blocks)


def within_reach(found: Hidden) -> tuple[Design, ...]:
    """The models that a draw may choose: by BIC within 30 of the best, because none further away is ever chosen."""
    near = (each for each in every_fit(found.histories) if each.bic <= found.best.bic + REACH)
    return tuple(design(found.histories, each.pairs) for each in near)


def block(found: Hidden, models: tuple[Design, ...], *, seed: int, number: int) -> tuple[float, ...]:
    """Fifty draws by the seed of this block; those for which no model converges give no figure."""
    cells = np.array([count for _, count in found.histories.cells()], dtype=float)
    unseen = found.best.unseen.best
    random = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(number,)))
    shares = np.append(cells, unseen) / (cells.sum() + unseen)
    counts = random.multinomial(round(cells.sum() + unseen), shares, size=BLOCK)[:, :-1].astype(float)
    return tuple(float(each) for each in chosen(models, counts) if np.isfinite(each))


def chosen(models: tuple[Design, ...], counts: Floats) -> Floats:
    """For each table of counts the figure for everybody by the model with the least BIC; not a number without one."""
    seen = counts.sum(axis=1)
    least = np.full(len(counts), np.inf)
    totals = np.full(len(counts), np.nan)
    for columns, kept in models:
        columns, used = columns[kept], counts[:, kept]
        b, _, ended = fitted(columns, used)
        bic = deviances(used, np.exp(np.clip(b @ columns.T, -30, 30))) + columns.shape[1] * np.log(
            np.maximum(seen, 2)
        )
        better = ended & (bic < least)
        least = np.where(better, bic, least)
        totals = np.where(better, seen + np.exp(b[:, 0]), totals)
    return totals
