"""How are the rows of a CSV file or a workbook read, whatever wrote it?"""

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time

from throughline.kernel.verdict import RefusedError

UNPACKED = 400_000_000  # bytes; a workbook of a million cells is far below
MOST_ROWS = 250_000


def read(name: str, content: bytes, needed: Sequence[str]) -> list[tuple[int, dict[str, str]]]:
    """Each row with its number in the sheet, by small column name; RefusedError when a needed column is missing."""
    rows = _workbook(content) if content[:2] == b"PK" else _csv(content)
    numbered = ((number, row) for number, row in enumerate(rows, 1) if any(map(str.strip, row)))
    first = next(numbered, None)
    names = [_column(each) for each in first[1]] if first else []
    if missing := [each for each in needed if each not in names]:
        raise RefusedError(
            f"The first row of this file names its columns. These are missing: {', '.join(missing)}."
        )
    found: list[tuple[int, dict[str, str]]] = []
    for number, row in numbered:
        if len(found) == MOST_ROWS:
            raise RefusedError(f"This file has more than {MOST_ROWS:,} rows. Send it in parts.")
        found.append((number, dict(zip(names, row, strict=False))))
    return found


def _column(said: str) -> str:
    return said.strip().lower().replace(" ", "_").replace("-", "_")


def _csv(content: bytes) -> Iterator[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if "\0" in text[:4096]:
        raise RefusedError("This file is neither CSV nor XLSX. Save the sheet as one of them.")
    commas, semicolons = (text.split("\n", 1)[0].count(each) for each in ",;")
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=";" if semicolons > commas else ",")
    except csv.Error as fault:
        raise RefusedError("This file cannot be read as CSV. Save the sheet again.") from fault


def _workbook(content: bytes) -> Iterator[list[str]]:
    from python_calamine import CalamineError, load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > UNPACKED:
                raise RefusedError("This workbook is too large. Send one sheet, or a CSV file.")
        book = load_workbook(io.BytesIO(content))
        cells = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (CalamineError, zipfile.BadZipFile, IndexError) as fault:
        raise RefusedError("This file cannot be read as a workbook. Save it as XLSX or CSV again.") from fault
    yield from ([_cell(value) for value in row] for row in cells)


def _cell(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)
