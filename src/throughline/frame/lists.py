"""How does every list search, filter, sort, page and download?

A room declares a Listing; a view asks it for a page of a queryset that is already narrowed by `visible_to`. Words of a
search are folded in code (case, accents, apostrophes), because the database has no extension for it.
"""

import csv
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import StringIO
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import OrderBy, Q, QuerySet
from django.http import HttpResponse, QueryDict

Rows = QuerySet[Any]
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_APOSTROPHES = str.maketrans(dict.fromkeys("'’‘`´", ""))


def fold(text: str) -> str:
    """Return text as searches compare it: no accents, no apostrophes, lower case, single spaces."""
    plain = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES))
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).casefold().split())


@dataclass(frozen=True, slots=True)
class Filter:
    """One question of a list: a select with its choices (value, words) and what a choice does to the rows."""

    key: str
    label: str
    choices: Callable[[Rows], Sequence[tuple[str, str]]]
    apply: Callable[[Rows, str], Rows]


def by(column: str, label: str, values: Mapping[Any, str] | Iterable[str]) -> Filter:
    """The filter by what stands in a column: values with their words, or values that say it themselves."""
    words = values if isinstance(values, Mapping) else {each: state_in_words(each) for each in values}
    choices = [(str(value), text) for value, text in words.items()]
    return Filter(column, label, lambda _: choices, lambda rows, value: rows.filter(**{column: value}))


def state_in_words(state: str) -> str:
    """A state as a person reads it: `called_in` is "Called in"."""
    return state.replace("_", " ").capitalize()


@dataclass(frozen=True, slots=True)
class Sort:
    """One order of a list; `fields` end in a unique column so that the order is total."""

    key: str
    label: str
    fields: tuple[str | OrderBy, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    text: str
    selected: bool


@dataclass(frozen=True, slots=True)
class ShownFilter:
    key: str
    label: str
    choices: tuple[Choice, ...]
    value: str


@dataclass(frozen=True, slots=True)
class SortLink:
    key: str
    text: str
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class PageLink:
    """One entry of the paging row; `number` is None where pages are left out."""

    number: int | None
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of a list, ready for the template."""

    rows: Sequence[Any]
    total: int
    first: int
    last: int
    search: str
    filters: tuple[ShownFilter, ...]
    sorts: tuple[SortLink, ...]
    pages: tuple[PageLink, ...]
    previous: str
    next: str
    query: str
    is_narrowed: bool
    is_more: bool = False  # than `total`, which was counted no further


def _all(rows: Rows, first: int) -> Rows:
    return rows


@dataclass(frozen=True, slots=True)
class Listing:
    """A list's declaration; `search_field` holds folded text. Past `most` nothing is counted and no page leads."""

    sorts: tuple[Sort, ...]
    filters: tuple[Filter, ...] = ()
    search_field: str = ""
    size: int = 25
    most: int = 0

    def narrow(self, rows: Rows, asked: Mapping[str, str]) -> Rows:
        """Return the rows that the search and the filters leave, in the asked order; unknown values change nothing."""
        for word in fold(asked.get("q", ""))[:200].split():
            if self.search_field:
                rows = rows.filter(Q(**{f"{self.search_field}__contains": word}))
        for each in self.filters:
            if value := asked.get(each.key, ""):
                rows = each.apply(rows, value)
        return rows.order_by(*self._sort(asked).fields)

    def page(
        self,
        rows: Rows,
        asked: QueryDict,
        count: int | None = None,
        first: Callable[[Rows, int], Rows | list[Any]] = _all,
    ) -> Listed:
        """Return the asked page of the narrowed rows; a page past the end is the last one.

        Who has counted the narrowed rows already, beside their sums, says so in `count`. Who knows a faster way to so
        many first of them, gives `first`.
        """
        choices = [(each, tuple(each.choices(rows))) for each in self.filters]
        narrowed = self.narrow(rows, asked)
        ahead: tuple[int, list[Any]] = (0, [])
        if self.most and count is None:
            ahead, count = self._looked_ahead(narrowed, asked.get("page", ""), first)
        paginator = Paginator(narrowed, self.size)
        if count is not None:
            paginator.__dict__["count"] = min(count, self.most or count)  # the cached property of that name
        current = paginator.get_page(asked.get("page"))
        kept = {
            key: value
            for key in ("q", "sort", *(f.key for f in self.filters))
            if (value := asked.get(key, ""))
        }
        sort = self._sort(asked)

        def href(**changes: Any) -> str:
            return "?" + urlencode({**kept, **{k: v for k, v in changes.items() if v}})

        return Listed(
            rows=ahead[1] if ahead[0] == current.number else list(current.object_list),
            total=paginator.count,
            first=current.start_index(),
            last=current.end_index(),
            search=asked.get("q", ""),
            filters=tuple(
                ShownFilter(
                    f.key,
                    f.label,
                    tuple(Choice(value, text, value == asked.get(f.key, "")) for value, text in options),
                    asked.get(f.key, ""),
                )
                for f, options in choices
            ),
            sorts=tuple(SortLink(s.key, s.label, href(sort=s.key), s.key == sort.key) for s in self.sorts),
            pages=tuple(
                PageLink(number, href(page=number), number == current.number)
                if isinstance(number, int)
                else PageLink(None, "", False)
                for number in paginator.get_elided_page_range(current.number, on_each_side=1, on_ends=1)
            )
            if paginator.num_pages > 1
            else (),
            previous=href(page=current.previous_page_number()) if current.has_previous() else "",
            next=href(page=current.next_page_number()) if current.has_next() else "",
            query=urlencode(kept),
            is_narrowed=any(key != "sort" for key in kept),
            is_more=bool(self.most) and (count or 0) > self.most,
        )

    def _looked_ahead(
        self, narrowed: Rows, page: str, first: Callable[[Rows, int], Rows | list[Any]]
    ) -> tuple[tuple[int, list[Any]], int]:
        """The asked page with its number, and how many rows there are: counted only where more follow, and so far."""
        number = min(int(page), self.most // self.size) if page.isdecimal() and int(page) else 1
        start, end = (number - 1) * self.size, number * self.size
        found = list(first(narrowed, end + 1)[start : end + 1])
        if len(found) <= self.size and (found or number == 1):
            return (number, found), start + len(found)
        return (number, found[: self.size]), narrowed.order_by().values("pk")[: self.most + 1].count()

    def _sort(self, asked: Mapping[str, str]) -> Sort:
        return next((s for s in self.sorts if s.key == asked.get("sort")), self.sorts[0])


def neutral(value: object) -> str:
    """Return a cell's text such that a spreadsheet never runs it as a formula."""
    text = "" if value is None else str(value)
    if isinstance(value, int | float | Decimal):
        return text
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def csv_text(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a CSV file's text: RFC 4180, CRLF line ends, formula characters neutralised."""
    return csv_line(header) + "".join(map(csv_line, rows))


def csv_line(row: Sequence[object]) -> str:
    """Return one line of such a file."""
    out = StringIO()
    csv.writer(out).writerow([neutral(cell) for cell in row])
    return out.getvalue()


def csv_download(name: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """Return a CSV file to download."""
    response = HttpResponse(csv_text(header, rows), content_type="text/csv; charset=utf-8; header=present")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
