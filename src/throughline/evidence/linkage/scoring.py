"""How much does each pair of records speak for one person? Splink with a frozen model, part by part, in memory."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from .engine import compared, linker
from .model import Model
from .shapes import People

if TYPE_CHECKING:
    from numpy.typing import NDArray

ROWS_AT_ONCE = 90_000  # of the first file: larger parts take more memory, smaller ones more time
FLOOR = -12.0  # doublings; a pair below is never one person
_PRIOR = 0.5  # Splink adds nothing at even odds, so that the weight is of the evidence alone


@dataclass(frozen=True, slots=True)
class Scored:
    """Pairs by the numbers of their rows, in order, with the weight of what they agree and differ in."""

    left: "NDArray[np.int64]"
    right: "NDArray[np.int64]"
    weight: "NDArray[np.float64]"

    def __len__(self) -> int:
        return len(self.left)


def parts_of(probation: People) -> int:
    """In how many parts two files are compared: the same for the same file, so that work can go on where it ended."""
    return max(1, -(-len(probation) // ROWS_AT_ONCE))


def score(probation: People, treatment: People, model: Model) -> Scored:
    """Every pair that is looked at, with its weight."""
    return together(part for _, part in parts(probation, treatment, model))


def parts(
    probation: People, treatment: People, model: Model, done: Callable[[int], bool] = lambda part: False
) -> Iterator[tuple[int, Scored]]:
    """Each part with its number, as it is worked out; those that are `done` are left out."""
    many = parts_of(probation)
    wanted = [part for part in range(1, many + 1) if not done(part)]
    if not wanted:
        return
    lowest = FLOOR - float(np.log2(model.share / max(1, len(treatment))))
    with compared(probation, treatment) as connection:
        splink = linker(connection, {**model.told(), "probability_two_random_records_match": _PRIOR})
        for part in wanted:
            found = splink.inference.predict_chunk(
                left_chunk=(part, many),
                right_chunk=(1, 1),
                threshold_match_weight=lowest,
                warning_mode="never",
            )
            yield part, _arrays(connection, found.physical_name)
            found.drop_table_from_database_and_remove_from_cache()
            for name, blocked in list(splink._intermediate_table_cache.items()):
                if name.startswith("__splink__blocked_id_pairs"):
                    blocked.drop_table_from_database_and_remove_from_cache()


def together(found: Iterator[Scored]) -> Scored:
    """All parts as one, in order."""
    nothing = Scored(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))
    all_ = [nothing, *found]
    left = np.concatenate([each.left for each in all_])
    right = np.concatenate([each.right for each in all_])
    weight = np.concatenate([each.weight for each in all_])
    order = np.lexsort((right, left))
    return Scored(left[order], right[order], weight[order])


def _arrays(connection: Any, table: str) -> Scored:
    found = connection.execute(
        f"SELECT number_l, number_r, match_weight FROM {table}"  # noqa: S608 - Splink's own table
    ).fetchnumpy()
    return Scored(
        found["number_l"].astype(np.int64),
        found["number_r"].astype(np.int64),
        np.round(found["match_weight"], 6),
    )
