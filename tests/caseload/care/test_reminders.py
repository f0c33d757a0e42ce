"""Who is reminded without a worker, with what words, and who is not?"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from unittest import mock

import pytest
from django.db import connection
from tests.caseload.care.conftest import Book
from tests.caseload.conftest import TODAY, Ward

from throughline.caseload.actions.reminding import providers, remind_of_provider
from throughline.caseload.models import Appointment, LimitName, Person, Referral
from throughline.caseload.sight import look
from throughline.frame import letters
from throughline.ledger.actions import act

pytestmark = pytest.mark.django_db
Make = Callable[..., Referral]
FRIDAY = datetime(2026, 3, 6, 8, 30, tzinfo=UTC)
MONDAY = datetime(2026, 3, 9, 10, tzinfo=UTC)


def sent() -> list[tuple[str, str, str]]:
    return list(letters.every_letter().values_list("name", "subject", "text"))


@pytest.mark.hazard("H11")
class TestReminding:
    def test_goes_by_mail_once_and_says_the_day_and_time_and_nothing_else(
        self, ward: Ward, booked: Book, referred: Make
    ) -> None:
        booked(referred("assigned", safe_contact="any", email="ada@example.org"), begins_at=MONDAY)
        assert [remind_of_provider(ward.ash, at=FRIDAY) for _ in range(2)] == [1, 0]
        [(_, subject, text)] = sent()
        assert "Monday 9 March at 10am" in text
        said = (subject + text).lower()
        for word in ("drug", "alcohol", "probation", "recovery", "ash", "ada", "worker", "o’shea"):
            assert word not in said

    def test_keeps_the_address_from_whoever_reads_letters_and_forgets_it_with_the_sending(
        self, ward: Ward, booked: Book, referred: Make
    ) -> None:
        booked(referred("assigned", safe_contact="any", email="ada@example.org"), begins_at=MONDAY)
        assert remind_of_provider(ward.ash, at=FRIDAY) == 1
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM frame_letter l WHERE l::text LIKE '%ada@%'")
            assert cursor.fetchone() == (0,)
        carried: list[str] = []
        with mock.patch.object(
            letters, "carrier", return_value=mock.Mock(carry=lambda it: carried.append(it.to))
        ):
            [letter] = letters.every_letter()
            assert letters.deliver(letter.key, at=FRIDAY)
        assert carried == ["ada@example.org"]
        assert letters.every_letter().get().sealed_to is None

    @pytest.mark.parametrize("safe", ["", "phone", "text", "letter", "practitioner"])
    def test_never_writes_where_that_is_not_safe(
        self, ward: Ward, booked: Book, referred: Make, safe: str
    ) -> None:
        booked(referred("assigned", safe_contact=safe, email="ada@example.org"), begins_at=MONDAY)
        assert remind_of_provider(ward.ash, at=FRIDAY) == 0
        assert sent() == []

    def test_goes_no_further_than_the_next_working_day(
        self, ward: Ward, booked: Book, referred: Make
    ) -> None:
        referral = referred("assigned", safe_contact="any", email="ada@example.org")
        booked(referral, begins_at=MONDAY + timedelta(days=1))
        booked(referral, begins_at=FRIDAY - timedelta(hours=1))
        assert remind_of_provider(ward.ash, at=FRIDAY) == 0

    def test_sees_nobody_whose_record_is_limited(self, ward: Ward, booked: Book, referred: Make) -> None:
        made = booked(referred("assigned", safe_contact="any", email="ada@example.org"), begins_at=MONDAY)
        look(ward.manager, TODAY)
        person = made.referral.person_id
        with act(actor=ward.manager, at=FRIDAY, verb="limit.set", subject=("person", person)):
            LimitName.objects.create(person_id=person, kind="may", staff=ward.worker.id)
            Person.objects.filter(id=person).update(
                access="restricted",
                access_source="probation",
                access_on=TODAY,
                access_by=ward.manager.id,
                access_good_until=datetime(2099, 1, 1, tzinfo=UTC).date(),
            )
        assert remind_of_provider(ward.ash, at=FRIDAY) == 0

    def test_of_another_provider_does_not_touch_ours(self, ward: Ward, booked: Book, referred: Make) -> None:
        made = booked(referred("assigned", safe_contact="any", email="ada@example.org"), begins_at=MONDAY)
        assert providers(FRIDAY) == {ward.ash, ward.elm}
        assert remind_of_provider(ward.elm, at=FRIDAY) == 0
        look(ward.worker, TODAY)
        assert Appointment.objects.get(id=made.id).reminded_at is None
