"""What needs somebody, in one shape for every room?"""

from dataclasses import dataclass
from datetime import date, datetime


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
