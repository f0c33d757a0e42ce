"""What stands in this file, cell by cell, before anybody asks what it means? Read whole, or refused."""

import csv
import io
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from throughline.kernel.wording import both, quoted

from .shapes import MEANS, NotTakenError, Problem, Raw, at_cells, at_rows, plain

MOST_BYTES = 1 << 30
MOST_COLUMNS = 200
MOST_IN_HEADING = 20_000  # characters
MOST_IN_CELL = 2_000
SAVE_AS = "In Excel: File, Save As, “CSV UTF-8 (Comma delimited)”."
_DELIMITERS = ",;\t|"
_OTHER_KINDS = {
    b"PK\x03\x04": f"This is an Excel workbook or a zip file, not CSV. {SAVE_AS}",
    b"\xd0\xcf\x11\xe0": f"This is an old Excel workbook, not CSV. {SAVE_AS}",
    b"%PDF": "This is a PDF, not CSV. Ask for the table itself.",
    b"PAR1": "This is a Parquet file, not CSV. Write it as CSV in UTF-8.",
    b"\x1f\x8b": "This file is packed (gzip). Unpack it first.",
}
_TWICE_DECODED = ("Ã©", "Ã¨", "Ã¡", "Ã³", "Ã¶", "Ã¼", "Ã±", "Å‚", "Ä…", "â€™", "â€“", "\ufffd")


def read(file: Path) -> Raw:
    """The file's cells by column; NotTakenError says in which row and column it cannot be read, and how to save it."""
    try:
        size = file.stat().st_size
        content = file.read_bytes() if size <= MOST_BYTES else b""
    except OSError as fault:
        raise NotTakenError([Problem(str(file), f"It cannot be read: {fault.strerror}.")]) from None
    if size > MOST_BYTES:
        raise NotTakenError(
            [Problem(file.name, "It is larger than 1 GiB. Send the columns that are asked for.")]
        )
    return read_bytes(file.name, content)


def read_bytes(name: str, content: bytes) -> Raw:
    """The same of a file that is in memory."""
    if not content.strip(b"\x00\r\n\t ,;\xef\xbb\xbf"):
        raise NotTakenError([Problem(name, "It is empty.")])
    text = _text(name, content)
    heading_ends = text.find("\n")
    if (heading_ends if heading_ends >= 0 else len(text)) > MOST_IN_HEADING:
        raise _too_wide(name)
    delimiter, heading = _heading(name, text)
    columns = _columns(name, text, delimiter, len(heading))
    if not columns or not columns[0]:
        raise NotTakenError([Problem(name, "It has a heading and no row below it.")])
    names = [plain(each) for each in heading]
    if twice := sorted({each for each in names if each in MEANS and names.count(each) > 1}):
        raise NotTakenError([Problem(name, "Two columns of this meaning: keep one.", each) for each in twice])
    known = {each: column for each, column in zip(names, columns, strict=True) if each in MEANS}
    unused = tuple(quoted(said) for said, each in zip(heading, names, strict=True) if each not in MEANS)
    if broken := _decoded_twice(name, known):
        raise NotTakenError(broken)
    return Raw(name, sha256(content).hexdigest(), known, unused, len(columns[0]))


def _text(name: str, content: bytes) -> str:
    for start, says in _OTHER_KINDS.items():
        if content.startswith(start):
            raise NotTakenError([Problem(name, says)])
    wide = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    if wide or content[:4096].count(b"\x00") > len(content[:4096]) // 4:
        raise NotTakenError([Problem(name, f"Its encoding is UTF-16 (“Unicode text”), not UTF-8. {SAVE_AS}")])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        row = content.count(b"\n", 0, fault.start) + 1
        begins = content.rfind(b"\n", 0, fault.start) + 1
        column = _column_at(content[begins : fault.start], content[: content.find(b"\n")])
        which = (
            "Windows-1252 (Excel's plain “CSV”)" if _is_windows(content) else "neither UTF-8 nor Windows-1252"
        )
        says = f"A letter here is not UTF-8; the file's encoding looks like {which}. {SAVE_AS}"
        raise NotTakenError([Problem(name, says, column, (row,), 1)]) from None
    if "\x00" in text:
        row = text.count("\n", 0, text.index("\x00")) + 1
        raise NotTakenError(
            [Problem(name, f"A zero byte stands here: the file is damaged. {SAVE_AS}", "", (row,), 1)]
        )
    return text


def _is_windows(content: bytes) -> bool:
    try:
        content.decode("cp1252")
    except UnicodeDecodeError:
        return False
    return True


def _column_at(before: bytes, heading: bytes) -> str:
    """The heading above a place in a line, as far as quotes let us count."""
    said = heading.decode("utf-8-sig", "replace").strip()
    delimiter = max(_DELIMITERS, key=said.count)
    names = said.split(delimiter)
    at = before.decode("latin-1").count(delimiter)
    return plain(names[at]) if at < len(names) else ""


def _heading(name: str, text: str) -> tuple[str, list[str]]:
    """The delimiter under which most headings are known, and the headings."""
    first = text[: text.find("\n")] if "\n" in text else text

    def cells(delimiter: str) -> list[str]:
        return next(csv.reader([first.rstrip("\r")], delimiter=delimiter), [])

    delimiter = max(_DELIMITERS, key=lambda each: sum(plain(cell) in MEANS for cell in cells(each)))
    heading = [cell.strip() for cell in cells(delimiter)]
    if len(heading) > MOST_COLUMNS:
        raise _too_wide(name)
    if not any(plain(cell) in MEANS for cell in heading):
        says = f"Its first row names no column that is known here, such as {both(['person', 'birth_date', 'sex'])}."
        raise NotTakenError([Problem(name, says, "", (1,), 1)])
    return delimiter, heading


def _too_wide(name: str) -> NotTakenError:
    says = (
        f"It has more than {MOST_COLUMNS} columns. Keep those that are asked for: docs/linkage.md names them."
    )
    return NotTakenError([Problem(name, says)])


def _columns(name: str, text: str, delimiter: str, width: int) -> list[list[str]]:
    """The cells below the heading, column by column; every row is as wide as the heading."""
    old = csv.field_size_limit(MOST_IN_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        rows = list(reader)[1:]
    except csv.Error as fault:
        is_long = "limit" in str(fault)
        why = "a cell is longer than 2,000 letters, or a quotation mark is open" if is_long else str(fault)
        says = f"It cannot be read from here on: {why}."
        raise NotTakenError([Problem(name, says, "", (reader.line_num,), 1)]) from None
    finally:
        csv.field_size_limit(old)
    while rows and not any(map(str.strip, rows[-1])):
        rows.pop()  # spreadsheets leave empty rows at the end
    if ragged := [n for n, row in enumerate(rows) if len(row) != width]:
        says = f"This row does not have {width} cells, as the heading has. A comma inside a cell wants quotation marks."
        raise NotTakenError([at_rows(name, "", ragged, says)])
    return [_stripped(column) for column in zip(*rows, strict=True)]


def _stripped(column: Sequence[str]) -> list[str]:
    """The cells without spaces around them."""
    known = {cell: cell.strip() for cell in {*column}}
    if all(cell is bare for cell, bare in known.items()):
        return list(column)
    return [known[cell] for cell in column]


def _decoded_twice(name: str, columns: dict[str, list[str]]) -> list[Problem]:
    """UTF-8 that somebody opened as Windows-1252 and saved again."""
    says = (
        "Letters with accents were broken on the way (“Ã©” for “é”): the file was UTF-8, was opened as Windows-1252 "
        "and saved again. Take the file as it came, and open it as UTF-8."
    )
    found = []
    for column, cells in columns.items():
        said = {cell for cell in {*cells} if not cell.isascii()}
        if broken := {cell for cell in said if any(word in cell for word in _TWICE_DECODED)}:
            found.append(at_cells(name, column, cells, broken, says))
    return found
