"""What an allocation promises (R13, R14), example by example; docs/allocation.md says it in plain words."""

import re
from collections.abc import Mapping
from fractions import Fraction

import pytest

from throughline.funding.rules import Inputs, Place, Split, allocate, may_allocate, place_key
from throughline.kernel.money import Money
from throughline.kernel.verdict import Allowed, Refused, RefusedError

# The published amounts of 2021/22 with the whole numbers that they imply (our inference, not in the notice).
PUBLISHED = {
    "Bolton": ("69,573.32", 774),
    "Bury": ("38,741.73", 431),
    "Manchester": ("153,528.73", 1708),
    "Oldham": ("49,887.85", 555),
    "Rochdale": ("55,371.02", 616),
    "Salford": ("70,651.98", 786),
    "Stockport": ("43,146.25", 480),
    "Tameside": ("47,460.87", 528),
    "Trafford": ("31,370.92", 349),
    "Wigan": ("80,000.33", 890),
}


def split(pounds: str, *places: Place, max_loss: int | None = None) -> Split:
    loss = None if max_loss is None else Fraction(max_loss)
    return allocate(Inputs(Money.from_pounds(pounds), places, loss))


def refusal(pounds: str, *places: Place, max_loss: int | None = None) -> str:
    loss = None if max_loss is None else Fraction(max_loss)
    inputs = Inputs(Money.from_pounds(pounds), places, loss)
    verdict = may_allocate(inputs)
    assert isinstance(verdict, Refused)
    with pytest.raises(RefusedError, match=f"^{re.escape(verdict.reason)}$"):
        allocate(inputs)
    return verdict.reason


def place(
    name: str,
    count: str | int,
    floor: str | int | None = None,
    cap: str | int | None = None,
    last_year: str | int | None = None,
) -> Place:
    """A place; limits in pounds."""

    def money(pounds: str | int | None) -> Money | None:
        return None if pounds is None else Money.from_pounds(str(pounds))

    return Place(name, Fraction(count), floor=money(floor), cap=money(cap), last_year=money(last_year))


def amounts(result: Split) -> Mapping[str, str]:
    return {share.place: str(share.amount) for share in result.shares}


def bounds(result: Split) -> Mapping[str, str | None]:
    return {share.place: share.bound for share in result.shares}


class TestTheYear2021:
    def test_comes_out_as_published_to_the_penny(self) -> None:
        result = split("639733.00", *(place(name, k) for name, (_, k) in PUBLISHED.items()))
        assert amounts(result) == {name: f"£{amount}" for name, (amount, _) in PUBLISHED.items()}
        assert result.unit_price == Fraction(63_973_300, 7_117)
        assert set(bounds(result).values()) == {None}

    def test_was_published_by_rounding_half_up_which_there_is_the_same(self) -> None:
        for published, k in PUBLISHED.values():
            half_up = (2 * 63_973_300 * k + 7_117) // (2 * 7_117)
            assert Money(half_up) == Money.from_pounds(published)

    def test_and_half_up_alone_would_not_always_keep_the_total(self) -> None:
        thirds = [(2 * 10_001 + 3) // 6] * 3
        assert sum(thirds) != 10_001
        assert list(amounts(split("100.01", *(place(name, 1) for name in "abc"))).values()) == [
            "£33.34",
            "£33.34",
            "£33.33",
        ]


class TestAPennyLeftOver:
    def test_goes_to_the_largest_remainder(self) -> None:
        assert amounts(split("1.00", place("A", 1), place("B", 5))) == {"A": "£0.17", "B": "£0.83"}

    def test_goes_to_the_larger_share_where_remainders_are_equal(self) -> None:
        assert amounts(split("0.02", place("A", 1), place("B", 3))) == {"A": "£0.00", "B": "£0.02"}

    def test_goes_to_the_earlier_name_where_shares_are_equal_wherever_the_rows_stand(self) -> None:
        assert amounts(split("0.01", place("b", 1), place("A", 1))) == {"b": "£0.00", "A": "£0.01"}
        assert amounts(split("0.01", place("a", 1), place("B", 1))) == {"a": "£0.01", "B": "£0.00"}


class TestCountsAndWeights:
    def test_may_be_decimals_and_stay_exact(self) -> None:
        assert amounts(split("1.00", place("A", "0.1"), place("B", "0.3"))) == {"A": "£0.25", "B": "£0.75"}

    def test_multiply_to_the_need(self) -> None:
        result = split("90.00", Place("A", Fraction(10), weight=Fraction(2)), place("B", 10))
        assert amounts(result) == {"A": "£60.00", "B": "£30.00"}
        assert result.unit_price == 300

    def test_of_zero_give_nothing_but_a_floor(self) -> None:
        result = split("90.00", place("A", 0), place("B", 0, floor=20), place("C", 1))
        assert amounts(result) == {"A": "£0.00", "B": "£20.00", "C": "£70.00"}
        assert bounds(result) == {"A": None, "B": "floor", "C": None}

    def test_stand_beside_the_shares_as_they_were_given(self) -> None:
        result = split("1.00", place("A", "0.1"), place("B", 0), Place("C", Fraction(3), weight=Fraction(2)))
        assert [share.count for share in result.shares] == [Fraction(1, 10), 0, 3]

    def test_that_are_missing_are_not_zero(self) -> None:
        assert refusal("1.00", place("A", 1), Place("Bury", None)) == (
            "“Bury”: its count is missing, and a missing count is not zero."
        )

    def test_below_zero_are_refused(self) -> None:
        assert refusal("1.00", place("A", 1), place("B", -1)) == "“B”: its count is below zero."
        assert (
            refusal("1.00", Place("A", Fraction(1), weight=Fraction(-1))) == "“A”: its weight is below zero."
        )

    @pytest.mark.parametrize(
        "nothing",
        [Place("A", Fraction(0)), Place("A", Fraction(5), weight=Fraction(0)), place("A", 0, floor=1)],
    )
    def test_that_are_all_zero_are_refused(self, nothing: Place) -> None:
        assert refusal("1.00", nothing, place("B", 0)) == (
            "No place has a count above zero, so there is no need to share the total by."
        )


class TestFloorsAndCaps:
    def test_hold_and_the_rest_is_shared_at_one_price(self) -> None:
        result = split("1000.00", place("A", 1, floor=100), place("B", 3), place("C", 16, cap=600))
        assert amounts(result) == {"A": "£100.00", "B": "£300.00", "C": "£600.00"}
        assert bounds(result) == {"A": "floor", "B": None, "C": "cap"}
        assert result.unit_price == 10_000

    def test_are_solved_together_and_not_one_after_the_other(self) -> None:
        # Cutting C first would leave A and B £40 each, and B's floor would then take A below its own.
        result = split("100.00", place("A", 2, floor=30), place("B", 2, floor=55), place("C", 6, cap=20))
        assert amounts(result) == {"A": "£30.00", "B": "£55.00", "C": "£15.00"}
        assert bounds(result) == {"A": "floor", "B": "floor", "C": None}
        assert result.unit_price == 250

    def test_that_are_just_reached_are_named(self) -> None:
        result = split("6.00", place("A", 1, floor=1), place("B", 2, cap=2), place("C", 3))
        assert bounds(result) == {"A": "floor", "B": "cap", "C": None}
        assert result.unit_price == 100

    def test_that_are_equal_fix_the_share_and_the_floor_is_named(self) -> None:
        result = split("10.00", place("A", 1, floor=7, cap=7), place("B", 1))
        assert amounts(result) == {"A": "£7.00", "B": "£3.00"}
        assert bounds(result) == {"A": "floor", "B": None}

    def test_may_leave_a_place_with_nothing(self) -> None:
        result = split("10.00", place("A", 1, cap=0), place("B", 1, floor=10), place("C", 1))
        assert amounts(result) == {"A": "£0.00", "B": "£10.00", "C": "£0.00"}
        assert bounds(result) == {"A": "cap", "B": "floor", "C": None}
        assert result.unit_price == 0

    def test_that_hold_every_share_leave_no_price(self) -> None:
        for result in (
            split("30.00", place("A", 1, floor=10), place("B", 1, floor=20)),
            split("30.00", place("A", 1, cap=10), place("B", 1, cap=20)),
            split("30.00", place("A", 9, cap=10), place("B", 1, floor=20)),
        ):
            assert amounts(result) == {"A": "£10.00", "B": "£20.00"}
            assert result.unit_price is None

    def test_that_need_more_than_the_total_are_refused(self) -> None:
        assert refusal("99.99", place("A", 1, floor=60), place("B", 1, floor=40)) == (
            "The floors add up to £100.00, which is more than the total of £99.99."
        )

    def test_that_allow_less_than_the_total_are_refused(self) -> None:
        assert refusal("100.01", place("A", 1, cap=60), place("B", 1, cap=40)) == (
            "The caps allow £100.00 in all, which is less than the total of £100.01."
        )

    def test_allow_less_still_where_a_place_has_no_need(self) -> None:
        assert refusal("100.00", place("A", 1, cap=60), place("B", 0, floor=10), place("C", 0, cap=99)) == (
            "The caps allow £70.00 in all (a place without need gets no more than its floor), "
            "which is less than the total of £100.00."
        )

    def test_that_cross_in_one_place_are_refused_by_its_name(self) -> None:
        assert refusal("100.00", place("A", 1), place("Bury", 1, floor=3, cap=2)) == (
            "“Bury”: its floor of £3.00 is above its cap of £2.00."
        )

    @pytest.mark.parametrize(
        ("limit", "words"), [("floor", "floor"), ("cap", "cap"), ("last_year", "amount of last year")]
    )
    def test_below_zero_are_refused(self, limit: str, words: str) -> None:
        assert refusal("100.00", place("A", 1, **{limit: "-0.01"})) == (
            f"“A”: its {words} is −£0.01; it must be from £0.00 to £90,071,992,547,409.91."
        )


class TestDamping:
    def test_changes_nothing_when_nobody_would_lose_more(self) -> None:
        result = split("200.00", place("A", 1, last_year=100), place("B", 1, last_year=105), max_loss=5)
        assert amounts(result) == {"A": "£100.00", "B": "£100.00"}
        assert result.growth_factor == 1
        assert bounds(result) == {"A": None, "B": None}

    def test_keeps_the_guaranteed_part_and_scales_all_growth_above_it_by_one_factor(self) -> None:
        # By need £40, £80, £80; guaranteed £90, £45, £54; above that £0, £35, £26, of which £11 is left.
        result = split(
            "200.00",
            place("A", 1, last_year=100),
            place("B", 2, last_year=50),
            place("C", 2, last_year=60),
            max_loss=10,
        )
        assert result.growth_factor == Fraction(11, 61)
        assert result.unit_price == 4_000
        assert amounts(result) == {"A": "£90.00", "B": "£51.31", "C": "£58.69"}
        assert bounds(result) == {"A": "max-loss", "B": None, "C": None}

    def test_rounds_the_guaranteed_part_up_so_that_the_loss_is_never_above_the_limit(self) -> None:
        result = split("100.00", place("A", 0, last_year="10.01"), place("B", 1, last_year=0), max_loss=5)
        assert amounts(result) == {"A": "£9.51", "B": "£90.49"}  # 95 % is £9.5095

    def test_with_a_floor_guarantees_whichever_is_more(self) -> None:
        result = split(
            "100.00",
            place("A", 0, floor=30, last_year=20),
            place("B", 0, floor=10, last_year=20),
            place("C", 1, last_year=0),
            max_loss=0,
        )
        assert amounts(result) == {"A": "£30.00", "B": "£20.00", "C": "£50.00"}
        assert bounds(result) == {"A": "floor", "B": "max-loss", "C": None}

    def test_with_a_cap_stays_below_it(self) -> None:
        result = split(
            "100.00",
            place("A", 8, cap=60, last_year=0),
            place("B", 1, last_year=0),
            place("C", 1, last_year=50),
            max_loss=20,
        )
        assert amounts(result) == {"A": "£45.00", "B": "£15.00", "C": "£40.00"}
        assert bounds(result) == {"A": None, "B": None, "C": "max-loss"}

    def test_of_a_hundred_per_cent_guarantees_nothing(self) -> None:
        result = split("10.00", place("A", 1, last_year=99), place("B", 1, last_year=0), max_loss=100)
        assert amounts(result) == {"A": "£5.00", "B": "£5.00"}

    def test_may_use_the_whole_total(self) -> None:
        result = split("100.00", place("A", 3, last_year=50), place("B", 1, last_year=50), max_loss=0)
        assert amounts(result) == {"A": "£50.00", "B": "£50.00"}
        assert bounds(result) == {"A": "max-loss", "B": "max-loss"}
        assert result.growth_factor == 0

    def test_with_no_growth_at_all_leaves_every_place_at_its_guarantee(self) -> None:
        result = split("100.00", place("A", 1, last_year=50), place("B", 1, last_year=50), max_loss=0)
        assert amounts(result) == {"A": "£50.00", "B": "£50.00"}
        assert result.growth_factor == 1

    def test_is_not_used_without_a_largest_loss(self) -> None:
        result = split("10.00", place("A", 1, last_year=9), place("B", 1, last_year=1))
        assert amounts(result) == {"A": "£5.00", "B": "£5.00"}
        assert result.growth_factor is None

    def test_that_guarantees_more_than_the_total_is_refused(self) -> None:
        assert refusal("94.99", place("A", 1, last_year=60), place("B", 1, last_year=40), max_loss=5) == (
            "What places must keep of last year's amounts, or their floors, comes to £95.00, "
            "which is more than the total of £94.99."
        )

    def test_that_guarantees_more_than_a_cap_is_refused(self) -> None:
        assert refusal(
            "99.00", place("A", 1, cap=50, last_year=60), place("B", 1, last_year=0), max_loss=10
        ) == ("“A”: its guaranteed part of last year, £54.00, is above its cap of £50.00.")

    def test_needs_last_years_amount_of_every_place(self) -> None:
        assert refusal("99.00", place("A", 1, last_year=1), place("B", 1), max_loss=10) == (
            "“B”: its amount of last year is missing, and a missing amount is not zero."
        )

    @pytest.mark.parametrize("loss", [-1, 101])
    def test_is_a_percentage(self, loss: int) -> None:
        assert refusal("1.00", place("A", 1, last_year=1), max_loss=loss) == (
            "The largest loss is a percentage from 0 to 100."
        )


class TestAnExcludedPlace:
    def test_gets_no_share_and_needs_no_figures(self) -> None:
        result = split("10.00", place("A", 1), Place("B", None, excluded="funded by another grant"))
        assert amounts(result) == {"A": "£10.00"}

    def test_holds_no_money_back_by_its_limits(self) -> None:
        shut = Place("B", Fraction(5), floor=Money(9_999_999), last_year=Money(9_999_999), excluded="closed")
        assert amounts(split("10.00", place("A", 1, last_year=1), shut, max_loss=0)) == {"A": "£10.00"}

    def test_is_still_named_only_once(self) -> None:
        assert refusal("1.00", place("A", 1), Place("A", None, excluded="twice")) == "“A” is named twice."

    def test_cannot_be_every_place(self) -> None:
        assert "No place has a count" in refusal("1.00", Place("A", Fraction(1), excluded="all"))


class TestPlaces:
    def test_keep_the_order_in_which_they_came(self) -> None:
        assert list(amounts(split("6.00", place("c", 1), place("a", 2), place("b", 3)))) == ["c", "a", "b"]

    @pytest.mark.parametrize("again", ["bury st edmunds", "Bury  St Edmunds ", "BURY ST\u00a0EDMUNDS"])
    def test_that_only_differ_in_letters_case_and_spaces_are_one_place(self, again: str) -> None:
        reason = refusal("1.00", place("Bury St Edmunds", 1), place(again, 1))
        assert reason.endswith("is named twice, the other time as “Bury St Edmunds”.")

    def test_with_accents_coded_differently_are_one_place(self) -> None:
        assert place_key("Ynys M\u00f4n") == place_key("Ynys Mo\u0302n")
        assert place_key("Ynys Môn") != place_key("Ynys Mon")

    def test_need_a_name(self) -> None:
        assert refusal("1.00", place(" ", 1)) == "A place has no name."

    def test_are_needed(self) -> None:
        assert "No place has a count" in refusal("1.00")


class TestTheTotal:
    @pytest.mark.parametrize(("pounds", "shown"), [("0", "£0.00"), ("-1", "−£1.00")])
    def test_of_nothing_is_refused(self, pounds: str, shown: str) -> None:
        assert refusal(pounds, place("A", 1)) == (
            f"The total is {shown}; it must be above £0.00 and at most £90,071,992,547,409.91."
        )

    def test_has_an_upper_end_that_can_still_be_shared(self) -> None:
        largest = "90071992547409.91"
        assert amounts(split(largest, place("A", 1))) == {"A": "£90,071,992,547,409.91"}
        assert amounts(split("1.00", place("A", 1, cap=largest))) == {"A": "£1.00"}
        assert "at most" in refusal("90071992547409.92", place("A", 1))
        assert "its cap is" in refusal("1.00", place("A", 1, cap="90071992547409.92"))

    def test_of_one_penny_can_be_shared(self) -> None:
        assert may_allocate(Inputs(Money(1), (place("A", 1), place("B", 1)))) == Allowed()
