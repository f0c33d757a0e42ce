"""Every state × step × role of decisions and readings, in the verdict and in the database."""

import pytest
from django.db import DatabaseError, transaction
from tests.cells import wrong_cells

from throughline.decisions.lifecycle import NOTICE, READING
from throughline.decisions.models import Notice, Reading
from throughline.kernel.lifecycle import Lifecycle
from throughline.ledger.actions import act

from .conftest import AT, LEAD, record, send

TABLES = (NOTICE, READING)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.noun)
def test_a_step_is_for_its_states_and_roles(table: Lifecycle) -> None:
    assert wrong_cells(table) == []


class TestTheDatabase:
    @pytest.mark.parametrize("to", [*NOTICE.states, "withdrawn"])
    def test_lets_a_decision_change_only_as_its_table_says(self, db: None, to: str) -> None:
        notice = record(send()[0].id)
        allowed = to == "recorded" or ("recorded", to) in NOTICE.transitions()
        try:
            with act(actor=LEAD, at=AT, verb="test", subject=("decision", notice.number)):
                said = {"made_public_at": AT, "made_public_by": LEAD.id} if to != "recorded" else {}
                Notice.objects.filter(pk=notice.pk).update(state=to, **said)
        except DatabaseError:
            assert not allowed
        else:
            assert allowed

    def test_lets_no_decision_begin_as_published(self, db: None) -> None:
        notice = record(send()[0].id)
        notice.pk, notice.number, notice.again_because, notice.state = (
            None,
            "2023-900",
            "A test.",
            "published",
        )
        notice.made_public_at, notice.made_public_by = AT, LEAD.id
        with (
            pytest.raises(DatabaseError, match="cannot begin as published"),
            act(actor=LEAD, at=AT, verb="test", subject=("decision", 1)),
        ):
            notice.save(force_insert=True)

    @pytest.mark.parametrize("to", ["open", "recorded"])
    def test_lets_no_discarded_reading_live_again(self, reading: Reading, to: str) -> None:
        Reading.objects.filter(pk=reading.pk).update(state="discarded")
        with pytest.raises(DatabaseError, match="Invalid transition"), transaction.atomic():
            Reading.objects.filter(pk=reading.pk).update(state=to)
