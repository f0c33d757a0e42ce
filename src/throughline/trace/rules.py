"""Which colour has a cell of the position page, and by which one rule?

A colour never stands alone: its words say the same. Plain values in, a mark out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from throughline.kernel.money import Money
from throughline.kernel.wording import long_date

Tone = Literal["stop", "wait", "good", "quiet"]
GRAVEST: tuple[Tone, ...] = ("stop", "wait", "good", "quiet")
# One rule a colour, printed under the table as it stands here.
RULES: dict[Tone, tuple[str, str]] = {
    "stop": (
        "Red",
        "Money stops here, or has to come back: an instalment is held, assurance is withheld, more lies unallocated "
        "than the terms allow, or the risk is read as high.",
    ),
    "wait": (
        "Yellow",
        "Somebody has to act, and money still moves: an agreement waits to be signed, a return is late, assurance has "
        "conditions, a finding is open, or the risk is read as medium.",
    ),
    "good": ("Green", "What was asked for is there and in order."),
    "quiet": ("Grey", "Not asked for, cannot be, or its day has not come."),
}
NOTHING = Money(0)
# By the words that assurance uses, which are what people read.
STATEMENTS: dict[str, tuple[Tone, str]] = {
    "Assurance given": ("good", "Given"),
    "Assurance given with conditions": ("wait", "With conditions"),
    "Assurance withheld": ("stop", "Withheld"),
    "Sampled: the papers bear the return out": ("good", "Sampled: borne out"),
    "Sampled: they bear it out in part": ("wait", "Sampled: in part"),
    "Sampled: they do not bear it out": ("stop", "Sampled: not borne out"),
}
READINGS: dict[str, tuple[Tone, str]] = {
    "Low": ("good", "Low"),
    "Medium": ("wait", "Medium"),
    "High": ("stop", "High"),
}
UNSIGNED = {"offered": "Offered, not signed", "accepted": "Signed by one side"}
STOPPED = {"suspended": "Suspended", "terminated": "Terminated", "withdrawn": "Withdrawn"}


@dataclass(frozen=True, slots=True)
class Mark:
    """A colour with its words; `note` says a little more where there is more to say.

    `is_unsaid`: nobody has said anything yet; a page prints a dash, and the words for those who hear it.
    """

    tone: Tone
    words: str
    note: str = ""
    is_unsaid: bool = False


def returns_mark(waiting: int, late: int, next_due: date | None, *, any_came: bool) -> Mark:
    """How the returns stand: late ones first, then those that are asked for, then whether any came at all."""
    coming = f"Next {long_date(next_due)}" if next_due else ""
    if late:
        return Mark("wait", f"{late} late", coming)
    if waiting:
        return Mark("quiet", "Asked for", coming)
    return Mark("good", "All in", coming) if any_came else Mark("quiet", "None due yet", coming)


def statement_mark(outcome: str | None) -> Mark:
    """What the partnership said last."""
    return Mark(*STATEMENTS[outcome]) if outcome in STATEMENTS else Mark("quiet", "None yet", is_unsaid=True)


def risk_mark(reading: str | None, open_findings: int) -> Mark:
    """The risk as last confirmed by a person; an open finding makes a low one a thing to act on."""
    tone, words = READINGS.get(reading or "", ("quiet", "Not read"))
    if not open_findings:
        return Mark(tone, words, is_unsaid=reading not in READINGS)
    note = f"{open_findings} open finding{'' if open_findings == 1 else 's'}"
    return Mark(min("wait", tone, key=GRAVEST.index), words, note)


def unallocated_mark(lying: Money | None, limit: Money | None) -> Mark:
    """What lies unallocated beside what the terms allow. Authority: R23."""
    if lying is None:
        return Mark("quiet", "")
    if limit is None:
        return Mark("quiet", "", "These terms set no limit")
    if lying > limit:
        return Mark("stop", "", f"{lying - limit} over the limit")
    return Mark("good", "", f"Limit {limit}")


def conditions_mark(grant_state: str, verdicts: Sequence[str], held_for: Sequence[str]) -> Mark:
    """What the grant's instalments wait for: `held_for` says why those that are held are held, in words."""
    if grant_state in STOPPED:
        return Mark("stop", STOPPED[grant_state])
    if grant_state in UNSIGNED:
        return Mark("wait", UNSIGNED[grant_state])
    if "hold" in verdicts:
        more = f" and {len(held_for) - 1} more" if len(held_for) > 1 else ""
        return Mark("stop", "Held", f"{held_for[0]}{more}" if held_for else "")
    if "release" in verdicts:
        return Mark("good", "May be paid")
    return Mark("quiet", "Not due yet") if "not_due" in verdicts else Mark("good", "All paid")


def gravest(marks: Sequence[Mark]) -> Tone:
    """The colour that comes first when an area is looked at as a whole."""
    return min((each.tone for each in marks), key=GRAVEST.index, default="quiet")


@dataclass(frozen=True, slots=True)
class Trend:
    """How a figure moved since the earlier reading; `sign` is for the eye, `words` for everybody."""

    sign: str
    words: str


def trend(now: Money | None, before: Money | None) -> Trend | None:
    """More, less or the same as before; None where one of the two is not known."""
    if now is None or before is None:
        return None
    if now == before:
        return Trend("→", "as before")
    moved = now - before
    return Trend("↑", f"{moved} more") if moved > NOTHING else Trend("↓", f"{-moved} less")
