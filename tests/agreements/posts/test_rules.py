"""For any history of shares and of people who come and go: never paid twice, and filled or vacant on every day."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from throughline.agreements.posts.rules import (
    Share,
    Span,
    is_within,
    may_fill,
    may_share,
    may_vacate,
    most_paid,
    occupancy,
    paid_on,
)

FIRST = date(2025, 4, 1)
LAST = FIRST + timedelta(days=40)
FUNDED = Span(FIRST, LAST)
DAYS = [FIRST + timedelta(days=n) for n in range(-2, 43)]


def day(n: int) -> date:
    return FIRST + timedelta(days=n)


spans = st.builds(
    lambda start, length: Span(day(start), None if length is None else day(start + length)),
    st.integers(-1, 41),
    st.none() | st.integers(0, 41),
)
shares = st.builds(Share, st.integers(-5, 105), spans)


class TestAnyHistoryOfShares:
    @given(st.lists(shares, max_size=12))
    def test_pays_no_post_twice_on_any_day_and_none_outside_its_time(self, asked: list[Share]) -> None:
        kept: list[Share] = []
        for each in asked:
            if may_share(kept, each, FUNDED, places=1, because=""):
                kept.append(each)
                assert is_within(each.span, FUNDED)
        assert all(paid_on(kept, each) <= 100 for each in DAYS)

    @given(st.lists(shares, max_size=8), spans)
    def test_finds_the_most_that_any_day_of_a_span_is_paid(self, held: list[Share], span: Span) -> None:
        within = [each for each in DAYS if span.covers(each)]
        if within and DAYS[-1] not in within:
            assert most_paid(held, span) == max(paid_on(held, each) for each in within)

    @given(shares)
    def test_of_a_unit_of_two_localities_has_a_rule_in_words(self, asked: Share) -> None:
        assert not may_share([], asked, FUNDED, places=2, because="  ")


class TestAnyComingAndGoing:
    @given(st.lists(st.tuples(st.booleans(), st.integers(-2, 42)), max_size=12))
    def test_leaves_a_funded_post_filled_or_vacant_since_a_day_that_was(
        self, said: list[tuple[bool, int]]
    ) -> None:
        filled: list[Span] = []
        for comes, n in said:
            if comes and may_fill(FUNDED, filled, day(n), LAST):
                filled.append(Span(day(n)))
            elif not comes and may_vacate(filled, day(n), LAST):
                filled = [Span(each.start, each.until or day(n)) for each in filled]
        assert not any(a.meets(b) for n, a in enumerate(filled) for b in filled[:n])
        for each in DAYS:
            found = occupancy(FUNDED, filled, each)
            assert found.is_funded == FUNDED.covers(each)
            assert not (found.is_filled and found.is_vacant)
            if found.is_funded and not found.is_filled:
                assert found.vacant_since is not None
                assert FIRST <= found.vacant_since <= each
                assert not occupancy(FUNDED, filled, found.vacant_since).is_filled


class TestTheDayByWhichAPostIsJudged:
    @given(spans.filter(lambda span: span.until != span.start), st.sampled_from(DAYS))
    def test_is_today_or_the_day_of_it_that_is_nearest(self, span: Span, today: date) -> None:
        found = span.nearest(today)
        assert span.covers(found)
        if span.covers(today):
            assert found == today
        else:
            assert not any(span.covers(each) and abs(each - today) < abs(found - today) for each in DAYS)
