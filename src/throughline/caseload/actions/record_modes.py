"""How is it said whose case record counts at a provider? Authority: R32."""

from datetime import date, datetime
from uuid import UUID, uuid4

from django.utils import timezone

from throughline.frame.scope import enter_scope
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import Allowed, Refused, RefusedError, Verdict
from throughline.ledger.actions import act
from throughline.organisations import working

from ..models import RecordMode
from ..queries.record_modes import HERE, mode_of

SAY = frozenset({"provider-manager", "programme-officer", "programme-lead", "supplier"})


def may_say(actor: Actor, body: UUID) -> Verdict:
    """Whether this actor may say it: a provider's manager of their own, and the programme team."""
    if not actor.roles & SAY:
        return Refused(
            "Whose record counts is not for your role.",
            "The provider’s manager or the programme team says it.",
        )
    if "provider-manager" in actor.roles and working.body_of(actor.id) != body:
        return Refused("You can say this of your own organisation only.")
    return Allowed()


def say_whose_record(*, actor: Actor, at: datetime, body_id: UUID, mode: str, since: date) -> RecordMode:
    """From that day the record is here or elsewhere; what was on record before stays. Said twice, it is once."""
    may_say(actor, body_id).or_raise()
    enter_scope(actor)
    if mode not in (HERE, "elsewhere"):
        raise RefusedError("Choose whose record counts.")
    there = RecordMode.objects.filter(body=body_id, runs_from=since).first()
    if there is not None and there.mode == mode:
        return there
    if there is not None:
        raise RefusedError("Something else was said for this day already. Choose another day.")
    if since < timezone.localdate(at) and not actor.roles & {"supplier"}:
        raise RefusedError("This runs from today or a later day: what was typed until now stays where it is.")
    if mode_of(body_id, since) == mode and RecordMode.objects.filter(body=body_id).exists():
        raise RefusedError("That is how it stands on this day already.")
    made = RecordMode(id=uuid4(), body_id=body_id, mode=mode, runs_from=since)
    with act(
        actor=actor,
        at=at,
        verb="record_mode.said",
        subject=("body", body_id),
        facts={"mode": mode, "from": since.isoformat()},
    ):
        made.save(force_insert=True)
    return made
