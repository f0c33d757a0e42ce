"""How long do estimates of hidden need and of capacity take, beside plain statsmodels and numpy on the same counts?

.venv/bin/python -m bench.bench_need          (from the project's folder, with src on PYTHONPATH)
"""

from collections.abc import Callable
from time import perf_counter

import numpy as np
import statsmodels.api as sm

from throughline.evidence.capacity.queue import Aim, Service, posts_needed
from throughline.evidence.capacity.simulated import waits
from throughline.evidence.need.bootstrap import BLOCK, block, within_reach
from throughline.evidence.need.loglinear import Pairs, candidates, design, hidden
from throughline.evidence.need.published import SCOTLAND
from throughline.evidence.need.shapes import Histories

DRAWS, FEW = 1_000, 10
UNIT = Service("a unit", arrivals=1.2, stay=150, spread=1.0, posts=5, each=40, least=3)


def main() -> None:
    for name, lists in (("three lists, 8 models", SCOTLAND.without(3)), ("four lists, 64 models", SCOTLAND)):
        models = within_reach(hidden(lists))
        print(f"{name}: all models {_ms(lambda lists=lists: hidden(lists)):.1f} ms,", end=" ")
        print(f"plain statsmodels {_ms(lambda lists=lists: _plain(lists), times=1):.0f} ms")
        ours = _ms(lambda lists=lists, models=models: _draws(lists, models), times=1)
        print(f"  {DRAWS:,} draws through {len(models)} models: {ours:,.0f} ms,", end=" ")

        plain = (
            _ms(lambda lists=lists, models=models: _plain_draws(lists, models, FEW), times=1) * DRAWS / FEW
        )
        print(f"plain statsmodels {plain:,.0f} ms (from {FEW} draws): {plain / ours:.0f} times as long")
    form = _ms(lambda: posts_needed(UNIT, Aim()))
    simulated = _ms(lambda: waits(UNIT, seed=1, people=40_000), times=1)
    print(
        f"posts for an aim by the closed form {form:.2f} ms, one simulation of 40,000 people {simulated:.0f} ms"
    )


def _draws(lists: Histories, models: tuple[Pairs, ...]) -> None:
    found = hidden(lists)
    for number in range(DRAWS // BLOCK):
        block(found, models, seed=1, number=number)


def _plain(lists: Histories) -> None:
    for pairs in candidates(len(lists.lists)):
        _glm(lists, pairs, np.array([count for _, count in lists.cells()], dtype=float))


def _plain_draws(lists: Histories, models: tuple[Pairs, ...], draws: int) -> None:
    random = np.random.default_rng(1)
    cells = np.array([count for _, count in lists.cells()], dtype=float)
    for counts in random.multinomial(int(cells.sum()), cells / cells.sum(), size=draws):
        for pairs in models:
            _glm(lists, pairs, counts.astype(float))


def _glm(lists: Histories, pairs: Pairs, counts: "np.ndarray") -> None:
    columns, kept = design(lists, pairs)
    sm.GLM(counts[kept], columns[kept], family=sm.families.Poisson()).fit()


def _ms(run: Callable[[], object], times: int = 5) -> float:
    taken = []
    for _ in range(times):
        begun = perf_counter()
        run()
        taken.append(perf_counter() - begun)
    return sorted(taken)[len(taken) // 2] * 1000


if __name__ == "__main__":
    main()
