"""Is what somebody types kept as typed, and is every fault said at its field?"""

from fractions import Fraction

import pytest

from throughline.funding.planning.rules import Counted
from throughline.funding.planning.working import (
    IndicatorText,
    PlaceText,
    Working,
    plan_of,
    read_count,
    read_plan,
)
from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError

TYPED = Working(
    total="£1,000.00",
    max_loss="5 %",
    indicators=(IndicatorText("People", "2.5", "A list"),),
    places=(
        PlaceText("A", "Ash", ("774 (700 to 850)",), floor="10", last_year="20"),
        PlaceText("B", "Birch", ("9",), last_year="0", population="1,000"),
    ),
)


class TestWorkingText:
    def test_comes_back_from_json_as_it_was(self) -> None:
        assert Working.of(TYPED.as_values()) == TYPED

    def test_reads_as_a_plan(self) -> None:
        plan = plan_of(TYPED)
        assert plan.total == Money(1_000_00)
        assert plan.max_loss == 5
        assert plan.indicators[0].weight == Fraction(5, 2)
        assert plan.sites[0].counts == (Counted.of(774, 700, 850),)
        assert plan.sites[1].population == 1000

    def test_says_each_fault_at_its_field(self) -> None:
        wrong = Working(
            total="much",
            max_loss="101",
            indicators=(IndicatorText("People", "x"),),
            places=(PlaceText("A", "Ash", ("few",), floor="1", fixed="2"),),
        )
        plan, problems = read_plan(wrong)
        assert plan is None
        assert [each.field for each in problems] == ["total", "max_loss", "weight-0", "A-count-0", "A-fixed"]

    def test_without_a_total_is_no_plan_yet(self) -> None:
        with pytest.raises(RefusedError, match="The total is missing"):
            plan_of(Working())

    def test_keeps_the_counts_of_an_indicator_that_stays(self) -> None:
        after = TYPED.with_indicators([(None, IndicatorText("New")), (0, IndicatorText("People"))])
        assert [each.counts for each in after.places] == [("", "774 (700 to 850)"), ("", "9")]


class TestACountWithARange:
    @pytest.mark.parametrize(
        "text", ["774 (700 to 850)", "774 (700-850)", "774(700–850)", "774 ( 700 to 850 )"]
    )
    def test_is_written_in_several_ways(self, text: str) -> None:
        assert read_count(text) == Counted.of(774, 700, 850)

    @pytest.mark.parametrize("text", ["774 (800 to 850)", "774 (700", "774 ()", "-3"])
    def test_that_is_none_is_refused(self, text: str) -> None:
        with pytest.raises(ValueError, match="is "):
            read_count(text)
