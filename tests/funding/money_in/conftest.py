"""A programme that two funders pay for, and people who keep its money; every figure is made up."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from throughline.funding.actions import duties, money_in, receipts, streams
from throughline.funding.actions.money_in import Agreed
from throughline.funding.actions.rounds import found_programme
from throughline.funding.actions.streams import Paying
from throughline.funding.models import FunderDuty, InboundAgreement, Programme, Receipt, Stream
from throughline.kernel.actor import Actor
from throughline.kernel.dates import FinancialYear
from throughline.kernel.money import Money
from throughline.organisations import actions as organisations
from throughline.organisations.queries import body, places_by_code

AT = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
DAY = date(2026, 1, 5)
COMMAND = Actor("system:tests", frozenset({"supplier"}))
OFFICER = Actor(f"person:{uuid4()}", frozenset({"programme-officer"}))
LEAD = Actor(f"person:{uuid4()}", frozenset({"programme-lead"}))
FINANCE = Actor(f"person:{uuid4()}", frozenset({"finance-preparer"}))
THIS, NEXT = FinancialYear(2025), FinancialYear(2026)
MILLION = Money(1_000_000_00)
BOLTON, BURY = "E08000001", "E08000002"
AGREED = Agreed(source="A made-up letter", years={THIS: MILLION, NEXT: None}, instrument="grant_letter")


@pytest.fixture
def programme(db: None) -> Programme:
    return make_programme()


def make_programme() -> Programme:
    """Places, bodies, and a programme of the authority's."""
    organisations.load_reference(actor=COMMAND, at=AT)
    return found_programme(
        actor=COMMAND,
        at=AT,
        code="made-up",
        name="A made-up programme",
        purpose="Help.",
        authority="gmca",
        names=(),
        objectives=(),
    )


def agreement_of(programme: Programme, agreed: Agreed = AGREED, funder: str = "hmpps") -> InboundAgreement:
    return money_in.record_agreement(
        actor=OFFICER, at=AT, programme_id=programme.id, funder_id=body(funder).id, agreed=agreed
    )


@pytest.fixture
def agreement(programme: Programme) -> InboundAgreement:
    """HMPPS gives a million this year; for the next, the record does not say."""
    return agreement_of(programme)


@pytest.fixture
def receipt(agreement: InboundAgreement) -> Receipt:
    return due(agreement)


@pytest.fixture
def duty(agreement: InboundAgreement) -> FunderDuty:
    return duties.set_duty(
        actor=OFFICER,
        at=AT,
        agreement_id=agreement.id,
        kind="report",
        text="Say how it went",
        owner_role="programme-lead",
        due_on=date(2026, 1, 30),
    )


def due(agreement: InboundAgreement, pounds: int = 400_000, year: FinancialYear = THIS) -> Receipt:
    return receipts.expect_receipt(
        actor=OFFICER, at=AT, agreement_id=agreement.id, year=year, amount=Money(pounds * 100), due_on=DAY
    )


def place_id(code: str = BOLTON) -> UUID:
    return places_by_code()[code].id


def paying(**changes: Any) -> Paying:
    said: dict[str, Any] = {
        "name": "Treatment budget",
        "purpose": "treatment",
        "source": "A made-up budget book",
        "payer_words": "Public health",
        "years": {THIS: Money(300_000_00), NEXT: None},
    }
    return Paying(**said | changes)


@pytest.fixture
def stream(programme: Programme) -> Stream:
    return streams.record_stream(actor=OFFICER, at=AT, place_id=place_id(), paying=paying())


@pytest.fixture
def somebody(programme: Programme) -> Callable[..., Actor]:
    """Somebody with that role in that body, as they act."""
    made: list[str] = []

    def of(role: str, at_body: str = "gmca") -> Actor:
        made.append(role)
        person = organisations.add_person(
            actor=COMMAND,
            at=AT,
            name=f"A {role}",
            email=f"{role}-{len(made)}@example.org",
            body=body(at_body),
        )
        organisations.grant_role(actor=COMMAND, at=AT, person=person, role=role)
        return person.as_actor()

    return of


@pytest.fixture
def browse(somebody: Callable[..., Actor], settings: Any) -> Callable[..., Client]:
    """A browser in which somebody with that role in that body has signed in."""
    from throughline.organisations.models import Person

    settings.SECOND_STEP_REQUIRED = False
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

    def signed_in(role: str, at_body: str = "gmca") -> Client:
        client = Client()
        client.force_login(Person.objects.get(pk=somebody(role, at_body).id.removeprefix("person:")))
        return client

    return signed_in
