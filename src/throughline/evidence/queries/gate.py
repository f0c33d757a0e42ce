"""What does a reader see of a table that left: which rows and columns, and which of its cells are hidden?"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from django.db.models import Count, Q, QuerySet, Sum

from throughline.frame.lists import Filter, Listing, Rows, Sort, state_in_words

from ..gate import TOTAL, Key
from ..models import Release
from .releases import as_shown

HIDDEN = "hidden"


def _measures(rows: Rows) -> list[tuple[str, str]]:
    codes = rows.order_by("measure").values_list("measure", flat=True).distinct()
    return [(code, in_words(code)) for code in codes]


LISTING = Listing(
    sorts=(
        Sort("newest", "Newest", ("-released_at", "-id")),
        Sort("most", "Most hidden", ("-hidden", "-released_at", "-id")),
        Sort("measure", "Measure", ("measure", "by", "-released_at", "-id")),
    ),
    filters=(
        Filter("measure", "Measure", _measures, lambda rows, value: rows.filter(measure=value)),
        Filter(
            "hides",
            "Hidden cells",
            lambda _: [("some", "Something is hidden"), ("none", "Nothing is hidden")],
            lambda rows, value: rows.filter(**({"hidden": 0} if value == "none" else {"hidden__gt": 0})),
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Sums:
    """How many tables left, how many of them hide something, and how many cells that are."""

    tables: int
    hiding: int
    cells: int


def sums(rows: QuerySet[Release]) -> Sums:
    """What left in all, of these tables."""
    found = rows.order_by().aggregate(
        tables=Count("id"), hiding=Count("id", filter=Q(hidden__gt=0)), cells=Sum("hidden")
    )
    return Sums(found["tables"], found["hiding"], found["cells"] or 0)


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table: its name, and what stands in each column; None is hidden."""

    name: str
    counts: tuple[int | None, ...]
    is_sum: bool


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as a page prints it: the dimension with the fewest categories goes across."""

    corner: str
    across: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]


def grid(release: Release) -> Grid:
    """The rows and columns of a table that left; none where it counts nobody, but posts."""
    shown = as_shown(release)
    if not shown.cells:
        return Grid(in_words(release.by), "", (), ())
    sizes = [len(each.categories) for each in shown.dimensions]
    across = len(sizes) - 1 - sizes[::-1].index(min(sizes)) if len(sizes) > 1 else None
    down = [place for place in range(len(sizes)) if place != across]
    lines = []
    for names in product(*((*shown.dimensions[place].categories, TOTAL) for place in down)):
        at = dict(zip(down, names, strict=True))
        columns = (*shown.dimensions[across].categories, TOTAL) if across is not None else ("",)
        keys: list[Key] = [tuple(at.get(place, column) for place in range(len(sizes))) for column in columns]
        lines.append(
            Line(
                " · ".join(map(category_in_words, names)),
                tuple(shown.cells[key] for key in keys),
                TOTAL in names,
            )
        )
    return Grid(
        ", ".join(in_words(shown.dimensions[place].name) for place in down),
        in_words(shown.dimensions[across].name) if across is not None else "",
        tuple(map(category_in_words, (*shown.dimensions[across].categories, TOTAL)))
        if across is not None
        else ("People",),
        tuple(lines),
    )


def file_rows(release: Release) -> tuple[list[str], Iterator[list[str | int]]]:
    """The header and the rows of a table as a file: one row a cell, and “hidden” where it is."""
    shown = as_shown(release)
    header = [*(each.name for each in shown.dimensions), "people", *(["pence"] if shown.money else [])]
    rows = (
        [
            *key,
            HIDDEN if count is None else count,
            *([shown.money.get(key, HIDDEN if count is None else "")] if shown.money else []),
        ]
        for key, count in shown.cells.items()
    )
    return header, rows


def name_of(release: Release) -> str:
    """What a table is called; who gave it no name has its measure's code in words."""
    return in_words(release.name) if release.name == release.measure else release.name


def in_words(code: str) -> str:
    """A code as a person reads it: “age_band” is “Age band”, “place+quarter” is “Place and quarter”."""
    return state_in_words(code.replace("+", " and ").replace("-", " "))


def category_in_words(category: str) -> str:
    """A category as a person reads it; the sum of all is “All”."""
    return "All" if category == TOTAL else category.replace("_", " ")
