"""How do days go into somebody's own calendar?"""

from datetime import UTC, date, datetime

from throughline.frame.icalendar import MOST_OCTETS, Day, icalendar

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
