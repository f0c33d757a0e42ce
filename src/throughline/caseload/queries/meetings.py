"""Which times were agreed with a person, which were moved and on whose wish, and what came of each?"""

from dataclasses import dataclass
from uuid import UUID

from ..actions.attendance import session_of
from ..care.local_time import clock_words, day_of, day_words, span_words
from ..models import Appointment
from .cases import Case
from .today import outcome_of

LABELS = (
    ("summary", "Done together"),
    ("response", "How they took it"),
    ("attempts", "Tried"),
    ("why_not", "Why"),
    ("next_plan", "Next"),
    ("put_right", "Put right"),
)


@dataclass(frozen=True, slots=True)
class Meeting:
    """One time with what came of it; `moved_from` says which times it replaced, and who asked."""

    id: UUID
    day: str
    year: int
    span: str
    about: str
    with_whom: str
    outcome: str
    tone: str
    said: tuple[tuple[str, str], ...]
    moved_from: tuple[str, ...]
    is_scheduled: bool
    can_be_taken_back: bool
    is_ahead: bool


def meetings_of(case: Case) -> list[Meeting]:
    """Every time that stands or was recorded, newest first; what was moved is said with what replaced it."""
    by_id = {each.id: each for each in case.appointments}
    return [
        _meeting(each, by_id, case) for each in reversed(case.appointments) if each.state != "rescheduled"
    ]


def _meeting(each: Appointment, by_id: dict[UUID, Appointment], case: Case) -> Meeting:
    outcome, tone = outcome_of(each)
    session = session_of(each)
    about = [each.get_kind_display(), each.get_mode_display(), each.place]
    return Meeting(
        id=each.id,
        day=day_words(day_of(each.begins_at)),
        year=day_of(each.begins_at).year,
        span=span_words(each.begins_at, each.minutes),
        about=", ".join(part for part in about if part),
        with_whom=each.with_whom,
        outcome=outcome,
        tone=tone,
        said=tuple((label, getattr(session, name)) for name, label in LABELS if getattr(session, name)),
        moved_from=tuple(_moved(each, by_id)),
        is_scheduled=each.state == "scheduled",
        can_be_taken_back=each.recorded_at is not None,
        is_ahead=each.begins_at > case.now,
    )


def _moved(each: Appointment, by_id: dict[UUID, Appointment]) -> list[str]:
    found = []
    while each.replaces_id and (old := by_id.get(each.replaces_id)):
        when = f"{day_words(day_of(old.begins_at))}, {clock_words(old.begins_at)}"
        found.append(f"{when} ({old.get_moved_for_display().lower()})")
        each = old
    return found
