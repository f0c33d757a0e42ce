"""What does a demonstration have before anybody is referred?"""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.utils import timezone

from throughline.caseload import demonstration, lookup
from throughline.caseload.demonstration_records import HOW_MANY, crn_of, extract
from throughline.caseload.models import ProbationRecord, Protocol, Route, UnitDesk
from throughline.caseload.sight import look
from throughline.kernel.actor import Actor
from throughline.organisations import actions as organisations
from throughline.organisations import demonstration as people
from throughline.organisations import demonstration_localities, queries

pytestmark = pytest.mark.django_db
SUPPLIER = Actor("system:supplied", frozenset({"supplier"}))


@pytest.fixture
def practitioner(settings: Any) -> Actor:
    settings.DEMONSTRATION = True
    at = datetime.now(UTC)
    organisations.load_reference(actor=SUPPLIER, at=at)
    people.load(actor=SUPPLIER, at=at)
    demonstration_localities.load(actor=SUPPLIER, at=at)
    assert demonstration.load(actor=SUPPLIER, at=at)
    found = queries.person_named("probation-practitioner@demonstration.example")
    assert found is not None
    return Actor(f"person:{found.id}", frozenset({"probation-practitioner"}))


class TestADemonstration:
    def test_has_a_unit_with_a_desk_routes_an_agreed_protocol_and_made_up_records(
        self, practitioner: Actor
    ) -> None:
        look(practitioner, timezone.localdate())
        assert Protocol.objects.get().state == "agreed"
        assert Route.objects.count() == 5
        assert UnitDesk.objects.count() == 1
        assert ProbationRecord.objects.filter(is_made_up=True).count() == HOW_MANY

    def test_is_loaded_once(self, practitioner: Actor) -> None:
        assert not demonstration.load(actor=SUPPLIER, at=datetime.now(UTC))

    def test_answers_a_lookup_with_what_a_referral_asks(self, practitioner: Actor) -> None:
        look(practitioner, timezone.localdate())
        answer = lookup.look_up(crn_of(1), practitioner)
        assert answer.found is not None
        assert answer.found.identity.crn == crn_of(1)
        assert answer.found.asked.practitioner_email == "probation-practitioner@demonstration.example"


def test_the_generator_draws_the_same_records_every_time() -> None:
    today = timezone.localdate()
    assert extract(("A", "a@example.org"), today) == extract(("A", "a@example.org"), today)
