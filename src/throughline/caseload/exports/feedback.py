"""What stands in the file of what probation was told? A row for each thing, with probation's own codes. R36"""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from throughline.frame.lists import csv_text, neutral

COLUMNS = {
    "id": "Our own id of this message: the same in every file",
    "reference": "Our reference of the referral",
    "crn": "The CRN on record",
    "unit": "Probation delivery unit",
    "told_at": "When probation was told, UTC",
    "about_on": "The day on which it happened",
    "kind": "What happened, as a code of the interface",
    "words": "The same in words",
    "note": "The line to copy into probation’s record, in its own codes",
    "is_urgent": "yes or no",
    "acknowledged_at": "When somebody of probation said that it was read, UTC; empty when nobody did",
    "may_be_in_your_last_file": "yes where it was told while your last file was being made: it may stand in both",
}
FORMATS = {
    "csv": ("CSV", "text/csv; charset=utf-8; header=present"),
    "xlsx": ("XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


@dataclass(frozen=True, slots=True)
class File:
    """A file to hand out: its name, type and bytes, and how many rows it has."""

    name: str
    type: str
    content: bytes
    rows: int


def written(kind: str, rows: Iterable[Sequence[str]]) -> bytes:
    """The file of these rows; formula characters are neutralised in either format."""
    if kind == "csv":
        return csv_text(tuple(COLUMNS), rows).encode()
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Feedback")
    sheet.freeze_panes = "D2"
    sheet.append(list(COLUMNS))
    for row in rows:
        sheet.append([neutral(cell) for cell in row])
    meanings = book.create_sheet("What each column says")
    for line in COLUMNS.items():
        meanings.append(list(line))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
