"""The ward of this room, where Ash keeps its record in a system of its own from today."""

import pytest
from tests.caseload.conftest import AT, SUPPLIER, TODAY, Ward

from throughline.caseload.actions.record_modes import say_whose_record


@pytest.fixture
def elsewhere(ward: Ward) -> None:
    """From today the record of Ash is in its own system."""
    record_elsewhere(ward)


def record_elsewhere(ward: Ward) -> None:
    """The record of Ash is in its own system; Elm never said anything, which is the same."""
    say_whose_record(actor=SUPPLIER, at=AT, body_id=ward.ash, mode="elsewhere", since=TODAY)
