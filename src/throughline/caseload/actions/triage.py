"""What does the service decide about a referral, and who takes it on?"""

from datetime import datetime
from uuid import UUID

from throughline.kernel.actor import Actor
from throughline.ledger.actions import act

from ..lifecycle import REFERRAL
from ..models import Referral
from .referrals import locked


def accept(*, actor: Actor, at: datetime, referral_id: UUID) -> Referral:
    """The service takes the referral on; it waits for a key worker."""
    return _triaged(actor, at, referral_id, "accept")


def decline(*, actor: Actor, at: datetime, referral_id: UUID, reason: str) -> Referral:
    """The service says no, with the reason's code."""
    return _triaged(actor, at, referral_id, "decline", reason)


def assign(*, actor: Actor, at: datetime, referral_id: UUID, key_worker: str) -> Referral:
    """The key worker of that actor id takes care of the person from now on."""
    referral = locked(referral_id)
    REFERRAL.may("assign", referral.state, actor).or_raise()
    step = REFERRAL.step("assign")
    with act(
        actor=actor,
        at=at,
        verb=step.event,
        subject=("referral", referral.id),
        facts={"key_worker": key_worker},
    ):
        referral.state, referral.key_worker = step.to, key_worker
        referral.assigned_at, referral.assigned_by, referral.waits_for = at, actor.id, ""
        referral.save(update_fields=["state", "key_worker", "assigned_at", "assigned_by", "waits_for"])
    return referral


def _triaged(actor: Actor, at: datetime, referral_id: UUID, name: str, reason: str = "") -> Referral:
    referral = locked(referral_id)
    REFERRAL.may(name, referral.state, actor).or_raise()
    step = REFERRAL.step(name)
    with act(
        actor=actor, at=at, verb=step.event, subject=("referral", referral.id), facts={"reason": reason}
    ):
        referral.state, referral.triage_reason = step.to, reason
        referral.triaged_at, referral.triaged_by = at, actor.id
        referral.save(update_fields=["state", "triage_reason", "triaged_at", "triaged_by"])
    return referral
