"""A planned round with scenarios, for tests of the workbench; every figure is made up."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from throughline.decisions.on_record import ToRecord, put_on_record
from throughline.decisions.reading.shape import PlacePart, ReadDecision
from throughline.decisions.record import FileFacts
from throughline.frame.upload import Upload, store
from throughline.funding.actions import planning as actions
from throughline.funding.models import AllocationRun, Programme, Round, Scenario
from throughline.funding.planning.working import IndicatorText, PlaceText, Working
from throughline.funding.queries import planning as queries
from throughline.kernel.actor import Actor
from throughline.kernel.dates import FinancialYear
from throughline.kernel.money import Money
from throughline.organisations import actions as organisations
from throughline.organisations.places import known_places
from throughline.organisations.queries import body

AT = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
LEAD = Actor(f"person:{uuid4()}", frozenset({"programme-lead"}))
ANALYST = Actor(f"person:{uuid4()}", frozenset({"analyst"}))
DEPUTY_MAYOR = Actor(f"person:{uuid4()}", frozenset({"deputy-mayor"}))
TOTAL = Money(1_000_000_00)
COUNTED = Working(
    total="1,000,000.00",
    indicators=(IndicatorText("People on probation", "1", "A made-up list"),),
    places=tuple(
        PlaceText(code, name, (str(100 + 10 * n),), last_year="100,000", population=str(200_000 + n))
        for n, (name, code) in enumerate(known_places())
    ),
)


@pytest.fixture
def round_(looked_at: None) -> Round:
    """A round that is being planned."""
    return actions.plan_round(
        actor=LEAD,
        at=AT,
        programme=Programme.objects.get(),
        year=FinancialYear(2026),
        intended=TOTAL,
        contributions={"gmca": None, "hmpps": None},
        note="A made-up round.",
    )


@pytest.fixture
def scenario(round_: Round) -> Scenario:
    """A scenario in which everything is counted."""
    return actions.begin_scenario(actor=LEAD, at=AT, round_=round_, name="By need", like=COUNTED)


@pytest.fixture
def run(scenario: Scenario) -> AllocationRun:
    """Its first run."""
    return actions.compute_run(actor=LEAD, at=AT, scenario_id=scenario.id)


def another_run(round_: Round, name: str, **changes: Any) -> AllocationRun:
    """A run of another scenario of the round."""
    made = actions.begin_scenario(
        actor=LEAD, at=AT, round_=round_, name=name, like=replace(COUNTED, **changes)
    )
    return actions.compute_run(actor=LEAD, at=AT, scenario_id=made.id)


def choose(run: AllocationRun, because: str = "It follows need.", stands: str = "") -> AllocationRun:
    return actions.choose_run(actor=LEAD, at=AT, run_id=run.id, because=because, stands=stands)


def decided(run: AllocationRun, off_by: int = 0) -> str:
    """The number of a decision on record whose parts are the run's shares; the first is off by so many pence."""
    split = queries.planned_split(run.id)
    assert split is not None
    parts = [PlacePart(each.place, each.gss_code, each.pence.pence) for each in split.parts]
    parts[0] = replace(parts[0], pence=parts[0].pence + off_by)
    text = f"A made-up decision about {run.name}".encode()
    file = store(Upload("decision.txt", text), kind="txt", at=AT)
    notice = put_on_record(
        ToRecord(
            said=ReadDecision(
                title=f"Grants by {run.name}",
                function="police-and-crime",
                decided_on=date(2026, 1, 5),
                total_pence=sum(each.pence for each in parts),
                breakdown=tuple(parts),
                price_basis="fixed",
            ),
            evidence={},
            findings=(),
            purpose="help for people on probation",
            file=FileFacts(file.name, file.sha256, None, is_held=True),
        ),
        step="decide",
        actor=DEPUTY_MAYOR,
        at=AT,
    )
    return notice.number


@pytest.fixture
def staff(looked_at: None, settings: Any) -> Callable[[str], Client]:
    """A browser in which somebody with that role has signed in."""
    settings.SECOND_STEP_REQUIRED = False
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    command = Actor("system:tests")

    def signed_in(role: str) -> Client:
        person = organisations.add_person(
            actor=command, at=AT, name=f"A {role}", email=f"{role}@example.org", body=body("gmca")
        )
        organisations.grant_role(actor=command, at=AT, person=person, role=role)
        client = Client()
        client.force_login(person)
        return client

    return signed_in
