"""People for the tests of this room."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from tests.conftest import Prepared

from throughline.kernel.actor import Actor
from throughline.organisations import actions as organisations
from throughline.organisations.queries import body

AT = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
COMMAND = Actor("system:tests", frozenset({"supplier"}))


@pytest.fixture
def reference(db: None, prepared: Prepared) -> Iterator[None]:
    """Places, bodies and programmes are there."""
    with prepared(load_reference):
        yield


def load_reference() -> None:
    """What comes with Throughline of places and bodies."""
    organisations.load_reference(actor=COMMAND, at=AT)


@pytest.fixture
def actor(reference: None) -> Callable[..., Actor]:
    """Somebody with that role: actor("programme-lead"), in a body, by default the authority."""
    made: list[str] = []

    def somebody(role: str, of: str = "gmca") -> Actor:
        made.append(role)
        person = organisations.add_person(
            actor=COMMAND, at=AT, name=f"A {role}", email=f"{role}-{len(made)}@example.org", body=body(of)
        )
        organisations.grant_role(actor=COMMAND, at=AT, person=person, role=role)
        return person.as_actor()

    return somebody


@pytest.fixture
def staff(actor: Callable[..., Actor], settings: Any) -> Callable[..., Client]:
    """A browser in which somebody with that role has signed in."""
    from throughline.organisations.models import Person

    settings.SECOND_STEP_REQUIRED = False
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

    def signed_in(role: str, of: str = "gmca") -> Client:
        client = Client()
        client.force_login(Person.objects.get(pk=actor(role, of).id.removeprefix("person:")))
        return client

    return signed_in


@pytest.fixture
def decisions_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """Decisions of 2021 and 2025 are on record, without making them."""
    from throughline.governance.actions import entries

    monkeypatch.setattr(entries, "decision_is_known", lambda number: number[:4] in ("2021", "2025"))
