"""Every state × step × role of promises, risks, milestones, reviews and recommendations."""

import pytest

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

TABLES = (PROMISE, RISK, MILESTONE, REVIEW, RECOMMENDATION)
CELLS = [(table, cell) for table in TABLES for cell in table.cells()]


@pytest.mark.parametrize(
    ("table", "cell"), CELLS, ids=[f"{t.noun}: {c.state} {c.step} {c.role or 'nobody'}" for t, c in CELLS]
)
def test_a_step_is_for_its_states_and_roles(table: Lifecycle, cell: Cell) -> None:
    roles = frozenset({cell.role} - {"", ITS_OWNER})
    actor = Actor("person:1", roles)
    verdict = may_take(table, cell.step, cell.state, actor, is_owner=cell.role == ITS_OWNER)
    assert bool(verdict) is cell.allowed
    assert cell.allowed or verdict.reason  # type: ignore[union-attr]  # Refused has one
