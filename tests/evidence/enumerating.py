"""Somebody who tries every world of whole numbers, without a solver: bounds are drawn tighter, then numbers are tried.

Written without the gate's code and without its idea of the world: for each extract, each span of days and each
combination of everything that tables tell apart there is one whole number of people.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise, product

from tests.evidence.attacker import ends_of, somebody

from throughline.evidence.gate import TOTAL, Key, Shown

Terms = Sequence[tuple[int, int]]
MANY = 10**9
_TRIES = 250


class TooLongError(Exception):
    """Nothing is known: it was tried for too long."""


class Numbers:
    """Whole numbers from nobody to a most, and sums of them that lie between two numbers."""

    def __init__(self, size: int, most: int) -> None:
        self.size, self.most = size, most
        self.sums: list[tuple[Terms, int, int]] = []
        self.sums_of: list[list[int]] = [[] for _ in range(size)]

    def says(self, terms: Terms, low: int, high: int) -> None:
        """So many of each of these come to something between the two."""
        for number, _ in terms:
            self.sums_of[number].append(len(self.sums))
        self.sums.append((terms, low, high))

    def can(self, *more: tuple[Terms, int, int]) -> bool:
        """Whether anything fits all that was said, and this too."""
        known = len(self.sums)
        for each in more:
            self.says(*each)
        try:
            return self._fits()
        finally:
            for terms, _, _ in self.sums[known:]:
                for number, _ in terms:
                    self.sums_of[number].pop()
            del self.sums[known:]

    def _fits(self) -> bool:
        first = [0] * self.size, [self.most] * self.size
        waiting = [first] if self._tighter(*first, range(len(self.sums))) else []
        for _ in range(_TRIES):
            if not waiting:
                return False
            low, high = waiting.pop()
            open_ = [number for number in range(self.size) if low[number] < high[number]]
            if not open_:
                return True
            number = min(open_, key=lambda each: high[each] - low[each])
            middle = (low[number] + high[number]) // 2
            for begin, end in ((middle + 1, high[number]), (low[number], middle)):
                half = low[:], high[:]
                half[0][number], half[1][number] = begin, end
                if self._tighter(*half, self.sums_of[number]):
                    waiting.append(half)
        raise TooLongError

    def _tighter(self, low: list[int], high: list[int], changed: Sequence[int]) -> bool:
        """Draw the bounds as tight as each sum by itself tells; whether anything is left."""
        waiting = {*changed}
        while waiting:
            terms, bottom, top = self.sums[waiting.pop()]
            least = sum(many * (low if many > 0 else high)[number] for number, many in terms)
            most = sum(many * (high if many > 0 else low)[number] for number, many in terms)
            if least > top or most < bottom:
                return False
            for number, many in terms:
                at, to = (low[number], high[number]) if many > 0 else (high[number], low[number])
                # What the others leave for this one.
                over, under = top - (least - many * at), bottom - (most - many * to)
                new = (-((-under) // many), over // many) if many > 0 else (-(over // -many), under // many)
                begin, end = max(low[number], new[0]), min(high[number], new[1])
                if begin > end:
                    return False
                if (begin, end) != (low[number], high[number]):
                    low[number], high[number] = begin, end
                    waiting.update(self.sums_of[number])
                    least = sum(many * (low if many > 0 else high)[number] for number, many in terms)
                    most = sum(many * (high if many > 0 else low)[number] for number, many in terms)
        return True


class Enumerating:
    """Has these tables, oldest extract first; `may_be` says which combinations there are, and with `growing` no later
    extract has lost anybody.
    """

    def __init__(
        self,
        tables: Sequence[Shown],
        *,
        may_be: Callable[[Mapping[str, str]], bool] = lambda _: True,
        beside: Mapping[str, Sequence[str]] | None = None,
        growing: bool = True,
        most: int = 60,
    ) -> None:
        self.tables = tables
        known = {name: {*some} for name, some in (beside or {}).items()}
        for each in (each for table in tables for each in table.dimensions):
            known.setdefault(each.name, set()).update(each.categories)
        names = sorted(known)
        every = (
            dict(zip(names, key, strict=True)) for key in product(*(sorted(known[name]) for name in names))
        )
        self.people = [each for each in every if may_be(each)]
        days = sorted({day for table in tables for day in table.period.split("/")})
        self.spans = [*pairwise(days)]
        self.sources = [*dict.fromkeys(table.source for table in tables)]
        self.numbers = Numbers(len(self.sources) * len(self.people) * len(self.spans), most)
        for source in range(len(self.sources) - 1) if growing else ():
            for person, span in product(range(len(self.people)), range(len(self.spans))):
                more, fewer = self._number(source + 1, person, span), self._number(source, person, span)
                self.numbers.says([(more, 1), (fewer, -1)], 0, MANY)
        for table in tables:
            for key, count in table.cells.items():
                low, high = (
                    (somebody(table, key), MANY) if count is None else ends_of(count, table.rounded_to)
                )
                self.numbers.says(self._sum(table, key), low, high)

    def finds(self) -> Iterator[tuple[str, Key]]:
        """Hidden cells that are below five in every world, and differences that are 1 to 4 in every world."""
        assert self._can(), "What was shown must be possible."
        for table in self.tables:
            for key in table.hidden:
                if not self._can((self._sum(table, key), 5, MANY)):
                    yield table.name, key
        for one, other in product(self.tables, repeat=2):
            begins, ends = one.period.split("/")
            first, last = other.period.split("/")
            if (one.period, one.source) != (other.period, other.source) and begins <= first and last <= ends:
                for key in one.cells:
                    there = _same(one, key, other)
                    if there is None:
                        continue
                    less = [(number, -1) for number, _ in self._sum(other, there)]
                    more = [*self._sum(one, key), *less]
                    if not self._can((more, 5, MANY)) and not self._can((more, -MANY, 0)):
                        yield f"{one.name} less {other.name}", key

    def _can(self, *more: tuple[Terms, int, int]) -> bool:
        try:
            return self.numbers.can(*more)
        except TooLongError:
            return True  # it is not proven

    def _number(self, source: int, person: int, span: int) -> int:
        return (source * len(self.people) + person) * len(self.spans) + span

    def _sum(self, table: Shown, key: Key) -> Terms:
        wanted = {each.name: one for each, one in zip(table.dimensions, key, strict=True) if one != TOTAL}
        begins, ends = table.period.split("/")
        source = self.sources.index(table.source)
        return [
            (self._number(source, person, span), 1)
            for person, each in enumerate(self.people)
            if wanted.items() <= each.items()
            for span, (first, last) in enumerate(self.spans)
            if begins <= first and last <= ends
        ]


def _same(one: Shown, key: Key, other: Shown) -> Key | None:
    wanted = {each.name: part for each, part in zip(one.dimensions, key, strict=True) if part != TOTAL}
    names = [each.name for each in other.dimensions]
    return tuple(wanted.get(name, TOTAL) for name in names) if {*wanted} <= {*names} else None
