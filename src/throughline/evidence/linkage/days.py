"""Which day does each cell of a column mean, and were day and month exchanged? Decided by the whole column."""

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from .shapes import Problem, at_cells

OLDEST = 100  # years
YOUNGEST = 16  # adults only; a year and more for faults in the file's own date. R31
_MANY = 60  # birth dates; with fewer, no day above 12 may be chance
_EPOCH = date(1970, 1, 1).toordinal()
_STYLES = {
    "year first": re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]0{1,2}:00(?::00(?:\.0+)?)?Z?)?"),
    "slashes": re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})(?: 0{1,2}:00(?::00)?)?"),
    "words": re.compile(r"(\d{1,2})[ \-]([A-Za-z]{3,9})[ \-](\d{4})"),
    "two digits": re.compile(r"\d{1,2}[/.\-](?:\d{1,2}|[A-Za-z]{3})[/.\-]\d{2}"),
    "serial": re.compile(r"\d{4,5}(?:\.0+)?"),
}
_MONTHS = {
    name[:3]: number
    for number, name in enumerate(
        [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ],
        1,
    )
}
SAVE_DATES = "Format the column as yyyy-mm-dd before saving."


def days_of(
    file: str, column: str, cells: Sequence[str], today: date
) -> tuple[list[int | None], list[Problem]]:
    """Days since 1970 in the order of the cells, None where one is empty; or what is wrong with the column."""
    styles = {cell: _style(cell) for cell in {*cells} - {""}}
    problems = _wrong_styles(file, column, cells, styles)
    if problems:
        return [], problems
    parts = {cell: _parts(cell, style) for cell, style in styles.items()}
    is_month_first, found = _order(file, column, cells, styles, parts)
    if found:
        return [], [found]
    known: dict[str, int | None] = {"": None}
    impossible, future, too_young, too_old = set(), set(), set(), set()
    for cell, (year, month, day) in parts.items():
        if is_month_first and styles[cell] == "slashes":
            month, day = day, month
        try:
            born = date(year, month, day)
        except ValueError:
            impossible.add(cell)
            continue
        known[cell] = born.toordinal() - _EPOCH
        years = (today - born).days / 365.25
        if years < 0:
            future.add(cell)
        elif years < YOUNGEST:
            too_young.add(cell)
        elif years > OLDEST:
            too_old.add(cell)
    said = {
        "There is no such day. Correct or empty the cell.": impossible,
        "A birth in the future. Correct or empty the cell.": future,
        f"Born less than {YOUNGEST} years ago: is this the birth date? Correct or empty the cell.": too_young,
        f"Born more than {OLDEST} years ago. Correct or empty the cell.": too_old,
    }
    problems = [at_cells(file, column, cells, wrong, says) for says, wrong in said.items() if wrong]
    return ([], problems) if problems else ([known[cell] for cell in cells], [])


def _style(cell: str) -> str:
    return next((name for name, pattern in _STYLES.items() if pattern.fullmatch(cell)), "unknown")


def _wrong_styles(file: str, column: str, cells: Sequence[str], styles: dict[str, str]) -> list[Problem]:
    said = {
        "serial": f"This is Excel's number for a day, counted from 1900 or 1904, nobody can tell which. {SAVE_DATES}",
        "two digits": f"The year has two digits, so the century is not known. {SAVE_DATES}",
        "unknown": f"This is no date that is known here. {SAVE_DATES}",
    }
    found = {style: {cell for cell, its in styles.items() if its == style} for style in said}
    return [at_cells(file, column, cells, found[style], says) for style, says in said.items() if found[style]]


def _parts(cell: str, style: str) -> tuple[int, int, int]:
    """Year, month and day as they are written; slashes as day first."""
    found = _STYLES[style].fullmatch(cell)
    assert found is not None  # noqa: S101 - the style was found by this very pattern
    first, second, third = found.groups()
    if style == "year first":
        return int(first), int(second), int(third)
    if style == "words":
        return int(third), _MONTHS.get(second[:3].casefold(), 0), int(first)
    return int(third), int(second), int(first)


def _order(
    file: str,
    column: str,
    cells: Sequence[str],
    styles: dict[str, str],
    parts: dict[str, tuple[int, int, int]],
) -> tuple[bool, Problem | None]:
    """Whether slashes have the month first, by what is above 12; a problem when the column contradicts itself."""
    slashes = {cell for cell, style in styles.items() if style == "slashes"}
    others = {cell for cell, style in styles.items() if style == "year first"}
    day_first = {cell for cell in slashes if parts[cell][2] > 12}
    month_first = {cell for cell in slashes if parts[cell][1] > 12}
    if day_first and month_first:
        fewer, usual = sorted((day_first, month_first), key=lambda some: sum(map(cells.count, some)))
        says = (
            f"Some dates have the day first and some the month ({sum(map(cells.count, usual)):,} rows the other way): "
            f"where both are 12 or less nobody can tell. {SAVE_DATES}"
        )
        return False, at_cells(file, column, cells, fewer, says)
    if turned := {cell for cell in others if parts[cell][1] > 12}:
        says = f"Day and month are exchanged: there is no such month. {SAVE_DATES}"
        return False, at_cells(file, column, cells, turned, says)
    for some, rest in ((others, slashes), (slashes, others)):
        if some and rest and _low(parts, some) and all(parts[cell][2] > 12 for cell in rest):
            says = (
                "In these rows day and month are exchanged: no day is above 12, and in the rows that are written "
                f"otherwise every day is. A spreadsheet with American settings does that. {SAVE_DATES}"
            )
            return False, at_cells(file, column, cells, some, says)
    many = len(cells) - cells.count("")
    if many >= _MANY and _low(parts, parts) and not month_first:
        says = f"No day of {many:,} is above 12: day and month are exchanged, or days were lost. {SAVE_DATES}"
        return False, Problem(file, says, column)
    return bool(month_first), None


def _low(parts: Mapping[str, tuple[int, int, int]], cells: Collection[str]) -> bool:
    return all(parts[cell][2] <= 12 for cell in cells)
