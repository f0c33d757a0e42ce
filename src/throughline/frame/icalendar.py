"""How do days go into somebody's own calendar? As iCalendar (RFC 5545), one whole-day event each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.http import HttpResponse

MOST_OCTETS = 75  # of a line, RFC 5545 §3.1


@dataclass(frozen=True, slots=True)
class Day:
    """A whole day with its words; `uid` stays the same when the day moves, so that calendars move it too."""

    uid: str
    on: date
    summary: str
    description: str = ""
    url: str = ""


def icalendar(name: str, days: Iterable[Day], *, at: datetime) -> bytes:
    """A calendar of whole days; CRLF line ends, long lines folded, text escaped."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Throughline//EN",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_text(name)}",
    ]
    for day in days:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{_text(day.uid)}",
            f"DTSTAMP:{at:%Y%m%dT%H%M%S}Z",
            f"DTSTART;VALUE=DATE:{day.on:%Y%m%d}",
            f"DTEND;VALUE=DATE:{day.on + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_text(day.summary)}",
            *([f"DESCRIPTION:{_text(day.description)}"] if day.description else []),
            *([f"URL:{day.url}"] if day.url else []),
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    return "".join(_folded(line) + "\r\n" for line in [*lines, "END:VCALENDAR"]).encode()


def icalendar_download(file: str, name: str, days: Iterable[Day], *, at: datetime) -> HttpResponse:
    """The calendar as a file to open in one's own calendar."""
    response = HttpResponse(icalendar(name, days, at=at), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{file}"'
    return response


def _text(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return "\\n".join(escaped.splitlines())


def _folded(line: str) -> str:
    """The line in pieces of at most 75 octets, never within a character; each further one begins with a blank."""
    pieces, piece = [], ""
    for character in line:
        if len((piece + character).encode()) > MOST_OCTETS:
            pieces.append(piece)
            piece = " "
        piece += character
    return "\r\n".join([*pieces, piece])
