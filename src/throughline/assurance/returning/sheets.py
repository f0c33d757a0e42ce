"""How does a return travel as a spreadsheet that we generate and read back?

Nothing is kept here: reading gives what was typed, or a sentence for every wrong cell with its sheet and row. Our own
cells are grey and are not read; each row carries the mark and the revision by which it finds its place again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from throughline.frame.lists import neutral
from throughline.funding.planning.workbooks import read_sheets
from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError
from throughline.kernel.wording import quoted

from .content import Asked, Content, Line, PostPart
from .rules import read_amount, read_answer

LARGEST_FILE = 5_000_000  # bytes
MOST_ROWS = 25_000
MOST_SAID = 50  # what one page shows; nobody puts more right at once
MONEY, POSTS, QUESTIONS, ABOUT = "Money", "Posts", "Questions", "How to fill it in"
MARK, REVISION = "Mark (leave as it is)", "Revision (leave as it is)"
AMOUNTS = {"plan": "Planned (£)", "actual": "Spent so far (£)", "projected": "Still expected (£)"}
_OURS = {
    MONEY: ("Programme", "What it is spent on", "Allowed", "Planned (£) before", "Spent last time (£)",
            "Spent and expected last time (£)"),
    POSTS: ("Post", "Employer", "Unit", "Hours (100 is full time)", "Paid by all payers (%)", "Filled", "Vacant since"),
    QUESTIONS: ("Section", "Question", "What the answer is used for", "Kind of answer", "Last time"),
}  # fmt: skip
NO_RESULT = "holds a formula without a result. Open the workbook, save it, and send it again."
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
WORDS, ANSWER = "What changed, or what to know", "Answer"
KINDS = {"text": "words", "number": "a whole number", "yes_no": "yes or no", "money": "an amount in pounds"}
Place = Line | PostPart | Asked
Row = list[str | int | float | None]


@dataclass(frozen=True, slots=True)
class TypedRow:
    """What a row of the workbook says of one place."""

    sheet: str
    row: int
    ref: str
    values: dict[str, str]
    revision: int


@dataclass(frozen=True, slots=True)
class Fault:
    """One wrong cell: where it stands and what to put right."""

    sheet: str
    row: int
    text: str

    def __str__(self) -> str:
        return f"{self.sheet}, row {self.row}: {self.text}" if self.row else f"{self.sheet}: {self.text}"


@dataclass(frozen=True, slots=True)
class Reading:
    """A workbook read: the rows to keep, what is wrong (then nothing is kept), what is worth knowing."""

    rows: tuple[TypedRow, ...]
    faults: tuple[Fault, ...]
    notes: tuple[str, ...]


def headers(content: Content) -> dict[str, tuple[str, ...]]:
    """The first row of every sheet that this return has."""
    amounts = tuple(AMOUNTS[name] for name in content.columns)
    tail = (MARK, REVISION)
    ours = tuple(each for each in _OURS[MONEY] if content.kind != "plan" or each != "Planned (£) before")
    found: dict[str, tuple[str, ...]] = {}
    if content.with_money:
        found[MONEY] = (*ours, *amounts, WORDS, *tail)
    if content.posts:
        found[POSTS] = (*_OURS[POSTS], WORDS, *tail)
    if content.questions:
        found[QUESTIONS] = (*_OURS[QUESTIONS], ANSWER, *tail)
    return found


def rows_of(content: Content) -> dict[str, list[Row]]:
    """The rows below each header, prefilled."""
    money: list[Row] = []
    for grant in content.with_money:
        for line in grant.lines:
            row: Row = [grant.programme, line.label, "yes" if line.is_eligible else "no"]
            if content.kind != "plan":
                row.append(_pounds(line.plan))
            row += [_pounds(line.spent_before), _pounds(line.before)]
            row += [_pounds(getattr(line, name)) for name in content.columns]
            money.append([*row, line.words, line.ref, line.revision])
    posts: list[Row] = [
        [each.title, each.employer, each.unit, each.hundredths, each.paid, "yes" if each.is_filled else "no",
         each.vacant_since.isoformat() if each.vacant_since else "", each.words, each.ref, each.revision]
        for each in content.posts
    ]  # fmt: skip
    questions: list[Row] = [
        [
            each.heading,
            each.text,
            each.used_for,
            KINDS[each.kind],
            each.before,
            each.answer,
            each.ref,
            each.revision,
        ]
        for each in content.questions
    ]
    return {MONEY: money, POSTS: posts, QUESTIONS: questions}


def write(content: Content, name: str) -> bytes:
    """The return as a workbook; our cells are grey, text stays text also where it begins like a formula."""
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment, Font, PatternFill

    book = Workbook()
    about = book.worksheets[0]
    about.title = ABOUT
    for line in (
        name,
        "Fill in the white cells. Grey cells are ours; what you write there is not read.",
        "Amounts are pounds, such as 1257.30. An empty amount is missing: write 0 where it is nothing.",
        "Save the file as XLSX and bring it back where you have it from. Nothing is kept if a cell is wrong.",
    ):
        about.append([ILLEGAL_CHARACTERS_RE.sub("", neutral(line))])
    about.column_dimensions["A"].width = 110
    about["A1"].font = Font(bold=True)
    grey, bold = PatternFill("solid", fgColor="E8EAEC"), Font(bold=True)
    rows = rows_of(content)
    for title, header in headers(content).items():
        sheet = book.create_sheet(title)
        sheet.append(header)
        white = {i for i, column in enumerate(header, 1) if column in (*AMOUNTS.values(), WORDS, ANSWER)}
        for values in rows[title]:
            sheet.append(
                [ILLEGAL_CHARACTERS_RE.sub("", neutral(v)) if isinstance(v, str) else v for v in values]
            )
        for cells in sheet.iter_rows():
            for cell in cells:
                if isinstance(cell.value, str):
                    cell.data_type = "s"
                if cell.column not in white or cell.row == 1:
                    cell.fill = grey
        for i, column in enumerate(header, 1):
            sheet.cell(1, i).font = bold
            sheet.cell(1, i).alignment = Alignment(wrap_text=True, vertical="top")
            letter = sheet.cell(1, i).column_letter
            sheet.column_dimensions[letter].width = _WIDTHS.get(column, 16)
        sheet.freeze_panes = "B2"
    book.active = 1 if len(book.worksheets) > 1 else 0
    out = BytesIO()
    book.save(out)
    return out.getvalue()


_WIDTHS = {"What it is spent on": 42, "Question": 60, ANSWER: 60, WORDS: 50, "What the answer is used for": 40,
           "Post": 32, "Programme": 28, "Employer": 32, MARK: 12, REVISION: 12}  # fmt: skip


def read(name: str, content: bytes, of: Content) -> Reading:
    """What a workbook says against the return as it stands; RefusedError for a file that is none of ours."""
    if len(content) > LARGEST_FILE:
        raise RefusedError(
            f"{name} is larger than {LARGEST_FILE // 1_000_000} MB. Send the file that you got here."
        )
    if not content.startswith(b"PK"):
        raise RefusedError(f"{name} is no XLSX workbook. Save it as XLSX, without a password, and send that.")
    book = read_sheets(name, content, MOST_ROWS)
    sheets, notes = book.sheets, book.notes
    rows: list[TypedRow] = []
    faults: list[Fault] = []
    places = _places(of)
    seen: dict[str, str] = {}
    for title, header in headers(of).items():
        table = sheets.get(title)
        if table is None:
            faults.append(Fault(title, 0, "this sheet is missing. Take the file from here again."))
            continue
        if len(table) > MOST_ROWS:
            raise RefusedError(
                f"The sheet {title} has {len(table):,} rows; at most {MOST_ROWS:,} can be read."
            )
        columns = _columns(title, table, header, faults)
        if columns is not None:
            for number, cells in enumerate(table[1:], 2):
                if any(cells):
                    _read_row(title, number, cells, columns, places, seen, rows, faults)
    faults += [
        Fault(title, int(cell.lstrip(_LETTERS) or 0), f"{cell} {NO_RESULT}")
        for title, cell in book.not_worked_out
        if title in (MONEY, POSTS, QUESTIONS)
    ]
    missing = sum(ref not in seen for ref in places)
    if missing and not faults:
        notes.append(
            f"{missing} row{'s' if missing > 1 else ''} of the return are not in this file and stay as they are."
        )
    return Reading(tuple(rows), tuple(faults), tuple(notes))


def _places(of: Content) -> dict[str, tuple[str, Place]]:
    """Each place by its mark, with the sheet on which it stands."""
    found: dict[str, tuple[str, Place]] = {each.ref: (MONEY, each) for each in of.lines}
    found.update({each.ref: (POSTS, each) for each in of.posts})
    found.update({each.ref: (QUESTIONS, each) for each in of.questions})
    return found


def _columns(
    title: str, table: Sequence[Sequence[str]], header: Sequence[str], faults: list[Fault]
) -> dict[str, int] | None:
    """Where each column that is read stands; they may have been moved, not left out."""
    first = list(table[0]) if table else []
    wanted = [each for each in header if each not in _OURS[title]]
    lost = [each for each in wanted if each not in first]
    if lost:
        faults.append(
            Fault(title, 1, f"the column {quoted(lost[0])} is missing. Take the file from here again.")
        )
        return None
    return {each: first.index(each) for each in wanted}


_FIELDS = {**{header: name for name, header in AMOUNTS.items()}, WORDS: "words", ANSWER: "answer"}


def _read_row(
    title: str,
    number: int,
    cells: Sequence[str],
    columns: Mapping[str, int],
    places: Mapping[str, tuple[str, Place]],
    seen: dict[str, str],
    rows: list[TypedRow],
    faults: list[Fault],
) -> None:
    texts = {header: cells[at] if at < len(cells) else "" for header, at in columns.items()}
    ref, revision = texts.pop(MARK), texts.pop(REVISION)
    sheet, place = places.get(ref, ("", None))
    if place is None or sheet != title:
        mark = f"the mark {quoted(ref)} is none of this return" if ref else "its mark is empty"
        faults.append(
            Fault(title, number, f"{mark}. Leave the last two columns as they are, and add no rows.")
        )
        return
    if ref in seen:
        faults.append(
            Fault(title, number, f"{_named(place)} is there already, in {seen[ref]}. Keep one of them.")
        )
        return
    seen[ref] = f"row {number}"
    if not revision.isascii() or not revision.isdigit() or len(revision) > 9:
        faults.append(
            Fault(
                title, number, f"its revision {quoted(revision)} was changed. Take the file from here again."
            )
        )
        return
    values: dict[str, str] = {}
    wrong = False
    for header, text in texts.items():
        field = _FIELDS[header]
        values[field] = _as_it_stands(place, field, plain(text))
        try:
            now = _checked(place, field, values[field])
        except ValueError as fault:
            faults.append(Fault(title, number, f"{header} of {_named(place)}: {fault}"))
            wrong = True
            continue
        if int(revision) != place.revision and now != getattr(place, field):
            theirs = getattr(place, field)
            faults.append(
                Fault(
                    title,
                    number,
                    f"{header} of {_named(place)}: somebody saved “{'' if theirs is None else theirs}” here since this "
                    "file was made. Take the file again, or write that here and its revision "
                    f"({place.revision}) in the last column.",
                )
            )
            wrong = True
    if not wrong:
        rows.append(TypedRow(title, number, ref, values, int(revision)))


def _checked(place: Place, field: str, text: str) -> Money | str | None:
    if field in AMOUNTS:
        return read_amount(text)
    return read_answer(place.kind if isinstance(place, Asked) else "text", text)


def _as_it_stands(place: Place, field: str, text: str) -> str:
    """The text that stands there, where the cell says the same without its line breaks."""
    there = getattr(place, field)
    return there if isinstance(there, str) and " ".join(there.split()) == text else text


def plain(cell: str) -> str:
    """The cell without the sign that we put before what a spreadsheet might run."""
    return cell[1:] if cell[:1] == "'" and neutral(cell[1:]) == cell else cell


def _named(place: Place) -> str:
    said: Any = getattr(place, "label", "") or getattr(place, "title", "") or getattr(place, "text", "")
    return quoted(str(said))


def _pounds(amount: Money | None) -> float | None:
    return None if amount is None else amount.pence / 100
