"""Who judges, how deeply, and how much may be disposed of; plain values only."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from throughline.assurance.scrutiny.rules import (
    Covered,
    Member,
    asks_scores,
    days_late,
    interests,
    may_be_judged,
    may_dispose,
    model_of,
    variance,
)
from throughline.kernel.money import Money


class TestTheModel:
    def test_is_governing_when_no_grant_is_left_that_it_does_not_govern(self) -> None:
        ours, theirs = Covered("csp_scrutinises", "local_authority"), Covered("csp_governs", "provider")
        assert model_of([theirs]) == "csp_governs"
        assert model_of([ours]) == model_of([ours, theirs]) == model_of([]) == "csp_scrutinises"

    def test_is_governing_where_the_partnerships_own_body_receives_the_money(self) -> None:
        assert model_of([Covered("csp_scrutinises", "accountable_body")]) == "csp_governs"

    @pytest.mark.parametrize(
        ("model", "by"), [("csp_governs", "authority"), ("csp_scrutinises", "partnership")]
    )
    def test_says_who_judges(self, model: str, by: str) -> None:
        other = "partnership" if by == "authority" else "authority"
        assert may_be_judged(model, by)  # type: ignore[arg-type]  # parametrised
        assert not may_be_judged(model, other)  # type: ignore[arg-type]  # parametrised


class TestScoredQuestions:
    @pytest.mark.parametrize(
        ("in_all", "limit", "findings", "asked"),
        [
            (Money(99), Money(100), 0, False),
            (Money(100), Money(100), 0, True),
            (Money(1), Money(100), 1, True),
            (Money(1), None, 0, False),
            (Money(1), None, 2, True),
        ],
    )
    def test_are_asked_from_a_size_on_or_after_a_finding(
        self, in_all: Money, limit: Money | None, findings: int, asked: bool
    ) -> None:
        assert asks_scores(in_all, limit, findings)[0] is asked


class TestInterests:
    def test_of_those_who_were_not_there_are_told_only_where_they_come_from_the_money(self) -> None:
        members = [
            Member("A", "", True, "A cousin works there.", "Stayed."),
            Member("B", "", False, "Something else.", ""),
            Member("C", "Probation", False, "Refers people.", ""),
        ]
        assert interests(members) == "A: A cousin works there. Stayed.\nC (Probation): Refers people."

    def test_that_nobody_has_are_said_too(self) -> None:
        assert interests([Member("A", "", True, "", "")]) == "Nobody declared an interest."


class TestSigns:
    @pytest.mark.parametrize(
        ("came", "late"), [(None, 12), (date(2025, 5, 30), 0), (date(2025, 6, 1), 1), (date(2025, 5, 31), 0)]
    )
    def test_count_days_late_until_it_came(self, came: date | None, late: int) -> None:
        assert days_late(date(2025, 5, 31), came, date(2025, 6, 12)) == late

    @pytest.mark.parametrize(
        ("award", "expected", "percent"),
        [(200, 199, 1), (200, 201, 1), (1000, 996, 0), (100, 100, 0), (100, 0, 100)],
    )
    def test_count_variance_in_percent_with_halves_up(self, award: int, expected: int, percent: int) -> None:
        assert variance(Money(award), Money(expected)) == percent

    def test_know_no_variance_while_nobody_has_said(self) -> None:
        assert variance(Money(100), None) is None


class TestWhatMayBeDisposedOf:
    @given(st.integers(1, 10**9), st.integers(0, 10**9), st.integers(0, 10**9), st.integers(1, 10**9))
    def test_is_never_more_than_was_not_spent(self, award: int, spent: int, before: int, now: int) -> None:
        verdict = may_dispose(
            price_basis="actual", award=Money(award), spent=Money(spent), before=Money(before), now=Money(now)
        )
        assert bool(verdict) is (before + now <= max(award - spent, 0))
