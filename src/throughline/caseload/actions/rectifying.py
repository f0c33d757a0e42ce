"""How is put right what a record says of who somebody is; and where it stays, how do their own words stand beside it?

What it said before, who said otherwise and how that is known stay with it, sealed, and probation reads them too. R39
"""

from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act

from ..lifecycle import PROVIDER
from ..models import Amendment, Referral
from ..rectifying import FIELDS, STATEMENT
from ..referring import in_words
from ..rules import may_be_referred
from ..sealed import Words, closed, place_of
from .after_sending import AMENDMENT
from .people import change_identity, identity_of
from .referrals import locked


def rectify(*, actor: Actor, at: datetime, referral_id: UUID, name: str, value: Any, because: str) -> None:
    """The record says this from now on and is found by it; what it said before stays on record with the reason."""
    referral = _mine(actor, referral_id)
    if name not in FIELDS:
        raise RefusedError("Choose what is to be put right.")
    if not because.strip():
        raise RefusedError("Say who says so, and how you know.")
    before = identity_of(referral.person)
    kept = value.isoformat() if isinstance(value, date) else str(value or "").strip()
    if getattr(before, name) == kept:
        raise RefusedError("This is what the record says already.")
    changed: dict[str, Any] = {name: kept}
    after = replace(before, **changed)
    if name == "date_of_birth":
        may_be_referred(after.age_on(timezone.localdate(at))).or_raise()
    if name == "given_names" and not kept:
        raise RefusedError("Say the person’s name.")
    said = {"before": _shown(name, getattr(before, name)), "after": _shown(name, kept)}
    _note(actor, at, referral, "record.rectified", name, because, said)
    with act(actor=actor, at=at, verb="person.rectified", subject=("person", referral.person_id)):
        change_identity(referral.person, after)


def add_statement(*, actor: Actor, at: datetime, referral_id: UUID, statement: str, because: str) -> None:
    """The record stays as it is; what the person says instead stands beside it, with why it stays."""
    referral = _mine(actor, referral_id)
    if not (statement.strip() and because.strip()):
        raise RefusedError("Write what the person says, and why the record stays as it is.")
    said = {"before": "", "after": statement.strip()}
    _note(actor, at, referral, "record.statement_added", STATEMENT, because, said)


def _mine(actor: Actor, referral_id: UUID) -> Referral:
    referral = locked(referral_id)
    if not actor.roles & PROVIDER:
        raise RefusedError("This is not for your role.", "The service puts its own record right.")
    return referral


def _note(
    actor: Actor, at: datetime, referral: Referral, verb: str, name: str, because: str, said: dict[str, str]
) -> None:
    row = Amendment(id=uuid4(), referral=referral, what=name, amended_at=at, amended_by=actor.id)
    row.sealed = closed(
        referral.person, Words(text=because.strip(), more=said), place_of(AMENDMENT, row.id, "sealed")
    )
    facts = {"field": name}
    with act(actor=actor, at=at, verb=verb, subject=("referral", referral.id), facts=facts):
        row.save(force_insert=True)


def _shown(name: str, kept: str) -> str:
    return in_words(name, date.fromisoformat(kept) if name == "date_of_birth" and kept else kept)
