"""Endorsements, consultations, appraisals and priorities: what each must say, and what a draft gets from it."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from throughline.frame.tasks import told
from throughline.frame.upload import Upload
from throughline.governance.actions import appraisals, consultations, endorsements, priorities
from throughline.governance.models import Appraisal, Consultation, Option, Plan
from throughline.governance.queries import evidence as queries
from throughline.governance.queries.tasks import waiting_for
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError

from .conftest import AT

TODAY = AT.date()
Somebody = Callable[..., Actor]


@pytest.fixture
def officer(actor: Somebody) -> Actor:
    return actor("programme-officer")


class TestAnEndorsement:
    def test_says_who_and_what_and_may_lack_a_day(self, officer: Actor) -> None:
        made = endorsements.note_endorsement(
            title="Grants", by="Director", words="Endorses it.", given_on=None, actor=officer, at=AT
        )
        assert made.item.dated_on is None
        for missing in ({"by": " "}, {"words": ""}, {"title": ""}):
            said = {"title": "Grants", "by": "Director", "words": "Yes.", **missing}
            with pytest.raises(RefusedError):
                endorsements.note_endorsement(**said, given_on=TODAY, actor=officer, at=AT)

    def test_keeps_the_file_that_shows_it_and_refuses_one_that_could_run(self, officer: Actor) -> None:
        said = {"title": "Grants", "by": "Director", "words": "Yes.", "given_on": TODAY}
        made = endorsements.note_endorsement(
            **said,  # type: ignore[arg-type]  # as given
            upload=Upload("letter.txt", b"Yes."),
            actor=officer,
            at=AT,
        )
        assert made.file_name == "letter.txt"
        with pytest.raises(RefusedError, match="cannot be attached"):
            endorsements.note_endorsement(
                **said,  # type: ignore[arg-type]  # as given
                upload=Upload("letter.html", b"<html>"),
                actor=officer,
                at=AT,
            )

    def test_is_noted_by_the_programme_team(self, actor: Somebody) -> None:
        with pytest.raises(RefusedError, match="Ask a programme officer"):
            endorsements.note_endorsement(
                title="Grants", by="D", words="Yes.", given_on=None, actor=actor("treasurer"), at=AT
            )


class TestAConsultation:
    @pytest.fixture
    def asked(self, officer: Actor) -> Consultation:
        return consultations.ask(
            title="Grants?", question="Grants or a contract?", asked_on=TODAY, actor=officer, at=AT
        )

    def answer(self, asked: Consultation, officer: Actor, position: str, text: str, **said: object) -> None:
        who = consultations.ask_further(
            consultation_id=asked.pk, who=f"{position} {text}", asked_on=TODAY, actor=officer, at=AT
        )
        given = {"answered_on": TODAY, **said}
        consultations.note_answer(
            consulted_id=who.pk, position=position, text=text, **given, actor=officer, at=AT
        )  # type: ignore[arg-type]  # as given

    def test_keeps_a_position_with_its_words(self, asked: Consultation, officer: Actor) -> None:
        self.answer(asked, officer, "opposes", "Not viable.")
        with pytest.raises(RefusedError, match="Say in a sentence what they answered"):
            self.answer(asked, officer, "supports", "")
        with pytest.raises(RefusedError, match="Choose their position"):
            self.answer(asked, officer, "shrugs", "Hm.")
        self.answer(asked, officer, "none", "")

    def test_takes_no_answer_from_the_future_or_before_the_question(
        self, asked: Consultation, officer: Actor
    ) -> None:
        with pytest.raises(RefusedError, match="in the future"):
            self.answer(asked, officer, "neutral", "a", answered_on=TODAY + timedelta(days=1))
        with pytest.raises(RefusedError, match="comes before the question"):
            self.answer(asked, officer, "neutral", "b", answered_on=TODAY - timedelta(days=1))

    def test_asks_nobody_twice(self, asked: Consultation, officer: Actor) -> None:
        said = {
            "consultation_id": asked.pk,
            "who": "Providers",
            "asked_on": TODAY,
            "actor": officer,
            "at": AT,
        }
        consultations.ask_further(**said)
        with pytest.raises(RefusedError, match="asked already"):
            consultations.ask_further(**said)

    def test_closes_with_what_came_of_it_and_the_silent_are_named(
        self, asked: Consultation, officer: Actor
    ) -> None:
        with pytest.raises(RefusedError, match="Nobody has been asked yet"):
            consultations.close_consultation(
                consultation_id=asked.pk, came_of_it="Grants.", actor=officer, at=AT
            )
        consultations.ask_further(consultation_id=asked.pk, who="Silent", asked_on=None, actor=officer, at=AT)
        consultations.close_consultation(consultation_id=asked.pk, came_of_it="Grants.", actor=officer, at=AT)
        assert [each.position for each in queries.asked_in(asked)] == ["none"]
        with pytest.raises(RefusedError, match="This consultation is closed"):
            consultations.ask_further(
                consultation_id=asked.pk, who="Late", asked_on=None, actor=officer, at=AT
            )


class TestAnAppraisal:
    @pytest.fixture
    def compared(self, officer: Actor) -> tuple[Appraisal, list[Option]]:
        it = appraisals.begin_appraisal(title="Which way?", question="Which?", actor=officer, at=AT)
        options = [
            appraisals.add_option(appraisal_id=it.pk, name=name, actor=officer, at=AT)
            for name in ("As now", "One contract")
        ]
        for name, weight in (("Sooner", 3), ("Cheaper", None)):
            appraisals.add_criterion(appraisal_id=it.pk, name=name, weight=weight, actor=officer, at=AT)
        return it, options

    def score(self, option: Option, officer: Actor, *points: int | None) -> None:
        criteria = option.appraisal.criteria.order_by("position")
        scores = {each.pk: (got, "") for each, got in zip(criteria, points, strict=True)}
        appraisals.score_option(option_id=option.pk, scores=scores, actor=officer, at=AT)

    def test_totals_only_what_is_wholly_scored_and_by_weight(
        self, compared: tuple[Appraisal, list[Option]], officer: Actor
    ) -> None:
        it, (now, contract) = compared
        self.score(now, officer, 4, 5)
        self.score(contract, officer, 1, None)
        shown = queries.compared(officer, it.pk)
        assert shown is not None
        assert shown.is_weighted
        assert shown.totals == [12, None], "a criterion without a weight counts nothing beside weighted ones"
        assert [score.points if score else None for score in shown.rows[1].scores] == [5, None]

    def test_counts_all_alike_without_weights(self, officer: Actor) -> None:
        it = appraisals.begin_appraisal(title="Which?", question="Which?", actor=officer, at=AT)
        option = appraisals.add_option(appraisal_id=it.pk, name="As now", actor=officer, at=AT)
        for name in ("Sooner", "Cheaper"):
            appraisals.add_criterion(appraisal_id=it.pk, name=name, actor=officer, at=AT)
        self.score(option, officer, 4, 5)
        shown = queries.compared(officer, it.pk)
        assert shown is not None
        assert shown.totals == [9]

    def test_refuses_six_points_and_a_criterion_of_another(
        self, compared: tuple[Appraisal, list[Option]], officer: Actor
    ) -> None:
        _, (now, _) = compared
        with pytest.raises(RefusedError, match="0 to 5 points"):
            self.score(now, officer, 6, 1)
        other = appraisals.begin_appraisal(title="Other", question="?", actor=officer, at=AT)
        strange = appraisals.add_criterion(appraisal_id=other.pk, name="Strange", actor=officer, at=AT)
        with pytest.raises(RefusedError, match="not a criterion of this appraisal"):
            appraisals.score_option(option_id=now.pk, scores={strange.pk: (1, "")}, actor=officer, at=AT)

    def test_is_chosen_with_the_reason_against_each_of_the_others(
        self, compared: tuple[Appraisal, list[Option]], officer: Actor
    ) -> None:
        it, (now, contract) = compared
        with pytest.raises(RefusedError, match="Say why “One contract” is not chosen"):
            appraisals.choose_option(option_id=now.pk, because="Best.", why_not={}, actor=officer, at=AT)
        appraisals.choose_option(
            option_id=now.pk, because="Best.", why_not={contract.pk: "Too late."}, actor=officer, at=AT
        )
        chosen = queries.compared(officer, it.pk)
        assert chosen is not None
        assert [(each.name, each.why_not) for each in chosen.options] == [
            ("As now", ""),
            ("One contract", "Too late."),
        ]
        with pytest.raises(RefusedError, match="This appraisal is chosen"):
            self.score(now, officer, 1, 1)
        appraisals.take_up_again(appraisal_id=it.pk, because="New money.", actor=officer, at=AT)
        it.refresh_from_db()
        assert (it.state, it.chosen) == ("open", None)

    def test_compares_at_least_two_and_at_most_eight(
        self, compared: tuple[Appraisal, list[Option]], officer: Actor
    ) -> None:
        it, _ = compared
        for number in range(6):
            appraisals.add_option(appraisal_id=it.pk, name=f"Way {number}", actor=officer, at=AT)
        with pytest.raises(RefusedError, match="More than 8"):
            appraisals.add_option(appraisal_id=it.pk, name="One more", actor=officer, at=AT)
        lonely = appraisals.begin_appraisal(title="One", question="?", actor=officer, at=AT)
        only = appraisals.add_option(appraisal_id=lonely.pk, name="Only", actor=officer, at=AT)
        with pytest.raises(RefusedError, match="only one option"):
            appraisals.choose_option(option_id=only.pk, because="It.", why_not={}, actor=officer, at=AT)


class TestPriorities:
    @pytest.fixture
    def lead(self, actor: Somebody) -> Actor:
        return actor("programme-lead")

    def plan(self, lead: Actor, **said: object) -> Plan:
        given = {"title": "Plan", "source": "A page", "priorities": [("Priority 1", "Safer")], **said}
        return priorities.list_plan(**given, actor=lead, at=AT)  # type: ignore[arg-type]  # as given

    def test_are_offered_while_their_plan_is_in_force(self, lead: Actor) -> None:
        self.plan(lead, in_force_from=date(2022, 1, 1), in_force_until=date(2025, 1, 1))
        assert [each.label for each in queries.priorities_on(date(2022, 1, 1))] == ["Priority 1"]
        assert queries.priorities_on(date(2025, 1, 1)) == []
        assert queries.priorities_on(date(2021, 12, 31)) == []

    def test_are_offered_always_when_no_day_is_known_and_never_once_dropped(self, lead: Actor) -> None:
        plan = self.plan(lead)
        [offered] = queries.priorities_on(date(1999, 1, 1))
        assert (offered.link.title, offered.plan, offered.is_confirmed) == ("Safer", "Plan", False)
        one = plan.priorities.get()
        priorities.drop_priority(priority_id=one.pk, dropped_on=TODAY, actor=lead, at=AT)
        assert queries.priorities_on(TODAY) == []
        assert len(queries.priorities_on(TODAY - timedelta(days=1))) == 1

    def test_are_confirmed_by_the_monitoring_officer_and_lose_that_when_changed(
        self, lead: Actor, actor: Somebody
    ) -> None:
        officer, plan = actor("monitoring-officer"), self.plan(lead)
        assert [task.where for task in told(waiting_for(officer))] == ["Plan"]
        with pytest.raises(RefusedError, match="confirmed by the monitoring officer"):
            priorities.confirm_plan(plan_id=plan.pk, actor=lead, at=AT)
        priorities.confirm_plan(plan_id=plan.pk, actor=officer, at=AT)
        assert queries.priorities_on(TODAY)[0].is_confirmed
        with pytest.raises(RefusedError, match="confirmed already"):
            priorities.confirm_plan(plan_id=plan.pk, actor=officer, at=AT)
        priorities.add_priority(plan_id=plan.pk, label="", words="Sooner", actor=lead, at=AT)
        assert not queries.priorities_on(TODAY)[0].is_confirmed

    def test_are_not_listed_by_an_officer(self, officer: Actor) -> None:
        with pytest.raises(RefusedError, match="programme lead and the monitoring officer"):
            self.plan(officer)

    def test_end_after_they_begin(self, lead: Actor) -> None:
        with pytest.raises(RefusedError, match="ends after it begins"):
            self.plan(lead, in_force_from=TODAY, in_force_until=TODAY)
