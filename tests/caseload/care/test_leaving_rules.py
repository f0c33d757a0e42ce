"""When may support end, how much was achieved, when is somebody asked again, and when is it all closed?"""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest

from throughline.caseload.care import concerns, leaving, release

DAY = date(2026, 3, 2)
NIGHT = datetime(2026, 3, 2, 23, 10, tzinfo=UTC)


class TestAScore:
    def test_adds_equal_outcomes_too(self) -> None:
        score = leaving.score(["ACHIEVED", "PARTIALLY_ACHIEVED", "PARTIALLY_ACHIEVED"])
        assert (score.achieved, score.of, score.words) == (Fraction(2), 3, "2.0 of 3")

    def test_counts_what_was_not_achieved_among_what_was_hoped_for(self) -> None:
        assert leaving.score(["NOT_ACHIEVED", "PARTIALLY_ACHIEVED"]).words == "0.5 of 2"


class TestRecoveryChecks:
    @pytest.mark.parametrize(
        ("ended", "days"),
        [
            (date(2025, 11, 30), (date(2026, 2, 28), date(2026, 5, 30), date(2026, 11, 30))),
            (date(2023, 11, 30), (date(2024, 2, 29), date(2024, 5, 30), date(2024, 11, 30))),
            (date(2024, 2, 29), (date(2024, 5, 29), date(2024, 8, 29), date(2025, 2, 28))),
            (date(2025, 12, 31), (date(2026, 3, 31), date(2026, 6, 30), date(2026, 12, 31))),
        ],
    )
    def test_come_three_six_and_twelve_months_later(self, ended: date, days: tuple[date, ...]) -> None:
        assert tuple(leaving.check_days(ended).values()) == days

    def test_are_covered_by_who_was_reached_of_those_due(self) -> None:
        checks = [(DAY, "sustained"), (DAY, "not_reached"), (DAY, ""), (DAY + timedelta(days=90), "")]
        found = leaving.coverage(checks, DAY)
        assert (found.due, found.asked, found.reached, found.sustained) == (3, 2, 1, 1)
        assert found.words == "1 of 3 due reached, 1 sustained"
        assert leaving.coverage([(DAY, "")], DAY - timedelta(days=1)).words == "No check is due yet"

    def test_are_made_about_their_day(self) -> None:
        assert leaving.may_check(DAY, DAY - timedelta(days=14), DAY)
        assert not leaving.may_check(DAY, DAY - timedelta(days=15), DAY)
        assert not leaving.may_check(DAY, DAY + timedelta(days=1), DAY)


class TestAnExit:
    def test_that_is_planned_judges_each_outcome_hoped_for(self) -> None:
        hoped = ["use", "overdose"]
        assert not leaving.may_end_with("completed", hoped, {"use": "ACHIEVED"})
        assert leaving.may_end_with("completed", hoped, {"use": "ACHIEVED", "overdose": "NOT_ACHIEVED"})
        assert leaving.may_end_with("dropped_out", hoped, {})
        assert not leaving.may_end_with("tired", hoped, {})
        assert not leaving.may_end_with("moved", hoped, {"use": "HALF"})

    def test_is_neither_to_come_nor_before_the_referral(self) -> None:
        assert leaving.may_leave_on(DAY, DAY, DAY)
        assert not leaving.may_leave_on(DAY + timedelta(days=1), DAY, DAY)
        assert not leaving.may_leave_on(DAY - timedelta(days=1), DAY, DAY)


class TestClosing:
    def test_waits_for_concerns_reviews_and_checks_and_says_which(self) -> None:
        def may(**left: int) -> object:
            return leaving.may_close(**{"open_checks": 0, "open_concerns": 0, "review_is_open": False} | left)  # type: ignore[arg-type]  # three known answers

        assert may()
        assert "2 recovery checks are" in str(may(open_checks=2))
        assert "concern" in str(may(open_concerns=1))
        assert "reviewed" in str(may(review_is_open=True))


class TestTheClockOfAConcern:
    def test_runs_through_the_night(self) -> None:
        due = concerns.due_at(NIGHT, 24)
        assert due == NIGHT + timedelta(hours=24)
        assert concerns.due_at(NIGHT, None) == due
        assert concerns.clock(due, NIGHT).words == "24 hours left"
        assert concerns.clock(due, NIGHT + timedelta(hours=23, minutes=30)).words == "30 minutes left"
        assert concerns.clock(due, due + timedelta(hours=1)).words == "1 hour late"
        assert concerns.clock(due, due, NIGHT).words == "closed in time"
        assert concerns.clock(due, due, due + timedelta(days=3)).words == "closed, 3 days late"


class TestARelease:
    def test_is_ready_when_nothing_is_missing(self) -> None:
        ready = release.Planned(DAY, "person:a", "none", "yes", DAY, None)
        assert ready.is_ready
        assert release.Planned(None, "", "no", "no", None, None).missing == (
            "Release date",
            "Somebody who chases",
            "Prescription",
            "Naloxone",
            "First appointment",
        )

    def test_says_when_it_is_and_runs_its_21_days_from_it(self) -> None:
        planned = release.Planned(DAY, "", "", "", None, None)
        assert [planned.when(DAY + timedelta(days=n)) for n in (-5, -1, 0, 1, 2)] == [
            "In 5 days",
            "Tomorrow",
            "Today",
            "Yesterday",
            "2 days ago",
        ]
        assert planned.clock(DAY - timedelta(days=1)) is None
        assert planned.clock(DAY).words == "21 days left"  # type: ignore[union-attr]  # it runs from that day
        assert planned.clock(DAY + timedelta(days=22)).words == "1 day late"  # type: ignore[union-attr]  # as above
