"""Does whoever meets a person hear that they ask for another time, once, in the way that is safe, and nobody else?"""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from tests.caseload.conftest import AT, SUPPLIER, TODAY, Ward
from tests.caseload.elsewhere.test_own_page import code_of, opened
from tests.caseload.test_triage_cells import actors
from tests.caseload.triage_steps import undone
from tests.pages import words

from throughline.caseload.actions import appointments, own_page
from throughline.caseload.actions.appointments import Planned
from throughline.caseload.actions.record_modes import say_whose_record
from throughline.caseload.models import Appointment, Group, Referral
from throughline.caseload.queries import care_tasks
from throughline.caseload.queries.today import today_of
from throughline.caseload.sight import look
from throughline.frame.models import Letter
from throughline.frame.tasks import told
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act
from throughline.ledger.models import Act

pytestmark = pytest.mark.django_db
Make = Callable[..., Referral]
Browse = Callable[[Actor], Client]
PAGE = "/my-page/another-time/"


@pytest.fixture(autouse=True)
def _nobody_tried_before() -> None:
    cache.clear()


def booked(ward: Ward, made: Referral, days: int = 9, **changes: Any) -> Appointment:
    look(ward.worker, TODAY)
    begins = timezone.now() + timedelta(days=days)
    planned = Planned(begins, 45, "IN_PERSON_OTHER", ward.worker.id, "Ash House")
    return appointments.book(
        **{
            "actor": ward.worker, "at": AT, "referral_id": made.id, "kind": "one_to_one", "planned": planned,
        }
        | changes
    )  # fmt: skip


def asks(browser: Client) -> Any:
    """Reads the page that asks, and presses its one button."""
    page = browser.get(PAGE)
    assert page.status_code == 200
    read = page.content.decode().split('name="read" value="')[1].split('"')[0]
    return browser.post(PAGE, {"read": read}, follow=True)


@pytest.fixture
def made(referred: Make) -> Referral:
    return referred("assigned", safe_contact="phone", phone="0161 496 0001")


@pytest.fixture
def person(ward: Ward, browse: Browse, made: Referral) -> Client:
    """Somebody with a time in nine days, who has opened their own page."""
    booked(ward, made)
    return opened(code_of(browse(ward.worker), made))


class TestAPersonWhoAsksForAnotherTime:
    def test_presses_once_and_reads_that_it_is_asked_for_and_that_the_time_stands(
        self, person: Client
    ) -> None:
        assert PAGE in person.get("/my-page/plan/").content.decode()
        read = words(asks(person))
        assert "You asked for another time" in read
        assert "Until then this time stands." in read

    def test_cannot_press_twice(self, person: Client, ward: Ward) -> None:
        page = person.get(PAGE).content.decode()
        read = page.split('name="read" value="')[1].split('"')[0]
        for _ in range(2):
            person.post(PAGE, {"read": read})
        assert Act.objects.filter(verb="appointment.another_time_asked").count() == 1
        assert PAGE not in person.get("/my-page/plan/").content.decode()
        assert person.get(PAGE).status_code == 302

    def test_says_nothing_personal_in_the_ledger_and_owes_no_letter(
        self, person: Client, ward: Ward, made: Referral
    ) -> None:
        asks(person)
        row = Act.objects.get(verb="appointment.another_time_asked")
        assert (row.actor, json.loads(row.leaf)["facts"]) == ("system:own-page", {})
        assert not Letter.objects.exists()

    def test_looks_first_where_the_next_time_is_another_by_now(
        self, person: Client, ward: Ward, made: Referral
    ) -> None:
        page = person.get(PAGE).content.decode()
        read = page.split('name="read" value="')[1].split('"')[0]
        sooner = booked(ward, made, days=2)
        answer = words(person.post(PAGE, {"read": read}, follow=True))
        assert "Your next appointment has changed. Look at it here first." in answer
        look(ward.worker, TODAY)
        assert not Appointment.objects.exclude(asked_to_move_at=None).exists()
        asks(person)
        look(ward.worker, TODAY)
        assert Appointment.objects.exclude(asked_to_move_at=None).get() == sooner

    def test_is_nobody_without_a_code_that_opened_the_page(self, ward: Ward, made: Referral) -> None:
        row = booked(ward, made)
        stranger = Client()
        assert stranger.get(PAGE)["Location"] == "/my-page/"
        assert stranger.post(PAGE, {"read": row.begins_at.isoformat()})["Location"] == "/my-page/"
        look(ward.worker, TODAY)
        assert not Appointment.objects.exclude(asked_to_move_at=None).exists()

    def test_is_asked_to_call_about_a_group_and_where_no_list_here_would_show_it(
        self, ward: Ward, browse: Browse, made: Referral, person: Client
    ) -> None:
        look(ward.worker, TODAY)
        row = Appointment.objects.get()
        group = Group(
            unit_id=ward.north, body_id=ward.ash, title="Together", place="Ash House", begins_at=row.begins_at,
            minutes=45, places=8, led_by=ward.worker.id,
        )  # fmt: skip
        with undone():
            look(ward.worker, TODAY)
            with act(actor=ward.worker, at=AT, verb="test.made", subject=("appointment", row.id)):
                group.save(force_insert=True)
                Appointment.objects.filter(id=row.id).update(group=group)
            self._is_not_offered(person, row)
        say_whose_record(actor=SUPPLIER, at=AT, body_id=ward.ash, mode="elsewhere", since=TODAY)
        self._is_not_offered(person, row)

    def _is_not_offered(self, person: Client, row: Appointment) -> None:
        assert PAGE not in person.get("/my-page/plan/").content.decode()
        with pytest.raises(RefusedError, match="found by asking"):
            own_page.ask_for_another_time(
                at=timezone.now(), referral_id=row.referral_id, begins_at=row.begins_at
            )


class TestWhoeverMeetsThem:
    def test_has_it_on_todays_list_with_the_safe_way_and_on_the_first_page(
        self, ward: Ward, browse: Browse, person: Client, made: Referral
    ) -> None:
        asks(person)
        listed = words(browse(ward.worker).get("/today/"))
        assert "Ask for another time" in listed
        assert "Find a time by phone, leave no message." in listed
        assert "Call 0161 496 0001" in listed
        for other in (ward.worker_south, ward.elm_worker):
            assert "Find a time" not in words(browse(other).get("/today/"))
        now = timezone.now()
        look(ward.worker, timezone.localdate(now))
        tasks = told(care_tasks.waiting_for(ward.worker, timezone.localdate(now), now))
        assert "Today: 1 asked for another time" in [each.what for each in tasks]

    @pytest.mark.parametrize(
        ("safe", "how"),
        [
            ("letter", "by letter"),
            ("practitioner", "through the probation practitioner only"),
            ("text", "by text"),
        ],
    )
    def test_is_given_no_number_to_call_where_calling_is_not_safe(
        self, ward: Ward, browse: Browse, referred: Make, safe: str, how: str
    ) -> None:
        made = referred("assigned", safe_contact=safe, phone="0161 496 0001")
        booked(ward, made)
        asks(opened(code_of(browse(ward.worker), made)))
        now = timezone.now()
        look(ward.worker, timezone.localdate(now))
        [(card, said)] = today_of(ward.worker, now).asked
        assert how in said
        assert card.tel == ""

    def test_moves_it_for_the_person_who_may_ask_again_about_the_new_time(
        self, ward: Ward, browse: Browse, person: Client, made: Referral
    ) -> None:
        asks(person)
        look(ward.worker, TODAY)
        row = Appointment.objects.get()
        form = browse(ward.worker).get(f"/appointments/{row.id}/move/").content.decode()
        assert 'value="person" checked' in form.replace("\n", " ")
        look(ward.worker, TODAY)
        later = Planned(row.begins_at + timedelta(days=1), 45, "PHONE_CALL", ward.worker.id)
        appointments.reschedule(
            actor=ward.worker, at=timezone.now(), appointment_id=row.id, planned=later, moved_for="person"
        )
        now = timezone.now()
        assert today_of(ward.worker, now).asked == ()
        assert PAGE in person.get("/my-page/plan/").content.decode()

    def test_says_that_it_stays_and_the_person_reads_it(
        self, ward: Ward, browse: Browse, person: Client, made: Referral
    ) -> None:
        asks(person)
        look(ward.worker, TODAY)
        row = Appointment.objects.get()
        assert browse(ward.practitioner).post(f"/appointments/{row.id}/stays/").status_code == 403
        assert browse(ward.elm_worker).post(f"/appointments/{row.id}/stays/").status_code == 404
        answer = words(browse(ward.worker).post(f"/appointments/{row.id}/stays/", follow=True))
        assert "The time stays." in answer
        assert "Ask for another time" not in answer
        assert "it was agreed with you that this one stays" in words(person.get("/my-page/plan/"))
        assert PAGE not in person.get("/my-page/plan/").content.decode()

    def test_is_of_the_service_and_says_so_only_of_a_time_that_somebody_asked_about(
        self, ward: Ward, person: Client, made: Referral
    ) -> None:
        look(ward.worker, TODAY)
        row = Appointment.objects.get()
        with pytest.raises(RefusedError, match="Nobody asked"):
            appointments.keep(actor=ward.worker, at=AT, appointment_id=row.id)
        asks(person)
        look(ward.worker, TODAY)
        for role, actor in actors().items():
            with undone():
                if role in ("key-worker", "provider-manager", "system"):
                    assert appointments.keep(actor=actor, at=AT, appointment_id=row.id).stays_by == actor.id
                else:
                    with pytest.raises(RefusedError):
                        appointments.keep(actor=actor, at=AT, appointment_id=row.id)
