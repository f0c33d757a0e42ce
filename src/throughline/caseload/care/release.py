"""What must be ready on the day somebody is released, and who belongs on the board? Authority: R35, W2."""

from dataclasses import dataclass
from datetime import date

from ..rules import Clock, treatment_clock

STAYS_DAYS = 42  # after release somebody stands on the board until treatment starts, so long at most
BRIDGED = {"": "Not known", "yes": "Bridged", "no": "Not bridged", "none": "None needed"}
NALOXONE = {"": "Not known", "yes": "Has it", "no": "Has not"}


@dataclass(frozen=True, slots=True)
class Planned:
    """What is known of somebody's release."""

    release_on: date | None
    chased_by: str
    bridged: str
    naloxone: str
    first_on: date | None
    started_on: date | None

    @property
    def missing(self) -> tuple[str, ...]:
        """What is not ready, in the order in which somebody sees to it; nothing missing is ready."""
        asked = (
            (not self.release_on, "Release date"),
            (not self.chased_by, "Somebody who chases"),
            (self.bridged not in ("yes", "none"), "Prescription"),
            (self.naloxone != "yes", "Naloxone"),
            (not self.first_on, "First appointment"),
        )
        return tuple(words for lacks, words in asked if lacks)

    @property
    def is_ready(self) -> bool:
        return not self.missing

    def when(self, today: date) -> str:
        """How far off the release is, in words."""
        if self.release_on is None:
            return "No date yet"
        days = (self.release_on - today).days
        if days == 0:
            return "Today"
        if days > 0:
            return "Tomorrow" if days == 1 else f"In {days} days"
        return "Yesterday" if days == -1 else f"{-days} days ago"

    def clock(self, today: date) -> Clock | None:
        """Twenty-one days from release to the start of treatment; before it none runs."""
        if self.release_on is None or (self.release_on > today and not self.started_on):
            return None
        return treatment_clock(self.release_on, today, self.started_on)
