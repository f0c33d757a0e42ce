"""What does an event of a provider's own system change here? The same as a page would, told to probation alike. R32"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time
from uuid import UUID, uuid4

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act

from .. import codes
from ..care.attendance import may_book
from ..care.lifecycle import APPOINTMENT
from ..care.local_time import day_of, moments_of
from ..elsewhere.rules import Event, check_in, ending_in, levels_in
from ..lifecycle import REFERRAL, UNDER_WAY
from ..models import Appointment, RecoveryCheck, Referral, Treatment
from . import assessing, attendance, leaving, treatment, triage
from .attendance import Came
from .referrals import locked
from .telling import tell

NOON = time(12)
UNDER_WAY_HERE = "An assessment of this person is under way here. Complete it or throw it away first."


@dataclass(frozen=True, slots=True)
class Brought:
    """An event, and whose referral it is about."""

    referral_id: UUID
    event: Event


def take_event(*, actor: Actor, at: datetime, referral_id: UUID, event: Event) -> None:
    """The event is on record; RefusedError says why it does not fit what is known of the person."""
    referral = locked(referral_id)
    sent_before(referral, event)
    _TAKES[event.kind](actor, at, referral, event)


def sent_before(referral: Referral, event: Event) -> None:
    """RefusedError for an event of a day before the person was referred."""
    if referral.sent_at is None or event.on < day_of(referral.sent_at):
        raise RefusedError("This day is before the person was referred.")


def begins_of(event: Event, at: datetime) -> datetime:
    """When a meeting began: at noon where the sheet says no time, and never later than now."""
    return min(moments_of(event.on, event.clock or NOON)[0], at)


def step_of(code: str) -> tuple[str, str]:
    """By which step a meeting is recorded, and the reason where it was not held."""
    if code in codes.NO_SESSION:
        return "fall_through", code
    return ("miss" if code == "missed" else "attend"), ""


def _accepted(actor: Actor, at: datetime, referral: Referral, event: Event) -> None:
    """A key worker may have accepted here already: then this says nothing new."""
    if referral.state == "already_in_treatment":
        triage.coordinate(actor=actor, at=at, referral_id=referral.id)
    elif referral.state not in UNDER_WAY:
        triage.accept(actor=actor, at=at, referral_id=referral.id)


def _declined(actor: Actor, at: datetime, referral: Referral, event: Event) -> None:
    if (referral.state, referral.triage_reason) != ("declined", event.code):
        triage.decline(actor=actor, at=at, referral_id=referral.id, reason=event.code)


def _first_contact(actor: Actor, at: datetime, referral: Referral, event: Event) -> None:
    if referral.first_contact_on == event.on:
        return
    _met(actor, at, referral, event, "assessment")


def _attendance(actor: Actor, at: datetime, referral: Referral, event: Event) -> None:
    _met(actor, at, referral, event, "one_to_one")


def _needs(actor: Actor, at: datetime, referral: Referral, event: Event) -> None:
    """A first assessment, or a review when there was one; its levels and nothing else."""
    referral = given(actor, at, referral)
    kind = "first" if referral.state == "assigned" else "review"
    if referral.first_contact_on is None:
        _met(actor, at, referral, event, "assessment")
    draft = assessing.begin(actor=actor, at=at, referral_id=referral.id, kind=kind)
    if draft.begun_by != actor.id:
        raise RefusedError(UNDER_WAY_HERE)
    levels = {need: {"level": level} for need, level in levels_in(event.code).items()}
    assessing.save_section(
        actor=actor,
        at=at,
        assessment_id=draft.id,
        section="needs",
        values={"levels": levels},
        revision=0,
    )
    assessing.complete(actor=actor, at=at, assessment_id=draft.id)


def _treatment_start(actor: Actor, at: datetime, referral: Referral, event: Event) -> None:
    referral = given(actor, at, referral)
    live = ("referred", "accepted", "started")
    found = Treatment.objects.filter(referral=referral, state__in=live).first()
    if found is None:
        found = treatment.refer(
            actor=actor,
            at=at,
            referral_id=referral.id,
            service=referral.provider.name,
            referred_on=event.on,
        )
    said = treatment.Confirmed(event.on, client_id=event.client_id, episode_id=event.episode_id)
    if found.state == "referred":
        found = treatment.accept(
            actor=actor, at=at, treatment_id=found.id, confirmed=treatment.Confirmed(event.on)
        )
    treatment.start(actor=actor, at=at, treatment_id=found.id, confirmed=said)


def _exit(actor: Actor, at: datetime, referral: Referral, event: Event) -> None:
    """Outcomes are judged where the provider's system judges them; the sheet may leave them out."""
    reason, judged = ending_in(event.code)
    if (referral.state, referral.exit_reason, referral.exited_on) == ("exited", reason, event.on):
        return
    if referral.first_contact_on and event.on < referral.first_contact_on:
        raise RefusedError("This day is before the person was first met.")
    leaving.ended(actor, at, referral, reason, event.on, judged)


def _recovery_check(actor: Actor, at: datetime, referral: Referral, event: Event) -> None:
    months, answer = check_in(event.code)
    check = RecoveryCheck.objects.filter(referral=referral, months=months).first()
    if check is None:
        raise RefusedError("No such recovery check is due: the support has not ended as planned.")
    leaving.check(actor=actor, at=at, check_id=check.id, answer=answer, on=event.on)


def _met(actor: Actor, at: datetime, referral: Referral, event: Event, kind: str) -> None:
    """A time that has gone, booked and recorded at once: whoever met the person is on record elsewhere."""
    referral = given(actor, at, referral)
    may_book(referral.state, kind).or_raise()
    step = APPOINTMENT.step("book")
    appointment = Appointment(
        id=uuid4(),
        referral=referral,
        kind=kind,
        state=step.to,
        mode="IN_PERSON_OTHER",
        begins_at=begins_of(event, at),
        with_whom=referral.key_worker,
        booked_at=at,
        booked_by=actor.id,
    )
    with act(
        actor=actor, at=at, verb=step.event, subject=("appointment", appointment.id), facts={"kind": kind}
    ):
        appointment.save(force_insert=True)
    name, no_session = step_of(event.code)
    record = {"miss": attendance.miss, "fall_through": attendance.fall_through, "attend": attendance.attend}[
        name
    ]
    record(actor=actor, at=at, appointment_id=appointment.id, came=Came(no_session=no_session))
    referral.refresh_from_db(fields=["first_contact_on"])


def given(actor: Actor, at: datetime, referral: Referral) -> Referral:
    """With a key worker: theirs is known elsewhere, and here the machine stands for them until somebody is named."""
    if referral.state != "accepted":
        return referral
    step = REFERRAL.step("assign")
    REFERRAL.may("assign", referral.state, actor).or_raise()
    with act(actor=actor, at=at, verb=step.event, subject=("referral", referral.id)):
        referral.state, referral.key_worker = step.to, actor.id
        referral.assigned_at, referral.assigned_by, referral.waits_for = at, actor.id, ""
        referral.save(update_fields=["state", "key_worker", "assigned_at", "assigned_by", "waits_for"])
        tell(referral=referral, kind="allocated", about_on=day_of(at), actor=actor, at=at)
    return referral


_TAKES: dict[str, Callable[[Actor, datetime, Referral, Event], None]] = {
    "accepted": _accepted,
    "declined": _declined,
    "first_contact": _first_contact,
    "needs": _needs,
    "treatment_start": _treatment_start,
    "attendance": _attendance,
    "exit": _exit,
    "recovery_check": _recovery_check,
}
