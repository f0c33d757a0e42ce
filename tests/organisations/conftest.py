"""People and places for the tests of this room."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache

import pytest
from django.contrib.auth.hashers import make_password
from tests.conftest import Prepared

from throughline.kernel.actor import Actor
from throughline.organisations import actions, queries
from throughline.organisations.models import Person

COMMAND = Actor("system:tests")
AT = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
PASSWORD = "violet anvil seventeen"

Make = Callable[..., Person]


@cache
def hashed(password: str) -> str:
    """The password as it is kept, hashed once for all tests."""
    return make_password(password)


@pytest.fixture
def reference(db: None, prepared: Prepared) -> Iterator[None]:
    """The reference data, loaded."""
    with prepared(load_reference):
        yield


def load_reference() -> None:
    """What comes with Throughline of places and bodies."""
    actions.load_reference(actor=COMMAND, at=AT)


@pytest.fixture
def someone(reference: None) -> Make:
    """Makes people who can sign in, with the roles asked for."""

    def make(*roles: str, name: str = "Ola Nordmann", email: str = "", password: str = PASSWORD) -> Person:
        number = Person.objects.count()
        person = actions.add_person(
            actor=COMMAND,
            at=AT,
            name=name,
            email=email or f"person{number}@example.org",
            body=queries.body("gmca"),
        )
        for role in roles:
            actions.grant_role(actor=COMMAND, at=AT, person=person, role=role)
        person.password = hashed(password)
        person.save()
        return Person.objects.get(pk=person.pk)

    return make
