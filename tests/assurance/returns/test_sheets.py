"""What a return's spreadsheet says, and what is said of one that somebody changed in the wrong place."""

import io
import zipfile
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from openpyxl import Workbook, load_workbook

from throughline.assurance.returning import sheets
from throughline.assurance.returning.content import Asked, Content, GrantPart, Line, PostPart
from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError

GRANT = UUID("3f2a91bc-0000-4000-8000-000000000000")
POST = UUID("77aa91bc-0000-4000-8000-000000000000")


def line(key: str = "spend:staff", label: str = "Key workers", **more: Any) -> Line:
    return Line(GRANT, key, label, **{"plan": Money(5_000_00), "revision": 2, "actual": Money(12_34), **more})


def a_return(*lines: Line, kind: Any = "quarterly") -> Content:
    grant = GrantPart(GRANT, "recovery", "Recovery", Money(10_000_00), "actual", lines or (line(),))
    post = PostPart(POST, "Key worker", "A provider", "Bolton", 100, 100, False)
    asked = Asked(
        "risks", "ahead", "Looking ahead", "What could go wrong?", "", "Deciding.", "text", "Rent", 1
    )
    return Content(kind, (grant,), (post,), (asked,))


def book_of(content: Content) -> Any:
    return load_workbook(BytesIO(sheets.write(content, "Bolton, Quarterly update 1 2025/26")))


def read(book: Any, content: Content) -> sheets.Reading:
    out = BytesIO()
    book.save(out)
    return sheets.read("return.xlsx", out.getvalue(), content)


def cell(book: Any, sheet: str, header: str, row: int = 2) -> Any:
    column = [each.value for each in book[sheet][1]].index(header) + 1
    return book[sheet].cell(row, column)


def said(book: Any, content: Content) -> list[str]:
    return [str(each) for each in read(book, content).faults]


class TestTheSpreadsheet:
    def test_read_back_as_it_went_out_changes_nothing(self) -> None:
        content = a_return()
        reading = read(book_of(content), content)
        assert reading.faults == ()
        assert [(each.ref, each.values) for each in reading.rows] == [
            ("3f2a91bc-spend-staff", {"actual": "12.34", "projected": "", "words": ""}),
            (f"post-{POST}", {"words": ""}),
            ("answer-risks", {"answer": "Rent"}),
        ]

    def test_of_a_plan_asks_for_the_plan(self) -> None:
        content = a_return(kind="plan")
        book = book_of(content)
        cell(book, "Money", "Planned (£)").value = 77
        assert read(book, content).rows[0].values["plan"] == "77"

    def test_never_runs_what_somebody_wrote(self) -> None:
        content = a_return(line(words="=1+1", label="@cmd"), line("spend:x", "+44", words="-5"))
        book = book_of(content)
        for row in book["Money"].iter_rows():
            for each in row:
                assert each.data_type in ("s", "n")
                assert not str(each.value).startswith(("=", "+", "-", "@"))
        assert [each.values["words"] for each in read(book, content).rows[:2]] == ["=1+1", "-5"]

    def test_keeps_line_breaks_of_words_that_nobody_touched(self) -> None:
        content = a_return(line(words="One.\nTwo."))
        assert read(book_of(content), content).rows[0].values["words"] == "One.\nTwo."

    def test_may_have_its_columns_in_another_order(self) -> None:
        content = a_return()
        book = book_of(content)
        sheet = book["Money"]
        rows = [[each.value for each in reversed(row)] for row in sheet.iter_rows()]
        for number, values in enumerate(rows, 1):
            for column, value in enumerate(values, 1):
                sheet.cell(number, column).value = value
        assert read(book, content).faults == ()

    def test_without_some_rows_leaves_those_as_they_are_and_says_so(self) -> None:
        content = a_return(line(), line("spend:x", "Rooms"))
        book = book_of(content)
        book["Money"].delete_rows(3)
        reading = read(book, content)
        assert (reading.faults, len(reading.rows)) == ((), 3)
        assert reading.notes == ("1 row of the return are not in this file and stay as they are.",)


class TestAWrongCell:
    def test_with_a_formula_that_nobody_worked_out_is_named(self) -> None:
        content = a_return()
        book = book_of(content)
        asked = cell(book, "Money", "Spent so far (£)")
        asked.value = "=1200+57.30"
        assert [str(each) for each in read(book, content).faults] == [
            f"Money, row {asked.row}: {asked.coordinate} holds a formula without a result. "
            "Open the workbook, save it, and send it again."
        ]

    @pytest.mark.parametrize(
        ("value", "reason"),
        [
            ("about ten", "“about ten” is not an amount in pounds such as 1,257.30"),
            (-5, "is below zero"),
            (1.234, "has a fraction of a penny"),
            (1e18, "is not an amount|more money than"),
            (True, "is not an amount"),
        ],
    )
    def test_is_named_by_sheet_row_and_reason(self, value: Any, reason: str) -> None:
        content = a_return()
        book = book_of(content)
        cell(book, "Money", "Spent so far (£)").value = value
        [fault] = said(book, content)
        assert fault.startswith("Money, row 2: Spent so far (£) of “Key workers”: ")
        assert any(each in fault for each in reason.split("|")), fault

    def test_where_somebody_saved_meanwhile_says_what_stands_there(self) -> None:
        book = book_of(a_return())
        cell(book, "Money", "Spent so far (£)").value = 99
        now = a_return(line(actual=Money(55_00), revision=3))
        [fault] = said(book, now)
        assert "somebody saved “£55.00” here since this file was made" in fault
        assert "revision (3)" in fault

    def test_of_the_mark_or_the_revision_is_told(self) -> None:
        content = a_return()
        for header, value, reason in (
            (sheets.MARK, "spend-other", "the mark “spend-other” is none of this return"),
            (sheets.MARK, None, "its mark is empty"),
            (sheets.REVISION, "two", "its revision “two” was changed"),
        ):
            book = book_of(content)
            cell(book, "Money", header).value = value
            assert reason in said(book, content)[0]

    def test_that_stands_there_twice_is_told(self) -> None:
        content = a_return()
        book = book_of(content)
        book["Money"].append([each.value for each in book["Money"][2]])
        assert said(book, content) == [
            "Money, row 3: “Key workers” is there already, in row 2. Keep one of them."
        ]

    def test_in_every_sheet_is_told_at_once(self) -> None:
        content = a_return()
        book = book_of(content)
        cell(book, "Money", "Still expected (£)").value = "x"
        cell(book, "Questions", sheets.ANSWER).value = "y" * 4001
        assert [each.partition(",")[0] for each in said(book, content)] == ["Money", "Questions"]


class TestAFileThatIsNoneOfOurs:
    def test_lacks_a_sheet_or_a_column(self) -> None:
        content = a_return()
        book = book_of(content)
        del book["Posts"]
        cell(book, "Money", "Spent so far (£)", 1).value = "Spent"
        assert said(book, content) == [
            "Money, row 1: the column “Spent so far (£)” is missing. Take the file from here again.",
            "Posts: this sheet is missing. Take the file from here again.",
        ]

    def test_is_refused_in_a_sentence(self) -> None:
        content = a_return()
        for given, reason in (
            (b"hello", "is no XLSX workbook"),
            (b"PK\x03\x04 nothing", "cannot be read as a workbook"),
            (b"PK" + bytes(sheets.LARGEST_FILE), "is larger than 5 MB"),
        ):
            with pytest.raises(RefusedError, match=reason):
                sheets.read("a file", given, content)

    def test_that_unpacks_to_a_mountain_is_never_unpacked(self) -> None:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr("xl/workbook.xml", b" " * 50_000_000)
        with pytest.raises(RefusedError, match="unpacks to more than 40 MB"):
            sheets.read("bomb.xlsx", out.getvalue(), a_return())

    def test_with_a_cell_far_away_is_refused(self) -> None:
        book = Workbook()
        book.worksheets[0]["A900000"] = 1
        with pytest.raises(RefusedError, match="too large"):
            read(book, a_return())
