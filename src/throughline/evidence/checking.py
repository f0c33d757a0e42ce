"""Is each row of a file that came in what its table says, and why is it turned away if not? R40

A rejection names file, row, column and reason and never repeats what stood there: it may name somebody. Rows are
counted as a spreadsheet counts them, the header being row 1.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from io import StringIO

from throughline.kernel.verdict import RefusedError

from . import extract
from .codes import NO_REGISTER, Register

MOST_COLUMNS = 200
_PSEUDONYM = re.compile(r"[0-9a-f]{32}")
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_NUMBER = re.compile(r"-?\d{1,12}")
_EXCEL = re.compile(r"[345]\d{4}(\.\d+)?")
_SLASHED = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}")
MAY_COME = {"sentence_ends_on", "release_on", "due_on", "review_due_on", "runs_from", "runs_until"}
REQUIRED = {"referrals": ("person", "sent_on"), "contacts": ("on",), "costs": ("month",)}
ORDER = {
    "referrals": (("sent_on", "triaged_on"), ("sent_on", "first_contact_on"), ("sent_on", "exited_on")),
    "treatments": (("referred_on", "started_on"), ("started_on", "ended_on")),
    "pathways": (("runs_from", "runs_until"),),
    "posts": (("runs_from", "runs_until"),),
    "told": (("told_on", "acknowledged_on"),),
}
KEYS = {"people": 2, "referrals": 1}  # so many columns name a row; elsewhere all of them do
SIGNED = {"late_minutes", "pence", "value"}
TWICE = "This row stands earlier in the file, alike in every column; it would be counted twice."


@dataclass(frozen=True, slots=True)
class Rejected:
    """One row that was turned away: where it stands, and why."""

    file: str
    row: int
    column: str
    reason: str

    def in_words(self) -> str:
        where = f"{self.file}, row {self.row}" + (f", column {self.column}" if self.column else "")
        return f"{where}: {self.reason}"


@dataclass(slots=True)
class Checked:
    """The rows of each table that hold, and all those that do not; `by_reason` counts them."""

    rows: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)
    rejected: list[Rejected] = field(default_factory=list)
    by_reason: dict[str, int] = field(default_factory=dict)

    def turn_away(self, file: str, row: int, column: str, reason: str) -> None:
        self.rejected.append(Rejected(file, row, column, reason))
        self.by_reason[reason] = self.by_reason.get(reason, 0) + 1


def check(files: Mapping[str, bytes], today: date, register: Register = NO_REGISTER) -> Checked:
    """Every table of the schema out of its CSV file ("referrals.csv"); RefusedError when a file is not of its table.

    `register` names the places, units and providers that there are, where the rows are about real people.
    """
    expected = {f"{table.name}.csv" for table in extract.TABLES}
    if missing := sorted(expected - files.keys()):
        raise RefusedError(
            f"There is no {', '.join(missing)}.", "A table without rows has a file with its header."
        )
    if unknown := sorted(files.keys() - expected):
        raise RefusedError(f"Nobody asked for {', '.join(unknown[:5])}.", "Leave it out.")
    checked, known = Checked(), dict[str, set[str]]()
    for table in extract.TABLES:
        checked.rows[table.name] = list(
            _rows(table, files[f"{table.name}.csv"], today, register, known, checked)
        )
    return checked


def _rows(
    table: extract.Table,
    content: bytes,
    today: date,
    register: Register,
    known: dict[str, set[str]],
    checked: Checked,
) -> Iterator[tuple[str, ...]]:
    file = f"{table.name}.csv"
    reader = csv.reader(StringIO(text_of(file, content), newline=""), strict=True)
    _header(table, file, reader)
    seen: set[tuple[str, ...]] = set()
    try:
        for number, said in enumerate(reader, 2):
            row = tuple(text.strip() for text in said)
            if not any(row):
                continue
            if len(row) != len(table.columns):
                checked.turn_away(
                    file, number, "", f"It has {len(row)} columns, and the table has {len(table.columns)}."
                )
                continue
            column, reason = _first_wrong(table, row, today, register, known, seen)
            if reason:
                checked.turn_away(file, number, column, reason)
                continue
            if table.name in ("people", "referrals"):
                known.setdefault(table.name, set()).add(row[0])
            yield row
    except csv.Error as fault:
        raise RefusedError(f"{file} is no CSV file from row {reader.line_num} on: {fault}.") from None


def _header(table: extract.Table, file: str, reader: Iterator[list[str]]) -> None:
    header = [name.strip() for name in next(reader, [])]
    if len(header) > MOST_COLUMNS:
        raise RefusedError(f"{file} has {len(header):,} columns, and its table has {len(table.columns)}.")
    if not any(header):
        raise RefusedError(f"{file} is empty: it has not even a header.")
    if lacking := [name for name in table.names if name not in header]:
        raise RefusedError(f"{file} lacks the columns {', '.join(lacking)}.")
    if unknown := [name for name in header if name not in table.names]:
        raise RefusedError(f"{file} has columns that its table has not: {', '.join(unknown[:5])}.")
    if tuple(header) != table.names:
        raise RefusedError(f"The columns of {file} stand in another order than those of its table.")


def text_of(file: str, content: bytes) -> str:
    """Its text; RefusedError when it is not in UTF-8, or its first row is far too long."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise RefusedError(f"{file} is in UTF-16, and CSV is read in UTF-8.", "Save it as “CSV UTF-8”.")
    if content.count(b",", 0, 1 << 20) > 100 * MOST_COLUMNS and b"\n" not in content[: 1 << 20]:
        raise RefusedError(f"{file} begins with a row of more than a megabyte: it has far too many columns.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        row = content.count(b"\n", 0, fault.start) + 1
        raise RefusedError(f"{file} is not in UTF-8: see row {row}.", "Save it as “CSV UTF-8”.") from None


def _first_wrong(
    table: extract.Table,
    row: tuple[str, ...],
    today: date,
    register: Register,
    known: Mapping[str, set[str]],
    seen: set[tuple[str, ...]],
) -> tuple[str, str]:
    for column, text in zip(table.columns, row, strict=True):
        if reason := why_not(column, text, today, register):
            return column.name, reason
    said = dict(zip(table.names, row, strict=True))
    for name in (table.names[0], *REQUIRED.get(table.name, ())):
        if not said[name]:
            return name, "It is empty, and must not be."
    for earlier, later in ORDER.get(table.name, ()):
        if said[earlier] and said[later] and said[later] < said[earlier]:
            return later, f"It lies before {earlier}: day and month may be swapped in one of them."
    key = row[: KEYS.get(table.name, len(row))]
    if key in seen:
        return (
            (table.names[0], "This pseudonym stands in an earlier row.")
            if table.name in KEYS
            else ("", TWICE)
        )
    seen.add(key)
    for name, other in (("person", "people"), ("referral", "referrals")):
        if name in said and table.name != other and said[name] not in known.get(other, ()):
            return name, f"{other}.csv has no such row, or it was turned away."
    return "", ""


def why_not(column: extract.Column, text: str, today: date, register: Register = NO_REGISTER) -> str:
    """Why this is none of the column's kind; empty when it is one, or says nothing."""
    if not text:
        return ""
    if column.kind == "pseudonym":
        return "" if _PSEUDONYM.fullmatch(text) else "This is no pseudonym of 32 hexadecimal digits."
    if column.kind == "yes_no":
        return "" if text in ("yes", "no") else "This is neither yes nor no."
    if column.kind == "month":
        return "" if _MONTH.fullmatch(text) else "This is no month such as 2026-05."
    if column.kind == "number":
        if not _NUMBER.fullmatch(text):
            return "This is no whole number."
        return "This is below zero." if text.startswith("-") and column.name not in SIGNED else ""
    if column.kind == "day":
        return _why_no_day(column.name, text, today)
    return column.codes.why_not(text, register) if column.codes else "This is no code."


def _why_no_day(name: str, text: str, today: date) -> str:
    if _EXCEL.fullmatch(text):
        return "This is a day as Excel counts it; write it as 2026-05-28."
    if _SLASHED.fullmatch(text):
        return "Nobody can tell day from month here; write it as 2026-05-28."
    parts = _DAY.fullmatch(text)
    if parts is None:
        return "This is no day such as 2026-05-28."
    try:
        day = date(int(parts[1]), int(parts[2]), int(parts[3]))
    except ValueError:
        swapped = int(parts[2]) > 12 and 1 <= int(parts[3]) <= 12
        return "Day and month are swapped." if swapped else "There is no such day."
    if day > today and name not in MAY_COME:
        return "This day is still to come."
    return "This day is before 1990." if day.year < 1990 else ""
