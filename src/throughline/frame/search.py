"""What does a search show of one thing that it found?"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Found:
    """One line of the search page: words, address, a detail, and its date where it has one."""

    text: str
    href: str
    detail: str
    on: date | None = None
