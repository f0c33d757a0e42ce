"""What does a worker's list of today show, and what does pressing on it do?"""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from tests.caseload.care.conftest import planned
from tests.caseload.conftest import AT, SUPPLIER, Ward

from throughline.caseload.actions import appointments, attendance
from throughline.caseload.actions.attendance import session_of
from throughline.caseload.care.local_time import clock_words, day_of, moments_of
from throughline.caseload.forms.attendance import FORMS
from throughline.caseload.models import Absence, Appointment, Read, RecordMode, Referral, Told
from throughline.caseload.queries.tasks import waiting_for
from throughline.caseload.sight import look
from throughline.frame.tasks import told
from throughline.kernel.actor import Actor
from throughline.ledger.actions import act
from throughline.ledger.models import Act

pytestmark = pytest.mark.django_db
Make = Callable[..., Referral]
Browse = Callable[[Actor], Client]
CAME = {"summary": "Talked.", "response": "Well.", "next_plan": "Diary."}


@pytest.fixture
def now() -> datetime:
    return timezone.now().replace(microsecond=0)


@pytest.fixture
def meet(ward: Ward, referred: Make, now: datetime) -> Callable[..., Appointment]:
    """A function that books a person of the worker for so many minutes from now."""

    def make(after: int = -10, *, referral: Referral | None = None, **changes: Any) -> Appointment:
        identity = {
            name: changes.pop(name)
            for name in list(changes)
            if name in ("given_names", "safe_contact", "email")
        }
        referral = referral or referred("assigned", **identity)
        look(ward.worker, day_of(now))
        return appointments.book(
            actor=ward.worker,
            at=now,
            referral_id=referral.id,
            kind="one_to_one",
            planned=planned(ward, begins_at=now + timedelta(minutes=after), **changes),
        )

    return make


def page(browser: Client, path: str = "/today/") -> str:
    answer = browser.get(path)
    assert answer.status_code == 200, answer
    return str(answer.content.decode())


class TestTheListOfToday:
    def test_shows_each_with_name_and_time_and_four_things_to_say_once_it_begins(
        self, ward: Ward, browse: Browse, meet: Callable[..., Appointment]
    ) -> None:
        made = meet()
        shown = page(browse(ward.worker))
        assert "O’Shea-Quinn" in shown
        assert clock_words(made.begins_at) in shown
        for outcome in ("attended", "late", "missed", "fell-through"):
            assert f"/appointments/{made.id}/{outcome}/" in shown

    def test_is_read_in_one_row_for_each_person(
        self, ward: Ward, browse: Browse, meet: Callable[..., Appointment]
    ) -> None:
        made = meet()
        page(browse(ward.worker))
        look(ward.worker, timezone.localdate())
        assert list(Read.objects.filter(what="today").values_list("person", flat=True)) == [
            made.referral.person_id
        ]

    def test_is_for_nobody_else(self, ward: Ward, browse: Browse, meet: Callable[..., Appointment]) -> None:
        made = meet()
        for colleague in (ward.worker_south, ward.elm_worker):
            assert "O’Shea" not in page(browse(colleague))
            assert browse(colleague).get(f"/appointments/{made.id}/attended/").status_code == 404
        for other in (ward.practitioner, ward.officer):
            assert browse(other).get("/today/").status_code == 403

    def test_shows_whoever_is_covered_while_they_are_away(
        self, ward: Ward, browse: Browse, meet: Callable[..., Appointment], now: datetime
    ) -> None:
        meet()
        today = day_of(now)
        look(ward.manager, today)
        with act(actor=SUPPLIER, at=now, verb="absence.noted", subject=("person", "worker")):
            Absence(
                id=uuid4(),
                body_id=ward.ash,
                worker=ward.worker.id,
                away_from=today,
                away_until=today + timedelta(days=1),
                covered_by=ward.manager.id,
            ).save(force_insert=True)
        shown = page(browse(ward.manager))
        assert "O’Shea-Quinn" in shown
        assert "You cover for Made-up worker" in shown

    def test_asks_for_what_was_not_recorded_before_today(
        self, ward: Ward, browse: Browse, meet: Callable[..., Appointment]
    ) -> None:
        made = meet(-60 * 24 * 2)
        shown = page(browse(ward.worker))
        assert "Not recorded yet" in shown
        assert f"/appointments/{made.id}/missed/" in shown

    def test_of_a_provider_with_its_own_system_asks_for_nothing(
        self, ward: Ward, browse: Browse, meet: Callable[..., Appointment], now: datetime
    ) -> None:
        meet()
        with act(actor=SUPPLIER, at=AT, verb="test.made", subject=("body", ward.ash)):
            RecordMode.objects.create(body_id=ward.ash, mode="elsewhere", runs_from=day_of(now))
        shown = page(browse(ward.worker))
        assert "own system is the record" in shown
        assert "/missed/" not in shown

    def test_asks_at_most_ten_queries_of_the_caseload_however_many_there_are(
        self, ward: Ward, browse: Browse, meet: Callable[..., Appointment], django_assert_max_num_queries: Any
    ) -> None:
        browser = browse(ward.worker)
        counts = []
        for _ in range(2):
            for number in range(3):
                meet(-number * 5)
            page(browser)
            with django_assert_max_num_queries(40) as seen:
                page(browser)
            counts.append(len(seen.captured_queries))
            about = [q["sql"] for q in seen.captured_queries if "caseload_" in q["sql"]]
            assert len(about) <= 5, about
        assert counts[0] == counts[1]


class TestSayingWhatHappened:
    def test_takes_two_pages_and_at_most_five_fields(
        self, ward: Ward, browse: Browse, meet: Callable[..., Appointment]
    ) -> None:
        made = meet()
        for outcome, form in FORMS.items():
            shown = page(browse(ward.worker), f"/appointments/{made.id}/{outcome}/")
            fields = form().visible_fields()
            assert all(f'name="{each.name}"' in shown for each in fields)
            assert len(fields) <= 5, outcome

    def test_records_it_tells_probation_and_comes_back_to_the_list(
        self, ward: Ward, browse: Browse, meet: Callable[..., Appointment]
    ) -> None:
        made = meet()
        browser = browse(ward.worker)
        answer = browser.post(
            f"/appointments/{made.id}/late/", {**CAME, "late_minutes": "10", "send_key": "k"}
        )
        assert answer.status_code == 302
        shown = page(browser)
        assert "Attended, 10 minutes late" in shown
        assert "Book next" in shown
        look(ward.worker, timezone.localdate())
        kept = Appointment.objects.select_related("referral__person").get(id=made.id)
        assert session_of(kept).summary == "Talked."
        assert Told.objects.filter(referral=made.referral_id, kind="attended").count() == 1

    def test_twice_by_a_phone_that_resends_records_once(
        self, ward: Ward, browse: Browse, meet: Callable[..., Appointment]
    ) -> None:
        made = meet()
        browser = browse(ward.worker)
        for _ in range(2):
            answer = browser.post(
                f"/appointments/{made.id}/attended/",
                {**CAME, "send_key": "k"},
                headers={"Accept": "application/json"},
            )
            assert answer.json() == {"next": "/today/"}
        assert Act.objects.filter(verb="appointment.attended").count() == 1

    def test_otherwise_than_another_device_keeps_the_words_and_says_who_did(
        self, ward: Ward, browse: Browse, meet: Callable[..., Appointment], now: datetime
    ) -> None:
        made = meet()
        look(ward.manager, day_of(now))
        attendance.miss(actor=ward.manager, at=now, appointment_id=made.id, send_key="other")
        answer = browse(ward.worker).post(f"/appointments/{made.id}/attended/", {**CAME, "send_key": "mine"})
        shown = answer.content.decode()
        assert "Made-up manager recorded this as not attended" in shown
        assert "Talked." in shown

    def test_without_a_reason_for_what_did_not_happen_asks_for_it(
        self, ward: Ward, browse: Browse, meet: Callable[..., Appointment]
    ) -> None:
        made = meet()
        answer = browse(ward.worker).post(f"/appointments/{made.id}/fell-through/", {"why_not": "Fire alarm"})
        assert answer.status_code == 200
        assert "has not been chosen" in answer.content.decode()

    def test_in_error_is_put_right_with_a_reason(
        self, ward: Ward, browse: Browse, meet: Callable[..., Appointment]
    ) -> None:
        made = meet()
        browser = browse(ward.worker)
        browser.post(f"/appointments/{made.id}/missed/", {"send_key": "k"})
        assert browser.post(f"/appointments/{made.id}/take-back/", {"because": ""}).status_code == 200
        assert (
            browser.post(f"/appointments/{made.id}/take-back/", {"because": "Wrong card."}).status_code == 302
        )
        assert f"/appointments/{made.id}/missed/" in page(browser)


class TestRemindingByHand:
    def test_stands_on_the_list_until_somebody_did_it(
        self, ward: Ward, browse: Browse, meet: Callable[..., Appointment], now: datetime
    ) -> None:
        made = meet(60 * 24, safe_contact="text")
        browser = browse(ward.worker)
        assert "Remind by text from the team’s phone" in page(browser)
        for _ in range(2):
            assert browser.post(f"/appointments/{made.id}/reminded/").status_code == 302
        assert "To remind" not in page(browser)


class TestBooking:
    def plan(self, day: date, clock: str, **more: Any) -> dict[str, Any]:
        given = {
            "kind": "one_to_one",
            "minutes": "45",
            "mode": "IN_PERSON_PROBATION_OFFICE",
            "send_key": "b1",
        }
        return {
            **given,
            "day_day": day.day,
            "day_month": day.month,
            "day_year": day.year,
            "clock": clock,
            **more,
        }

    @pytest.fixture
    def referral(self, referred: Make) -> Referral:
        return referred("assigned")

    def test_on_a_good_day_books_at_once_and_a_double_press_books_once(
        self, ward: Ward, browse: Browse, referral: Referral
    ) -> None:
        browser = browse(ward.worker)
        given = self.plan(date(2027, 7, 1), "2pm", with_whom=ward.worker.id, anyway="clock")
        for _ in range(2):
            answer = browser.post(f"/people/{referral.reference}/book/", given)
            assert answer.status_code == 302, answer.content.decode()
        look(ward.worker, timezone.localdate())
        made = Appointment.objects.get()
        assert made.begins_at == datetime(2027, 7, 1, 13, tzinfo=UTC)

    def test_on_a_bank_holiday_warns_and_books_it_anyway(
        self, ward: Ward, browse: Browse, referral: Referral
    ) -> None:
        browser = browse(ward.worker)
        given = self.plan(date(2026, 12, 25), "10am", with_whom=ward.worker.id)
        shown = browser.post(f"/people/{referral.reference}/book/", given).content.decode()
        assert "a bank holiday" in shown
        assert "Book it anyway" in shown
        answer = browser.post(f"/people/{referral.reference}/book/", {**given, "anyway": "holiday clock"})
        assert answer.status_code == 302

    def test_in_the_hour_that_comes_twice_asks_which(
        self, ward: Ward, browse: Browse, referral: Referral
    ) -> None:
        browser = browse(ward.worker)
        given = self.plan(date(2027, 10, 31), "1:30", with_whom=ward.worker.id, anyway="holiday clock closed")
        shown = browser.post(f"/people/{referral.reference}/book/", given).content.decode()
        assert "this time comes twice" in shown
        assert browser.post(f"/people/{referral.reference}/book/", {**given, "which": "1"}).status_code == 302
        look(ward.worker, timezone.localdate())
        assert Appointment.objects.get().begins_at == moments_of(date(2027, 10, 31), time(1, 30))[1]

    def test_in_the_hour_that_march_leaves_out_says_so(
        self, ward: Ward, browse: Browse, referral: Referral
    ) -> None:
        given = self.plan(date(2027, 3, 28), "1:30", with_whom=ward.worker.id)
        answer = browse(ward.worker).post(f"/people/{referral.reference}/book/", given)
        assert "No clock shows this time" in answer.content.decode()

    def test_of_a_person_out_of_sight_is_not_there(
        self, ward: Ward, browse: Browse, referral: Referral
    ) -> None:
        assert browse(ward.elm_worker).get(f"/people/{referral.reference}/book/").status_code == 404

    def test_moving_keeps_who_asked(
        self, ward: Ward, browse: Browse, meet: Callable[..., Appointment]
    ) -> None:
        made = meet(30)
        given = self.plan(
            date(2027, 7, 1), "9:30", with_whom=ward.worker.id, anyway="clock", moved_for="probation"
        )
        answer = browse(ward.worker).post(f"/appointments/{made.id}/move/", given)
        assert answer.status_code == 302, answer.content.decode()
        look(ward.worker, timezone.localdate())
        made.refresh_from_db()
        assert (made.state, made.moved_for) == ("rescheduled", "probation")


class TestAGroupsPage:
    def test_gives_places_and_takes_the_register(
        self, ward: Ward, browse: Browse, referred: Make, now: datetime
    ) -> None:
        one, two = referred("assigned", given_names="One"), referred("assigned", given_names="Two")
        browser = browse(ward.worker)
        look(ward.worker, day_of(now))
        group = appointments.plan_group(
            actor=ward.worker,
            at=now,
            unit_id=ward.north,
            body_id=ward.ash,
            title="Staying well",
            places=8,
            planned=planned(ward, begins_at=now - timedelta(minutes=30), place="Room 1"),
        )
        for referral in (one, two):
            answer = browser.post(
                f"/groups/{group.id}/join/", {"referral": str(referral.id), "send_key": "j"}
            )
            assert answer.status_code == 302, answer.content.decode()
        look(ward.worker, day_of(now))
        first, second = Appointment.objects.order_by("booked_at")
        given = {f"came-{first.id}": "yes", f"came-{second.id}": "no", "send_key": "r"}
        assert browser.post(f"/groups/{group.id}/", given).status_code == 302
        look(ward.worker, day_of(now))
        states = sorted(Appointment.objects.values_list("state", flat=True))
        assert states == ["attended", "did_not_attend"]
        assert browse(ward.elm_worker).get(f"/groups/{group.id}/").status_code == 404


class TestTheHomePage:
    def test_leads_to_today_and_names_nobody(
        self, ward: Ward, meet: Callable[..., Appointment], now: datetime
    ) -> None:
        meet()
        [task] = [each for each in told(waiting_for(ward.worker)) if each.where == "Appointments"]
        assert (task.what, task.href) == ("Today: 1 to record", "/today/")
        assert not [each for each in told(waiting_for(ward.elm_worker)) if each.where == "Appointments"]
