"""Which groups of people stand in two tables, one of which counts everybody of the other and perhaps some more? R43"""

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

from .nested import Table
from .pieces import covers
from .shapes import TOTAL, Counts
from .world import Cell

Group = frozenset[tuple[str, str]]


def same_groups(tables: Sequence[Table], is_hidden: Callable[[Cell], bool]) -> Iterator[tuple[Cell, Cell]]:
    """Each group twice: where it stands in tables of other days, or of another extract. The new table is numbered 0.

    Tables of the same days and extract count the same people, so one of them is enough, and best one that shows them.
    """
    found: dict[tuple[str, str], dict[Group, Cell]] = {}
    for number, table in enumerate(tables):
        there = found.setdefault((table.period, table.source), {})
        names = [each.name for each in table.dimensions]
        for key in table.keys() if isinstance(table, Counts) else table.cells:
            group = frozenset(pair for pair in zip(names, key, strict=True) if pair[1] != TOTAL)
            if group not in there or (there[group][0] != 0 and is_hidden(there[group])):
                there[group] = number, key
    for one, other in combinations(found, 2):
        if covers(one[0], other[0]) or covers(other[0], one[0]):
            for group, cell in found[one].items():
                if group in found[other]:
                    yield cell, found[other][group]
