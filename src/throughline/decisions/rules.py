"""May this be recorded or published, is it on record already, and how is its money told in a sentence?"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from throughline.kernel.actor import Actor
from throughline.kernel.dates import add_working_days
from throughline.kernel.money import Money
from throughline.kernel.verdict import Allowed, Refused, Verdict

from .lifecycle import NOTICE, READING
from .reading.shape import Finding, ReadDecision
from .record import Field

_GRAVITY = ("error", "warning", "note")
_ALIKE = 0.6  # of the words of both titles are the same
_NUMBERS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)


@dataclass(frozen=True, slots=True)
class Known:
    """What is compared of a decision on record."""

    number: str
    title: str
    reference: str
    total: Money | None
    decided_on: date | None
    file_sha256: str
    position_in_file: int


@dataclass(frozen=True, slots=True)
class Likeness:
    """A decision on record that may be the same one; `is_same` when there is hardly a doubt."""

    number: str
    sentence: str
    is_same: bool


def may_publish(state: str, actor: Actor) -> Verdict:
    """Whether the actor may put the decision on the public register now."""
    return NOTICE.may("publish", state, actor)


def may_correct(state: str, actor: Actor, *, made_from: int, version: int) -> Verdict:
    """Whether the actor may publish a new version, and whether it is made from the newest one."""
    if not (verdict := NOTICE.may("correct", state, actor)):
        return verdict
    if made_from != version:
        return Refused(
            f"Somebody has corrected this decision meanwhile: it is version {version} now.",
            "Look at it again, and correct what is still wrong.",
        )
    return Allowed()


def may_change(changes: Sequence[object], reason: str) -> Verdict:
    """Whether a correction says something: what changes, and why."""
    if not changes:
        return Refused("Nothing changes. Correct at least one value.")
    return _with_reason(reason)


def may_supersede(
    state: str,
    actor: Actor,
    *,
    number: str,
    by: str,
    later_state: str | None,
    decided_on: date | None,
    later_decided_on: date | None,
    reason: str,
) -> Verdict:
    """Whether a later, published decision may stand in the place of this one."""
    if not (verdict := NOTICE.may("supersede", state, actor)):
        return verdict
    if later_state is None:
        return Refused(f"There is no decision {by}. Give the number of the later decision, such as 2026-004.")
    if by == number:
        return Refused("A decision does not stand in its own place. Give the number of the later one.")
    if later_state != "published":
        return Refused(
            f"Decision {by} is {later_state}. Only a published decision stands in another's place."
        )
    if decided_on and later_decided_on and later_decided_on < decided_on:
        return Refused(f"Decision {by} was made before this one. Only a later one stands in its place.")
    return _with_reason(reason)


def _with_reason(reason: str) -> Verdict:
    return Allowed() if reason.strip() else Refused("Say why. Everybody reads it.")


def effective_on(planned: date | None, published_on: date, call_in_days: int | None) -> date | None:
    """From when a decision has effect: not before the working days are over in which it may be called in."""
    if call_in_days is None:
        return planned
    over = add_working_days(published_on, call_in_days) + timedelta(days=1)
    return max(planned, over) if planned else over


def may_confirm(state: str, actor: Actor) -> Verdict:
    """Whether the actor may still confirm and correct what was read."""
    return READING.may("confirm", state, actor)


def may_discard(state: str, actor: Actor) -> Verdict:
    """Whether the actor may throw the reading away."""
    return READING.may("discard", state, actor)


def may_record(
    state: str, actor: Actor, *, unconfirmed: int, likenesses: Sequence[Likeness], again_because: str
) -> Verdict:
    """Whether a reading may become a decision on record: every value confirmed, and not there already."""
    if not (verdict := READING.may("finish", state, actor)):
        return verdict
    if not (verdict := NOTICE.may("record", None, actor)):
        return verdict
    if unconfirmed:
        values = "1 value is" if unconfirmed == 1 else f"{unconfirmed} values are"
        return Refused(f"{values} still unconfirmed.", "Confirm, correct or take out each of them first.")
    same = [likeness for likeness in likenesses if likeness.is_same]
    if same and not again_because.strip():
        return Refused(same[0].sentence, "If it is to be recorded once more, say why.")
    return Allowed()


def may_add(field: Field, words: str) -> Verdict:
    """Whether a person may put in a value that was not read: with its words, and never a signature."""
    if field.name == "sign_offs":
        return Refused("A signature is never supplied. What the notice does not show stays a finding.")
    if not field.may_add:
        return Refused(f"“{field.label}” lists what stands in the text; nothing is added to it.")
    if not words.strip():
        return Refused("Copy the words of the notice that say so: every value has its place in the text.")
    return Allowed()


def where_in(text: str, words: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the words stand in the text, however its lines break; in the decision's own part first."""
    pattern = re.compile(r"\s+".join(re.escape(word) for word in words.split()[:60]), re.IGNORECASE)
    found = pattern.search(text, start, end) or pattern.search(text)
    return found.span() if found and found[0] else None


def likenesses(new: Known, others: Iterable[Known]) -> list[Likeness]:
    """The decisions on record that the new one may be, the surest first."""
    found = []
    for other in others:
        if new.file_sha256 == other.file_sha256 and new.position_in_file == other.position_in_file:
            found.append(
                Likeness(other.number, f"This very file is on record already as {other.number}.", True)
            )
        elif _same(new.reference, other.reference) and (new.total, new.decided_on) == (
            other.total,
            other.decided_on,
        ):
            found.append(
                Likeness(other.number, f"{other.number} has the same reference, date and total.", True)
            )
        elif _same(new.reference, other.reference):
            found.append(Likeness(other.number, f"{other.number} has the same reference.", False))
        elif (
            new.total is not None
            and new.decided_on is not None
            and (new.total, new.decided_on) == (other.total, other.decided_on)
            and alike(new.title, other.title)
        ):
            found.append(
                Likeness(
                    other.number,
                    f"{other.number} has the same date, total and nearly the same subject.",
                    False,
                )
            )
    return sorted(found, key=lambda likeness: (not likeness.is_same, likeness.number))


def alike(one: str, other: str) -> bool:
    """Whether two titles share most of their words."""
    a, b = _words(one), _words(other)
    return bool(a and b) and len(a & b) / len(a | b) >= _ALIKE


def year_of(said: ReadDecision, at: datetime) -> int:
    """The year of a decision's number: of the decision, else of its publication, else of its recording."""
    return (said.decided_on or said.published_on or at.date()).year


def number_of(year: int, place: int) -> str:
    """The public number, such as 2021-001."""
    return f"{year}-{place:03}"


def resident_sentence(
    total: Money | None, purpose: str, title: str, parts: int, no_total: str = "The record states no total."
) -> str:
    """What a resident would want to be told first: how much, for what, in how many parts."""
    what = purpose.strip().rstrip(".") or title
    if total is None:
        return f"{what[:1].upper()}{what[1:]}. {no_total}" if what else no_total
    amount = str(total).removesuffix(".00")
    for_what = f" for {what}" if purpose.strip() else f": {what}" if what else ""
    return f"{amount}{for_what}{f', in {in_words(parts)} parts' if parts > 1 else ''}."


def parts_sentence(total: Money | None, parts: Sequence[Money]) -> str:
    """Whether the parts add up to the total, in words. Authority: R1."""
    if not parts:
        return "The record does not say how the money is split."
    in_all = Money(sum(part.pence for part in parts))
    if total is None:
        return f"The parts come to {in_all}; the record states no total."
    if in_all == total:
        return "The parts add up to the total."
    gap = total - in_all
    than = "less" if gap.pence > 0 else "more"
    return f"The parts do not add up: they come to {in_all}, {abs(gap)} {than} than the total."


def missing_signatures(findings: Iterable[Finding]) -> list[str]:
    """The posts whose signature the notice does not show. Authority: R2."""
    return [
        finding.post or finding.message for finding in findings if finding.code == "sign-off-not-evidenced"
    ]


def gravest_first(findings: Iterable[Finding]) -> list[Finding]:
    """The findings by severity, within it in their own order."""
    return sorted(findings, key=lambda finding: _GRAVITY.index(finding.severity))


def in_words(count: int) -> str:
    """A small number as a word, a larger one in figures."""
    return _NUMBERS[count] if 0 <= count < len(_NUMBERS) else f"{count:,}"


def _same(one: str, other: str) -> bool:
    return bool(one.strip()) and _words(one) == _words(other)


def _words(text: str) -> frozenset[str]:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return frozenset(re.findall(r"[a-z0-9]+", "".join(c for c in plain if not unicodedata.combining(c))))
