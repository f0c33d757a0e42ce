"""How does support end, how is somebody asked again afterwards, and how do they come back easily? Authority: W4."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import Refused, RefusedError, Verdict
from throughline.ledger.actions import act

from .. import codes
from ..care import leaving as rules
from ..care.lifecycle import APPOINTMENT
from ..care.local_time import bounds_of, day_of
from ..lifecycle import MACHINE, PROVIDER, REFERRAL
from ..models import (
    Appointment,
    Assessment,
    Concern,
    DeathReview,
    Outcome,
    Pathway,
    RecoveryCheck,
    Referral,
    Treatment,
)
from . import referrals, treatment
from .people import identity_of
from .referrals import locked
from .referring import asked_of
from .telling import tell
from .transfers import end_offers

ENDED = ("exited", "closed", "withdrawn", "declined", "redirected")
_COPIED = ("sentence", "requirement", "sentence_ends_on", "practitioner")


def hoped_for(referral: Referral) -> list[str]:
    """What the referral hoped for; all of the three outcomes when it named none."""
    named = asked_of(referral).hoped_for
    return [each for each in codes.OUTCOMES if each in named] or list(codes.OUTCOMES)


def leave(
    *,
    actor: Actor,
    at: datetime,
    referral_id: UUID,
    reason: str,
    on: date,
    judged: Mapping[str, str] | None = None,
) -> Referral:
    """Support ended that day: pathways end, times ahead are called off, probation is told; planned, checks are due.

    A death is notified with `deaths.notify`. The same again changes nothing.
    """
    referral = locked(referral_id)
    if referral.state == "exited" and (referral.exit_reason, referral.exited_on) == (reason, on):
        return referral
    if reason == rules.DIED:
        raise RefusedError("Notify the death instead: whoever must know is told, and it is reviewed.")
    said = {outcome: answer for outcome, answer in (judged or {}).items() if answer}
    REFERRAL.may("exit", referral.state, actor).or_raise()
    rules.may_end_with(reason, hoped_for(referral), said).or_raise()
    if Assessment.objects.filter(referral=referral, state="draft").exists():
        raise RefusedError(
            "An assessment is under way.",
            "Complete it under “Needs”, or throw it away, so that nothing is lost.",
        )
    return ended(actor, at, referral, reason, on, said)


def ended(
    actor: Actor, at: datetime, referral: Referral, reason: str, on: date, judged: Mapping[str, str]
) -> Referral:
    """The locked referral ends with this reason: what both an exit and a death do."""
    REFERRAL.may("exit", referral.state, actor).or_raise()
    assert referral.sent_at is not None  # noqa: S101 - the database keeps it with the state
    rules.may_leave_on(on, day_of(referral.sent_at), day_of(at)).or_raise()
    step = REFERRAL.step("exit")
    was_planned = reason in codes.PLANNED
    with act(
        actor=actor,
        at=at,
        verb=step.event,
        subject=("referral", referral.id),
        facts={"reason": reason, "outcomes": dict(judged)},
    ):
        referral.state, referral.exit_reason, referral.exited_on = step.to, reason, on
        referral.was_planned = was_planned
        referral.save(update_fields=["state", "exit_reason", "exited_on", "was_planned"])
        treatment_ends(actor, at, referral, reason, on)
        stop(actor, at, referral, on)
        Outcome.objects.bulk_create(
            Outcome(referral=referral, outcome=outcome, achieved=said) for outcome, said in judged.items()
        )
        if was_planned:
            RecoveryCheck.objects.bulk_create(
                RecoveryCheck(referral=referral, months=months, due_on=day)
                for months, day in rules.check_days(on).items()
            )
        is_death = reason == rules.DIED
        tell(
            referral=referral,
            kind="exited",
            about_on=on,
            code=reason,
            actor=actor,
            at=at,
            is_urgent=is_death,
        )
    return referral


def treatment_ends(actor: Actor, at: datetime, referral: Referral, reason: str, on: date) -> None:
    """A treatment that runs ends with the support, for the same reason; after a death never before its last day."""
    for each in Treatment.objects.filter(referral=referral, state="started"):
        days = [day for day in (on, each.started_on, each.reviewed_on) if day]
        confirmed = treatment.Confirmed(max(days) if reason == rules.DIED else on, reason=reason)
        treatment.leave(actor=actor, at=at, treatment_id=each.id, confirmed=confirmed)


def stop(actor: Actor, at: datetime, referral: Referral, on: date) -> None:
    """However support ends: offers are taken back, pathways end that day, times ahead are called off; inside an act."""
    end_offers(actor=actor, at=at, referral_ids=[referral.id])
    for pathway in Pathway.objects.select_for_update().filter(referral=referral, runs_until=None):
        pathway.runs_until = max(on, pathway.runs_from) + timedelta(days=1)
        pathway.save(update_fields=["runs_until"])
    call_off(actor, at, referral)


def call_off(actor: Actor, at: datetime, referral: Referral, *, away_since: date | None = None) -> None:
    """Nothing that is ahead happens, and nobody is reminded of it; inside an act.

    Nor did what nobody recorded since the day after somebody went away: they could not come.
    """
    to = APPOINTMENT.step("fall_through").to
    since = min(at, bounds_of(away_since, away_since)[1]) if away_since else at
    ahead = Appointment.objects.select_for_update().filter(
        referral=referral, state="scheduled", begins_at__gte=since
    )
    for each in ahead:
        each.state, each.recorded_at, each.recorded_by = to, at, actor.id
        each.save(update_fields=["state", "recorded_at", "recorded_by"])


def check(*, actor: Actor, at: datetime, check_id: UUID, answer: str, on: date) -> RecoveryCheck:
    """How the person was that day; not reached is an answer that a later one replaces."""
    found = RecoveryCheck.objects.values_list("referral_id", flat=True).get(id=check_id)
    referral = locked(found)
    row = RecoveryCheck.objects.select_for_update().get(id=check_id)
    if (row.answer, row.done_on) == (answer, on):
        return row
    if not actor.roles & (PROVIDER | MACHINE):
        Refused("Recording a recovery check is not for your role.", "It is for the service.").or_raise()
    if referral.state != "exited":
        raise RefusedError("A recovery check is made after the support ended, until it is closed.")
    if answer not in rules.ANSWERS:
        raise RefusedError("Choose how the person is.")
    if row.answer in ("sustained", "not"):
        raise RefusedError(f"This check is on record as “{rules.ANSWERS[row.answer]}” already.")
    rules.may_check(row.due_on, on, day_of(at)).or_raise()
    with act(
        actor=actor,
        at=at,
        verb="recovery_check.done",
        subject=("referral", referral.id),
        facts={"months": row.months, "answer": answer},
    ):
        row.answer, row.done_on, row.done_by = answer, on, actor.id
        row.save(update_fields=["answer", "done_on", "done_by"])
        tell(referral=referral, kind="check", about_on=on, code=answer, actor=actor, at=at)
    return row


def close(*, actor: Actor, at: datetime, referral_id: UUID) -> Referral:
    """Nothing is left to do: checks made, concerns closed, a death reviewed."""
    referral = locked(referral_id)
    REFERRAL.may("close", referral.state, actor).or_raise()
    may_be_closed(referral).or_raise()
    step = REFERRAL.step("close")
    with act(actor=actor, at=at, verb=step.event, subject=("referral", referral.id)):
        referral.state = step.to
        referral.save(update_fields=["state"])
    return referral


def may_be_closed(referral: Referral) -> Verdict:
    """Whether nothing is left to do; three queries. Nobody is asked after who has died."""
    has_died = referral.person.died_on is not None
    return rules.may_close(
        open_checks=0 if has_died else RecoveryCheck.objects.filter(referral=referral, answer="").count(),
        open_concerns=Concern.objects.filter(referral=referral).exclude(state="closed").count(),
        review_is_open=DeathReview.objects.filter(referral=referral, reviewed_at=None).exists(),
    )


def come_back(*, actor: Actor, at: datetime, referral_id: UUID) -> Referral:
    """A draft that follows the ended referral: what is known of the person stands in it, why now is asked anew.

    A draft of one's own that follows it already goes on.
    """
    before = locked(referral_id)
    if before.state not in ENDED:
        raise RefusedError("This support has not ended. Go on with it here.")
    if before.person.died_on:
        raise RefusedError("This person has died.")
    if mine := Referral.objects.filter(follows=before, state="draft", begun_by=actor.id).first():
        return mine
    asked = replace(asked_of(before), why_now="", prison="", complete_by="")
    with act(actor=actor, at=at, verb="referral.begun_again", subject=("referral", before.id)):
        made = referrals.begin(
            actor=actor,
            at=at,
            provider_id=before.provider_id,
            unit_id=before.unit_id,
            place_id=before.place_id,
            identity=identity_of(before.person),
            asked=asked,
            source="walk_in" if actor.roles & PROVIDER else "community",
            person=before.person,
            is_made_up=before.person.is_made_up,
        )
        made.follows = before
        for name in _COPIED:
            setattr(made, name, getattr(before, name))
        made.save(update_fields=["follows", *_COPIED])
    return made
