"""What a regime asks of a decision, and by which day."""

from dataclasses import replace
from datetime import date

import pytest

from throughline.decisions.law.duties import (
    Announced,
    RegimeFacts,
    clear_days_between,
    earliest_day,
    is_key,
    publish_by,
    regime_findings,
    window_ends,
)
from throughline.kernel.money import Money

POLICE = RegimeFacts(
    "police-and-crime", "the Panel", None, None, None, 20, True, because="Not general functions."
)
AUTHORITY = RegimeFacts("authority", "Scrutiny Committee", Money(500_000_00), 5, 28, 5, True)
LARGE = Money(600_000_00)


def codes(regime: RegimeFacts | None, value: Money | None, **more: object) -> list[str]:
    function = regime.function if regime else "authority"
    return [each.code for each in regime_findings(regime, function=function, value=value, **more)]  # type: ignore[arg-type]  # any of its own


class TestAKeyDecision:
    @pytest.mark.parametrize("total", [639_733_00, 1_257_000_00])
    def test_is_never_a_police_and_crime_decision(self, total: int) -> None:
        assert codes(POLICE, Money(total), stated_key=False, stated_call_in=False) == []

    def test_is_an_authority_decision_of_600_000_pounds(self) -> None:
        assert codes(AUTHORITY, LARGE) == ["key-decision", "forward-plan-missing"]

    @pytest.mark.parametrize(("pence", "key"), [(499_999_99, False), (500_000_00, True), (-600_000_00, True)])
    def test_begins_at_the_limit(self, pence: int, key: bool) -> None:
        assert is_key(AUTHORITY, Money(pence)) is key

    def test_that_is_denied_is_an_error(self) -> None:
        assert "key-decision-denied" in codes(AUTHORITY, LARGE, stated_key=False)

    def test_that_there_cannot_be_is_pointed_at(self) -> None:
        found = regime_findings(POLICE, function="police-and-crime", value=LARGE, stated_key=True)
        assert [each.code for each in found] == ["key-decision-not-applicable"]
        assert "Not general functions." in found[0].message

    def test_announced_in_time_is_a_key_decision_and_nothing_else(self) -> None:
        announced = Announced(date(2026, 5, 1), date(2026, 5, 30))
        assert codes(AUTHORITY, LARGE, announced=announced) == ["key-decision"]

    def test_announced_a_day_late_says_the_first_day(self) -> None:
        announced = Announced(date(2026, 5, 1), date(2026, 5, 29))
        found = regime_findings(AUTHORITY, function="authority", value=LARGE, announced=announced)
        assert found[-1].code == "forward-plan-too-short"
        assert "27 clear days before 29 May 2026" in found[-1].message
        assert "the first day is 30 May 2026" in found[-1].message

    def test_planned_earlier_by_the_draft_than_on_the_plan_goes_by_the_draft(self) -> None:
        announced = Announced(date(2026, 5, 1), date(2026, 7, 1))
        early = codes(AUTHORITY, LARGE, announced=announced, planned_on=date(2026, 5, 20))
        assert "forward-plan-too-short" in early


class TestCallIn:
    def test_where_there_is_none_is_pointed_at(self) -> None:
        assert codes(POLICE, Money(1), stated_call_in=True) == ["call-in-not-applicable"]

    def test_that_is_denied_where_there_is_one_names_the_body(self) -> None:
        found = regime_findings(AUTHORITY, function="authority", value=Money(1), stated_call_in=False)
        assert "Scrutiny Committee has 5 working days" in found[0].message

    def test_ends_after_working_days_over_easter(self) -> None:
        assert window_ends(date(2026, 4, 1), 5) == date(
            2026, 4, 10
        )  # Good Friday 3 and Easter Monday 6 April


class TestARegime:
    def test_that_is_unverified_says_so_and_refuses_nothing(self) -> None:
        found = regime_findings(replace(POLICE, is_confirmed=False), function="police-and-crime", value=None)
        assert [(each.code, each.severity) for each in found] == [("regime-unverified", "note")]

    def test_that_is_missing_is_a_finding_at_the_function(self) -> None:
        assert codes(None, LARGE) == ["regime-unknown"]
        assert regime_findings(None, function="", value=LARGE) == ()


class TestPublication:
    def test_has_a_day_with_a_regime_and_without(self) -> None:
        assert publish_by(date(2026, 5, 28), AUTHORITY) == date(2026, 6, 4)
        assert publish_by(date(2024, 5, 28), None) == date(2024, 6, 25)

    def test_of_the_2024_decision_was_due_before_its_day(self) -> None:
        assert publish_by(date(2024, 5, 28), POLICE) < date(2024, 7, 8)


class TestClearDays:
    def test_count_neither_the_first_day_nor_the_last(self) -> None:
        assert earliest_day(date(2026, 5, 1), 28) == date(2026, 5, 30)
        assert clear_days_between(date(2026, 5, 1), date(2026, 5, 30)) == 28
        assert clear_days_between(date(2026, 5, 1), date(2026, 5, 1)) == 0
