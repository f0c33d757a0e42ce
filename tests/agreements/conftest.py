"""A decided round with its terms, and grants of it, for tests of this room; every figure here is made up."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from tests.conftest import Prepared
from tests.funding.conftest import COUNTED, DEPUTY_MAYOR, decided

from throughline.agreements.actions import grants, terms
from throughline.agreements.actions.terms import ConditionTerms, InstalmentTerms, RoundTerms, SpendTerms
from throughline.agreements.models import Grant
from throughline.funding.actions import planning
from throughline.funding.actions.deciding import lock_by_decision
from throughline.funding.models import Programme, Round
from throughline.kernel.actor import Actor
from throughline.kernel.dates import FinancialYear
from throughline.kernel.money import Money
from throughline.ledger.actions import act
from throughline.organisations import actions as organisations
from throughline.organisations.models import Body
from throughline.organisations.queries import body

AT = datetime(2024, 6, 3, 9, 30, tzinfo=UTC)
SUPPLIER = Actor("system:supplied", frozenset({"supplier"}))
OFFICER = Actor(f"person:{uuid4()}", frozenset({"programme-officer"}))
LEAD = Actor(f"person:{uuid4()}", frozenset({"programme-lead"}))
LEGAL = Actor(f"person:{uuid4()}", frozenset({"legal"}))
COMMISSIONER = Actor(f"person:{uuid4()}", frozenset({"commissioner"}))
DIRECTOR = Actor(f"person:{uuid4()}", frozenset({"director"}))
KEY_WORKER = Actor(f"person:{uuid4()}", frozenset({"key-worker"}))
TERMS = RoundTerms(
    recipient_kind="local_authority",
    price_basis="actual",
    payment_basis="in_advance",
    assurance_model="csp_scrutinises",
    begins_on=date(2021, 4, 1),
    ends_on=date(2022, 3, 31),
    source="A made-up record.",
    instalments=(InstalmentTerms(date(2021, 11, 30)), InstalmentTerms(date(2022, 2, 28))),
    conditions=(
        ConditionTerms("delivery", "recipient", "Evidence that it was delivered", 2, due_days_before=14),
        ConditionTerms("spending_plan", "recipient"),
        ConditionTerms("last_report", "recipient", set_aside_because="A first grant has no earlier report."),
    ),
    spend=(SpendTerms("workers", "Key workers"), SpendTerms("capital", "Buildings", is_eligible=False)),
)


def like(**changes: Any) -> RoundTerms:
    """Those terms, with something changed."""
    return replace(TERMS, **changes)


def councils() -> dict[UUID, UUID]:
    """The council of each locality, by place."""
    served = Body.objects.filter(kind="local authority").values_list("places_served__place", "id")
    return {place: council for place, council in served if place}


def a_provider() -> Body:
    """A provider that nobody has heard of."""
    with in_an_act():
        return Body.objects.create(code="made-up-provider", name="A Made-up Provider", kind="provider")


def in_an_act() -> Any:
    """An act in which a test changes what no page changes."""
    return act(actor=SUPPLIER, at=AT, verb="tried", subject=("test", "1"))


@pytest.fixture
def round_(looked_at: None) -> Round:
    """The decided round of ten parts, which nobody has offered yet."""
    return Round.objects.select_related("programme", "decision").get(year="2021/22")


@pytest.fixture
def round_terms() -> RoundTerms:
    """Its terms; a test that needs others gives them before anything is offered on them."""
    return TERMS


@pytest.fixture
def set_(round_: Round, round_terms: RoundTerms) -> Round:
    """The round with its terms."""
    terms.set_terms(actor=OFFICER, at=AT, round_id=round_.id, terms=round_terms)
    return round_


@pytest.fixture
def offered(round_: Round, round_terms: RoundTerms, prepared_there: Prepared) -> Iterator[list[Grant]]:
    """Its ten grants on these terms, offered to the councils."""
    with prepared_there(offering(round_.id, round_terms)) as made:
        yield made


@cache
def offering(round_id: UUID, round_terms: RoundTerms) -> Callable[[], list[Grant]]:
    """What offers it, the same for the same terms."""

    def offer() -> list[Grant]:
        terms.set_terms(actor=OFFICER, at=AT, round_id=round_id, terms=round_terms)
        return grants.offer_round(actor=OFFICER, at=AT, round_id=round_id, recipients=councils())

    return offer


@pytest.fixture
def grant(offered: list[Grant]) -> Grant:
    """One of them: Bolton's."""
    return Grant.objects.select_related("round__programme", "place", "recipient").get(place__name="Bolton")


@pytest.fixture
def another_round(looked_at: None) -> Round:
    """A round of 2026/27 with ten parts that a made-up decision states."""
    planned = planning.plan_round(
        actor=LEAD,
        at=AT,
        programme=Programme.objects.get(),
        year=FinancialYear(2026),
        intended=Money(100_000_000),
        contributions={"gmca": None, "hmpps": None},
        note="A made-up round.",
    )
    begun = planning.begin_scenario(actor=LEAD, at=AT, round_=planned, name="By need", like=COUNTED)
    run = planning.compute_run(actor=LEAD, at=AT, scenario_id=begun.id)
    planning.choose_run(actor=LEAD, at=AT, run_id=run.id, because="It follows need.", stands="")
    lock_by_decision(number=decided(run), run_id=run.id, actor=DEPUTY_MAYOR, at=AT)
    planned.refresh_from_db()
    return planned


@pytest.fixture
def grant_of_its_own(loaded: str) -> Grant:
    """A live grant of a round whose other nine are offered, in a database where commits are real."""
    round_ = Round.objects.get(year="2021/22")
    terms.set_terms(actor=OFFICER, at=AT, round_id=round_.id, terms=TERMS)
    made = grants.offer_round(actor=OFFICER, at=AT, round_id=round_.id, recipients=councils())
    return in_state(made[0], "live")


def in_state(grant: Grant, state: str) -> Grant:
    """The grant stands in that state, as if others had acted."""
    ways = {
        "offered": (),
        "accepted": ("accepted",),
        "live": ("accepted", "live"),
        "suspended": ("accepted", "live", "suspended"),
        "closing": ("accepted", "live", "closing"),
        "closed": ("accepted", "live", "closing", "closed"),
        "withdrawn": ("withdrawn",),
        "terminated": ("accepted", "live", "terminated"),
    }
    for step in ways[state]:
        with in_an_act():
            Grant.objects.filter(pk=grant.pk).update(state=step, because="A reason.")
    grant.refresh_from_db()
    return grant


@pytest.fixture
def staff(looked_at: None, settings: Any) -> Callable[..., Client]:
    """A browser in which somebody with that role, of that body, has signed in."""
    settings.SECOND_STEP_REQUIRED = False
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    command = Actor("system:tests")

    def signed_in(role: str, of: str = "gmca") -> Client:
        person = organisations.add_person(
            actor=command, at=AT, name=f"A {role}", email=f"{role}-{of}@example.org", body=body(of)
        )
        organisations.grant_role(actor=command, at=AT, person=person, role=role)
        client = Client()
        client.force_login(person)
        return client

    return signed_in
