"""A made-up draft that was signed, for tests of what becomes of it."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any
from uuid import uuid4

from throughline.decisions.decided import put_decided_on_record
from throughline.decisions.drafting.content import Attached, Content, LeansOn, frozen_bytes
from throughline.decisions.models import Draft, DraftVersion, Notice, Signature
from throughline.kernel.actor import Actor
from throughline.ledger.actions import act
from throughline.organisations.models import Delegation

DRAFTER = Actor(f"person:{uuid4()}", frozenset({"programme-officer"}))
SIGNER = Actor(f"person:{uuid4()}", frozenset({"deputy-mayor"}))
SIGNED_AT = datetime(2026, 6, 2, 23, 30, tzinfo=UTC)  # the third of June in London
SAYS: Mapping[str, Any] = {
    "subject": {"title": "Harbour outreach grants 2026/27", "purpose": "outreach at the harbour"},
    "type": {"decision_type": "deputy-mayor", "stage": "final"},
    "function": {"function": "police-and-crime"},
    "power": {"legal_power": "Section 12 of the Made-up Act 2019"},
    "decision": {
        "decision": "Grants of £90,000.00 are awarded to the harbour boroughs.",
        "conditions": [{"text": "Nights worked are reported each quarter."}],
    },
    "reasons": {"reasons": "Twice as many people slept rough as the winter before."},
    "alternatives": {"alternatives": "A single contract: it would run beside four services."},
    "fund": {"fund": "The harbour safety fund"},
    "financial": {
        "total_pence": 9_000_000,
        "parts": [
            {"place": "Bury", "recipient": "Bury harbour trust", "pence": 4_000_000},
            {"place": "Oldham", "recipient": "Oldham harbour trust", "pence": 5_000_000},
        ],
        "price_basis": "fixed",
    },
    "route": {"route": "grant", "comments": "Advised as grants."},
    "leans": {"promises": [{"text": "A risk log is kept.", "owner": "Programme lead", "due": "2026-09-01"}]},
    "risk": {"risk": "Posts may stay vacant."},
    "contact": {"contact_officer": "Ines Marchetti", "contact_email": "ines.marchetti@example.org"},
}


def signed_draft(
    changes: Mapping[str, Any] | None = None,
    attachments: Sequence[Attached] = (),
    leans_on: Sequence[LeansOn] = (),
) -> tuple[Draft, DraftVersion]:
    """A draft that says this, and the version of it that was frozen."""
    said = {**SAYS, **(changes or {})}
    with act(actor=DRAFTER, at=SIGNED_AT, verb="test", subject=("draft", "made up")):
        draft = Draft.objects.create(
            title=said["subject"]["title"],
            drafted_at=SIGNED_AT,
            drafted_by=DRAFTER.id,
            changed_at=SIGNED_AT,
            changed_by=DRAFTER.id,
        )
        content = Content(str(draft.id), said, attachments=tuple(attachments), leans_on=tuple(leans_on))
        frozen = DraftVersion(
            draft=draft, number=1, why="To be signed", made_at=SIGNED_AT, made_by=DRAFTER.id,
            content=frozen_bytes(content, uuid4().hex),
        )  # fmt: skip
        frozen.sha256 = sha256(frozen.content).hexdigest()
        frozen.save()
    return draft, frozen


def signature(title: str, turn: int, at: datetime = SIGNED_AT, under: date | None = None) -> Signature:
    """A signature that was given, for the holder of the post or under a delegation."""
    return Signature(
        title=title, turn=turn, state="given", asked_at=at, answered_at=at,
        on_behalf=Delegation(held_from=under, held_until=under) if under else None,
    )  # fmt: skip


SIGNATURES = (
    signature("Assistant Director", 1, datetime(2026, 5, 28, 9, tzinfo=UTC)),
    signature("Director for Safer and Stronger Communities", 2, datetime(2026, 5, 29, 9, tzinfo=UTC)),
    signature("Deputy Mayor", 3),
)


def decide(
    changes: Mapping[str, Any] | None = None,
    *,
    outcome: str = "approved",
    amendment: str = "",
    signatures: Sequence[Signature] = SIGNATURES,
    attachments: Sequence[Attached] = (),
    leans_on: Sequence[LeansOn] = (),
) -> Notice:
    """The decision on record that the last signature made of such a draft."""
    draft, version = signed_draft(changes, attachments, leans_on)
    return put_decided_on_record(
        draft=draft, version=version, outcome=outcome, amendment=amendment, signatures=signatures,
        actor=SIGNER, at=SIGNED_AT,
    )  # fmt: skip
