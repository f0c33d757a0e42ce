"""By when must somebody act on a concern, how does that stand now, and to which body does it go? Authority: R31."""

from dataclasses import dataclass
from datetime import datetime, timedelta

HOURS_WITHOUT_ROUTE = 24  # until a locality has said how soon its own body wants to know
ROUTES = {
    "children": "Children’s services hub",
    "adults": "Adult safeguarding",
    "marac": "MARAC",
    "mappa": "MAPPA",
    "prevent": "Prevent",
}
ABOUT = {"person": "The person", "child": "A child", "other": "Somebody else"}
STATES = {
    "raised": ("Raised", "stop"),
    "acknowledged": ("Read by its owner", "wait"),
    "acting": ("Being acted on", ""),
    "closed": ("Closed", "quiet"),
}


@dataclass(frozen=True, slots=True)
class HourClock:
    """How long there is left, in hours, for these clocks do not stop at night."""

    due_at: datetime
    words: str
    tone: str


def due_at(raised_at: datetime, within_hours: int | None) -> datetime:
    """The hours that the locality's route gives run day and night."""
    return raised_at + timedelta(hours=within_hours or HOURS_WITHOUT_ROUTE)


def clock(due: datetime, now: datetime, closed_at: datetime | None = None) -> HourClock:
    """How it stands now; closed is said with how it was."""
    if closed_at is not None:
        late = closed_at > due
        words = f"closed, {_length(closed_at - due)} late" if late else "closed in time"
        return HourClock(due, words, "late" if late else "done")
    left = due - now
    if left <= timedelta(0):
        return HourClock(due, f"{_length(-left)} late", "late")
    tone = "today" if left <= timedelta(hours=4) else "soon" if left <= timedelta(hours=12) else "fine"
    return HourClock(due, f"{_length(left)} left", tone)


def _length(span: timedelta) -> str:
    minutes = int(span.total_seconds() // 60)
    if minutes < 60:
        return f"{minutes} minute{'' if minutes == 1 else 's'}"
    hours = minutes // 60
    if hours < 48:
        return f"{hours} hour{'' if hours == 1 else 's'}"
    return f"{hours // 24} days"
