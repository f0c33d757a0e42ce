"""Whoever keeps a draft waiting is reminded, in steps, once each."""

from datetime import UTC, datetime, timedelta

import pytest

from throughline.decisions.actions import signing as actions
from throughline.decisions.signing.reminding import remind
from throughline.decisions.signing.rules import reminder_due
from throughline.frame.models import Letter

from .conftest import AT, Town


@pytest.mark.parametrize(
    ("waited", "due"),
    [(0, None), (2, None), (3, 3), (4, 3), (5, 5), (9, 5), (10, 10), (14, 10), (15, 15), (251, 250)],
)
def test_the_steps_are_three_five_and_each_fifth_working_day(waited: int, due: int | None) -> None:
    assert reminder_due(waited) == due


class TestADraftThatWaits:
    def reminders(self) -> list[str]:
        rows = Letter.objects.filter(key__startswith="reminder-").order_by("owed_at", "key")
        return [key.split(":")[0] for key in rows.values_list("key", flat=True)]

    def test_is_brought_to_mind_once_for_each_step(self, town: Town) -> None:
        town.asked()
        for days in range(12):
            for _ in ("first", "again"):
                remind(at=AT + timedelta(days=days))
        # asked on Monday 4 May 2026: three working days later is Thursday 7 May, five are Monday 11 May
        assert self.reminders() == ["reminder-3", "reminder-5"]

    def test_is_left_alone_on_a_bank_holiday(self, town: Town) -> None:
        town.asked()
        assert remind(at=datetime(2026, 5, 25, 9, tzinfo=UTC)) == 0

    def test_reminds_nobody_who_has_signed(self, town: Town) -> None:
        town.signed_by(town.asked(), "assistant-director")
        remind(at=AT + timedelta(days=4))
        told = Letter.objects.filter(key__startswith="reminder-").values_list("to", flat=True)
        assert set(told) == {"director@example.org", "treasurer@example.org"}

    def test_reminds_nobody_who_stands_aside(self, town: Town) -> None:
        draft = town.asked()
        town.delegate("assistant-director", "stand-in")
        actions.declare_conflict(
            draft_id=draft.id,
            text="My sister applied.",
            stands_aside=True,
            actor=town["assistant-director"],
            at=AT,
        )
        remind(at=AT + timedelta(days=4))
        told = Letter.objects.filter(key__startswith="reminder-").values_list("to", flat=True)
        assert set(told) == {"stand-in@example.org"}
