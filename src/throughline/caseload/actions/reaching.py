"""How does a unit come to be reached, a clinic to be held, a concern to find its way? R31"""

from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError, Verdict
from throughline.ledger.actions import act
from throughline.ledger.canonical import Json
from throughline.organisations import working
from throughline.organisations.working import sight_of

from ..care import reaching as rules
from ..models import Clinic, Route, UnitDesk


@dataclass(frozen=True, slots=True)
class Desk:
    """How a unit is reached; a desk or a post, never somebody's name."""

    single_point_of_contact: str
    clinic: str
    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class Held:
    """A weekly clinic: so many times of so many minutes, from a day on."""

    weekday: int
    begins: time
    minutes: int
    times: int
    place: str
    held_from: date


def may_say_desk(actor: Actor, unit: UUID, today: date) -> Verdict:
    """Whether the actor says how this unit is reached."""
    return rules.may_say_how(actor, is_own=unit in sight_of(actor, today).units)


def may_hold_clinic(actor: Actor, unit: UUID, today: date) -> Verdict:
    """Whether the actor says when their service holds a clinic in this unit."""
    return rules.may_hold_clinic(actor, is_own=unit in sight_of(actor, today).units)


def may_say_route(actor: Actor, place: UUID, today: date) -> Verdict:
    """Whether the actor says where concerns of this locality go."""
    own = {covered for unit in sight_of(actor, today).units for covered, _ in working.places_of(unit, today)}
    return rules.may_say_how(actor, is_own=place in own)


def say_desk(*, actor: Actor, at: datetime, unit_id: UUID, desk: Desk) -> UnitDesk:
    """This is how the unit is reached from now on."""
    may_say_desk(actor, unit_id, timezone.localdate(at)).or_raise()
    rules.doors(desk.opens, desk.closes).or_raise()
    with transaction.atomic():
        row = UnitDesk.objects.select_for_update().filter(unit=unit_id).first() or UnitDesk(unit_id=unit_id)
        for name, value in asdict(desk).items():
            setattr(row, name, value)
        row.is_illustration = False
        with act(actor=actor, at=at, verb="unit.desk_said", subject=("unit", unit_id)):
            row.save()
    return row


def say_route(
    *, actor: Actor, at: datetime, place_id: UUID, kind: str, contact: str, within_hours: int
) -> Route:
    """Concerns of this kind go there from this locality, within so many hours. R31"""
    may_say_route(actor, place_id, timezone.localdate(at)).or_raise()
    with transaction.atomic():
        held = Route.objects.select_for_update().filter(place=place_id, kind=kind).first()
        row = held or Route(id=uuid4(), place_id=place_id, kind=kind)
        row.contact, row.within_hours, row.is_illustration = contact, within_hours, False
        facts: dict[str, Json] = {"kind": kind, "within_hours": within_hours}
        with act(actor=actor, at=at, verb="place.route_said", subject=("place", place_id), facts=facts):
            row.save()
    return row


def hold_clinic(*, actor: Actor, at: datetime, unit_id: UUID, held: Held) -> Clinic:
    """The actor's service holds a clinic in the unit, each week on that day; the same one twice is one."""
    today = timezone.localdate(at)
    may_hold_clinic(actor, unit_id, today).or_raise()
    rules.times_fit(held.begins, held.minutes, held.times).or_raise()
    body = sight_of(actor, today).body
    assert body is not None  # noqa: S101 - whoever manages a provider belongs to it
    same = {"unit_id": unit_id, "body_id": body, "weekday": held.weekday, "begins": held.begins}
    with transaction.atomic():
        found = Clinic.objects.select_for_update().filter(**same, held_from=held.held_from).first()
        if found is not None:
            raise RefusedError("This clinic is on record already.")
        row = Clinic(id=uuid4(), body_id=body, unit_id=unit_id, **asdict(held))
        with act(actor=actor, at=at, verb="unit.clinic_held", subject=("unit", unit_id)):
            row.save(force_insert=True)
    return row


def end_clinic(*, actor: Actor, at: datetime, clinic_id: UUID, until: date) -> Clinic:
    """From that day on it is not held; what was booked before stays booked."""
    today = timezone.localdate(at)
    with transaction.atomic():
        row = Clinic.objects.select_for_update().get(id=clinic_id)
        sight = sight_of(actor, today)
        rules.may_hold_clinic(
            actor, is_own=row.unit_id in sight.units and row.body_id == sight.body
        ).or_raise()
        rules.may_end_on(row.held_from, until, today).or_raise()
        row.held_until = until
        facts = {"until": until.isoformat()}
        with act(actor=actor, at=at, verb="unit.clinic_ended", subject=("unit", row.unit_id), facts=facts):
            row.save(update_fields=["held_until"])
    return row
