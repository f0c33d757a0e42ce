"""What needs somebody, in one shape for every room?"""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone


@dataclass(frozen=True, slots=True)
class Task:
    """One row of "What needs you": what, where, since when, by when if there is a day, and the one action."""

    what: str
    where: str
    since: datetime
    action: str
    href: str
    by: date | None = None
    who: str = ""

    @property
    def is_late(self) -> bool:
        """Whether its day has gone."""
        return self.by is not None and self.by < timezone.localdate()
