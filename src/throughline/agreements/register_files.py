"""What does a register's file say about an organisation?

Three registers, each as a CSV with a heading line, as their publishers give them out or cut down to these columns:

charity     registered_charity_number, charity_name, charity_registration_status
company     CompanyNumber, CompanyName, CompanyStatus
sanctions   Name: one name of a listed person or organisation a line, aliases on lines of their own

Other columns are passed over. An organisation is found by the number in its public identifier (GB-CHC-…, GB-COH-…), on
the sanctions list by its name, folded as in every search here.
"""

import csv
from dataclasses import dataclass
from io import StringIO

from throughline.frame.lists import fold
from throughline.kernel.verdict import RefusedError

COLUMNS = {
    "charity": ("registered_charity_number", "charity_name", "charity_registration_status"),
    "company": ("CompanyNumber", "CompanyName", "CompanyStatus"),
    "sanctions": ("Name",),
}
_CLEAR = {"charity": ("registered",), "company": ("active",)}
_PREFIX = {"charity": "GB-CHC-", "company": "GB-COH-"}
_WORDS = {"charity": "charity register", "company": "company register", "sanctions": "sanctions list"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: the number, the name and the standing as the register writes them."""

    number: str
    name: str
    standing: str


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found: clear, failing or not_found, with the words that a page shows."""

    found: str
    words: str
    number: str = ""


class Entries(dict[str, Entry]):
    """The lines of one register by number, or by folded name where there are no numbers."""

    def __init__(self, register: str) -> None:
        super().__init__()
        self.register = register


def read(register: str, content: bytes) -> Entries:
    """The lines of the file; RefusedError names the column that is missing or the line that cannot be read."""
    rows = csv.DictReader(StringIO(_text(content), newline=""), strict=True, skipinitialspace=True)
    wanted = COLUMNS[register]
    try:
        missing = [each for each in wanted if each not in [name.strip() for name in rows.fieldnames or ()]]
    except csv.Error as error:
        raise RefusedError("The first line cannot be read; it names the columns.") from error
    if missing:
        raise RefusedError(
            f"This file has no column “{missing[0]}”. A {_WORDS[register]} has {', '.join(wanted)}."
        )
    found = Entries(register)
    try:
        for row in rows:
            said = {(name or "").strip(): value for name, value in row.items()}
            cells = [str(said.get(each) or "").strip() for each in wanted]
            if any(cells):
                _keep(found, cells, rows.line_num)
    except csv.Error as error:
        raise RefusedError(f"Line {rows.line_num + 1} cannot be read: {error}.") from error
    if not found:
        raise RefusedError("This file has no lines below its heading.")
    return found


def _keep(found: Entries, cells: list[str], line: int) -> None:
    if found.register == "sanctions":
        found[fold(cells[0])] = Entry("", cells[0], "listed")
        return
    number, name, standing = cells
    if not number or not standing:
        raise RefusedError(f"Line {line} has no {'number' if not number else 'standing'}.")
    key = _number(number)
    found.setdefault(
        key, Entry(number, name, standing)
    )  # linked charities repeat a number, the main one first


def look(entries: Entries, *, name: str, org_id: str) -> Looked | None:
    """What the register says of the organisation; None where it cannot know it: a council is in no company register."""
    if entries.register == "sanctions":
        if fold(name) in entries:
            return Looked("failing", f"“{entries[fold(name)].name}” is on the sanctions list.")
        return Looked("clear", "No line of the sanctions list has this name.")
    prefix = _PREFIX[entries.register]
    if not org_id.startswith(prefix):
        return None
    number = org_id.removeprefix(prefix)
    entry = entries.get(_number(number))
    if entry is None:
        return Looked("not_found", f"The {_WORDS[entries.register]} has no number {number}.", number)
    clear = fold(entry.standing) in _CLEAR[entries.register]
    return Looked("clear" if clear else "failing", f"{entry.name}: {entry.standing.lower()}.", entry.number)


def _number(text: str) -> str:
    return text.strip().upper().lstrip("0")


def _text(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    return text.replace("\0", "")
