"""Which colour has a cell of the position page? Its words always say the same."""

from datetime import date

from throughline.assurance.models.scrutiny import FOUND, OUTCOMES
from throughline.assurance.models.watching import READINGS
from throughline.kernel.money import Money
from throughline.trace import rules
from throughline.trace.rules import Mark

LIMIT = Money(1_500_000)


class TestReturns:
    def test_one_that_is_late_is_somebodys_to_send(self) -> None:
        found = rules.returns_mark(3, 1, date(2025, 2, 14), any_came=True)
        assert found == Mark("wait", "1 late", "Next 14 February 2025")

    def test_one_that_can_be_filled_in_is_nobodys_fault_yet(self) -> None:
        found = rules.returns_mark(1, 0, date(2025, 2, 14), any_came=True)
        assert found == Mark("quiet", "Asked for", "Next 14 February 2025")

    def test_all_that_were_due_are_in(self) -> None:
        assert rules.returns_mark(0, 0, None, any_came=True) == Mark("good", "All in")

    def test_none_is_due_yet(self) -> None:
        assert rules.returns_mark(0, 0, date(2025, 2, 14), any_came=False).tone == "quiet"


class TestWhatLiesUnallocated:
    def test_is_in_order_up_to_the_limit_itself(self) -> None:
        assert rules.unallocated_mark(LIMIT, LIMIT) == Mark("good", "", "Limit £15,000.00")

    def test_stops_money_from_the_next_penny_on(self) -> None:
        assert rules.unallocated_mark(Money(1_500_001), LIMIT) == Mark("stop", "", "£0.01 over the limit")

    def test_is_nothing_to_judge_before_anything_was_paid_or_without_a_limit(self) -> None:
        assert rules.unallocated_mark(None, LIMIT).tone == "quiet"
        assert rules.unallocated_mark(Money(99), None).note == "These terms set no limit"


class TestAssurance:
    def test_is_given_conditional_withheld_or_not_there(self) -> None:
        said = [rules.statement_mark(each) for each in (*OUTCOMES.values(), None)]
        assert [each.tone for each in said] == ["good", "wait", "stop", "quiet"]
        assert [each.words for each in said] == ["Given", "With conditions", "Withheld", "None yet"]

    def test_that_the_authority_sampled_counts_by_what_it_found(self) -> None:
        words = [f"Sampled: {each[0].lower()}{each[1:]}" for each in FOUND.values()]
        assert [rules.statement_mark(each).tone for each in words] == ["good", "wait", "stop"]


class TestRisk:
    def test_has_a_colour_for_every_reading(self) -> None:
        assert [rules.risk_mark(each, 0).tone for each in READINGS.values()] == ["good", "wait", "stop"]

    def test_is_read_by_a_person_or_not_at_all(self) -> None:
        assert rules.risk_mark("High", 0) == Mark("stop", "High")
        assert rules.risk_mark(None, 0) == Mark("quiet", "Not read", is_unsaid=True)

    def test_with_an_open_finding_somebody_has_to_act(self) -> None:
        assert rules.risk_mark("Low", 1) == Mark("wait", "Low", "1 open finding")
        assert rules.risk_mark("High", 2) == Mark("stop", "High", "2 open findings")
        assert rules.risk_mark(None, 1).tone == "wait"


class TestWhatMoneyWaitsFor:
    def test_an_agreement_that_is_not_signed_comes_first(self) -> None:
        assert rules.conditions_mark("offered", ["hold"], ["No plan"]) == Mark("wait", "Offered, not signed")

    def test_a_suspended_grant_is_stopped(self) -> None:
        assert rules.conditions_mark("suspended", ["release"], []).tone == "stop"

    def test_one_held_instalment_says_why(self) -> None:
        found = rules.conditions_mark("live", ["release", "hold"], ["No plan", "No report"])
        assert found == Mark("stop", "Held", "No plan and 1 more")

    def test_otherwise_it_may_be_paid_is_not_due_or_is_paid(self) -> None:
        words = [rules.conditions_mark("live", each, []).words for each in (["release"], ["not_due"], [])]
        assert words == ["May be paid", "Not due yet", "All paid"]


class TestAnArea:
    def test_is_looked_at_by_its_gravest_mark(self) -> None:
        assert rules.gravest([Mark("good", ""), Mark("stop", ""), Mark("wait", "")]) == "stop"
        assert rules.gravest([]) == "quiet"

    def test_every_colour_has_one_rule(self) -> None:
        assert set(rules.RULES) == set(rules.GRAVEST)


class TestATrend:
    def test_says_how_much_more_or_less(self) -> None:
        assert rules.trend(Money(150), Money(100)) == rules.Trend("↑", "£0.50 more")
        assert rules.trend(Money(50), Money(100)) == rules.Trend("↓", "£0.50 less")
        assert rules.trend(Money(50), Money(50)) == rules.Trend("→", "as before")

    def test_is_not_there_without_two_readings(self) -> None:
        assert rules.trend(None, Money(100)) is None
