"""What may nobody change about money that was asked for, not even past every page?"""

from collections.abc import Callable

import pytest
from django.db import DatabaseError
from tests.payments.conftest import AT, Town, in_an_act, paid

from throughline.kernel.money import Money
from throughline.payments.actions import answers, holds, recoveries, runs
from throughline.payments.models import (
    Answer,
    Hold,
    Instalment,
    Override,
    PaymentRequest,
    Recovery,
    RequestRun,
)


def refuses(change: Callable[[], object]) -> None:
    with pytest.raises(DatabaseError, match=r"Cannot|stays|never|once|denied"), in_an_act():
        change()


class TestAReleasedRun:
    @pytest.mark.parametrize(
        "change",
        [
            {"control_total_pence": Money(1)},
            {"requests_count": 9},
            {"number": 99},
            {"file": None},
            {"prepared_by": "person:other"},
            {"approved_by": "person:other"},
            {"released_by": "person:other"},
        ],
        ids=lambda change: next(iter(change)),
    )
    def test_stays_as_three_people_sent_it(self, town: Town, change: dict[str, object]) -> None:
        run = town.released()
        refuses(lambda: RequestRun.objects.filter(pk=run.pk).update(**change))

    def test_keeps_its_sum_from_its_approval_on(self, town: Town) -> None:
        run = town.approve(town.prepare())
        refuses(lambda: RequestRun.objects.filter(pk=run.pk).update(control_total_pence=Money(1)))


class TestARequest:
    @pytest.mark.parametrize(
        "change",
        [{"amount_pence": Money(1)}, {"reference": "TL-other"}],
        ids=lambda change: next(iter(change)),
    )
    def test_asks_for_what_it_asked_for(self, town: Town, change: dict[str, object]) -> None:
        rows = PaymentRequest.objects.filter(run=town.prepare())
        refuses(lambda: rows.update(**change))

    def test_is_never_deleted(self, town: Town) -> None:
        rows = PaymentRequest.objects.filter(run=town.prepare())
        refuses(rows.delete)

    @pytest.mark.parametrize(
        "change",
        [{"outcome": ""}, {"paid_on": None}, {"ledger_reference": "FIN-2"}, {"is_live": False}],
        ids=lambda change: next(iter(change)),
    )
    def test_keeps_what_finance_answered(self, town: Town, change: dict[str, object]) -> None:
        rows = PaymentRequest.objects.filter(run=town.paid())
        refuses(lambda: rows.update(**change))

    def test_does_not_come_to_life_again(self, town: Town) -> None:
        run = town.prepare()
        runs.discard(actor=town["finance-preparer"], at=AT, run_id=run.pk, because="A wrong code.")
        refuses(lambda: PaymentRequest.objects.filter(run=run).update(is_live=True))

    def test_that_was_taken_out_of_its_run_is_answered_by_nobody(self, three: Town) -> None:
        run = three.prepare()
        out, *left = run.requests.order_by("reference")
        runs.amend(actor=three["finance-preparer"], at=AT, run_id=run.pk, request_id=out.pk)
        three.release(three.approve(run))
        answer = three.answer(*(paid(each) for each in (out, *left)))
        assert [bool(row.problem) for row in answer.rows.order_by("number")] == [True, False, False]
        assert Instalment.objects.get(pk=out.instalment_id).state == "due"


class TestAPaidInstalment:
    def test_keeps_the_day_on_which_it_was_due(self, town: Town) -> None:
        town.paid()
        refuses(lambda: Instalment.objects.filter(pk=town.first().pk).update(due_on="2031-01-01"))


class TestAnAnswer:
    def test_is_never_changed(self, town: Town) -> None:
        town.paid()
        refuses(lambda: Answer.objects.update(loaded_by="person:other"))

    def test_that_came_late_still_names_its_reference_once(self, town: Town) -> None:
        run = town.released()
        town.answer(*(paid(each, document="") for each in run.requests.all()))
        answers.reconcile(
            actor=town["finance-preparer"], at=AT, instalment_id=town.first().pk, ledger_reference="FIN-7"
        )
        refuses(lambda: PaymentRequest.objects.filter(run=run).update(ledger_reference="FIN-8"))


class TestAHold:
    def test_stays_as_it_was_said_and_is_lifted_once(self, town: Town) -> None:
        held = holds.hold(
            actor=town["programme-officer"],
            at=AT,
            instalment_id=town.first().pk,
            reason="A question.",
            cleared_by_role="programme-officer",
            look_again_on=AT.date(),
        )
        refuses(lambda: Hold.objects.filter(pk=held.pk).update(reason="Another."))
        refuses(Hold.objects.filter(pk=held.pk).delete)
        holds.lift(actor=town["programme-officer"], at=AT, hold_id=held.pk, because="Answered.")
        refuses(lambda: Hold.objects.filter(pk=held.pk).update(lifted_by="person:other"))


class TestAnOverride:
    def test_stays_as_two_people_made_it(self, town: Town) -> None:
        with in_an_act():
            asked = Override.objects.create(
                instalment=town.first(),
                conditions=["csp_approval"],
                reason="Made up.",
                asked_at=AT,
                asked_by="a",
            )
        rows = Override.objects.filter(pk=asked.pk)
        refuses(lambda: rows.update(conditions=["csp_approval", "underspend"]))
        refuses(rows.delete)
        with in_an_act():
            rows.update(agreed_at=AT, agreed_by="b")
        refuses(lambda: rows.update(agreed_by="c"))


class TestARecovery:
    def test_keeps_its_sum_its_people_and_its_end(self, town: Town) -> None:
        town.paid()
        row = recoveries.propose(
            actor=town["programme-officer"],
            at=AT,
            grant_id=town.grant.pk,
            amount=Money(100),
            how="invoice",
            reason="Not spent.",
        )
        rows = Recovery.objects.filter(pk=row.pk)
        refuses(lambda: rows.update(amount_pence=Money(1)))
        recoveries.approve(actor=town["finance-approver"], at=AT, recovery_id=row.pk)
        refuses(lambda: rows.update(approved_by="person:other"))
        recoveries.ask(actor=town["finance-releaser"], at=AT, recovery_id=row.pk)
        recoveries.receive(
            actor=town["finance-preparer"],
            at=AT,
            recovery_id=row.pk,
            recovered_on=AT.date(),
            ledger_reference="FIN-9",
        )
        refuses(lambda: rows.update(recovered_on=None))
