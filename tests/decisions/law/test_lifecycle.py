"""Every state × step × role of schemes, regimes, planned key decisions and call-ins."""

import pytest

from throughline.decisions.law.lifecycle import CALL_IN, PLANNED, REGIME, SCHEME
from throughline.kernel.actor import Actor
from throughline.kernel.lifecycle import Cell, Lifecycle

TABLES = (SCHEME, REGIME, PLANNED, CALL_IN)
CELLS = [(table, cell) for table in TABLES for cell in table.cells()]


@pytest.mark.parametrize(
    ("table", "cell"), CELLS, ids=[f"{t.noun}: {c.state} {c.step} {c.role or 'nobody'}" for t, c in CELLS]
)
def test_a_step_is_for_its_states_and_roles(table: Lifecycle, cell: Cell) -> None:
    actor = Actor("person:1", frozenset({cell.role} - {""}))
    verdict = table.may(cell.step, cell.state, actor)
    assert bool(verdict) is cell.allowed
    assert cell.allowed or verdict.reason  # type: ignore[union-attr]  # Refused has one


class TestConfirming:
    @pytest.mark.parametrize("table", [SCHEME, REGIME], ids=["scheme", "regime"])
    def test_is_for_the_monitoring_officer_alone(self, table: Lifecycle) -> None:
        assert table.step("confirm").roles == {"monitoring-officer"}
