"""Does a scenario become a run, a run the chosen one, and the chosen one what was decided, and nothing else?"""

import json
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError
from django.db.utils import Error
from tests.cells import wrong_cells
from tests.races import at_once

from throughline.decisions import ports
from throughline.decisions.decided import DecisionMade
from throughline.frame.events import tell
from throughline.funding import demonstration
from throughline.funding.actions import planning as actions
from throughline.funding.actions.deciding import lock_by_decision
from throughline.funding.lifecycle import ALLOCATION_RUN, SCENARIO
from throughline.funding.models import Allocation, AllocationRun, Programme, Round, Scenario
from throughline.funding.planning.working import Working
from throughline.funding.queries import planning as queries
from throughline.funding.queries import rounds
from throughline.funding.queries.explaining import explanation
from throughline.kernel.actor import PUBLIC, Actor
from throughline.kernel.dates import FinancialYear
from throughline.kernel.lifecycle import Lifecycle
from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act

from .conftest import (
    ANALYST,
    AT,
    COUNTED,
    DEPUTY_MAYOR,
    LEAD,
    another_run,
    choose,
    decided,
)

KEY_WORKER = Actor(f"person:{uuid4()}", frozenset({"key-worker"}))
SMALL = replace(COUNTED, places=(replace(COUNTED.places[0], counts=("3",)), *COUNTED.places[1:]))


def lock(run: AllocationRun, number: str) -> AllocationRun:
    return lock_by_decision(number=number, run_id=run.id, actor=DEPUTY_MAYOR, at=AT)


class TestEveryCellOfTheTables:
    @pytest.mark.parametrize("table", [SCENARIO, ALLOCATION_RUN], ids=lambda table: table.noun)
    def test_is_as_the_table_says(self, table: Lifecycle) -> None:
        assert wrong_cells(table) == []


class TestPlanningARound:
    def test_commits_nothing_and_is_not_seen_outside(self, round_: Round) -> None:
        assert (round_.standing, round_.total_pence, round_.intended_pence) == (
            "planned",
            None,
            Money(1_000_000_00),
        )
        for outsider in (PUBLIC, KEY_WORKER):
            assert not rounds.visible_to(outsider).filter(id=round_.id).exists()
        for insider in (LEAD, ANALYST, DEPUTY_MAYOR):
            assert rounds.visible_to(insider).filter(id=round_.id).exists()

    @pytest.mark.parametrize(
        ("changes", "says"),
        [
            (
                {"contributions": {"gmca": Money(1), "hmpps": Money(2)}},
                "come to £0.03, and £1.00 is intended",
            ),
            ({"contributions": {"gmca": Money(101), "hmpps": None}}, "more than the £1.00 intended"),
            ({"year": FinancialYear(2021)}, "has a round 2021/22 already"),
            ({"actor": KEY_WORKER}, "is for programme officers"),
        ],
    )
    def test_is_refused_in_words(self, looked_at: None, changes: dict[str, Any], says: str) -> None:
        asked: dict[str, Any] = {
            "actor": LEAD, "at": AT, "programme": Programme.objects.get(), "year": FinancialYear(2030),
            "intended": Money(100), "contributions": {},
        }  # fmt: skip
        with pytest.raises(RefusedError, match=says):
            actions.plan_round(**asked | changes)


class TestAScenario:
    def test_begins_with_the_localities(self, round_: Round) -> None:
        begun = actions.begin_scenario(actor=ANALYST, at=AT, round_=round_, name="  Plain ")
        working = Working.of(begun.values)
        assert begun.name == "Plain"
        assert len(working.places) == 10
        assert working.total == "1,000,000.00"

    def test_brings_last_years_amounts_when_last_year_is_on_record(self, looked_at: None) -> None:
        round_ = Round.objects.get(year="2022/23")
        with act(actor=LEAD, at=AT, verb="test", subject=("round", round_.id)):
            round_.standing = "planned"
            round_.save()
        begun = actions.begin_scenario(actor=LEAD, at=AT, round_=round_, name="Next")
        assert Working.of(begun.values).places[0].last_year == "69,573.32"

    def test_is_saved_as_it_is_typed_wrong_or_right(self, scenario: Scenario) -> None:
        typed = replace(COUNTED, total="a lot")
        saved = actions.save_scenario(actor=LEAD, at=AT, scenario_id=scenario.id, revision=1, working=typed)
        assert (saved.revision, Working.of(saved.values)) == (2, typed)

    def test_is_not_overwritten_by_somebody_who_read_it_earlier(self, scenario: Scenario) -> None:
        actions.save_scenario(actor=LEAD, at=AT, scenario_id=scenario.id, revision=1, working=COUNTED)
        with pytest.raises(RefusedError, match="Somebody saved this scenario while you worked on it"):
            actions.save_scenario(actor=ANALYST, at=AT, scenario_id=scenario.id, revision=1, working=SMALL)

    def test_two_who_save_at_once_leave_one_of_them(self, loaded: str, scenario: Scenario) -> None:
        done = at_once(
            *[
                lambda: actions.save_scenario(
                    actor=LEAD, at=AT, scenario_id=scenario.id, revision=1, working=COUNTED
                )
            ]
            * 2
        )
        assert sorted(type(each).__name__ for each in done) == ["RefusedError", "Scenario"]

    def test_that_is_put_away_changes_no_more_until_it_is_taken_up(self, scenario: Scenario) -> None:
        actions.move_scenario(actor=LEAD, at=AT, scenario_id=scenario.id, step="put_away")
        with pytest.raises(RefusedError, match="put away"):
            actions.save_scenario(actor=LEAD, at=AT, scenario_id=scenario.id, revision=1, working=COUNTED)
        actions.move_scenario(actor=LEAD, at=AT, scenario_id=scenario.id, step="take_up")
        actions.save_scenario(actor=LEAD, at=AT, scenario_id=scenario.id, revision=1, working=COUNTED)

    def test_is_seen_by_those_who_plan_or_audit_only(self, scenario: Scenario) -> None:
        assert queries.scenarios_visible_to(ANALYST).count() == 1
        for other in (PUBLIC, KEY_WORKER, DEPUTY_MAYOR):
            assert queries.scenarios_visible_to(other).count() == 0


class TestARun:
    def test_freezes_its_inputs_and_recomputes(self, run: AllocationRun) -> None:
        assert run.state == "draft"
        assert queries.still_recomputes(run)
        assert run.counts_source == "People on probation: A made-up list."
        assert sum(each["pence"] for each in json.loads(bytes(run.result))["shares"]) == 1_000_000_00

    def test_again_of_the_same_inputs_is_refused(self, run: AllocationRun) -> None:
        with pytest.raises(RefusedError, match="were worked out already: “By need”"):
            actions.compute_run(actor=LEAD, at=AT, scenario_id=run.scenario_id, reason="once more")  # type: ignore[arg-type]  # it has one

    def test_after_a_change_needs_a_reason_and_gets_a_number(self, run: AllocationRun) -> None:
        scenario = Scenario.objects.get()
        actions.save_scenario(actor=LEAD, at=AT, scenario_id=scenario.id, revision=1, working=SMALL)
        with pytest.raises(RefusedError, match="Say what changed"):
            actions.compute_run(actor=LEAD, at=AT, scenario_id=scenario.id)
        later = actions.compute_run(actor=LEAD, at=AT, scenario_id=scenario.id, reason="A recount.")
        assert (later.name, later.reason) == ("By need, run 2", "A recount.")

    def test_of_unfinished_text_is_refused_with_what_to_put_right(self, round_: Round) -> None:
        begun = actions.begin_scenario(actor=LEAD, at=AT, round_=round_, name="Plain")
        with pytest.raises(RefusedError, match="There is no indicator yet"):
            actions.compute_run(actor=LEAD, at=AT, scenario_id=begun.id)

    def test_never_changes_what_it_worked_out(self, run: AllocationRun) -> None:
        run.digest = "0" * 64
        with (
            pytest.raises(Error, match="What was worked out never changes"),
            act(actor=LEAD, at=AT, verb="test", subject=("run", run.id)),
        ):
            run.save(update_fields=["digest"])


class TestTwoWhoBeginAtOnce:
    def test_the_same_scenario_have_it_once_and_the_other_is_told(self, loaded: str, round_: Round) -> None:
        def begin() -> Scenario:
            return actions.begin_scenario(actor=LEAD, at=AT, round_=round_, name="Plain")

        assert _outcomes(at_once(begin, begin)) == ["RefusedError", "Scenario"]

    def test_the_same_round_have_it_once_and_the_other_is_told(self, loaded: str) -> None:
        def plan() -> Round:
            return actions.plan_round(
                actor=LEAD, at=AT, programme=Programme.objects.get(), year=FinancialYear(2030),
                intended=None, contributions={},
            )  # fmt: skip

        assert _outcomes(at_once(plan, plan)) == ["RefusedError", "Round"]

    def test_to_work_the_same_scenario_out_keep_one_run(self, loaded: str, scenario: Scenario) -> None:
        def work_out() -> AllocationRun:
            return actions.compute_run(actor=LEAD, at=AT, scenario_id=scenario.id)

        assert _outcomes(at_once(work_out, work_out)) == ["AllocationRun", "RefusedError"]


def _outcomes(done: list[Any]) -> list[str]:
    return sorted(type(each).__name__ for each in done)


class TestChoosing:
    def test_needs_a_reason(self, run: AllocationRun) -> None:
        with pytest.raises(RefusedError, match="Say why"):
            choose(run, "  ")

    def test_puts_the_split_before_those_who_draft(self, run: AllocationRun) -> None:
        assert ports.planned_splits() == []
        choose(run)
        (split,) = ports.planned_splits()
        assert (split.run_id, split.round_code, split.year) == (run.id, "gm-irs-dr/2026-27", "2026/27")
        assert sum((part.pence for part in split.parts), Money(0)) == split.total == Money(1_000_000_00)
        assert split.parts[0].gss_code == "E08000001"
        assert ports.planned_split(run.id) == split
        assert ports.planned_split(uuid4()) is None

    def test_another_sets_the_first_aside_with_the_reason(self, run: AllocationRun, round_: Round) -> None:
        choose(run)
        choose(another_run(round_, "By releases", total="999,999.00"), "A new count.")
        run.refresh_from_db()
        assert (run.state, run.set_aside_because) == (
            "set_aside",
            "“By releases” was chosen instead: A new count.",
        )
        assert ports.planned_split(run.id) is None

    def test_asks_whoever_chooses_to_look_at_counts_that_money_reveals(self, round_: Round) -> None:
        small = another_run(round_, "Small", places=SMALL.places)
        with pytest.raises(RefusedError, match="counts of 1 to 4"):
            choose(small)
        kept = actions.choose_run(
            actor=LEAD, at=AT, run_id=small.id, because="Seen.", knows_small_counts=True
        )
        assert kept.state == "chosen"

    def test_of_made_up_figures_is_for_a_demonstration_only(self, round_: Round, settings: Any) -> None:
        made_up = another_run(round_, "Made up", is_illustration=True)
        with pytest.raises(RefusedError, match="made up, and a decision needs real ones"):
            choose(made_up)
        settings.DEMONSTRATION = True
        assert choose(made_up).state == "chosen"

    def test_is_refused_while_stated_contributions_come_to_something_else(
        self, run: AllocationRun, round_: Round
    ) -> None:
        with act(actor=LEAD, at=AT, verb="test", subject=("round", round_.id)):
            for each in round_.contributions.all():
                each.amount_pence = Money(1)
                each.save()
        with pytest.raises(RefusedError, match=r"come to £0\.02, and this split shares £1,000,000\.00"):
            choose(run)

    def test_at_once_by_two_leaves_one_chosen(self, loaded: str, run: AllocationRun, round_: Round) -> None:
        other = another_run(round_, "By releases", total="999,999.00")
        at_once(lambda: choose(run), lambda: choose(other))
        states = sorted(AllocationRun.objects.filter(round=round_).values_list("state", flat=True))
        assert states == ["chosen", "set_aside"]

    def test_two_at_once_is_refused_by_the_database(
        self, loaded: str, run: AllocationRun, round_: Round
    ) -> None:
        choose(run)
        other = another_run(round_, "By releases", total="999,999.00")
        other.state, other.chosen_at, other.chosen_by, other.chosen_because = "chosen", AT, LEAD.id, "x"
        with (
            pytest.raises(IntegrityError, match="allocation_run_one_chosen_per_round"),
            act(actor=LEAD, at=AT, verb="test", subject=("run", other.id)),
        ):
            other.save()


class TestADecision:
    def test_locks_the_run_and_confirms_the_round_to_the_penny(
        self, run: AllocationRun, round_: Round
    ) -> None:
        choose(run)
        number = decided(run)
        tell(DecisionMade(number, uuid4(), run.id, "approved", False, DEPUTY_MAYOR, AT))
        run.refresh_from_db()
        round_.refresh_from_db()
        assert (run.state, run.decision and run.decision.number) == ("locked", number)
        assert (round_.standing, round_.total_pence) == ("confirmed", Money(1_000_000_00))
        amounts = dict(Allocation.objects.filter(round=round_).values_list("place__gss_code", "amount_pence"))
        assert amounts == {
            each["gss_code"]: Money(each["pence"]) for each in json.loads(bytes(run.result))["shares"]
        }
        assert queries.still_recomputes(run)

    def test_that_refuses_leaves_the_run_chosen(self, run: AllocationRun, round_: Round) -> None:
        choose(run)
        tell(DecisionMade(decided(run), uuid4(), run.id, "refused", False, DEPUTY_MAYOR, AT))
        run.refresh_from_db()
        round_.refresh_from_db()
        assert (run.state, round_.standing) == ("chosen", "planned")

    def test_without_a_run_concerns_no_round(self, run: AllocationRun) -> None:
        tell(DecisionMade("2026-001", uuid4(), None, "approved", False, DEPUTY_MAYOR, AT))
        run.refresh_from_db()
        assert run.state == "draft"

    def test_of_exempt_money_locks_the_run_and_makes_no_public_round(
        self, run: AllocationRun, round_: Round
    ) -> None:
        choose(run)
        tell(DecisionMade(decided(run), uuid4(), run.id, "approved", True, DEPUTY_MAYOR, AT))
        run.refresh_from_db()
        round_.refresh_from_db()
        assert (run.state, round_.standing) == ("locked", "planned")
        assert not Allocation.objects.filter(round=round_).exists()

    def test_a_penny_off_is_refused_and_nothing_is_locked(self, run: AllocationRun, round_: Round) -> None:
        choose(run)
        with pytest.raises(RefusedError, match="must be the chosen split to the penny"):
            lock(run, decided(run, off_by=1))
        run.refresh_from_db()
        assert run.state == "chosen"
        assert not Allocation.objects.filter(round=round_).exists()

    def test_of_a_run_that_is_not_put_forward_is_refused(self, run: AllocationRun) -> None:
        choose(run)
        number = decided(run)
        actions.set_run_aside(actor=LEAD, at=AT, run_id=run.id, because="No longer.")
        with pytest.raises(RefusedError, match="set aside"):
            lock(run, number)

    def test_and_another_choice_at_once_have_one_outcome(
        self, loaded: str, run: AllocationRun, round_: Round
    ) -> None:
        choose(run)
        number, other = decided(run), another_run(round_, "By releases", total="999,999.00")
        done = at_once(lambda: lock(run, number), lambda: choose(other))
        run.refresh_from_db()
        other.refresh_from_db()
        round_.refresh_from_db()
        assert sum(isinstance(each, RefusedError) for each in done) == 1
        assert (run.state, other.state, round_.standing) in [
            ("locked", "draft", "confirmed"),
            ("set_aside", "chosen", "planned"),
        ]


class TestALockedRun:
    @pytest.fixture
    def locked(self, run: AllocationRun) -> AllocationRun:
        choose(run)
        return lock(run, decided(run))

    def test_is_never_changed_by_anybody(self, locked: AllocationRun) -> None:
        locked.chosen_because = "Something else."
        with (
            pytest.raises(Error, match="Cannot update rows"),
            act(actor=LEAD, at=AT, verb="test", subject=("run", locked.id)),
        ):
            locked.save(update_fields=["chosen_because"])

    def test_is_explained_to_everybody_in_plain_words_with_its_counts(self, locked: AllocationRun) -> None:
        found = explanation(Round.objects.get(year="2026/27"))
        assert found is not None
        assert found.sentences[0] == "The money follows what was counted in each place: People on probation."
        assert found.rows[0] == ("Bolton", ["100"])
        assert not found.withheld

    def test_is_explained_without_counts_where_one_is_small(self, round_: Round) -> None:
        small = another_run(round_, "Small", places=SMALL.places)
        actions.choose_run(actor=LEAD, at=AT, run_id=small.id, because="Seen.", knows_small_counts=True)
        lock(small, decided(small))
        found = explanation(Round.objects.get(pk=round_.pk))
        assert found is not None
        assert found.withheld
        assert found.rows == []
        assert "3" not in " ".join(found.sentences)

    def test_of_made_up_figures_is_explained_to_nobody(self, round_: Round, settings: Any) -> None:
        settings.DEMONSTRATION = True
        made_up = another_run(round_, "Made up", is_illustration=True)
        choose(made_up)
        lock(made_up, decided(made_up))
        round_.refresh_from_db()
        assert explanation(round_) is None

    def test_is_seen_by_those_who_signed(self, locked: AllocationRun) -> None:
        assert queries.run_visible(DEPUTY_MAYOR, locked.id) is not None
        assert queries.run_visible(KEY_WORKER, locked.id) is None


class TestTheDemonstration:
    def test_plans_a_round_once_with_one_split_put_forward(self, looked_at: None, settings: Any) -> None:
        assert demonstration.load(LEAD, AT) is False, "nothing made up without a demonstration"
        settings.DEMONSTRATION = True
        assert demonstration.load(LEAD, AT) is True
        assert demonstration.load(LEAD, AT) is False
        (split,) = ports.planned_splits()
        assert split.total == demonstration.TOTAL
        assert all(run.is_illustration for run in AllocationRun.objects.filter(state__in=["draft", "chosen"]))
        assert AllocationRun.objects.filter(scenario__isnull=False).count() == 3
