"""What does the week show a manager, and what a key worker?"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from tests.caseload.care.conftest import planned
from tests.caseload.conftest import AT, TODAY, Ward
from tests.pages import words

from throughline.caseload.actions import appointments
from throughline.caseload.care.attendance import may_take_back
from throughline.caseload.models import Referral
from throughline.caseload.queries.week import monday_of
from throughline.caseload.sight import look
from throughline.kernel.actor import Actor

Make = Callable[..., Referral]
Browse = Callable[[Actor], Client]
WHO_IS_ASKING = 9  # session, person, roles, scope, how far they see, savepoints


@pytest.mark.parametrize(
    ("asked", "monday"),
    [
        ("", "2026-03-02"),
        ("2026-03-08", "2026-03-02"),
        ("2026-03-09", "2026-03-09"),
        ("9999-12-31", "2026-03-02"),
        ("tomorrow", "2026-03-02"),
    ],
)
def test_a_week_begins_on_its_monday(asked: str, monday: str) -> None:
    assert monday_of(asked, TODAY).isoformat() == monday


def test_what_came_in_from_another_system_is_put_right_there() -> None:
    assert may_take_back("person:1")
    assert "own system" in str(may_take_back("system:import-ash"))


@pytest.mark.django_db
class TestTheWeek:
    @pytest.fixture
    def booked(self, ward: Ward, referred: Make) -> Referral:
        made = referred("assigned")
        look(ward.worker, TODAY)
        appointments.book(
            actor=ward.worker,
            at=AT,
            referral_id=made.id,
            kind="one_to_one",
            planned=planned(ward, begins_at=datetime(2026, 3, 4, 10, tzinfo=UTC)),
        )
        return made

    def test_names_who_is_met_to_the_service_alone(
        self, ward: Ward, booked: Referral, browse: Browse
    ) -> None:
        for actor in (ward.manager, ward.worker):
            shown = words(browse(actor).get("/week/2026-03-02/"))
            assert "Wednesday 4 March" in shown
            assert "O’Shea-Quinn" in shown
        for other in (ward.elm_manager, ward.elm_worker, ward.worker_south):
            assert "Nobody is met in this week" in words(browse(other).get("/week/2026-03-02/"))
        assert browse(ward.practitioner).get("/week/2026-03-02/").status_code == 403
        assert "O’Shea-Quinn" not in words(browse(ward.manager).get("/week/2026-03-09/"))

    def test_is_narrowed_and_stays_within_ten_queries(
        self, ward: Ward, booked: Referral, browse: Browse, django_assert_max_num_queries: Any
    ) -> None:
        browser = browse(ward.manager)
        with django_assert_max_num_queries(10 + WHO_IS_ASKING):
            browser.get("/week/2026-03-02/")
        one = words(browser.get("/week/2026-03-02/", {"state": "scheduled", "worker": ward.worker.id}))
        assert "1 meeting" in one
        assert "0 meetings" in words(browser.get("/week/2026-03-02/", {"state": "attended"}))
