"""What is an area asked for, do its figures hold together, and how much lies unallocated?"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from throughline.assurance.rules import (
    PostLine,
    SpendLine,
    Threshold,
    faults,
    hours,
    returns_of_year,
    risk,
    sums,
)
from throughline.kernel.dates import FinancialYear
from throughline.kernel.money import Money

YEAR = FinancialYear(2025)
BEGINS = date(2025, 4, 1)
AWARD = Money(10_000_00)


def line(
    plan: int | None = None, actual: int | None = None, projected: int | None = None, **more: object
) -> SpendLine:
    amounts = {"plan": plan, "actual": actual, "projected": projected}
    values = {name: None if pence is None else Money(pence) for name, pence in amounts.items()}
    return SpendLine(
        "Key workers", bool(more.get("is_eligible", True)), words=str(more.get("words", "")), **values
    )


class TestTheReturnsOfAYear:
    def kinds(self, **more: object) -> list[tuple[str, int | None]]:
        asked = returns_of_year(
            YEAR,
            price_basis=str(more.get("price_basis", "actual")),
            in_all=AWARD,
            small_grant=more.get("small_grant"),  # type: ignore[arg-type]  # Money or None
            begins_on=BEGINS,
        )
        return [(each.kind, each.quarter) for each in asked]

    def test_of_a_large_grant_are_a_plan_three_quarters_a_forecast_and_a_year_end(self) -> None:
        assert self.kinds() == [
            ("plan", None),
            *(("quarterly", quarter) for quarter in (1, 2, 3)),
            ("february", None),
            ("year_end", None),
        ]

    def test_of_a_small_grant_are_three(self) -> None:
        assert self.kinds(small_grant=AWARD + Money(1)) == [
            ("plan", None),
            ("february", None),
            ("year_end", None),
        ]

    def test_at_the_limit_is_not_small(self) -> None:
        assert ("quarterly", 1) in self.kinds(small_grant=AWARD)

    def test_at_a_fixed_price_ask_for_no_forecast_of_money(self) -> None:
        assert ("february", None) not in self.kinds(price_basis="fixed")

    def test_are_due_after_they_open(self) -> None:
        asked = returns_of_year(YEAR, price_basis="actual", in_all=AWARD, small_grant=None, begins_on=BEGINS)
        assert all(each.opens_on < each.due_on for each in asked)

    def test_of_a_grant_that_began_late_leave_out_the_quarters_before_its_plan(self) -> None:
        asked = returns_of_year(
            YEAR, price_basis="actual", in_all=AWARD, small_grant=None, begins_on=date(2025, 9, 1)
        )
        assert [each.quarter for each in asked if each.kind == "quarterly"] == [2, 3]


class TestTheSums:
    def test_say_what_nobody_has_a_use_for(self) -> None:
        found = sums(AWARD, [line(actual=6_000_00, projected=2_500_00)])
        assert found.unallocated == Money(1_500_00)
        assert (
            found.in_words
            == "£6,000.00 spent + £2,500.00 expected = £8,500.00 of £10,000.00; £1,500.00 unallocated"
        )

    def test_are_never_below_nothing(self) -> None:
        assert sums(AWARD, [line(actual=20_000_00)]).unallocated == Money(0)

    @given(
        st.lists(st.tuples(st.integers(0, 10**9), st.integers(0, 10**9)), max_size=20), st.integers(0, 10**10)
    )
    def test_put_every_penny_in_one_place(self, rows: list[tuple[int, int]], award: int) -> None:
        found = sums(Money(award), [line(actual=a, projected=b) for a, b in rows])
        over = max(found.expected - found.award, Money(0))
        assert found.expected + found.unallocated - over == found.award


class TestWhatAReturnGetsWrong:
    def test_is_nothing_when_it_holds_together(self) -> None:
        assert faults(AWARD, [line(actual=6_000_00, projected=4_000_00)], kind="february") == ()

    @pytest.mark.parametrize(
        ("lines", "kind", "text"),
        [
            ([line(actual=1)], "february", "What was expected is missing; enter 0 if it is nothing."),
            ([line(actual=-1, projected=0)], "february", "What was spent is below zero."),
            (
                [line(actual=1, projected=0, is_eligible=False)],
                "february",
                "This is not eligible under the agreement",
            ),
            ([line(actual=10_000_00, projected=1)], "quarterly", "£0.01 more than awarded."),
            (
                [line(plan=10_000_01)],
                "plan",
                "The plan comes to £10,000.01: £0.01 more than the £10,000.00 awarded.",
            ),
        ],
    )
    def test_stops_it(self, lines: list[SpendLine], kind: str, text: str) -> None:
        (fault,) = faults(AWARD, lines, kind=kind)  # type: ignore[arg-type]  # one of the kinds
        assert text in fault.text
        assert fault.stops

    def test_does_not_stop_a_plan_for_less(self) -> None:
        (fault,) = faults(AWARD, [line(plan=9_000_00)], kind="plan")
        assert not fault.stops

    def test_is_a_change_without_a_sentence(self) -> None:
        before = {"Key workers": Money(1_000_00)}
        changed = line(actual=500_00, projected=600_00)
        assert "Say what changed" in faults(AWARD, [changed], kind="quarterly", before=before)[0].text
        told = line(actual=500_00, projected=600_00, words="A pay award.")
        assert faults(AWARD, [told], kind="quarterly", before=before) == ()

    def test_is_not_a_small_change(self) -> None:
        before = {"Key workers": Money(1_000_00)}
        assert faults(AWARD, [line(actual=500_00, projected=599_99)], kind="quarterly", before=before) == ()

    def test_is_a_post_that_is_paid_twice_or_vacant_without_a_word(self) -> None:
        posts = [
            PostLine("Key worker", 120, True),
            PostLine("Lead", 100, False),
            PostLine("Peer", 50, False, "Advertised."),
        ]
        found = faults(AWARD, [], posts, kind="year_end")
        assert [each.place for each in found] == ["Key worker", "Lead"]


class TestTheRiskOfAGrant:
    THRESHOLDS = (Threshold("days_late", 1, 30), Threshold("variance", 10, 25))

    @pytest.mark.parametrize(
        ("signs", "reading", "sentences"),
        [
            ({}, "low", 0),
            ({"days_late": 0}, "low", 0),
            ({"days_late": 1}, "medium", 1),
            ({"variance": 25}, "high", 1),
            ({"days_late": 30, "variance": 10}, "high", 2),
        ],
    )
    def test_is_its_highest_sign(self, signs: dict[str, int], reading: str, sentences: int) -> None:
        found, why = risk(signs, self.THRESHOLDS)
        assert (found, len(why)) == (reading, sentences)


class TestTheHours:
    def test_are_at_least_one(self) -> None:
        assert (hours(0, 0), hours(20, 20)) == (1, 3)
