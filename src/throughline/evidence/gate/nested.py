"""Which cells of which tables count some of the people of another cell, and what is left of them? R43

What is left is a count of people too: of 40 sent and 38 taken on, 2 were not. So 1 to 4 of them are nobody's to know,
and the whole family of cohorts is one world: the inner cells never hold more people than the outer one.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations, product
from math import inf

from .pieces import covers
from .shapes import TOTAL, Counts, Key, Nested, Shown, with_totals
from .world import Cell, Held, Range

Table = Counts | Shown
Look = Callable[[Cell], Range | None]


@dataclass(frozen=True, slots=True)
class Bond:
    """A cell and those that count some of its people; with `is_all` there is nobody else in it."""

    outer: Cell
    inner: tuple[Cell, ...]
    is_all: bool

    @property
    def cells(self) -> tuple[Cell, ...]:
        return (self.outer, *self.inner)

    def rest(self, look: Look) -> tuple[dict[Cell, int], Range]:
        """What is left of the outer cell: the cells that nobody sees, each with its sign, and the sum of the others."""
        hidden: dict[Cell, int] = {}
        low = high = 0.0
        for cell, sign in ((self.outer, 1), *((each, -1) for each in self.inner)):
            if (seen := look(cell)) is None:
                hidden[cell] = sign
            else:
                ends = sorted(sign * end for end in seen)
                low, high = low + ends[0], high + ends[1]
        return hidden, (low, high)


@dataclass(frozen=True, slots=True)
class Between:
    """What is left in one extract, less what was left in another: who came to a rest, or went, between the two."""

    one: Bond
    other: Bond

    @property
    def cells(self) -> tuple[Cell, ...]:
        return (*self.one.cells, *self.other.cells)

    def rest(self, look: Look) -> tuple[dict[Cell, int], Range]:
        """As of a bond: the cells that nobody sees, each with its sign, and the sum of the others."""
        hidden, (low, high) = self.one.rest(look)
        gone, (least, most) = self.other.rest(look)
        return hidden | {cell: -sign for cell, sign in gone.items()}, (low - most, high - least)


def between(bonds: Sequence[Bond], tables: Sequence[Table]) -> Iterator[Between]:
    """The rests of the new table, numbered 0, beside the same rests of other extracts, both ways round."""
    alike: dict[tuple[object, ...], list[Bond]] = {}
    for bond in bonds:
        kind = tuple((tables[number].cohort, _names(tables[number]), key) for number, key in bond.cells)
        alike.setdefault(kind, []).append(bond)
    for some in alike.values():
        for one, other in permutations(some, 2):
            first, second = tables[one.outer[0]], tables[other.outer[0]]
            if (
                any(number == 0 for number, _ in (*one.cells, *other.cells))
                and _extract(first) != _extract(second)
                and (covers(first.period, second.period) or covers(second.period, first.period))
            ):
                yield Between(one, other)


def bonds_of(
    tables: Sequence[tuple[int, Table]], others: Sequence[tuple[int, Table]], nested: Sequence[Nested]
) -> Iterator[Bond]:
    """The bonds of these tables, each with its number, with those of the others that are of the same extract."""
    for knowledge in nested:
        mine = {table.cohort for _, table in tables}
        if not mine & {knowledge.outer, *knowledge.inner}:
            continue
        of_all: dict[str, list[tuple[int, Table]]] = {}
        for each in (*tables, *others):
            of_all.setdefault(each[1].cohort, []).append(each)
        for number, outer in of_all.get(knowledge.outer, ()):
            if knowledge.among and knowledge.among[0] not in _names(outer):
                continue
            yield from _bonds_below(number, outer, of_all, knowledge)


def _bonds_below(
    number: int, outer: Table, of_all: Mapping[str, Sequence[tuple[int, Table]]], knowledge: Nested
) -> Iterator[Bond]:
    told_by = _names(outer) & knowledge.by
    parts = [
        [
            (place, table)
            for place, table in of_all.get(name, ())
            if _extract(table) == _extract(outer) and covers(outer.period, table.period)
        ]
        for name in knowledge.inner
    ]
    for there in product(*(part for part in parts if part)):
        shared = told_by.intersection(*(_names(table) for _, table in there))
        # Tables by something more say the same again, where one by just this is out on both sides.
        if not there or any(
            _names(table) & knowledge.by != shared
            and any(_names(other) & knowledge.by == shared for _, other in of_all[table.cohort])
            for table in (outer, *(table for _, table in there))
        ):
            continue
        is_all = knowledge.is_all and len(there) == len(parts)
        for key in _keys(outer, shared):
            wanted = {name: one for name, one in key.items() if one != TOTAL}
            whole = _cell(outer, wanted | dict([knowledge.among] if knowledge.among else []))
            inner = tuple(
                (place, cell) for place, table in there if (cell := _cell(table, wanted)) is not None
            )
            if whole is not None and inner:
                yield Bond((number, whole), inner, is_all)


def _keys(outer: Table, shared: frozenset[str]) -> Iterator[dict[str, str]]:
    dimensions = tuple(each for each in outer.dimensions if each.name in shared)
    names = [each.name for each in dimensions]
    return (dict(zip(names, key, strict=True)) for key in with_totals(dimensions))


def _cell(table: Table, wanted: Mapping[str, str]) -> Key | None:
    """The cell of this table with these people, or None where it has no such category, because nobody is in it."""
    there = {each.name: each.categories for each in table.dimensions}
    if any(one not in there[name] for name, one in wanted.items()):
        return None
    return tuple(wanted.get(name, TOTAL) for name in there)


def held(bonds: Sequence[Bond], look: Look, is_row: Callable[[Cell], bool], *, free: int) -> list[Held]:
    """What these bonds say of the rows of a world, with the numbers that everybody sees put in.

    Cells of the table numbered `free` may be hidden yet, so they are rows whatever is seen of them.
    """
    alone: dict[Cell, Range] = {}
    found: list[Held] = []
    for bond in bonds:
        unseen, (low, high) = bond.rest(lambda cell: None if cell[0] == free else look(cell))
        if not all(map(is_row, unseen)):
            # How many stand in the others nobody knows: not below nobody.
            if not is_row(bond.outer) and bond.outer in unseen:
                continue
            unseen = {cell: sign for cell, sign in unseen.items() if is_row(cell)}
            bottom, top = -high, inf
        else:
            bottom, top = -high, -low if bond.is_all else inf
        if len(unseen) == 1:
            [(cell, sign)] = unseen.items()
            ends = sorted((sign * bottom, sign * top))
            before = alone.get(cell, (-inf, inf))
            alone[cell] = (max(before[0], ends[0]), min(before[1], ends[1]))
        elif unseen:
            found.append(Held(unseen, bottom, top))
    return [*found, *(Held({cell: 1}, *ends) for cell, ends in alone.items())]


def _names(table: Table) -> frozenset[str]:
    return frozenset(each.name for each in table.dimensions)


def _extract(table: Table) -> str:
    return table.source.partition(" ")[0]
