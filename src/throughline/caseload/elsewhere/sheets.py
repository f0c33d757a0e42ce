"""How are the rows of a CSV file or a workbook read, whatever wrote it?"""

import csv
import io
from collections.abc import Iterator, Sequence

from throughline.frame.workbooks import texts
from throughline.kernel.verdict import RefusedError

MOST_ROWS = 250_000
UNREADABLE = "\ufffd"


def read(name: str, content: bytes, needed: Sequence[str]) -> list[tuple[int, dict[str, str]]]:
    """Each row with its number in the sheet, by small column name; RefusedError when a needed column is missing."""
    rows = texts(content) if content[:2] == b"PK" else _csv(content)
    numbered = ((number, row) for number, row in enumerate(rows, 1) if any(map(str.strip, row)))
    first = next(numbered, None)
    names = [_column(each) for each in first[1]] if first else []
    while names and not names[-1]:
        names.pop()
    if twice := sorted({each for each in names if each and names.count(each) > 1}):
        raise RefusedError(f"The first row of this file names a column twice: {', '.join(twice)[:200]}.")
    if missing := [each for each in needed if each not in names]:
        raise RefusedError(
            f"The first row of this file names its columns. These are missing: {', '.join(missing)}."
        )
    found: list[tuple[int, dict[str, str]]] = []
    for number, row in numbered:
        if len(found) == MOST_ROWS:
            raise RefusedError(f"This file has more than {MOST_ROWS:,} rows. Send it in parts.")
        if any(map(str.strip, row[len(names) :])):
            raise RefusedError(
                f"Row {number} says more than there are columns. A comma in a text needs quotes around the text: "
                "save the sheet again, or send it as XLSX."
            )
        found.append((number, dict(zip(names, row, strict=False))))
    return found


def _column(said: str) -> str:
    return said.strip().lower().replace(" ", "_").replace("-", "_")


def _csv(content: bytes) -> Iterator[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if "\0" in text:
        raise RefusedError("This file is neither CSV nor XLSX. Save the sheet as one of them.")
    if UNREADABLE in text:  # a name would come in wrong
        raise RefusedError(
            "Some letters of this file cannot be read. Save the sheet as CSV UTF-8 or as XLSX."
        )
    commas, semicolons = (text.split("\n", 1)[0].count(each) for each in ",;")
    try:
        yield from csv.reader(
            io.StringIO(text, newline=""), delimiter=";" if semicolons > commas else ",", strict=True
        )
    except csv.Error as fault:
        raise RefusedError("This file cannot be read as CSV. Save the sheet again.") from fault
