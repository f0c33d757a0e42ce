"""What does a variation come to, when does a contract end, and what must happen before?"""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from throughline.agreements.rules import (
    Changed,
    Option,
    Share,
    last_day,
    may_modify,
    milestones,
    months_before,
    standstill_until,
    unpaid,
    uplift,
    value_of,
    warning,
)
from throughline.kernel.dates import is_working_day
from throughline.kernel.money import Money


class TestAnUplift:
    def test_of_two_point_six_percent_is_to_the_penny(self) -> None:
        assert uplift(Money(100_00), Fraction("2.6")) == Money(102_60)

    def test_rounds_half_a_penny_up(self) -> None:
        assert uplift(Money(25), Fraction(2)) == Money(26)

    @given(st.integers(0, 10**12), st.integers(0, 1000))
    def test_never_takes_away(self, pence: int, tenths: int) -> None:
        assert uplift(Money(pence), Fraction(tenths, 10)) >= Money(pence)


class TestTheValueOfAVariation:
    def test_is_its_total_whichever_way_it_goes_and_the_whole_award_after_it(self) -> None:
        found = value_of([Changed("a", Money(100), Money(110)), Changed("b", Money(500), Money(480))])
        assert (found.total, found.new_award) == (Money(30), Money(590))

    def test_of_nothing_is_nothing(self) -> None:
        assert value_of([]).total == Money(0)


class TestTheEndOfAContract:
    def test_counts_the_options_that_were_taken_up(self) -> None:
        ends = date(2026, 3, 31)
        options = [
            Option(date(2027, 3, 31), True),
            Option(date(2028, 3, 31)),
            Option(date(2029, 3, 31), False),
        ]
        assert last_day(ends, options) == date(2027, 3, 31)

    @pytest.mark.parametrize(
        ("on", "months"),
        [
            (date(2025, 9, 29), None),
            (date(2025, 9, 30), 18),
            (date(2026, 3, 30), 18),
            (date(2026, 3, 31), 12),
            (date(2026, 9, 30), 6),
            (date(2027, 3, 31), 6),
            (date(2027, 4, 1), 0),
        ],
    )
    def test_is_warned_of_eighteen_twelve_and_six_months_before(self, on: date, months: int | None) -> None:
        found = warning(date(2027, 3, 31), on)
        assert (found.months if found else None) == months

    def test_finds_the_last_day_of_a_shorter_month(self) -> None:
        assert months_before(date(2027, 8, 31), 18) == date(2026, 2, 28)
        assert months_before(date(2025, 8, 31), 18) == date(2024, 2, 29)


class TestTheStepsOfARoute:
    def test_come_before_the_contract_in_their_order(self) -> None:
        begins = date(2027, 4, 1)
        days = [day for _, day in milestones("competitive", begins)]
        assert days == sorted(days)
        assert days[-1] < begins

    def test_are_none_where_the_route_is_not_stated(self) -> None:
        assert milestones("not_stated", date(2027, 4, 1)) == ()

    def test_have_a_standstill_of_eight_working_days(self) -> None:
        signed = standstill_until("psr", "competitive", date(2026, 12, 18))
        assert signed == date(2027, 1, 5)
        assert is_working_day(signed)

    @pytest.mark.parametrize(
        ("regime", "route"), [("psr", "direct_award_a"), ("psr", "direct_award_b"), ("pcr2015", "earlier")]
    )
    def test_have_none_where_the_law_asks_for_none(self, regime: str, route: str) -> None:
        assert standstill_until(regime, route, date(2026, 12, 18)) is None


class TestAChangeOfARunningContract:
    @pytest.mark.parametrize(
        ("change", "foreseen", "nature", "answer"),
        [
            (499_999_99, False, False, "allowed"),
            (500_000_00, False, False, "ask"),
            (500_000_00, True, False, "allowed"),
            (1, True, True, "new_procurement"),
        ],
    )
    def test_is_asked_about(self, change: int, foreseen: bool, nature: bool, answer: str) -> None:
        said, words = may_modify(
            Money(1_000_000_00), Money(change), is_foreseen=foreseen, changes_nature=nature
        )
        assert said == answer
        assert words.endswith((".", "procurement."))

    def test_below_a_quarter_is_allowed_however_large(self) -> None:
        assert (
            may_modify(Money(4_000_000_01), Money(1_000_000_00), is_foreseen=False, changes_nature=False)[0]
            == "allowed"
        )


class TestAPost:
    def test_is_paid_for_once(self) -> None:
        assert unpaid([Share("ours", 60), Share("theirs", 40)]) == 0
        assert unpaid([Share("ours", 60), Share("theirs", 50)]) == -10
