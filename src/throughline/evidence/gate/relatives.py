"""Which other cohorts must be looked at with a table, because they count some of its people, or it some of theirs? R43

Where both cells of a pair are shown, nothing more can be told from them; where one is shown, it bounds the other. Only
where both are hidden, or the new table bounds a hidden cell, is the other cohort part of the same world.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from .nested import Bond, Table, bonds_of
from .shapes import TOTAL, Counts, Key, Nested, Shown, Within
from .world import Cell, Range, range_of

Related = Callable[[str], Sequence[Shown]]


@dataclass(slots=True)
class Relatives:
    """The new table, numbered 0, those of its cohort, and the tables of cohorts that it is nested with."""

    counts: Counts
    own: Sequence[Shown]
    nested: Sequence[Nested]
    related: Related
    within: Sequence[Within]
    bonds: dict[Bond, None] = field(init=False, default_factory=dict)
    tables: list[Table] = field(init=False)
    beside: dict[int, Shown] = field(init=False, default_factory=dict)
    _numbers: dict[str, list[int]] = field(init=False, default_factory=dict)
    _truth: dict[Key, int] = field(init=False)

    def __post_init__(self) -> None:
        self.tables = [self.counts, *self.own]
        self._truth = self.counts.with_sums()
        cohort = self.counts.cohort
        self._numbers[cohort] = [*range(len(self.tables))]
        together, waiting = {cohort}, [cohort]
        while waiting:
            for bond in self._of(waiting.pop()):
                if any(number == 0 or self._is_hidden((number, key), together) for number, key in bond.cells):
                    for cell in bond.cells:
                        name = self.tables[cell[0]].cohort
                        if name not in together and self.seen(cell) is None:
                            together.add(name)
                            waiting.append(name)
        self.beside = {
            number: table
            for name in sorted(together - {cohort})
            for number in self._connected(self._numbers[name])
            if isinstance(table := self.tables[number], Shown)
        }

    def seen(self, cell: Cell) -> Range | None:
        """Where a cell of another table lies for everybody; None if it is hidden."""
        number, key = cell
        table = self.tables[number]
        if not isinstance(table, Shown) or (count := table.cells[key]) is None:
            return None
        return range_of(count, table.rounded_to)

    def _is_hidden(self, cell: Cell, together: Iterable[str]) -> bool:
        return self.tables[cell[0]].cohort in together and self.seen(cell) is None

    def _of(self, cohort: str) -> list[Bond]:
        """The bonds of a cohort with every other one; where the tables contradict what is known, it is given up."""
        near = {
            name
            for each in self.nested
            if cohort in (each.outer, *each.inner)
            for name in (each.outer, *each.inner)
        }
        for name in sorted(near - {*self._numbers}):
            out = self.related(name)
            self._numbers[name] = [*range(len(self.tables), len(self.tables) + len(out))]
            self.tables += out
        mine, others = (
            [(number, self.tables[number]) for name in names for number in self._numbers.get(name, ())]
            for names in ([cohort], sorted(near - {cohort}))
        )
        found = [bond for bond in bonds_of(mine, others, self.nested) if bond not in self.bonds]
        false = {self._names(bond) for bond in found if self._is_contradicted(bond)}
        held = [bond for bond in found if self._names(bond) not in false]
        self.bonds |= dict.fromkeys(held)
        return held

    def _names(self, bond: Bond) -> tuple[str, ...]:
        return tuple(self.tables[number].cohort for number, _ in bond.cells)

    def _is_contradicted(self, bond: Bond) -> bool:
        unseen, (low, high) = bond.rest(
            lambda cell: (self._truth[cell[1]], self._truth[cell[1]]) if cell[0] == 0 else self.seen(cell)
        )
        return not unseen and (high < 0 or (bond.is_all and low > 0))

    def _connected(self, numbers: Sequence[int]) -> list[int]:
        """Those of a cohort's tables to which the new one could make a difference: all, unless their sums are shown."""
        tables = {number: self.tables[number] for number in numbers}
        if len({(each.period, each.source) for each in tables.values()}) > 1 or not all(
            self.seen((number, key)) for number, table in tables.items() for key in _sums(table)
        ):
            return [*numbers]
        reached = {each.name for each in self.counts.dimensions}
        while True:
            reached |= {
                name
                for rule in self.within
                if {rule.fine, rule.coarse} & reached
                for name in (rule.fine, rule.coarse)
            }
            found = [number for number, table in tables.items() if _groups(table) & reached]
            more = {name for number in found for name in _groups(tables[number])}
            if more <= reached:
                return found
            reached |= more


def _groups(table: Table) -> set[str]:
    return {
        each.name
        for each in table.dimensions
        if each.categories != ("yes", "no") or each.name == "disability"
    }


def _sums(table: Table) -> Iterable[Key]:
    """The cells over all groups, each answer apart."""
    groups = _groups(table)
    places = [place for place, each in enumerate(table.dimensions) if each.name in groups]
    return (
        key
        for key in (table.cells if isinstance(table, Shown) else table.keys())
        if all(key[place] == TOTAL for place in places)
    )
