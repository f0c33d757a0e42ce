"""How is each unit reached, when is which clinic held there, and where do its localities' concerns go?"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Q

from throughline.organisations import working

from ..care.concerns import HOURS_WITHOUT_ROUTE, ROUTES
from ..models import Clinic, Route, UnitDesk

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


@dataclass(frozen=True, slots=True)
class Way:
    """Where concerns of one kind go from a locality; `row` is None where nobody has said so."""

    place_id: UUID
    place: str
    kind: str
    words: str
    row: Route | None

    @property
    def within(self) -> int:
        return self.row.within_hours if self.row else HOURS_WITHOUT_ROUTE


@dataclass(slots=True)
class Unit:
    """A unit with how it is reached; `desk` is None where nobody has said so."""

    id: UUID
    name: str
    places: tuple[tuple[UUID, str], ...]
    desk: UnitDesk | None = None
    clinics: list[Clinic] = field(default_factory=list)
    ways: list[Way] = field(default_factory=list)

    @property
    def lacks(self) -> int:
        """How many of its routes nobody has said."""
        return sum(each.row is None for each in self.ways)


def units(today: date, only: UUID | None = None) -> list[Unit]:
    """Every unit that somebody serves, or that one, by name; five queries however many there are."""
    found: dict[UUID, Unit] = {}
    places: dict[UUID, dict[UUID, str]] = {}
    for unit, name, _, _, place, place_name in working.served_units_and_places(today):
        if only in (None, unit):
            found.setdefault(unit, Unit(unit, name, ()))
            if place is not None:
                places.setdefault(unit, {})[place] = place_name
    for desk in UnitDesk.objects.filter(unit__in=found):
        found[desk.unit_id].desk = desk
    held = Clinic.objects.filter(unit__in=found).filter(Q(held_until__isnull=True) | Q(held_until__gt=today))
    for clinic in held.select_related("body").order_by("weekday", "begins", "id"):
        found[clinic.unit_id].clinics.append(clinic)
    covered = {place for each in places.values() for place in each}
    routes = {(each.place_id, each.kind): each for each in Route.objects.filter(place__in=covered)}
    for each in found.values():
        each.places = tuple(places.get(each.id, {}).items())
        each.ways = list(_ways(each.places, routes))
    return sorted(found.values(), key=lambda one: (one.name, one.id))


def _ways(places: tuple[tuple[UUID, str], ...], routes: dict[tuple[UUID, str], Route]) -> Iterable[Way]:
    for place, name in places:
        for kind, words in ROUTES.items():
            yield Way(place, name, kind, words, routes.get((place, kind)))


def unit(unit_id: UUID, today: date) -> Unit | None:
    """That unit, or None when nobody serves it."""
    return next(iter(units(today, only=unit_id)), None)


def route(place_id: UUID, kind: str) -> Route | None:
    """Where concerns of this kind go from that locality."""
    return Route.objects.filter(place=place_id, kind=kind).first()


def clinic(clinic_id: UUID) -> Clinic | None:
    """That clinic."""
    return Clinic.objects.select_related("unit", "body").filter(id=clinic_id).first()
