"""Two people act on one concern, one exit, one page of feedback in two connections: one outcome."""

from django.db import transaction
from tests.caseload.conftest import AT, TODAY, Ward, make_referral, make_ward
from tests.caseload.test_triage_races import by
from tests.races import outcomes

from throughline.caseload.actions import concerns, deaths, leaving, telling
from throughline.caseload.models import Concern, Referral, Told
from throughline.caseload.sight import look
from throughline.ledger.models import Act

SEEN = concerns.Seen("children", "child", "A bruise that the story does not fit.", is_urgent=True)
DEATH = deaths.Death(TODAY, TODAY, "unknown", "The practitioner, by phone today.")


class TestTwoAtOnce:
    def _ready(self) -> tuple[Ward, Referral, Concern]:
        with transaction.atomic():
            ward = make_ward()
            made = make_referral(ward, "assigned")
            look(ward.worker, TODAY)
            row = concerns.raise_concern(actor=ward.worker, at=AT, referral_id=made.id, seen=SEEN)
            return ward, made, row

    def test_who_read_a_concern_own_it_once(self, committed_db: str) -> None:
        ward, _, row = self._ready()
        became = outcomes(
            by(ward.worker, concerns.acknowledge, concern_id=row.id),
            by(ward.practitioner, concerns.acknowledge, concern_id=row.id),
        )
        assert became.count("done") == 1

    def test_of_whom_one_ends_and_one_records_a_death_leave_one_end(self, committed_db: str) -> None:
        ward, made, _ = self._ready()
        became = outcomes(
            by(ward.worker, leaving.leave, referral_id=made.id, reason="dropped_out", on=TODAY),
            by(ward.manager, deaths.notify, referral_id=made.id, death=DEATH),
        )
        assert became[1] == "done"
        with transaction.atomic():
            look(ward.worker, TODAY)
            assert Act.objects.filter(verb="referral.exited").count() == 1

    def test_who_acknowledge_a_page_do_it_once(self, committed_db: str) -> None:
        ward, _, _ = self._ready()
        with transaction.atomic():
            look(ward.practitioner, TODAY)
            waiting = list(Told.objects.values_list("id", flat=True))
        became = outcomes(
            by(ward.practitioner, telling.acknowledge, told=waiting),
            by(ward.head, telling.acknowledge, told=waiting),
        )
        assert became == ["done", "done"]
        with transaction.atomic():
            look(ward.practitioner, TODAY)
            assert Act.objects.filter(verb="feedback.acknowledged").count() == 1
