"""What does the page of a decision show, to staff and to everybody?"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from typing import Any

from throughline.governance.queries.promises import Promised
from throughline.kernel.money import Money
from throughline.kernel.wording import long_date

from . import rules
from .law.call_in import Standing
from .made import Made, Text
from .models import Notice
from .models.notice import NO_SUBJECT
from .reading.shape import Finding
from .record import FUNCTIONS, Recorded, from_published, published_bytes
from .revised import Revised

PROSE = ("reasons", "alternatives", "consultation", "consultation.answers")  # each under a heading of its own
_FIRST = "decision"
ACTS = {
    "decision.recorded": "Recorded",
    "decision.made": "Decided",
    "decision.promised": "Its promises put under watch",
    "decision.published": "Published",
    "decision.corrected": "Corrected",
    "decision.superseded": "Superseded",
    "edition.frozen": "Published forms frozen",
}
TONES = {"published": "good", "superseded": "quiet"}


@dataclass(frozen=True, slots=True)
class Signature:
    """A step on the line of signatures; without a date the notice does not show it."""

    post: str
    signed_on: date | None
    note: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Leaning:
    """A decision that this one leans on, and whether it is held here."""

    text: str
    decided_on: date | None
    is_held: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """A promise in the decision's words, and what became of it where it is watched here."""

    text: str
    owner: str | None
    due: str | None
    watched: Promised | None = None


@dataclass(frozen=True, slots=True)
class ShownDecision:
    """A decision as its page tells it; `notice` for staff, who may see what is never published.

    `watched` is what governance knows of its promises, in their order; `instead_of` the decisions that it supersedes;
    `call_in` how its call-in stands, where it has one.
    """

    facts: Recorded
    notice: Notice | None = None
    watched: Sequence[Promised] = ()
    instead_of: Sequence[str] = ()
    call_in: Standing | None = None

    @property
    def heading(self) -> str:
        return self.facts.said.title or NO_SUBJECT

    @property
    def made(self) -> Made | None:
        return self.facts.made

    @property
    def total(self) -> Money | None:
        pence = self.facts.said.total_pence
        return None if pence is None else Money(pence)

    @property
    def no_total(self) -> str:
        """What a page says instead of a total that is not there."""
        if self.made and self.made.is_money_exempt:
            return "The money is exempt from publication."
        if self.made and self.made.outcome == "refused":
            return "No money is awarded: the decision was refused."
        return "The record states no total."

    @property
    def sentence(self) -> str:
        """What a resident wants to know first."""
        return rules.resident_sentence(
            self.total, self.facts.purpose, self.heading, len(self.facts.said.breakdown), self.no_total
        )

    @property
    def tone(self) -> str:
        return TONES.get(self.facts.state, "wait")

    @property
    def key_facts(self) -> list[tuple[Any, ...]]:
        """The labels that readers of public decisions know, with what the record says."""
        said = self.facts.said
        return [
            ("Decision Maker", ", ".join(said.decision_makers)),
            ("Decision status", said.status),
            ("Is Key decision?", _yes_no(said.key_decision)),
            ("Is subject to call in?", _yes_no(said.subject_to_call_in)),
            ("Publication date", _day(said.published_on) or ("Not published yet" if self.made else None)),
            ("Date of decision", _day(said.decided_on)),
            *([("In effect from", self._effect)] if self.made else []),
        ]

    @property
    def more_facts(self) -> list[tuple[Any, ...]]:
        said = self.facts.said
        told: list[tuple[Any, ...]] = [
            ("Type of decision", said.decision_type),
            ("Function exercised", FUNCTIONS[said.function] if said.function else None),
            ("Legal power", said.legal_power),
            ("Reference", said.reference),
            *([] if self.made else [("In effect from", _day(said.effective_from))]),
            ("Decision author", said.author),
            ("Who receives it", said.recipients),
            ("Price basis", said.price_basis),
            ("Payment basis", said.payment_basis),
        ]
        if self.made is None:
            return told
        told += [("Programme", self.made.programme)]
        if law := self.made.law:
            unsure = "" if law.is_confirmed else " (not yet confirmed by the monitoring officer)"
            told += [
                ("Scrutinised by", law.scrutiny_body),
                ("Publication", f"{law.publication_duty} {law.authority}{unsure}"),
            ]
        # A form that was filled in here asks for all of this: what is empty was not thought worth a word.
        return [fact for fact in told if fact[1]]

    @property
    def decision(self) -> str:
        """The very words that were decided; empty where they are not published or not held."""
        return self.made.text_of(_FIRST) if self.made else ""

    @property
    def prose(self) -> list[Text]:
        return [each for each in self._texts if each.name in PROSE]

    @property
    def further(self) -> list[Text]:
        return [each for each in self._texts if each.name not in (*PROSE, _FIRST)]

    @property
    def parts(self) -> list[dict[str, Any]]:
        return [
            {
                "text": part.place,
                "money": part.pence,
                "note": part.recipient if part.recipient != part.place else "",
            }
            for part in self.facts.said.breakdown
        ]

    @property
    def parts_sentence(self) -> str:
        if self.total is None and not self.parts and self.made:
            return ""
        return rules.parts_sentence(self.total, [Money(part.pence) for part in self.facts.said.breakdown])

    @property
    def years(self) -> list[tuple[str, Money | None]]:
        return [
            (part.year, None if part.pence is None else Money(part.pence)) for part in self.facts.said.by_year
        ]

    @property
    def signatures(self) -> list[Signature]:
        """Who signed in the order of the dates, then who the notice does not show. Authority: R2."""
        signed = sorted(
            self.facts.said.sign_offs, key=lambda step: (step.signed_on is None, step.signed_on or date.max)
        )
        missing = rules.missing_signatures(self.facts.findings)
        there = {step.post for step in signed}
        return [Signature(step.post, step.signed_on, step.on_behalf) for step in signed] + [
            Signature(post, None) for post in missing if post not in there
        ]

    @property
    def leans_on(self) -> list[Leaning]:
        not_held = {f.field for f in self.facts.findings if f.code == "related-decision-not-held" and f.field}
        return [
            Leaning(each.text, each.decided_on, not any(f.startswith(f"related[{i}]") for f in not_held))
            for i, each in enumerate(self.facts.said.related)
        ]

    @property
    def promises(self) -> list[Kept]:
        """What it promised, in its own words, and what became of each."""
        promised = self.facts.said.promises
        watched = self.watched if len(self.watched) == len(promised) else [None] * len(promised)
        return [
            Kept(each.text, each.owner, each.due, seen) for each, seen in zip(promised, watched, strict=True)
        ]

    @property
    def findings(self) -> list[Finding]:
        """The gravest first, each with the words that it is about."""
        return [self._with_words(finding) for finding in rules.gravest_first(self.facts.findings)]

    @property
    def corrected(self) -> Revised | None:
        """The newest version that corrected something, if there is one."""
        return next((each for each in reversed(self.facts.revisions) if each.changes), None)

    @property
    def superseded(self) -> Revised | None:
        """The version that says that another decision stands in the place of this one."""
        return self.facts.revisions[-1] if self.facts.superseded_by and self.facts.revisions else None

    @property
    def fingerprint(self) -> str:
        """The hash of the canonical record, as it stands in the acts that recorded and published it."""
        return sha256(published_bytes(self.facts)).hexdigest()

    @property
    def _effect(self) -> str | None:
        """From when it counts: as its call-in stands, else as the record says. Authority: R7."""
        if self.call_in:
            return self.call_in.effect
        day = _day(self.facts.said.effective_from)
        may_wait = day and self.facts.said.published_on and self.made and self.made.days_of_call_in
        return f"{day}, unless it is called in before" if may_wait else day

    @property
    def _texts(self) -> tuple[Text, ...]:
        return self.made.texts if self.made else ()

    def _with_words(self, finding: Finding) -> Finding:
        about = re.match(r"(promises|related)\[(\d+)\]", finding.field or "")
        if finding.text or about is None:
            return finding
        listed = self.facts.said.promises if about[1] == "promises" else self.facts.said.related
        at = int(about[2])
        return replace(finding, text=listed[at].text) if at < len(listed) else finding


def shown(notice: Notice, watched: Sequence[Promised] = (), call_in: Standing | None = None) -> ShownDecision:
    """What the page of this decision shows; asks no more of the database when its parts are prefetched."""
    instead_of = sorted(each.number for each in notice.supersedes.all())
    return ShownDecision(notice.facts(), notice, watched, instead_of, call_in)


def shown_published(
    record: bytes,
    watched: Sequence[Promised] = (),
    instead_of: Sequence[str] = (),
    call_in: Standing | None = None,
) -> ShownDecision:
    """What everybody is shown of a decision: its frozen record, and what has become of it since."""
    return ShownDecision(from_published(json.loads(record)), None, watched, instead_of, call_in)


def _day(day: date | None) -> str | None:
    return None if day is None else long_date(day)


def _yes_no(value: bool | None) -> str | None:
    return None if value is None else "Yes" if value else "No"
