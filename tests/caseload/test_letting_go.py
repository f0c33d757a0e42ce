"""What goes by itself, and does the ledger know when somebody changed who looked?"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from tests.caseload.conftest import TODAY, Ward

from throughline.caseload.actions import letting_go, limits, old_drafts, reads, voices
from throughline.caseload.actions.people import note_read
from throughline.caseload.models import AskedToSee, Referral, SearchHash, Voice
from throughline.caseload.queries import seeing
from throughline.caseload.sight import look
from throughline.frame.scope import Sight, enter_sight
from throughline.ledger import queries as ledger

pytestmark = pytest.mark.django_db
Make = Callable[..., Referral]
MONDAY = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


class TestWhatPeopleSaid:
    def test_goes_after_two_years_and_not_before(self, ward: Ward) -> None:
        now = timezone.now()
        for days in (10, 700, 800):
            voices.say(at=now - timedelta(days=days), unit_id=ward.north, score=3, text=f"{days} days ago")
        assert letting_go.old_voices(at=now) == 1
        assert letting_go.old_voices(at=now) == 0
        look(ward.manager, TODAY)
        assert {each.text for each in Voice.objects.all()} == {"10 days ago", "700 days ago"}

    def test_is_deleted_by_nobody_who_signs_in_and_by_no_job_too_early(self, ward: Ward) -> None:
        now = timezone.now()
        for days in (10, 800):
            voices.say(at=now - timedelta(days=days), unit_id=ward.north, score=1, text="Bad.")
        with connection.cursor() as cursor:
            for actor in (ward.manager, ward.head, ward.worker):
                look(actor, TODAY)
                cursor.execute("DELETE FROM caseload_voice")
                assert cursor.rowcount == 0, actor
            enter_sight(letting_go.MACHINE, Sight("provider", None, frozenset({ward.north})))
            cursor.execute("DELETE FROM caseload_voice")
            assert cursor.rowcount == 1, "the job deletes what is old, whatever it asks for"


class TestAnAskToSee:
    def test_forgets_about_whom_it_was_after_a_year(self, ward: Ward) -> None:
        for days in (10, 400):
            at = timezone.now() - timedelta(days=days)
            look(ward.elm_worker, TODAY)
            limits.ask_to_see(
                actor=ward.elm_worker, at=at, unit_id=ward.north, about="X123456", because="He came."
            )
        assert letting_go.old_asks(at=timezone.now()) == 1
        look(ward.head, TODAY)
        assert sorted(bool(bytes(each.sealed)) for each in AskedToSee.objects.all()) == [False, True]
        assert len(seeing.asked_and_open()) == 1


class TestADraftThatNobodyCameBackTo:
    def test_leaves_no_hash_behind(self, ward: Ward, referred: Make) -> None:
        made = referred("draft")
        assert old_drafts.throw_away(at=made.begun_at + timedelta(days=100)) == 1
        look(ward.practitioner, TODAY)
        assert Referral.objects.get().state == "discarded"
        assert not SearchHash.objects.exists()


class TestWhoLooked:
    def looked(self, ward: Ward, made: Referral, at: datetime) -> None:
        look(ward.worker, TODAY)
        note_read(actor=ward.worker, at=at, people=[made.person_id], what="overview")

    def test_has_one_leaf_a_day_also_for_days_that_were_missed(self, ward: Ward, referred: Make) -> None:
        made = referred("assigned")
        self.looked(ward, made, MONDAY - timedelta(days=400))
        self.looked(ward, made, MONDAY)
        assert reads.seal_days(at=MONDAY + timedelta(days=1)) == 1
        assert reads.seal_days(at=MONDAY + timedelta(days=1, hours=2)) == 0
        self.looked(ward, made, MONDAY + timedelta(days=2))
        assert reads.seal_days(at=MONDAY + timedelta(days=4)) == 3
        leaves = ledger.acts_of_kind(reads.KIND)
        assert [(each.subject_id, each.facts["reads"]) for each in leaves] == [
            ("2026-03-02", 2), ("2026-03-03", 0), ("2026-03-04", 1), ("2026-03-05", 0),
        ]  # fmt: skip
        assert reads.wrong_days() == (4, [])

    def test_that_was_added_afterwards_is_found(self, ward: Ward, referred: Make) -> None:
        made = referred("assigned")
        self.looked(ward, made, MONDAY)
        reads.seal_days(at=MONDAY + timedelta(days=1))
        self.looked(ward, made, MONDAY + timedelta(hours=1))
        [sentence] = reads.wrong_days()[1]
        assert sentence == "The looks of 2026-03-02 are not what was sealed: 1 then, 2 now."

    def test_is_counted_for_a_job_alone(self, ward: Ward) -> None:
        for actor in (ward.manager, ward.officer):
            look(actor, TODAY)
            with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT * FROM caseload_reads_between('2000-01-01', '2100-01-01')")
