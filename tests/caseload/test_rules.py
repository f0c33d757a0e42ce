"""Who may be referred, and whose data may come in?"""

from datetime import date

import pytest

from throughline.caseload.rules import may_be_referred, may_real_people_come_in, treatment_clock, words_of
from throughline.caseload.sealed import Identity


@pytest.mark.hazard("H07")
class TestAdultsOnly:
    @pytest.mark.parametrize(
        ("born", "may"),
        [
            ("2008-03-02", True),
            ("2008-03-03", False),
            ("2008-02-29", True),
            ("1880-01-01", False),
            ("", False),
        ],
    )
    def test_is_asked_on_the_day(self, born: str, may: bool) -> None:
        verdict = may_be_referred(Identity(date_of_birth=born).age_on(date(2026, 3, 2)))
        assert bool(verdict) is may

    def test_counts_a_birthday_on_29_february_from_1_march(self) -> None:
        born = Identity(date_of_birth="2008-02-29")
        assert [born.age_on(date(2026, 2, 28)), born.age_on(date(2026, 3, 1))] == [17, 18]

    def test_says_where_to_turn(self) -> None:
        assert "children" in may_be_referred(17).lifted_by


class TestRealPeople:
    def test_come_in_when_no_paper_is_missing(self) -> None:
        assert may_real_people_come_in([], is_made_up=False)
        assert not may_real_people_come_in(["Controller"], is_made_up=False)
        assert may_real_people_come_in(["Controller"], is_made_up=True)


class TestTwentyOneDays:
    @pytest.mark.parametrize(
        ("today", "words"),
        [
            (date(2026, 3, 20), "3 days left"),
            (date(2026, 3, 23), "due today"),
            (date(2026, 3, 24), "1 day late"),
            (date(2026, 4, 6), "14 days late"),
        ],
    )
    def test_are_calendar_days_over_easter_too(self, today: date, words: str) -> None:
        assert treatment_clock(date(2026, 3, 2), today).words == words

    def test_count_one_day_as_one(self) -> None:
        assert (
            treatment_clock(date(2026, 3, 2), date(2026, 9, 1), date(2026, 3, 24)).words
            == "started, 1 day late"
        )

    def test_are_said_as_they_were_when_treatment_started(self) -> None:
        assert (
            treatment_clock(date(2026, 3, 2), date(2026, 9, 1), date(2026, 3, 23)).words == "started in time"
        )
        assert (
            treatment_clock(date(2026, 3, 2), date(2026, 9, 1), date(2026, 3, 25)).words
            == "started, 2 days late"
        )


class TestTheWordsOfAName:
    @pytest.mark.parametrize(
        ("name", "words"),
        [
            ("Ada Niamh O’Shea-Quinn", ("ada", "niamh", "oshea", "quinn")),
            ("Siân D'Arcy", ("sian", "darcy")),
            ("Suharto", ("suharto",)),
            ("van der Berg", ("van", "der", "berg")),
            ("", ()),
        ],
    )
    def test_are_found_however_they_are_written(self, name: str, words: tuple[str, ...]) -> None:
        assert words_of(name) == words
