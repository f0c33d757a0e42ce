"""Who works in each unit, and which provider serves it, as far as the asker answers for it?"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch

from throughline.kernel.actor import Actor

from .. import working
from ..models import (
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
from ..queries import bodies
from ..roles import title_of
from . import rules


@dataclass(frozen=True, slots=True)
class Worker:
    """Somebody who works in a unit, and whether the asker may say that they do no more."""

    row_id: UUID
    name: str
    body: str
    roles: str
    since: date
    may_end: bool


@dataclass(frozen=True, slots=True)
class Serving:
    """A provider that serves a unit."""

    row_id: UUID
    name: str
    since: date


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit with who serves it and who works there today."""

    id: UUID
    name: str
    places: tuple[str, ...]
    serving: tuple[Serving, ...]
    workers: tuple[Worker, ...]
    may_add: bool


@dataclass(frozen=True, slots=True)
class Own:
    """Which organisation and which units the asker answers for; None and none for an administrator."""

    body: UUID | None
    units: frozenset[UUID]
    is_everywhere: bool


def own(actor: Actor, on: date) -> Own:
    """What the asker answers for on that day."""
    if rules.may_say_who_serves(actor):
        return Own(None, frozenset(), True)
    sight = working.sight_of(actor, on)
    return Own(sight.body, sight.units, False)


def units(actor: Actor, on: date) -> list[Unit]:
    """The units that the asker answers for, with their providers and their own people; an administrator sees all."""
    mine = own(actor, on)
    rows = ProbationDeliveryUnit.objects.filter(exists_until=None).order_by("name", "list_name")
    if not mine.is_everywhere:
        rows = rows.filter(id__in=mine.units)
    else:
        rows = rows.filter(id__in=UnitServed.objects.values("unit")) | rows.filter(
            id__in=WorksIn.objects.values("unit")
        )
    workers = WorksIn.objects.filter(held_on(on), unit__in=rows).select_related("person__body")
    if not mine.is_everywhere:
        workers = workers.filter(person__body=mine.body)
    held = RoleGrant.objects.filter(held_on(on), person__in=workers.values("person"))
    titles: dict[UUID, list[str]] = {}
    for grant in held.order_by("role"):
        titles.setdefault(grant.person_id, []).append(title_of(grant.role))
    by_unit: dict[UUID, list[Worker]] = {}
    for row in workers.order_by("person__body__name", "person__name"):
        may = rules.may_place(
            actor, own_body=mine.body, own_units=mine.units, body=row.person.body_id, unit=row.unit_id
        )
        by_unit.setdefault(row.unit_id, []).append(
            Worker(
                row.id,
                row.person.name,
                row.person.body.name,
                ", ".join(titles.get(row.person_id, [])),
                row.held_from,
                bool(may),
            )
        )
    covered = Prefetch(
        "coverage", UnitPlace.objects.filter(covers_on(on)).select_related("place").order_by("place__name")
    )
    serving: dict[UUID, list[Serving]] = {}
    for served in UnitServed.objects.filter(served_on(on), unit__in=rows).select_related("body"):
        serving.setdefault(served.unit_id, []).append(
            Serving(served.id, served.body.name, served.served_from)
        )
    return [
        Unit(
            each.id,
            each.name,
            tuple(covered.place.name for covered in each.coverage.all()),
            tuple(sorted(serving.get(each.id, []), key=lambda one: one.name)),
            tuple(by_unit.get(each.id, [])),
            bool(rules.may_place_anybody(actor)),
        )
        for each in rows.distinct().prefetch_related(covered)
    ]


def people_to_place(actor: Actor, unit: UUID, on: date) -> list[tuple[str, str]]:
    """Who may be placed in the unit: whose role works in units, of the asker's organisation, and is not there yet."""
    mine = own(actor, on)
    rows = Person.objects.filter(
        is_active=True,
        id__in=RoleGrant.objects.filter(held_on(on), role__in=rules.PLACED).values("person"),
    ).exclude(id__in=WorksIn.objects.filter(held_on(on), unit=unit).values("person"))
    if not mine.is_everywhere:
        rows = rows.filter(body=mine.body)
    return [
        (str(each.id), f"{each.name}, {each.body.name}")
        for each in rows.select_related("body").order_by("name", "id")
    ]


def units_to_choose(actor: Actor, on: date) -> list[tuple[str, str]]:
    """The units in which the asker may place somebody."""
    mine = own(actor, on)
    rows = ProbationDeliveryUnit.objects.filter(exists_until=None).order_by("name", "list_name")
    if not mine.is_everywhere:
        rows = rows.filter(id__in=mine.units)
    return [(str(each.id), f"{each.name} ({each.list_name})") for each in rows]


def providers() -> list[tuple[str, str]]:
    """The organisations that may serve a unit."""
    return [(str(each.id), each.name) for each in bodies().filter(kind="provider")]


def working_row(row_id: UUID) -> WorksIn | None:
    """Somebody's place in a unit."""
    return WorksIn.objects.filter(id=row_id).select_related("person", "unit").first()


def serving_row(row_id: UUID) -> UnitServed | None:
    """A provider's service in a unit."""
    return UnitServed.objects.filter(id=row_id).select_related("body", "unit").first()


def unit_named(unit: UUID) -> str | None:
    """The unit's name; None when there is none."""
    return ProbationDeliveryUnit.objects.filter(id=unit).values_list("name", flat=True).first()
