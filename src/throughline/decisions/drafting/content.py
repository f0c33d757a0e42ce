"""What does a draft say, as plain values that rules, checks, versions and the public record read?

A `Content` is whole: its sections, the split it is linked to, what it leans on and what is attached. It is what a
version freezes and what a signature rests on.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any

import rfc8785

from throughline.kernel.money import Money
from throughline.kernel.wording import long_date
from throughline.organisations.places import known_places

from ..reading.shape import (
    Function,
    PlacePart,
    Promise,
    ReadDecision,
    RelatedDecision,
    Safeguarding,
    YearPart,
)
from .money import ONLY_WITH_A_SPLIT, READ_FROM_THE_SPLIT
from .terms import DECISION_TYPES, PAYMENT_BASES, PRICE_BASES, STAGES

Json = dict[str, Any]
SCHEMA = "throughline-draft-1"  # another number when a reader of the old one would be wrong
_EVIDENCE = {"policy": "Policy", "lead": "Safeguarding lead", "training": "Training", "audit": "Audit"}
DECIDERS = {"deputy-mayor": "Deputy Mayor", "chief-officer": "Chief Officer"}


@dataclass(frozen=True, slots=True)
class Award:
    """One part of the money; `legal_recipient` is the body that signs for it."""

    place: str
    pence: int
    gss_code: str | None = None
    recipient: str = ""
    legal_recipient: str = ""

    @property
    def signs(self) -> str:
        """Who is bound by it: the legal recipient, else the recipient, else nobody that is named."""
        return self.legal_recipient or self.recipient


@dataclass(frozen=True, slots=True)
class LinkedSplit:
    """The split that a draft is linked to, as the workbench has it now; `linked_digest` is what it was then."""

    run_id: str
    round_code: str
    name: str
    year: str
    total_pence: int
    parts: tuple[Award, ...]
    digest: str
    linked_digest: str
    price_basis: str = ""
    payment_basis: str = ""
    is_chosen: bool = True

    @property
    def has_changed(self) -> bool:
        """Whether the workbench no longer says what it said when the draft was linked."""
        return not self.is_chosen or self.digest != self.linked_digest


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that goes with the draft; with a ground it is published nowhere."""

    id: str
    title: str
    name: str
    sha256: str
    kind: str
    size: int
    exempt_ground: str = ""


@dataclass(frozen=True, slots=True)
class LeansOn:
    """What the draft stands on: `kind` is "item", "decision" or "words"; `number` is that of a decision held here."""

    kind: str
    text: str
    about: str = ""
    id: str = ""
    number: str = ""
    decided_on: str = ""

    @property
    def day(self) -> str:
        """The day of it in words, where it has one."""
        day = date.fromisoformat(self.decided_on) if self.decided_on else None
        return long_date(day) if day else ""


@dataclass(frozen=True, slots=True)
class Content:
    """A whole draft. `sections` maps a section's slug to its values as JSON: whole pence, ISO dates, rows as lists."""

    draft_id: str
    sections: Mapping[str, Json] = field(default_factory=dict)
    split: LinkedSplit | None = None
    attachments: tuple[Attached, ...] = ()
    leans_on: tuple[LeansOn, ...] = ()

    def said(self, section: str, name: str) -> str:
        """The words of one field, or nothing."""
        value = self.sections.get(section, {}).get(name)
        return value.strip() if isinstance(value, str) else ""

    def rows(self, section: str, name: str) -> list[Json]:
        """The rows of one field, those that are not empty."""
        value = self.sections.get(section, {}).get(name)
        return [row for row in value if any(row.values())] if isinstance(value, list) else []

    def pence(self, section: str, name: str) -> int | None:
        """The amount of one field in whole pence, if it has one."""
        value = self.sections.get(section, {}).get(name)
        return value if type(value) is int else None

    def day(self, section: str, name: str) -> date | None:
        """The date of one field, if it has one."""
        written = self.said(section, name)
        return date.fromisoformat(written) if written else None

    @property
    def title(self) -> str:
        return self.said("subject", "title")

    @property
    def total(self) -> Money | None:
        """The total of the linked split, else the one that was typed."""
        pence = self.split.total_pence if self.split else self.pence("financial", "total_pence")
        return None if pence is None else Money(pence)

    @property
    def awards(self) -> tuple[Award, ...]:
        """The parts of the linked split with the receivers that were named, else the parts that were typed."""
        if self.split:
            named = {row["place"]: row for row in self.rows("financial", "receivers")}
            return tuple(
                replace(
                    part,
                    recipient=named.get(part.place, {}).get("recipient") or part.recipient,
                    legal_recipient=named.get(part.place, {}).get("legal_recipient") or part.legal_recipient,
                )
                for part in self.split.parts
            )
        codes = {name.casefold(): code for name, code in known_places()}
        return tuple(
            Award(
                place=row.get("place") or row.get("recipient") or "",
                pence=row.get("pence") or 0,
                gss_code=codes.get(str(row.get("place") or "").strip().casefold()),
                recipient=row.get("recipient") or "",
                legal_recipient=row.get("legal_recipient") or "",
            )
            for row in self.rows("financial", "parts")
        )

    @property
    def whole_life(self) -> Money | None:
        """What it is worth with all intended years and options, where that is said. Authority: R3."""
        pence = self.pence("when", "whole_life_pence")
        return None if pence is None else Money(pence)

    @property
    def new_award(self) -> Money | None:
        """Of a change: the whole award after it. Authority: R3."""
        pence = self.pence("when", "new_award_pence")
        return None if pence is None or not self.is_variation else Money(pence)

    @property
    def is_variation(self) -> bool:
        return self.said("when", "varies") == "varies"

    @property
    def purpose_key(self) -> str:
        """The short name under which decisions for the same purpose are counted together. Authority: R3."""
        return "-".join(self.said("when", "purpose_key").casefold().split())

    @property
    def planned_on(self) -> date | None:
        return self.day("when", "planned_on")


def as_said(content: Content) -> ReadDecision:
    """The draft in the shape of a notice that was read, so that the same checks and the same record serve both."""
    kind, stage = content.said("type", "decision_type"), content.said("type", "stage")
    function: Function | None = content.said("function", "function") or None  # type: ignore[assignment]  # a choice
    split = content.split
    total = content.total
    contact = [
        content.said("contact", name) for name in ("contact_officer", "contact_email", "contact_telephone")
    ]
    receivers = list(dict.fromkeys(award.recipient for award in content.awards if award.recipient))
    return ReadDecision(
        title=content.title or None,
        reference=content.said("subject", "reference") or None,
        author=content.said("subject", "author") or None,
        contact=", ".join(filter(None, contact)),
        function=function,
        legal_power=content.said("power", "legal_power") or None,
        decision_type=": ".join(filter(None, [DECISION_TYPES.get(kind), STAGES.get(stage)])) or None,
        decision_makers=(DECIDERS[kind],) if kind in DECIDERS else (),
        decided_on=content.planned_on,
        effective_from=content.day("when", "effective_from"),
        total_pence=None if total is None else total.pence,
        breakdown=tuple(PlacePart(award.place, award.gss_code, award.pence) for award in content.awards),
        by_year=(YearPart(split.year, split.total_pence),)
        if split and split.year
        else tuple(
            YearPart(row["year"], row.get("pence"))
            for row in content.rows("financial", "by_year")
            if row.get("year")
        ),
        recipients="; ".join(receivers) or None,
        price_basis=(split.price_basis if split else "")
        or PRICE_BASES.get(content.said("financial", "price_basis")),
        payment_basis=(split.payment_basis if split else "")
        or PAYMENT_BASES.get(content.said("financial", "payment_basis")),
        conditions=tuple(row["text"] for row in content.rows("decision", "conditions") if row.get("text")),
        endorsements=tuple(row["text"] for row in content.rows("leans", "endorsements") if row.get("text")),
        related=tuple(
            RelatedDecision(
                f"{each.number} {each.text}".strip(),
                date.fromisoformat(each.decided_on) if each.decided_on else None,
            )
            for each in content.leans_on
            if each.kind != "item"
        ),
        promises=tuple(
            Promise(row["text"], row.get("owner") or None, row.get("due") or None)
            for row in content.rows("leans", "promises")
            if row.get("text")
        ),
        safeguarding=Safeguarding(safeguarding(content, "children"), safeguarding(content, "adults")),
    )


def safeguarding(content: Content, whom: str) -> str:
    """The answer with its evidence as one text; a piece of evidence that was not given is not named. Authority: R8."""
    given = [content.said("safeguarding", f"{whom}_answer")]
    for name, label in _EVIDENCE.items():
        if said := content.said("safeguarding", f"{whom}_{name}"):
            given.append(f"{label}: {said.rstrip('.')}.")
    return " ".join(filter(None, given))


def not_asked(split: LinkedSplit | None) -> frozenset[str]:
    """The fields of the financial section that nobody types: a linked split says them, or they only go with one."""
    if split is None:
        return ONLY_WITH_A_SPLIT
    bases = {name for name in ("price_basis", "payment_basis") if getattr(split, name)}
    return READ_FROM_THE_SPLIT | bases


def frozen_bytes(content: Content, salt: str) -> bytes:
    """The whole draft as canonical JSON (RFC 8785); with a random salt its hash tells nothing of an exempt part."""
    return rfc8785.dumps({"schema": SCHEMA, "salt": salt, **json.loads(json.dumps(asdict(content)))})


def from_frozen(frozen: bytes) -> Content:
    """The draft again from its canonical bytes."""
    form = json.loads(frozen)
    split = form["split"]
    if split:
        split = LinkedSplit(**{**split, "parts": tuple(Award(**part) for part in split["parts"])})
    return Content(
        draft_id=form["draft_id"],
        sections=form["sections"],
        split=split,
        attachments=tuple(Attached(**each) for each in form["attachments"]),
        leans_on=tuple(LeansOn(**each) for each in form["leans_on"]),
    )


def exempt_sections(content: Content) -> dict[str, str]:
    """The sections that are not published, each with the code of its ground."""
    rows = content.rows("exempt", "exempt")
    return {row["section"]: row.get("ground") or "" for row in rows if row.get("section")}


def without_exempt(content: Content) -> Content:
    """What may be published of a draft: no exempt section, no exempt file, and nothing that rests on one."""
    exempt = exempt_sections(content)
    return replace(
        content,
        sections={
            slug: values for slug, values in content.sections.items() if slug not in {*exempt, "exempt"}
        },
        split=None if "financial" in exempt else content.split,
        leans_on=() if "leans" in exempt else content.leans_on,
        attachments=()
        if "attachments" in exempt
        else tuple(each for each in content.attachments if not each.exempt_ground),
    )
