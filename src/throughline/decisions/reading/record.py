"""What do all readers know of one record: its text, its labelled fields, its sentences?"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Generic, TypeVar

from .dates import FoundDate, FoundYear, dates, years
from .form import Field, Form
from .money import Amount, amounts
from .shape import Place, Quote
from .view import View

T = TypeVar("T")

_ENDING = re.compile(
    r"[.!?][\"'”’)]{0,2}(?=[ \n\t]|$)|\n\n|\n(?=[-•●▪◦*·] ?|\(?[a-z0-9ivx]{1,3}[.)] )|;(?=\n)|:(?=\n)"
)
_NUMBER_ONLY = re.compile(r"\(?\w{1,3}")
_BULLET = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2}){1,3}[.)]?|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]|[-•●▪◦*·])[ \t]+"
)
_HEADING = re.compile(r"[A-Z][\w ’'&/-]{2,40}\n(?=[A-Z][^\n\t]{29})")  # a short line over a long one
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Cllr|No|Nos|St|Ltd|Inc|Ref|Rev|Hon|Supt|Sgt|para|paras|approx|e\.g|i\.e|[A-Z]|s"
    r"|ss|art|c|p|pp|vs|v|cf|Vol|etc)|^ *\(?\w{1,3})$"
)


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A value and where in the clean text it stands."""

    value: T
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    start: int
    end: int
    text: str  # one line
    section: str | None


@dataclass
class Record:
    """One decision's part of a text."""

    view: View
    form: Form
    start: int
    end: int
    places: Sequence[Place]
    cover: tuple[int, int] = (0, 0)  # shared with other records
    evidence: dict[str, Quote] = field(default_factory=dict)

    @cached_property
    def sentences(self) -> list[Sentence]:
        """Every sentence of the record, with the name of the field it stands in."""
        return list(self._sentences())

    @cached_property
    def amounts(self) -> list[Amount]:
        """Every amount of money, in the order of the text."""
        return list(amounts(self.view.clean, self.start, self.end))

    @cached_property
    def _dates(self) -> list[FoundDate]:
        return list(dates(self.view.flow, *self._with_cover()))

    @cached_property
    def _years(self) -> list[FoundYear]:
        return list(years(self.view.clean, self.start, self.end))

    def _with_cover(self) -> tuple[int, int]:
        return (self.cover[0] if self.cover[1] else self.start), self.end

    def amounts_in(self, start: int, end: int) -> list[Amount]:
        """The amounts of money in a part of the record."""
        return _within(self.amounts, start, end)

    def dates_in(self, start: int, end: int) -> list[FoundDate]:
        """The dates in a part of the record or of its cover."""
        return _within(self._dates, start, end)

    def years_in(self, start: int, end: int) -> list[FoundYear]:
        """The financial years named in a part of the record."""
        return _within(self._years, start, end)

    def note(self, path: str, found: "Found[T] | None") -> T | None:
        """The value, its evidence kept under `path`."""
        if found is None:
            return None
        self.evidence[path] = self.view.quote(found.start, found.end)
        return found.value

    def note_all(self, path: str, found: Sequence["Found[T]"], part: str = "") -> tuple[T, ...]:
        """The values, each with its evidence under `path[i]`, or under a named part of it."""
        for i, item in enumerate(found):
            self.evidence[f"{path}[{i}]{part}"] = self.view.quote(item.start, item.end)
        return tuple(item.value for item in found)

    def worded(self, start: int, end: int, extra: str = "") -> Found[str] | None:
        """That part of the text as one line, or None when nothing is there."""
        start, end = self.view.trim(start, end, extra)
        return Found(self.view.words(start, end), start, end) if start < end else None

    def section_at(self, position: int) -> str | None:
        """The name of the field whose value holds this position."""
        fields = self.form.fields
        low, high = 0, len(fields)
        while low < high:
            middle = (low + high) // 2
            if fields[middle].label[0] <= position:
                low = middle + 1
            else:
                high = middle
        return fields[low - 1].name if low else None

    def _sentences(self) -> Iterator[Sentence]:
        for begin, stop, name in self._parts():
            at = begin
            for match in _ENDING.finditer(self.view.clean, begin, stop):
                words = self.view.clean[at : match.start()].lstrip() if match.start() - at < 9 else ""
                if match[0][0] == "." and (
                    _NUMBER_ONLY.fullmatch(words)
                    or _ABBREVIATION.search(self.view.clean, max(at, match.start() - 12), match.start())
                ):
                    continue
                yield from self._sentence(at, match.end(), name)
                at = match.end()
            yield from self._sentence(at, stop, name)

    def _sentence(self, start: int, end: int, name: str | None) -> Iterator[Sentence]:
        start, end = self.view.trim(start, end)
        bullet = _BULLET.match(self.view.clean, start, end)
        start = bullet.end() if bullet else start
        heading = _HEADING.match(self.view.clean, start, end)
        if heading and self.view.clean[start - 2 : start] == "\n\n" and len(heading[0].split()) <= 5:
            stop = heading.end() - 1
            yield Sentence(start, stop, self.view.words(start, stop), name)
            start = heading.end()
        if start < end:
            yield Sentence(start, end, self.view.words(start, end), name)

    def _parts(self) -> Iterator[tuple[int, int, str | None]]:
        fields = self.form.fields
        if not fields or fields[0].label[0] > self.start:
            yield self.start, fields[0].label[0] if fields else self.end, None
        for item in fields:
            short = item.end
            if item.name in _SHORT:
                short = self.form.line(item)[1]
            elif item.name and item.name not in _PROSE:
                short = self.form.paragraph(item)[1]
            if short < item.end:
                yield item.start, short, item.name
                yield short, item.end, None
            elif item.start < item.end:
                yield item.start, item.end, item.name


S = TypeVar("S", Amount, FoundDate, FoundYear)


def _within(found: list[S], start: int, end: int) -> list[S]:
    """Those that lie between two places; `found` is in the order of the text."""
    first = bisect_left(found, start, key=lambda item: item.start)
    last = bisect_right(found, end, lo=first, key=lambda item: item.end)
    return found[first:last]


_SHORT = frozenset(
    [
        "total",
        "effective_from",
        "published_on",
        "decided_on",
        "subject_to_call_in",
        "key_decision",
        "reference",
        "status",
        "call_in_until",
    ]
)
_PROSE = frozenset(  # fields that run over several paragraphs; every other ends at the first blank line
    [
        "decision",
        "reasons",
        "financial",
        "legal",
        "risk",
        "purpose",
        "alternatives",
        "consultation",
        "equality",
        "priorities",
        "promises",
        "conditions",
        "safeguarding",
        "safeguarding_children",
        "safeguarding_adults",
        "documents",
        "conflicts",
        "exempt",
        "related",
        "endorsements",
        "effective_from",
    ]
)

__all__ = ["Field", "Found", "Record", "Sentence"]
