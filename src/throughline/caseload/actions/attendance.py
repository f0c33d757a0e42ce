"""What came of an appointment? Recorded once whatever a phone resends; taken back with a reason, never overwritten."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from django.db.models import Min

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act
from throughline.organisations import queries as organisations

from .. import codes
from ..care.attendance import first_contact, may_miss, may_record, may_take_back, telling_of
from ..care.lifecycle import APPOINTMENT
from ..care.local_time import clock_words, day_of, day_words
from ..models import Appointment, Assessment, Referral
from ..sealed import Session, closed, opened, place_of
from .appointments import locked_appointment
from .telling import tell

TABLE = "caseload_appointment"
_SAID = {"attended": "attended", "did_not_attend": "not attended", "did_not_happen": "not held"}


@dataclass(frozen=True, slots=True)
class Came:
    """What is said of an appointment, beyond whether the person came."""

    session: Session = field(default_factory=Session)
    late_minutes: int | None = None
    no_session: str = ""
    tells_probation: bool = False


NOTHING_MORE = Came()


def attend(
    *, actor: Actor, at: datetime, appointment_id: UUID, came: Came = NOTHING_MORE, send_key: str = ""
) -> Appointment:
    """The person came. The first time they do stops the clock of the first contact."""
    return _recorded(actor, at, appointment_id, "attend", came, send_key)


def miss(
    *, actor: Actor, at: datetime, appointment_id: UUID, came: Came = NOTHING_MORE, send_key: str = ""
) -> Appointment:
    """The person did not come, as far as the worker knows why, with what was tried to reach them."""
    return _recorded(actor, at, appointment_id, "miss", came, send_key)


def fall_through(
    *, actor: Actor, at: datetime, appointment_id: UUID, came: Came = NOTHING_MORE, send_key: str = ""
) -> Appointment:
    """It did not happen, for a reason of the three."""
    if came.no_session not in codes.NO_SESSION:
        raise RefusedError("Say why it did not happen.")
    return _recorded(actor, at, appointment_id, "fall_through", came, send_key)


def take_register(
    *, actor: Actor, at: datetime, group_id: UUID, came: Mapping[UUID, bool], send_key: str = ""
) -> list[str]:
    """Who of a group came and who did not, by appointment; gives why any of them was not recorded."""
    refused = []
    there = (
        Appointment.objects.filter(group=group_id, id__in=came).order_by("id").values_list("id", flat=True)
    )
    for appointment_id in list(there):
        record = attend if came[appointment_id] else miss
        try:
            record(actor=actor, at=at, appointment_id=appointment_id, send_key=send_key)
        except RefusedError as refusal:
            refused.append(str(refusal))
    return refused


def take_back(*, actor: Actor, at: datetime, appointment_id: UUID, because: str) -> Appointment:
    """What was recorded in error is taken back, with the reason; what stood there stays in the history."""
    if not because.strip():
        raise RefusedError("Say what was recorded in error.")
    appointment = locked_appointment(appointment_id)
    was = appointment.state
    name = "reopen_attended" if was == "attended" else "reopen_missed"
    APPOINTMENT.may(name, was, actor).or_raise()
    may_take_back(appointment.recorded_by).or_raise()
    step, referral = APPOINTMENT.step(name), appointment.referral
    with act(
        actor=actor, at=at, verb=step.event, subject=("appointment", appointment.id), facts={"was": was}
    ):
        appointment.state, appointment.notes = (
            step.to,
            _sealed(appointment, Session(put_right=because.strip())),
        )
        appointment.came_late_minutes, appointment.no_session = None, ""
        appointment.tells_probation = False
        appointment.recorded_at, appointment.recorded_by = None, ""
        appointment.save(update_fields=["state", *_SAID_COLUMNS])
        tell(
            referral=referral,
            kind="put_right",
            about_on=day_of(appointment.begins_at),
            code=was,
            actor=actor,
            at=at,
        )
        stop_the_clock(referral)
    return appointment


def session_of(appointment: Appointment) -> Session:
    """What came of it, in words; empty when nothing was said."""
    place = place_of(TABLE, appointment.id, "notes")
    return opened(appointment.referral.person, appointment.notes, Session, place)


_SAID_COLUMNS = ["notes", "came_late_minutes", "no_session", "tells_probation", "recorded_at", "recorded_by"]


def _recorded(
    actor: Actor, at: datetime, appointment_id: UUID, name: str, came: Came, send_key: str
) -> Appointment:
    appointment = locked_appointment(appointment_id)
    if send_key and appointment.send_key == send_key:
        return appointment  # the same form again, also after what it said was taken back
    if appointment.state in _SAID:
        raise RefusedError(_said_already(appointment))
    APPOINTMENT.may(name, appointment.state, actor).or_raise()
    may_record(name, appointment.begins_at, at).or_raise()
    step, referral = APPOINTMENT.step(name), appointment.referral
    if name == "miss":
        on = day_of(appointment.begins_at)
        may_miss(on, away_since=referral.paused_on, died_on=referral.person.died_on).or_raise()
    with act(
        actor=actor,
        at=at,
        verb=step.event,
        subject=("appointment", appointment.id),
        facts={"no_session": came.no_session, "late": came.late_minutes or 0},
    ):
        before = session_of(appointment).put_right
        appointment.state, appointment.send_key = step.to, send_key
        appointment.notes = _sealed(appointment, replace(came.session, put_right=before))
        appointment.came_late_minutes, appointment.no_session = came.late_minutes, came.no_session
        appointment.tells_probation = came.tells_probation
        appointment.recorded_at, appointment.recorded_by = at, actor.id
        appointment.save(update_fields=["state", "send_key", *_SAID_COLUMNS])
        told = telling_of(name, came.no_session)
        tell(
            referral=referral,
            kind=told.kind,
            about_on=day_of(appointment.begins_at),
            code=told.code,
            actor=actor,
            at=at,
            is_urgent=came.tells_probation,
        )
        if name == "attend":
            stop_the_clock(referral)
    return appointment


def stop_the_clock(*referrals: Referral) -> None:
    """The first contact is the first time that they came or were assessed; none, and the clock runs again."""
    attended = Appointment.objects.filter(referral__in=referrals, state="attended")
    assessed = Assessment.objects.filter(referral__in=referrals, kind="first", state="complete")
    firsts: dict[UUID, list[datetime]] = {}
    for rows, moment in ((attended, "begins_at"), (assessed, "completed_at")):
        for referral_id, first in rows.values_list("referral").annotate(Min(moment)).order_by():
            firsts.setdefault(referral_id, []).append(first)
    for referral in referrals:
        first = first_contact(firsts.get(referral.id, ()))
        if first != referral.first_contact_on:
            referral.first_contact_on = first
            referral.save(update_fields=["first_contact_on"])


def _sealed(appointment: Appointment, session: Session) -> bytes:
    return closed(appointment.referral.person, session, place_of(TABLE, appointment.id, "notes"))


def _said_already(appointment: Appointment) -> str:
    when = appointment.recorded_at
    assert when is not None  # noqa: S101 - the database keeps it with the state
    who = organisations.names_of([appointment.recorded_by])[appointment.recorded_by]
    return (
        f"{who} recorded this as {_SAID[appointment.state]} on {day_words(day_of(when))} at {clock_words(when)}. "
        "What you sent changed nothing. If that is wrong, take it back first."
    )
