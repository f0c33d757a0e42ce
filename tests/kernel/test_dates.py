from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from throughline.kernel.dates import (
    FinancialYear,
    Period,
    add_working_days,
    is_working_day,
    working_days_between,
)

days = st.dates(date(2000, 1, 1), date(2060, 12, 31))
nearby = st.integers(-60, 60)
MOMENT = datetime(2021, 10, 27, 12, tzinfo=UTC)


class TestAFinancialYear:
    def test_runs_from_april_to_march(self) -> None:
        year = FinancialYear.parse("2021/22")
        assert date(2021, 4, 1) in year
        assert date(2022, 3, 31) in year
        assert date(2021, 3, 31) not in year
        assert date(2022, 4, 1) not in year
        assert year.period == Period(date(2021, 4, 1), date(2022, 4, 1))

    @pytest.mark.parametrize(
        "text", ["2021/22", "2021-22", "2021–22", " 2021/2022 ", "2021-2022", "2021 /22"]
    )
    def test_is_read_as_people_write_it(self, text: str) -> None:
        assert str(FinancialYear.parse(text)) == "2021/22"

    def test_over_the_turn_of_a_century_too(self) -> None:
        assert str(FinancialYear(2099)) == "2099/00"
        assert FinancialYear.parse("2099/00") == FinancialYear(2099)

    @pytest.mark.parametrize("text", ["2021/23", "2021/21", "2021/2023", "2021/00"])
    def test_of_two_years_that_do_not_follow_each_other_is_refused(self, text: str) -> None:
        with pytest.raises(ValueError, match="after 2021 comes 2022"):
            FinancialYear.parse(text)

    @pytest.mark.parametrize("text", ["", "2021", "21/22", "2021/2", "2021/022", "FY2021/22", "２０２１/22"])
    def test_that_is_none_is_refused(self, text: str) -> None:
        with pytest.raises(ValueError, match="is not a financial year such as"):
            FinancialYear.parse(text)

    def test_outside_the_centuries_that_we_know_is_refused(self) -> None:
        assert FinancialYear.parse("1900/01") < FinancialYear.parse("2999/3000")
        for year in (1899, 3000):
            with pytest.raises(ValueError, match="is not the first year"):
                FinancialYear(year)

    def test_has_neighbours(self) -> None:
        assert str(FinancialYear(2021).next) == "2022/23"
        assert str(FinancialYear(2021).previous) == "2020/21"

    @given(days)
    def test_holds_every_day_that_is_of_it_and_no_neighbour_does(self, day: date) -> None:
        year = FinancialYear.of(day)
        assert day in year
        assert day not in year.next
        assert day not in year.previous
        assert FinancialYear.parse(str(year)) == year

    def test_of_a_day_turns_on_the_first_of_april(self) -> None:
        assert str(FinancialYear.of(date(2022, 3, 31))) == "2021/22"
        assert str(FinancialYear.of(date(2022, 4, 1))) == "2022/23"
        assert str(FinancialYear.of(date(2022, 4, 30))) == "2022/23"

    def test_cannot_be_told_from_a_moment(self) -> None:
        with pytest.raises(TypeError, match="calendar day"):
            FinancialYear.of(MOMENT)


class TestAPeriod:
    def test_has_its_first_day_and_not_the_day_it_ends(self) -> None:
        week = Period(date(2024, 5, 1), date(2024, 5, 8))
        assert date(2024, 5, 1) in week
        assert date(2024, 5, 7) in week
        assert date(2024, 5, 8) not in week
        assert date(2024, 4, 30) not in week
        assert week.last_day == date(2024, 5, 7)

    def test_without_an_end_goes_on(self) -> None:
        assert date(2999, 1, 1) in Period(date(2024, 5, 1))
        assert Period(date(2024, 5, 1)).last_day is None

    @pytest.mark.parametrize("until", [date(2024, 5, 1), date(2024, 4, 30)])
    def test_that_ends_before_it_starts_is_refused(self, until: date) -> None:
        with pytest.raises(ValueError, match="ends after it starts"):
            Period(date(2024, 5, 1), until)

    def test_is_of_days_and_not_of_moments(self) -> None:
        with pytest.raises(TypeError):
            Period(MOMENT)
        with pytest.raises(TypeError):
            Period(date(2024, 5, 1), MOMENT)
        with pytest.raises(TypeError):
            MOMENT in Period(date(2020, 5, 1))  # noqa: B015 -- the question itself is what must be refused

    def test_that_begins_when_another_ends_does_not_overlap_it(self) -> None:
        may, june = Period(date(2024, 5, 1), date(2024, 6, 1)), Period(date(2024, 6, 1))
        assert not may.overlaps(june)
        assert not june.overlaps(may)

    @given(days, st.none() | st.integers(1, 40), nearby, st.none() | st.integers(1, 40))
    def test_overlaps_another_exactly_when_they_share_a_day(
        self, start: date, length: int | None, shift: int, other_length: int | None
    ) -> None:
        def period(first: date, days: int | None) -> Period:
            return Period(first, first + timedelta(days=days) if days else None)

        one, other = period(start, length), period(start + timedelta(days=shift), other_length)
        shared = any(d in one and d in other for d in (start + timedelta(days=n) for n in range(-61, 121)))
        assert one.overlaps(other) == other.overlaps(one) == shared


class TestWorkingDays:
    def test_leave_out_weekends_and_englands_bank_holidays(self) -> None:
        assert is_working_day(date(2021, 12, 24))
        assert not is_working_day(date(2021, 12, 25))  # Saturday, Christmas Day
        assert not is_working_day(date(2021, 12, 27))  # its substitute
        assert not is_working_day(date(2021, 12, 28))  # the substitute for Boxing Day
        assert not is_working_day(date(2022, 6, 3))  # Platinum Jubilee, announced once
        assert not is_working_day(date(2022, 9, 19))  # State Funeral, announced once
        assert not is_working_day(date(2024, 8, 26))  # summer bank holiday, not Scotland's
        assert is_working_day(date(2024, 8, 5))  # Scotland's summer bank holiday
        assert is_working_day(date(2024, 3, 18))  # Northern Ireland's St Patrick's Day, substitute

    def test_begin_to_count_the_day_after(self) -> None:
        assert add_working_days(date(2024, 5, 3), 1) == date(2024, 5, 7)  # over the early May bank holiday
        assert add_working_days(date(2021, 12, 23), 10) == date(2022, 1, 11)  # over Christmas and New Year
        assert add_working_days(date(2024, 5, 4), 1) == date(2024, 5, 7)  # from a Saturday

    def test_backwards_count_the_day_before(self) -> None:
        assert add_working_days(date(2024, 5, 7), -1) == date(2024, 5, 3)

    def test_none_of_them_stay_where_they_are(self) -> None:
        assert add_working_days(date(2024, 5, 4), 0) == date(2024, 5, 4)
        assert working_days_between(date(2024, 5, 3), date(2024, 5, 3)) == 0

    def test_between_two_days_count_the_last_but_not_the_first(self) -> None:
        assert working_days_between(date(2024, 5, 3), date(2024, 5, 7)) == 1
        assert working_days_between(date(2024, 5, 3), date(2024, 5, 6)) == 0
        assert working_days_between(date(2024, 5, 7), date(2024, 5, 3)) == -1

    @given(days, st.integers(1, 60))
    def test_as_many_lie_between_as_were_added(self, start: date, count: int) -> None:
        end = add_working_days(start, count)
        assert is_working_day(end)
        assert working_days_between(start, end) == count

    @given(days, nearby, nearby)
    def test_over_two_stretches_are_those_over_the_whole(self, start: date, one: int, two: int) -> None:
        middle = start + timedelta(days=one)
        end = middle + timedelta(days=two)
        whole = working_days_between(start, end)
        if start <= middle <= end:
            assert working_days_between(start, middle) + working_days_between(middle, end) == whole

    def test_are_days_and_not_moments(self) -> None:
        for question in (
            lambda: is_working_day(MOMENT),
            lambda: add_working_days(MOMENT, 0),
            lambda: working_days_between(MOMENT, date(2021, 1, 1)),
            lambda: working_days_between(date(2021, 1, 1), MOMENT),
        ):
            with pytest.raises(TypeError, match="calendar day"):
                question()
