"""Somebody with a name is reminded before, on and after the day, then those above; the act itself stops it."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from throughline.assurance.models import Return
from throughline.assurance.returning.letters import remind
from throughline.assurance.returning.rules import reminder
from throughline.frame.models import Letter

from .conftest import Area

DUE = date(2025, 7, 28)


@pytest.mark.parametrize(
    ("days", "which"),
    [
        (-15, None), (-14, "two-weeks-before"), (-4, "two-weeks-before"),
        (-3, "three-days-before"), (-1, "three-days-before"),
        (0, "on-the-day"), (2, "on-the-day"), (3, "three-days-after"), (9, "three-days-after"), (10, "escalated-1"),
        (16, "escalated-1"), (17, "escalated-2"), (380, "escalated-53"),
    ],
)  # fmt: skip
def test_the_steps_go_before_on_and_after_the_day_and_then_up_each_week(days: int, which: str | None) -> None:
    assert reminder(DUE, DUE + timedelta(days=days)) == which


def on(days: int) -> datetime:
    return datetime.combine(DUE + timedelta(days=days), time(6, 20), UTC)


def told(part: str = "") -> list[str]:
    rows = Letter.objects.filter(key__startswith="return:", key__contains=part).exclude(
        key__contains=":open:"
    )
    return sorted({to.partition("@")[0] for to in rows.values_list("to", flat=True)})


class TestAReturnThatIsOpen:
    def test_is_brought_to_mind_once_for_each_step(self, granted: Area) -> None:
        granted.opened()
        for days in range(-20, 10):
            for _ in ("first", "again"):
                remind(at=on(days))
        rows = Letter.objects.filter(to="commissioner@example.org", key__contains=":fill:").order_by(
            "owed_at"
        )
        assert [key.split(":")[4] for key in rows.values_list("key", flat=True)] == [
            "two-weeks-before",
            "three-days-before",
            "on-the-day",
            "three-days-after",
        ]
        assert {each.name for each in rows} == {"A commissioner"}

    def test_goes_up_when_it_is_ten_days_late(self, granted: Area) -> None:
        granted.add("health", "director-of-public-health")
        granted.opened()
        remind(at=on(9))
        assert told() == ["commissioner", "csp-officer", "provider-manager"]
        remind(at=on(10))
        assert set(told("escalated")) >= {"health", "programme-lead", "commissioner"}

    def test_says_nothing_of_what_it_is_about(self, granted: Area) -> None:
        asked = granted.opened()
        remind(at=on(0))
        letter = Letter.objects.filter(key__contains="on-the-day")[0]
        assert letter.path == f"/returns/{asked.id}/"
        assert "£" not in letter.text + letter.subject


class TestTheActItself:
    def test_stops_the_reminders_and_passes_them_to_the_certifier(self, granted: Area) -> None:
        asked = granted.opened()
        remind(at=on(-3))
        assert told("three-days-before")
        granted.submitted(asked)
        assert told("three-days-before") == []  # what had not left is owed no more
        assert told("certify-1") == ["certifier"]
        remind(at=on(0))
        assert told("on-the-day") == ["certifier"]

    def test_of_certifying_stops_the_certifiers(self, granted: Area) -> None:
        granted.certified()
        remind(at=on(30))
        assert told(":submitted:") == []

    def test_of_the_authoritys_question_gives_two_weeks_to_answer(self, granted: Area) -> None:
        from throughline.assurance.actions import certifying

        asked = granted.certified()
        officer = granted["programme-officer"]
        certifying.query(actor=officer, at=on(20), return_id=asked.id, questions=[("", "Why?")])
        remind(at=on(30))
        assert told("escalated") == []
        remind(at=on(31))
        assert "commissioner" in told("three-days-before")


class TestARecipientWithNobodyHere:
    def test_is_the_programme_leads_to_see_to(self, area: Area) -> None:
        area.grant("recovery", recipient="bury")
        asked = Return.objects.get(kind="quarterly", quarter=1)
        from throughline.assurance.actions import calendar

        from .conftest import AT, CLOCK

        calendar.open_return(actor=CLOCK, at=AT, return_id=asked.id)
        remind(at=on(0))
        assert told("on-the-day") == ["programme-lead"]
