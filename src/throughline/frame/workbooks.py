"""How is somebody's workbook opened without its taking all the memory there is?

A few bytes can unpack to gigabytes, and one cell far away from the others makes whatever reads a sheet as a table keep
everything between them. Both are measured before anything reads a cell, and what is read is what was measured.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time

from throughline.kernel.verdict import RefusedError

_PLACE = re.compile(rb"""\br\s*=\s*["']\s*([A-Za-z]{0,8})(\d{1,9})""")
_READ = re.compile(
    r"\[Content_Types\]\.xml|_rels/.*|xl/.*\.(xml|rels)"
)  # macros, pictures, other kinds of file: not
UNPACKED = 400_000_000  # bytes; a workbook of a million cells is far below
MOST_CELLS = 5_000_000  # from the first to the farthest, whatever stands between
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError)
_NONE = "This file cannot be read as a workbook. Save it as XLSX or CSV again."


def measured(content: bytes, *, most_bytes: int, most_cells: int) -> bytes:
    """The same XLSX workbook unpacked; RefusedError when it is none, or larger than this."""
    plain, left = io.BytesIO(), most_bytes
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed, zipfile.ZipFile(plain, "w") as out:
            parts = {each.filename: each for each in packed.infolist() if _READ.fullmatch(each.filename)}
            if "xl/workbook.xml" not in parts:
                raise RefusedError(_NONE)
            for name, part in parts.items():
                with packed.open(part) as file:
                    read = file.read(left + 1)
                left -= len(read)
                if left < 0:
                    raise RefusedError("This workbook is too large. Send one sheet, or a CSV file.")
                if b"sheetData" in read and _cells(read) > most_cells:
                    raise RefusedError(
                        "Something stands far away from the table in this workbook. Copy the rows into a new sheet."
                    )
                out.writestr(name, read)
    except _DAMAGED as fault:
        raise RefusedError(_NONE) from fault
    return plain.getvalue()


def texts(content: bytes) -> Iterator[list[str]]:
    """Each row of its first sheet as texts, a day as 2026-05-28; RefusedError when it is no workbook, or too large."""
    from python_calamine import CalamineError, load_workbook

    plain = measured(content, most_bytes=UNPACKED, most_cells=MOST_CELLS)
    try:
        book = load_workbook(io.BytesIO(plain))
        cells = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (CalamineError, IndexError) as fault:
        raise RefusedError("This file cannot be read as a workbook. Save it as XLSX or CSV again.") from fault
    yield from ([_text(value) for value in row] for row in cells)


def _text(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def _cells(sheet: bytes) -> int:
    """How many cells the table has that reaches from the first to the farthest."""
    rows = columns = 1
    for place in _PLACE.finditer(sheet):
        rows, columns = max(rows, int(place[2])), max(columns, _number(place[1]))
    return rows * columns


def _number(letters: bytes) -> int:
    """1 for A, 27 for AA."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
