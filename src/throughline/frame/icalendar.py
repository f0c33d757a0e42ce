"""How do days and hours go into somebody's own calendar? As iCalendar (RFC 5545), one event each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

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


@dataclass(frozen=True, slots=True)
class Appointment:
    """Some hours, or a day whose hours are not known; `revision` grows with every change, so that calendars follow.

    `starts` and `ends` are moments, written in universal time: so they are right on both sides of a clock change.
    """

    uid: str
    on: date
    starts: datetime | None
    ends: datetime | None
    summary: str
    place: str = ""
    url: str = ""
    revision: int = 0
    is_cancelled: bool = False


def icalendar(name: str, days: Iterable[Day | Appointment], *, at: datetime) -> bytes:
    """A calendar of days and appointments; CRLF line ends, long lines folded, text escaped."""
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
            f"DTSTAMP:{_moment(at)}",
            *(_appointed(day) if isinstance(day, Appointment) else _whole(day)),
            f"SUMMARY:{_text(day.summary)}",
            *([f"URL:{day.url}"] if day.url else []),
            "END:VEVENT",
        ]
    return "".join(_folded(line) + "\r\n" for line in [*lines, "END:VCALENDAR"]).encode()


def icalendar_download(
    file: str, name: str, days: Iterable[Day | Appointment], *, at: datetime
) -> HttpResponse:
    """The calendar as a file to open in one's own calendar."""
    response = HttpResponse(icalendar(name, days, at=at), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{file}"'
    return response


def _whole(day: Day) -> list[str]:
    return [
        *_day(day.on),
        *([f"DESCRIPTION:{_text(day.description)}"] if day.description else []),
        "TRANSP:TRANSPARENT",
    ]


def _appointed(one: Appointment) -> list[str]:
    moments = [f"DTSTART:{_moment(one.starts)}"] if one.starts else _day(one.on)
    if one.starts and one.ends:
        moments.append(f"DTEND:{_moment(one.ends)}")
    return [
        *moments,
        f"SEQUENCE:{one.revision}",
        f"STATUS:{'CANCELLED' if one.is_cancelled else 'CONFIRMED'}",
        *([f"LOCATION:{_text(one.place)}"] if one.place else []),
    ]


def _day(on: date) -> list[str]:
    return [f"DTSTART;VALUE=DATE:{on:%Y%m%d}", f"DTEND;VALUE=DATE:{on + timedelta(days=1):%Y%m%d}"]


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


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
