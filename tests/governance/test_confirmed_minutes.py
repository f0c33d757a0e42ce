"""Minutes that a later meeting confirmed stay as they are, whatever the code above the database does."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection

from throughline.governance.actions import agenda, groups, meetings, minutes
from throughline.governance.models import Meeting
from throughline.kernel.actor import Actor
from throughline.ledger.actions import act

from .conftest import AT


@pytest.fixture
def two(actor: Callable[..., Actor]) -> tuple[Actor, Meeting, Meeting]:
    """An officer, a meeting with minutes of which one decision came, and a later one of the same group."""
    officer = actor("programme-officer")
    group = groups.found_group(code="town", about=groups.AboutGroup("Town Group"), actor=officer, at=AT)
    both = []
    for before in (7, 1):
        sitting = meetings.Sitting(AT.date() - timedelta(days=before))
        it = meetings.plan_meeting(group_id=group.pk, sitting=sitting, actor=officer, at=AT)
        point = agenda.add_to_agenda(meeting_id=it.pk, title="Days", purpose="decide", actor=officer, at=AT)
        meetings.hold_meeting(meeting_id=it.pk, presence={}, actor=officer, at=AT)
        minutes.minute(agenda_item_id=point.pk, minutes="Three days a week.", actor=officer, at=AT)
        minutes.record_outcome(
            agenda_item_id=point.pk, kind="decision", text="Three days.", actor=officer, at=AT
        )
        both.append(it)
    return officer, both[0], both[1]


class TestMinutes:
    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE governance_agendaitem SET minutes = 'Two.' WHERE meeting_id = %s",
            "UPDATE governance_outcome SET text = 'Two.' WHERE agenda_item_id IN "
            "(SELECT id FROM governance_agendaitem WHERE meeting_id = %s)",
            "DELETE FROM governance_outcome WHERE agenda_item_id IN "
            "(SELECT id FROM governance_agendaitem WHERE meeting_id = %s)",
        ],
    )
    def test_that_were_confirmed_stay(self, two: tuple[Actor, Meeting, Meeting], statement: str) -> None:
        officer, first, later = two
        meetings.confirm_minutes(meeting_id=first.pk, in_meeting_id=later.pk, actor=officer, at=AT)
        with (
            pytest.raises(DatabaseError, match="not changed"),
            act(actor=officer, at=AT, verb="test", subject=("meeting", first.pk)),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement, [first.pk])
