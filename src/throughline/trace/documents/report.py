"""How does an evidence pack look as a document, and as a workbook in which no cell is ever run as a formula?"""

import re
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from throughline.frame.lists import neutral
from throughline.frame.typesetting import typeset
from throughline.kernel.wording import long_date

from ..reporting import Pack, Section

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

TEMPLATE = Path(__file__).with_name("report.typ")
WIDTH = 34


def report_pdf(pack: Pack, *, at: datetime) -> bytes:
    """The pack as PDF/UA-1; the same pack and moment give the same bytes."""
    return typeset(TEMPLATE, {**asdict(pack), "made_on": long_date(at.date()), "is_redrawn": False}, at=at)


def report_xlsx(pack: Pack, *, on: date) -> bytes:
    """The pack as a workbook: what it is, then a sheet for each question; whole numbers are numbers, notes a column."""
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    first = book.worksheets[0]
    first.title = "About"
    about = [
        pack.title,
        pack.finding,
        pack.standing,
        pack.made_up,
        f"Made on {long_date(on)}",
        *pack.extracts,
    ]
    sheets: list[tuple[Worksheet, list[list[str | int]], int]] = [
        (first, [[each] for each in about if each], 1)
    ]
    for number, section in enumerate(pack.sections, start=1):
        said: list[list[str | int]] = [
            [each] for each in (section.title, section.sentence, section.source) if each
        ]
        title = f"{number} {section.slug}".replace("-", " ")[:31]
        sheets.append((book.create_sheet(title), [*said, *_lines(section)], len(said) + 1))
    for sheet, lines, head in sheets:
        for line in lines:
            sheet.append(
                [
                    each if isinstance(each, int) else ILLEGAL_CHARACTERS_RE.sub("", neutral(each))
                    for each in line
                ]
            )
        for cells in sheet.iter_rows():
            for cell in cells:
                if isinstance(cell.value, int):
                    cell.number_format = "#,##0"
                else:
                    cell.data_type = "s"
                cell.font = Font(bold=cell.row in (1, head))
                cell.alignment = Alignment(wrap_text=cell.row >= head, vertical="top")
        sheet.freeze_panes = f"B{head + 1}" if head > 1 else None
        for number in range(1, sheet.max_column + 1):
            sheet.column_dimensions[get_column_letter(number)].width = WIDTH
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _lines(section: Section) -> Iterator[list[str | int]]:
    """The head and the rows; what is said in small under a figure stands in a column of its own."""
    has_notes = [any(row[at].note for row in section.rows) for at in range(len(section.columns))]
    yield [
        head
        for column, notes in zip(section.columns, has_notes, strict=True)
        for head in ([column, f"{column}, note"] if notes else [column])
    ]
    for row in section.rows:
        yield [
            said
            for cell, notes in zip(row, has_notes, strict=True)
            for said in ([_number(cell.text), cell.note] if notes else [_number(cell.text)])
        ]


def _number(text: str) -> str | int:
    """A whole number as one that can be added up; all else as it is."""
    return int(text.replace(",", "")) if re.fullmatch(r"\d{1,3}(,\d{3})*", text) else text
