"""Two providers, three units, their people and a referral in any state, for tests of this room; all made up."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from tests.conftest import Prepared

from throughline.caseload.actions import referrals, triage
from throughline.caseload.actions.people import identity_of
from throughline.caseload.actions.record_modes import say_whose_record
from throughline.caseload.models import Referral
from throughline.caseload.sealed import Asked, Identity
from throughline.caseload.sight import look
from throughline.kernel.actor import Actor
from throughline.ledger.actions import act
from throughline.organisations import actions as organisations
from throughline.organisations import working
from throughline.organisations.models import (
    Body,
    Person,
    Place,
    ProbationDeliveryUnit,
    RoleGrant,
    UnitServed,
    WorksIn,
)

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
TODAY = date(2026, 3, 2)
SUPPLIER = Actor("system:supplied", frozenset({"supplier"}))
ADMINISTRATOR = Actor("system:administrator", frozenset({"administrator"}))
ADA = Identity(
    given_names="Ada Niamh",
    family_name="O’Shea-Quinn",
    date_of_birth="1988-02-29",
    crn="X123456",
    phone="0161 496 0000",
    safe_contact="text",
)


@dataclass(frozen=True)
class Ward:
    """Who works where: `ash` serves north and south, `elm` serves west; each name below is an actor."""

    ash: UUID
    elm: UUID
    north: UUID
    south: UUID
    west: UUID
    bolton: UUID
    practitioner: Actor
    head: Actor
    court: Actor
    worker: Actor
    worker_south: Actor
    manager: Actor
    elm_worker: Actor
    elm_manager: Actor
    west_practitioner: Actor
    officer: Actor


@pytest.fixture
def ward(db: None, prepared: Prepared) -> Iterator[Ward]:
    """The ward, made once, in the transaction of the test."""
    with prepared(make_ward) as made:
        look(made.officer, TODAY)  # somebody, or not even rules of work are shown; the officer sees no person
        yield made


def make_ward() -> Ward:
    """The ward's bodies, units and people, from 1 January 2026."""
    organisations.load_reference(actor=SUPPLIER, at=AT)
    since = date(2026, 1, 1)
    with act(actor=SUPPLIER, at=AT, verb="test.made", subject=("body", "ward")):  # in one act
        ash, elm = Body.objects.bulk_create(
            Body(code=f"{name.casefold()}-service", name=f"{name} Service", kind="provider")
            for name in ("Ash", "Elm")
        )
        units = ProbationDeliveryUnit.objects.bulk_create(
            ProbationDeliveryUnit(name=f"{name} unit", list_name="made up")
            for name in ("North", "South", "West")
        )
        north, south, west = (unit.id for unit in units)
        UnitServed.objects.bulk_create(
            UnitServed(body=body, unit_id=unit, served_from=since)
            for body, unit in ((ash, north), (ash, south), (elm, west))
        )
        probation = Body.objects.get(code="probation-greater-manchester")
        staff = _staff(
            since,
            practitioner=("practitioner", "probation-practitioner", probation, north),
            head=("head", "head-of-unit", probation, north),
            court=("court", "prison-and-court-team", probation, None),
            worker=("worker", "key-worker", ash, north),
            worker_south=("worker-south", "key-worker", ash, south),
            manager=("manager", "provider-manager", ash, None),
            elm_worker=("elm-worker", "key-worker", elm, west),
            elm_manager=("elm-manager", "provider-manager", elm, None),
            west_practitioner=("west", "probation-practitioner", probation, west),
            officer=("officer", "programme-officer", Body.objects.get(code="gmca"), None),
        )
    say_whose_record(actor=SUPPLIER, at=AT, body_id=ash.id, mode="here", since=since)
    return Ward(
        ash=ash.id,
        elm=elm.id,
        north=north,
        south=south,
        west=west,
        bolton=Place.objects.get(name="Bolton").id,
        **staff,
    )


def _staff(since: date, **them: tuple[str, str, Body, UUID | None]) -> dict[str, Actor]:
    """Each with their role and unit, inside an act."""
    people = {
        field: organisations.new_person(f"Made-up {name}", f"{name}@example.org", body)
        for field, (name, _, body, _) in them.items()
    }
    Person.objects.bulk_create(people.values())
    RoleGrant.objects.bulk_create(
        RoleGrant(person=people[field], role=role, held_from=TODAY) for field, (_, role, _, _) in them.items()
    )
    WorksIn.objects.bulk_create(
        WorksIn(person=people[field], unit_id=unit, held_from=since)
        for field, (_, _, _, unit) in them.items()
        if unit
    )
    return {
        field: Actor(f"person:{people[field].id}", frozenset({role}))
        for field, (_, role, _, _) in them.items()
    }


def _somebody(name: str, role: str, body: Body, *units: UUID) -> Actor:
    person = organisations.add_person(
        actor=ADMINISTRATOR, at=AT, name=f"Made-up {name}", email=f"{name}@example.org", body=body
    )
    organisations.grant_role(actor=ADMINISTRATOR, at=AT, person=person, role=role)
    for unit in units:
        working.place_worker(
            actor=ADMINISTRATOR, at=AT, person_id=person.id, unit_id=unit, since=date(2026, 1, 1)
        )
    return Actor(f"person:{person.id}", frozenset({role}))


@pytest.fixture
def referred(ward: Ward) -> Callable[..., Referral]:
    """A function that gives a referral of the north unit in a state on its way to a key worker; see `make_referral`."""

    def make(state: str = "sent", **changes: Any) -> Referral:
        return make_referral(ward, state, **changes)

    return make


def make_referral(
    ward: Ward, state: str = "sent", *, asked: Asked | None = None, **identity: Any
) -> Referral:
    """Begun by the practitioner, then sent, accepted, assigned as far as `state` says. Ends with no sight."""
    look(ward.practitioner, TODAY)
    made = referrals.begin(
        actor=ward.practitioner,
        at=AT,
        provider_id=ward.ash,
        unit_id=ward.north,
        place_id=ward.bolton,
        identity=replace(ADA, **identity),
        asked=asked or Asked(why_now="Starts a new order."),
        is_made_up=True,
    )
    steps = ["draft", "sent", "accepted", "assigned"]
    if steps.index(state) >= 1:
        send(ward.practitioner, made.id)
    look(ward.worker, TODAY)
    if steps.index(state) >= 2:
        triage.accept(actor=ward.worker, at=AT, referral_id=made.id)
    if steps.index(state) >= 3:
        triage.assign(actor=ward.worker, at=AT, referral_id=made.id, key_worker=ward.worker.id)
    look(ward.worker if state != "draft" else ward.practitioner, TODAY)
    made.refresh_from_db()
    look(ward.officer, TODAY)
    return made


def send(actor: Actor, referral_id: UUID) -> None:
    """The draft is sent as it stands: who fills it in from the pages asks for more, and joins it with who is known."""
    draft = referrals.locked(referral_id)
    with referrals.sending(actor=actor, at=AT, referral=draft, who=identity_of(draft.person), send_key=""):
        pass


@pytest.fixture
def browse(ward: Ward, settings: Any) -> Callable[[Actor], Client]:
    """A function that signs an actor of the ward in and gives their browser."""
    settings.SECOND_STEP_REQUIRED = False

    def sign_in(actor: Actor) -> Client:
        client = Client()
        client.force_login(Person.objects.get(id=actor.id.removeprefix("person:")))
        return client

    return sign_in
