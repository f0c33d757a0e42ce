"""Which rows stand in the file that the ministry returned, whatever wrote it? Read whole, or refused in words."""

import csv
from collections.abc import Iterator
from io import StringIO

from throughline.frame import workbooks
from throughline.kernel.verdict import RefusedError
from throughline.kernel.wording import both

from ..checking import MOST_COLUMNS, text_of

COLUMNS = {
    "person": "The pseudonym that was sent. Whom the ministry matched has a row; who has none was not matched.",
    "offence_on": "When the offence was committed, as 2026-05-28. Empty in the row of somebody with no proven offence.",
    "proven_on": "When a court or a caution proved it. Empty as offence_on is.",
    "group": "The ministry’s group of offences, such as theft or drug. Empty as offence_on is.",
    "offence": "May be left out: a number of the offence, which tells two of one day and group apart. It is not kept.",
}
NEEDED = ("person", "offence_on", "proven_on", "group")
_OTHERS = {
    b"\xd0\xcf\x11\xe0": "is an old Excel workbook.",
    b"%PDF": "is a PDF.",
    b"PAR1": "is a Parquet file.",
    b"\x1f\x8b": "is packed.",
}
_SAVE = "Save it as XLSX or as “CSV UTF-8”."


def rows_of(name: str, content: bytes) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row by column with its number as a spreadsheet counts; RefusedError where the file is no such table."""
    for start, says in _OTHERS.items():
        if content.startswith(start):
            raise RefusedError(f"{name} {says}", _SAVE)
    if not content.strip(b"\x00\r\n\t ,;\xef\xbb\xbf"):
        raise RefusedError(f"{name} is empty.")
    rows = _workbook(name, content) if content.startswith(b"PK") else _csv(name, content)
    header = _header(name, next(rows, (1, []))[1])
    many = 0
    for number, row in rows:
        cells = [cell.strip() for cell in row]
        if not any(cells):
            continue
        if any(cells[len(header) :]) or len(cells) < len(NEEDED):
            raise RefusedError(
                f"{name}, row {number}: it has {len(cells):,} cells, and the heading has {len(header)}."
            )
        many += 1
        yield number, dict(zip(header, [*cells, *[""] * (len(header) - len(cells))], strict=False))
    if not many:
        raise RefusedError(f"{name} has a heading and no row below it.", "Was it saved before it was filled?")


def _header(name: str, said: list[str]) -> list[str]:
    header = [each.strip().lower().replace(" ", "_") for each in said]
    while header and not header[-1]:
        header.pop()
    if len(header) > MOST_COLUMNS:
        raise RefusedError(f"{name} has {len(header):,} columns, and {len(COLUMNS)} are asked for.")
    if missing := [each for each in NEEDED if each not in header]:
        raise RefusedError(
            f"{name}, row 1: it names no column {both(missing)}.", f"The columns are {both(list(COLUMNS))}."
        )
    if unknown := [number for number, each in enumerate(header, 1) if each not in COLUMNS]:
        raise RefusedError(
            f"{name}, row 1: nobody asked for what stands in column {unknown[0]}.",
            "Leave out whatever could name somebody.",
        )
    if twice := [each for each in COLUMNS if header.count(each) > 1]:
        raise RefusedError(f"{name}, row 1: it names {twice[0]} twice.")
    return header


def _workbook(name: str, content: bytes) -> Iterator[tuple[int, list[str]]]:
    try:
        yield from enumerate(workbooks.texts(content), 1)
    except RefusedError as refusal:
        raise RefusedError(f"{name}: {refusal}") from refusal


def _csv(name: str, content: bytes) -> Iterator[tuple[int, list[str]]]:
    text = text_of(name, content)
    if "\x00" in text:
        row = text.count("\n", 0, text.index("\x00")) + 1
        raise RefusedError(f"{name}, row {row}: a zero byte stands here, so the file is damaged.", _SAVE)
    first = text.partition("\n")[0]
    reader = csv.reader(StringIO(text, newline=""), delimiter=max(",;\t", key=first.count), strict=True)
    try:
        yield from enumerate(reader, 1)
    except csv.Error as fault:
        raise RefusedError(f"{name} is no CSV file from row {reader.line_num} on: {fault}.", _SAVE) from None
