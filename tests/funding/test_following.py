"""Does a round say what its decision says, also after that was corrected or another decision took its place?"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from tests.pages import words

from throughline.decisions.actions.notices import publish_decision
from throughline.decisions.actions.revisions import correct_decision, supersede_decision
from throughline.decisions.queries.notices import decision_on_record
from throughline.frame.tasks import told
from throughline.funding.actions import planning as actions
from throughline.funding.actions.deciding import lock_by_decision
from throughline.funding.actions.following import follow_decision
from throughline.funding.models import Allocation, AllocationRun, Round
from throughline.funding.queries import rounds, standing
from throughline.funding.queries.explaining import explanation
from throughline.kernel.actor import PUBLIC
from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError

from .conftest import ANALYST, AT, COUNTED, DEPUTY_MAYOR, LEAD, another_run, choose, decided

PAGE = "/programmes/gm-irs-dr/2026-27/"


def decide(run: AllocationRun) -> str:
    """The number of a published decision whose split is that run."""
    round_ = Round.objects.get(pk=run.round_id)
    choose(run, stands=round_.decision.number if round_.decision else "")
    number = decided(run)
    lock_by_decision(number=number, run_id=run.id, actor=DEPUTY_MAYOR, at=AT)
    publish_decision(number=number, actor=LEAD, at=AT)
    return number


def replace_by(number: str, later: str) -> None:
    supersede_decision(number=number, by=later, reason="More money came.", actor=LEAD, at=AT)


def correct(number: str, **values: Any) -> None:
    correct_decision(
        number=number, version=1, values=values, reason="A figure was read wrongly.", actor=LEAD, at=AT
    )


def amounts(round_: Round) -> dict[str, Money]:
    rows = rounds.standing_allocations().filter(round=round_)
    return {each.place.name: each.amount_pence for each in rows}


@pytest.fixture
def first(run: AllocationRun) -> str:
    """The decision on which the round stands."""
    return decide(run)


@pytest.fixture
def more(round_: Round, first: str) -> AllocationRun:
    """A later split of the round with more money."""
    return another_run(round_, "More money", total="1,100,000.00")


class TestADecidedSplitThatIsToChange:
    def test_is_planned_beside_the_decided_one_and_decided_by_a_new_decision(
        self, round_: Round, first: str, more: AllocationRun
    ) -> None:
        later = decide(more)
        round_.refresh_from_db()
        assert (round_.decision and round_.decision.number, round_.total_pence) == (
            first,
            Money(1_000_000_00),
        )
        states = set(AllocationRun.objects.filter(round=round_).values_list("state", flat=True))
        assert states == {"locked"}
        (task,) = told(standing.waiting_for(LEAD))
        assert task.what == f"Decision {later} changes this round: say that it replaces {first}"
        assert told(standing.waiting_for(ANALYST)) == []

    def test_is_the_rounds_as_soon_as_the_new_decision_stands_in_the_place_of_the_old(
        self, round_: Round, first: str, more: AllocationRun
    ) -> None:
        before = amounts(round_)
        later = decide(more)
        replace_by(first, later)
        round_.refresh_from_db()
        assert (round_.decision and round_.decision.number, round_.total_pence) == (
            later,
            Money(1_100_000_00),
        )
        assert sum(amounts(round_).values(), Money(0)) == Money(1_100_000_00)
        assert Allocation.objects.filter(round=round_, version=1).count() == len(before)
        assert told(standing.waiting_for(LEAD)) == []
        page = words(Client().get(PAGE))
        assert "£1,100,000.00 over 10 places" in page
        assert f"Decision {later} stands in the place of {first} ." in page
        assert "How the money was split" in page
        assert {str(each.amount_pence) for each in rounds.allocations_visible_to(PUBLIC)} >= {
            str(each) for each in amounts(round_).values()
        }

    def test_is_put_forward_by_nobody_who_has_not_seen_the_decision(self, more: AllocationRun) -> None:
        with pytest.raises(RefusedError, match=r"decides 2026/27 now\. Look at it first"):
            choose(more)

    def test_a_penny_off_is_refused_for_a_decided_round_too(self, first: str, more: AllocationRun) -> None:
        choose(more, stands=first)
        with pytest.raises(RefusedError, match="must be the chosen split to the penny"):
            lock_by_decision(number=decided(more, off_by=1), run_id=more.id, actor=DEPUTY_MAYOR, at=AT)


class TestADecisionThatWasReplacedByOneThatNobodyPlannedHere:
    @pytest.fixture
    def replaced(self, round_: Round, first: str) -> str:
        """The number of the later decision: nobody said of which round it is."""
        places = (replace(COUNTED.places[0], counts=("900",)), *COUNTED.places[1:])
        other = another_run(round_, "Elsewhere", places=places)
        choose(other, stands=first)
        later = decided(other)
        actions.set_run_aside(actor=LEAD, at=AT, run_id=other.id, because="Recorded from a paper.")
        publish_decision(number=later, actor=LEAD, at=AT)
        replace_by(first, later)
        return later

    def test_leaves_the_round_as_it_was_and_says_so_to_everybody(
        self, round_: Round, first: str, replaced: str
    ) -> None:
        round_.refresh_from_db()
        assert round_.decision
        assert round_.decision.number == first
        page = words(Client().get(PAGE))
        assert f"Decision {replaced} stands in the place of {first} ." in page
        assert f"The figures below are still those of {first}. The programme lead takes over" in page
        assert "Take over what decision" not in page, "the public has no button"
        assert not rounds.allocations_visible_to(PUBLIC).filter(round=round_).exists()

    def test_is_taken_over_by_the_lead_and_by_nobody_else(
        self, round_: Round, replaced: str, staff: Callable[[str], Client]
    ) -> None:
        (task,) = told(standing.waiting_for(LEAD))
        assert task.what.endswith("was replaced: the round has its figures still")
        analyst = staff("analyst")
        assert "is for the programme lead" in words(analyst.get(PAGE))
        assert analyst.post(PAGE + "follow/", {"seen": replaced}).status_code == 403
        lead = staff("programme-lead")
        page = words(lead.post(PAGE + "follow/", {"seen": replaced}, follow=True))
        assert f"The round says now what decision {replaced} says." in page
        assert told(standing.waiting_for(LEAD)) == []
        again = words(lead.post(PAGE + "follow/", {"seen": replaced}, follow=True))
        assert "This round says what its decision says already." in again

    def test_is_not_taken_over_unseen(self, round_: Round, first: str, replaced: str) -> None:
        with pytest.raises(RefusedError, match=f"Meanwhile decision {replaced} stands"):
            follow_decision(round_id=round_.id, seen=first, actor=LEAD, at=AT)


class TestADecisionThatWasCorrected:
    def test_in_its_words_changes_no_figure_and_is_said(self, round_: Round, first: str) -> None:
        before = amounts(round_)
        correct(first, title="Grants by need, in other words")
        round_.refresh_from_db()
        assert (round_.version, amounts(round_)) == (1, before)
        page = words(Client().get(PAGE))
        assert "Corrected on 5 January 2026: A figure was read wrongly. What was, and what is" in page
        assert "The figures below" not in page

    def test_in_its_money_is_followed_to_the_penny(self, round_: Round, first: str) -> None:
        notice = decision_on_record(first)
        one, two = (line.pence.pence for line in notice.parts_now()[:2])
        correct(first, **{"breakdown[0]": {"pence": one + 100}, "breakdown[1]": {"pence": two - 100}})
        round_.refresh_from_db()
        assert round_.version == 2
        assert amounts(round_)["Bolton"] == Money(one + 100)
        assert explanation(round_) is None, "the run that was locked gives other sums"

    def test_so_that_its_parts_no_longer_sum_leaves_the_round_and_says_why(
        self, round_: Round, first: str, staff: Callable[[str], Client]
    ) -> None:
        correct(first, total_pence=1_000_001_00)
        round_.refresh_from_db()
        assert round_.total_pence == Money(1_000_000_00)
        page = words(Client().get(PAGE))
        assert f"The record of decision {first} was corrected." in page
        says = f"The parts of decision {first} come to £1,000,000.00, not to £1,000,001.00."
        assert says in words(staff("programme-lead").get(PAGE))
        with pytest.raises(RefusedError, match=r"come to £1,000,000\.00"):
            follow_decision(round_id=round_.id, seen=first, actor=LEAD, at=AT)
