"""Every state × step × role of promises, risks, milestones, reviews and recommendations."""

import pytest
from tests.cells import wrong_cells

from throughline.governance.watching.lifecycle import (
    ITS_OWNER,
    MILESTONE,
    PROMISE,
    RECOMMENDATION,
    REVIEW,
    RISK,
)
from throughline.governance.watching.rules import may_take
from throughline.kernel.actor import Actor
from throughline.kernel.lifecycle import Cell, Lifecycle
from throughline.kernel.verdict import Verdict

TABLES = (PROMISE, RISK, MILESTONE, REVIEW, RECOMMENDATION)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.noun)
def test_a_step_is_for_its_states_and_roles(table: Lifecycle) -> None:
    def may(cell: Cell, actor: Actor) -> Verdict:
        alone = Actor(actor.id, actor.roles - {ITS_OWNER})
        return may_take(table, cell.step, cell.state, alone, is_owner=cell.role == ITS_OWNER)

    assert wrong_cells(table, may) == []
