"""Does a code open a person's own page, once, and nothing else? Does a voice name nobody?"""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import qrcode
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from qrcode.image.svg import SvgPathImage
from tests.caseload.conftest import AT, SUPPLIER, TODAY, Ward
from tests.pages import words

from throughline.caseload.actions import appointments, own_page
from throughline.caseload.actions.appointments import Planned
from throughline.caseload.actions.record_modes import say_whose_record
from throughline.caseload.models import OwnCode, Person, Read, Referral, Voice
from throughline.caseload.sight import look
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.kernel.wording import long_date

pytestmark = pytest.mark.django_db
Make = Callable[..., Referral]
Browse = Callable[[Actor], Client]
CODE = re.compile(r"(?:[2-9B-Z]{4}-){2}[2-9B-Z]{4}")


@pytest.fixture(autouse=True)
def _nobody_tried_before() -> None:
    cache.clear()


@pytest.fixture
def assigned(referred: Make) -> Referral:
    return referred("assigned")


def code_of(browser: Client, made: Referral) -> str:
    shown = words(browser.post(f"/people/{made.reference}/own-page/"))
    found = CODE.search(shown)
    assert found, shown
    return found.group()


def opened(code: str) -> Client:
    browser = Client()
    answer = browser.post("/my-page/", {"code": code})
    assert answer.status_code == 302, words(answer)
    return browser


class TestAPersonWithACode:
    def test_reads_the_next_appointment_who_helps_and_how_to_complain(
        self, ward: Ward, browse: Browse, assigned: Referral
    ) -> None:
        look(ward.worker, TODAY)
        begins = timezone.now() + timedelta(days=3)
        appointments.book(
            actor=ward.worker,
            at=AT,
            referral_id=assigned.id,
            kind="one_to_one",
            planned=Planned(begins, 45, "IN_PERSON_OTHER", ward.worker.id, "Ash House"),
        )
        page = words(opened(code_of(browse(ward.worker), assigned)).get("/my-page/plan/"))
        for said in (
            "Hello Ada",
            "Ash House",
            "Made-up worker",
            "Ash Service",
            "To complain",
            "There is no plan yet",
        ):
            assert said in page
        assert f"Printed on {long_date(timezone.localdate())}." in page
        assert "without your name (testserver/have-your-say/)." in page
        for hidden in ("O’Shea", "X123456", assigned.reference, "0161 496 0000", "1988"):
            assert hidden not in page

    def test_is_told_nothing_false_where_the_service_keeps_its_own_record(
        self, ward: Ward, browse: Browse, assigned: Referral
    ) -> None:
        say_whose_record(actor=SUPPLIER, at=AT, body_id=ward.ash, mode="elsewhere", since=TODAY)
        page = words(opened(code_of(browse(ward.worker), assigned)).get("/my-page/plan/"))
        assert "None is booked" not in page
        assert "There is no plan yet" not in page
        assert (
            "Ash Service keeps your appointments itself; they do not stand here. Ask your key worker." in page
        )
        assert "Ash Service keeps your plan itself" in page

    def test_types_it_as_they_like(self, ward: Ward, browse: Browse, assigned: Referral) -> None:
        code = code_of(browse(ward.worker), assigned)
        assert opened(f" {code.lower().replace('-', ' ')} ").get("/my-page/plan/").status_code == 200

    def test_uses_it_once(self, ward: Ward, browse: Browse, assigned: Referral) -> None:
        code = code_of(browse(ward.worker), assigned)
        first = opened(code)
        again = Client().post("/my-page/", {"code": code})
        assert "This code opens nothing." in words(again)
        assert first.get("/my-page/plan/").status_code == 200
        assert Client().get("/my-page/plan/").status_code == 302

    def test_has_thirty_minutes_or_closes_it(
        self, ward: Ward, browse: Browse, assigned: Referral, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        browser = opened(code_of(browse(ward.worker), assigned))
        late = timezone.now() + timedelta(minutes=31)
        with monkeypatch.context() as then:
            then.setattr(timezone, "now", lambda: late)
            assert browser.get("/my-page/plan/").status_code == 302
        browser = opened(code_of(browse(ward.worker), assigned))
        browser.post("/my-page/close/")
        assert browser.get("/my-page/plan/").status_code == 302

    def test_leaves_a_read_on_record(self, ward: Ward, browse: Browse, assigned: Referral) -> None:
        opened(code_of(browse(ward.worker), assigned)).get("/my-page/plan/")
        look(ward.worker, TODAY)
        assert Read.objects.filter(read_by="system:own-page", what="own page").count() == 2

    def test_sees_one_person_and_nobody_else(self, ward: Ward, assigned: Referral, referred: Make) -> None:
        referred("assigned", crn="Y654321")
        own_page.look_at_own(assigned.id)
        assert list(Referral.objects.values_list("id", flat=True)) == [assigned.id]
        assert list(Person.objects.values_list("id", flat=True)) == [assigned.person_id]


class TestACode:
    def test_that_is_new_ends_the_one_before(self, ward: Ward, browse: Browse, assigned: Referral) -> None:
        old, new = (code_of(browse(ward.worker), assigned) for _ in range(2))
        assert Client().post("/my-page/", {"code": old}).status_code == 200
        opened(new)

    def test_runs_out(self, ward: Ward, assigned: Referral) -> None:
        look(ward.worker, TODAY)
        code = own_page.make_code(actor=ward.worker, at=AT, referral_id=assigned.id)
        with pytest.raises(RefusedError):
            own_page.open_with(at=AT + timedelta(days=own_page.GOOD_DAYS, seconds=1), code=code)

    def test_is_kept_as_a_hash(self, ward: Ward, assigned: Referral) -> None:
        look(ward.worker, TODAY)
        code = own_page.make_code(actor=ward.worker, at=AT, referral_id=assigned.id)
        assert code.replace("-", "") not in str(OwnCode.objects.values().get())

    def test_is_made_by_the_service_for_somebody_in_sight(
        self, ward: Ward, browse: Browse, assigned: Referral
    ) -> None:
        for actor, status in ((ward.practitioner, 403), (ward.officer, 403), (ward.elm_worker, 404)):
            assert browse(actor).post(f"/people/{assigned.reference}/own-page/").status_code == status

    def test_is_not_guessed_for_long(self, ward: Ward) -> None:
        browser = Client()
        said = [browser.post("/my-page/", {"code": f"WRONG{n:07}"}).status_code for n in range(21)]
        assert said == [200] * 20 + [429]


class TestAVoice:
    def test_is_heard_by_who_answers_for_the_unit_and_names_nobody(self, ward: Ward, browse: Browse) -> None:
        assert "North unit" in words(Client().get("/have-your-say/"))
        answer = Client().post(
            f"/have-your-say/{ward.north}/", {"score": "2", "text": "The door is hard to find."}
        )
        assert answer.status_code == 302
        for actor in (ward.manager, ward.head):
            assert "The door is hard to find." in words(browse(actor).get("/what-people-say/"))
        assert "Nobody has said anything yet" in words(browse(ward.elm_manager).get("/what-people-say/"))
        assert browse(ward.worker).get("/what-people-say/").status_code == 403
        look(ward.manager, TODAY)
        assert {field.name for field in Voice._meta.fields} == {"id", "unit", "score", "text", "said_on"}

    def test_says_something(self, ward: Ward) -> None:
        answer = Client().post(f"/have-your-say/{ward.north}/", {"score": "", "text": " "})
        assert "Choose how it was, or write something." in words(answer)

    def test_is_not_a_flood(self, ward: Ward) -> None:
        browser = Client()
        said = [browser.post(f"/have-your-say/{ward.north}/", {"score": "5"}).status_code for _ in range(11)]
        assert said == [302] * 10 + [429]

    def test_is_asked_for_by_a_poster_whose_code_is_its_address(
        self, ward: Ward, browse: Browse, settings: Any
    ) -> None:
        settings.PUBLIC_ADDRESS = "https://throughline.example"
        poster = f"/have-your-say/{ward.north}/poster/"
        assert f'href="{poster}"' in browse(ward.manager).get("/what-people-say/").content.decode()
        address = f"https://throughline.example/have-your-say/{ward.north}/"
        assert "https://throughline.example/have-your-say/ and choose North unit" in words(
            Client().get(poster)
        )
        code = qrcode.make(address, image_factory=SvgPathImage).to_string()
        shown = Client().get(f"/have-your-say/{ward.north}/code.svg")
        assert (shown.headers["Content-Type"], shown.content) == ("image/svg+xml", code)

    def test_of_no_such_unit_is_not_found(self, ward: Ward) -> None:
        for page in ("", "poster/", "code.svg"):
            assert Client().get(f"/have-your-say/{ward.ash}/{page}").status_code == 404


class TestThePages:
    def test_stay_within_ten_queries(
        self, ward: Ward, browse: Browse, assigned: Referral, django_assert_max_num_queries: Any
    ) -> None:
        own, manager = opened(code_of(browse(ward.worker), assigned)), browse(ward.manager)
        with django_assert_max_num_queries(10 + 9):
            own.get("/my-page/plan/")
        with django_assert_max_num_queries(10 + 9):
            manager.get("/what-people-say/")
