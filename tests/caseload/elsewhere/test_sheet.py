"""What does one row of a provider's sheet say?"""

import io
from datetime import date, time

import pytest
from openpyxl import Workbook

from throughline.caseload import codes
from throughline.caseload.elsewhere import sheets
from throughline.caseload.elsewhere.rules import NEEDED, Event, RowError, ending_in, levels_in, read_row
from throughline.kernel.verdict import RefusedError

TODAY = date(2026, 3, 20)
ROW = {"event_id": "E1", "reference": "dr-bcd-fgh", "kind": "First contact", "on": "05/03/2026"}
LEVELS = " ".join(f"{need}=low" for need in codes.NEEDS)


def read(**changes: str) -> Event:
    return read_row(2, ROW | changes, TODAY)


class TestARow:
    def test_is_read_as_people_write_it(self) -> None:
        event = read(crn=" x 123456", time="14:30")
        assert (event.kind, event.on, event.clock) == ("first_contact", date(2026, 3, 5), time(14, 30))
        assert (event.reference, event.crn) == ("DR-BCD-FGH", "X123456")

    @pytest.mark.parametrize(
        ("changes", "column"),
        [
            ({"event_id": " "}, "event_id"),
            ({"kind": "phoned"}, "kind"),
            ({"reference": "ABC"}, "reference"),
            ({"reference": ""}, "reference"),
            ({"crn": "12345"}, "crn"),
            ({"on": "soon"}, "on"),
            ({"on": "2026-03-21"}, "on"),
            ({"time": "noon"}, "time"),
            ({"time": "14:30Z"}, "time"),
            ({"time": "14:30+01:00"}, "time"),
            ({"on": "2025-03-30", "time": "01:30"}, "time"),  # the clocks went forward over it
            ({"kind": "attendance", "code": "came"}, "code"),
            ({"kind": "declined", "code": "OTH"}, "code"),
            ({"kind": "exit", "code": "gone"}, "code"),
            ({"kind": "exit", "code": "died"}, "code"),
            ({"kind": "exit", "code": "completed use=maybe"}, "code"),
            ({"kind": "recovery_check", "code": "4 sustained"}, "code"),
            ({"kind": "needs", "code": "ACCOM=3"}, "code"),
            ({"client_id": "9" * 61}, "client_id"),
        ],
    )
    def test_that_is_wrong_names_its_column_and_repeats_nothing(
        self, changes: dict[str, str], column: str
    ) -> None:
        with pytest.raises(RowError) as fault:
            read(**changes)
        assert fault.value.column == column
        said = [value for name, value in changes.items() if name == column and value.strip()]
        assert not any(value in fault.value.why for value in said)

    def test_carries_codes_in_one_spelling(self) -> None:
        assert read(kind="exit", code="81").code == "alcohol_free"
        assert ending_in(read(kind="exit", code="completed Use=achieved").code) == (
            "completed",
            {"use": "ACHIEVED"},
        )
        assert read(kind="attendance", code="Missed").code == "missed"
        assert levels_in(read(kind="needs", code=LEVELS.replace(" ", "; ")).code)["DNR"] == "low"

    def test_says_the_same_whatever_the_spelling(self) -> None:
        assert read().says == read(on="2026-03-05", kind="first_contact").says != read(on="2026-03-06").says


class TestAFile:
    def test_is_a_csv_of_any_office_program(self) -> None:
        text = "﻿Event ID;Reference;Kind;On\r\nE1;DR-BCD-FGH;accepted;05/03/2026\r\n;;;\r\n"
        [(number, row)] = sheets.read("x.csv", text.encode(), NEEDED)
        assert (number, row["event_id"], row["on"]) == (2, "E1", "05/03/2026")

    def test_is_a_workbook(self) -> None:
        book, out = Workbook(), io.BytesIO()
        sheet = book.active
        assert sheet is not None
        sheet.append(["event_id", "kind", "on", "time", "code"])
        sheet.append([17, "attendance", date(2026, 3, 5), time(14, 30), "attended"])
        book.save(out)
        [(_, row)] = sheets.read("x.xlsx", out.getvalue(), NEEDED)
        assert (row["event_id"], row["on"], row["time"]) == ("17", "2026-03-05", "14:30")

    @pytest.mark.parametrize("content", [b"PK\x03\x04broken", b"event_id,on\r\n1,2", b"", b"\x00\x01\x02"])
    def test_that_is_none_is_refused(self, content: bytes) -> None:
        with pytest.raises(RefusedError):
            sheets.read("x", content, NEEDED)

    def test_that_would_take_all_memory_is_refused(self) -> None:
        book, out = Workbook(), io.BytesIO()
        sheet = book.active
        assert sheet is not None
        sheet.append(["event_id", "kind", "on"])
        sheet["XFD1048576"] = "x"
        book.save(out)
        with pytest.raises(RefusedError, match="far away"):
            sheets.read("x.xlsx", out.getvalue(), NEEDED)

    @pytest.mark.parametrize(
        ("content", "why"),
        [
            (b"event_id,kind,on,on\n1,accepted,2026-03-05,2026-03-06\n", "twice: on"),
            (b"event_id,kind,on\n1,accepted,2026-03-05,and more\n", "Row 2 says more"),
            (b"event_id,kind,on,who\n1,accepted,2026-03-05,Zo\x81\n", "letters"),
            (b'event_id,kind,on\n1,"accepted,2026-03-05\n2,accepted,2026-03-05\n', "cannot be read as CSV"),
            (b"event_id,kind,on\n" + b"1,accepted,2026-03-05\n" * 300 + b"2,\0,x\n", "neither CSV nor XLSX"),
        ],
    )
    def test_that_may_be_understood_in_two_ways_is_refused(self, content: bytes, why: str) -> None:
        with pytest.raises(RefusedError, match=why):
            sheets.read("x.csv", content, NEEDED)

    def test_may_have_empty_columns_at_its_end(self) -> None:
        [(_, row)] = sheets.read("x.csv", b"event_id,kind,on,,\n1,accepted,2026-03-05,,,\n", NEEDED)
        assert row == {"event_id": "1", "kind": "accepted", "on": "2026-03-05"}
