"""What an allocation promises whatever the figures (R14)."""

from dataclasses import replace
from fractions import Fraction
from itertools import combinations

from hypothesis import assume, given
from hypothesis import strategies as st

from throughline.funding.rules import Inputs, Place, Share, allocate, may_allocate
from throughline.kernel.money import Money
from throughline.kernel.verdict import Allowed

# Small figures, so that ties, equal limits and pennies left over are common.
counts = st.one_of(st.integers(0, 12).map(Fraction), st.fractions(0, 50, max_denominator=10))
pence = st.integers(0, 400).map(Money)


@st.composite
def runs(draw: st.DrawFn, limits: bool = True, damping: bool | None = None) -> Inputs:
    """Any inputs that can be allocated: limits and last year first, then a total that fits them."""
    damped = draw(st.booleans()) if damping is None else damping
    max_loss = Fraction(draw(st.integers(0, 100))) if damped else None
    names = [f"Place {number}" for number in range(draw(st.integers(1, 8)))]
    places = []
    for name in names:
        low, high = sorted(draw(st.tuples(pence, pence)))
        last_year = draw(pence) if damped else None
        guarantee = Inputs(Money(1), (), max_loss).guarantee(Place(name, None, last_year=last_year))
        places.append(
            Place(
                name,
                draw(counts),
                weight=draw(st.sampled_from([Fraction(1), Fraction(3, 2)])),
                floor=draw(st.sampled_from([None, low])) if limits else None,
                cap=draw(st.sampled_from([None, max(high, guarantee)])) if limits else None,
                last_year=last_year,
            )
        )
    open_ended = Inputs(Money(1), tuple(places), max_loss)
    least = sum((open_ended.least(each) for each in places), Money(0))
    inputs = replace(open_ended, total=Money(max(1, least.pence + draw(st.integers(0, 1500)))))
    assume(may_allocate(inputs) == Allowed())
    return inputs


def shares(inputs: Inputs) -> dict[str, Share]:
    return {share.place: share for share in allocate(inputs).shares}


class TestWhateverTheFigures:
    @given(runs())
    def test_the_shares_sum_to_the_total(self, inputs: Inputs) -> None:
        assert sum((share.amount for share in allocate(inputs).shares), Money(0)) == inputs.total

    @given(runs())
    def test_no_share_is_outside_its_limits_or_its_guarantee(self, inputs: Inputs) -> None:
        for each, share in zip(inputs.places, allocate(inputs).shares, strict=True):
            assert share.amount >= inputs.least(each)
            assert each.cap is None or share.amount <= each.cap

    @given(runs(damping=False))
    def test_every_share_is_its_need_at_the_one_price_unless_a_limit_holds_it(self, inputs: Inputs) -> None:
        result = allocate(inputs)
        for each, share in zip(inputs.places, result.shares, strict=True):
            match share.bound:
                case "floor":
                    assert share.amount == each.floor
                    if result.unit_price is not None and each.floor != each.cap:
                        assert each.need * result.unit_price <= share.amount.pence
                case "cap":
                    assert share.amount == each.cap
                    assert result.unit_price is None or each.need * result.unit_price >= share.amount.pence
                case None if each.need:
                    assert result.unit_price is not None
                    assert abs(each.need * result.unit_price - share.amount.pence) < 1
                case None:
                    assert share.amount == Money(0)
                case "max-loss":
                    raise AssertionError("no damping was asked for")

    @given(runs(damping=True))
    def test_damping_keeps_the_same_part_of_everybodys_growth(self, inputs: Inputs) -> None:
        result, undamped = allocate(inputs), allocate(replace(inputs, max_loss=None))
        factor = result.growth_factor
        assert factor is not None
        assert 0 <= factor <= 1
        for each, share, before in zip(inputs.places, result.shares, undamped.shares, strict=True):
            least = inputs.least(each).pence
            grown = least + factor * max(before.amount.pence - least, 0)
            assert (
                abs(share.amount.pence - grown) < 2
            )  # the undamped share is itself rounded by less than a penny

    @given(runs(damping=True))
    def test_damping_that_nobody_needs_changes_nothing(self, inputs: Inputs) -> None:
        undamped = allocate(replace(inputs, max_loss=None)).shares
        guaranteed = [inputs.guarantee(each) for each in inputs.places]
        assume(all(share.amount > least for share, least in zip(undamped, guaranteed, strict=True)))
        assert [share.amount for share in allocate(inputs).shares] == [share.amount for share in undamped]

    @given(runs(), st.randoms(use_true_random=False))
    def test_another_order_of_the_rows_only_reorders_the_shares(self, inputs: Inputs, random: object) -> None:
        shuffled = list(inputs.places)
        random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis types its random as object
        assert shares(replace(inputs, places=tuple(shuffled))) == shares(inputs)

    @given(runs(), st.fractions(Fraction(1, 100), 100).filter(bool))
    def test_counting_in_dozens_changes_the_price_and_no_amount(self, inputs: Inputs, unit: Fraction) -> None:
        assert all(each.count is not None for each in inputs.places)
        scaled = tuple(replace(each, count=(each.count or 0) * unit) for each in inputs.places)
        one, other = allocate(inputs), allocate(replace(inputs, places=scaled))
        assert [s.amount for s in other.shares] == [s.amount for s in one.shares]
        assert [s.bound for s in other.shares] == [s.bound for s in one.shares]
        if one.unit_price is not None:
            assert other.unit_price == one.unit_price / unit
        else:
            assert other.unit_price is None

    @given(runs(limits=False, damping=False))
    def test_more_need_never_gets_less(self, inputs: Inputs) -> None:
        amounts = shares(inputs)
        for one, other in combinations(inputs.places, 2):
            if one.need > other.need:
                assert amounts[one.name].amount >= amounts[other.name].amount

    @given(runs(), st.data())
    def test_counting_more_in_a_place_never_takes_money_from_it(
        self, inputs: Inputs, data: st.DataObject
    ) -> None:
        at = data.draw(st.integers(0, len(inputs.places) - 1))
        more = replace(inputs.places[at], count=(inputs.places[at].count or 0) + data.draw(counts))
        places = (*inputs.places[:at], more, *inputs.places[at + 1 :])
        assert shares(replace(inputs, places=places))[more.name].amount >= shares(inputs)[more.name].amount

    @given(runs(), st.integers(1, 300))
    def test_a_larger_total_takes_no_more_than_a_penny_from_anybody(self, inputs: Inputs, more: int) -> None:
        larger = replace(inputs, total=inputs.total + Money(more))
        assume(may_allocate(larger) == Allowed())
        before, after = shares(inputs), shares(larger)
        # Largest remainder may move the last penny; the exact share never falls.
        assert all(after[name].amount.pence >= before[name].amount.pence - 1 for name in before)
