"""Which months does the monthly register have, and what does the record lack of what each must tell?

Each month: every crime and disorder reduction grant with its recipient, its purpose, its conditions and the reasons.
Authority: R6 (SI 2011/3050, unverified until the monitoring officer confirms it).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from throughline.decisions.record import Recorded

REASONS = "This record does not carry the reasons. They stand in the notice, if it gives any."


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the register; none on record does not mean that none was decided."""

    first: date
    decisions: int

    @property
    def slug(self) -> str:
        return f"{self.first:%Y-%m}"

    @property
    def name(self) -> str:
        return f"{self.first:%B %Y}"


def months_until(counted: Mapping[date, int], today: date) -> list[Month]:
    """Every month from the first that has a decision to today's, the newest first; months without one are there."""
    if not counted:
        return []
    found, last = [], max(*counted, today.replace(day=1))
    at = min(counted)
    while at <= last:
        found.append(Month(at, counted.get(at, 0)))
        at = date(at.year + at.month // 12, at.month % 12 + 1, 1)
    return found[::-1]


def lacking(record: Recorded) -> Sequence[str]:
    """What the month must tell of a grant and its record does not say. Authority: R6."""
    told = {
        "recipient": record.said.recipients,
        "purpose": record.purpose,
        "conditions": record.said.conditions,
        "reasons": reasons_of(record),
    }
    return [name for name, value in told.items() if not value]


def reasons_of(record: Recorded) -> str:
    """The reasons of a decision made here; nothing where the record does not carry them."""
    return record.made.text_of("reasons") if record.made else ""
