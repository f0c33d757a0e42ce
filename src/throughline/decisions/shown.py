"""What does the page of a decision show, to staff and to everybody?"""

import json
import re
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from typing import Any

from throughline.kernel.money import Money

from . import rules
from .models import Notice
from .models.notice import NO_SUBJECT
from .reading.shape import Finding
from .record import FUNCTIONS, Recorded, from_published, published_bytes


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
class ShownDecision:
    """A decision as its page tells it; `notice` for staff, who may see what is never published."""

    facts: Recorded
    notice: Notice | None = None

    @property
    def heading(self) -> str:
        return self.facts.said.title or NO_SUBJECT

    @property
    def total(self) -> Money | None:
        pence = self.facts.said.total_pence
        return None if pence is None else Money(pence)

    @property
    def sentence(self) -> str:
        """What a resident wants to know first."""
        return rules.resident_sentence(
            self.total, self.facts.purpose, self.heading, len(self.facts.said.breakdown)
        )

    @property
    def tone(self) -> str:
        return "good" if self.facts.state == "published" else "wait"

    @property
    def key_facts(self) -> list[tuple[Any, ...]]:
        """The labels that readers of public decisions know, with what the record says."""
        said = self.facts.said
        return [
            ("Decision Maker", ", ".join(said.decision_makers)),
            ("Decision status", said.status),
            ("Is Key decision?", _yes_no(said.key_decision)),
            ("Is subject to call in?", _yes_no(said.subject_to_call_in)),
            ("Publication date", _day(said.published_on)),
            ("Date of decision", _day(said.decided_on)),
        ]

    @property
    def more_facts(self) -> list[tuple[Any, ...]]:
        said = self.facts.said
        return [
            ("Type of decision", said.decision_type),
            ("Function exercised", FUNCTIONS[said.function] if said.function else None),
            ("Legal power", said.legal_power),
            ("Reference", said.reference),
            ("In effect from", _day(said.effective_from)),
            ("Decision author", said.author),
            ("Who receives it", said.recipients),
            ("Price basis", said.price_basis),
            ("Payment basis", said.payment_basis),
        ]

    @property
    def parts(self) -> list[dict[str, Any]]:
        return [{"text": part.place, "money": part.pence} for part in self.facts.said.breakdown]

    @property
    def parts_sentence(self) -> str:
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
        return [Signature(step.post, step.signed_on) for step in signed] + [
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
    def findings(self) -> list[Finding]:
        """The gravest first, each with the words that it is about."""
        return [self._with_words(finding) for finding in rules.gravest_first(self.facts.findings)]

    @property
    def fingerprint(self) -> str:
        """The hash of the canonical record, as it stands in the acts that recorded and published it."""
        return sha256(published_bytes(self.facts)).hexdigest()

    def _with_words(self, finding: Finding) -> Finding:
        about = re.match(r"(promises|related)\[(\d+)\]", finding.field or "")
        if finding.text or about is None:
            return finding
        listed = self.facts.said.promises if about[1] == "promises" else self.facts.said.related
        at = int(about[2])
        return replace(finding, text=listed[at].text) if at < len(listed) else finding


def shown(notice: Notice) -> ShownDecision:
    """What the page of this decision shows; asks no more of the database when its parts are prefetched."""
    return ShownDecision(notice.facts(), notice)


def shown_published(record: bytes) -> ShownDecision:
    """What everybody is shown of a decision: its frozen record and nothing else."""
    return ShownDecision(from_published(json.loads(record)))


def _day(day: date | None) -> str | None:
    return None if day is None else f"{day.day} {day:%B %Y}"


def _yes_no(value: bool | None) -> str | None:
    return None if value is None else "Yes" if value else "No"
