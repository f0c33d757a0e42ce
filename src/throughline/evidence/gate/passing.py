"""What of this table may leave, beside everything that left before? R43

First the small counts are hidden, and groups that all give one sensitive answer; then differences of 1 to 4 to what
left before; then as few other cells as it takes until each hidden one could be 5 or more for all that anybody sees.
Nothing is rounded before that, and on any doubt nothing leaves.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import permutations
from math import inf, log1p
from time import monotonic

from throughline.kernel.verdict import RefusedError

from .differences import same_groups
from .money import leaving_money
from .nested import Between, Bond, Table, between, held
from .pieces import covers
from .relatives import Related, Relatives
from .searching import Search, Target, reaching
from .shapes import TOTAL, Counts, Key, Nested, Shown, Within
from .world import (
    SMALL,
    Cell,
    Held,
    Range,
    Seen,
    World,
    answers_beside,
    hidden_range,
    is_small,
    range_of,
    rounded,
    seen,
    world_of,
)

SECONDS = 180.0  # what takes long is refused, and a busy machine must not refuse what another lets out
# One sentence for every rule: which of them hid something would tell what is hidden.
WHY = (
    "Counts of 1 to 4 are hidden, and an answer that everybody in a group gives, and whatever would tell of either, in "
    "this table or beside another one. Which of these a hidden count is, nobody is told."
)
MONEY = "Money is hidden where it would tell how many people there are."
MOST_ROUNDED = 2 * SMALL
_SUM_COSTS = 4.0
Told = tuple[Key, float, bool]


def through(
    counts: Counts,
    *,
    earlier: Sequence[Shown] = (),
    beside: Sequence[Shown] = (),
    within: Sequence[Within] = (),
    round_to: int = 1,
    money: Mapping[Key, int] | None = None,
    seconds: float = SECONDS,
    nested: Sequence[Nested] = (),
    related: Related = lambda cohort: (),
) -> Shown:
    """The table as it may leave, or RefusedError with the reason why nothing of it may.

    `earlier` are tables that left before, oldest first; `beside` others with the same people that are out. `nested`
    says which cohorts count some of another's people, and `related` gives the tables of one that are out. R43
    """
    if not 1 <= round_to <= MOST_ROUNDED:
        raise ValueError(
            f"Counts are rounded to 1 or more, and to {MOST_ROUNDED} at most: 5 must not become 0."
        )
    others = [*earlier, *beside]
    relatives = Relatives(counts, others, nested, related, within)
    return _Passage(counts, others, within, round_to, monotonic() + seconds, relatives).shown(money or {})


def shown_or_hidden(counts: Counts, *, earlier: Sequence[Shown] = ()) -> Shown:
    """The same for a room above, which keeps what left: where nothing of it may leave, every cell is hidden. R43"""
    try:
        return through(counts, earlier=earlier)
    except RefusedError as refused:
        return Shown(
            counts.name,
            counts.dimensions,
            dict.fromkeys(counts.keys()),
            reasons=(str(refused),),
            period=counts.period,
            source=counts.source,
            cohort=counts.cohort,
        )


def exposed(
    shown: Shown, *, beside: Sequence[Shown] = (), within: Sequence[Within] = (), seconds: float = SECONDS
) -> list[Key]:
    """The hidden cells of a table that anybody could tell to be below 5, from it and the tables beside it alone."""
    world = world_of([seen(shown), *map(seen, beside)], within)
    search = Search(world, monotonic() + seconds)
    if not search.possible():
        raise RefusedError(
            "These tables contradict each other, so nothing can be said of what is hidden in them."
        )
    targets = {reaching(world.rows[0, key]): key for key in shown.hidden}
    return [targets[target] for target in search.unreached(list(targets))]


@dataclass(slots=True)
class _Passage:
    """One table on its way out: what is hidden so far, and what must hold for it."""

    counts: Counts
    others: Sequence[Shown]
    within: Sequence[Within]
    round_to: int
    until: float
    relatives: Relatives
    bonds: list[Bond] = field(init=False)
    rests: list[Bond | Between] = field(init=False)
    beside: dict[int, Shown] = field(init=False)
    hidden: dict[Key, None] = field(default_factory=dict)
    reasons: dict[str, None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.bonds = [*self.relatives.bonds]
        self.rests = [*self.bonds, *between(self.bonds, self.relatives.tables)]
        self.beside = self.relatives.beside

    def shown(self, money: Mapping[Key, int]) -> Shown:
        """The table with everything hidden that has to be."""
        truth = self.counts.with_sums()
        for key, count in truth.items():
            if is_small(count):
                self._hide(key)
        for key in _same_answers(self.counts, truth):
            self._hide(key)
        tables: list[Table] = [self.counts, *self.others]
        pairs = [*same_groups(tables, lambda cell: self.others[cell[0] - 1].cells[cell[1]] is None)]
        told = [
            (mine[1], *reach)
            for mine, (number, there) in pairs
            if mine[0] == 0
            and (reach := self._told(truth[mine[1]], there, self.others[number - 1])) is not None
        ]
        for key, _, _ in told:
            self._hide(key)
        for key in self._told_by_nesting(truth):
            self._hide(key)
        is_all_known = False
        while not is_all_known:
            before = len(self.hidden)
            search, is_all_known = self._search(truth)
            self._suppose(search.world)
            rests = [*self._differences(search, pairs), *self._rests(search, truth)]
            self._protect(search, truth, [*self._targets(search, truth, told), *rests])
            # What the table contradicted may hold again, now that more of it is hidden.
            is_all_known = is_all_known or len(self.hidden) == before
        return self._leaving(truth, money)

    def _targets(self, search: Search, truth: Mapping[Key, int], told: Sequence[Told]) -> Iterator[Target]:
        """What must be possible of each hidden cell, of this table and of those that are out."""
        rows = search.world.rows
        yield from (reaching(rows[0, key]) for key in self.hidden if truth[key] < SMALL)
        for key, reach, is_fall in told:
            yield Target(((rows[0, key], -1),), -reach, -inf) if is_fall else reaching(rows[0, key], reach)
        for place, other in enumerate([*self.others, *self.beside.values()], 1):
            yield from (reaching(rows[place, key]) for key in other.hidden)

    def _hide(self, key: Key) -> None:
        self.hidden.setdefault(key)
        self.reasons.setdefault(WHY)

    def _suppose(self, world: World) -> None:
        """While more may be hidden, each hidden answer may be nobody: all of its group may be hidden in the end."""
        dimensions = self.counts.dimensions
        for key in self.hidden:
            world.low[world.rows[0, key]] = hidden_range(dimensions, key, lambda _: True)[0]

    def _settle(self, world: World) -> bool:
        """Take as somebody each hidden answer of a group that shows another one; whether that says more than before."""
        before = world.low.copy()
        for key in self.hidden:
            world.low[world.rows[0, key]] = hidden_range(
                self.counts.dimensions, key, self.hidden.__contains__
            )[0]
        return bool((world.low != before).any())

    def _range(self, count: int) -> Range:
        return range_of(rounded(count, self.round_to), self.round_to)

    def _told(self, count: int, there: Key, other: Shown) -> tuple[float, bool] | None:
        """What a cell must reach, from below or as a fall, that tells of 1 to 4 people beside a table that is out."""
        if (before := other.cells[there]) is None:
            return None
        low, high = range_of(before, other.rounded_to)
        bottom, top = self._range(count)
        if bottom > high and top - low < SMALL:
            return (high + SMALL, False)
        if top < low and high - bottom < SMALL:
            # A shorter period has fewer people; a later extract of a period may have lost some, or have many more.
            return (high + SMALL, False) if covers(self.counts.period, other.period) else (low - SMALL, True)
        return None

    def _differences(self, search: Search, pairs: Sequence[tuple[Cell, Cell]]) -> list[Target]:
        """For each pair of cells of which one is hidden: none may have come, or 5 and more, and so with who went.

        Those of which only the new table hides one are left out: the truth is a world, or the pair tells and is held.
        """
        many: dict[Target, Target] = {}
        for one, other in pairs:
            if any(number and self.others[number - 1].cells[key] is None for number, key in (one, other)):
                for more, less in permutations((search.world.rows[one], search.world.rows[other])):
                    none = Target(((less, 1), (more, -1)), 0, -inf)
                    many[none] = Target(((more, 1), (less, -1)), SMALL, -inf)
        told = {*search.unreached([*many])}
        return [each if none in told else none for none, each in many.items()]

    def _rest(self, bond: Bond | Between, truth: Mapping[Key, int]) -> tuple[dict[Cell, int], Range]:
        """What is left of a cell when this table is out whole."""
        return bond.rest(
            lambda cell: self._range(truth[cell[1]]) if cell[0] == 0 else self.relatives.seen(cell)
        )

    def _told_by_nesting(self, truth: Mapping[Key, int]) -> Iterator[Key]:
        """The cells of this table that tell, beside what is shown of other cohorts, of 1 to 4 people."""
        for bond in self.rests:
            unseen, (low, high) = self._rest(bond, truth)
            if not unseen and low > 0 and high < SMALL:
                yield from (key for number, key in bond.cells if number == 0)

    def _rests(self, search: Search, truth: Mapping[Key, int]) -> list[Target]:
        """For each rest that may be 1 to 4, and that not all see: it must be able to be nobody, or 5 and more."""
        import numpy as np

        mine = {row for (place, _), row in search.world.rows.items() if place == 0}
        many: dict[Target, None] = {}
        none: dict[Target, Target] = {}
        for bond in self.rests:
            with_mine, (low, high) = self._rest(bond, truth)
            if not with_mine and (low <= 0 or high >= SMALL):
                continue  # the truth itself is a world in which it does not tell
            unseen, (low, high) = bond.rest(
                lambda cell: (
                    (None if cell[1] in self.hidden else self._range(truth[cell[1]]))
                    if cell[0] == 0
                    else self.relatives.seen(cell)
                )
            )
            if unseen and all(map(self._is_row, unseen)):
                rows = [(search.world.rows[self._place(cell)], sign) for cell, sign in unseen.items()]
                target = Target(tuple(rows), SMALL - high, -high)
                many[target], none[target] = (
                    None,
                    Target(tuple((row, -sign) for row, sign in rows), low, -inf),
                )
        few = {*search.unreached([*many])}
        told = {each for each in few if search.reached(none[each]) is None}
        # Where no hiding brings it to five, it must be able to be nobody.
        price = np.where([row in mine for row in range(len(search.world.low))], 1.0, inf)
        return [
            none[each]
            if each in few - told or (each in told and search.nearest(each, price) is None)
            else each
            for each in many
        ]

    def _is_row(self, cell: Cell) -> bool:
        return cell[0] <= len(self.others) or cell[0] in self.beside

    def _place(self, cell: Cell) -> Cell:
        """The cell as the world numbers it."""
        number, key = cell
        return (
            number if number <= len(self.others) else len(self.others) + 1 + [*self.beside].index(number)
        ), key

    def _placed(self, each: Held) -> Held:
        return Held({self._place(cell): many for cell, many in each.terms.items()}, each.low, each.high)

    def _search(self, truth: Mapping[Key, int]) -> tuple[Search, bool]:
        """In the world of whoever assumes most and is not contradicted by what is shown; whether that is everything."""
        ranges = {key: self._range(count) for key, count in truth.items() if key not in self.hidden}
        counts = self.counts
        mine = Seen(counts.dimensions, ranges, counts.period, counts.source, counts.cohort)
        own = [replace(seen(each), cohort=counts.cohort) for each in self.others]
        bonds = held(self.bonds, self.relatives.seen, self._is_row, free=0)
        tables = [mine, *own, *map(seen, self.beside.values())]
        placed = [self._placed(each) for each in bonds]

        def among(*within: Within, growing: bool) -> Search | None:
            search = Search(world_of(tables, within, growing=growing, bonds=placed), self.until)
            return search if search.possible() else None

        # That nobody was lost is a guess, and given up before what lists and agreements say.
        for growing in (True, False):
            if search := among(*self.within, growing=growing):
                return search, growing
        for growing in (True, False):
            if search := among(growing=growing):
                return self._not_contradicted(search, partial(among, growing=growing)), False
        raise RefusedError(
            "Nothing leaves: this table contradicts one with the same people that is out already.",
            "An analyst looks at both, and at how they were counted.",
        )

    def _not_contradicted(self, found: Search, among: Callable[..., Search | None]) -> Search:
        """With what everybody knows, save what the tables contradict: each rule beside those before it."""
        kept: list[Within] = []
        for each in self.within:
            if search := among(*kept, each):
                found = search
                kept.append(each)
        return found

    def _protect(self, search: Search, truth: Mapping[Key, int], targets: list[Target]) -> None:
        """Hide what it takes until a world of whole numbers is known for each target, in which it is reached."""
        import numpy as np

        world = search.world
        keys = {row: key for (place, key), row in world.rows.items() if place == 0}
        price = np.full(len(world.low), inf)
        price[list(keys)] = [_price(key, truth[key]) for key in keys.values()]
        open_ = search.missed(targets)
        is_whole = False
        while open_ or (self._settle(world) and (open_ := search.missed(targets))):
            target = max(
                open_, key=lambda each: (each.reach - truth.get(keys.get(each.row, ()), 0), -each.row)
            )
            if (atoms := search.nearest(target, price, whole=is_whole)) is None:
                raise RefusedError(
                    "Nothing leaves: together with what is out already, this table would tell of 1 to 4 people "
                    "whatever was hidden in it.",
                    "Wait until more people are counted.",
                )
            cells = world.sums @ atoms
            contradicted = np.flatnonzero((cells < world.low - 1e-6) | (cells > world.high + 1e-6))
            for row in contradicted.tolist():
                self._hide(keys[row])
                world.high[row] = inf
                if truth[keys[row]] < SMALL:
                    open_.append(reaching(row))
            if contradicted.size:
                self._suppose(world)
            exact = search.reached(target) if target in search.not_met([target], atoms) else atoms
            # Where only parts of people got there, whole numbers next time.
            is_whole = exact is None and not contradicted.size
            if exact is not None:
                open_ = search.not_met(open_, exact)

    def _leaving(self, truth: Mapping[Key, int], money: Mapping[Key, int]) -> Shown:
        cells = {
            key: None if key in self.hidden else rounded(count, self.round_to) for key, count in truth.items()
        }
        if not any(cells.values()):
            raise RefusedError(
                "Nothing leaves: so few people are counted here that every count would have to be hidden.",
                "Ask for a longer period, or for fewer categories.",
            )
        same = [other.money for other in self.others if other.dimensions == self.counts.dimensions]
        leaving = leaving_money(truth, cells, money, same)
        if len(leaving) < len(money):
            self.reasons.setdefault(MONEY)
        return Shown(
            self.counts.name,
            self.counts.dimensions,
            cells,
            self.round_to,
            tuple(self.reasons),
            leaving,
            self.counts.period,
            self.counts.source,
            self.counts.cohort,
        )


def _price(key: Key, count: int) -> float:
    """What it costs to hide a cell: sums are wanted most, small counts least; a zero never protects another cell."""
    return (1 + log1p(count) / 5) * _SUM_COSTS ** key.count(TOTAL) if count else inf


def _same_answers(counts: Counts, truth: Mapping[Key, int]) -> Iterator[Key]:
    """The cells of each group in which everybody gives the same answer to something sensitive; its total stays."""
    for place, dimension in enumerate(counts.dimensions):
        for key in truth:
            if dimension.is_sensitive and key[place] == TOTAL and truth[key]:
                answers = answers_beside(counts.dimensions, key, place)
                if len(answers) > 1 and truth[key] in map(truth.__getitem__, answers):
                    yield from answers
