"""What did a person say to treatment, to national monitoring and to being told about sharing? Three things. R38"""

from datetime import date, datetime
from uuid import UUID, uuid4

from django.utils import timezone

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act

from ..lifecycle import PROVIDER
from ..models import CONSENT_ANSWERS, CONSENTS, Consent, Referral
from .referrals import locked

KINDS, ANSWERS = dict(CONSENTS), dict(CONSENT_ANSWERS)


def record(
    *, actor: Actor, at: datetime, referral_id: UUID, kind: str, answer: str, said_on: date
) -> Consent:
    """It is on record beside what was said before; the newest day counts, and nothing is overwritten."""
    referral = locked(referral_id)
    if not actor.roles & PROVIDER:
        raise RefusedError("This is not for your role.", "It is for the service’s key workers.")
    if kind not in KINDS or answer not in ANSWERS:
        raise RefusedError("Choose what was asked, and what the person said.")
    if answer == "withdrawn" and newest(referral).get(kind, Consent()).answer != "yes":
        raise RefusedError("Only a yes can be withdrawn. Choose no.")
    if kind == "told" and answer == "withdrawn":
        raise RefusedError("Whoever was told was told. Choose yes or no.")
    if said_on > timezone.localdate(at):
        raise RefusedError("This day is not yet here.")
    row = Consent(
        id=uuid4(),
        referral=referral,
        kind=kind,
        answer=answer,
        said_on=said_on,
        recorded_at=at,
        recorded_by=actor.id,
    )
    facts = {"kind": kind, "answer": answer}
    with act(actor=actor, at=at, verb="consent.recorded", subject=("referral", referral.id), facts=facts):
        row.save(force_insert=True)
    return row


def newest(referral: Referral) -> dict[str, Consent]:
    """What stands for each thing that was asked."""
    return {
        each.kind: each
        for each in Consent.objects.filter(referral=referral).order_by("said_on", "recorded_at", "id")
    }
