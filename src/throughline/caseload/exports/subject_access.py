"""By when does a person get what is held about them, and what may be left out? Authority: UK GDPR 12, 15; DPA 2018."""

from calendar import monthrange
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from throughline.kernel.dates import is_working_day
from throughline.kernel.verdict import Allowed, Refused, Verdict

from ..rules import Clock
from .reasons import GROUNDS

MONTHS, LONGER = 1, 3  # one month; three in all where it is complex and the person is told within the first


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands together in one place of the record: codes and days of a row, or one text; `key` names it."""

    key: str
    heading: str
    lines: tuple[tuple[str, str], ...]
    is_close: bool = False
    ground: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of record, with its pieces in their order."""

    title: str
    pieces: tuple[Piece, ...] = field(default=())


def due_on(asked_on: date, months: int = MONTHS) -> date:
    """The same day that many months later, or the last of a shorter month; on the next working day if it is none."""
    year, month = divmod(asked_on.month - 1 + months, 12)
    year, month = asked_on.year + year, month + 1
    day = date(year, month, min(asked_on.day, monthrange(year, month)[1]))
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def clock(due: date, today: date) -> Clock:
    """How the month stands today, in calendar days, in words that need no colour."""
    left = (due - today).days
    if left < 0:
        return Clock(due, left, f"{_days(-left)} late", "late")
    if left == 0:
        return Clock(due, 0, "due today", "today")
    return Clock(due, left, f"{_days(left)} left", "soon" if left <= 7 else "fine")


def may_be_left_out(keys: Collection[str], grounds: Mapping[str, str]) -> Verdict:
    """Whether each piece that is left out is one of these, on a ground that the law has."""
    if not set(grounds) <= set(keys):
        return Refused("The record has changed since this page was opened.", "Look at it again.")
    if any(ground not in GROUNDS for ground in grounds.values()):
        return Refused("What is left out needs a ground that the law has.")
    return Allowed()


def with_left_out(sections: Collection[Section], grounds: Mapping[str, str]) -> dict[str, Any]:
    """The copy for the person: every piece, or on which ground it is not given; nothing of what is left out."""
    told = []
    for section in sections:
        pieces = []
        for piece in section.pieces:
            ground = grounds.get(piece.key, "")
            lines = [] if ground else [list(line) for line in piece.lines]
            pieces.append({"heading": piece.heading, "lines": lines, "left_out": GROUNDS.get(ground, "")})
        told.append({"title": section.title, "pieces": pieces})
    return {"sections": told, "left_out": len(grounds)}


def _days(number: int) -> str:
    return f"{number} day{'' if number == 1 else 's'}"
