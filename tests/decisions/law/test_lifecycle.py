"""Every state × step × role of schemes, regimes, planned key decisions and call-ins."""

import pytest
from tests.cells import wrong_cells

from throughline.decisions.law.lifecycle import CALL_IN, PLANNED, REGIME, SCHEME
from throughline.kernel.lifecycle import Lifecycle

TABLES = (SCHEME, REGIME, PLANNED, CALL_IN)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.noun)
def test_a_step_is_for_its_states_and_roles(table: Lifecycle) -> None:
    assert wrong_cells(table) == []


class TestConfirming:
    @pytest.mark.parametrize("table", [SCHEME, REGIME], ids=["scheme", "regime"])
    def test_is_for_the_monitoring_officer_alone(self, table: Lifecycle) -> None:
        assert table.step("confirm").roles == {"monitoring-officer"}
