"""What does the service see of a person, and what does it do next?"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from tests.caseload.conftest import AT, TODAY, Ward
from tests.caseload.person_steps import assess, begin
from tests.pages import words

from throughline.caseload.actions import notes
from throughline.caseload.models import Absence, Note, Pathway, Read, Referral, Told
from throughline.caseload.queries import tasks
from throughline.caseload.sealed import Asked
from throughline.caseload.sight import look
from throughline.frame.tasks import told
from throughline.kernel.actor import Actor
from throughline.ledger.actions import act

pytestmark = pytest.mark.django_db
Make = Callable[..., Referral]
Browse = Callable[[Actor], Client]
WHO_IS_ASKING = 13  # session, person, roles, scope, how far they see, savepoints


@pytest.fixture
def assigned(referred: Make) -> Referral:
    return referred(
        "assigned", asked=Asked(flags=["risk_to_staff", "mappa"], practitioner_name="A made-up practitioner")
    )


@pytest.fixture
def worker(ward: Ward, browse: Browse) -> Client:
    return browse(ward.worker)


def all_pages(made: Referral) -> list[str]:
    base = f"/people/{made.reference}/"
    return [
        base,
        *(f"{base}{each}/" for each in ("needs", "plan", "contacts", "feedback", "access", "start")),
    ]


@pytest.mark.hazard("H01")
class TestThePersonsPages:
    def test_say_whom_they_are_about_and_what_to_know_before_calling(
        self, worker: Client, assigned: Referral
    ) -> None:
        for path in all_pages(assigned):
            answer = worker.get(path)
            assert answer.status_code == 200, path
            shown = words(answer)
            for known in (
                "Ada Niamh O’Shea-Quinn",
                assigned.reference,
                "Text only",
                "Risk to staff",
                "MAPPA",
            ):
                assert known in shown, path

    def test_name_nobody_in_the_tab_of_the_browser(self, worker: Client, assigned: Referral) -> None:
        for path in all_pages(assigned):
            title = worker.get(path).content.decode().split("</title>")[0]
            assert "Ada" not in title
            assert assigned.reference in title

    def test_are_not_there_for_another_unit_another_service_and_an_officer(
        self, ward: Ward, browse: Browse, assigned: Referral
    ) -> None:
        for actor, says in (
            (ward.worker_south, 404),
            (ward.elm_worker, 404),
            (ward.elm_manager, 404),
            (ward.officer, 403),
            (ward.practitioner, 403),
        ):
            browser = browse(actor)
            for path in all_pages(assigned):
                answer = browser.get(path)
                assert answer.status_code == says, (actor, path)
                assert "Ada" not in answer.content.decode()

    def test_answer_the_same_for_somebody_hidden_and_for_nobody(
        self, ward: Ward, browse: Browse, assigned: Referral
    ) -> None:
        browser = browse(ward.elm_worker)
        hidden, nobody = (browser.get(f"/people/{ref}/") for ref in (assigned.reference, "DR-222-222"))
        assert hidden.status_code == nobody.status_code == 404
        assert words(hidden).replace(assigned.reference, "") == words(nobody).replace("DR-222-222", "")

    def test_record_who_looked_and_show_it(self, ward: Ward, worker: Client, assigned: Referral) -> None:
        worker.get(f"/people/{assigned.reference}/")
        worker.get(f"/people/{assigned.reference}/plan/")
        look(ward.worker, TODAY)
        assert set(Read.objects.filter(read_by=ward.worker.id).values_list("what", flat=True)) >= {
            "overview",
            "plan",
        }
        assert "Made-up worker" in words(worker.get(f"/people/{assigned.reference}/access/"))

    def test_stay_within_ten_queries_of_their_own(
        self, worker: Client, assigned: Referral, django_assert_max_num_queries: Any
    ) -> None:
        assess(worker, assigned)
        for path in all_pages(assigned):
            with django_assert_max_num_queries(WHO_IS_ASKING + 10):
                worker.get(path)


class TestTheOverview:
    def test_asks_eight_queries_beside_who_is_asking(
        self, worker: Client, assigned: Referral, django_assert_max_num_queries: Any
    ) -> None:
        page = f"/people/{assigned.reference}/"
        worker.get(page)
        with django_assert_max_num_queries(17):
            worker.get(page)

    def test_begins_with_the_first_assessment_and_its_clock(self, worker: Client, assigned: Referral) -> None:
        shown = words(worker.get(f"/people/{assigned.reference}/"))
        assert "Begin the first assessment" in shown
        assert "First contact" in shown
        assert "None is booked" in shown

    def test_gives_somebody_without_key_worker_to_one_before_anybody_assesses(
        self, worker: Client, referred: Make
    ) -> None:
        page = f"/people/{referred('accepted').reference}/"
        assert "Give to a key worker" in words(worker.get(page))
        answer = worker.get(f"{page}needs/")
        assert "The unit’s manager gives them a key worker." in words(answer)
        assert "disabled" in answer.content.decode()

    def test_offers_a_pathway_after_the_assessment_and_a_review_on_it(
        self, worker: Client, assigned: Referral
    ) -> None:
        assess(worker, assigned)
        page = f"/people/{assigned.reference}/"
        assert "Start a pathway" in words(worker.get(page))
        day = timezone.localdate()
        on = {"runs_from_day": day.day, "runs_from_month": day.month, "runs_from_year": day.year}
        assert worker.post(f"{page}start/", {"kind": "brief", **on}).status_code == 302
        shown = words(worker.get(page))
        assert "Review the needs" in shown
        assert "Brief intervention" in shown

    def test_tells_what_happened_latest_first(self, worker: Client, assigned: Referral) -> None:
        assess(worker, assigned)
        shown = words(worker.get(f"/people/{assigned.reference}/"))
        after = shown[shown.index("What happened") :]
        assert (
            after.index("First assessment") < after.index("Given to a key worker") < after.index("Referred")
        )


class TestMyPeople:
    def test_lists_those_in_my_care_and_those_i_cover(
        self, ward: Ward, browse: Browse, worker: Client, assigned: Referral, referred: Make
    ) -> None:
        other = referred("assigned", given_names="Suharto", family_name="")
        look(ward.worker, TODAY)
        with act(actor=ward.worker, at=AT, verb="test.made", subject=("referral", other.id)):
            Referral.objects.filter(id=other.id).update(key_worker=ward.manager.id)
        shown = words(worker.get("/my-people/"))
        assert "Ada Niamh" in shown
        assert "Suharto" not in shown
        today = timezone.localdate()
        look(ward.worker, TODAY)
        with act(actor=ward.manager, at=AT, verb="test.made", subject=("person", ward.manager.id)):
            Absence(
                body_id=ward.ash,
                worker=ward.manager.id,
                away_from=today,
                away_until=today + timedelta(days=1),
                covered_by=ward.worker.id,
            ).save(force_insert=True)
        assert "Suharto" in words(worker.get("/my-people/"))
        assert "Suharto" in words(browse(ward.manager).get("/my-people/"))

    @pytest.mark.parametrize(
        ("asked", "is_found"),
        [
            ("oshea quinn", True),
            ("O’Shea-Quinn", True),
            ("Nia", True),
            ("x123456", True),
            ("Niamh Patel", False),
            ("iam", False),
        ],
    )
    def test_finds_by_words_of_a_name_and_by_crn(
        self, worker: Client, assigned: Referral, asked: str, is_found: bool
    ) -> None:
        shown = words(worker.post("/my-people/", {"q": asked}, follow=True))
        assert (assigned.reference in shown) is is_found

    def test_finds_nobody_of_another_unit(self, ward: Ward, browse: Browse, assigned: Referral) -> None:
        for actor in (ward.worker_south, ward.elm_manager):
            assert assigned.reference not in words(
                browse(actor).post("/my-people/", {"q": "x123456"}, follow=True)
            )

    def test_filters_by_what_comes_next(self, worker: Client, assigned: Referral) -> None:
        def shown(**asked: str) -> str:
            return words(worker.post("/my-people/", asked, follow=True))

        assert assigned.reference in shown(contact="none")
        assert assigned.reference not in shown(contact="booked")
        assert assigned.reference not in shown(state="paused")

    def test_needs_no_more_queries_for_more_people(
        self, worker: Client, assigned: Referral, referred: Make, django_assert_max_num_queries: Any
    ) -> None:
        for _ in range(4):
            referred("assigned")
        with django_assert_max_num_queries(WHO_IS_ASKING + 10):
            assert words(worker.get("/my-people/")).count("Ada Niamh") == 5


class TestAPathway:
    def test_starts_once_and_probation_is_told(self, ward: Ward, worker: Client, assigned: Referral) -> None:
        day = timezone.localdate()
        said = {
            "kind": "specialist",
            "runs_from_day": day.day,
            "runs_from_month": day.month,
            "runs_from_year": day.year,
        }
        page = f"/people/{assigned.reference}/start/"
        assert worker.post(page, said).status_code == 302
        assert worker.post(page, said).status_code == 200
        look(ward.worker, TODAY)
        assert Pathway.objects.get().kind == "specialist"
        assigned.refresh_from_db()
        assert assigned.state == "on_pathway"
        assert Told.objects.get(kind="pathway").code == "specialist"

    def test_does_not_begin_tomorrow(self, worker: Client, assigned: Referral) -> None:
        day = timezone.localdate() + timedelta(days=1)
        said = {
            "kind": "brief",
            "runs_from_day": day.day,
            "runs_from_month": day.month,
            "runs_from_year": day.year,
        }
        assert "today or before" in words(worker.post(f"/people/{assigned.reference}/start/", said))


class TestANote:
    def test_put_right_stays_readable_under_the_one_that_stands(
        self, ward: Ward, worker: Client, assigned: Referral
    ) -> None:
        page = f"/people/{assigned.reference}/contacts/"
        said = {"note_id": str(uuid4()), "text": "Lives with aunt", "for_whom": "both"}
        assert worker.post(page, said).status_code == 302
        assert worker.post(page, said).status_code == 302  # a phone that sends twice
        look(ward.worker, TODAY)
        [note] = Note.objects.all()
        correcting = f"/people/{assigned.reference}/notes/{note.id}/correct/"
        assert worker.post(correcting, {"text": "Lives with grandmother"}).status_code == 302
        shown = words(worker.get(page))
        assert shown.index("Lives with grandmother") < shown.index("Lives with aunt")
        look(ward.worker, TODAY)
        assert Note.objects.count() == 2
        assert set(Note.objects.values_list("for_whom", flat=True)) == {"both"}
        assert "puts this one right already" in words(worker.post(correcting, {"text": "Something else"}))

    def test_is_kept_sealed(self, ward: Ward, assigned: Referral) -> None:
        look(ward.worker, TODAY)
        note = notes.write(actor=ward.worker, at=AT, referral_id=assigned.id, text="Lives with aunt")
        assert b"aunt" not in bytes(note.text)
        assert notes.text_of(note) == "Lives with aunt"


class TestHome:
    def test_says_whom_to_assess_what_to_go_on_with_and_which_pathway_to_start(
        self, ward: Ward, browse: Browse, worker: Client, assigned: Referral
    ) -> None:
        def asked(actor: Actor) -> list[str]:
            look(actor, TODAY)
            return [each.what for each in told(tasks.waiting_for(actor)) if assigned.reference in each.what]

        assert asked(ward.worker) == [f"Assess {assigned.reference}"]
        begin(worker, assigned)
        assert asked(ward.worker) == [f"The assessment of {assigned.reference} is under way"]
        assess(worker, assigned)
        assert asked(ward.worker) == [f"Start a pathway for {assigned.reference}"]
        assert asked(ward.worker_south) == asked(ward.elm_worker) == []
