"""People, a made-up notice and readings for the tests of this room."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from throughline.decisions.actions import notices as actions
from throughline.decisions.confirming import groups
from throughline.decisions.models import Notice, Reading
from throughline.frame.upload import Upload
from throughline.kernel.actor import Actor
from throughline.organisations import actions as organisations
from throughline.organisations.queries import body

AT = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
OFFICER = Actor(f"person:{uuid4()}", frozenset({"programme-officer"}))
LEAD = Actor(f"person:{uuid4()}", frozenset({"programme-lead"}))

NOTICE = """DECISION RECORD

Reference: WMX/2023/07
Title: Lantern Street outreach grants
Report author: Ines Marchetti
Contact officer: Ines Marchetti, ines.marchetti@example.org
Decision maker: Director of Neighbourhoods
Decision status: Approved
Key decision: No
Subject to call in: No
Date of decision: 14 March 2023
Publication date: 20 March 2023

Decision: Grants of £90,000 in total are awarded for outreach on Lantern Street.

Area | Amount
Halewick | £40,000.00
Oxmoor | £30,000.00
Penfield | £20,000.00

Signed by: Director of Neighbourhoods
Date: 14 March 2023
"""


def send(text: str = NOTICE, name: str = "lantern.txt") -> list[Reading]:
    """The open readings of a file with this text."""
    return actions.read_notice(upload=Upload(name, text.encode()), actor=OFFICER, at=AT)


def confirm_everything(reading_id: UUID) -> None:
    """Somebody looks at each group and finds it right."""
    reading = Reading.objects.get(pk=reading_id)
    for group in groups(reading.found, reading.answers):
        actions.confirm_group(reading_id=reading_id, group=group.anchor, actor=OFFICER, at=AT)


def record(reading_id: UUID, **said: str) -> Notice:
    """The decision of the reading, wholly confirmed and on record."""
    confirm_everything(reading_id)
    return actions.record_decision(reading_id=reading_id, **said, actor=OFFICER, at=AT)


@pytest.fixture
def reading(db: None) -> Reading:
    """The reading of the made-up notice, still open."""
    return send()[0]


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
