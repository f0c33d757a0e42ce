"""Who works where in a demonstration: the made-up people of two providers and of probation, as they act."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from throughline.kernel.actor import Actor
from throughline.organisations import actions as organising
from throughline.organisations import demonstration_localities as localities
from throughline.organisations import queries as organisations
from throughline.organisations import working
from throughline.organisations.demonstration import DOMAIN

from .actions import workers
from .sight import look

SUPPLIER = Actor("system:supplied", frozenset({"supplier"}))
LIST = "referral system list of nine"
HERE, THERE = localities.FIRST_PROVIDER, localities.OWN_SYSTEM
# Which provider serves which unit, its manager, and who of the made-up people works there.
UNITS = {
    "Bolton": (HERE, "manager", ("practitioner", "head", "worker", "manager", "second", "third")),
    "Salford": (HERE, "manager", ("practitioner", "third")),
    "Bury and Rochdale": (THERE, "there_manager", ("practitioner", "head", "there_worker")),
}
_KNOWN = {
    "practitioner": ("probation-practitioner", localities.FIRST_AREA),
    "head": ("head-of-unit", localities.FIRST_AREA),
    "court": ("prison-and-court-team", localities.FIRST_AREA),
    "worker": ("key-worker", localities.FIRST_AREA),
    "manager": ("provider-manager", HERE),
    "there_worker": ("key-worker", THERE),
    "there_manager": ("provider-manager", THERE),
}
# Two more key workers of the first provider, with what they can take on and how many people at most.
_COLLEAGUES = {
    "second": ("Halina Brzozowska", ("high", "pl"), 35),
    "third": ("Gethin Prys-Roberts", ("women", "prescribing"), 30),
}
_DAYS = 300


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit, who serves it, its first place, and what the service's manager is called here."""

    id: UUID
    name: str
    body: UUID
    place: UUID
    manager: str


@dataclass(frozen=True, slots=True)
class Staff:
    """Everybody by what they are here, and the units by name."""

    who: dict[str, Actor]
    units: dict[str, Unit]
    since: date

    def __getitem__(self, name: str) -> Actor:
        return self.who[name]


def place_everybody(*, at: datetime) -> Staff:
    """The units are served, and everybody works where they work, since ten months ago."""
    since = at.date() - timedelta(days=_DAYS)
    found = localities.actors(_KNOWN.values())
    who = {name: found[asked] for name, asked in _KNOWN.items()}
    bodies = {each.code: each.id for each in organisations.bodies()}
    units = {each.name: each for each in organisations.units() if each.list_name == LIST}
    places = dict(organisations.places().values_list("name", "id"))
    made = {}
    for name, (code, manager, _) in UNITS.items():
        working.serve_unit(actor=SUPPLIER, at=at, body_id=bodies[code], unit_id=units[name].id, since=since)
        place = min(each.place.name for each in units[name].coverage.all())
        made[name] = Unit(units[name].id, name, bodies[code], places[place], manager)
    for name, (full, skills, most) in _COLLEAGUES.items():
        who[name] = _colleague(full, bodies[HERE], at)
        look(who["manager"], at.date())
        workers.say_skills(
            actor=who["manager"],
            at=at,
            body=bodies[HERE],
            worker=who[name].id,
            skills=skills,
            most_people=most,
        )
    for name, (_, _, names) in UNITS.items():
        for each in names:
            person = UUID(who[each].id.removeprefix("person:"))
            working.place_worker(actor=SUPPLIER, at=at, person_id=person, unit_id=made[name].id, since=since)
    return Staff(who, made, since)


def _colleague(name: str, body: UUID, at: datetime) -> Actor:
    person = organising.add_person(
        actor=SUPPLIER,
        at=at,
        name=name,
        email=f"{name.split()[0].lower()}.key-worker@{DOMAIN}",
        body=organisations.bodies().get(id=body),
    )
    organising.grant_role(actor=SUPPLIER, at=at, person=person, role="key-worker")
    return Actor(f"person:{person.id}", frozenset({"key-worker"}))
