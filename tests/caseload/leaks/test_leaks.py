"""What changes for somebody when a person they may not see is there? Nothing: no name, no number, not even a count."""

import pytest
from tests.caseload.leaks.looking import WhoMayNotSeeThem

HERE = ("the unit", "its manager", "another unit")
pytestmark = pytest.mark.slow


@pytest.mark.parametrize("world", HERE, indirect=True)
class TestWhoMayNotSeeThem(WhoMayNotSeeThem):
    """The people of the service itself."""
