"""What could be true, for all that somebody sees? Every table of whole numbers that shows the same.

People are told apart only by what the tables tell apart: a family of tables with the same dimensions splits them by
category, and a piece by which tables count them at all (another period, a later extract). An atom is the number of
people in one cell of a family and one piece; every cell of every table is a sum of atoms.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from math import inf, prod
from typing import TYPE_CHECKING, Any

from .pieces import Piece, pieces
from .shapes import TOTAL, Dimension, Key, Shown, Within, with_totals

if TYPE_CHECKING:
    import numpy as np

SMALL = 5
_MOST_AT_ONCE = 2_000
Range = tuple[float, float]
Names = tuple[str, ...]
Cell = tuple[int, Key]


@dataclass(frozen=True, slots=True)
class Seen:
    """A table as somebody sees it: where each cell lies for them; a cell without a range is hidden."""

    dimensions: tuple[Dimension, ...]
    ranges: Mapping[Key, Range]
    period: str = ""
    source: str = ""

    @property
    def names(self) -> Names:
        return tuple(each.name for each in self.dimensions)

    def ordered_as(self, names: Names) -> "Seen":
        """The same table with its dimensions in this order."""
        order = [self.names.index(name) for name in names]
        return Seen(
            tuple(self.dimensions[each] for each in order),
            {tuple(key[each] for each in order): range_ for key, range_ in self.ranges.items()},
            self.period,
            self.source,
        )


def seen(shown: Shown) -> Seen:
    """What somebody sees in a table that left."""
    ranges = {
        key: range_of(count, shown.rounded_to) for key, count in shown.cells.items() if count is not None
    }
    return Seen(shown.dimensions, ranges, shown.period, shown.source)


def hidden_range(dimensions: Sequence[Dimension], key: Key) -> Range:
    """Where a hidden count lies: zeros are shown, so it is somebody; a sensitive answer alone is hidden at zero too."""
    answers = any(each.is_sensitive and one != TOTAL for each, one in zip(dimensions, key, strict=True))
    return (0 if answers else 1, inf)


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
    """Sums of atoms and the ranges that hold them; `rows` gives the cell of a table its row of `sums`."""

    sums: Any
    low: "np.ndarray[Any, Any]"
    high: "np.ndarray[Any, Any]"
    links: Any
    least: "np.ndarray[Any, Any]"
    rows: Mapping[Cell, int]

    def holds(self, atoms: "np.ndarray[Any, Any]") -> bool:
        """Whether these whole numbers show the same everywhere; exact, no tolerance."""
        cells = self.sums @ atoms
        return bool(
            (atoms >= self.least).all()
            and (cells >= self.low).all()
            and (cells <= self.high).all()
            and not (self.links @ atoms).any()
        )


class _Atoms:
    """Numbers the atoms, and says which of them a cell is the sum of."""

    def __init__(self, tables: Sequence[Seen]) -> None:
        self.pieces: list[Piece] = pieces([(table.period, table.source) for table in tables])
        self.families: dict[Names, dict[str, list[str]]] = {}
        for table in tables:
            family = self.families.setdefault(table.names, {name: [] for name in table.names})
            for each in table.dimensions:
                family[each.name] += [one for one in each.categories if one not in family[each.name]]
        self.begins: dict[tuple[Names, int], int] = {}
        self.is_later: list[bool] = []
        for names, family in self.families.items():
            members = {place for place, table in enumerate(tables) if table.names == names}
            size = prod(len(categories) for categories in family.values())
            for number, piece in enumerate(self.pieces):
                if piece.tables & members:
                    self.begins[names, number] = len(self.is_later)
                    self.is_later += [piece.is_later] * size

    def of(self, names: Names, piece: int, wanted: Mapping[str, Iterable[str]]) -> Iterator[int]:
        """The atoms of a piece in which each of these dimensions has one of these categories."""
        family = self.families[names]
        places = [
            [categories.index(each) for each in wanted.get(name, categories) if each in categories]
            for name, categories in family.items()
        ]
        for at in product(*places):
            number = 0
            for each, categories in zip(at, family.values(), strict=True):
                number = number * len(categories) + each
            yield self.begins[names, piece] + number


def world_of(tables: Sequence[Seen], within: Sequence[Within] = (), *, growing: bool = True) -> World:
    """What could be true beside these tables; the first is the new one, the others stand oldest first.

    With `growing` a later extract has lost nobody of an earlier one: whoever looks for somebody takes it so.
    """
    import numpy as np

    orders: dict[frozenset[str], Names] = {}
    given = [table.names for table in tables]
    tables = [table.ordered_as(orders.setdefault(frozenset(table.names), table.names)) for table in tables]
    atoms = _Atoms([*tables, *_all_at_once(tables)])
    rows: dict[Cell, int] = {}
    entries: list[tuple[int, int, int]] = []
    ranges: list[Range] = []
    for place, table in enumerate(tables):
        mine = [number for number, piece in enumerate(atoms.pieces) if place in piece.tables]
        for key in with_totals(table.dimensions):
            wanted = {
                dimension.name: dimension.categories if each == TOTAL else (each,)
                for dimension, each in zip(table.dimensions, key, strict=True)
            }
            rows[place, tuple(key[table.names.index(name)] for name in given[place])] = len(ranges)
            entries += [
                (len(ranges), atom, 1) for piece in mine for atom in atoms.of(table.names, piece, wanted)
            ]
            ranges.append(table.ranges.get(key, hidden_range(table.dimensions, key)))
    links = [(number, *each) for number, link in enumerate(_links(atoms, within)) for each in link]
    size = len(atoms.is_later)
    return World(
        _matrix(len(ranges), size, entries),
        np.array([low for low, _ in ranges]),
        np.array([high for _, high in ranges]),
        _matrix(links[-1][0] + 1 if links else 0, size, links),
        np.array([-inf if later and not growing else 0.0 for later in atoms.is_later]),
        rows,
    )


def _all_at_once(tables: Sequence[Seen]) -> list[Seen]:
    """A table by everything at once, of which nothing is shown, where pairs of tables do not tell all that they share.

    By place and sex, by sex and age, by place and age: each pair may agree while no people fit all three. Where any two
    families share the same dimensions, or there would be too many atoms, pairs it is.
    """
    families = {frozenset(table.names) for table in tables}
    shared = {one & other for one, other in combinations(families, 2)}
    known: dict[str, list[str]] = {}
    for each in (each for table in tables for each in table.dimensions):
        known.setdefault(each.name, []).extend(each.categories)
    every = tuple(Dimension(name, tuple(dict.fromkeys(known[name]))) for name in sorted(known))
    if (
        len(shared) < 2
        or frozenset(known) in families
        or prod(len(each.categories) for each in every) > _MOST_AT_ONCE
    ):
        return []
    # Each of its cells may be nobody: nothing of it was ever hidden.
    nothing_said = dict.fromkeys(with_totals(every), (-inf, inf))
    return [Seen(every, nothing_said, "", tables[0].source)]


def _links(atoms: _Atoms, within: Sequence[Within]) -> Iterator[list[tuple[int, int]]]:
    """Sums of atoms that are zero: where two families count the same people, both come to the same."""
    for one, other in combinations(atoms.families, 2):
        here, there = atoms.families[one], atoms.families[other]
        parts = [
            [({name: [each]}, {name: [each]}) for each in dict.fromkeys(here[name] + there[name])]
            for name in one
            if name in other
        ]
        for rule in within:
            if (rule.fine in one and rule.fine in other) or (rule.coarse in one and rule.coarse in other):
                continue  # what they share already is told apart more finely
            if rule.fine in one and rule.coarse in other:
                parts.append([({rule.fine: f}, {rule.coarse: c}) for f, c in _components(rule, here, there)])
            elif rule.fine in other and rule.coarse in one:
                parts.append([({rule.coarse: c}, {rule.fine: f}) for f, c in _components(rule, there, here)])
        for number in range(len(atoms.pieces)):
            if (one, number) in atoms.begins and (other, number) in atoms.begins:
                for choice in product(*parts):
                    left = {name: each for mine, _ in choice for name, each in mine.items()}
                    right = {name: each for _, theirs in choice for name, each in theirs.items()}
                    yield [
                        *((atom, 1) for atom in atoms.of(one, number, left)),
                        *((atom, -1) for atom in atoms.of(other, number, right)),
                    ]


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
