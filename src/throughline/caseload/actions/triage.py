"""What does the service decide about a referral, and who takes it on?"""

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act

from .. import codes
from ..allocation import rules
from ..lifecycle import REFERRAL
from ..models import Question, Referral
from ..queries.candidates import who_may_take
from .reasons import say
from .referrals import locked
from .telling import tell
from .transfers import end_offers


def accept(*, actor: Actor, at: datetime, referral_id: UUID) -> Referral:
    """The service takes the referral on; it waits for a key worker, and probation is told."""
    return _triaged(actor, at, referral_id, "accept")


def redirect(*, actor: Actor, at: datetime, referral_id: UUID, to: str, where: str) -> Referral:
    """It belongs elsewhere: the code of where to, and in words which service; probation is told and reads both."""
    if to not in codes.REDIRECT:
        raise RefusedError("Choose where this referral belongs.")
    if not where.strip():
        raise RefusedError("Say which service, and how it is reached.")
    return _triaged(actor, at, referral_id, "redirect", to, where)


def decline(*, actor: Actor, at: datetime, referral_id: UUID, reason: str, because: str = "") -> Referral:
    """The service says no, with the reason's code; probation is told."""
    if reason not in codes.DECLINE:
        raise RefusedError("Choose why this referral is declined.")
    if reason == "OTH" and not because.strip():
        raise RefusedError("Say which other reason it is.")
    return _triaged(actor, at, referral_id, "decline", reason, because)


def note_treatment(*, actor: Actor, at: datetime, referral_id: UUID, because: str = "") -> Referral:
    """Treatment is under way already; probation is told, and the service may coordinate with it. R34"""
    return _triaged(actor, at, referral_id, "note_treatment", because=because)


def coordinate(*, actor: Actor, at: datetime, referral_id: UUID) -> Referral:
    """The service takes the person on to coordinate with the treatment under way. R34"""
    return _triaged(actor, at, referral_id, "coordinate", "coordination")


def wait_for(*, actor: Actor, at: datetime, referral_id: UUID, reason: str) -> Referral:
    """What the person on the waiting list waits for, as a code; empty when nobody has said."""
    referral = locked(referral_id)
    rules.may_wait(referral.state, actor).or_raise()
    if reason not in ("", *codes.WAITS):
        raise RefusedError("Choose what this person waits for.")
    with act(
        actor=actor,
        at=at,
        verb="referral.waits",
        subject=("referral", referral.id),
        facts={"for": reason},
    ):
        referral.waits_for = reason
        referral.save(update_fields=["waits_for"])
    return referral


def assign(*, actor: Actor, at: datetime, referral_id: UUID, key_worker: str) -> Referral:
    """The key worker of that actor id takes care of the person from now on; probation is told."""
    referral = locked(referral_id)
    REFERRAL.may("assign", referral.state, actor).or_raise()
    return _given(actor, at, referral, key_worker, REFERRAL.step("assign").event, REFERRAL.step("assign").to)


def reassign(*, actor: Actor, at: datetime, referral_id: UUID, key_worker: str) -> Referral:
    """Another key worker takes care of the person from now on; nothing else changes, and probation is told."""
    referral = locked(referral_id)
    rules.may_reassign(referral.state, actor).or_raise()
    if referral.key_worker == key_worker:
        raise RefusedError("They take care of this person already.")
    return _given(actor, at, referral, key_worker, "referral.reassigned", referral.state)


def _given(
    actor: Actor, at: datetime, referral: Referral, key_worker: str, verb: str, state: str
) -> Referral:
    on = timezone.localdate(at)
    if key_worker not in who_may_take(referral, referral.unit_id, referral.provider_id, actor, on):
        raise RefusedError(
            "This person can be given to a key worker who works in their unit and may see them. Choose another one."
        )
    with act(
        actor=actor,
        at=at,
        verb=verb,
        subject=("referral", referral.id),
        facts={"key_worker": key_worker},
    ):
        referral.state, referral.key_worker = state, key_worker
        referral.assigned_at, referral.assigned_by, referral.waits_for = at, actor.id, ""
        referral.save(update_fields=["state", "key_worker", "assigned_at", "assigned_by", "waits_for"])
        tell(referral=referral, kind="allocated", about_on=on, actor=actor, at=at)
    return referral


def _triaged(
    actor: Actor, at: datetime, referral_id: UUID, name: str, reason: str = "", because: str = ""
) -> Referral:
    referral = locked(referral_id)
    REFERRAL.may(name, referral.state, actor).or_raise()
    step, on = REFERRAL.step(name), timezone.localdate(at)
    with act(
        actor=actor, at=at, verb=step.event, subject=("referral", referral.id), facts={"reason": reason}
    ):
        referral.state, referral.triage_reason = step.to, reason
        referral.triaged_at, referral.triaged_by = at, actor.id
        if step.to == "accepted":
            referral.waits_for = _waits_for(referral, at)
        else:
            end_offers(actor=actor, at=at, referral_ids=[referral.id])
        referral.save(
            update_fields=["state", "triage_reason", "triaged_at", "triaged_by", "waits_for"],
        )
        say(referral=referral, text=because, actor=actor, at=at)
        tell(referral=referral, kind=step.to, about_on=on, code=reason, actor=actor, at=at)
    return referral


def _waits_for(referral: Referral, at: datetime) -> str:
    """What is known already of why nobody has been given the person: release to come, or a question open."""
    if referral.release_on and referral.release_on > timezone.localdate(at):
        return "release"
    return "information" if Question.objects.filter(referral=referral, answered_at=None).exists() else ""
