"""Who works in which unit, which provider serves it, and how far does each see because of it?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db import IntegrityError, transaction
from django.db.models import OuterRef, QuerySet
from django.db.models.expressions import Combinable
from django.utils import timezone

from throughline.frame.scope import NO_SIGHT, Sight
from throughline.frame.written import Given, Written, day_given
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act

from .models import (
    Body,
    Person,
    ProbationDeliveryUnit,
    RoleGrant,
    UnitPlace,
    UnitServed,
    WorksIn,
    covers_on,
    held_on,
    served_on,
)
from .placing.rules import OWN_PEOPLE, may_place, may_say_who_serves

PROBATION = frozenset({"probation-practitioner", "head-of-unit"})
COURT = frozenset({"prison-and-court-team"})
PROVIDER = frozenset({"key-worker", "provider-manager"})
Row = TypeVar("Row", UnitServed, WorksIn)


def _working() -> QuerySet[Any, Any]:
    among: dict[str, Any] = {"id__among": Given("person")}
    units = WorksIn.objects.filter(held_on(day_given("on")), person=OuterRef("pk")).values("unit_id")
    return Person.objects.filter(**among, is_active=True).values_list("body_id", ArraySubquery(units))


_WORKING = Written(_working)


def sight_of(actor: Actor, on: date) -> Sight:
    """How far the actor sees people on that day: their own units, a provider's manager all that the provider serves.

    Whoever sends from prison or court sees what they sent themselves. Nobody else sees anybody.
    """
    if not actor.is_signed_in:
        return NO_SIGHT
    if not actor.roles & (PROBATION | PROVIDER | COURT):
        return NO_SIGHT
    person = UUID(actor.id.removeprefix("person:"))
    found = _WORKING(person=[person], on=on)
    if not found:
        return NO_SIGHT
    [(body, works_in)] = found
    if "provider-manager" in actor.roles:
        return Sight("provider", body, frozenset(units_of(body, on)))
    units = frozenset(works_in)
    if "key-worker" in actor.roles:
        return Sight("provider", body, units)
    if actor.roles & PROBATION:
        return Sight("probation", body, units)
    return Sight("court", body)


def sight_of_provider(body: UUID, on: date) -> Sight:
    """How far a job sees that acts for one provider: its units, and nobody whose record is limited."""
    return Sight("provider", body, frozenset(units_of(body, on)))


def units_of(body: UUID, on: date) -> list[UUID]:
    """The units that the provider serves on that day."""
    return list(UnitServed.objects.filter(served_on(on), body=body).values_list("unit_id", flat=True))


def units_to_choose(on: date) -> QuerySet[ProbationDeliveryUnit]:
    """The units that some provider serves on that day, by name."""
    return ProbationDeliveryUnit.objects.filter(
        id__in=UnitServed.objects.filter(served_on(on)).values("unit")
    ).order_by("name")


def units_named(units: Combinable | Iterable[UUID]) -> QuerySet[ProbationDeliveryUnit, tuple[UUID, str]]:
    """These units with their names, by name."""
    return ProbationDeliveryUnit.objects.filter(id__in=units).order_by("name").values_list("id", "name")


def providers_of(unit: UUID, on: date) -> list[tuple[UUID, str]]:
    """Who serves the unit on that day, by name."""
    found = UnitServed.objects.filter(served_on(on), unit=unit).order_by("body__name")
    return list(found.values_list("body_id", "body__name"))


def places_of(unit: UUID, on: date) -> list[tuple[UUID, str]]:
    """The places that the unit covers on that day, by name."""
    found = UnitPlace.objects.filter(covers_on(on), unit=unit)
    return list(found.order_by("place__name").values_list("place_id", "place__name"))


def places_worked_for(actor: Actor, on: date) -> "QuerySet[UnitPlace, Any]":
    """The ids of the places that the units in which the actor works cover on that day, as a subquery."""
    person = UUID(actor.id.removeprefix("person:")) if actor.is_signed_in else None
    units = WorksIn.objects.filter(held_on(on), person=person).values("unit")
    return UnitPlace.objects.filter(covers_on(on), unit__in=units).values("place")


def workers_of(unit: UUID, body: UUID, on: date) -> QuerySet[Person]:
    """Who of the body works in the unit on that day and may sign in, by name."""
    working = WorksIn.objects.filter(held_on(on), unit=unit).values("person")
    return Person.objects.filter(id__in=working, body=body, is_active=True).order_by("name")


def key_workers_of(unit: UUID, body: UUID, on: date) -> QuerySet[Person]:
    """Which of them are key workers on that day."""
    return workers_of(unit, body, on).filter(
        id__in=RoleGrant.objects.filter(held_on(on), role="key-worker").values("person")
    )


def key_workers_with_units(body: UUID, on: date) -> list[tuple[UUID, str, list[str]]]:
    """Every key worker of the body on that day, by name, with the names of the units they work in; three queries."""
    workers = Person.objects.filter(
        body=body,
        is_active=True,
        id__in=RoleGrant.objects.filter(held_on(on), role="key-worker").values("person"),
    ).order_by("name", "id")
    units: dict[UUID, list[str]] = {}
    for row in WorksIn.objects.filter(held_on(on), person__in=workers).select_related("unit"):
        units.setdefault(row.person_id, []).append(row.unit.name)
    return [(each.id, each.name, sorted(units.get(each.id, []))) for each in workers]


def served_units_and_places(on: date) -> list[tuple[UUID, str, UUID, str, UUID | None, str]]:
    """Every unit with who serves it on that day, and each place that it covers: ids with names; two queries."""
    places: dict[UUID, list[tuple[UUID | None, str]]] = {}
    for row in UnitPlace.objects.filter(covers_on(on)).select_related("place").order_by("place__name"):
        places.setdefault(row.unit_id, []).append((row.place_id, row.place.name))
    served = UnitServed.objects.filter(served_on(on)).select_related("unit", "body")
    return [
        (each.unit_id, each.unit.name, each.body_id, each.body.name, place, name)
        for each in served.order_by("unit__name", "body__name")
        for place, name in places.get(each.unit_id, [(None, "")])
    ]


def body_of(actor_id: str) -> UUID | None:
    """To which organisation somebody who signs in belongs."""
    found = Person.objects.filter(id=actor_id.removeprefix("person:")).values_list("body_id", flat=True)
    return found.first()


def units_without(person: UUID, beside: UUID, on: date) -> list[str]:
    """In which units the other works on that day and the person does not, by name."""
    held = WorksIn.objects.filter(held_on(on))
    theirs = held.filter(person=person).values("unit")
    found = held.filter(person=beside).exclude(unit__in=theirs)
    return list(found.order_by("unit__name").values_list("unit__name", flat=True))


def providers(on: date) -> QuerySet[Body]:
    """Who serves any unit on that day, by name."""
    return Body.objects.filter(id__in=UnitServed.objects.filter(served_on(on)).values("body")).order_by(
        "name"
    )


def everybody_in(unit: UUID, on: date) -> QuerySet[Person]:
    """Who works in the unit on that day, of any body, by name."""
    working = WorksIn.objects.filter(held_on(on), unit=unit).values("person")
    return Person.objects.filter(id__in=working, is_active=True).order_by("name")


def managers_of(unit: UUID, on: date) -> QuerySet[Person]:
    """Who manages a provider that serves the unit on that day, by name."""
    serving = UnitServed.objects.filter(served_on(on), unit=unit).values("body")
    managers = RoleGrant.objects.filter(held_on(on), role="provider-manager").values("person")
    return Person.objects.filter(id__in=managers, body__in=serving, is_active=True).order_by("name")


def serve_unit(*, actor: Actor, at: datetime, body_id: UUID, unit_id: UUID, since: date) -> UnitServed:
    """The body serves the unit from that day; RefusedError when it does already."""
    may_say_who_serves(actor).or_raise()
    return _added(
        UnitServed(body_id=body_id, unit_id=unit_id, served_from=since), actor, at, "unit.served", since
    )


def place_worker(*, actor: Actor, at: datetime, person_id: UUID, unit_id: UUID, since: date) -> WorksIn:
    """The person works in the unit from that day and sees its people; RefusedError when they do already."""
    _may_place(actor, Person.objects.get(id=person_id).body_id, unit_id, timezone.localdate(at))
    return _added(
        WorksIn(person_id=person_id, unit_id=unit_id, held_from=since), actor, at, "worker.placed", since
    )


def end_worker(*, actor: Actor, at: datetime, works_in_id: UUID, on: date) -> None:
    """That day is the first on which the person does not work there, and sees nobody of the unit."""
    row = WorksIn.objects.select_for_update().get(id=works_in_id)
    _may_place(actor, Person.objects.get(id=row.person_id).body_id, row.unit_id, timezone.localdate(at))
    if row.held_until is not None:
        raise RefusedError("This ended already.")
    if on < row.held_from:
        raise RefusedError("This cannot end before it began.")
    with act(
        actor=actor,
        at=at,
        verb="worker.left_unit",
        subject=("works-in", row.id),
        facts={"until": on.isoformat()},
    ):
        row.held_until = on
        row.save(update_fields=["held_until"])


def end_serving(*, actor: Actor, at: datetime, served_id: UUID, on: date) -> None:
    """That day is the first on which the provider does not serve the unit, and sees nobody of it."""
    may_say_who_serves(actor).or_raise()
    row = UnitServed.objects.select_for_update().get(id=served_id)
    if row.served_until is not None:
        raise RefusedError("This ended already.")
    if on < row.served_from:
        raise RefusedError("This cannot end before it began.")
    with act(
        actor=actor,
        at=at,
        verb="unit.left",
        subject=("unit", row.id),
        facts={"until": on.isoformat()},
    ):
        row.served_until = on
        row.save(update_fields=["served_until"])


def _may_place(actor: Actor, body: UUID, unit: UUID, on: date) -> None:
    own = sight_of(actor, on) if actor.roles & OWN_PEOPLE else NO_SIGHT
    may_place(actor, own_body=own.body, own_units=own.units, body=body, unit=unit).or_raise()


def _added(row: Row, actor: Actor, at: datetime, verb: str, since: date) -> Row:
    try:
        with (
            transaction.atomic(),
            act(
                actor=actor,
                at=at,
                verb=verb,
                subject=(verb.split(".")[0], row.pk),
                facts={"since": since.isoformat()},
            ),
        ):
            row.save(force_insert=True)
    except IntegrityError as fault:
        raise RefusedError("This is on record already.") from fault
    return row


@dataclass(frozen=True, slots=True)
class Service:
    """One provider in one unit for one of its places: what somebody is referred to."""

    unit_id: UUID
    unit: str
    place_id: UUID
    place: str
    body_id: UUID
    body: str


def services_of(units: Iterable[UUID], on: date, body: UUID | None = None) -> list[Service]:
    """What somebody may be referred to in these units on that day, by name; of one body where it is named."""
    asked = list(units)
    served = UnitServed.objects.filter(served_on(on), unit__in=asked).select_related("unit", "body")
    if body is not None:
        served = served.filter(body=body)
    covered = UnitPlace.objects.filter(covers_on(on), unit__in=asked).select_related("place")
    places: dict[UUID, list[UnitPlace]] = {}
    for each in covered.order_by("place__name"):
        places.setdefault(each.unit_id, []).append(each)
    return [
        Service(row.unit_id, row.unit.name, each.place_id, each.place.name, row.body_id, row.body.name)
        for row in served.order_by("unit__name", "body__name")
        for each in places.get(row.unit_id, ())
    ]
