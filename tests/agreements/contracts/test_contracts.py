"""How does a local contract come on the calendar, change, and end?"""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from tests.agreements.contracts.conftest import AT, OFFICER, ON, commissioner, provider, said

from throughline.agreements.actions import contracts as actions
from throughline.agreements.actions.contracts import Modified, OptionSaid
from throughline.agreements.models import ContractMilestone, LocalContract
from throughline.agreements.queries import calendar, contracts
from throughline.agreements.rules import milestones
from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError


def shown(contract: LocalContract, on: date = ON) -> contracts.Shown:
    found = contracts.contract_whole(OFFICER, contract.id, on)
    assert found is not None
    return found[1]


class TestARecommissioningThatIsPlanned:
    def test_has_the_steps_of_its_route_before_its_first_day(self, planned: LocalContract) -> None:
        steps = [(each.code, each.planned_on) for each in shown(planned).steps]
        assert steps == [(each.code, day) for each, day in milestones("competitive", planned.begins_on)]
        assert planned.regime == "psr"

    def test_moves_its_steps_with_its_route_and_keeps_those_that_are_done(
        self, planned: LocalContract
    ) -> None:
        _done(planned, "engage", date(2026, 4, 1))
        actions.edit(
            actor=OFFICER,
            at=AT,
            contract_id=planned.id,
            said=said(route="most_suitable", begins_on=date(2028, 4, 1), ends_on=date(2031, 3, 31)),
        )
        steps = {each.code: each for each in shown(planned).steps}
        assert steps["engage"].done_on == date(2026, 4, 1)
        assert steps["assess"].planned_on.year == 2027
        assert "tender" not in steps

    def test_leaves_its_steps_where_somebody_put_them_when_only_words_change(
        self, planned: LocalContract
    ) -> None:
        _planned_on(planned, "tender", date(2026, 9, 1))
        actions.edit(
            actor=OFFICER, at=AT, contract_id=planned.id, said=said(capacity_words="Two days a week.")
        )
        assert {each.code: each.planned_on for each in shown(planned).steps}["tender"] == date(2026, 9, 1)

    def test_may_be_signed_after_the_standstill_of_its_route(self, planned: LocalContract) -> None:
        assert shown(planned).signed_from is None
        _done(planned, "intention", date(2026, 5, 1))
        assert shown(planned).signed_from == date(2026, 5, 15)  # eight working days, and one bank holiday

    def test_knows_no_step_that_is_not_of_its_route_and_none_done_tomorrow(
        self, planned: LocalContract
    ) -> None:
        with pytest.raises(RefusedError, match="no such step"):
            _done(planned, "transparency", ON)
        with pytest.raises(RefusedError, match="has not come yet"):
            _done(planned, "engage", date(2026, 5, 5))

    def test_runs_once_it_was_let(self, planned: LocalContract) -> None:
        actions.start(
            actor=OFFICER,
            at=AT,
            contract_id=planned.id,
            provider_id=provider().id,
            begins_on=date(2027, 4, 1),
            ends_on=date(2030, 3, 31),
        )
        assert (shown(planned).state, shown(planned).provider) == ("running", "A Made-up Provider")

    @pytest.mark.parametrize(
        ("changed", "why"),
        [
            ({"ends_on": date(2027, 3, 31)}, "ends after it begins"),
            ({"title": " "}, "Give its title"),
            ({"source": ""}, "where this is known from"),
            ({"route": "by-lot"}, "by which route"),
            ({"options": (OptionSaid(date(2030, 1, 1)),)}, "own last day"),
        ],
    )
    def test_is_refused_in_words(self, looked_at: None, changed: dict[str, Any], why: str) -> None:
        with pytest.raises(RefusedError, match=why):
            actions.plan(actor=OFFICER, at=AT, said=said(**changed))


def _done(contract: LocalContract, code: str, on: date) -> None:
    planned_on = ContractMilestone.objects.filter(contract=contract, code=code).values_list(
        "planned_on", flat=True
    )
    actions.mark_milestone(
        actor=OFFICER,
        at=AT,
        contract_id=contract.id,
        code=code,
        planned_on=planned_on.first() or on,
        done_on=on,
    )


def _planned_on(contract: LocalContract, code: str, on: date) -> None:
    actions.mark_milestone(
        actor=OFFICER, at=AT, contract_id=contract.id, code=code, planned_on=on, done_on=None
    )


class TestAContractThatRuns:
    def test_ends_later_when_an_option_is_taken_up_and_not_before(self, running: LocalContract) -> None:
        first, second = shown(running).options
        assert shown(running).last_day == date(2027, 3, 31)
        with pytest.raises(RefusedError, match="earlier one first"):
            _decide(running, second.id, True)
        _decide(running, first.id, True)
        _decide(running, second.id, False)
        assert shown(running).last_day == date(2028, 3, 31)

    def test_keeps_each_change_with_what_the_check_said(self, running: LocalContract) -> None:
        said_ = Modified("More workers", "Need has grown.", Money(100_000_00))
        amendment = actions.amend(actor=OFFICER, at=AT, contract_id=running.id, said=said_)
        assert amendment.advice == "allowed"
        large = replace(said_, change=Money(1_500_000_00))
        assert actions.amend(actor=OFFICER, at=AT, contract_id=running.id, said=large).advice == "ask"
        other = replace(said_, changes_nature=True)
        assert (
            actions.amend(actor=OFFICER, at=AT, contract_id=running.id, said=other).advice
            == "new_procurement"
        )
        assert [each.advice for each in shown(running).amendments] == ["allowed", "ask", "new_procurement"]

    @pytest.mark.parametrize("changed", [{"route": "earlier"}, {"route": "open"}, {"lifetime": None}])
    def test_is_a_question_for_procurement_where_the_check_cannot_say(
        self, looked_at: None, changed: dict[str, Any]
    ) -> None:
        contract = actions.record(actor=OFFICER, at=AT, said=said(**changed))
        assert actions.advice_on(contract, Modified("More", "Need."))[0] == "ask"

    def test_says_how_far_the_specification_is_in_it(
        self, running: LocalContract, planned: LocalContract
    ) -> None:
        for contract in (running, planned):
            actions.set_integration(
                actor=OFFICER, at=AT, contract_id=contract.id, integration="in_specification"
            )
            assert shown(contract).integration_code == "in_specification"

    def test_ends_when_its_last_day_has_passed_options_counted(self, running: LocalContract) -> None:
        after = datetime(2027, 4, 1, 9, tzinfo=UTC)
        with pytest.raises(RefusedError, match="It runs until 31 March 2027"):
            actions.end(actor=OFFICER, at=AT, contract_id=running.id)
        _decide(running, shown(running).options[0].id, True)
        assert actions.end_what_ran_out(at=after) == 0
        assert actions.end_what_ran_out(at=after.replace(year=2028)) == 1
        assert shown(running, date(2028, 4, 1)).state == "ended"


def _decide(contract: LocalContract, option: int, is_taken_up: bool) -> None:
    actions.decide_option(
        actor=OFFICER, at=AT, contract_id=contract.id, option_id=option, is_taken_up=is_taken_up
    )


class TestACommissioner:
    def test_keeps_the_contracts_of_their_own_area_and_no_other(self, looked_at: None) -> None:
        contract = actions.plan(actor=commissioner("bolton"), at=AT, said=said())
        stranger = commissioner("bury")
        with pytest.raises(RefusedError, match="another area"):
            actions.plan(actor=stranger, at=AT, said=said())
        with pytest.raises(RefusedError, match="another area"):
            actions.drop(actor=stranger, at=AT, contract_id=contract.id, because="Not ours.")
        assert contracts.contract_whole(stranger, contract.id, ON) is None


class TestTheWarnings:
    def test_name_what_is_near_and_what_nothing_follows(self, running: LocalContract) -> None:
        found = {each.tag: each.words for each in calendar.warnings([shown(running)], ON)}
        assert found["12 months"] == "Ends in 331 days. Nothing that follows it is planned yet."
        assert found["Option"] == "Decide whether to go on until 31 March 2028."

    def test_say_that_something_follows(self, running: LocalContract) -> None:
        actions.plan(actor=OFFICER, at=AT, said=said(follows_id=running.id))
        assert shown(running).warning_words == "Ends in 331 days."

    def test_say_that_a_step_is_late(self, planned: LocalContract) -> None:
        [late] = calendar.warnings([shown(planned)], ON)
        assert (late.tag, late.words) == ("Late", "Talk to the market: not done.")

    def test_come_into_ones_own_calendar_each_with_its_own_name(
        self, running: LocalContract, planned: LocalContract
    ) -> None:
        found = calendar.days([shown(running), shown(planned)], [])
        assert len({each.uid for each in found}) == len(found)
        said_ = [each.summary for each in found]
        assert "Ends: Bolton: Treatment and recovery" in said_
        assert {f"Ends in {m} months: Bolton: Treatment and recovery" for m in (18, 12, 6)} <= set(said_)
        assert "Publish the tender: Bolton: Treatment and recovery" in said_
