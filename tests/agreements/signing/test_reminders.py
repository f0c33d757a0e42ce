"""Who is reminded of an agreement, when does it expire, and when does it end?"""

from datetime import UTC, date, datetime, timedelta

import pytest

from throughline.agreements.actions import agreements as actions
from throughline.agreements.models import Agreement, Grant
from throughline.agreements.signing import rules
from throughline.agreements.signing.reminding import end_what_ran_out, expire_overdue, remind
from throughline.frame.models import Letter
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act

from .conftest import AT, SUPPLIER, Town

SIGN_BY = date(2024, 7, 1)  # 28 days after it was issued


def on(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 7, tzinfo=UTC)


def letters(name: str) -> int:
    return Letter.objects.filter(to=f"{name}@example.org").count()


class TestARuleOfDays:
    @pytest.mark.parametrize(
        ("left", "due"),
        [
            (28, None),
            (15, None),
            (14, "14 days before"),
            (8, "14 days before"),
            (7, "7 days before"),
            (3, "3 days before"),
            (2, "3 days before"),
            (1, "1 days before"),
            (0, "0 days before"),
            (-1, None),
        ],
    )
    def test_reminds_before_and_on_the_last_day(self, left: int, due: str | None) -> None:
        assert rules.reminder_before(SIGN_BY, SIGN_BY - timedelta(days=left)) == due

    @pytest.mark.parametrize(
        ("waited", "due"), [(4, None), (5, "5 days after"), (9, "5 days after"), (10, "10 days after")]
    )
    def test_reminds_whoever_countersigns_every_fifth_day(self, waited: int, due: str | None) -> None:
        assert rules.reminder_to_countersign(SIGN_BY, SIGN_BY + timedelta(days=waited)) == due

    def test_lets_it_expire_after_the_last_day_not_on_it(self) -> None:
        assert not rules.has_expired(SIGN_BY, SIGN_BY)
        assert rules.has_expired(SIGN_BY, SIGN_BY + timedelta(days=1))
        assert not rules.has_expired(None, SIGN_BY)

    @pytest.mark.parametrize(
        ("day", "words"),
        [
            (date(2024, 6, 28), "3 days left"),
            (SIGN_BY, "today is the last day"),
            (date(2024, 7, 2), "1 day late"),
        ],
    )
    def test_is_said_in_words(self, day: date, words: str) -> None:
        assert rules.days_left(SIGN_BY, day) == words


class TestAReminder:
    def test_goes_to_whoever_may_sign_once_a_step_however_often_it_runs(self, town: Town) -> None:
        town.issued()
        assert letters("commissioner") == 1, "the first letter asks"
        for day in (date(2024, 6, 17), date(2024, 6, 17), date(2024, 6, 18)):
            remind(at=on(day))
        assert letters("commissioner") == 2
        remind(at=on(SIGN_BY))
        assert letters("commissioner") == 3
        assert letters("deputy") == letters("stranger") == 0

    def test_that_was_missed_is_made_good_by_the_next_run(self, town: Town) -> None:
        town.issued()
        assert remind(at=on(date(2024, 6, 20))) == 1

    def test_goes_to_whoever_countersigns_after_the_other_side_signed(self, town: Town) -> None:
        town.signed()
        asked = letters("director")
        remind(at=on(date(2024, 6, 7)))
        assert letters("director") == asked
        remind(at=on(date(2024, 6, 8)))
        assert letters("director") == asked + 1
        assert letters("assistant") == 0, "the sum is beyond this authority"
        assert letters("officer") == 0

    def test_says_where_and_never_what(self, town: Town) -> None:
        agreement = town.issued()
        remind(at=on(date(2024, 6, 17)))
        for each in Letter.objects.all():
            assert each.path == f"/agreements/{agreement.id}/sign/"
            assert "Bolton" not in each.text + each.subject
            assert "£" not in each.text + each.subject

    def test_stops_once_there_is_nothing_to_sign(self, town: Town) -> None:
        agreement = town.issued()
        actions.take_back(actor=town["officer"], at=AT, agreement_id=agreement.id)
        before = Letter.objects.count()
        assert remind(at=on(date(2024, 6, 17))) == 0
        assert Letter.objects.count() == before


class TestALastDay:
    def test_that_has_passed_makes_it_expire_and_both_sides_are_told(self, town: Town) -> None:
        agreement = town.issued()
        assert expire_overdue(at=on(SIGN_BY)) == 0
        assert expire_overdue(at=on(SIGN_BY + timedelta(days=1))) == 1
        assert expire_overdue(at=on(SIGN_BY + timedelta(days=1))) == 0
        assert town.again(agreement).state == "expired"
        subjects = Letter.objects.filter(subject="An agreement was not signed in time")
        assert set(subjects.values_list("to", flat=True)) == {
            "commissioner@example.org",
            "officer@example.org",
        }

    def test_is_kept_to_also_before_the_clock_came_round(self, town: Town) -> None:
        agreement = town.issued()
        with pytest.raises(RefusedError, match="has passed"):
            town.sign(agreement, at=on(SIGN_BY + timedelta(days=1)))
        assert town.sign(agreement, at=on(SIGN_BY)).state == "signed"

    def test_does_not_undo_what_one_side_signed(self, town: Town) -> None:
        agreement = town.signed()
        assert expire_overdue(at=on(date(2025, 1, 1))) == 0
        assert town.countersign(agreement, at=on(date(2024, 9, 2))).state == "in_force"

    def test_is_given_anew(self, town: Town) -> None:
        agreement = town.issued()
        expire_overdue(at=on(date(2024, 7, 2)))
        later = on(date(2024, 7, 3))
        actions.reissue(actor=town["officer"], at=later, agreement_id=agreement.id)
        actions.issue(actor=town["officer"], at=later, agreement_id=agreement.id, sign_by=date(2024, 7, 20))
        assert town.sign(agreement, at=later).state == "signed"

    def test_lies_not_in_the_past(self, town: Town) -> None:
        agreement = town.drafted()
        with pytest.raises(RefusedError, match="give a later one"):
            actions.issue(
                actor=town["officer"], at=AT, agreement_id=agreement.id, sign_by=AT.date() - timedelta(days=1)
            )


class TestItsTime:
    def test_over_ends_a_partnership(self, town: Town) -> None:
        agreement = town.in_force("partnership")
        assert end_what_ran_out(at=on(date(2027, 3, 31))) == 0
        assert end_what_ran_out(at=on(date(2027, 4, 1))) == 1
        assert town.again(agreement).state == "ended"

    def test_over_ends_a_grant_agreement_only_once_the_grant_is_closed(self, town: Town) -> None:
        agreement = town.in_force()
        assert end_what_ran_out(at=on(date(2026, 4, 1))) == 0, "reports and repayments are still due under it"
        with act(actor=SUPPLIER, at=AT, verb="tried", subject=("test", "1")):
            Grant.objects.filter(pk=town.grant.pk).update(state="closing")
            Grant.objects.filter(pk=town.grant.pk).update(state="closed")
        assert end_what_ran_out(at=on(date(2026, 4, 1))) == 1
        assert Agreement.objects.get(pk=agreement.pk).state == "ended"
