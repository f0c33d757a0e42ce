"""What does a demonstration have before anybody is referred?"""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.utils import timezone

from throughline.caseload import demonstration, demonstration_elsewhere, lookup
from throughline.caseload.demonstration_records import crn_of, extract
from throughline.caseload.lifecycle import OPEN
from throughline.caseload.models import (
    Appointment,
    Assessment,
    Imported,
    Protocol,
    Referral,
    Route,
    Told,
    UnitDesk,
)
from throughline.caseload.queries import confirming, inbox, keeping, reconciling, recovery
from throughline.caseload.rules import first_contact_clock
from throughline.caseload.sight import look
from throughline.frame.lists import csv_text
from throughline.frame.scope import Sight, enter_sight
from throughline.kernel.actor import Actor
from throughline.organisations import actions as organisations
from throughline.organisations import demonstration as people
from throughline.organisations import demonstration_localities, queries, working

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
        assert [each.state for each in Protocol.objects.all()] == ["agreed"] * 3
        assert Route.objects.count() == 10
        assert UnitDesk.objects.count() == 2
        enter_sight(SUPPLIER, Sight("court"))

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


def seen_by(role: str) -> Actor:
    """That made-up person, who looks from here on."""
    found = queries.person_named(f"{role}@demonstration.example")
    assert found is not None
    actor = Actor(f"person:{found.id}", frozenset({role.split(".")[0]}))
    look(actor, timezone.localdate())
    return actor


class TestItsInbox:
    def test_has_people_in_different_states_and_clocks(self, practitioner: Actor) -> None:
        actor, today = seen_by("provider-manager"), timezone.localdate()
        rows = inbox.rows_of(inbox.to_decide(), today)
        assert [row.clock.tone for row in rows if row.clock].count("late") == 1
        assert {row.referral.state for row in rows} == {"sent", "already_in_treatment"}
        assert {row.question for row in rows} == {"", "open"}
        assert all(row.referral.person.is_made_up for row in rows)
        assert inbox.waiting().count() >= 1
        assert [offer.transfer.to_unit.name for offer in inbox.offered_to_us()] == ["Bolton"]
        assert actor.roles == {"provider-manager"}


class TestItsPeople:
    def test_are_about_forty_in_three_units_and_most_are_in_order(self, practitioner: Actor) -> None:
        today, found = timezone.localdate(), []
        for role in ("provider-manager", "provider-manager.provider-3"):
            seen_by(role)
            found += list(Referral.objects.select_related("person", "unit"))
        assert 35 <= len(found) <= 50
        assert {each.unit.name for each in found} == {"Bolton", "Salford", "Bury and Rochdale"}
        clocks = [
            first_contact_clock(timezone.localdate(each.sent_at), today, each.first_contact_on)
            for each in found
            if each.sent_at and each.state in OPEN
        ]
        assert sum(each.tone == "late" for each in clocks) <= 3
        assert {"paused", "already_in_treatment", "exited", "withdrawn", "declined"} <= {
            e.state for e in found
        }
        assert sum(each.person.access != "open" for each in found) == 1
        assert sum(bool(each.release_unknown) and each.state != "paused" for each in found) == 1

    def test_have_dates_that_follow_from_one_another(self, practitioner: Actor) -> None:
        now = timezone.now()
        for role in ("provider-manager", "provider-manager.provider-3"):
            seen_by(role)
            for each in Referral.objects.exclude(state="draft"):
                steps = [each.begun_at, each.sent_at, each.triaged_at, each.assigned_at]
                known = [step for step in steps if step]
                assert known == sorted(known), each.state
                assert known[-1] <= now
                if each.first_contact_on and each.sent_at:
                    assert timezone.localdate(each.sent_at) <= each.first_contact_on <= timezone.localdate()
            for told in Told.objects.exclude(acknowledged_at=None):
                assert told.told_at <= told.acknowledged_at <= now
            for meeting in Appointment.objects.exclude(recorded_at=None):
                assert meeting.booked_at <= meeting.recorded_at
            for level in Assessment.objects.filter(state="complete").select_related("referral"):
                assert level.referral.sent_at <= level.completed_at <= now

    def test_leave_checks_to_make_records_to_keep_and_one_to_confirm(self, practitioner: Actor) -> None:
        today = timezone.localdate()
        manager = seen_by("provider-manager")
        stands = [each.standing for each in recovery.rows_of(recovery.checks(today), today)]
        assert stands.count("overdue") == 1
        assert stands.count("done") == 2
        body = working.body_of(manager.id)
        assert body is not None
        assert len(keeping.ending(body, today)) == 1
        assert keeping.held(body).count() == 1
        seen_by("head-of-unit")
        assert [each.access for each in confirming.to_confirm()] == ["restricted"]

    def test_one_providers_come_in_by_its_own_weekly_file(self, practitioner: Actor) -> None:
        seen_by("provider-manager.provider-3")
        first, second, monitoring = Imported.objects.order_by("brought_at")
        assert (first.taken, first.rejected) == (9, 0)
        assert (second.taken, second.rejected) == (5, 2)
        assert (monitoring.taken, monitoring.same) == (1, 2), "a start that no sheet has said"
        assert (monitoring.passed_over, monitoring.rejected) == (1, 1)
        text = csv_text(demonstration_elsewhere.EXTRACT, demonstration_elsewhere.extract())
        compared = reconciling.compared({"adult": ("made-up.csv", text.encode())})
        assert any(each.agrees for each in compared.both)
        assert len(compared.differing) >= 2
        assert len(compared.only_there) == 1
