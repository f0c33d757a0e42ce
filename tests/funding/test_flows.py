"""Where does a locality's money overlap, where does it fall off a cliff, and how stands each funder?"""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from throughline.funding.flows import Flow, baseline, cliffs, known, overlaps, positions, unknown
from throughline.kernel.dates import FinancialYear
from throughline.kernel.money import Money

FIRST, SECOND, THIRD = (FinancialYear(2024 + n) for n in range(3))


def flow(name: str, *amounts: int | None, payer: str = "", purpose: str = "key_work") -> Flow:
    years = tuple(
        (FinancialYear(2024 + n), None if pence is None else Money(pence)) for n, pence in enumerate(amounts)
    )
    return Flow(name, payer or name, purpose, years)


class TestACliff:
    def test_is_where_a_stream_ends_without_a_successor(self) -> None:
        (found,) = cliffs([flow("Grant", 100, 100), flow("Budget", 300, 300, 300)])
        assert (found.after, found.drop, found.percent, found.because) == (SECOND, Money(100), 25, ("Grant",))

    def test_is_none_where_another_stream_takes_over(self) -> None:
        later = Flow("New", "New", "key_work", ((THIRD, Money(100)),))
        assert cliffs([flow("Grant", 100, 100), later]) == ()

    def test_is_none_where_only_the_record_ends(self) -> None:
        assert cliffs([flow("Budget", 100, 100)]) == ()

    def test_is_the_end_of_all_that_is_recorded_when_that_has_a_day(self) -> None:
        ending = Flow("Grant", "A", "key_work", ((FIRST, Money(100)),), ends_on=date(2025, 3, 31))
        assert [each.percent for each in cliffs([ending])] == [100]

    def test_is_none_where_the_amount_was_never_known(self) -> None:
        assert cliffs([flow("Grant", None), flow("Budget", 100, 100, 100)]) == ()

    def test_takes_no_amount_that_nobody_stated_for_nothing(self) -> None:
        flows = [flow("Grant", 100), flow("Budget", 300, None), flow("Treatment", 100, 100)]
        (found,) = cliffs(flows)
        assert (found.drop, found.percent, found.because) == (Money(100), 20, ("Grant",))
        assert cliffs([flow("Grant", 10), *flows[1:]]) == ()

    def test_names_what_nobody_has_stated(self) -> None:
        flows = [flow("Grant", None), flow("Budget", 100)]
        assert (known(flows, FIRST), unknown(flows, FIRST)) == (Money(100), ("Grant",))


class TestAnOverlap:
    def test_is_two_payers_for_one_purpose_in_a_year(self) -> None:
        (found,) = overlaps([flow("A", 1, 1), flow("B", 1), flow("C", 1, purpose="housing")])
        assert (found.purpose, found.streams, found.years) == ("key_work", ("A", "B"), (FIRST,))

    def test_is_not_one_payer_with_two_streams(self) -> None:
        assert overlaps([flow("A", 1, payer="X"), flow("B", 1, payer="X")]) == ()


class TestWhatPaidBefore:
    OURS = Flow("Ours", "A", "key_work", ((SECOND, Money(5)), (THIRD, None)), is_ours=True)

    def budget(self, *amounts: int | None) -> Flow:
        years = zip((FIRST, SECOND, THIRD), (None if a is None else Money(a) for a in amounts), strict=False)
        return Flow("Budget", "B", "treatment", tuple(years), is_baseline=True)

    def test_is_compared_with_what_the_same_streams_pay_now(self) -> None:
        found = baseline([self.OURS, self.budget(100, 90, 80), flow("Other", 7, 7, 7)], THIRD)
        assert found is not None
        assert (found.before, found.paid_before, found.paid_now, found.fell_by) == (
            FIRST,
            Money(100),
            Money(80),
            Money(20),
        )

    def test_fell_by_nothing_that_an_unstated_amount_may_make_up(self) -> None:
        found = baseline([self.OURS, self.budget(100, 90, None)], THIRD)
        assert found is not None
        assert (found.unknown, found.fell_by) == (("Budget",), None)

    def test_is_none_where_nobody_recorded_it(self) -> None:
        assert baseline([self.OURS, flow("Other", 1, 1, 1)], THIRD) is None


class TestAFundersPosition:
    def test_is_not_made_up_where_the_record_does_not_say(self) -> None:
        found = positions([("A", None), ("B", None)], {"A": Money(5)}, Money(10), Money(0), Money(0))
        assert [each.left for each in found] == [None, None]
        assert found[0].received == Money(5)

    def test_shares_what_is_committed_by_what_each_put_in(self) -> None:
        found = positions(
            [("A", Money(100)), ("B", Money(300))],
            {"A": Money(100), "B": Money(300)},
            Money(400),
            Money(40),
            Money(0),
        )
        assert [(each.committed, each.paid, each.left) for each in found] == [
            (Money(100), Money(10), Money(0)),
            (Money(300), Money(30), Money(0)),
        ]

    def test_of_one_funder_is_all_theirs_even_unstated(self) -> None:
        (found,) = positions([("A", None)], {"A": Money(9)}, Money(7), Money(7), Money(1))
        assert found.left == Money(1)

    @given(st.lists(st.integers(1, 10**9), min_size=2, max_size=6), *[st.integers(0, 10**10)] * 3)
    def test_adds_up_to_the_whole(self, puts: list[int], committed: int, paid: int, back: int) -> None:
        found = positions(
            [(str(n), Money(pence)) for n, pence in enumerate(puts)],
            {},
            Money(committed),
            Money(paid),
            Money(back),
        )
        assert sum(each.committed.pence for each in found if each.committed is not None) == committed
        assert sum(each.paid.pence for each in found if each.paid is not None) == paid
        assert sum(each.to_return.pence for each in found if each.to_return is not None) == back
