"""What speaks against a time for an appointment? Each is a warning: whoever books knows more than we do."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from throughline.kernel.dates import is_working_day

from ..rules import FIRST_CONTACT_WORKING_DAYS
from .local_time import clock_of, day_of, day_words, span_words, time_words


@dataclass(frozen=True, slots=True)
class Slot:
    """From a moment for so many minutes."""

    begins_at: datetime
    minutes: int

    @property
    def until(self) -> datetime:
        return self.begins_at + timedelta(minutes=self.minutes)

    def meets(self, other: "Slot") -> bool:
        """Whether they have a minute in common; one that begins when the other ends has none."""
        return self.begins_at < other.until and other.begins_at < self.until

    @property
    def words(self) -> str:
        return span_words(self.begins_at, self.minutes)


@dataclass(frozen=True, slots=True)
class Against:
    """One reason to look again before booking."""

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class Around:
    """What is known around a time: what worker and person have that day, doors, absence, the clock of first contact."""

    workers: tuple[Slot, ...] = ()
    persons: tuple[Slot, ...] = ()
    doors: tuple[time, time] | None = None
    is_worker_away: bool = False
    first_contact_due: date | None = None


def against(slot: Slot, around: Around, *, now: datetime) -> list[Against]:
    """Every reason to look again, the gravest first; none when the time is a good one."""
    day = day_of(slot.begins_at)
    found = []
    if slot.begins_at < now:
        found.append(Against("past", "This time has gone. Book it only to record what happened."))
    found += [
        Against("worker", f"The worker has another appointment: {each}.")
        for each in _met(slot, around.workers)
    ]
    found += [
        Against("person", f"The person has another appointment: {each}.")
        for each in _met(slot, around.persons)
    ]
    if around.is_worker_away:
        found.append(Against("away", f"The worker is away on {day_words(day)}."))
    if not is_working_day(day):
        kind = "at a weekend" if day.weekday() > 4 else "a bank holiday"
        found.append(Against("holiday", f"{day_words(day)} is {kind}."))
    elif around.doors and not _is_open(slot, around.doors):
        opens, closes = map(time_words, around.doors)
        found.append(Against("closed", f"The unit’s doors are open from {opens} to {closes}."))
    if around.first_contact_due and day > around.first_contact_due:
        due = day_words(around.first_contact_due)
        found.append(
            Against(
                "clock",
                f"The first contact is due within {FIRST_CONTACT_WORKING_DAYS} working days, by {due}.",
            )
        )
    return found


def _met(slot: Slot, others: Iterable[Slot]) -> list[str]:
    return list(dict.fromkeys(other.words for other in others if slot.meets(other)))


def _is_open(slot: Slot, doors: tuple[time, time]) -> bool:
    opens, closes = doors
    is_one_day = day_of(slot.begins_at) == day_of(slot.until)
    return is_one_day and opens <= clock_of(slot.begins_at) and clock_of(slot.until) <= closes
