"""How is a time with somebody booked and moved? What was agreed stays, and a form sent twice books once."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID, uuid4

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act
from throughline.organisations import working

from ..care.attendance import back_on, may_book, may_meet, telling_of, telling_of_booking
from ..care.lifecycle import APPOINTMENT
from ..care.local_time import clock_of, day_of, moments_of
from ..models import Appointment, Group, Referral
from .referrals import locked
from .telling import tell

LONGEST = 8 * 60


@dataclass(frozen=True, slots=True)
class Planned:
    """When, how, where and with whom somebody is met; `with_whom` is an actor's id."""

    begins_at: datetime
    minutes: int
    mode: str
    with_whom: str
    place: str = ""

    def __post_init__(self) -> None:
        if not 0 < self.minutes <= LONGEST:
            raise RefusedError("An appointment lasts from one minute to eight hours.")


def book(
    *,
    actor: Actor,
    at: datetime,
    referral_id: UUID,
    kind: str,
    planned: Planned,
    booking_key: str = "",
    group_id: UUID | None = None,
) -> Appointment:
    """The time is booked and probation told; the same key again gives the appointment that it made."""
    referral = locked(referral_id)
    if sent := _sent_before(referral, booking_key):
        return sent
    APPOINTMENT.may("book", None, actor).or_raise()
    may_book(referral.state, kind).or_raise()
    group = Group.objects.select_for_update().get(id=group_id) if group_id else None
    if group is not None:
        _has_room(group, referral)
    _can_come(referral, planned)
    _works_there(referral, planned)
    step = APPOINTMENT.step("book")
    appointment = _new(actor, at, referral, kind, planned, booking_key)
    appointment.group = group
    with act(
        actor=actor,
        at=at,
        verb=step.event,
        subject=("appointment", appointment.id),
        facts={"kind": kind, "mode": planned.mode},
    ):
        appointment.save(force_insert=True)
        told = telling_of_booking(kind)
        tell(
            referral=referral,
            kind=told.kind,
            about_on=day_of(planned.begins_at),
            code=told.code,
            actor=actor,
            at=at,
        )
    return appointment


def book_again(*, actor: Actor, at: datetime, appointment_id: UUID, booking_key: str = "") -> Appointment:
    """The same time a week later by London's clocks, with the same worker in the same place."""
    before = locked_appointment(appointment_id)
    return book(
        actor=actor,
        at=at,
        referral_id=before.referral_id,
        kind="one_to_one" if before.kind in ("assessment", "clinic", "group") else before.kind,
        planned=a_week_after(before),
        booking_key=booking_key,
    )


def a_week_after(before: Appointment) -> Planned:
    """The same time a week later by London's clocks; at noon where no clock shows it."""
    day = day_of(before.begins_at) + timedelta(days=7)
    [begins, *_] = moments_of(day, clock_of(before.begins_at)) or moments_of(day, time(12))
    return Planned(begins, before.minutes, before.mode, before.with_whom, before.place)


def reschedule(
    *,
    actor: Actor,
    at: datetime,
    appointment_id: UUID,
    planned: Planned,
    moved_for: str,
    booking_key: str = "",
) -> Appointment:
    """Another time replaces it, with who asked; the first stays as agreed. The same key again changes nothing."""
    old = locked_appointment(appointment_id)
    if old.state == "rescheduled" and booking_key and (sent := _sent_before(old.referral, booking_key)):
        return sent
    APPOINTMENT.may("reschedule", old.state, actor).or_raise()
    if not moved_for:
        raise RefusedError("Say who asked to move it.")
    _can_come(old.referral, planned)
    _works_there(old.referral, planned)
    step = APPOINTMENT.step("reschedule")
    new = _new(
        actor, at, old.referral, old.kind if old.group_id is None else "one_to_one", planned, booking_key
    )
    new.replaces = old
    with act(
        actor=actor, at=at, verb=step.event, subject=("appointment", old.id), facts={"moved_for": moved_for}
    ):
        old.state, old.moved_for = step.to, moved_for
        old.save(update_fields=["state", "moved_for"])
        new.save(force_insert=True)
        told = telling_of("reschedule")
        tell(
            referral=old.referral,
            kind=told.kind,
            about_on=day_of(planned.begins_at),
            code=told.code,
            actor=actor,
            at=at,
        )
    return new


def plan_group(
    *, actor: Actor, at: datetime, unit_id: UUID, body_id: UUID, title: str, places: int, planned: Planned
) -> Group:
    """A group is held at that time for so many people; each comes to it by an appointment of their own."""
    APPOINTMENT.may("book", None, actor).or_raise()
    if not title.strip():
        raise RefusedError("Say what the group is called.")
    if not 0 < places <= 100:
        raise RefusedError("A group has room for one to a hundred people.")
    group = Group(
        id=uuid4(),
        unit_id=unit_id,
        body_id=body_id,
        title=title.strip(),
        place=planned.place,
        begins_at=planned.begins_at,
        minutes=planned.minutes,
        places=places,
        led_by=planned.with_whom,
    )
    with act(actor=actor, at=at, verb="group.planned", subject=("group", group.id), facts={"places": places}):
        group.save(force_insert=True)
    return group


def join_group(
    *, actor: Actor, at: datetime, group_id: UUID, referral_id: UUID, booking_key: str = ""
) -> Appointment:
    """The person has a place in the group; refused when it is full or they have one."""
    group = Group.objects.get(id=group_id)
    planned = Planned(group.begins_at, group.minutes, "IN_PERSON_OTHER", group.led_by, group.place)
    return book(
        actor=actor,
        at=at,
        referral_id=referral_id,
        kind="group",
        planned=planned,
        booking_key=booking_key,
        group_id=group_id,
    )


def keep(*, actor: Actor, at: datetime, appointment_id: UUID) -> Appointment:
    """The person, who asked for another time, agreed that this one stays; said twice it is once."""
    row = locked_appointment(appointment_id)
    APPOINTMENT.may("reschedule", row.state, actor).or_raise()
    if row.asked_to_move_at is None:
        raise RefusedError("Nobody asked for another time.")
    if row.stays_at is None:
        with act(actor=actor, at=at, verb="appointment.stays", subject=("appointment", row.id)):
            row.stays_at, row.stays_by = at, actor.id
            row.save(update_fields=["stays_at", "stays_by"])
    return row


def locked_appointment(appointment_id: UUID) -> Appointment:
    """The row with its referral, locked referral first; Appointment.DoesNotExist for whoever may not see it."""
    referral_id = Appointment.objects.values_list("referral_id", flat=True).get(id=appointment_id)
    referral = locked(referral_id)
    appointment = Appointment.objects.select_for_update(of=("self",)).get(id=appointment_id)
    appointment.referral = referral
    return appointment


def _new(
    actor: Actor, at: datetime, referral: Referral, kind: str, planned: Planned, booking_key: str
) -> Appointment:
    return Appointment(
        id=uuid4(),
        referral=referral,
        kind=kind,
        state="scheduled",
        mode=planned.mode,
        place=planned.place.strip(),
        begins_at=planned.begins_at,
        minutes=planned.minutes,
        with_whom=planned.with_whom,
        booking_key=booking_key,
        booked_at=at,
        booked_by=actor.id,
    )


def _sent_before(referral: Referral, booking_key: str) -> Appointment | None:
    if not booking_key:
        return None
    return Appointment.objects.filter(referral=referral, booking_key=booking_key).first()


def _can_come(referral: Referral, planned: Planned) -> None:
    back = back_on(referral.pause, referral.paused_on, referral.release_on)
    has_died = referral.person.died_on is not None
    may_meet(referral.state, day_of(planned.begins_at), back_on=back, has_died=has_died).or_raise()


def _works_there(referral: Referral, planned: Planned) -> None:
    workers = working.workers_of(referral.unit_id, referral.provider_id, day_of(planned.begins_at))
    if planned.with_whom not in {f"person:{each}" for each in workers.values_list("id", flat=True)}:
        raise RefusedError(
            "This worker does not work in the person’s unit on that day. Choose another worker, or another day."
        )


def _has_room(group: Group, referral: Referral) -> None:
    taken = group.appointments.exclude(state__in=["rescheduled", "did_not_happen"])
    if taken.filter(referral=referral).exists():
        raise RefusedError("This person has a place in this group already.")
    if taken.count() >= group.places:
        raise RefusedError(f"This group is full: it has room for {group.places}. Plan another one.")
