"""Which returns an area is asked for, and when they open."""

from datetime import timedelta

import pytest

from throughline.agreements.actions import grants
from throughline.assurance.actions import calendar, certifying
from throughline.assurance.models import Return, ReturnGrant
from throughline.assurance.queries.contents import content_of
from throughline.frame.models import Letter
from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError

from .conftest import AT, AWARD, CLOCK, COMMAND, Area


def kinds(year: str = "2025/26") -> list[str]:
    rows = Return.objects.filter(year=year).order_by("opens_on", "due_on")
    return [f"{each.kind}{each.quarter or ''}" for each in rows]


class TestAGrantThatGoesLive:
    def test_brings_its_areas_returns_onto_the_calendar(self, granted: Area) -> None:
        assert kinds() == ["plan", "quarterly1", "quarterly2", "quarterly3", "february", "year_end"]

    def test_in_a_small_area_brings_three(self, area: Area) -> None:
        area.grant("recovery", small=AWARD + Money(1))
        assert kinds() == ["plan", "february", "year_end"]

    def test_at_a_fixed_price_brings_no_forecast_of_money(self, area: Area) -> None:
        area.grant("recovery", basis="fixed")
        assert kinds() == ["plan", "quarterly1", "quarterly2", "quarterly3", "year_end"]

    def test_beside_another_programme_of_the_area_is_covered_by_the_same_returns(self, granted: Area) -> None:
        granted.grant("safer-streets")
        assert len(kinds()) == 6
        assert ReturnGrant.objects.count() == 12
        assert [each.programme for each in content_of(granted.one()).grants] == ["RECOVERY", "SAFER-STREETS"]

    def test_after_a_return_was_submitted_is_taken_in_when_that_is_queried(self, granted: Area) -> None:
        asked = granted.certified()
        granted.grant("safer-streets")
        assert ReturnGrant.objects.filter(of=asked).count() == 1
        officer = granted["programme-officer"]
        certifying.query(actor=officer, at=AT, return_id=asked.id, questions=[("", "And the new grant?")])
        assert ReturnGrant.objects.filter(of=asked).count() == 2

    def test_brings_nothing_twice(self, granted: Area) -> None:
        assert calendar.schedule_returns(actor=COMMAND, at=AT) == []

    def test_of_another_recipient_has_returns_of_its_own(self, granted: Area) -> None:
        granted.grant("safer-streets", recipient="bolton-csp", recipient_kind="accountable_body")
        assert len(kinds()) == 12

    def test_that_ended_since_is_not_scheduled_by_hand(self, area: Area) -> None:
        grant = area.grant("recovery")
        lead = area["programme-lead"]
        grants.stop_or_resume(actor=lead, at=AT, grant_id=grant, step="terminate", because="It failed.")
        assert calendar.schedule_returns(actor=COMMAND, at=AT) == []


class TestAReturnWhoseDayHasCome:
    def test_opens_by_itself_and_its_people_hear_of_it_once(self, granted: Area) -> None:
        assert calendar.open_what_is_due(at=AT) == 2  # the plan since 1 April, the first quarter since 1 July
        assert calendar.open_what_is_due(at=AT) == 0
        told = Letter.objects.filter(key__contains=":open:").values_list("to", flat=True)
        assert sorted(set(told)) == [
            f"{x}@example.org" for x in ("commissioner", "csp-officer", "provider-manager")
        ]

    def test_opens_later_where_a_morning_was_missed(self, granted: Area) -> None:
        assert calendar.open_what_is_due(at=AT + timedelta(days=100)) == 3

    def test_is_not_opened_once_it_was_dropped(self, granted: Area) -> None:
        for each in Return.objects.all():
            calendar.drop(actor=granted["programme-lead"], at=AT, return_id=each.id, because="It ended.")
        assert calendar.open_what_is_due(at=AT) == 0

    def test_is_dropped_only_with_a_reason(self, granted: Area) -> None:
        with pytest.raises(RefusedError, match="Say why"):
            calendar.drop(actor=granted["programme-lead"], at=AT, return_id=granted.one().id, because=" ")

    def test_is_opened_by_nobody_but_the_team_and_the_clock(self, granted: Area) -> None:
        with pytest.raises(RefusedError):
            calendar.open_return(actor=granted["commissioner"], at=AT, return_id=granted.one().id)
        assert calendar.open_return(actor=CLOCK, at=AT, return_id=granted.one().id).state == "open"
