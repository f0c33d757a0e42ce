"""How does an evidence pack look as a document, and as a workbook in which no cell is ever run as a formula?"""

from dataclasses import asdict
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from throughline.frame.lists import neutral
from throughline.frame.typesetting import typeset
from throughline.kernel.wording import long_date

from ..reporting import Pack

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

TEMPLATE = Path(__file__).with_name("report.typ")
WIDTH = 34


def report_pdf(pack: Pack, *, at: datetime) -> bytes:
    """The pack as PDF/UA-1; the same pack and moment give the same bytes."""
    return typeset(TEMPLATE, {**asdict(pack), "made_on": long_date(at.date()), "is_redrawn": False}, at=at)


def report_xlsx(pack: Pack, *, on: date) -> bytes:
    """The pack as a workbook: what it is, then a sheet for each question."""
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment, Font

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
    sheets: list[tuple[Worksheet, list[list[str]], int]] = [(first, [[each] for each in about if each], 1)]
    for number, section in enumerate(pack.sections, start=1):
        said = [[section.title], [section.sentence], *([[section.source]] if section.source else [])]
        rows = [[cell.in_one for cell in row] for row in section.rows]
        title = f"{number} {section.slug}".replace("-", " ")[:31]
        sheets.append((book.create_sheet(title), [*said, [*section.columns], *rows], len(said) + 1))
    for sheet, lines, head in sheets:
        for line in lines:
            sheet.append([ILLEGAL_CHARACTERS_RE.sub("", neutral(text)) for text in line])
        for cells in sheet.iter_rows():
            for cell in cells:
                cell.data_type = "s"
                cell.font = Font(bold=cell.row in (1, head))
                cell.alignment = Alignment(wrap_text=cell.row >= head, vertical="top")
        sheet.freeze_panes = f"B{head + 1}" if head > 1 else None
        for letter in "ABCDEF":
            sheet.column_dimensions[letter].width = WIDTH
    out = BytesIO()
    book.save(out)
    return out.getvalue()
