"""How do days go into somebody's own calendar?"""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from throughline.frame.icalendar import MOST_OCTETS, Appointment, Day, icalendar

AT = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)


class TestADay:
    def test_is_a_whole_day_that_ends_on_the_next(self) -> None:
        text = icalendar("Plan", [Day("1@x", date(2026, 2, 28), "Key workers start")], at=AT).decode()
        assert "DTSTART;VALUE=DATE:20260228\r\nDTEND;VALUE=DATE:20260301\r\n" in text
        assert "DTSTAMP:20260105T093000Z\r\n" in text

    def test_escapes_what_the_format_uses_itself(self) -> None:
        text = icalendar(
            "P", [Day("1@x", date(2026, 1, 1), "Bolton, Bury; a\\b", "one\ntwo")], at=AT
        ).decode()
        assert "SUMMARY:Bolton\\, Bury\\; a\\\\b\r\n" in text
        assert "DESCRIPTION:one\\ntwo\r\n" in text

    def test_cannot_add_lines_of_its_own(self) -> None:
        text = icalendar("P", [Day("1@x", date(2026, 1, 1), "a\r\nEND:VCALENDAR")], at=AT).decode()
        assert text.count("\r\nEND:VCALENDAR") == 1

    def test_with_long_words_is_folded_between_characters(self) -> None:
        said = "é" * 100
        text = icalendar("P", [Day("1@x", date(2026, 1, 1), said)], at=AT).decode()
        assert all(len(line.encode()) <= MOST_OCTETS for line in text.split("\r\n"))
        assert f"SUMMARY:{said}" in text.replace("\r\n ", "")


class TestAnAppointment:
    @pytest.mark.parametrize(
        ("on", "start"),
        [
            (date(2026, 3, 27), "20260327T140000Z"),  # the last Friday of winter time
            (date(2026, 3, 30), "20260330T130000Z"),  # the first Monday of summer time
            (date(2026, 10, 26), "20261026T140000Z"),
        ],
    )
    def test_is_at_the_same_hour_here_on_both_sides_of_a_clock_change(self, on: date, start: str) -> None:
        two = datetime(on.year, on.month, on.day, 14, tzinfo=ZoneInfo("Europe/London"))
        one = Appointment("1@x", on, two, two + timedelta(hours=1), "Watch", revision=3)
        text = icalendar("M", [one], at=AT).decode()
        assert f"DTSTART:{start}\r\n" in text
        assert "SEQUENCE:3\r\nSTATUS:CONFIRMED\r\n" in text

    def test_without_hours_takes_the_day_and_says_when_it_is_called_off(self) -> None:
        one = Appointment("1@x", date(2026, 1, 9), None, None, "Watch", "Room 1, up", is_cancelled=True)
        text = icalendar("M", [one], at=AT).decode()
        assert "DTSTART;VALUE=DATE:20260109\r\nDTEND;VALUE=DATE:20260110\r\n" in text
        assert "STATUS:CANCELLED\r\nLOCATION:Room 1\\, up\r\n" in text
