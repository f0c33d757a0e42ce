"""The pages of promises, risks, the plan and reviews, without JavaScript."""

import csv
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.pages import words

from throughline.frame.tasks import told
from throughline.governance.actions import milestones, promises, reviews, risks
from throughline.governance.actions.entries import Evidence
from throughline.governance.actions.promises import Promised
from throughline.governance.actions.risks import Feared
from throughline.governance.models import Entry, Milestone, Promise, Recommendation, Review, Risk
from throughline.governance.queries import tasks_watched
from throughline.governance.views import milestones as plan_views
from throughline.governance.views import promises as promise_views
from throughline.governance.views import reviews as review_views
from throughline.governance.views import risks as risk_views
from throughline.kernel.actor import Actor

pytestmark = pytest.mark.usefixtures("decisions_known")
LEAD = Actor("person:22222222-2222-4222-8222-222222222222", frozenset({"programme-lead"}))
Staff = Callable[..., Client]
LISTS = ("/promises/", "/risks/", "/plan/", "/reviews/")
WORDS = {"text": "The ten agreements are signed.", "kind": "other", "programme": "gm-irs-dr"}


def boxes(name: str, days: int) -> dict[str, str]:
    """What somebody types into the three boxes of a day, so many days from now."""
    day = timezone.localdate() + timedelta(days=days)
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


def fill(number: int = 1) -> None:
    """Some of each, watched by the lead."""
    now, today = timezone.now(), timezone.localdate()
    said: dict[str, Any] = {"actor": LEAD, "at": now}
    for each in range(number):
        decision = f"2025-{Promise.objects.count() + 1:03}"
        promises.make_promises(
            decision_number=decision,
            promises=[Promised(f"Agreement {each} is signed.", owner="role:commissioner")],
            programmes=["gm-irs-dr"],
            **said,
        )
        risks.add_risk(
            feared=Feared(f"Post {each} stays vacant", "c", "e", (4, 4), (3, 4), today + timedelta(days=30)),
            controls=["Advertise."],
            programmes=["gm-irs-dr"],
            **said,
        )
        milestones.plan_milestone(
            title=f"Key worker {each} starts",
            planned_on=today - timedelta(days=5),
            programmes=["gm-irs-dr"],
            **said,
        )
        reviews.enter_review(
            title=f"Look {each}", recommendations=["Count."], programmes=["gm-irs-dr"], **said
        )


@pytest.fixture
def filled(reference: None) -> None:
    fill()


@pytest.mark.usefixtures("filled")
class TestTheDoors:
    @pytest.mark.parametrize("path", LISTS)
    def test_are_shut_to_whoever_has_not_signed_in(self, path: str) -> None:
        assert Client().get(path).status_code == 302

    @pytest.mark.parametrize("path", LISTS)
    def test_show_practice_nothing(self, staff: Staff, path: str) -> None:
        page = words(staff("key-worker").get(path))
        assert "Agreement 0" not in page
        assert "Post 0" not in page
        assert "Key worker 0" not in page
        assert "Look 0" not in page

    @pytest.mark.parametrize(("kind", "at"), [(Promise, "promises"), (Risk, "risks"), (Milestone, "plan")])
    def test_say_of_what_somebody_may_not_see_that_it_is_not_there(
        self, staff: Staff, kind: Any, at: str
    ) -> None:
        row = kind.objects.get()
        client = staff("key-worker")
        assert client.get(f"/{at}/{row.pk}/").status_code == 404
        assert client.get(f"/{at}/{UUID(int=1)}/").status_code == 404

    @pytest.mark.parametrize("path", ["/promises/new/", "/risks/new/", "/plan/new/", "/reviews/new/"])
    def test_let_the_programme_team_add_and_nobody_else(self, staff: Staff, path: str) -> None:
        assert staff("programme-officer").get(path).status_code == 200
        assert staff("hmpps-contract-manager", "hmpps").get(path).status_code == 403

    def test_let_hmpps_read_and_change_nothing(self, staff: Staff) -> None:
        client = staff("hmpps-contract-manager", "hmpps")
        promise = Promise.objects.get()
        page = client.get(f"/promises/{promise.pk}/")
        assert "Agreement 0 is signed." in words(page)
        assert f"/promises/{promise.pk}/change/" not in page.content.decode()
        sent = client.post(f"/promises/{promise.pk}/note/", {"words": "Mine."})
        assert "not for your role" in words(sent)
        assert "Mine." in words(sent), "what was typed stays"
        assert not Entry.objects.exists()

    def test_keep_a_picture_for_those_who_see_its_rows(self, staff: Staff) -> None:
        assert "Key worker 0 starts" in staff("programme-lead").get("/plan.svg").content.decode()
        assert "Key worker 0 starts" not in staff("key-worker").get("/plan.svg").content.decode()
        assert Client().get("/plan.svg").status_code == 302


@pytest.mark.usefixtures("filled")
class TestEveryStepPage:
    PAGES = (
        *(("promises", Promise, name) for name in promise_views.STEPS),
        *(("risks", Risk, name) for name in risk_views.STEPS),
        *(("plan", Milestone, name) for name in plan_views.STEPS),
        *(("recommendations", Recommendation, name) for name in review_views.STEPS),
    )

    @pytest.mark.parametrize(("at", "kind", "name"), PAGES, ids=[f"{at} {name}" for at, _, name in PAGES])
    def test_opens_and_takes_an_empty_form_without_a_change(
        self, staff: Staff, at: str, kind: Any, name: str
    ) -> None:
        client = staff("programme-lead")
        address = f"/{at}/{kind.objects.get().pk}/{name}/"
        assert client.get(address).status_code == 200
        before = kind.objects.values().get()
        sent = client.post(address, {})
        assert sent.status_code == 200
        assert "There is a problem" in words(sent)
        assert kind.objects.values().get() == before

    def test_of_no_step_is_not_there(self, staff: Staff) -> None:
        assert staff("programme-lead").get(f"/promises/{Promise.objects.get().pk}/dance/").status_code == 404


@pytest.mark.usefixtures("filled")
class TestAPromise:
    def test_goes_from_open_to_kept_through_its_pages(self, staff: Staff) -> None:
        row = Promise.objects.get()
        owner, lead = staff("commissioner", "bolton"), staff("programme-lead")
        assert "Waits for: Local authority commissioner" in words(owner.get(f"/promises/{row.pk}/"))
        file = SimpleUploadedFile("signed.pdf", b"%PDF-1.7 ten names")
        sent = owner.post(f"/promises/{row.pk}/evidence/", {"words": "", "file": file}, follow=True)
        assert "Evidence shown" in words(sent)
        page = lead.get(f"/promises/{row.pk}/")
        assert "signed.pdf" in words(page)
        entry = Entry.objects.get()
        got = lead.get(f"/promises/{row.pk}/files/{entry.pk}/")
        assert got.content == b"%PDF-1.7 ten names"
        assert got["Content-Disposition"].startswith("attachment")
        assert "The promise is kept." in words(lead.post(f"/promises/{row.pk}/keep/", {}, follow=True))
        row.refresh_from_db()
        assert row.state == "kept"

    def test_shows_a_file_only_with_the_promise_that_it_belongs_to(self, staff: Staff) -> None:
        fill()
        one, other = Promise.objects.order_by("decision_number")
        lead = staff("programme-lead")
        file = SimpleUploadedFile("signed.pdf", b"%PDF-1.7 ten names")
        lead.post(f"/promises/{one.pk}/evidence/", {"file": file})
        entry = Entry.objects.get()
        assert lead.get(f"/promises/{other.pk}/files/{entry.pk}/").status_code == 404
        assert staff("key-worker").get(f"/promises/{one.pk}/files/{entry.pk}/").status_code == 404

    @pytest.mark.parametrize(
        ("name", "content", "says"),
        [("page.html", b"<script>", "cannot be attached"), ("a.pdf", b"MZ\x00", "cannot be attached")],
    )
    def test_takes_no_file_that_could_run(self, staff: Staff, name: str, content: bytes, says: str) -> None:
        row = Promise.objects.get()
        sent = staff("programme-lead").post(
            f"/promises/{row.pk}/evidence/",
            {"words": "Signed by all.", "file": SimpleUploadedFile(name, content)},
        )
        assert says in words(sent)
        assert "Signed by all." in words(sent)
        assert not Entry.objects.exists()

    @pytest.mark.parametrize("number", ["soon", "2025-1", "1 OR 1=1", "2099-001", "2025-001", "2025-004\n"])
    def test_is_given_up_by_something_that_is_a_decisions_number(self, staff: Staff, number: str) -> None:
        row = Promise.objects.get()
        staff("programme-lead").post(
            f"/promises/{row.pk}/give-up/", {"decision_number": number, "because": "No."}
        )
        row.refresh_from_db()
        assert (row.state == "given_up") is (number.strip() == "2025-004")

    @pytest.mark.parametrize("year", ["x", "0", "99999", "-1"])
    def test_that_is_due_on_no_day_says_so_beside_the_field(self, staff: Staff, year: str) -> None:
        sent = staff("programme-officer").post(
            "/promises/new/", {**WORDS, "due_on_day": "31", "due_on_month": "2", "due_on_year": year}
        )
        assert "There is a problem" in words(sent)
        assert Promise.objects.count() == 1

    def test_is_added_outside_a_decision(self, staff: Staff) -> None:
        staff("programme-officer").post("/promises/new/", {**WORDS, **boxes("due_on", 40)})
        row = Promise.objects.get(decision_number="")
        assert (str(row), row.due_on) == (WORDS["text"], timezone.localdate() + timedelta(days=40))


@pytest.mark.usefixtures("filled")
class TestTheLists:
    def test_search_filter_and_download_the_same_rows(self, staff: Staff) -> None:
        fill(2)
        lead = staff("programme-lead")
        assert "3 promises" in words(lead.get("/promises/"))
        assert "1 promise" in words(lead.get("/promises/?q=2025-002"))
        assert "No promise fits" in words(lead.get("/promises/?state=kept"))
        assert len(lead.get("/promises.csv?q=2025-002").content.decode().splitlines()) == 2
        assert len(lead.get("/risks.csv").content.decode().splitlines()) == 4
        assert len(lead.get("/plan.csv?state=late").content.decode().splitlines()) == 4
        assert len(lead.get("/reviews.csv").content.decode().splitlines()) == 4

    @pytest.mark.parametrize(
        "asked",
        [
            "at=9-9", "at=x", "at=33333", "state=%00", "when=never", "sort=x", "page=99", "q=%F0%9F%92%A9", "kind=--",
        ],
    )  # fmt: skip
    @pytest.mark.parametrize("path", LISTS)
    def test_answer_whatever_they_are_asked(self, staff: Staff, path: str, asked: str) -> None:
        assert staff("programme-lead").get(f"{path}?{asked}").status_code in (200, 400)

    def test_put_the_plan_into_a_calendar(self, staff: Staff) -> None:
        got = staff("programme-lead").get("/plan.ics")
        assert got["Content-Type"].startswith("text/calendar")
        assert "SUMMARY:Key worker 0 starts" in got.content.decode()

    @pytest.mark.parametrize("path", [*LISTS, "/plan.svg"])
    def test_ask_as_little_for_many_as_for_one(self, staff: Staff, path: str) -> None:
        lead = staff("programme-lead")

        def count() -> int:
            lead.get(path)
            with CaptureQueriesContext(connection) as asked:
                assert lead.get(path).status_code == 200
            return sum("SAVEPOINT" not in each["sql"] for each in asked.captured_queries)

        before = count()
        fill(4)
        assert count() == before <= 10

    def test_show_whose_turn_it_is(self, staff: Staff, actor: Callable[..., Actor]) -> None:
        lead, owner = staff("programme-lead"), staff("commissioner", "bolton")
        assert "1 promise" in words(owner.get("/promises/?turn=mine"))
        assert "No promise fits" in words(lead.get("/promises/?turn=mine"))
        assert "No promise fits" in words(lead.get("/promises/?turn=nobody"))

    def test_download_nothing_that_a_spreadsheet_would_run(self, staff: Staff) -> None:
        lead, today = staff("programme-lead"), timezone.localdate()
        said: dict[str, Any] = {"actor": LEAD, "at": timezone.now(), "programmes": ["gm-irs-dr"]}
        bad = '=HYPERLINK("http://example.org","Open")'
        promises.make_promise(promised=Promised(bad, owner_words="+1"), **said)
        milestones.plan_milestone(title=f"-{bad}", planned_on=today, **said)
        risks.add_risk(feared=Feared(f"@{bad}", "c", "e", (4, 4), (3, 4), today + timedelta(days=9)), **said)
        reviews.enter_review(title=f"+{bad}", recommendations=[bad], **said)
        for path in ("/promises.csv", "/plan.csv", "/risks.csv", "/reviews.csv"):
            cells = [cell for row in csv.reader(StringIO(lead.get(path).content.decode())) for cell in row]
            assert any("HYPERLINK" in cell for cell in cells)
            assert not [cell for cell in cells if cell[:1] in "=+-@" and cell]

    def test_lead_from_the_matrix_to_the_risks_that_stand_there(self, staff: Staff) -> None:
        lead = staff("programme-lead")
        assert 'href="?at=3-4&amp;state=open"' in lead.get("/risks/").content.decode()
        assert "1 risk" in words(lead.get("/risks/?at=3-4"))
        assert "No risk fits" in words(lead.get("/risks/?at=5-5"))


@pytest.mark.usefixtures("filled")
class TestARiskAndAMilestone:
    def test_are_looked_at_again_from_their_pages(self, staff: Staff) -> None:
        row = Risk.objects.get()
        lead = staff("programme-lead")
        said = {"likelihood": "2", "impact": "3", "words": "Two are filled.", **boxes("review_on", 20)}
        assert "Down from 12" in words(lead.post(f"/risks/{row.pk}/review/", said, follow=True))
        control = row.controls.get()
        assert "In place" in words(lead.post(f"/risks/{row.pk}/controls/{control.pk}/", follow=True))
        again = lead.post(f"/risks/{row.pk}/controls/{control.pk}/", follow=True)
        assert "in place already" in words(again)

    @pytest.mark.parametrize("points", ["0", "6", "x", ""])
    def test_take_scores_from_1_to_5_only(self, staff: Staff, points: str) -> None:
        row = Risk.objects.get()
        said = {"likelihood": points, "impact": "3", "words": "So.", **boxes("review_on", 20)}
        sent = staff("programme-lead").post(f"/risks/{row.pk}/review/", said)
        assert "There is a problem" in words(sent)
        assert "So." in words(sent)

    def test_are_planned_on_their_page(self, staff: Staff) -> None:
        said = {"title": "Naloxone in each unit", "owner": "role:commissioner", "programme": "gm-irs-dr"}
        sent = staff("programme-lead").post("/plan/new/", {**said, **boxes("planned_on", 30)}, follow=True)
        assert "Naloxone in each unit" in words(sent)
        assert Milestone.objects.filter(item__title="Naloxone in each unit").exists()

    def test_are_reached_from_their_pages(self, staff: Staff) -> None:
        row = Milestone.objects.get()
        lead = staff("programme-lead")
        assert "5 days late" in words(lead.get(f"/plan/{row.pk}/"))
        sent = lead.post(f"/plan/{row.pk}/reach/", {**boxes("reached_on", -1), "words": "Seen."}, follow=True)
        assert "4 days later than planned" in words(sent)


@pytest.mark.usefixtures("filled")
class TestAReview:
    def test_is_answered_and_carried_out_through_its_pages(self, staff: Staff) -> None:
        review, row = Review.objects.get(), Recommendation.objects.get()
        lead = staff("programme-lead")
        said = {"answer": "part", "because": "Half of it.", "decision_number": "2025-004"}
        sent = lead.post(f"/recommendations/{row.pk}/answer/", said, follow=True)
        assert "Accepted in part" in words(sent)
        lead.post(f"/recommendations/{row.pk}/evidence/", {"words": "Counted."})
        page = words(lead.get(f"/reviews/{review.pk}/"))
        assert "Carried out" in page
        assert "decision 2025-004" in page

    def test_gets_one_recommendation_more(self, staff: Staff) -> None:
        review = Review.objects.get()
        sent = staff("programme-officer").post(
            f"/reviews/{review.pk}/recommend/", {"text": "Ask people, too."}, follow=True
        )
        assert "Ask people, too." in words(sent)


@pytest.mark.usefixtures("filled")
class TestWhatNeedsSomebody:
    def wanted(self, actor: Actor) -> list[str]:
        return [task.action for source in tasks_watched.WAITING for task in told(source(actor))]

    def test_is_the_promise_of_its_owner(self, actor: Callable[..., Actor]) -> None:
        assert self.wanted(actor("commissioner", "bolton")) == ["Show that it is kept"]

    def test_is_for_the_lead_what_nobody_owns(self, actor: Callable[..., Actor]) -> None:
        actor("commissioner", "bolton")
        assert self.wanted(actor("programme-lead")) == ["Say whether it was reached", "Answer it"]

    def test_is_nothing_for_practice(self, actor: Callable[..., Actor]) -> None:
        assert self.wanted(actor("key-worker")) == []

    def test_is_never_more_than_fits_and_says_where_the_rest_is(self, actor: Callable[..., Actor]) -> None:
        owner = actor("commissioner", "bolton")
        fill(25)
        tasks = told(tasks_watched.WAITING[0](owner))
        assert len(tasks) == 21
        assert tasks[-1].href == "/promises/?turn=mine"

    def test_waits_for_the_programme_team_once_the_owner_showed_evidence(
        self, actor: Callable[..., Actor]
    ) -> None:
        owner, row = actor("commissioner", "bolton"), Promise.objects.get()
        promises.show_evidence(
            promise_id=row.pk, evidence=Evidence("Signed."), actor=owner, at=timezone.now()
        )
        waiting = [(task.what, task.who) for source in tasks_watched.OTHERS for task in told(source(owner))]
        assert waiting == [("Agreement 0 is signed.", "Programme team, to agree")]

    def test_says_on_home_that_its_day_has_gone(self, staff: Staff) -> None:
        day = timezone.localdate() - timedelta(days=5)
        page = words(staff("programme-lead").get("/"))
        assert f"late: by {day.day} {day:%B %Y}" in page

    def test_waits_for_others_with_their_name(self, actor: Callable[..., Actor]) -> None:
        officer, _, _ = actor("programme-officer"), actor("programme-lead"), actor("commissioner", "bolton")
        waiting = [(task.what, task.who) for source in tasks_watched.OTHERS for task in told(source(officer))]
        assert ("Agreement 0 is signed.", "Local authority commissioner") in waiting
        assert ("Key worker 0 starts", "Programme lead, because nobody owns it") in waiting
