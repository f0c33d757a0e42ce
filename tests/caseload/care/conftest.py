"""A person in the care of a key worker, with times to meet; all made up."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from tests.caseload.conftest import TODAY, Ward

from throughline.caseload.actions import appointments
from throughline.caseload.actions.appointments import Planned
from throughline.caseload.models import Appointment, Referral
from throughline.caseload.sight import look

TEN = datetime(2026, 3, 2, 10, tzinfo=UTC)
AFTER = datetime(2026, 3, 2, 11, tzinfo=UTC)
Book = Callable[..., Appointment]


def planned(ward: Ward, **changes: Any) -> Planned:
    """Ten o'clock with the worker in the office, unless changed."""
    given: dict[str, Any] = {
        "begins_at": TEN,
        "minutes": 45,
        "mode": "IN_PERSON_PROBATION_OFFICE",
        "with_whom": ward.worker.id,
    }
    return Planned(**given | changes)


@pytest.fixture
def booked(ward: Ward, referred: Callable[..., Referral]) -> Book:
    """A function that books a time for a person in the worker's care, a new one unless `referral` is given."""

    def make(
        referral: Referral | None = None, *, kind: str = "one_to_one", key: str = "", **changes: Any
    ) -> Appointment:
        referral = referral or referred("assigned")
        look(ward.worker, TODAY)
        return appointments.book(
            actor=ward.worker,
            at=TEN,
            referral_id=referral.id,
            kind=kind,
            planned=planned(ward, **changes),
            booking_key=key,
        )

    return make
