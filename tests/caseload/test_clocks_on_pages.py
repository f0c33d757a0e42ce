"""Do pages count the ten working days and the twenty-one days right over Easter and Christmas?"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from tests.caseload.conftest import Ward
from tests.pages import words

from throughline.caseload.actions import release, treatment
from throughline.caseload.models import Referral
from throughline.caseload.sight import look
from throughline.kernel.actor import Actor
from throughline.ledger.actions import act

pytestmark = pytest.mark.django_db
Make = Callable[..., Referral]
Browse = Callable[[Actor], Client]


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> Callable[[date], datetime]:
    """A function that makes it noon of that day; it gives the moment."""

    def come(day: date) -> datetime:
        moment = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
        return moment

    return come


def dated(ward: Ward, made: Referral, at: datetime, **columns: Any) -> None:
    look(ward.worker, at.date())
    with act(actor=ward.worker, at=at, verb="test.moved", subject=("referral", made.id)):
        Referral.objects.filter(id=made.id).update(sent_at=at, **columns)


class TestTenWorkingDays:
    """Good Friday 2027 is 26 March; in 2026 Boxing Day is a Saturday, so that Monday 28 December is no working day."""

    @pytest.mark.parametrize(
        ("sent", "today", "said"),
        [
            (date(2027, 3, 18), date(2027, 3, 25), "by 5 April 2027: 5 working days left"),
            (date(2027, 3, 18), date(2027, 3, 28), "by 5 April 2027: 5 working days left"),
            (date(2027, 3, 18), date(2027, 4, 5), "by 5 April 2027: due today"),
            (date(2027, 3, 18), date(2027, 4, 6), "by 5 April 2027: 1 working day late"),
            (date(2026, 12, 17), date(2026, 12, 24), "by 5 January 2027: 5 working days left"),
            (date(2026, 12, 17), date(2026, 12, 28), "by 5 January 2027: 5 working days left"),
            (date(2026, 12, 17), date(2027, 1, 4), "by 5 January 2027: 1 working day left"),
        ],
    )
    def test_stand_on_probations_page_and_in_the_inbox(
        self,
        ward: Ward,
        referred: Make,
        browse: Browse,
        on: Callable[[date], datetime],
        sent: date,
        today: date,
        said: str,
    ) -> None:
        made = referred("sent")
        dated(ward, made, on(sent))
        on(today)
        due, left = said.removeprefix("by ").split(": ")
        assert f"First contact by {due}: {left}" in words(
            browse(ward.practitioner).get(f"/referrals/{made.reference}/")
        )
        worker = browse(ward.worker)
        assert left in words(worker.get("/inbox/")).lower()
        assert (
            f"{left} first contact by {due.lower()}."
            in words(worker.get(f"/inbox/{made.reference}/")).lower()
        )


class TestTwentyOneDays:
    @pytest.mark.parametrize(
        ("since", "today", "left", "due"),
        [
            (date(2027, 3, 18), date(2027, 3, 29), "10 days left", "8 April 2027"),
            (date(2026, 12, 15), date(2026, 12, 25), "11 days left", "5 January 2027"),
            (date(2026, 12, 15), date(2027, 1, 6), "1 day late", "5 January 2027"),
        ],
    )
    def test_are_calendar_days_on_the_release_board_and_beside_the_treatment(
        self,
        ward: Ward,
        referred: Make,
        browse: Browse,
        on: Callable[[date], datetime],
        since: date,
        today: date,
        left: str,
        due: str,
    ) -> None:
        made = referred("assigned")
        at = on(since)
        dated(ward, made, at, source="custody")
        given: dict[str, Any] = {"actor": ward.worker, "at": at, "referral_id": made.id}
        release.plan(**given, ready=release.Ready(since, "", "HMP Styal", ward.worker.id, "yes", "yes"))
        treatment.refer(**given, service="Made-up service", referred_on=since)
        on(today)
        worker = browse(ward.worker)
        assert left in words(worker.get("/release-board/"))
        assert f"{left} (by {due})" in words(worker.get(f"/people/{made.reference}/support/"))
