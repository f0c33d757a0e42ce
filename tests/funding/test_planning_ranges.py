"""Is a share ever outside its range, and is a range that is called exact reached?"""

from dataclasses import replace
from fractions import Fraction
from itertools import product
from math import ceil, floor
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from throughline.funding.planning.rules import Counted, Indicator, Plan, Site, plan_split
from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError

TOTAL = Money(1_000_00)


def of(low: int, best: int, high: int) -> Counted:
    return Counted(Fraction(best), Fraction(low), Fraction(high))


def with_counts(plan: Plan, counts: tuple[tuple[Fraction, ...], ...]) -> Plan:
    return replace(
        plan,
        sites=tuple(
            replace(site, counts=tuple(Counted.of(each) for each in own))
            for site, own in zip(plan.sites, counts, strict=True)
        ),
    )


def everywhere(plan: Plan, chance: Random) -> list[Plan]:
    """The plan at every corner of its ranges, at its best counts, and at some points between."""
    counts = [c for site in plan.sites for c in site.counts if c]
    points = set(product(*({c.low, c.high} for c in counts))) | {tuple(c.best for c in counts)}
    points |= {tuple(chance.choice((c.low, c.best, c.high)) for c in counts) for _ in range(12)}
    kinds = len(plan.indicators)
    return [
        with_counts(plan, tuple(tuple(point[i : i + kinds]) for i in range(0, len(point), kinds)))
        for point in points
    ]


COUNT = st.tuples(st.integers(0, 12), st.integers(0, 6), st.integers(0, 6)).map(
    lambda t: of(t[0], t[0] + t[1], t[0] + t[1] + t[2])
)


@st.composite
def small_plans(draw: st.DrawFn, most_kinds: int = 2, damped: bool = True) -> Plan:
    kinds = draw(st.integers(1, most_kinds))
    places = draw(st.integers(2, 3))
    sites = tuple(
        Site(
            f"Place {n}",
            f"P{n}",
            tuple(draw(COUNT) for _ in range(kinds)),
            floor=draw(st.none() | st.integers(0, 300_00).map(Money)),
            cap=draw(st.none() | st.integers(350_00, 900_00).map(Money)),
            last_year=draw(st.integers(0, 400_00).map(Money)),
        )
        for n in range(places)
    )
    loss = draw(st.none() | st.integers(0, 60).map(Fraction)) if damped else None
    return Plan(TOTAL, tuple(Indicator(f"I{n}", Fraction(n + 1)) for n in range(kinds)), sites, loss)


class TestARange:
    @given(small_plans(), st.randoms(use_true_random=False))
    @settings(max_examples=150, deadline=None)
    def test_holds_every_split_that_the_counts_allow(self, plan: Plan, chance: Random) -> None:
        try:
            ranges = {share.code: share.range for share in plan_split(plan).shares}
        except RefusedError:
            assume(False)
        for at in everywhere(plan, chance):
            try:
                shares = plan_split(at).shares
            except RefusedError:
                continue  # nothing counted, or caps that allow less: no split there
            for share in shares:
                own = ranges[share.code]
                assert own is None or own.low <= share.amount <= own.high

    @given(small_plans(most_kinds=1, damped=False))
    @settings(max_examples=120, deadline=None)
    def test_that_is_called_exact_is_reached_at_a_corner(self, plan: Plan) -> None:
        try:
            outcome = plan_split(plan)
        except RefusedError:
            assume(False)
        assume(outcome.range_kind == "exact")
        for n, share in enumerate(outcome.shares):
            assert share.range is not None
            for own, others, end in (("high", "low", share.range.high), ("low", "high", share.range.low)):
                corner = with_counts(
                    plan,
                    tuple(
                        (getattr(site.counts[0], own if i == n else others),)
                        for i, site in enumerate(plan.sites)
                    ),
                )
                reached = plan_split(corner).shares[n].amount
                assert abs(reached.pence - end.pence) <= 1, "outwards to the penny"


class TestTwoPlacesWithoutLimits:
    def test_have_the_range_that_one_works_out_by_hand(self) -> None:
        plan = Plan(
            TOTAL,
            (Indicator("People", Fraction(1)),),
            (Site("Ash", "A", (of(8, 10, 12),)), Site("Birch", "B", (of(30, 30, 30),))),
        )
        outcome = plan_split(plan)
        ash = outcome.shares[0].range
        assert ash is not None
        assert outcome.range_kind == "exact"
        assert ash.low.pence == floor(Fraction(TOTAL.pence * 8, 38))
        assert ash.high.pence == ceil(Fraction(TOTAL.pence * 12, 42))

    def test_say_nothing_of_ranges_when_every_count_is_known(self) -> None:
        plan = Plan(TOTAL, (Indicator("People", Fraction(1)),), (Site("Ash", "A", (Counted.of(1),)),))
        assert plan_split(plan).range_kind == ""
        assert plan_split(plan).shares[0].range is None


class TestSeveralIndicatorsWithLimits:
    @pytest.mark.parametrize("cap", [None, Money(400_00)])
    def test_are_called_exact_only_without_limits(self, cap: Money | None) -> None:
        plan = Plan(
            TOTAL,
            (Indicator("People", Fraction(1)), Indicator("Releases", Fraction(1))),
            (
                Site("Ash", "A", (of(8, 10, 12), of(1, 2, 3)), cap=cap),
                Site("Birch", "B", (of(30, 30, 30), of(5, 5, 9))),
            ),
        )
        assert plan_split(plan).range_kind == ("exact" if cap is None else "bounds")
