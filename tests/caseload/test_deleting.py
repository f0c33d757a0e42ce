"""When does a person's record go, and what is left of it?"""

from collections.abc import Callable
from datetime import date

import pytest
from django.utils import timezone
from tests.caseload.conftest import TODAY, Ward
from tests.harness import Connection

from throughline.caseload.actions import deleting, triage
from throughline.caseload.actions.people import identity_of
from throughline.caseload.models import Person, Referral, SearchHash
from throughline.caseload.sealed import DeletedError
from throughline.caseload.sight import look
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError

pytestmark = pytest.mark.django_db
Make = Callable[..., Referral]
OFFICER = Actor("system:data-protection", frozenset({"data-protection"}))
LATER = date(2033, 4, 1)


@pytest.fixture
def declined(ward: Ward, referred: Make) -> Person:
    """Somebody whose only referral was declined in 2026."""
    made = referred()
    look(ward.worker, TODAY)
    triage.decline(actor=ward.worker, at=timezone.now(), referral_id=made.id, reason="OOA")
    return made.person


class TestARecordPastItsRetention:
    def test_is_due_when_its_years_are_over_and_not_before(self, ward: Ward, declined: Person) -> None:
        look(ward.manager, TODAY)
        assert not deleting.due_for_deletion(ward.ash, LATER).exists(), "no retention is set"
        deleting.keep_for(actor=OFFICER, at=timezone.now(), body_id=ward.ash, years=7, since=TODAY)
        assert not deleting.due_for_deletion(ward.ash, date(2033, 3, 1)).exists()
        assert list(deleting.due_for_deletion(ward.ash, LATER)) == [declined]

    def test_opens_no_more_and_is_not_found(self, ward: Ward, declined: Person) -> None:
        look(ward.manager, TODAY)
        deleting.delete(actor=ward.manager, at=timezone.now(), person_id=declined.id)
        deleting.delete(actor=ward.manager, at=timezone.now(), person_id=declined.id)
        gone = Person.objects.get(id=declined.id)
        with pytest.raises(DeletedError):
            identity_of(gone)
        assert set(SearchHash.objects.values_list("hash", flat=True)) == {""}

    def test_is_kept_while_a_hold_stands(self, ward: Ward, declined: Person) -> None:
        look(ward.manager, TODAY)
        deleting.hold(actor=ward.manager, at=timezone.now(), person=declined, because="An inquest is open.")
        with pytest.raises(RefusedError, match="legal hold"):
            deleting.delete(actor=ward.manager, at=timezone.now(), person_id=declined.id)

    def test_is_kept_while_a_referral_runs(self, ward: Ward, referred: Make) -> None:
        made = referred("accepted")
        look(ward.manager, TODAY)
        with pytest.raises(RefusedError, match="under way"):
            deleting.delete(actor=ward.manager, at=timezone.now(), person_id=made.person_id)


class TestTheKey:
    def test_never_stood_in_history(self, as_superuser: Connection) -> None:
        columns = as_superuser.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_name = 'caseload_personhistory'"
        ).fetchall()
        assert ("identity",) in columns
        assert ("wrapped_key",) not in columns
