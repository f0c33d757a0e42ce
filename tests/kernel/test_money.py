import random
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from throughline.kernel.money import Money

amounts = st.integers(-(10**12), 10**12).map(Money)
weights = st.lists(
    st.one_of(st.integers(0, 10**6), st.fractions(0, 10**4, max_denominator=360)), min_size=1, max_size=30
).filter(any)


class TestAnAmountIsCounted:
    def test_with_other_amounts_and_whole_numbers(self) -> None:
        assert Money(150) + Money(25) - Money(200) == Money(-25)
        assert Money(150) * 3 == 3 * Money(150) == Money(450)
        assert -Money(5) == Money(-5)
        assert abs(Money(-5)) == Money(5)
        assert sum([Money(1), Money(2)], Money(0)) == Money(3)

    @pytest.mark.parametrize("number", [1.0, 0.1, True, "5", Fraction(1, 2), None])
    def test_and_never_with_anything_else(self, number: Any) -> None:
        with pytest.raises(TypeError):
            Money(number)
        with pytest.raises(TypeError):
            Money(1) * number
        with pytest.raises(TypeError):
            Money(1) + number
        with pytest.raises(TypeError):
            Money(1) - number

    def test_in_order_of_size(self) -> None:
        assert sorted([Money(3), Money(-1), Money(2)]) == [Money(-1), Money(2), Money(3)]

    def test_and_nothing_is_false(self) -> None:
        assert not Money(0)
        assert Money(-1)


class TestAnAmountIsWrittenInPounds:
    @pytest.mark.parametrize(
        ("pence", "written"),
        [
            (6957332, "£69,573.32"),
            (125700000, "£1,257,000.00"),
            (5, "£0.05"),
            (0, "£0.00"),
            (-5, "−£0.05"),
            (-10000, "−£100.00"),
        ],
    )
    def test_with_every_penny(self, pence: int, written: str) -> None:
        assert str(Money(pence)) == written

    @given(amounts)
    def test_and_reads_back_as_itself(self, amount: Money) -> None:
        assert Money.from_pounds(str(amount)) == amount


class TestAnAmountIsReadFromPounds:
    @pytest.mark.parametrize(
        ("text", "pence"),
        [
            ("1,257.30", 125730),
            ("1257.3", 125730),
            ("639733.00", 63973300),
            ("£1,257,000", 125700000),
            (" 5 ", 500),
            ("0.01", 1),
            ("1.2300", 123),
            ("-0.50", -50),
            ("-£1,257.30", -125730),
            ("£-3", -300),
            ("9999999999999999.99", 999999999999999999),
        ],
    )
    def test_to_the_penny(self, text: str, pence: int) -> None:
        assert Money.from_pounds(text) == Money(pence)

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "five",
            "1.",
            ".5",
            "1,25.30",
            "1,2570",
            "--1",
            "-£-1",
            "1e3",
            "NaN",
            "inf",
            "１",
            "1 000",
            "£",
            "1_0",
        ],
    )
    def test_and_what_is_no_amount_is_refused(self, text: str) -> None:
        with pytest.raises(ValueError, match="is not an amount in pounds"):
            Money.from_pounds(text)

    @pytest.mark.parametrize("text", ["0.001", "639733.005", "1.0000000001"])
    def test_and_a_fraction_of_a_penny_is_refused(self, text: str) -> None:
        with pytest.raises(ValueError, match="fraction of a penny"):
            Money.from_pounds(text)

    def test_and_more_than_the_database_holds_is_refused(self) -> None:
        with pytest.raises(ValueError, match="more money than can be counted"):
            Money.from_pounds("1" * 17)

    def test_and_leading_noughts_are_no_money(self) -> None:
        assert Money.from_pounds("0" * 30 + "7") == Money(700)


class TestAnAmountIsSharedOut:
    def test_a_hundred_pounds_and_a_penny_in_three(self) -> None:
        assert Money(10001).share_out([1, 1, 1]) == [Money(3334), Money(3334), Money(3333)]

    def test_the_penny_left_over_goes_to_the_largest_remainder(self) -> None:
        assert Money(100).share_out([Fraction(1, 3), Fraction(1, 6), Fraction(1, 2)]) == [
            Money(33),
            Money(17),
            Money(50),
        ]

    def test_where_remainders_are_equal_to_the_larger_weight(self) -> None:
        assert Money(2).share_out([1, 3]) == [Money(0), Money(2)]

    def test_where_weights_are_equal_too_to_the_earlier_position(self) -> None:
        assert Money(1).share_out([5, 5]) == [Money(1), Money(0)]

    def test_to_the_penny_where_rounding_each_part_misses_the_whole_in_more_than_half_of_ten_way_splits(
        self,
    ) -> None:
        chance, whole, misses = random.Random(57), Money(63_973_300), 0
        for _ in range(2_000):
            weights = [chance.randrange(1, 10_000) for _ in range(10)]
            in_all = sum(weights)
            naive = [(2 * whole.pence * weight + in_all) // (2 * in_all) for weight in weights]
            misses += sum(naive) != whole.pence
            assert sum(part.pence for part in whole.share_out(weights)) == whole.pence
        assert 0.54 < misses / 2_000 < 0.60

    def test_who_has_no_weight_gets_nothing(self) -> None:
        assert Money(100).share_out([0, 7, 0]) == [Money(0), Money(100), Money(0)]

    def test_money_going_back_is_shared_like_money_going_out(self) -> None:
        assert Money(-10001).share_out([1, 1, 1]) == [Money(-3334), Money(-3334), Money(-3333)]

    @pytest.mark.parametrize("nothing", [[], [0], [0, Fraction(0)]])
    def test_but_not_where_nobody_has_a_weight(self, nothing: list[int | Fraction]) -> None:
        with pytest.raises(ValueError, match="no weight is above zero"):
            Money(100).share_out(nothing)

    def test_nor_by_a_weight_below_zero(self) -> None:
        with pytest.raises(ValueError, match="below zero, and -1 is"):
            Money(100).share_out([2, -1])

    @pytest.mark.parametrize("weight", [0.5, True, "1"])
    def test_nor_by_a_weight_that_is_not_exact(self, weight: Any) -> None:
        with pytest.raises(TypeError):
            Money(100).share_out([1, weight])

    @given(amounts, weights)
    def test_the_parts_always_sum_to_the_whole(self, whole: Money, by: list[int | Fraction]) -> None:
        assert sum(whole.share_out(by), Money(0)) == whole

    @given(amounts, weights)
    def test_every_part_is_within_a_penny_of_the_exact_one(
        self, whole: Money, by: list[int | Fraction]
    ) -> None:
        for part, weight in zip(whole.share_out(by), by, strict=True):
            assert abs(part.pence - Fraction(whole.pence * weight) / Fraction(sum(by))) < 1

    @given(amounts.map(abs), weights)
    def test_more_weight_never_gets_less(self, whole: Money, by: list[int | Fraction]) -> None:
        by_weight = sorted(zip(by, whole.share_out(by), strict=True), key=lambda pair: pair[0])
        for (lighter, less), (heavier, more) in pairwise(by_weight):
            assert lighter == heavier or less <= more


class TestInstalments:
    def test_are_whole_pence_and_the_last_takes_what_remains(self) -> None:
        assert Money(10_001).in_instalments([1, 1, 1]) == [Money(3_333), Money(3_333), Money(3_335)]
        assert Money(10_000).in_instalments([3, 1]) == [Money(7_500), Money(2_500)]

    @given(st.integers(0, 10**12), st.lists(st.integers(1, 100), min_size=1, max_size=12))
    def test_sum_to_the_whole_and_none_is_below_nothing(self, pence: int, parts: list[int]) -> None:
        found = Money(pence).in_instalments(parts)
        assert sum(each.pence for each in found) == pence
        assert min(found) >= Money(0)
        assert len(found) == len(parts)
