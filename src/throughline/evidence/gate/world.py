"""What could be true, for all that somebody sees? Every table of whole numbers that shows the same.

People are told apart only by what the tables tell apart: a family of tables with the same dimensions splits them by
category, and a piece by which tables count them at all (another period, a later extract). An atom is the number of
people in one cell of a family and one piece; every cell of every table is a sum of atoms.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from math import inf, prod
from typing import TYPE_CHECKING, Any

from .joint import all_at_once, where
from .pieces import Piece, in_order, pieces
from .shapes import TOTAL, Dimension, Key, Shown, Within, with_totals

if TYPE_CHECKING:
    import numpy as np

SMALL = 5
Range = tuple[float, float]
Names = tuple[str, ...]
Family = tuple[str, Names]
Cell = tuple[int, Key]


def is_small(count: int) -> bool:
    """Whether it is 1 to 4: so few people may be recognised. R43"""
    return 0 < count < SMALL


@dataclass(frozen=True, slots=True)
class Held:
    """Cells of several tables, each so many times, that lie together between two numbers."""

    terms: Mapping[Cell, int]
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Seen:
    """A table as somebody sees it: where each cell lies for them; a cell without a range is hidden."""

    dimensions: tuple[Dimension, ...]
    ranges: Mapping[Key, Range]
    period: str = ""
    source: str = ""
    cohort: str = ""

    @property
    def names(self) -> Names:
        return tuple(each.name for each in self.dimensions)

    @property
    def family(self) -> Family:
        return self.cohort, self.names

    def is_hidden(self, key: Key) -> bool:
        """Whether nobody sees where this cell lies."""
        return key not in self.ranges

    def ordered_as(self, names: Names) -> "Seen":
        """The same table with its dimensions in this order."""
        order = [self.names.index(name) for name in names]
        return Seen(
            tuple(self.dimensions[each] for each in order),
            {tuple(key[each] for each in order): range_ for key, range_ in self.ranges.items()},
            self.period,
            self.source,
            self.cohort,
        )


def seen(shown: Shown) -> Seen:
    """What somebody sees in a table that left."""
    ranges = {
        key: range_of(count, shown.rounded_to) for key, count in shown.cells.items() if count is not None
    }
    return Seen(shown.dimensions, ranges, shown.period, shown.source, shown.cohort)


def hidden_range(dimensions: Sequence[Dimension], key: Key, is_hidden: Callable[[Key], bool]) -> Range:
    """Where a hidden count lies: zeros are shown, so it is somebody; nobody it may be only where a group gives one
    sensitive answer, and then all its answers are hidden.
    """
    may_be_none = any(
        each.is_sensitive and one != TOTAL and all(map(is_hidden, answers_beside(dimensions, key, place)))
        for place, (each, one) in enumerate(zip(dimensions, key, strict=True))
    )
    return (0 if may_be_none else 1, inf)


def answers_beside(dimensions: Sequence[Dimension], key: Key, place: int) -> list[Key]:
    """The cells of the same group with each of the answers to one dimension."""
    return [(*key[:place], each, *key[place + 1 :]) for each in dimensions[place].categories]


def rounded(count: int, to: int) -> int:
    """A count rounded to the nearest multiple, a half upwards."""
    return (count + to // 2) // to * to


def range_of(count: int, rounded_to: int) -> Range:
    """Where a shown count lies: 1 to 4 are never shown, so a zero is nobody and the rest are 5 or more."""
    if rounded_to == 1 or count == 0:
        return (count, count)
    below = rounded_to // 2
    return (max(SMALL, count - below), count + rounded_to - below - 1)


@dataclass(slots=True)
class World:
    """Sums of atoms and the ranges that hold them; `rows` gives the cell of a table its row of `sums`.

    `links` are other sums of atoms, which lie between `floor` and `room` whatever is hidden.
    """

    sums: Any
    low: "np.ndarray[Any, Any]"
    high: "np.ndarray[Any, Any]"
    links: Any
    floor: "np.ndarray[Any, Any]"
    room: "np.ndarray[Any, Any]"
    least: "np.ndarray[Any, Any]"
    rows: Mapping[Cell, int]

    def holds(self, atoms: "np.ndarray[Any, Any]") -> bool:
        """Whether these whole numbers show the same everywhere; exact, no tolerance."""
        cells, links = self.sums @ atoms, self.links @ atoms
        return bool(
            (atoms >= self.least).all()
            and (cells >= self.low).all()
            and (cells <= self.high).all()
            and (links >= self.floor).all()
            and (links <= self.room).all()
        )


class _Atoms:
    """Numbers the atoms, and says which of them a cell is the sum of."""

    def __init__(self, tables: Sequence[Seen]) -> None:
        self.pieces: list[Piece] = pieces([(table.period, table.source) for table in tables])
        self.families: dict[Family, dict[str, list[str]]] = {}
        for table in tables:
            names = self.families.setdefault(table.family, {name: [] for name in table.names})
            for each in table.dimensions:
                names[each.name] += [one for one in each.categories if one not in names[each.name]]
        self.begins: dict[tuple[Family, int], int] = {}
        self.is_later: list[bool] = []
        for family, known in self.families.items():
            members = {place for place, table in enumerate(tables) if table.family == family}
            size = prod(len(categories) for categories in known.values())
            for number, piece in enumerate(self.pieces):
                if piece.tables & members:
                    self.begins[family, number] = len(self.is_later)
                    self.is_later += [piece.is_later] * size

    def of(self, family: Family, piece: int, wanted: Mapping[str, Iterable[str]]) -> Iterator[int]:
        """The atoms of a piece in which each of these dimensions has one of these categories."""
        known = self.families[family]
        places = [
            [categories.index(each) for each in wanted.get(name, categories) if each in categories]
            for name, categories in known.items()
        ]
        for at in product(*places):
            number = 0
            for each, categories in zip(at, known.values(), strict=True):
                number = number * len(categories) + each
            yield self.begins[family, piece] + number


def world_of(
    tables: Sequence[Seen],
    within: Sequence[Within] = (),
    *,
    growing: bool = True,
    bonds: Sequence[Held] = (),
) -> World:
    """What could be true beside these tables; the first is the new one, the others stand oldest first.

    With `growing` a later extract has lost nobody of an earlier one: whoever looks for somebody takes it so. `bonds`
    hold the cells of cohorts to those of others which count some of their people.
    """
    import numpy as np
    from scipy.sparse import vstack

    orders: dict[tuple[str, frozenset[str]], Names] = {}
    given = [table.names for table in tables]
    tables = [
        table.ordered_as(orders.setdefault((table.cohort, frozenset(table.names)), table.names))
        for table in tables
    ]
    joint: list[Seen] = []
    lying: dict[tuple[str, str], dict[str, frozenset[str]]] = {}
    latest = in_order([table.source for table in tables])[-1]
    for cohort in dict.fromkeys(table.cohort for table in tables):
        mine = [table for table in tables if table.cohort == cohort]
        places = where([each.dimensions for each in mine], within)
        for rule in (rule for each in places for rule in each.within):
            lying.setdefault((rule.fine, rule.coarse), {}).update(rule.of)
        # Where a later extract may have lost people, nobody is below nobody in any one of them.
        times = {("", latest)} if growing else {(each.period, each.source) for each in mine}
        joint += [
            Seen(each, dict.fromkeys(with_totals(each), (0, inf)), *time, cohort)
            for each in (
                *all_at_once([each.dimensions for each in mine]),
                *(each.dimensions for each in places),
            )
            for time in sorted(times)
        ]
    rules = (*within, *(Within(*names, of) for names, of in lying.items()))
    atoms = _Atoms([*tables, *joint])
    rows: dict[Cell, int] = {}
    entries: list[tuple[int, int, int]] = []
    ranges: list[Range] = []
    for place, table in enumerate([*tables, *(() if growing else joint)]):
        counted = [number for number, piece in enumerate(atoms.pieces) if place in piece.tables]
        for key in with_totals(table.dimensions):
            wanted = {
                dimension.name: dimension.categories if each == TOTAL else (each,)
                for dimension, each in zip(table.dimensions, key, strict=True)
            }
            if place < len(given):
                rows[place, tuple(key[table.names.index(name)] for name in given[place])] = len(ranges)
            entries += [
                (len(ranges), atom, 1) for piece in counted for atom in atoms.of(table.family, piece, wanted)
            ]
            ranges.append(
                table.ranges[key]
                if key in table.ranges
                else hidden_range(table.dimensions, key, table.is_hidden)
            )
    links = [(number, *each) for number, link in enumerate(_links(atoms, rules)) for each in link]
    size = len(atoms.is_later)
    sums = _matrix(len(ranges), size, entries)
    same = _matrix(links[-1][0] + 1 if links else 0, size, links)
    held = [
        (number, rows[cell], many) for number, bond in enumerate(bonds) for cell, many in bond.terms.items()
    ]
    zeros = np.zeros(same.shape[0])
    return World(
        sums,
        np.array([low for low, _ in ranges]),
        np.array([high for _, high in ranges]),
        vstack([same, _matrix(len(bonds), len(ranges), held) @ sums]).tocsr() if bonds else same,
        np.concatenate([zeros, [bond.low for bond in bonds]]),
        np.concatenate([zeros, [bond.high for bond in bonds]]),
        np.array([-inf if later and not growing else 0.0 for later in atoms.is_later]),
        rows,
    )


def _links(atoms: _Atoms, within: Sequence[Within]) -> Iterator[list[tuple[int, int]]]:
    """Sums of atoms that are zero: where two families count the same people, both come to the same."""
    for one, other in combinations(atoms.families, 2):
        if one[0] != other[0]:
            continue  # others than these people; bonds hold what is known of both
        here, there = atoms.families[one], atoms.families[other]
        parts = [
            [({name: [each]}, {name: [each]}) for each in dict.fromkeys(here[name] + there[name])]
            for name in here
            if name in there
        ]
        for rule in within:
            if (rule.fine in here and rule.fine in there) or (rule.coarse in here and rule.coarse in there):
                continue  # what they share already is told apart more finely
            if rule.fine in here and rule.coarse in there:
                parts.append([({rule.fine: f}, {rule.coarse: c}) for f, c in _components(rule, here, there)])
            elif rule.fine in there and rule.coarse in here:
                parts.append([({rule.coarse: c}, {rule.fine: f}) for f, c in _components(rule, there, here)])
        for number in range(len(atoms.pieces)):
            if (one, number) in atoms.begins and (other, number) in atoms.begins:
                for choice in product(*parts):
                    left, right = _all_of(mine for mine, _ in choice), _all_of(theirs for _, theirs in choice)
                    yield [
                        *((atom, 1) for atom in atoms.of(one, number, left)),
                        *((atom, -1) for atom in atoms.of(other, number, right)),
                    ]


def _all_of(wanted: Iterable[Mapping[str, list[str]]]) -> dict[str, list[str]]:
    """For each dimension the categories that all of these want."""
    both: dict[str, list[str]] = {}
    for name, some in (pair for each in wanted for pair in each.items()):
        both[name] = [one for one in both.get(name, some) if one in some]
    return both


def _components(
    rule: Within, fine: Mapping[str, list[str]], coarse: Mapping[str, list[str]]
) -> list[tuple[list[str], list[str]]]:
    """The smallest groups of fine and of coarse categories that count the same people."""
    groups: list[tuple[set[str], set[str]]] = []
    for each in fine[rule.fine]:
        # A category of which nobody knows where it lies may lie anywhere.
        names, places = {each}, set(rule.of.get(each, coarse[rule.coarse]))
        for group in [group for group in groups if group[1] & places]:
            names |= group[0]
            places |= group[1]
            groups.remove(group)
        groups.append((names, places))
    return [(sorted(names), sorted(places)) for names, places in groups]


def _matrix(height: int, width: int, entries: Sequence[tuple[int, int, int]]) -> Any:
    import numpy as np
    from scipy.sparse import csr_array

    rows, columns, values = zip(*entries, strict=True) if entries else ((), (), ())
    return csr_array((np.array(values, dtype=np.int64), (rows, columns)), shape=(height, width))
