"""A review's recommendations are answered with a reason, and closed by evidence."""

from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext

from throughline.governance import supplied_promises
from throughline.governance.actions import reviews as actions
from throughline.governance.actions.entries import Evidence
from throughline.governance.models import Entry, Promise, Recommendation, Review
from throughline.governance.queries import promises, reviews
from throughline.governance.watching.lifecycle import RECOMMENDATION
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act

from .conftest import AT

pytestmark = pytest.mark.usefixtures("decisions_known")
LEAD = Actor("person:22222222-2222-4222-8222-222222222222", frozenset({"programme-lead"}))
DIRECTOR = Actor("person:44444444-4444-4444-8444-444444444444", frozenset({"director"}))


def entered(*recommendations: str) -> Review:
    review_id = actions.enter_review(
        title="A look at waiting times",
        recommendations=recommendations or ("Count everybody.",),
        decisions=["2025-003"],
        actor=LEAD,
        at=AT,
    )
    return Review.objects.get(pk=review_id)


def answer(row: Recommendation, said: str = "accepted", **more: Any) -> None:
    given = {"because": "It is right.", "actor": DIRECTOR, "at": AT, **more}
    actions.answer_recommendation(recommendation_id=row.pk, answer=said, **given)


def show(row: Recommendation, actor: Actor = LEAD) -> None:
    actions.show_carried_out(
        recommendation_id=row.pk, evidence=Evidence("Counted since May."), actor=actor, at=AT
    )


@pytest.mark.usefixtures("reference")
class TestARecommendation:
    def test_goes_from_the_review_to_answer_decision_and_evidence(self) -> None:
        row = entered().recommendations.get()
        answer(row, decision_number="2025-004")
        show(row)
        row.refresh_from_db()
        said = reviews.recommended(row)
        assert (said.state_words, said.answer, said.reason, said.decisions) == (
            "Carried out",
            "Accepted",
            "It is right.",
            ("2025-004",),
        )

    def test_that_was_not_accepted_is_not_carried_out(self) -> None:
        row = entered().recommendations.get()
        answer(row, "not")
        with pytest.raises(RefusedError, match="not accepted"):
            show(row)

    @pytest.mark.parametrize(("said", "because"), [("perhaps", "Why."), ("accepted", " ")])
    def test_is_answered_in_one_of_three_ways_with_a_reason(self, said: str, because: str) -> None:
        row = entered().recommendations.get()
        with pytest.raises(RefusedError):
            answer(row, said, because=because)
        row.refresh_from_db()
        assert row.state == "open"

    def test_is_not_carried_out_before_it_is_answered(self) -> None:
        row = entered().recommendations.get()
        with pytest.raises(RefusedError, match="is open"):
            show(row)

    def test_is_answered_with_who_carries_it_out(self) -> None:
        row = entered().recommendations.get()
        answer(row, owner="role:analyst")
        said = reviews.recommended(Recommendation.objects.get())
        assert said.owner == "Analyst"
        assert Entry.objects.get().what == "Accepted. Owner: Nobody yet became Analyst."
        answer(row, "part", because="Half of it.")
        assert Recommendation.objects.get().owner_role == "analyst", "it stays whose it was"

    def test_is_added_after_the_others(self) -> None:
        review = entered("One.", "Two.")
        actions.add_recommendation(review_id=review.pk, text="Three.", actor=LEAD, at=AT)
        assert [str(each) for each in review.recommendations.all()] == ["One.", "Two.", "Three."]

    @pytest.mark.parametrize("to", RECOMMENDATION.states)
    def test_changes_in_the_database_only_as_its_table_says(self, to: str) -> None:
        row = entered().recommendations.get()
        allowed = to == "open" or ("open", to) in RECOMMENDATION.transitions()
        said = {} if to == "open" else {"answer": "accepted", "reason": "So.", "answered_at": AT}
        try:
            with act(actor=LEAD, at=AT, verb="test", subject=("recommendation", str(row.pk))):
                Recommendation.objects.filter(pk=row.pk).update(state=to, **said)
        except DatabaseError:
            assert not allowed
        else:
            assert allowed

    def test_of_many_reviews_costs_no_more_questions_than_of_one(self) -> None:
        def count() -> int:
            with CaptureQueriesContext(connection) as asked:
                reviews.shown(reviews.with_recommendations(reviews.visible_to(Actor("system:tests"))))
            return len(asked)

        entered("One.", "Two.")
        before = count()
        for _ in range(3):
            entered("One.", "Two.")
        assert count() == before <= 4

    def test_of_a_review_that_is_not_there_is_refused_in_words(self) -> None:
        with pytest.raises(RefusedError, match="no such review"):
            actions.add_recommendation(review_id=UUID(int=1), text="X", actor=LEAD, at=AT)


@pytest.mark.usefixtures("reference")
class TestWhatIsSuppliedOf2021:
    @pytest.fixture(autouse=True)
    def loaded(self, decisions_known: None, reference: None) -> None:
        assert supplied_promises.load(
            Actor("system:supplied"), AT, decision_number="2021-001", of_2024="2024-001"
        )

    @pytest.mark.parametrize(("code", "number"), [("dn21", "2021-001"), ("dn24", "2024-001")])
    def test_is_every_promise_of_the_decisions_record_open_and_without_a_day(
        self, code: str, number: str
    ) -> None:
        from throughline.decisions.supplied import _read

        recorded = _read(code)["said"]["promises"]
        made = promises.promises_of(number, today=AT.date())
        assert [each.text for each in made] == [each["text"] for each in recorded]
        assert [each.due_on for each in made] == [each["due"] for each in recorded]
        assert {each.state for each in made} == {"open"}
        assert {each.due.words for each in made} == {"Nobody gave a date"}

    def test_is_owned_as_the_record_says(self) -> None:
        from throughline.decisions.supplied import _read

        recorded = _read("dn21")["said"]["promises"]
        rows = Promise.objects.filter(decision_number="2021-001").order_by("position")
        assert [each.owner_words for each in rows] == [each["owner"] or "" for each in recorded]

    def test_is_a_review_with_its_two_recommendations_on_which_the_decision_leans(self) -> None:
        review = reviews.shown(reviews.with_recommendations(Review.objects.all()))[0]
        assert (len(review.recommendations), review.decisions) == (2, ("2021-001",))
        assert review.dated_on is None

    def test_is_there_once(self) -> None:
        assert not supplied_promises.load(
            Actor("system:supplied"), AT, decision_number="2021-001", of_2024="2024-001"
        )
        assert (Promise.objects.count(), Review.objects.count()) == (5, 1)
