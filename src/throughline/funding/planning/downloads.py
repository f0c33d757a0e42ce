"""How does a run leave as a spreadsheet, such that no cell is ever run as a formula?"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from io import BytesIO

from throughline.frame.lists import csv_text, neutral
from throughline.funding.planning.rules import Outcome, Plan
from throughline.kernel.money import Money

Cell = str | int | float | None


def table_of(plan: Plan, outcome: Outcome, notes: Mapping[str, str]) -> tuple[list[str], list[list[Cell]]]:
    """Header and rows: the inputs of each place beside its share, with the sum as the last row."""
    header = ["place", "gss_code"]
    for each in plan.indicators:
        header += [each.name, f"{each.name} low", f"{each.name} high"]
    header += ["floor", "cap", "fixed", "last_year", "population", "excluded", "amount", "share_percent"]
    header += ["held_at", "by_need_alone", "range_low", "range_high", "note"]
    shares = {share.code: share for share in outcome.shares}
    rows: list[list[Cell]] = []
    for site in plan.sites:
        row: list[Cell] = [site.name, site.code]
        for counted in site.counts:
            row += (
                [None] * 3
                if counted is None
                else [_number(n) for n in (counted.best, counted.low, counted.high)]
            )
        row += [_pounds(site.floor), _pounds(site.cap), _pounds(site.fixed), _pounds(site.last_year)]
        row += [None if site.population is None else _number(site.population), site.excluded]
        share = shares.get(site.code)
        if share is None:
            row += [0.0, 0.0, "excluded", None, None, None]
        else:
            row += [
                _pounds(share.amount),
                round(100 * share.amount.pence / plan.total.pence, 4),
                share.bound or "",
                _pounds(share.pure),
                _pounds(share.range.low if share.range else None),
                _pounds(share.range.high if share.range else None),
            ]
        rows.append([*row, notes.get(site.code, "")])
    total: list[Cell] = [None] * len(header)
    total[0], total[header.index("amount")] = "Total", _pounds(plan.total)
    return header, [*rows, total]


def as_csv(header: Sequence[str], rows: Sequence[Sequence[Cell]]) -> str:
    """The table as CSV text."""
    return csv_text([neutral(each) for each in header], rows)


def as_xlsx(header: Sequence[str], rows: Sequence[Sequence[Cell]], title: str) -> bytes:
    """The table as a workbook of one sheet; text stays text, also where it begins like a formula."""
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Font

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "".join(c if c.isalnum() or c == " " else " " for c in title)[:31].strip() or "Run"
    for values in (header, *rows):
        sheet.append([ILLEGAL_CHARACTERS_RE.sub("", neutral(v)) if isinstance(v, str) else v for v in values])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, str):
                cell.data_type = "s"
    sheet.freeze_panes = "B2"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _number(exact: Fraction) -> int | float:
    return int(exact) if exact.denominator == 1 else float(exact)


def _pounds(amount: Money | None) -> float | None:
    return None if amount is None else amount.pence / 100
