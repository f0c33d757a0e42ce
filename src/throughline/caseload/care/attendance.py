"""What may be recorded of an appointment, when, and what is probation told of it?

The provider says what happened; whether that is acceptable is the responsible officer's to decide. R36
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from throughline.kernel.verdict import Allowed, Refused, Verdict

from ..codes import TO_CUSTODY
from ..lifecycle import UNDER_WAY
from .local_time import day_of, day_words


@dataclass(frozen=True, slots=True)
class Telling:
    """What probation is told: its kind, and the code under which probation's own record knows it."""

    kind: str
    code: str = ""


ARRANGED = {"assessment": Telling("appointment_arranged", "CRSSAA")}
TOLD = {
    "attend": Telling("attended", "ATTC"),
    "miss": Telling("did_not_attend", "AFTA"),
    "reschedule": Telling("rescheduled", "RSSR"),
}
STEPS = {"attended": "attend", "late": "attend", "missed": "miss", "fell-through": "fall_through"}
WORDS = {
    "attended": "Attended",
    "late": "Came late",
    "missed": "Did not attend",
    "fell-through": "Did not happen",
}


def telling_of_booking(kind: str) -> Telling:
    """What probation is told when a time is arranged."""
    return ARRANGED.get(kind, Telling("appointment_arranged", "CRSAPT"))


def telling_of(step: str, no_session: str = "") -> Telling:
    """What probation is told of what happened; a session that fell through is told with its reason's code."""
    return TOLD.get(step) or Telling("did_not_happen", no_session)


def may_book(state: str, kind: str) -> Verdict:
    """Whether a time may be booked for a referral in that state: once taken on, and after an exit for a check."""
    if state in UNDER_WAY or (state == "exited" and kind == "check"):
        return Allowed()
    if state == "exited":
        return Refused("The support has ended; only a recovery check is booked now.")
    return Refused(
        "An appointment is booked once the referral has been accepted.", "Accept it in the inbox first."
    )


def back_on(pause: str, away_since: date | None, release_on: date | None) -> date | None:
    """From which day somebody whose support rests can be met again: from their release, where that day is known."""
    is_known = pause in TO_CUSTODY and away_since and release_on and release_on >= away_since
    return release_on if is_known else None


def may_meet(state: str, on: date, *, back_on: date | None, has_died: bool) -> Verdict:
    """Whether somebody is met on that day: not the dead, and while support rests not before the known release. R35"""
    if has_died:
        return Refused("This person has died.")
    if state == "paused" and (back_on is None or on < back_on):
        return Refused(
            "Support rests: nobody is met before they are back.",
            "Go on with the support first, or book a day after the release once that is known.",
        )
    return Allowed()


def may_miss(on: date, *, away_since: date | None, died_on: date | None) -> Verdict:
    """Whether somebody can have missed a time on that day: not from prison or hospital, and nobody who has died."""
    if died_on and on >= died_on:
        return Refused("This person has died. Say that the appointment did not happen.")
    if away_since and on >= away_since:
        return Refused(
            f"Support rests since {day_words(away_since)}: probation would read this as not attending.",
            "Say that the appointment did not happen.",
        )
    return Allowed()


def may_record(step: str, begins_at: datetime, at: datetime) -> Verdict:
    """Whether the moment has come: who came is said from that day on, who did not once it began; the rest always."""
    if step == "attend" and day_of(at) < day_of(begins_at):
        return Refused(f"This appointment is on {day_words(day_of(begins_at))}: say then who came.")
    if step == "miss" and at < begins_at:
        return Refused("This appointment has not begun yet. If it is off already, choose “Did not happen”.")
    return Allowed()


def may_take_back(recorded_by: str) -> Verdict:
    """Whether what was recorded may be put right here: what came in from another system is put right there. R32"""
    if recorded_by.startswith("person:"):
        return Allowed()
    return Refused(
        "This came in from the provider’s own system.",
        "Put it right there: a correction comes in as an event of its own.",
    )


def first_contact(attended: Iterable[datetime]) -> date | None:
    """The day of the first appointment that the person came to; it stops the clock of ten working days."""
    return min(map(day_of, attended), default=None)
