"""What does an extract say of funded posts and of what grants give, without saying who holds a post?"""

from datetime import date

from throughline.agreements.queries.funded import _spans

YEAR = (date(2025, 4, 1), date(2026, 4, 1))


class TestThePost:
    def test_is_vacant_before_somebody_comes_between_two_people_and_after_the_last(self) -> None:
        filled = [(date(2025, 5, 1), date(2025, 7, 1)), (date(2025, 9, 1), date(2026, 1, 1))]
        assert list(_spans(filled, *YEAR)) == [
            ("vacant", date(2025, 4, 1), date(2025, 5, 1)),
            ("filled", date(2025, 5, 1), date(2025, 7, 1)),
            ("vacant", date(2025, 7, 1), date(2025, 9, 1)),
            ("filled", date(2025, 9, 1), date(2026, 1, 1)),
            ("vacant", date(2026, 1, 1), date(2026, 4, 1)),
        ]

    def test_is_filled_the_whole_time_where_somebody_was_there_before_and_stays(self) -> None:
        assert list(_spans([(date(2020, 1, 1), date(2030, 1, 1))], *YEAR)) == [("filled", *YEAR)]

    def test_is_vacant_the_whole_time_where_nobody_ever_came(self) -> None:
        assert list(_spans([], *YEAR)) == [("vacant", *YEAR)]
