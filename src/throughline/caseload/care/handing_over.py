"""By when is prison healthcare told, by when does it confirm, by when is it asked what it did? Authority: R35.

No law sets these days. They are the service’s own, counted in working days, and each prison’s team confirms them.
"""

from dataclasses import dataclass
from datetime import date

from throughline.kernel.dates import add_working_days

from ..rules import Clock, working_clock

TELL_DAYS = 1  # from the day on which somebody went into custody
RECEIPT_DAYS = 2  # from sending
BACK_DAYS = 1  # from release
UNCONFIRMED = "These days are the service’s own; the prison’s team has not confirmed them."
OPEN = ("sent", "received")
STATES = {
    "sent": ("Sent, not confirmed yet", "wait"),
    "received": ("Received", "good"),
    "returned": ("Handed back", "quiet"),
    "overtaken": ("A newer one was sent", "quiet"),
}
HOW = {
    "phone": "By phone",
    "mail": "By secure mail",
    "system": "In its own system",
    "meeting": "In a meeting",
}
WORDS = {
    "send": "Tell prison healthcare",
    "confirm": "Say that prison healthcare has it",
    "bring_back": "Ask prison healthcare what it did",
}


@dataclass(frozen=True, slots=True)
class Handed:
    """The newest handover of somebody, as far as its days go."""

    state: str
    sent_on: date
    due_on: date


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be done now, and how long there is left for it."""

    step: str
    clock: Clock

    @property
    def words(self) -> str:
        return WORDS[self.step]


def receipt_due(sent_on: date) -> date:
    """By when the team confirms that it has it."""
    return add_working_days(sent_on, RECEIPT_DAYS)


def wanted(
    custody_since: date | None, release_on: date | None, last: Handed | None, today: date
) -> Wanted | None:
    """What is to be done about prison healthcare; None where nothing is.

    `custody_since` is when support was paused for recall or remand, None where it is not paused for that.
    """
    if last is not None and last.state in OPEN and (custody_since is None or last.sent_on >= custody_since):
        if custody_since is None and release_on is not None and release_on <= today:
            return Wanted("bring_back", working_clock(add_working_days(release_on, BACK_DAYS), today))
        return Wanted("confirm", working_clock(last.due_on, today)) if last.state == "sent" else None
    if custody_since is None or (last is not None and last.sent_on >= custody_since):
        return None
    return Wanted("send", working_clock(add_working_days(custody_since, TELL_DAYS), today))
