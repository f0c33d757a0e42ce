"""Who looks at the evidence in a test."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from throughline.kernel.actor import Actor
from throughline.organisations import actions as organisations
from throughline.organisations.queries import body

AT = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)


@pytest.fixture
def staff(db: None, settings: Any) -> Callable[[str], Client]:
    """A browser in which somebody with that role has signed in."""
    settings.SECOND_STEP_REQUIRED = False
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    command = Actor("system:tests")
    organisations.load_reference(actor=command, at=AT)

    def signed_in(role: str) -> Client:
        person = organisations.add_person(
            actor=command, at=AT, name=f"A {role}", email=f"{role}@example.org", body=body("gmca")
        )
        organisations.grant_role(actor=command, at=AT, person=person, role=role)
        client = Client()
        client.force_login(person)
        return client

    return signed_in
