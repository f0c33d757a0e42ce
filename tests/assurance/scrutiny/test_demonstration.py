"""What does a demonstration show of scrutiny? Something at each stage, and nothing outside demonstrations."""

from datetime import UTC, datetime

import pytest
from tests.trace.conftest import demonstration as demonstration
from tests.trace.conftest import looked_through as looked_through

from throughline.assurance import demonstration_scrutiny, supplied_scrutiny
from throughline.assurance.models import (
    CorrectiveAction,
    RiskReading,
    RiskThreshold,
    Scrutiny,
    Visit,
    YearEnd,
)
from throughline.assurance.queries.scrutinies import to_begin
from throughline.governance.models import Group
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError

SUPPLIER = Actor("system:supplied", frozenset({"supplier"}))
NOW = datetime.now(UTC)


class TestADemonstration:
    def test_has_returns_that_wait_and_one_that_is_stated_on(self, demonstration: None) -> None:
        waiting = to_begin(SUPPLIER, NOW.date())
        assert {each.place.name for each in waiting if each.kind == "year_end"} == {"Bolton", "Wigan"}
        stated = Scrutiny.objects.get(state="stated")
        assert stated.version.of.place.name == "Trafford"
        assert stated.statements.get().outcome == "given_with_conditions"

    def test_has_a_partnership_with_a_quorum(self, demonstration: None) -> None:
        assert Group.objects.get(code="bolton-csp").quorum_least == 3

    def test_has_risk_read_a_visit_a_finding_and_two_year_end_decisions(self, demonstration: None) -> None:
        assert RiskReading.objects.count() == 10
        assert Visit.objects.get().made_on
        assert CorrectiveAction.objects.get().state == "open"
        assert sorted(YearEnd.objects.values_list("state", flat=True)) == ["decided", "proposed"]

    def test_is_loaded_once(self, demonstration: None, settings: object) -> None:
        settings.DEMONSTRATION = True  # type: ignore[attr-defined]  # pytest-django's settings
        assert not demonstration_scrutiny.load(actor=SUPPLIER, at=NOW)


class TestElsewhere:
    def test_nothing_is_made_up(self, looked_at: None) -> None:
        with pytest.raises(RefusedError, match="for demonstrations"):
            demonstration_scrutiny.load(actor=SUPPLIER, at=NOW)

    def test_thresholds_and_questions_are_supplied_once(self, looked_at: None) -> None:
        assert RiskThreshold.objects.count() == 3
        assert not supplied_scrutiny.load(SUPPLIER, NOW)
