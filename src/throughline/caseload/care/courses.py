"""Which session of an intervention comes next, and how do the days of a specialist treatment follow one another? R34"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from throughline.kernel.verdict import Allowed, Refused, Verdict
from throughline.kernel.wording import long_date

NOT_TAKEN = {
    "threshold": "Below the service’s threshold",
    "capacity": "The service has no place",
    "declined": "The person declined",
    "moved": "The person moved",
    "custody": "The person is in custody",
    "other": "Another reason",
}


@dataclass(frozen=True, slots=True)
class Course:
    """An intervention as it is given to somebody: how many sessions make it whole, and which were given."""

    sessions: int
    given: frozenset[int]

    @property
    def next(self) -> int | None:
        """The first session that was not given; None when all were."""
        return next((each for each in range(1, self.sessions + 1) if each not in self.given), None)

    @property
    def is_complete(self) -> bool:
        return self.next is None


def may_give(course: Course, session: int, on: date, today: date) -> Verdict:
    """Whether that session may be recorded: it is one of the course, in its turn, and its day has come."""
    if on > today:
        return Refused("This day is still to come: record a session once it was given.")
    if session in course.given:
        return Refused(f"Session {session} is on record already.")
    if session != course.next:
        return Refused(
            f"Session {course.next} comes first." if course.next else "All its sessions were given."
        )
    return Allowed()


def may_date(on: date, today: date, *, after: Collection[date | None], what: str) -> Verdict:
    """Whether something of a treatment may have happened on that day: not to come, nor before what came before it."""
    if on > today:
        return Refused("This day is still to come.")
    earliest = max((each for each in after if each), default=None)
    if earliest and on < earliest:
        return Refused(f"Treatment cannot have {what} before {long_date(earliest)}.")
    return Allowed()
