"""Where do the made-up people go? Units with their providers, and made-up key workers and practitioners in each."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.organisations import actions as organisations
from throughline.organisations import queries, working
from throughline.organisations.demonstration import DOMAIN

from .loading import Desk

LIST = "referral system list of nine"
ADMINISTRATOR = Actor("system:synth", frozenset({"administrator"}))


def make_desks(*, at: datetime, on: date, workers_each: int, practitioners_each: int = 3) -> list[Desk]:
    """Every unit of the referral system's list with staff of its own, each made up; safe to ask for again."""
    desks = []
    for unit in queries.units().filter(list_name=LIST):
        [(place, _), *_] = working.places_of(unit.id, on)
        served = working.providers_of(unit.id, on)
        provider = served[0][0] if served else queries.body("demonstration-provider").id
        if not served:
            working.serve_unit(actor=ADMINISTRATOR, at=at, body_id=provider, unit_id=unit.id, since=on)
        slug = unit.name.casefold().replace(" ", "-")
        bodies = {
            "key-worker": provider,
            "probation-practitioner": queries.body("probation-greater-manchester").id,
        }
        staff = {
            role: [_somebody(f"{role}.{slug}.{n}", role, bodies[role], unit.id, at, on) for n in range(many)]
            for role, many in (("key-worker", workers_each), ("probation-practitioner", practitioners_each))
        }
        desks.append(Desk(unit.id, provider, place, staff["key-worker"], staff["probation-practitioner"]))
    return desks


def add_worker(*, login: str, beside: str, at: datetime) -> None:
    """A made-up key worker who has nobody, in the unit of another."""
    other = queries.person_named(f"{beside}@{DOMAIN}")
    assert other is not None  # noqa: S101 - whoever is named was made before
    [unit, *_] = working.sight_of(other.as_actor(), at.date()).units
    assert other.body_id is not None  # noqa: S101 - a key worker has an organisation
    _somebody(login, "key-worker", other.body_id, unit, at, at.date())


def _somebody(login: str, role: str, body: UUID, unit: UUID, at: datetime, on: date) -> str:
    email = f"{login}@{DOMAIN}"
    person = queries.person_named(email)
    if person is None:
        of = next(each for each in queries.bodies() if each.id == body)
        person = organisations.add_person(
            actor=ADMINISTRATOR, at=at, name=f"Made-up {login.replace('.', ' ')}", email=email, body=of
        )
        organisations.grant_role(actor=ADMINISTRATOR, at=at, person=person, role=role)
        working.place_worker(actor=ADMINISTRATOR, at=at, person_id=person.id, unit_id=unit, since=on)
    return f"person:{person.id}"


def workers_for(people: int, mix: str, units: int = 9) -> int:
    """So many key workers a unit that each has about forty people at most."""
    with_one = people * (0.5 if mix == "busy" else 0.045)
    return max(2, round(with_one / units / 40))


def ask_for_units(desks: Sequence[Desk]) -> None:
    """RefusedError when there is no unit to put anybody into."""
    if not desks:
        raise RefusedError(
            "There are no probation delivery units on record. Start `./throughline up` once first."
        )
