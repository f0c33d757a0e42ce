"""Does a table from a spreadsheet come in whole, or say row by row what to put right?"""

import io
import time
import zipfile
from contextlib import suppress
from dataclasses import replace

import pytest
from openpyxl import Workbook

from throughline.funding.planning import downloads
from throughline.funding.planning.record import run
from throughline.funding.planning.sheets import Reading, Table, as_text, read_file, read_table, read_text
from throughline.funding.planning.working import IndicatorText, PlaceText, Working, plan_of
from throughline.funding.rows import LARGEST_FILE
from throughline.funding.rules import place_key
from throughline.kernel.verdict import RefusedError

PLACES = {"E08000001": "Bolton", "E08000002": "Bury", "E08000010": "Wigan"}
KNOWN = {key: (code, name) for code, name in PLACES.items() for key in (code, place_key(name))}
KNOWN |= dict.fromkeys(("E07000123", "preston"), ("E07000123", "Preston"))
KNOWN |= dict.fromkeys(("W06000001", place_key("Ynys Môn")), ("W06000001", "Ynys Môn"))
EMPTY = Working(
    total="100",
    indicators=(IndicatorText("People"),),
    places=tuple(PlaceText(code, name, ("7",)) for code, name in PLACES.items()),
)


def read(text: str, working: Working = EMPTY) -> Reading:
    return read_table(read_text(text), working, KNOWN)


def counts(reading: Reading) -> dict[str, tuple[str, ...]]:
    assert reading.after is not None, reading.problems
    return {place.name: place.counts for place in reading.after.places}


def workbook(*rows: tuple[object, ...], merge: str = "") -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(row)
    if merge:
        sheet.merge_cells(merge)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def table_of(content: bytes) -> Table:
    return read_file("counts.xlsx", content)[0]


def patched(content: bytes, *changes: tuple[bytes, bytes], more: str = "") -> bytes:
    """The workbook with some bytes of its first sheet changed, and one more part."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            part = before.read(name)
            for old, new in changes if name.endswith("sheet1.xml") else ():
                assert old in part
                part = part.replace(old, new)
            after.writestr(name, part)
        if more:
            after.writestr(more, b"anything")
    return out.getvalue()


class TestAPastedTable:
    def test_brings_counts_limits_and_ranges_to_their_places(self) -> None:
        reading = read(
            "Place\tPeople\tPeople low\tPeople high\tFloor\tLast year\n"
            "Bolton\t1,140\t1,080\t1,210\t£70,000\t131,480.00\nbury \t655\t620\t700\t\t\n"
        )
        assert counts(reading)["Bolton"] == ("1,140 (1,080 to 1,210)",)
        assert counts(reading)["Bury"] == ("655 (620 to 700)",)
        assert reading.after is not None
        assert reading.after.places[0].floor == "£70,000"
        assert "Not in this table, and left as they are: Wigan." in reading.notes

    def test_makes_a_new_indicator_of_a_column_that_nothing_claims(self) -> None:
        reading = read("Place\tReleases\nBolton\t212\nBury\t118\nWigan\t9\n")
        assert reading.after is not None
        assert [each.name for each in reading.after.indicators] == ["People", "Releases"]
        assert counts(reading) == {"Bolton": ("7", "212"), "Bury": ("7", "118"), "Wigan": ("7", "9")}
        assert ("Bolton", "Releases", "", "212") in reading.changed

    def test_adds_a_place_that_the_scenario_did_not_have(self) -> None:
        reading = read("GSS code,People\nE07000123,12\n")
        assert counts(reading)["Preston"] == ("12",)
        assert "Preston is new in this scenario." in reading.notes

    def test_skips_titles_above_the_header_blank_rows_and_a_sum(self) -> None:
        reading = read("Counts 2026\n\nPlace,People\nBolton,1\n\nTotal,1\n")
        assert counts(reading)["Bolton"] == ("1",)
        assert "Row 6 is a sum (“Total”) and is not read." in reading.notes

    def test_reads_semicolons_and_names_with_accents_however_they_are_coded(self) -> None:
        assert counts(read("Place;People\nYnys Mo\u0302n;3\n"))["Ynys Môn"] == ("3",)

    def test_leaves_a_missing_count_missing(self) -> None:
        reading = read("Place,People\nBolton,\n")
        assert counts(reading)["Bolton"] == ("",)
        assert any("stays missing; write 0 only where nothing was counted" in note for note in reading.notes)

    def test_keeps_nothing_by_itself_and_comes_back_as_the_same_text(self) -> None:
        table = read_text('Place\tPeople\n"Bolton"\t"1,140"\n')
        assert read_text(as_text(table)) == table


class TestATableOfManyColumns:
    def test_brings_no_more_indicators_than_can_be_weighed(self) -> None:
        header, row = (",".join(f"{what}{n}" for n in range(9)) for what in ("Count ", ""))
        reading = read(f"Place,{header}\nBolton,{row}\n")
        assert "would have 10 indicators; at most 8 can be weighed" in reading.problems[0]

    def test_brings_the_counts_of_an_indicator_that_is_called_like_a_known_column(self) -> None:
        people = replace(EMPTY, indicators=(IndicatorText("Population"),))
        reading = read("Place,Population,population\nBolton,12,13\n", people)
        assert reading.after is not None
        assert (reading.after.places[0].counts, reading.after.places[0].population) == (("12",), "13")


class TestARunTakenAwayAndBroughtBack:
    WORKING = Working(
        total="1,000.00",
        max_loss="5",
        indicators=(IndicatorText("People", "70"), IndicatorText("=Releases", "30")),
        places=(
            PlaceText(
                "E08000001", "Bolton", ("1,140 (1,080 to 1,210)", "12.5"), last_year="69.57", note="=1"
            ),
            PlaceText("E08000002", "Bury", ("655", "0"), cap="£500", last_year="100", population="149,000"),
            PlaceText("E08000010", "Wigan", ("", ""), excluded="It has no service."),
        ),
    )

    @pytest.mark.parametrize("kind", ["csv", "xlsx"])
    def test_changes_nothing(self, kind: str) -> None:
        made = run(plan_of(self.WORKING))
        notes = {place.code: place.note for place in self.WORKING.places}
        header, rows = downloads.table_of(plan_of(self.WORKING), made.outcome, notes)
        content = (
            downloads.as_csv(header, rows).encode()
            if kind == "csv"
            else downloads.as_xlsx(header, rows, "Run")
        )
        reading = read_table(read_file(f"run.{kind}", content)[0], self.WORKING, KNOWN)
        assert reading.problems == ()
        assert reading.changed == ()
        assert reading.after == self.WORKING


class TestABadTable:
    def test_of_thousands_of_unknown_places_is_answered_at_once(self) -> None:
        known = {f"district {n}": (f"E{n:08}", f"District {n}") for n in range(400)}
        table = read_text("Place,People\n" + "".join(f"Distrikt x{n},1\n" for n in range(4_000)))
        began = time.process_time()
        assert len(read_table(table, EMPTY, known).problems) == 4_000
        assert time.process_time() - began < 3


class TestABadRow:
    @pytest.mark.parametrize(
        ("row", "says"),
        [
            ("Bolton,−3", "Row 2, “People” of “Bolton” is “−3”, which is below zero."),
            (
                "Bolton,many",
                "Row 2, “People” of “Bolton” is “many”, which is not a number such as 774 or 12.5.",
            ),
            ("Bolton,£5", "Leave the £ sign out of counts."),
            ("Bolton,5 (6 to 9)", "it must lie within its own range"),
            ("Bolten,5", "Row 2: “Bolten” is not a place that is known here. Did you mean Bolton?"),
            ("Atlantis,5", "Row 2: “Atlantis” is not a place that is known here."),
            (",5", "Row 2 has no place. If cells are merged, write the name into each row"),
            ("Bolton,5\nBOLTON ,6", "Row 3: “Bolton” is there already, in row 2. Keep one of them."),
            ("Bolton,1 140", "which is not a number such as 774 or 12.5"),
            (f"Bolton,{'7' * 400}", "is longer than 300 characters"),
            ("Bolton,12.3456789012345678", "which has more than 15 digits"),
        ],
    )
    def test_is_named_with_its_number_and_how_to_put_it_right(self, row: str, says: str) -> None:
        reading = read(f"Place,People\n{row}\n")
        assert reading.after is None, "nothing can be kept"
        assert any(says in problem for problem in reading.problems), reading.problems

    def test_of_a_code_that_is_not_the_names(self) -> None:
        assert "is not the code of “Bury”" in read("Code,Place,People\nE08000001,Bury,3\n").problems[0]

    def test_a_table_without_a_header_says_what_a_header_is(self) -> None:
        assert "The first row names the columns" in read("Bolton,3\nBury,4\n").problems[0]

    def test_two_columns_that_say_the_same_are_named(self) -> None:
        assert "say the same thing" in read("Place,People,people\nBolton,3,4\n").problems[0]

    def test_a_range_with_one_end_is_refused(self) -> None:
        assert (
            "needs a count, a low and a high end" in read("Place,People,People low\nBolton,3,1\n").problems[0]
        )


class TestAWorkbook:
    def test_counts_formulas_by_their_value(self) -> None:
        content = patched(workbook(("Place", "People"), ("Bolton", 7)), (b"<v>7</v>", b"<f>3+4</f><v>7</v>"))
        assert table_of(content)[1] == ["Bolton", "7"]
        assert read_file("c.xlsx", content)[1] == ()

    def test_counts_numbers_exactly(self) -> None:
        table = table_of(
            workbook(("Place", "People"), ("Bolton", 1140), ("Bury", 0.1 + 0.2), ("Wigan", 12.5))
        )
        assert table == [["Place", "People"], ["Bolton", "1140"], ["Bury", "0.3"], ["Wigan", "12.5"]]

    def test_says_of_merged_cells_what_to_do(self) -> None:
        content = workbook(("Place", "People"), ("Bolton", 3), ("", 4), merge="A2:A3")
        reading = read_table(table_of(content), EMPTY, KNOWN)
        assert "Row 3 has no place. If cells are merged" in reading.problems[0]

    def test_takes_the_first_sheet_that_holds_something(self) -> None:
        book = Workbook()
        book.create_sheet("Data").append(("Place", "People"))
        out = io.BytesIO()
        book.save(out)
        assert table_of(out.getvalue()) == [["Place", "People"]]

    def test_that_is_empty_is_refused(self) -> None:
        with pytest.raises(RefusedError, match="no sheet that is in sight holds a cell"):
            table_of(workbook())

    @pytest.mark.parametrize("far", [b"B1048576", b"XFD2", b"ZZZZZZZZZZZZ99999999999999999999"])
    def test_with_a_cell_far_away_is_refused_before_it_takes_all_memory(self, far: bytes) -> None:
        content = patched(workbook(("Place", "People"), ("Bolton", 7)), (b'r="B2"', b'r="' + far + b'"'))
        with pytest.raises(RefusedError, match=f"too large: there is something in {far.decode()[:20]}"):
            table_of(content)

    def test_in_which_only_a_row_is_far_away_is_refused_too(self) -> None:
        content = patched(workbook(("Place", "People"), ("Bolton", 7)), (b'<row r="2"', b"<row r = '900000'"))
        with pytest.raises(RefusedError, match="too large"):
            table_of(content)

    def test_that_is_locked_with_a_password_says_so(self) -> None:
        locked = bytearray(workbook(("Place", "People")))
        for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            i = -1
            while (i := locked.find(mark, i + 1)) >= 0:
                locked[i + at] |= 1
        with pytest.raises(RefusedError, match="locked with a password"):
            table_of(bytes(locked))

    def test_that_was_damaged_on_its_way_is_refused_wherever_the_damage_is(self) -> None:
        content = workbook(("Place", "People"), ("Bolton", 7))
        for i in range(0, len(content), 97):
            damaged = bytearray(content)
            damaged[i] ^= 0x5A
            with suppress(RefusedError):
                table_of(bytes(damaged))

    def test_of_another_kind_that_is_packed_the_same_way_is_refused(self) -> None:
        document = io.BytesIO()
        with zipfile.ZipFile(document, "w") as packed:
            packed.writestr("word/document.xml", b"<x/>")
        with pytest.raises(RefusedError, match="no XLSX workbook"):
            table_of(document.getvalue())

    def test_is_read_where_people_see_it_and_says_what_was_not(self) -> None:
        book = Workbook()
        book.worksheets[0].append(("Place", "Secret"))
        book.worksheets[0].sheet_state = "hidden"
        book.create_sheet("Counts").append(("Place", "People"))
        book.create_sheet("Notes").append(("Asked", "twice"))
        out = io.BytesIO()
        book.save(out)
        rows, notes = read_file("c.xlsx", out.getvalue())
        assert rows == [["Place", "People"]]
        assert notes == ("The sheet “Counts” was read, and not “Notes”.",)

    @pytest.mark.parametrize(
        ("changes", "more", "says"),
        [
            ([(b'<row r="2"', b'<row hidden="1" r="2"')], "", "A hidden row was found in this workbook."),
            ([(b't="n"><v>7</v>', b't="e"><v>#REF!</v>')], "", "ends in an error, such as #REF!"),
            ([(b"<v>7</v>", b"<f>3+4</f><v></v>")], "", "B2 of “Sheet” holds a formula without a result"),
            ([], "xl/vbaProject.bin", "This workbook holds macros. None was run, and none is kept."),
        ],
    )
    def test_says_what_somebody_would_not_see_in_the_table(
        self, changes: list[tuple[bytes, bytes]], more: str, says: str
    ) -> None:
        content = patched(workbook(("Place", "People"), ("Bolton", 7)), *changes, more=more)
        table, notes = read_file("c.xlsx", content)
        assert len(notes) == 1
        assert says in notes[0]
        assert read_table(table, EMPTY, KNOWN, notes).notes[0] == notes[0]

    def test_that_would_unpack_to_too_much_is_refused_before_it_is_read(self) -> None:
        bomb = io.BytesIO()
        with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
        assert len(bomb.getvalue()) < 100_000
        with pytest.raises(RefusedError, match="unpacks to more than 40 MB"):
            table_of(bomb.getvalue())

    @pytest.mark.parametrize("content", [b"PK\x03\x04 no workbook", b"PK"])
    def test_that_is_none_is_refused(self, content: bytes) -> None:
        with pytest.raises(RefusedError, match="cannot be read as a workbook"):
            table_of(content)

    def test_of_the_old_kind_is_refused_with_what_to_do(self) -> None:
        with pytest.raises(RefusedError, match="old kind, or locked with a password"):
            read_file("counts.xls", b"\xd0\xcf\x11\xe0\xa1\xb1")


class TestAFile:
    def test_of_ten_megabytes_is_refused_early(self) -> None:
        with pytest.raises(RefusedError, match="larger than 5 MB"):
            read_file("counts.csv", b"x" * (LARGEST_FILE + 1))

    @pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
    def test_is_read_in_the_codings_that_spreadsheets_write(self, coding: str) -> None:
        assert read_file("c.csv", "Place,People\nYnys Môn,3\n".encode(coding))[0][1] == ["Ynys Môn", "3"]

    def test_with_too_many_rows_is_refused(self) -> None:
        with pytest.raises(RefusedError, match="at most 5,000"):
            read_text("Place,People\n" + "Bolton,1\n" * 5_001)

    def test_without_anything_is_refused(self) -> None:
        with pytest.raises(RefusedError, match="There is no table"):
            read_text(" \n\n")


class TestTheScenarioItself:
    def test_is_not_changed_by_reading(self) -> None:
        before = replace(EMPTY)
        read("Place,People\nBolton,1\n")
        assert before == EMPTY
