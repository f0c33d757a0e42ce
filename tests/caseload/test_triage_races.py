"""Two people and one referral, in two connections: one outcome."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from tests.caseload.conftest import AT, TODAY, Ward, make_referral, make_ward
from tests.caseload.triage_steps import offered
from tests.races import outcomes

from throughline.caseload.actions import transfers, triage
from throughline.caseload.models import Referral, Told, Transfer
from throughline.caseload.sight import look
from throughline.kernel.actor import Actor

REFUSED = "This referral is accepted; this can be done while it is sent"


def by(actor: Actor, step: Callable[..., Any], **given: Any) -> Callable[[], Any]:
    """The step as a page takes it: in a transaction that has looked."""

    def do() -> Any:
        with transaction.atomic():
            look(actor, TODAY)
            return step(actor=actor, at=AT, **given)

    return do


def ready(state: str) -> tuple[Ward, Referral]:
    with transaction.atomic():
        ward = make_ward()
        return ward, make_referral(ward, state)


class TestTwoAtOnce:
    def test_who_accept_accept_once(self, committed_db: str) -> None:
        ward, made = ready("sent")
        became = outcomes(
            by(ward.worker, triage.accept, referral_id=made.id),
            by(ward.manager, triage.accept, referral_id=made.id),
        )
        assert became.count("done") == 1
        assert any(each.startswith(REFUSED) for each in became)
        with transaction.atomic():
            look(ward.worker, TODAY)
            assert Told.objects.filter(kind="accepted").count() == 1

    def test_of_whom_one_accepts_and_one_declines_leave_one_decision(self, committed_db: str) -> None:
        ward, made = ready("sent")
        became = outcomes(
            by(ward.worker, triage.accept, referral_id=made.id),
            by(ward.manager, triage.decline, referral_id=made.id, reason="OOA"),
        )
        assert became.count("done") == 1
        with transaction.atomic():
            look(ward.worker, TODAY)
            made.refresh_from_db()
            assert Told.objects.get().kind == made.state

    def test_who_give_the_person_to_a_key_worker_give_them_once(self, committed_db: str) -> None:
        ward, made = ready("accepted")
        given = {"referral_id": made.id, "key_worker": ward.worker.id}
        became = outcomes(by(ward.worker, triage.assign, **given), by(ward.manager, triage.assign, **given))
        assert became.count("done") == 1
        with transaction.atomic():
            look(ward.worker, TODAY)
            assert Told.objects.filter(kind="allocated").count() == 1

    def test_of_whom_one_takes_the_transfer_and_one_allocates_leave_the_person_in_one_place(
        self, committed_db: str
    ) -> None:
        ward, made = ready("accepted")
        with transaction.atomic():
            offer = offered(ward, made, to="west")
        became = outcomes(
            by(ward.elm_worker, transfers.take, transfer_id=offer.id),
            by(ward.worker, triage.assign, referral_id=made.id, key_worker=ward.worker.id),
        )
        assert became.count("done") == 1
        with transaction.atomic():
            look(ward.elm_worker if became[0] == "done" else ward.worker, TODAY)
            made.refresh_from_db()
            taken = made.unit_id == ward.west
            assert (made.state, made.key_worker) == (
                ("accepted", "") if taken else ("assigned", ward.worker.id)
            )
            assert Transfer.objects.get().state == ("taken" if taken else "offered")

    def test_of_whom_one_takes_and_one_takes_back_leave_one_answer(self, committed_db: str) -> None:
        ward, made = ready("accepted")
        with transaction.atomic():
            offer = offered(ward, made, to="west")
        became = outcomes(
            by(ward.elm_worker, transfers.take, transfer_id=offer.id),
            by(ward.worker, transfers.take_back, transfer_id=offer.id),
        )
        assert became.count("done") == 1
        assert any("this can be done while it is offered" in each for each in became)

    def test_who_offer_the_person_to_two_units_offer_them_once(self, committed_db: str) -> None:
        ward, made = ready("assigned")
        to = {"referral_id": made.id, "to_place": ward.bolton, "because": "Moved."}
        became = outcomes(
            by(ward.worker, transfers.offer, to_unit=ward.south, to_provider=ward.ash, **to),
            by(ward.manager, transfers.offer, to_unit=ward.west, to_provider=ward.elm, **to),
        )
        assert became.count("done") == 1
        assert any("offered to another unit already" in each for each in became)
