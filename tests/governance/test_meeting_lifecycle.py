"""Every state × step × role of meetings, actions, consultations and appraisals, in the verdict and in the database."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError
from tests.cells import wrong_cells

from throughline.governance.actions import action_points, appraisals, consultations, groups, meetings
from throughline.governance.lifecycle import ACTION, APPRAISAL, CONSULTATION, MEETING
from throughline.governance.models import ActionPoint, Appraisal, Consultation, Meeting
from throughline.kernel.actor import Actor
from throughline.kernel.lifecycle import Lifecycle
from throughline.ledger.actions import act

from .conftest import AT, COMMAND

TABLES = (MEETING, ACTION, CONSULTATION, APPRAISAL)
KEEPER = Actor("system:tests", frozenset({"supplier", "programme-officer"}))


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.noun)
def test_a_step_is_for_its_states_and_roles(table: Lifecycle) -> None:
    assert wrong_cells(table) == []


def meeting() -> Meeting:
    group = groups.found_group(code="watch", about=groups.AboutGroup("Watch"), actor=COMMAND, at=AT)
    return meetings.plan_meeting(
        group_id=group.pk, sitting=meetings.Sitting(date(2026, 1, 5)), actor=KEEPER, at=AT
    )


def action() -> ActionPoint:
    it = meeting()
    meetings.hold_meeting(meeting_id=it.pk, presence={}, actor=KEEPER, at=AT)
    return action_points.agree_action(
        meeting_id=it.pk, what="Ask", due_on=date(2026, 2, 1), owner_name="Chair", actor=KEEPER, at=AT
    )


def consultation() -> Consultation:
    return consultations.ask(title="Grants?", question="Grants?", asked_on=None, actor=KEEPER, at=AT)


def appraisal() -> Appraisal:
    it = appraisals.begin_appraisal(title="Which way?", question="Which?", actor=KEEPER, at=AT)
    appraisals.add_option(appraisal_id=it.pk, name="As now", actor=KEEPER, at=AT)
    return it


# What a row must say besides its state, so that only the table can refuse it.
ALSO: dict[str, Callable[[Any], dict[str, Any]]] = {
    "cancelled": lambda _: {"cancelled_because": "Snow."},
    "confirmed": lambda _: {"confirmed_at": AT, "confirmed_by": "person:1"},
    "done": lambda _: {"closed_at": AT, "closed_by": "person:1", "answer": "Done."},
    "dropped": lambda _: {"closed_at": AT, "closed_by": "person:1", "answer": "No."},
    "closed": lambda _: {"came_of_it": "Grants."},
    "chosen": lambda row: {"chosen": row.options.first(), "chosen_because": "Best."},
}
NOUNS: list[tuple[Lifecycle, Callable[[], Any], str]] = [
    (MEETING, meeting, "planned"),
    (ACTION, action, "open"),
    (CONSULTATION, consultation, "open"),
    (APPRAISAL, appraisal, "open"),
]


class TestTheDatabase:
    @pytest.mark.parametrize(
        ("table", "make", "start", "to"),
        [(table, make, start, to) for table, make, start in NOUNS for to in (*table.states, "lost")],
        ids=[f"{table.noun} to {to}" for table, _, _ in NOUNS for to in (*table.states, "lost")],
    )
    def test_lets_a_row_change_only_as_its_table_says(
        self, reference: None, table: Lifecycle, make: Callable[[], Any], start: str, to: str
    ) -> None:
        row = make()
        allowed = to == start or (start, to) in table.transitions()
        said = ALSO.get(to, lambda _: {})(row)
        try:
            with act(actor=KEEPER, at=AT, verb="test", subject=(table.noun, row.pk)):
                type(row).objects.filter(pk=row.pk).update(state=to, **said)
        except DatabaseError:
            assert not allowed
        else:
            assert allowed

    @pytest.mark.parametrize(("table", "make", "start"), NOUNS, ids=[n[0].noun for n in NOUNS])
    def test_forgets_none_of_them(
        self, reference: None, table: Lifecycle, make: Callable[[], Any], start: str
    ) -> None:
        row = make()
        with (
            pytest.raises(DatabaseError, match=r"(?i)cannot delete|restrict"),
            act(actor=KEEPER, at=AT, verb="test", subject=(table.noun, row.pk)),
        ):
            type(row).objects.filter(pk=row.pk)._raw_delete("default")  # type: ignore[attr-defined]  # no joins
