"""Two people and one sum: one outcome. And who is written to before it is late."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from tests.races import outcomes

from throughline.frame.models import Letter
from throughline.funding.actions import duties, receipts
from throughline.funding.models import FunderDuty, Receipt
from throughline.funding.reminding import remind
from throughline.kernel.actor import Actor
from throughline.kernel.money import Money

from .conftest import AT, DAY, FINANCE, LEAD, THIS, agreement_of, due, make_programme


class TestTwoAtOnce:
    """Two connections, one outcome."""

    def test_who_take_in_one_sum_take_it_in_once(self, committed_db: str) -> None:
        receipt = due(agreement_of(make_programme()))

        def receive(reference: str) -> Callable[[], object]:
            return lambda: receipts.receive_receipt(
                actor=FINANCE, at=AT, receipt_id=receipt.id, reference=reference, received_on=DAY
            )

        became = sorted(outcomes(receive("GL-1"), receive("GL-2")))
        assert became[1] == "done"
        assert "This receipt is received" in became[0]
        assert Receipt.objects.count() == 1

    def test_who_take_in_parts_of_one_sum_leave_every_penny_in_one_place(self, committed_db: str) -> None:
        receipt = due(agreement_of(make_programme()))

        def receive(reference: str) -> Callable[[], object]:
            return lambda: receipts.receive_receipt(
                actor=FINANCE,
                at=AT,
                receipt_id=receipt.id,
                reference=reference,
                received_on=DAY,
                amount=Money(100_000_00),
            )

        assert sorted(outcomes(receive("GL-1"), receive("GL-2")))[1] == "done"
        found = {each.state: each.amount_pence for each in Receipt.objects.all()}
        assert found == {"received": Money(100_000_00), "due": Money(300_000_00)}

    def test_who_use_one_reference_use_it_once(self, committed_db: str) -> None:
        agreement = agreement_of(make_programme())
        both = [due(agreement, 1), due(agreement, 2)]
        became = sorted(
            outcomes(
                *(
                    lambda each=each: receipts.receive_receipt(
                        actor=FINANCE, at=AT, receipt_id=each.id, reference="GL-1", received_on=DAY
                    )
                    for each in both
                )
            )
        )
        assert became == ["A receipt with this reference is recorded already.", "done"]

    def test_who_expect_the_rest_of_a_year_do_not_expect_it_twice(self, committed_db: str) -> None:
        agreement = agreement_of(make_programme())

        def expect() -> object:
            return receipts.expect_receipt(
                actor=LEAD, at=AT, agreement_id=agreement.id, year=THIS, amount=Money(600_000_00), due_on=DAY
            )

        became = sorted(outcomes(expect, expect))
        assert became[1] == "done"
        assert "At most £400,000.00 more" in became[0]


@pytest.mark.django_db
class TestAReminder:
    def letters(self, **wanted: Any) -> int:
        return Letter.objects.filter(**wanted).count()

    def test_goes_before_on_and_after_the_day_once_to_each_whose_it_is(
        self, duty: FunderDuty, somebody: Callable[..., Actor]
    ) -> None:
        somebody("programme-lead")
        day = duty.due_on
        assert day is not None
        sent = []
        for days in (-30, -14, -14, 0, 7):
            on = day + timedelta(days=days)
            sent.append(remind(at=datetime(on.year, on.month, on.day, 6, tzinfo=UTC)))
        assert sent == [0, 1, 0, 1, 1]

    def test_stops_when_it_is_answered(self, duty: FunderDuty, somebody: Callable[..., Actor]) -> None:
        somebody("programme-lead")
        duties.answer_duty(actor=LEAD, at=AT, duty_id=duty.id, step="meet", because="Sent.")
        assert remind(at=datetime(2026, 1, 30, 6, tzinfo=UTC)) == 0

    def test_tells_finance_of_money_that_is_due(
        self, receipt: Receipt, somebody: Callable[..., Actor]
    ) -> None:
        somebody("finance-preparer")
        assert remind(at=datetime(2026, 1, 5, 6, tzinfo=UTC)) == 1
        assert self.letters(subject="Money from a funder is due on 5 January 2026") == 1
        assert receipt.due_on == date(2026, 1, 5)
