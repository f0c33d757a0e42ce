"""Somebody who has every table of every measure, has read the definitions, and looks for one to four people.

Written without the gate's own code: one linear programme over all tables at once. What a definition says of two
measures is given by hand; shares, costs and rates are read back into the counts that they were made of.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import combinations, permutations, product
from typing import Any

import numpy as np
from tests.evidence.solving import Sums

from throughline.evidence.gate import TOTAL, Key, Shown

Cell = tuple[int, Key]
LiesIn = tuple[str, str, Callable[[str], Collection[str]]]


@dataclass(frozen=True)
class Out:
    """A table that is out: whose, what it shows, and the figures beside it."""

    cohort: str
    shown: Shown
    figures: Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Inside:
    """What a reader of definitions knows: these people are all among those, each in one part."""

    parts: tuple[str, ...]
    whole: str
    is_same_day: bool = False
    answer: str = ""
    is_all: bool = False


@dataclass(frozen=True)
class Said:
    """What something says of groups of a measure: so many of each (`of`) and of those of it who count (`yes`) make a
    number that lies between two; in tables of these periods, or of any.
    """

    measure: str
    terms: tuple[tuple[tuple[tuple[str, str], ...], str, float], ...]
    low: float
    high: float
    periods: frozenset[str] = frozenset()


class Attacker:
    """Has these tables; `known` is what definitions say, `lies_in` which places a unit or a service is in, `said` what
    is read elsewhere.
    """

    def __init__(
        self,
        tables: Sequence[Out],
        known: Sequence[Inside] = (),
        lies_in: Sequence[LiesIn] = (),
        said: Iterable[Said] = (),
    ) -> None:
        self.tables = tables
        self.lies_in = (MONTHS, *lies_in)
        self.number: dict[Cell, int] = {}
        for place, each in enumerate(tables):
            for key in each.shown.cells:
                if TOTAL not in key:
                    self.number[place, key] = len(self.number)
        self.rows: list[dict[int, float]] = []
        self.ends: list[tuple[float, float]] = []
        self.rests: list[dict[int, float]] = []
        for place, each in enumerate(tables):
            self._read(place, each)
        assert self._is_possible(), "What was shown must be possible."
        self.given_up: list[Any] = []
        heard: dict[str, list[Said]] = {}
        for each in dict.fromkeys(said):
            heard.setdefault(each.measure, []).append(each)
        cohorts = [*dict.fromkeys(each.cohort for each in tables)]
        self._believes([(self._hears, (each,)) for each in heard.values()])
        self._believes([(self._same_people, (cohort,)) for cohort in cohorts])
        self._believes([(self._grown, (cohort,)) for cohort in cohorts])
        self._believes([(self._lying, (cohort, rule)) for cohort in cohorts for rule in self.lies_in])
        self._believes([(self._inside, (each,)) for each in known])

    def _believes(self, claims: list[tuple[Callable[..., None], tuple[Any, ...]]]) -> None:
        """Take these as true, without those that the tables contradict."""
        rows, rests = len(self.rows), len(self.rests)
        for claim, of in claims:
            claim(*of)
        if len(self.rows) > rows and not self._is_possible():
            del self.rows[rows:], self.ends[rows:], self.rests[rests:]
            if len(claims) > 1:
                half = len(claims) // 2
                self._believes(claims[:half])
                self._believes(claims[half:])
            else:
                self.given_up += [of for _, of in claims]

    def _is_possible(self) -> bool:
        self.sums = Sums(len(self.number), self.rows, self.ends)
        return self.sums.is_possible

    def finds(self) -> list[tuple[str, Any]]:
        """Everything that is proven."""
        return [*self._proves()]

    def finds_somebody(self) -> bool:
        """Whether anything is: the first is enough."""
        return next(self._proves(), None) is not None

    def _proves(self) -> Iterator[tuple[str, Any]]:
        """What is proven: hidden counts below five, and others left over of one to four."""
        assert self._is_possible(), "What was believed must be possible."
        hidden = [
            (f"{each.shown.name} {key}", self._sum(place, key))
            for place, each in enumerate(self.tables)
            for key in each.shown.hidden
        ]
        for name, row in self.sums.not_reached(hidden):
            if (most := self.sums.most(row)) < 5:
                yield name, most
        rests = [(f"left over {number}", row) for number, row in enumerate(self.rests) if row]
        for name, row in self.sums.not_reached(rests):
            most = self.sums.most(row)
            if 0 < most < 5 and (least := self.sums.least_of(row)) > 0:
                yield name, (least, most)

    def _read(self, place: int, out: Out) -> None:
        cells = dict(out.shown.cells)
        # Some names hold a plus themselves, such as 65+.
        groups = {"+".join(key[:end]): key[:end] for key in cells for end in range(1, len(key) + 1)}
        for name, said in out.figures.items():
            # A figure tells of how many it is, and how many of them count.
            key = groups[name]
            if len(key) < len(out.shown.dimensions):
                cells |= {(*key, TOTAL): said["of"], (*key, "yes"): said["counted"]}
            else:
                cells[key] = said["of"]
        for key, count in cells.items():
            low = float(not _may_be_none(out.shown, key)) if count is None else count
            self._says(self._sum(place, key), low, np.inf if count is None else count)

    def _same_people(self, cohort: str) -> None:
        """Tables of one cohort and the same days count the same people in what they share."""
        for one, other in combinations(self._of(cohort), 2):
            if not self._is_same_time(one, other):
                continue
            for wanted in self._shared(one, other, {*self._names(one)} & {*self._names(other)}):
                self._says(self._less(self._where(one, wanted), self._where(other, wanted)), 0, 0)

    def _grown(self, cohort: str) -> None:
        """Of more days a table counts everybody whom it counts of fewer, and who came since then is a group, too."""
        for short, long in permutations(self._of(cohort), 2):
            names = self._names(short)
            if self._is_longer(short, long) and names == self._names(long):
                for wanted in self._shared(short, long, {*names}):
                    rest = self._less(self._where(long, wanted), self._where(short, wanted))
                    self._says(rest, 0, np.inf)
                    self.rests.append(rest)

    def _is_same_time(self, one: int, other: int) -> bool:
        periods = {self.tables[one].shown.period, self.tables[other].shown.period} - {""}
        return len(periods) < 2

    def _is_longer(self, short: int, long: int) -> bool:
        if self._is_same_time(short, long):
            return False
        (first, last), (begins, ends) = (days_of(self.tables[n].shown.period) for n in (short, long))
        return begins <= first and last <= ends

    def _of(self, cohort: str) -> list[int]:
        return [place for place, each in enumerate(self.tables) if each.cohort == cohort]

    def _lying(self, cohort: str, rule: LiesIn) -> None:
        """Whoever is in one of the small ones is in one of the large ones in which it lies, in tables of one cohort."""
        small, large, of = rule
        for fine, coarse in permutations(self._of(cohort), 2):
            if not self._is_same_time(fine, coarse):
                continue
            if small in self._names(fine) and large in self._names(coarse):
                both = {*self._names(fine)} & {*self._names(coarse)} - {small, large}
                for some, groups in together(
                    self._categories(fine, small), self._categories(coarse, large), of
                ):
                    for wanted in self._shared(fine, coarse, both):
                        inside = self._any_of(fine, wanted, small, some)
                        self._says(self._less(inside, self._any_of(coarse, wanted, large, groups)), 0, 0)

    def _any_of(
        self, place: int, wanted: Mapping[str, str], name: str, some: Iterable[str]
    ) -> dict[int, float]:
        inside: dict[int, float] = {}
        for each in some:
            inside |= self._where(place, {**wanted, name: each})
        return inside

    def _inside(self, known: Inside) -> None:
        days = {"month", "quarter"} if known.is_same_day else set()
        alike = {"place", "unit", "sex", "ethnicity", "ethnicity_in_two", "age_band", "age_in_three"} | days
        parts = [[n for n, each in enumerate(self.tables) if each.cohort == name] for name in known.parts]
        for whole in (n for n, each in enumerate(self.tables) if each.cohort == known.whole):
            if known.answer and "answer" not in self._names(whole):
                continue
            for chosen in product(*parts):
                if not all(self._is_same_time(whole, part) for part in chosen):
                    continue
                shared = alike & set(self._names(whole))
                for part in chosen:
                    shared &= set(self._names(part))
                for wanted in self._shared(whole, chosen[0], shared):
                    rest = self._where(whole, wanted | ({"answer": known.answer} if known.answer else {}))
                    for part in chosen:
                        rest = self._less(rest, self._where(part, wanted))
                    self._says(rest, 0, 0 if known.is_all else np.inf)
                    self.rests.append(rest)

    def _hears(self, some: list[Said]) -> None:
        for place, each in enumerate(self.tables):
            groups = {name for name in self._names(place) if not self._is_answer(place, name)}
            asked = next((name for name in self._names(place) if name not in groups), None)
            for said in some:
                if said.periods and each.shown.period and each.shown.period not in said.periods:
                    continue
                names = {name for key, _, _ in said.terms for name, _ in key}
                if each.shown.name != said.measure or not names <= groups or groups - names - {"treatment"}:
                    continue
                row: dict[int, float] = {}
                for key, what, many in said.terms:
                    wanted = {**dict(key), **({asked: "yes"} if what == "yes" and asked else {})}
                    for at, one in self._where(place, wanted).items():
                        row[at] = row.get(at, 0) + many * one
                self._says(row, said.low, said.high)

    def _is_answer(self, place: int, name: str) -> bool:
        return {*self._categories(place, name)} == {"yes", "no"} and name != "disability"

    def _shared(self, one: int, other: int, names: set[str]) -> Iterator[dict[str, str]]:
        """Every choice of categories that two tables have in common, or of none."""
        order = sorted(names)
        either = [
            [*dict.fromkeys([*self._categories(one, name), *self._categories(other, name)]), TOTAL]
            for name in order
        ]
        for key in product(*either):
            yield {name: each for name, each in zip(order, key, strict=True) if each != TOTAL}

    def _names(self, place: int) -> list[str]:
        return [each.name for each in self.tables[place].shown.dimensions]

    def _categories(self, place: int, name: str) -> tuple[str, ...]:
        return next(each.categories for each in self.tables[place].shown.dimensions if each.name == name)

    def _where(self, place: int, wanted: Mapping[str, str]) -> dict[int, float]:
        return self._sum(place, tuple(wanted.get(name, TOTAL) for name in self._names(place)))

    def _sum(self, place: int, key: Key) -> dict[int, float]:
        each = self.tables[place].shown
        inner = product(
            *(
                dimension.categories if one == TOTAL else (one,)
                for dimension, one in zip(each.dimensions, key, strict=True)
            )
        )
        return {self.number[place, cell]: 1.0 for cell in inner if (place, cell) in self.number}

    @staticmethod
    def _less(one: dict[int, float], other: dict[int, float]) -> dict[int, float]:
        return {at: one.get(at, 0) - other.get(at, 0) for at in {**one, **other}}

    def _says(self, row: dict[int, float], low: float, high: float) -> None:
        self.rows.append(row)
        self.ends.append((low, high))


def _may_be_none(shown: Shown, key: Key) -> bool:
    """Whether nobody may stand in a hidden cell: only where all answers of a group to something are hidden."""
    return any(
        each.is_sensitive
        and key[at] != TOTAL
        and all(shown.cells[(*key[:at], one, *key[at + 1 :])] is None for one in each.categories)
        for at, each in enumerate(shown.dimensions)
    )


def together(
    small: Iterable[str], large: Iterable[str], of: Callable[[str], Collection[str]]
) -> list[tuple[set[str], set[str]]]:
    """Which of the small ones count the same people as which of the large ones: the fewest of each that do."""
    found: list[tuple[set[str], set[str]]] = [(set(), {each}) for each in large]
    for each in small:
        near = [group for group in found if group[1] & {*of(each)}]
        found = [group for group in found if group not in near]
        found.append(
            ({each}.union(*(group[0] for group in near)), set().union(*(group[1] for group in near)))
        )
    return found


def days_of(period: str) -> tuple[date, date]:
    """First and last day of a period, as a page has it or as the gate keeps it."""
    if "/" in period:
        first, until = map(date.fromisoformat, period.split("/"))
        return first, until - timedelta(days=1)
    first, last = (
        datetime.strptime(each, "%d %B %Y").replace(tzinfo=UTC).date() for each in period.split(" to ")
    )
    return first, last


def quarter_of(month: str) -> str:
    """The quarter in which a month lies."""
    return f"{month[:4]} Q{(int(month[5:7]) + 2) // 3}"


MONTHS: LiesIn = ("month", "quarter", lambda month: {quarter_of(month)})
