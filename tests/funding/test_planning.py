"""Do several indicators, limits and fixed sums give one exact split?"""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from throughline.funding.planning import record
from throughline.funding.planning.rules import Counted, Indicator, Outcome, Plan, Site, plan_split
from throughline.funding.planning.words import (
    change,
    differences,
    held_sentences,
    method_sentences,
    movers,
    small_count_caution,
)
from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError

TOTAL = Money(100_000_00)


def indicator(name: str, weight: int = 1) -> Indicator:
    return Indicator(name, Fraction(weight))


def site(name: str, *counts: int, **limits: object) -> Site:
    return Site(name, name.upper(), tuple(Counted.of(each) for each in counts), **limits)  # type: ignore[arg-type]  # limits by name


def plan(*sites: Site, indicators: tuple[Indicator, ...] = (indicator("People"),), **rest: object) -> Plan:
    return Plan(TOTAL, indicators, sites, **rest)  # type: ignore[arg-type]  # the rest by name


def amounts(outcome: Outcome) -> dict[str, str]:
    return {share.place: str(share.amount) for share in outcome.shares}


class TestOneIndicator:
    def test_shares_by_what_was_counted(self) -> None:
        outcome = plan_split(plan(site("Ash", 1), site("Birch", 3)))
        assert amounts(outcome) == {"Ash": "£25,000.00", "Birch": "£75,000.00"}
        assert outcome.unit_prices == (Fraction(25_000_00),)


class TestTwoIndicators:
    def test_weigh_each_places_part_of_what_was_counted(self) -> None:
        both = (indicator("People", 70), indicator("Releases", 30))
        outcome = plan_split(plan(site("Ash", 100, 1), site("Birch", 300, 9), indicators=both))
        # 0.7 × 1/4 + 0.3 × 1/10 = 0.205
        assert amounts(outcome) == {"Ash": "£20,500.00", "Birch": "£79,500.00"}
        assert [share.need for share in outcome.shares] == [Fraction(205, 1000), Fraction(795, 1000)]

    def test_weights_count_against_each_other_only(self) -> None:
        sites = (site("Ash", 100, 1), site("Birch", 300, 9))
        some = plan_split(plan(*sites, indicators=(indicator("People", 7), indicator("Releases", 3))))
        more = plan_split(plan(*sites, indicators=(indicator("People", 70), indicator("Releases", 30))))
        assert amounts(some) == amounts(more)

    def test_each_have_a_price_that_pays_what_was_counted(self) -> None:
        both = (indicator("People", 70), indicator("Releases", 30))
        outcome = plan_split(plan(site("Ash", 100, 1), site("Birch", 300, 9), indicators=both))
        people, releases = outcome.unit_prices
        assert people is not None
        assert releases is not None
        assert 100 * people + 1 * releases == 20_500_00


class TestAFixedSum:
    def test_comes_off_the_total_first_and_needs_no_count(self) -> None:
        outcome = plan_split(
            plan(Site("Ash", "ASH", (None,), fixed=Money(40_000_00)), site("Birch", 1), site("Cedar", 2))
        )
        assert amounts(outcome) == {"Ash": "£40,000.00", "Birch": "£20,000.00", "Cedar": "£40,000.00"}
        assert outcome.shares[0].bound == "fixed"

    def test_is_not_touched_by_the_largest_loss(self) -> None:
        outcome = plan_split(
            plan(
                site("Ash", 1, fixed=Money(10_00), last_year=Money(90_000_00)),
                site("Birch", 1, last_year=Money(1_00)),
                max_loss=Fraction(0),
            )
        )
        assert amounts(outcome)["Ash"] == "£10.00"

    def test_is_refused_where_nothing_is_left_to_share(self) -> None:
        with pytest.raises(RefusedError, match=r"leaves nothing of £100,000\.00"):
            plan_split(plan(site("Ash", 1, fixed=TOTAL), site("Birch", 1)))


class TestAnExcludedPlace:
    def test_gets_nothing_and_says_why(self) -> None:
        made = plan(site("Ash", 1), Site("Birch", "BIRCH", (None,), excluded="runs its own service"))
        outcome = plan_split(made)
        assert amounts(outcome) == {"Ash": "£100,000.00"}
        assert held_sentences(made, outcome) == ["Birch is left out: runs its own service."]


class TestWhatIsRefused:
    def test_a_missing_count_is_not_zero(self) -> None:
        both = (indicator("People"), indicator("Releases"))
        with pytest.raises(
            RefusedError, match="“Ash”: its count of “Releases” is missing, and a missing count"
        ):
            plan_split(plan(Site("Ash", "ASH", (Counted.of(1), None)), site("Birch", 1, 1), indicators=both))

    @pytest.mark.parametrize(
        ("made", "words"),
        [
            (plan(site("Ash", 0)), "Nothing was counted of “People”"),
            (plan(site("Ash", 1), indicators=(indicator("People", 0),)), "a weight is above zero"),
            (
                plan(site("Ash", 1, 1), indicators=(indicator("People"), indicator("people "))),
                "“People” is there twice",
            ),
            (plan(site("Ash"), indicators=()), "There is no indicator yet"),
            (plan(site("Ash", 1, excluded="gone")), "No place shares by need"),
            (plan(site("Ash", 1, floor=Money(TOTAL.pence + 1))), "more than the total"),
            (plan(site("Ash", 1, cap=Money(1)), site("Birch", 1, cap=Money(1))), "The caps allow £0.02"),
        ],
    )
    def test_says_in_words_what_is_wrong(self, made: Plan, words: str) -> None:
        with pytest.raises(RefusedError, match=words):
            plan_split(made)


class TestTheWords:
    def test_name_each_place_at_a_limit_beside_need_alone(self) -> None:
        made = plan(site("Ash", 1, floor=Money(30_000_00)), site("Birch", 3), site("Cedar", 6))
        assert held_sentences(made, plan_split(made)) == [
            "Ash stands at its floor of £30,000.00. By need alone it would get £10,000.00."
        ]

    def test_name_who_gains_and_who_loses(self) -> None:
        before, after = (
            plan_split(plan(site("Ash", 1), site("Birch", 1))),
            plan_split(plan(site("Ash", 3), site("Birch", 1))),
        )
        assert movers(differences(before.shares, after.shares)) == (
            "Only Ash (£25,000.00 more) gains. Only Birch (£25,000.00 less) loses."
        )
        assert movers(differences(before.shares, before.shares)) == "No place gets another sum."

    def test_say_a_change_with_its_sign_and_part(self) -> None:
        assert change(Money(110_00), Money(100_00)) == "+£10.00 (+10.0\N{NO-BREAK SPACE}%)"
        assert change(Money(90_00), Money(100_00)) == "−£10.00 (−10.0\N{NO-BREAK SPACE}%)"
        assert change(Money(1_00), Money(0)) == "+£1.00"
        assert change(Money(1_00), None) == ""

    def test_of_the_method_hold_no_count(self) -> None:
        made = plan(
            site("Ash", 774), site("Birch", 3), indicators=(Indicator("People", Fraction(1), "A list"),)
        )
        said = " ".join(method_sentences(made, plan_split(made)))
        assert "774" not in said
        assert "777" not in said
        assert "largest remainders" in said
        assert "A list" in said

    @pytest.mark.parametrize("counted", [Counted.of(1), Counted.of(4), Counted.of(9, 4, 12)])
    def test_warn_of_counts_that_money_would_reveal(self, counted: Counted) -> None:
        made = plan(site("Ash", 774), Site("Birch", "BIRCH", (counted,)))
        assert "Birch (“People”)" in small_count_caution(made)

    def test_do_not_warn_where_there_are_none(self) -> None:
        assert small_count_caution(plan(site("Ash", 774), site("Birch", 5), site("Cedar", 0))) == ""


MONEY = st.integers(1, 90_000_00).map(Money)
COUNTS = st.builds(
    lambda low, more, most: Counted(Fraction(low + more), Fraction(low), Fraction(low + more + most)),
    st.integers(0, 50), st.integers(0, 20), st.integers(0, 20),
)  # fmt: skip


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    kinds = draw(st.integers(1, 3))
    sites = tuple(
        Site(
            f"Place {n}",
            f"P{n}",
            tuple(draw(COUNTS) for _ in range(kinds)),
            floor=draw(st.none() | st.integers(0, 9_000_00).map(Money)),
            cap=draw(st.none() | st.integers(9_000_00, 90_000_00).map(Money)),
            last_year=draw(st.integers(0, 15_000_00).map(Money)),
            excluded=draw(st.sampled_from(["", "", "", "gone"])),
        )
        for n in range(draw(st.integers(1, 6)))
    )
    weights = tuple(Indicator(f"I{n}", Fraction(draw(st.integers(1, 9)))) for n in range(kinds))
    return Plan(TOTAL, weights, sites, draw(st.none() | st.integers(0, 100).map(Fraction)))


class TestEveryPlan:
    @given(plans())
    @settings(max_examples=150, deadline=None)
    def test_is_refused_in_words_or_sums_to_the_penny_within_limits_and_recomputes(self, made: Plan) -> None:
        kept = None
        try:
            kept = record.run(made)
        except RefusedError as refused:
            said = str(refused)
        if kept is None:
            assert said.endswith(".")
            return
        shares = kept.outcome.shares
        assert sum((share.amount for share in shares), Money(0)) == TOTAL
        sites = {each.code: each for each in made.sites}
        for share in shares:
            limits = sites[share.code]
            assert limits.floor is None or share.amount >= limits.floor
            assert limits.cap is None or share.amount <= limits.cap
            assert share.range is None or share.range.low <= share.amount <= share.range.high
        assert sum((share.pure for share in shares if share.pure), Money(0)) == TOTAL
        assert record.recompute(kept.frozen) == kept.record
        assert record.thaw(kept.frozen) == made
