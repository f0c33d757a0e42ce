"""What does a version of a published decision after the first say: what was, what is, and why?"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Change:
    """One value of the record, as it was and as it is, in words that a page shows."""

    path: str
    label: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Revised:
    """One version after the first; without changes it says what came to stand in the decision's place."""

    version: int
    made_on: date
    reason: str
    changes: tuple[Change, ...] = ()
