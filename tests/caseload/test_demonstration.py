"""What does a demonstration have before anybody is referred?"""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.utils import timezone

from throughline.caseload import demonstration, lookup
from throughline.caseload.demonstration_records import HOW_MANY, crn_of, extract
from throughline.caseload.models import ProbationRecord, Protocol, Route, UnitDesk
from throughline.caseload.queries import inbox
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


class TestItsInbox:
    def test_has_people_in_different_states_and_clocks(self, practitioner: Actor) -> None:
        manager = queries.person_named("provider-manager@demonstration.example")
        assert manager is not None
        actor, today = Actor(f"person:{manager.id}", frozenset({"provider-manager"})), timezone.localdate()
        look(actor, today)
        rows = inbox.rows_of(inbox.to_decide(), today)
        assert {row.clock.tone for row in rows if row.clock} >= {"late", "fine"}
        assert {row.referral.state for row in rows} == {"sent", "already_in_treatment"}
        assert {row.question for row in rows} == {"", "open"}
        assert all(row.referral.person.is_made_up for row in rows)
        assert inbox.waiting().count() >= 1
        assert [offer.transfer.to_unit.name for offer in inbox.offered_to_us()] == ["Bolton"]
