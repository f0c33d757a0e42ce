"""A machine of probation's north unit and one of each provider, with their tokens; everybody is made up."""

import base64
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client as Browser
from django.utils import timezone
from tests.caseload.conftest import AT, SUPPLIER, Ward, make_ward

from throughline.caseload.actions import clients
from throughline.caseload.actions.record_modes import say_whose_record
from throughline.kernel.actor import Actor
from throughline.ledger.actions import act
from throughline.organisations.models import UnitPlace

SAID: dict[str, Any] = {
    "crn": "X765432", "given_names": "Bea", "family_name": "D’Arcy-Quill", "date_of_birth": "1990-05-06",
    "why_now": "Starts a community order.", "source": "community", "sentence": "CO", "requirement": "DRR",
    "needs": {"DNR": "MEDIUM", "ACCOM": "LOW"}, "risk": {"public": "LOW"}, "self_risk": ["coping"],
    "children": dict.fromkeys(("is_parent", "at_home", "has_contact", "is_pregnant", "known_to_social_care"), "no"),
    "safe_contact": "text", "phone": "0161 496 0001", "practitioner_name": "Made-up practitioner",
    "practitioner_email": "practitioner@example.org",
}  # fmt: skip


@dataclass
class Machine:
    """One client with its token, and a browser that shows it."""

    id: UUID
    secret: str
    token: str

    def ask(
        self, method: str, path: str, body: Any = None, *, key: str = "", seen: str = "", **headers: str
    ) -> Any:
        """Its answer; a POST has a key of its own unless it is given."""
        said = {"HTTP_AUTHORIZATION": f"Bearer {self.token}", **headers}
        if method == "POST":
            said["HTTP_IDEMPOTENCY_KEY"] = key or uuid4().hex
        if seen:
            said["HTTP_IF_MATCH"] = seen
        content = "" if body is None else body if isinstance(body, str) else json.dumps(body)
        return Browser().generic(method, f"/api/v1{path}", content, "application/json", **said)


def make_machine(actor: Actor, *units: UUID, scopes: Any = None, at: Any = None) -> Machine:
    """A client of the actor's organisation, with all that it may be given."""
    at = at or timezone.now()
    side = "provider" if "provider-manager" in actor.roles else "probation"
    made, secret = clients.make(
        actor=actor,
        at=at,
        name=f"Case system {uuid4()}",
        units=units,
        scopes=scopes or clients.SCOPES_OF[side],
    )
    given = clients.give_token(at=at, client_id=str(made.id), secret=secret, wanted=())
    assert given is not None
    return Machine(made.id, secret, given.token)


@dataclass
class Machines:
    """Probation's of the north unit; Ash's, whose record is its own system; Elm's of the west unit."""

    ward: Ward
    probation: Machine
    ash: Machine
    elm: Machine

    def body(self, **changes: Any) -> dict[str, Any]:
        """A whole referral to Ash in the north unit."""
        ward = self.ward
        service = {"unit_id": str(ward.north), "place_id": str(ward.bolton), "provider_id": str(ward.ash)}
        return {"service": service, "said": {**SAID, **changes}}


def make_machines() -> Machines:
    ward = make_ward()
    with act(actor=SUPPLIER, at=AT, verb="test.made", subject=("unit", "covered")):
        for unit in (ward.north, ward.south, ward.west):
            UnitPlace.objects.create(unit_id=unit, place_id=ward.bolton)
    say_whose_record(actor=SUPPLIER, at=AT, body_id=ward.ash, mode="elsewhere", since=timezone.localdate())
    return Machines(
        ward,
        make_machine(ward.head, ward.north),
        make_machine(ward.manager, ward.north, ward.south),
        make_machine(ward.elm_manager, ward.west),
    )


@pytest.fixture
def machines(db: None, settings: Any) -> Machines:
    """The ward with its machines, in the transaction of the test; as in a demonstration nobody is real."""
    settings.DEMONSTRATION = True
    return make_machines()


@pytest.fixture
def basic() -> Callable[[object, str], str]:
    """A function that gives the header with which a client proves who it is."""

    def header(name: object, secret: str) -> str:
        return "Basic " + base64.b64encode(f"{name}:{secret}".encode()).decode()

    return header
