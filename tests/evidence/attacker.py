"""Somebody who looks for a person in tables that are out: knows the method, has every table, and a solver.

Written without the gate's own code. Where the gate asks whether a large count is possible, this one asks how large a
hidden count can be at most, in whole numbers, over every combination of everything that any of the tables tells apart.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from throughline.evidence.gate import TOTAL, Key, Shown


@dataclass(frozen=True)
class Found:
    """A cell, or what was added to it, of which the attacker knows that at most four people stand in it."""

    table: str
    key: Key
    at_most: int


def attack(
    tables: Sequence[Shown], *, growing: bool = True, lies_in: Mapping[str, str] | None = None
) -> list[Found]:
    """Every hidden cell that the tables together, oldest first, give away; `lies_in` says which place a unit is in."""
    names = sorted({each.name for table in tables for each in table.dimensions})
    categories = {
        name: sorted(
            {
                one
                for table in tables
                for each in table.dimensions
                if each.name == name
                for one in each.categories
            }
        )
        for name in names
    }
    cells = list(product(*(categories[name] for name in names)))
    days = sorted({day for table in tables for day in table.period.split("/")})
    spans = list(pairwise(days)) or [(days[0], days[0])]
    sources = list(dict.fromkeys(table.source for table in tables))
    if lies_in:
        place, unit = names.index("place"), names.index("unit")
        cells = [cell for cell in cells if lies_in[cell[unit]] == cell[place]]
    people = [(cell, span, source) for cell in cells for span in spans for source in range(len(sources))]

    def counted(table: Shown, key: Key) -> np.ndarray:
        wanted = {each.name: one for each, one in zip(table.dimensions, key, strict=True) if one != TOTAL}
        known = {each.name: set(each.categories) for each in table.dimensions}
        begins, ends = table.period.split("/") if table.period else (days[0], days[-1])
        return np.array(
            [
                begins <= span[0]
                and span[1] <= ends
                and source <= sources.index(table.source)
                and all(
                    wanted.get(name, one) == one and one in known.get(name, {one})
                    for name, one in zip(names, cell, strict=True)
                )
                for cell, span, source in people
            ],
            dtype=float,
        )

    rows, low, high = [], [], []
    for table in tables:
        for key, count in table.cells.items():
            bottom, top = (
                (somebody(table, key), np.inf) if count is None else ends_of(count, table.rounded_to)
            )
            rows.append(counted(table, key))
            low.append(bottom)
            high.append(top)
    least = np.array([0.0 if growing or source == 0 else -200.0 for _, _, source in people])

    def most(wanted: np.ndarray) -> int:
        answer = milp(
            -wanted,
            integrality=np.ones(len(people)),
            bounds=Bounds(least, np.full(len(people), 500.0)),
            constraints=LinearConstraint(np.array(rows), low, high) if rows else None,
        )
        assert answer.status == 0, "What was shown must be possible."
        return round(-answer.fun)

    found = [
        Found(f"{table.name} {table.period}", key, at_most)
        for table in tables
        for key in table.hidden
        if (at_most := most(counted(table, key))) < 5
    ]
    for one, other in pairwise(tables):
        if one.dimensions == other.dimensions and (one.period, one.source) != (other.period, other.source):
            for key in one.cells:
                more = counted(other, key) - counted(one, key)
                if (more < 0).any():
                    continue  # neither holds the other: their difference counts nobody
                if 0 < (at_most := most(more)) < 5 and -most(-more) > 0:
                    found.append(Found("the difference of two tables", key, at_most))
    return found


def ends_of(count: int, rounded_to: int) -> tuple[int, int]:
    """Between which whole counts a shown one lies, for whoever knows that 1 to 4 are never shown."""
    if count == 0 or rounded_to == 1:
        return count, count
    rounds_so = [
        each
        for each in range(5, count + rounded_to)
        if (each + rounded_to // 2) // rounded_to * rounded_to == count
    ]
    return rounds_so[0], rounds_so[-1]


def somebody(table: Shown, key: Key) -> int:
    """At least how many stand in a hidden cell, for whoever knows that zeros are shown, save where all answers of a
    group to something sensitive are hidden.
    """
    return int(
        not any(
            each.is_sensitive
            and key[at] != TOTAL
            and all(table.cells[(*key[:at], one, *key[at + 1 :])] is None for one in each.categories)
            for at, each in enumerate(table.dimensions)
        )
    )


def lone_gaps(shown: Shown) -> Iterator[Key]:
    """Hidden cells that a child finds: alone in their row, so that the sum gives them back."""
    for place, dimension in enumerate(shown.dimensions):
        for key in shown.cells:
            if key[place] == TOTAL:
                line = [key, *((*key[:place], each, *key[place + 1 :]) for each in dimension.categories)]
                gaps = [each for each in line if shown.cells[each] is None]
                if len(gaps) == 1:
                    yield gaps[0]
