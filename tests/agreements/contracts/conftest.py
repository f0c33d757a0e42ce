"""A council's treatment contract, and who may keep it; all made up."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest

from throughline.agreements.actions import contracts as actions
from throughline.agreements.actions.contracts import ContractSaid, OptionSaid
from throughline.agreements.models import LocalContract
from throughline.kernel.actor import Actor
from throughline.kernel.money import Money
from throughline.ledger.actions import act
from throughline.organisations import actions as organisations
from throughline.organisations.models import Body
from throughline.organisations.queries import body, places_by_code

AT = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
ON = date(2026, 5, 4)
SUPPLIER = Actor("system:supplied", frozenset({"supplier"}))
SYSTEM = Actor("system:calendar", frozenset({"system"}))
OFFICER = Actor(f"person:{uuid4()}", frozenset({"programme-officer"}))
BOLTON = "E08000001"


def provider() -> Body:
    with act(actor=SUPPLIER, at=AT, verb="tried", subject=("test", "1")):
        return Body.objects.get_or_create(
            code="a-made-up-provider", defaults={"name": "A Made-up Provider", "kind": "provider"}
        )[0]


def said(**changed: Any) -> ContractSaid:
    """A contract that is let competitively and begins in eleven months."""
    wanted = ContractSaid(
        place_id=places_by_code()[BOLTON].id,
        commissioner_id=body("bolton").id,
        title="Treatment and recovery",
        route="competitive",
        begins_on=date(2027, 4, 1),
        ends_on=date(2031, 3, 31),
        lifetime=Money(4_000_000_00),
        source="A made-up register.",
        options=(OptionSaid(date(2032, 3, 31), date(2030, 12, 31)), OptionSaid(date(2033, 3, 31))),
    )
    return replace(wanted, **changed)


def commissioner(of: str) -> Actor:
    """A commissioner of that council."""
    person = organisations.add_person(
        actor=SUPPLIER, at=AT, name=f"Commissioner of {of}", email=f"c-{of}@example.org", body=body(of)
    )
    return Actor(f"person:{person.id}", frozenset({"commissioner"}))


@pytest.fixture
def planned(looked_at: None) -> LocalContract:
    return actions.plan(actor=OFFICER, at=AT, said=said())


@pytest.fixture
def running(looked_at: None) -> LocalContract:
    return actions.record(
        actor=OFFICER,
        at=AT,
        said=said(
            begins_on=date(2024, 4, 1),
            ends_on=date(2027, 3, 31),
            provider_id=provider().id,
            options=(OptionSaid(date(2028, 3, 31), date(2026, 9, 30)), OptionSaid(date(2029, 3, 31))),
        ),
    )
