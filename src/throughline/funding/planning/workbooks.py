"""What do the cells of somebody's workbook say, whatever else the file holds?

A workbook is unpacked under a limit and looked at before anything reads its cells: one cell far away from the others
would take all the memory there is. Macros are never run.
"""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from html import unescape

from throughline.kernel.verdict import RefusedError
from throughline.kernel.wording import quoted

_UNPACKED = 40_000_000  # bytes of a workbook once it is unzipped
_MOST_PARTS = 2_000
_MOST_WIDE = 1_000
_MOST_CELLS = 5  # that a note names
_PLACE_OF_CELL = re.compile(rb"""\br\s*=\s*["']\s*([A-Za-z]*)(\d+)""")
_HIDDEN_ROW = re.compile(rb"""<(?:\w+:)?row\b[^>]*\bhidden\s*=\s*["'](?:1|true)""")
_ERROR_CELL = re.compile(rb"""<(?:\w+:)?c\b[^>]*\bt\s*=\s*["']e["']""")
_NEVER_WORKED_OUT = re.compile(
    rb"""<(?:\w+:)?c\b([^>]*)>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*"""
    rb"""(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"""
)
_SHEET = re.compile(rb"""<(?:\w+:)?sheet\b([^>]*)>""")
_RELATION = re.compile(rb"""<(?:\w+:)?Relationship\b([^>]*)>""")
_ATTRIBUTE = re.compile(rb"""([\w:]+)\s*=\s*["']([^"']*)""")
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, KeyError, RuntimeError)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The cells of one sheet as text, and what somebody should know of the workbook that they come from."""

    rows: list[list[str]]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Book:
    """The cells of every sheet in sight by title; `not_worked_out` names sheet and cell of unfinished formulas."""

    sheets: dict[str, list[list[str]]]
    notes: list[str]
    not_worked_out: tuple[tuple[str, str], ...]


def read_workbook(name: str, content: bytes, most_rows: int) -> Sheet:
    """The first sheet in sight that holds something; RefusedError with a sentence for a file that has none."""
    book = read_sheets(name, content, most_rows)
    notes = [*book.notes]
    found = [(title, rows) for title, rows in book.sheets.items() if any(map(any, rows))]
    if not found:
        raise RefusedError(f"{name} is empty: no sheet that is in sight holds a cell.")
    if len(found) > 1:
        others = ", ".join(quoted(other) for other, _ in found[1:])
        notes.insert(0, f"The sheet {quoted(found[0][0])} was read, and not {others}.")
    if cells := [cell for title, cell in book.not_worked_out if title == found[0][0]]:
        notes.append(
            f"{_listed(cells)} of {quoted(found[0][0])} {'hold formulas' if len(cells) > 1 else 'holds a formula'} "
            "without a result, and counts as empty. Open the workbook, save it, and send it again."
        )
    return Sheet(found[0][1], tuple(notes))


def _listed(cells: list[str]) -> str:
    shown = ", ".join(cells[:_MOST_CELLS])
    return f"{shown} and {len(cells) - _MOST_CELLS} more" if len(cells) > _MOST_CELLS else shown


def read_sheets(name: str, content: bytes, most_rows: int) -> Book:
    """The cells of every sheet in sight, and what to know of the workbook; RefusedError as above."""
    from python_calamine import CalamineError, SheetVisibleEnum, load_workbook

    plain, notes, not_worked_out = _measured(name, content, most_rows)
    try:
        book = load_workbook(io.BytesIO(plain))
        found = {}
        for each in book.sheets_metadata:
            if each.visible == SheetVisibleEnum.Visible:
                cells = book.get_sheet_by_name(each.name).to_python(skip_empty_area=False)
                found[each.name] = [[_cell(cell) for cell in row] for row in cells]
    except (CalamineError, *_DAMAGED) as wrong:
        raise RefusedError(f"{name} cannot be read as a workbook. Save it as XLSX or CSV again.") from wrong
    return Book(found, notes, not_worked_out)


def _measured(
    name: str, content: bytes, most_rows: int
) -> tuple[bytes, list[str], tuple[tuple[str, str], ...]]:
    """The same workbook, unpacked under a limit: what is read is what was measured; and what to know of it."""
    plain, unpacked, sheets = io.BytesIO(), 0, {}
    about = {"xl/workbook.xml": b"", "xl/_rels/workbook.xml.rels": b""}
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed, zipfile.ZipFile(plain, "w") as out:
            parts = packed.infolist()
            if len(parts) > _MOST_PARTS:
                raise RefusedError(f"{name} holds too many parts to be a table of places.")
            for part in parts:
                if part.flag_bits & 1:
                    raise RefusedError(
                        f"{name} is locked with a password. Save it without one and send that."
                    )
                with packed.open(part) as file:
                    read = file.read(_UNPACKED - unpacked + 1)
                unpacked += len(read)
                if unpacked > _UNPACKED:
                    raise RefusedError(
                        f"{name} unpacks to more than {_UNPACKED // 1_000_000} MB. "
                        "Send one sheet with one row for each place."
                    )
                if b"sheetData" in read:
                    sheets[part.filename] = read
                if part.filename in about:
                    about[part.filename] = read
                out.writestr(part.filename, read)
    except _DAMAGED as wrong:
        raise RefusedError(f"{name} cannot be read as a workbook. Save it as XLSX or CSV again.") from wrong
    names = {part.filename for part in parts}
    if "xl/workbook.xml" not in names:
        raise RefusedError(f"{name} is no XLSX workbook. Save it as XLSX or CSV and send that.")
    for sheet in sheets.values():
        _within_reach(name, sheet, most_rows)
    titles = _titles(*about.values())
    not_worked_out = tuple(
        (titles.get(part, ""), cell) for part, sheet in sheets.items() for cell in _not_worked_out(sheet)
    )
    return plain.getvalue(), _worth_knowing(names, [*sheets.values()]), not_worked_out


def _not_worked_out(sheet: bytes) -> list[str]:
    """The places of the formulas that nobody worked out."""
    return [_attributes(cell).get("r", "") for cell in _NEVER_WORKED_OUT.findall(sheet)]


def _titles(book: bytes, relations: bytes) -> dict[str, str]:
    """The title of each sheet by the part that holds it."""
    parts = {
        each.get("Id"): each.get("Target", "") for each in map(_attributes, _RELATION.findall(relations))
    }
    found = {}
    for each in map(_attributes, _SHEET.findall(book)):
        target = parts.get(next((value for key, value in each.items() if key.endswith(":id")), None), "")
        found[target.removeprefix("/") if target.startswith("/") else f"xl/{target}"] = each.get("name", "")
    return found


def _attributes(of: bytes) -> dict[str, str]:
    return {key.decode(): unescape(value.decode("utf-8", "replace")) for key, value in _ATTRIBUTE.findall(of)}


def _within_reach(name: str, sheet: bytes, most_rows: int) -> None:
    for letters, digits in _PLACE_OF_CELL.findall(sheet):
        if len(digits) > 7 or int(digits) > most_rows + 100 or _column(letters) > _MOST_WIDE:
            raise RefusedError(
                f"A sheet of {name} is too large: there is something in {(letters + digits).decode()[:20]}. "
                f"At most {most_rows:,} rows can be read. Copy the rows of the places into a new sheet."
            )


def _column(letters: bytes) -> int:
    """The number of a column: 1 for A, 27 for AA; nothing for a row."""
    number = 0
    for letter in letters.upper()[:8]:
        number = number * 26 + letter - 64
    return number


def _worth_knowing(names: set[str], sheets: list[bytes]) -> list[str]:
    said = []
    if hidden := sum(len(_HIDDEN_ROW.findall(sheet)) for sheet in sheets):
        rows = "A hidden row was" if hidden == 1 else f"{hidden} hidden rows were"
        said.append(f"{rows} found in this workbook. Hidden rows are read like the others.")
    if any(_ERROR_CELL.search(sheet) for sheet in sheets):
        said.append("A formula in this workbook ends in an error, such as #REF!. Its cell counts as empty.")
    if any(name.endswith("vbaProject.bin") for name in names):
        said.append("This workbook holds macros. None was run, and none is kept.")
    return said


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 10**15 else format(value, ".15g")
    return "" if value is None else " ".join(str(value).split())
