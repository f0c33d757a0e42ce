"""Which moment is meant on London's clocks, what speaks against a time, and what may be recorded when?"""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from throughline.caseload.care import attendance
from throughline.caseload.care.clashes import Around, Slot, against
from throughline.caseload.care.courses import Course, may_date, may_give
from throughline.caseload.care.local_time import (
    bounds_of,
    clock_of,
    clock_words,
    day_of,
    moments_of,
    span_words,
)
from throughline.caseload.care.reminding import BY_HAND, last_day_to_remind_of, way_of
from throughline.caseload.codes import SAFE_CONTACT

MONDAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
TEN = datetime(2026, 3, 2, 10, tzinfo=UTC)
OFFICE = (time(9), time(17))


def said(slot: Slot, around: Around = Around(), now: datetime = NOW) -> list[str]:  # noqa: B008 - frozen
    return [each.code for each in against(slot, around, now=now)]


class TestATimeOnLondonsClocks:
    def test_in_winter_is_kept_as_it_is_shown(self) -> None:
        assert moments_of(MONDAY, time(10)) == (TEN,)

    def test_in_summer_is_an_hour_earlier_in_utc(self) -> None:
        [moment] = moments_of(date(2026, 7, 1), time(10))
        assert moment == datetime(2026, 7, 1, 9, tzinfo=UTC)
        assert clock_words(moment) == "10am"

    def test_in_the_hour_that_comes_twice_in_october_is_two_moments_and_each_says_which(self) -> None:
        first, second = moments_of(date(2026, 10, 25), time(1, 30))
        assert second - first == timedelta(hours=1)
        assert clock_words(first) == "1:30am, before the clocks go back"
        assert clock_words(second) == "1:30am, after the clocks go back"
        assert clock_of(first) == clock_of(second) == time(1, 30)
        assert day_of(first) == day_of(second) == date(2026, 10, 25)

    def test_in_the_hour_that_march_leaves_out_is_none(self) -> None:
        assert moments_of(date(2026, 3, 29), time(1, 30)) == ()
        assert len(moments_of(date(2026, 3, 29), time(2))) == 1

    def test_just_before_and_after_the_hour_that_comes_twice_is_one(self) -> None:
        assert len(moments_of(date(2026, 10, 25), time(0, 59))) == 1
        assert len(moments_of(date(2026, 10, 25), time(2))) == 1

    def test_a_day_in_october_has_25_hours_and_one_in_march_23(self) -> None:
        for day, hours in ((date(2026, 10, 25), 25), (date(2026, 3, 29), 23), (MONDAY, 24)):
            begins, ends = bounds_of(day, day)
            assert ends - begins == timedelta(hours=hours)

    def test_near_midnight_in_summer_is_of_its_day_in_london(self) -> None:
        assert day_of(datetime(2026, 7, 1, 23, 30, tzinfo=UTC)) == date(2026, 7, 2)

    def test_is_said_from_when_to_when(self) -> None:
        assert span_words(TEN, 45) == "10am to 10:45am"


class TestWhatSpeaksAgainstATime:
    def test_is_nothing_on_a_working_day_within_the_doors_hours(self) -> None:
        assert said(Slot(TEN, 45), Around(doors=OFFICE)) == []

    def test_is_another_appointment_of_the_worker_or_of_the_person(self) -> None:
        met = Slot(TEN + timedelta(minutes=44), 30)
        assert said(Slot(TEN, 45), Around(workers=(met,), persons=(met,))) == ["worker", "person"]

    def test_is_not_one_that_begins_when_this_ends(self) -> None:
        assert said(Slot(TEN, 45), Around(workers=(Slot(TEN + timedelta(minutes=45), 30),))) == []
        assert said(Slot(TEN, 45), Around(workers=(Slot(TEN - timedelta(minutes=30), 30),))) == []

    def test_is_that_it_has_gone(self) -> None:
        assert said(Slot(TEN, 45), now=TEN + timedelta(minutes=1)) == ["past"]

    def test_is_that_the_worker_is_away(self) -> None:
        assert said(Slot(TEN, 45), Around(is_worker_away=True)) == ["away"]

    @pytest.mark.parametrize(
        ("day", "words"),
        [
            (date(2026, 4, 6), "a bank holiday"),
            (date(2026, 12, 28), "a bank holiday"),
            (date(2026, 3, 7), "weekend"),
        ],
    )
    def test_is_a_bank_holiday_or_a_weekend(self, day: date, words: str) -> None:
        [moment] = moments_of(day, time(10))
        [found] = against(Slot(moment, 45), Around(doors=OFFICE), now=NOW)
        assert words in found.words

    @pytest.mark.parametrize(
        ("clock", "minutes"), [(time(8, 30), 45), (time(16, 30), 45), (time(23, 50), 30)]
    )
    def test_is_a_closed_door_before_opening_after_closing_and_over_midnight(
        self, clock: time, minutes: int
    ) -> None:
        [moment] = moments_of(MONDAY, clock)
        assert said(Slot(moment, minutes), Around(doors=OFFICE)) == ["closed"]

    def test_is_no_door_for_a_call(self) -> None:
        [moment] = moments_of(MONDAY, time(19))
        assert said(Slot(moment, 30), Around(doors=None)) == []

    def test_is_a_first_contact_after_its_ten_working_days(self) -> None:
        assert said(Slot(TEN, 45), Around(first_contact_due=date(2026, 2, 27))) == ["clock"]
        assert said(Slot(TEN, 45), Around(first_contact_due=MONDAY)) == []


class TestRecordingWhatHappened:
    def test_who_came_is_said_from_the_day_on(self) -> None:
        assert attendance.may_record("attend", TEN, TEN - timedelta(hours=2))
        assert not attendance.may_record("attend", TEN, TEN - timedelta(days=1))

    def test_who_did_not_come_is_said_once_it_began(self) -> None:
        assert not attendance.may_record("miss", TEN, TEN - timedelta(minutes=1))
        assert attendance.may_record("miss", TEN, TEN)

    def test_that_it_will_not_happen_is_said_at_any_time(self) -> None:
        assert attendance.may_record("fall_through", TEN, TEN - timedelta(days=9))

    def test_is_told_in_probations_own_codes_and_without_a_judgement(self) -> None:
        assert attendance.telling_of_booking("assessment").code == "CRSSAA"
        assert attendance.telling_of_booking("one_to_one").code == "CRSAPT"
        assert attendance.telling_of("attend").code == "ATTC"
        assert attendance.telling_of("miss") == attendance.Telling("did_not_attend", "AFTA")
        assert attendance.telling_of("reschedule").code == "RSSR"
        assert attendance.telling_of("fall_through", "LOGISTICS") == attendance.Telling(
            "did_not_happen", "LOGISTICS"
        )


class TestTheFirstContact:
    def test_is_the_earliest_day_in_london_on_which_the_person_came(self) -> None:
        late_on_the_first = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
        assert attendance.first_contact([datetime(2026, 7, 3, 9, tzinfo=UTC), late_on_the_first]) == date(
            2026, 7, 2
        )

    def test_is_none_while_nobody_came(self) -> None:
        assert attendance.first_contact([]) is None


class TestReminding:
    def test_goes_by_mail_only_where_any_contact_is_safe_and_an_address_is_kept(self) -> None:
        mailed = [
            (safe, has_mail)
            for safe in ("", *SAFE_CONTACT)
            for has_mail in (True, False)
            if way_of(safe, has_mail=has_mail) == "mail"
        ]
        assert mailed == [("any", True)]

    def test_otherwise_says_how_a_worker_does_it(self) -> None:
        for safe in ("", *SAFE_CONTACT):
            assert BY_HAND[way_of(safe, has_mail=False)]

    def test_on_a_friday_goes_as_far_as_monday_and_before_easter_to_tuesday(self) -> None:
        assert last_day_to_remind_of(date(2026, 3, 6)) == date(2026, 3, 9)
        assert last_day_to_remind_of(date(2026, 4, 2)) == date(2026, 4, 7)


class TestACourseOfSessions:
    def test_goes_in_order_and_is_complete_with_its_last(self) -> None:
        begun = Course(3, frozenset({1}))
        assert begun.next == 2
        assert may_give(begun, 2, MONDAY, MONDAY)
        assert not may_give(begun, 1, MONDAY, MONDAY)
        assert not may_give(begun, 3, MONDAY, MONDAY)
        whole = Course(1, frozenset({1}))
        assert whole.is_complete
        assert not may_give(whole, 2, MONDAY, MONDAY)

    def test_is_not_recorded_before_its_day(self) -> None:
        assert not may_give(Course(1, frozenset()), 1, MONDAY + timedelta(days=1), MONDAY)


class TestTheDaysOfATreatment:
    def test_follow_one_another_and_have_come(self) -> None:
        assert may_date(MONDAY, MONDAY, after=[None, MONDAY], what="started")
        assert not may_date(MONDAY, MONDAY - timedelta(days=1), after=[], what="started")
        assert not may_date(MONDAY, MONDAY, after=[MONDAY + timedelta(days=1)], what="started")
