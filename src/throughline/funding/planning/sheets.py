"""What does a pasted table, a CSV file or a workbook say about the places of a scenario?

Nothing is kept here: the answer is what would change, with a sentence for every row that cannot be read. A missing
count stays missing; it is never zero (R14).
"""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

from throughline.frame.lists import neutral
from throughline.funding.planning.workbooks import read_workbook
from throughline.funding.planning.working import (
    LIMITS,
    LONGEST_LINE,
    MOST_INDICATORS,
    IndicatorText,
    PlaceText,
    Working,
    read_count,
)
from throughline.funding.rows import LARGEST_FILE, parse_amount, parse_count
from throughline.funding.rules import place_key
from throughline.kernel.verdict import RefusedError
from throughline.kernel.wording import quoted

MOST_ROWS, MOST_COLUMNS, MOST_NAME = 5_000, 40, 80
MOST_SAID = 30  # what one page shows; nobody puts more right at once
_PLACE_HEADERS = ("place", "area", "locality", "local authority", "authority", "name", "district")
_CODE_HEADERS = ("code", "gss code", "gss_code", "gss", "ons code")
_HEADERS = {
    "floor": "floor",
    "least": "floor",
    "cap": "cap",
    "most": "cap",
    "fixed": "fixed",
    "fixed sum": "fixed",
    "last year": "last_year",
    "last_year": "last_year",
    "population": "population",
    "excluded": "excluded",
    "left out because": "excluded",
    "note": "note",
}
_WORKED_OUT = ("amount", "share_percent", "held_at", "by_need_alone", "range_low", "range_high")
_MONEY = ("floor", "cap", "fixed", "last_year")
_READ: dict[str, Callable[[str], object]] = {
    "count": read_count,
    "population": parse_count,
    **dict.fromkeys(_MONEY, parse_amount),
}
_KNOWN = {*_PLACE_HEADERS, *_CODE_HEADERS, *_HEADERS}
_SUM_ROWS = ("total", "totals", "sum", "all", "grand total")


@dataclass(frozen=True, slots=True)
class Column:
    """What a column of the table becomes; `target` is None where it is not used."""

    header: str
    words: str
    target: str | int | None


@dataclass(frozen=True, slots=True)
class Reading:
    """A table read against a scenario: what each column becomes, what would change, what is wrong, what is noted."""

    columns: tuple[Column, ...] = ()
    after: Working | None = None
    changed: tuple[tuple[str, str, str, str], ...] = ()
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    rows: int = 0
    table: str = ""


@dataclass(slots=True)
class _Said:
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


Table = list[list[str]]


def read_text(text: str) -> Table:
    """The cells of a pasted table or of a CSV's text; tabs win over semicolons, those over commas."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = "\t" if "\t" in first else ";" if first.count(";") > first.count(",") else ","
    try:
        rows = [
            [cell.strip() for cell in row]
            for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        ]
    except csv.Error as wrong:
        raise RefusedError(f"This table cannot be read: {wrong}. Copy the cells again.") from wrong
    return _bounded(rows)


def read_file(name: str, content: bytes) -> tuple[Table, tuple[str, ...]]:
    """The cells of a CSV file or of a workbook's first sheet that holds something, and what to know of the workbook."""
    if len(content) > LARGEST_FILE:
        raise RefusedError(
            f"{name} is larger than {LARGEST_FILE // 1_000_000} MB. Send one sheet with one row for each place."
        )
    if content.startswith(b"PK"):
        sheet = read_workbook(name, content, MOST_ROWS)
        return _bounded(sheet.rows), sheet.notes
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise RefusedError(
            f"{name} is a workbook of an old kind, or locked with a password. "
            "Save it as XLSX or CSV, without a password, and send that."
        )
    return read_text(_decoded(name, content)), ()


def _decoded(name: str, content: bytes) -> str:
    coding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    for each in (coding, "cp1252"):
        try:
            return content.decode(each)
        except UnicodeDecodeError as wrong:
            not_text = wrong
    raise RefusedError(f"{name} is not text. Save it as CSV UTF-8 or XLSX and send that.") from not_text


def _bounded(rows: Table) -> Table:
    while rows and not any(rows[-1]):
        rows.pop()
    if not rows:
        raise RefusedError("There is no table. Copy the header and the rows of the places together.")
    if len(rows) > MOST_ROWS:
        raise RefusedError(f"This table has {len(rows):,} rows; at most {MOST_ROWS:,} can be read.")
    if max(map(len, rows)) > MOST_COLUMNS and any(any(row[MOST_COLUMNS:]) for row in rows):
        raise RefusedError(
            f"This table has more than {MOST_COLUMNS} columns. Copy only those that are needed."
        )
    return [[cell.replace("\0", "") for cell in row[:MOST_COLUMNS]] for row in rows]


def read_table(
    table: Table, working: Working, known: Mapping[str, tuple[str, str]], notes: Sequence[str] = ()
) -> Reading:
    """The table against the scenario; `known` gives code and name of every place by code and by `place_key`."""
    said = _Said(notes=list(notes))
    at = next((i for i, row in enumerate(table) if _place_column(row) is not None), None)
    if at is None:
        return Reading(
            problems=(
                "No row is a header with a column “Place”. The first row names the columns, such as Place, "
                "People on probation, Last year.",
            ),
            table=as_text(table),
        )
    header = table[at]
    columns, indicators = _columns(header, working, said)
    after = working.with_indicators(indicators)
    changed = {place.code: place for place in after.places}
    seen: dict[str, int] = {}
    for number, row in enumerate(table[at + 1 :], start=at + 2):
        if not any(row):
            continue
        cells = [*row, *([""] * (len(header) - len(row)))]
        place = _place(cells, header, number, changed, known, said)
        if place is None:
            continue
        if place.code in seen:
            said.problems.append(
                f"Row {number}: {quoted(place.name)} is there already, in row {seen[place.code]}. Keep one of them."
            )
            continue
        seen[place.code] = number
        changed[place.code] = _with_cells(place, cells, columns, len(indicators), number, said)
    if not seen and not said.problems:
        said.problems.append("Below the header there is no place.")
    if missing := [place.name for place in after.places if place.code not in seen]:
        said.notes.append(f"Not in this table, and left as they are: {', '.join(missing)}.")
    result = replace(after, places=tuple(changed.values()))
    return Reading(
        columns=columns,
        after=None if said.problems else result,
        changed=tuple(changes(working, result)),
        problems=tuple(said.problems),
        notes=tuple(said.notes),
        rows=len(seen),
        table=as_text(table),
    )


def as_text(table: Sequence[Sequence[str]]) -> str:
    """The table as text that `read_text` gives back cell by cell."""
    out = io.StringIO()
    csv.writer(out, delimiter="\t", lineterminator="\n").writerows(table)
    return out.getvalue()


def _place_column(row: Sequence[str]) -> int | None:
    names = [" ".join(cell.casefold().split()) for cell in row]
    found = [i for i, name in enumerate(names) if name in _PLACE_HEADERS or name in _CODE_HEADERS]
    return found[0] if found and sum(1 for cell in row if cell) > 1 else None


def _columns(
    header: Sequence[str], working: Working, said: _Said
) -> tuple[tuple[Column, ...], list[tuple[int | None, IndicatorText]]]:
    """What each column becomes; a column that nothing else claims is a new indicator."""
    indicators: list[tuple[int | None, IndicatorText]] = list(enumerate(working.indicators))
    by_name = {place_key(text.name): i for i, text in enumerate(working.indicators)}
    columns: list[Column] = []
    for cell in header:
        name = " ".join(cell.casefold().split())
        base, _, end = name.rpartition(" ")
        at = by_name.get(place_key(_plain(cell)))
        if not name:
            columns.append(Column(cell, "not used: it has no header", None))
        elif at is not None and not (name in _KNOWN and any(each.target == at for each in columns)):
            columns.append(Column(cell, f"the counts of {quoted(indicators[at][1].name)}", at))
        elif name in _PLACE_HEADERS:
            columns.append(Column(cell, "the place", "place"))
        elif name in _CODE_HEADERS:
            columns.append(Column(cell, "the place’s code", "code"))
        elif name in _HEADERS:
            columns.append(Column(cell, _HEADERS[name].replace("_", " "), _HEADERS[name]))
        elif name in _WORKED_OUT:
            columns.append(Column(cell, "not used: it was worked out", None))
        elif end in ("low", "high") and place_key(_plain(base)) in by_name:
            at = by_name[place_key(_plain(base))]
            columns.append(Column(cell, f"the {end} end of {quoted(indicators[at][1].name)}", f"{end}:{at}"))
        else:
            by_name[place_key(name)] = len(indicators)
            columns.append(Column(cell, "a new indicator, with weight 1", len(indicators)))
            indicators.append((None, IndicatorText(_plain(cell)[:MOST_NAME])))
    used = [column.target for column in columns if column.target is not None]
    for twice in {each for each in used if used.count(each) > 1}:
        named = [quoted(column.header) for column in columns if column.target == twice]
        said.problems.append(f"The columns {' and '.join(named)} say the same thing. Keep one of them.")
    if len(indicators) > MOST_INDICATORS:
        said.problems.append(
            f"With this table the scenario would have {len(indicators)} indicators; at most {MOST_INDICATORS} "
            "can be weighed. Leave out the columns that are not needed."
        )
    return tuple(columns), indicators


def _place(
    cells: Sequence[str],
    header: Sequence[str],
    number: int,
    places: Mapping[str, PlaceText],
    known: Mapping[str, tuple[str, str]],
    said: _Said,
) -> PlaceText | None:
    heads = [" ".join(cell.casefold().split()) for cell in header]
    name = next((c for c, h in zip(cells, heads, strict=False) if h in _PLACE_HEADERS and c), "")
    code = next((c for c, h in zip(cells, heads, strict=False) if h in _CODE_HEADERS and c), "")
    if place_key(name) in _SUM_ROWS:
        said.notes.append(f"Row {number} is a sum ({quoted(name)}) and is not read.")
        return None
    if not name and not code:
        said.problems.append(
            f"Row {number} has no place. If cells are merged, write the name into each row and send it again."
        )
        return None
    by_code, by_name = known.get(code.upper()), known.get(place_key(name))
    if code and by_code is None:
        said.problems.append(f"Row {number}: {quoted(code)} is no code of a place that is known here.")
        return None
    if code and name and by_name is not None and by_name != by_code:
        said.problems.append(f"Row {number}: {quoted(code)} is not the code of {quoted(name)}.")
        return None
    found = by_code or by_name
    if found is None:
        guess = ""
        if len(said.problems) < MOST_SAID:  # a guess takes its time
            near = get_close_matches(place_key(name), [key for key in known if not key.isupper()], 1, 0.75)
            guess = f" Did you mean {known[near[0]][1]}?" if near else ""
        said.problems.append(f"Row {number}: {quoted(name)} is not a place that is known here.{guess}")
        return None
    if found[0] not in places:
        said.notes.append(f"{found[1]} is new in this scenario.")
        counts = len(next(iter(places.values())).counts) if places else 0
        return PlaceText(found[0], found[1], ("",) * counts)
    return places[found[0]]


def _with_cells(
    place: PlaceText,
    cells: Sequence[str],
    columns: Sequence[Column],
    indicators: int,
    number: int,
    said: _Said,
) -> PlaceText:
    counts = [*place.counts, *([""] * (indicators - len(place.counts)))]
    ends: dict[int, dict[str, str]] = {}
    limits: dict[str, str] = {}
    for cell, column in zip(cells, columns, strict=False):
        if column.target in (None, "place", "code"):
            continue
        at = f"Row {number}, {quoted(column.header)} of {quoted(place.name)}"
        if isinstance(column.target, int):
            if not cell:
                said.notes.append(f"{at} is empty. It stays missing; write 0 only where nothing was counted.")
            counts[column.target] = _checked(at, cell, "count", said)
        elif column.target in LIMITS:
            limits[column.target] = _checked(at, cell, column.target, said)
        elif column.target is not None:
            end, _, i = column.target.partition(":")
            ends.setdefault(int(i), {})[end] = _checked(at, cell, "count", said)
    for at_count, both in ends.items():
        if counts[at_count] and both.get("low") and both.get("high"):
            counts[at_count] = f"{counts[at_count].partition(' (')[0]} ({both['low']} to {both['high']})"
            _checked(f"Row {number}, the range of {quoted(place.name)}", counts[at_count], "count", said)
        elif any(both.values()):
            said.problems.append(
                f"Row {number}: the range of {quoted(place.name)} needs a count, a low and a high end."
            )
    told = [_as_typed("count", old, new) for old, new in zip(place.counts, counts, strict=False)]
    limits = {name: _as_typed(name, getattr(place, name), new) for name, new in limits.items()}
    return replace(place, counts=(*told, *counts[len(told) :]), **limits)


def _as_typed(kind: str, old: str, new: str) -> str:
    """The text that stands there already, where the cell says the same in other signs."""
    try:
        return old if kind in _READ and old and new and _READ[kind](old) == _READ[kind](new) else new
    except ValueError:
        return new


def _plain(cell: str) -> str:
    """The cell without the sign that our downloads put before what a spreadsheet might run."""
    return cell[1:] if cell[:1] == "'" and neutral(cell[1:]) == cell else cell


def _checked(at: str, cell: str, kind: str, said: _Said) -> str:
    """The cell's text, plain; a fault is said with the row and how to put it right."""
    cell = cell.replace(" ", "") if kind in _MONEY else _plain(cell)
    try:
        if len(cell) > LONGEST_LINE:
            raise ValueError(f"is longer than {LONGEST_LINE} characters")
        if cell and kind in _READ:
            _READ[kind](cell)
    except ValueError as wrong:
        put_right = " Leave the £ sign out of counts." if "£" in cell and kind == "count" else ""
        said.problems.append(f"{at} {wrong}.{put_right}")
    return cell


def changes(before: Working, after: Working) -> list[tuple[str, str, str, str]]:
    """(place, what, before, after) for every value that would change."""
    found = []
    for place in after.places:
        was = before.place(place.code)
        pairs = [
            (text.name, was.counts[i] if was and i < len(was.counts) else "", place.counts[i])
            for i, text in enumerate(after.indicators)
        ]
        pairs += [
            (name.replace("_", " "), getattr(was, name) if was else "", getattr(place, name))
            for name in LIMITS
        ]
        found += [(place.name, what, old, new) for what, old, new in pairs if old != new]
    return found
