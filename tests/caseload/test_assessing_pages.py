"""What does a key worker do with an assessment, and what becomes of it?"""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone
from tests.caseload.conftest import TODAY, Ward
from tests.caseload.person_steps import DRINKS, FURTHER, LAST_28_DAYS, NEEDS, assess, begin, save
from tests.pages import words

from throughline.caseload.actions import assessing
from throughline.caseload.models import Assessment, NeedLevel, Read, Referral, Told
from throughline.caseload.sight import look
from throughline.kernel.actor import Actor

pytestmark = pytest.mark.django_db
Make = Callable[..., Referral]
Browse = Callable[[Actor], Client]


@pytest.fixture
def assigned(referred: Make) -> Referral:
    return referred("assigned")


@pytest.fixture
def worker(ward: Ward, browse: Browse) -> Client:
    return browse(ward.worker)


@pytest.mark.hazard("H13")
class TestAnAssessment:
    def test_goes_from_section_to_section_and_asks_the_full_audit_only_when_it_must(
        self, worker: Client, assigned: Referral
    ) -> None:
        draft = begin(worker, assigned)
        assert save(worker, draft, "needs", NEEDS) == f"{draft}drugs/"
        assert (
            save(worker, draft, "drugs", {"heroin_used": "recent", "reasons": "It’s cold"})
            == f"{draft}alcohol/"
        )
        assert save(worker, draft, "alcohol", {"q1": "1", "q2": "0", "q3": "0"}) == f"{draft}outcomes/"
        assert save(worker, draft, "alcohol", DRINKS, 1) == f"{draft}audit/"
        assert save(worker, draft, "audit", FURTHER) == f"{draft}outcomes/"
        assert save(worker, draft, "outcomes", LAST_28_DAYS) == f"{draft}strengths/"
        assert save(worker, draft, "strengths", {"strengths": "A sister"}) == f"{draft}plan/"
        assert save(worker, draft, "plan", {"DNR_step": "Prescriber on Tuesday"}) == draft
        shown = words(worker.get(draft))
        assert "AUDIT 25 of 40: possible dependence" in shown
        assert "3 answers" in shown

    def test_says_at_the_field_what_does_not_fit_and_keeps_what_was_typed(
        self, worker: Client, assigned: Referral
    ) -> None:
        draft = begin(worker, assigned)
        answer = worker.post(f"{draft}outcomes/", {"revision": 0, "alcohol": "29", "opioids": "12"})
        assert answer.status_code == 200
        assert "“Alcohol” is a whole number from 0 to 28." in words(answer)
        assert 'value="29"' in answer.content.decode()
        assert 'value="12"' in answer.content.decode()

    def test_is_not_complete_before_all_eight_needs_have_a_level(
        self, ward: Ward, worker: Client, assigned: Referral
    ) -> None:
        draft = begin(worker, assigned)
        save(worker, draft, "needs", {k: v for k, v in NEEDS.items() if k != "FAM_level"})
        answer = worker.get(draft)
        assert "Family and significant others" in words(answer)
        assert "disabled" in answer.content.decode()
        worker.post(f"{draft}complete/")
        look(ward.worker, TODAY)
        assert Assessment.objects.get().state == "draft"

    def test_complete_is_frozen_told_to_probation_and_takes_the_referral_on(
        self, ward: Ward, worker: Client, assigned: Referral
    ) -> None:
        draft = assess(worker, assigned)
        look(ward.worker, TODAY)
        assigned.refresh_from_db()
        assert assigned.state == "assessed"
        assert assigned.first_contact_on == timezone.localdate()
        assert NeedLevel.objects.filter(level="high", is_linked_to_harm=True).count() == 1
        assert list(Told.objects.filter(kind="assessed").values_list("referral", flat=True)) == [assigned.id]
        answer = worker.post(f"{draft}needs/", {"revision": 0, **NEEDS, "FAM_level": "high"})
        assert "complete" in words(answer)
        assert NeedLevel.objects.get(need="FAM").level == "low"
        assert "Sleep without it" in words(worker.get(f"/people/{assigned.reference}/plan/"))

    def test_is_begun_once_however_often_it_is_pressed(
        self, ward: Ward, worker: Client, assigned: Referral
    ) -> None:
        assert begin(worker, assigned) == begin(worker, assigned)
        look(ward.worker, TODAY)
        assert Assessment.objects.count() == 1

    def test_is_there_again_after_the_session_died(
        self, ward: Ward, browse: Browse, worker: Client, assigned: Referral
    ) -> None:
        text = "“It’s my mum’s flat” — " + "é ü ł 漢字 🙂 " * 200
        draft = begin(worker, assigned)
        answer = worker.post(
            f"{draft}strengths/", {"revision": 0, "strengths": text}, headers={"Accept": "application/json"}
        )
        assert answer.json()["revision"] == 1
        worker.logout()
        look(ward.worker, TODAY)
        said = assessing.said_of(Assessment.objects.select_related("referral__person").get())
        assert said.strengths == text.strip()
        again = browse(ward.worker).get(f"{draft}strengths/").content.decode()
        assert text.strip().replace("’", "&#39;") in again or text.strip() in again

    def test_in_two_windows_keeps_both_texts(self, worker: Client, assigned: Referral) -> None:
        draft = begin(worker, assigned)
        save(worker, draft, "strengths", {"strengths": "From the first window"})
        late = {"revision": 0, "strengths": "From the second window"}
        answer = worker.post(f"{draft}strengths/", late, headers={"Accept": "application/json"})
        assert answer.status_code == 409
        assert answer.json()["both"]
        shown = worker.post(f"{draft}strengths/", late)
        assert "From the first window" in words(shown)
        assert "From the second window" in words(shown)
        assert 'name="revision" value="1"' in shown.content.decode()

    def test_in_two_windows_on_two_pages_disturbs_nobody(self, worker: Client, assigned: Referral) -> None:
        draft = begin(worker, assigned)
        save(worker, draft, "strengths", {"strengths": "A sister"})
        save(worker, draft, "needs", NEEDS)

    def test_sent_again_by_a_browser_that_heard_no_answer_changes_nothing(
        self, worker: Client, assigned: Referral
    ) -> None:
        draft = begin(worker, assigned)
        for _ in range(2):
            answer = worker.post(
                f"{draft}strengths/",
                {"revision": 0, "strengths": "Same"},
                headers={"Accept": "application/json"},
            )
            assert answer.json()["revision"] == 1

    def test_saved_while_it_is_written_is_no_further_look(
        self, ward: Ward, worker: Client, assigned: Referral
    ) -> None:
        draft = begin(worker, assigned)
        look(ward.worker, TODAY)
        before = Read.objects.count()
        for revision in range(3):
            said = {"revision": revision, "strengths": f"So far {revision}"}
            worker.post(f"{draft}strengths/", said, headers={"Accept": "application/json"})
        look(ward.worker, TODAY)
        assert Read.objects.count() == before
        worker.get(f"{draft}strengths/")
        look(ward.worker, TODAY)
        assert Read.objects.count() == before + 1

    def test_thrown_away_leaves_what_was_complete(
        self, ward: Ward, worker: Client, assigned: Referral
    ) -> None:
        draft = begin(worker, assigned)
        assert worker.post(f"{draft}discard/").status_code == 302
        assert worker.get(draft).status_code == 404
        assess(worker, assigned)

    def test_later_is_a_review_and_shows_what_changed(self, worker: Client, assigned: Referral) -> None:
        assess(worker, assigned)
        latest = assess(worker, assigned, "review", DNR_level="medium", FAM_level="high")
        shown = words(worker.get(f"/people/{assigned.reference}/needs/"))
        assert "Dependency and recovery linked to harm High Medium Better" in shown
        assert "Family and significant others Low High Worse" in shown
        assert "High Medium Better" in words(worker.get(latest))
        picture = worker.get(f"/people/{assigned.reference}/needs/picture.svg")
        assert picture["Content-Type"] == "image/svg+xml"
        assert b"Ada" not in picture.content

    def test_of_another_person_is_not_there(self, worker: Client, assigned: Referral, referred: Make) -> None:
        draft = begin(worker, assigned)
        other = referred("assigned")
        asked = draft.replace(assigned.reference, other.reference)
        assert worker.get(asked).status_code == 404
        assert worker.post(f"{asked}needs/", {"revision": 0, **NEEDS}).status_code == 404


class TestThePlan:
    def test_is_a_document_everybody_can_read(self, worker: Client, assigned: Referral) -> None:
        draft = begin(worker, assigned)
        save(worker, draft, "needs", NEEDS)
        save(worker, draft, "plan", {"DNR_step": "Prescriber, Tuesday", "plan": "漢字 too"})
        worker.post(f"{draft}complete/")
        answer = worker.get(f"/people/{assigned.reference}/plan.pdf")
        assert answer["Content-Type"] == "application/pdf"
        assert b"pdfuaid" in answer.content
        assert "Ada" not in answer["Content-Disposition"]

    def test_is_not_there_before_an_assessment(self, worker: Client, assigned: Referral) -> None:
        assert worker.get(f"/people/{assigned.reference}/plan.pdf").status_code == 404
