"""How many people stand behind an amount of money? Whoever knows the price of one reads the count from it. R43

The published shares of 2021/22 gave away every count behind them, to the unit (docs/gate.md).
"""

from collections.abc import Mapping, Sequence

from throughline.kernel.verdict import RefusedError

from .shapes import Key
from .world import SMALL

_ALIKE = 1.1


def leaving_money(
    truth: Mapping[Key, int],
    cells: Mapping[Key, int | None],
    money: Mapping[Key, int],
    out_already: Sequence[Mapping[Key, int]],
) -> dict[Key, int]:
    """The money that may leave beside these cells; RefusedError when money that is out already tells a hidden count."""
    if unknown := set(money) - set(cells):
        raise ValueError(f"There is money beside cells that are not in the table: {sorted(unknown)[:3]}.")
    if any(tells_a_hidden_count(cells, pence) for pence in out_already):
        raise RefusedError(
            "Nothing leaves: with money that is out already, a hidden count could be worked out.",
            "Ask for the table without these categories.",
        )
    leaving = {key: pence for key, pence in money.items() if cells[key] is not None}
    is_rounded = any(cells[key] != truth[key] for key in leaving)
    # A constant price would undo the rounding.
    return {} if is_rounded and _prices(truth, leaving) else leaving


def tells_a_hidden_count(cells: Mapping[Key, int | None], money: Mapping[Key, int]) -> bool:
    """Whether somebody who divides this money by the price of one reads a hidden count of 1 to 4 from it."""
    prices = _prices({key: count for key, count in cells.items() if count}, money)
    return bool(prices) and any(
        pence > 0 and cells.get(key, 0) is None and pence / max(prices) < SMALL
        for key, pence in money.items()
    )


def _prices(counts: Mapping[Key, int], money: Mapping[Key, int]) -> list[float]:
    """What one person costs in each cell, where that is about the same in all of them; empty where it is not."""
    prices = [pence / counts[key] for key, pence in money.items() if pence > 0 and counts.get(key)]
    return prices if prices and max(prices) <= min(prices) * _ALIKE else []
