"""Who is referred again, rests, returns or ends: one person to the service, nothing asked twice or left behind."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.caseload.conftest import ADMINISTRATOR, AT, SUPPLIER, TODAY, Ward, make_referral
from tests.caseload.person_steps import NEEDS, assess, begin, save
from tests.caseload.test_referring_cells import WHOLE
from tests.caseload.triage_steps import bring
from tests.pages import words

from throughline.caseload.actions import (
    after_sending,
    appointments,
    attendance,
    leaving,
    pausing,
    referring,
    release,
    treatment,
)
from throughline.caseload.actions.appointments import Planned
from throughline.caseload.actions.people import identity_of
from throughline.caseload.actions.record_modes import say_whose_record
from throughline.caseload.models import Appointment, Note, Person, Referral, ReleasePlan, SearchHash
from throughline.caseload.queries.episodes import episodes_of
from throughline.caseload.queries.release import board
from throughline.caseload.sight import look
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act
from throughline.organisations import working

pytestmark = pytest.mark.django_db
Make = Callable[..., Referral]
Browse = Callable[[Actor], Client]
NAMED = replace(WHOLE, practitioner_email="Practitioner@example.org")


def send(ward: Ward, made: Referral) -> Referral:
    look(ward.practitioner, TODAY)
    sent = referring.send(actor=ward.practitioner, at=AT, referral=made.id, send_key="")
    look(ward.worker, TODAY)
    sent.refresh_from_db()
    return sent


class TestASecondReferral:
    def test_is_about_the_person_whom_the_unit_knows_and_follows_their_last_one(
        self, ward: Ward, referred: Make
    ) -> None:
        before = referred("assigned")
        look(ward.worker, TODAY)
        leaving.leave(actor=ward.worker, at=AT, referral_id=before.id, reason="dropped_out", on=TODAY)
        draft = referred("draft", asked=WHOLE, phone="0161 496 0999")
        own = draft.person_id
        sent = send(ward, draft)
        assert (sent.person_id, sent.follows_id) == (before.person_id, before.id)
        assert identity_of(Person.objects.get(id=before.person_id)).phone == "0161 496 0999"
        assert referring.asked_of(sent).why_now == WHOLE.why_now
        assert not Person.objects.filter(id=own).exists()
        assert not SearchHash.objects.filter(person=own).exclude(hash="").exists()
        [earlier] = episodes_of(sent)
        assert (earlier.reference, earlier.label) == (before.reference, "Earlier referral")
        assert earlier.words == "ended 2 March 2026: dropped out"

    def test_shows_the_last_one_to_the_service_and_to_probation(
        self, ward: Ward, referred: Make, browse: Browse
    ) -> None:
        before = referred("sent")
        sent = send(ward, referred("draft", asked=WHOLE))
        for actor, path in (
            (ward.worker, f"/inbox/{sent.reference}/"),
            (ward.worker, f"/people/{sent.reference}/"),
            (ward.practitioner, f"/referrals/{sent.reference}/"),
        ):
            assert before.reference in words(browse(actor).get(path)), path

    @pytest.mark.parametrize("differs", [{"crn": "X999999"}, {"date_of_birth": "1990-01-01"}])
    def test_is_somebody_else_where_number_or_day_of_birth_differs(
        self, ward: Ward, referred: Make, differs: dict[str, str]
    ) -> None:
        before = referred("sent")
        sent = send(ward, referred("draft", asked=WHOLE, **differs))
        assert sent.follows_id is None
        assert sent.person_id != before.person_id

    def test_never_joins_a_record_of_another_unit_or_one_that_its_sender_may_not_see(
        self, ward: Ward, referred: Make
    ) -> None:
        south = replace(ward, north=ward.south, worker=ward.worker_south)
        make_referral(replace(south, practitioner=ward.court), "sent")
        sent = send(ward, referred("draft", asked=WHOLE))
        assert sent.follows_id is None
        working.place_worker(
            actor=ADMINISTRATOR,
            at=AT,
            person_id=ward.practitioner.id.removeprefix("person:"),  # type: ignore[arg-type]  # Django takes both
            unit_id=ward.south,
            since=TODAY,
        )
        look(ward.practitioner, TODAY)
        assert send(ward, referred("draft", asked=WHOLE)).follows_id == sent.id

    def test_from_court_stays_apart_and_only_the_service_is_shown_the_record_it_has(
        self, ward: Ward, referred: Make, browse: Browse
    ) -> None:
        before = referred("assigned")
        court = make_referral(replace(ward, practitioner=ward.court), "sent")
        assert court.person_id != before.person_id
        for reference, other in ((court.reference, before), (before.reference, court)):
            page = words(browse(ward.worker).get(f"/inbox/{reference}/"))
            assert f"Known here already: {other.reference} has the same CRN" in page
        assert before.reference not in words(browse(ward.court).get(f"/referrals/{court.reference}/"))

    def test_of_somebody_who_has_died_is_refused(self, ward: Ward, referred: Make) -> None:
        before = referred("sent")
        look(ward.worker, TODAY)
        with act(actor=ward.worker, at=AT, verb="test.moved", subject=("person", before.person_id)):
            Person.objects.filter(id=before.person_id).update(died_on=TODAY)
        with pytest.raises(RefusedError, match="has died"):
            send(ward, referred("draft", asked=WHOLE))


class TestThePractitioner:
    def test_is_whom_the_referral_names_by_address(self, ward: Ward, referred: Make) -> None:
        assert send(ward, referred("draft", asked=NAMED)).practitioner == ward.practitioner.id

    @pytest.mark.parametrize("email", ["nobody@example.org", "worker@example.org", "west@example.org", ""])
    def test_is_nobody_who_does_not_supervise_there(self, ward: Ward, referred: Make, email: str) -> None:
        asked = replace(WHOLE, practitioner_email=email)
        assert send(ward, referred("draft", asked=asked)).practitioner == ""

    def test_changes_with_an_amendment(self, ward: Ward, referred: Make) -> None:
        sent = send(ward, referred("draft", asked=NAMED))
        look(ward.practitioner, TODAY)
        for email, whose in (("head@example.org", ward.head.id), ("x@example.org", "")):
            after_sending.amend(
                actor=ward.practitioner,
                at=AT,
                referral_id=sent.id,
                values={"practitioner_email": email},
                because="Handed over.",
            )
            sent.refresh_from_db()
            assert sent.practitioner == whose


class TestTheEndOfSupport:
    def test_offers_an_assessment_that_leads_to_it(self, ward: Ward, referred: Make, browse: Browse) -> None:
        made, browser = referred("assigned"), browse(ward.worker)
        assess(browser, made)
        start = {"kind": "brief", "runs_from_day": "2", "runs_from_month": "3", "runs_from_year": "2026"}
        assert browser.post(f"/people/{made.reference}/start/", start).status_code == 302
        for page in ("", "needs/", "leave/"):
            assert "Assess the needs at exit" in words(browser.get(f"/people/{made.reference}/{page}"))
        draft = begin(browser, made, "exit")
        assert "under way" in words(browser.get(f"/people/{made.reference}/leave/"))
        save(browser, draft, "needs", NEEDS)
        done = browser.post(f"{draft}needs/", {"revision": 1, **NEEDS, "then": "complete"})
        assert done["Location"] == f"/people/{made.reference}/leave/"
        assert "Assess the needs at exit" not in words(browser.get(done["Location"]))

    def test_waits_for_an_assessment_under_way(self, ward: Ward, referred: Make, browse: Browse) -> None:
        made, browser = referred("assigned"), browse(ward.worker)
        draft = begin(browser, made)
        look(ward.worker, TODAY)
        end: dict[str, Any] = {"referral_id": made.id, "reason": "dropped_out", "on": TODAY}
        with pytest.raises(RefusedError, match="throw it away"):
            leaving.leave(actor=ward.worker, at=AT, **end)
        assert browser.post(f"{draft}discard/").status_code == 302
        look(ward.worker, TODAY)
        leaving.leave(actor=ward.worker, at=AT, **end)
        page = words(browser.get(f"/people/{made.reference}/"))
        assert "Start again" in page
        assert "assessment" not in page.lower()

    @pytest.mark.parametrize("state", ["exited", "closed", "withdrawn", "declined", "redirected"])
    def test_is_no_dead_end(self, ward: Ward, referred: Make, browse: Browse, state: str) -> None:
        made = referred("draft")
        bring(ward, made, state)
        assert "Start again" in words(browse(ward.worker).get(f"/people/{made.reference}/"))
        again = words(browse(ward.practitioner).get(f"/referrals/{made.reference}/"))
        assert "Refer again, with what is known" in again


class TestACustodyOnTheWay:
    def _recalled(self, ward: Ward, made: Referral) -> None:
        look(ward.worker, TODAY)
        pausing.pause(
            actor=ward.practitioner,
            at=AT,
            referral_id=made.id,
            reason="recall",
            since=TODAY,
            prison="HMP Styal",
        )

    def test_is_reported_by_probation_from_its_own_page(
        self, ward: Ward, referred: Make, browse: Browse
    ) -> None:
        made = referred("assigned")
        page = words(browse(ward.practitioner).get(f"/referrals/{made.reference}/"))
        assert "Recalled, remanded or in hospital" in page
        assert "Moves to another unit" in page
        self._recalled(ward, made)
        page = words(browse(ward.practitioner).get(f"/referrals/{made.reference}/"))
        assert "Recalled, remanded or in hospital" not in page

    def test_asks_anew_what_was_ready_for_the_release_before(self, ward: Ward, referred: Make) -> None:
        made = referred("assigned")
        look(ward.worker, TODAY)
        ready = release.Ready(TODAY, "", "HMP Styal", ward.worker.id, "yes", "yes")
        release.plan(actor=ward.worker, at=AT, referral_id=made.id, ready=ready)
        self._recalled(ward, made)
        plan = ReleasePlan.objects.get()
        assert (plan.is_prescription_bridged, plan.has_naloxone, plan.chased_by) == ("", "", ward.worker.id)

    def test_ends_with_the_day_of_release_from_which_the_twenty_one_days_run(
        self, ward: Ward, referred: Make, browse: Browse
    ) -> None:
        made = referred("assigned")
        self._recalled(ward, made)
        look(ward.worker, TODAY)
        later = AT + timedelta(days=20)
        out = later.date() - timedelta(days=2)
        given: dict[str, Any] = {"actor": ward.worker, "at": later, "referral_id": made.id}
        with pytest.raises(RefusedError, match="still to come"):
            pausing.resume(**given, released_on=later.date() + timedelta(days=1))
        with pytest.raises(RefusedError, match="check the day"):
            pausing.resume(**given, released_on=TODAY - timedelta(days=1))
        pausing.resume(**given, released_on=out, handed_back="Last dose this morning.")
        made.refresh_from_db()
        assert (made.state, made.release_on, made.release_unknown) == ("assigned", out, "")
        [row] = board(later.date())
        assert row.when == "out"  # type: ignore[attr-defined]  # annotated
        shown = words(browse(ward.worker).get(f"/people/{made.reference}/contacts/"))
        assert "Last dose this morning." in shown
        assert Note.objects.get().for_whom == "provider"

    def test_counts_treatment_that_is_seen_to_go_on_after_release(self, ward: Ward, referred: Make) -> None:
        made = referred("assigned")
        look(ward.worker, TODAY)
        given: dict[str, Any] = {"actor": ward.worker, "at": AT}
        row = treatment.refer(**given, referral_id=made.id, service="Made-up service", referred_on=TODAY)
        for step in (treatment.accept, treatment.start):
            step(**given, treatment_id=row.id, confirmed=treatment.Confirmed(TODAY))
        self._recalled(ward, made)
        look(ward.worker, TODAY)
        later, out = AT + timedelta(days=20), TODAY + timedelta(days=18)
        pausing.resume(actor=ward.worker, at=later, referral_id=made.id, released_on=out)
        assert board(later.date()).get().started_on is None  # type: ignore[attr-defined]  # annotated
        seen = treatment.Confirmed(later.date())
        treatment.review(actor=ward.worker, at=later, treatment_id=row.id, confirmed=seen)
        assert board(later.date()).get().started_on == later.date()  # type: ignore[attr-defined]  # annotated


class TestAReleaseWhoseServiceKeepsItsOwnRecord:
    def test_is_ready_once_its_day_is_known_and_somebody_chases(
        self, ward: Ward, referred: Make, browse: Browse
    ) -> None:
        made = referred("assigned")
        look(ward.worker, TODAY)
        day = timezone.localdate() + timedelta(days=4)
        ready = release.Ready(day, "", "HMP Styal", ward.worker.id, "", "")
        release.plan(actor=ward.worker, at=AT, referral_id=made.id, ready=ready)
        client = browse(ward.worker)
        assert "1 release is not ready" in words(client.get("/"))
        since = TODAY + timedelta(days=1)
        say_whose_record(actor=SUPPLIER, at=AT, body_id=ward.ash, mode="elsewhere", since=since)
        assert "release is not ready" not in words(client.get("/"))
        page = words(client.get("/release-board/"))
        assert "Ready" in page
        assert "ask Ash Service, whose own system keeps them" in page
        look(ward.worker, TODAY)
        nobody = release.Ready(day, "", "HMP Styal", "", "", "")
        release.plan(actor=ward.worker, at=AT, referral_id=made.id, ready=nobody)
        assert "1 release is not ready" in words(client.get("/"))


class TestTheFirstContact:
    def test_stays_the_assessment_when_the_person_comes_again(
        self, ward: Ward, referred: Make, browse: Browse
    ) -> None:
        """The clock of ten working days is not set back by a later meeting."""
        made, browser = referred("assigned"), browse(ward.worker)
        assess(browser, made)
        look(ward.worker, TODAY)
        made.refresh_from_db()
        met = made.first_contact_on
        assert met is not None
        begins = AT + timedelta(days=2000)
        planned = Planned(begins, 45, "PHONE_CALL", ward.worker.id)
        row = appointments.book(
            actor=ward.worker, at=AT, referral_id=made.id, kind="one_to_one", planned=planned
        )
        attendance.attend(actor=ward.worker, at=begins, appointment_id=row.id)
        made.refresh_from_db()
        assert made.first_contact_on == met


class TestTheSameTimeNextWeek:
    def test_is_booked_once_with_what_happened(self, ward: Ward, referred: Make) -> None:
        made = referred("assigned")
        look(ward.worker, TODAY)
        planned = Planned(AT, 45, "PHONE_CALL", ward.worker.id)
        row = appointments.book(
            actor=ward.worker,
            at=AT - timedelta(days=1),
            referral_id=made.id,
            kind="assessment",
            planned=planned,
        )
        for _ in range(2):
            appointments.book_again(
                actor=ward.worker, at=AT, appointment_id=row.id, booking_key="one form again"
            )
        again = Appointment.objects.exclude(id=row.id).get()
        assert (again.begins_at, again.kind) == (AT + timedelta(days=7), "one_to_one")

    def test_keeps_the_hour_when_the_clocks_change(self, ward: Ward) -> None:
        before = Appointment(
            begins_at=AT.replace(day=25), minutes=30, mode="PHONE_CALL", with_whom="person:x"
        )
        later = appointments.a_week_after(before).begins_at
        assert later - before.begins_at == timedelta(days=7, hours=-1)


class TestAKeyWorker:
    def test_takes_somebody_on_in_one_press(self, ward: Ward, referred: Make, browse: Browse) -> None:
        made, browser = referred("sent"), browse(ward.worker)
        assert "Take on myself" in words(browser.get(f"/inbox/{made.reference}/"))
        done = browser.post(f"/inbox/{made.reference}/accept/", {"then": "mine"})
        assert done["Location"] == f"/people/{made.reference}/"
        look(ward.worker, TODAY)
        made.refresh_from_db()
        assert (made.state, made.key_worker) == ("assigned", ward.worker.id)

    def test_alone_is_offered_that(self, ward: Ward, referred: Make, browse: Browse) -> None:
        made = referred("sent")
        assert "Take on myself" not in words(browse(ward.manager).get(f"/inbox/{made.reference}/"))
