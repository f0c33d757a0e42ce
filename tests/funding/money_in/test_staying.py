"""What may nobody change about money that came in, not even past every page?"""

import pytest
from tests.funding.money_in.conftest import (
    AT,
    DAY,
    FINANCE,
    LEAD,
    NEXT,
    OFFICER,
    THIS,
    agreement_of,
    due,
    make_programme,
    paying,
    place_id,
)
from tests.staying import refuses, send

from throughline.funding.actions import duties, money_in, receipts, streams
from throughline.funding.models import FunderDuty, InboundAgreement, Receipt, Stream
from throughline.kernel.money import Money

SET_AMOUNT = "UPDATE funding_receipt SET amount_pence = amount_pence - 1 WHERE id = %s"


class TestMoneyIn:
    def test_is_kept_by_every_database_that_we_serve_on(self, committed_db: str) -> None:
        programme = make_programme()
        given = agreement_of(programme)
        one = due(given)
        for sql in ("UPDATE funding_receipt SET year = '2026/27'", SET_AMOUNT.removesuffix(" WHERE id = %s")):
            refuses(sql)
        receipts.receive_receipt(actor=FINANCE, at=AT, receipt_id=one.pk, reference="L-1", received_on=DAY)
        refuses(SET_AMOUNT, one.pk)
        refuses("UPDATE funding_inboundyear SET amount_pence = 1 WHERE year = %s", str(THIS))
        refuses("DELETE FROM funding_inboundyear WHERE year = %s", str(THIS))
        send("UPDATE funding_inboundyear SET amount_pence = 500 WHERE year = %s", str(NEXT))


class TestAReceipt:
    @pytest.mark.parametrize("change", ["amount_pence = 1", "ledger_reference = 'L-2'", "received_on = NULL"])
    def test_that_came_stays_as_it_came(self, receipt: Receipt, change: str) -> None:
        receipts.receive_receipt(
            actor=FINANCE, at=AT, receipt_id=receipt.pk, reference="L-1", received_on=DAY, amount=Money(100)
        )
        refuses(f"UPDATE funding_receipt SET {change} WHERE id = %s", receipt.pk)  # noqa: S608 - ours

    def test_that_is_awaited_changes_by_its_steps_only(self, receipt: Receipt) -> None:
        refuses(SET_AMOUNT, receipt.pk)
        refuses("UPDATE funding_receipt SET invoice_reference = 'I-1' WHERE id = %s", receipt.pk)


class TestAnAgreementThatHasEnded:
    def test_stays_with_its_years(self, agreement: InboundAgreement) -> None:
        money_in.end_agreement(actor=LEAD, at=AT, agreement_id=agreement.pk)
        refuses("UPDATE funding_inboundagreement SET source = 'Another' WHERE id = %s", agreement.pk)
        refuses("UPDATE funding_inboundyear SET amount_pence = 1 WHERE agreement_id = %s", agreement.pk)
        refuses(
            "INSERT INTO funding_inboundyear (agreement_id, year, amount_pence) VALUES (%s, '2030/31', 1)",
            agreement.pk,
        )


class TestAFundersCondition:
    def test_keeps_what_it_asks_and_how_it_was_answered(self, duty: FunderDuty) -> None:
        refuses("UPDATE funding_funderduty SET text = 'Less' WHERE id = %s", duty.pk)
        refuses("DELETE FROM funding_funderduty WHERE id = %s", duty.pk)
        duties.answer_duty(actor=OFFICER, at=AT, duty_id=duty.pk, step="meet", because="Sent.")
        refuses("UPDATE funding_funderduty SET because = 'Not sent.' WHERE id = %s", duty.pk)
        refuses("UPDATE funding_funderduty SET answered_by = 'person:other' WHERE id = %s", duty.pk)


class TestAStream:
    def test_that_is_known_better_is_amended_and_keeps_its_place(self, stream: Stream) -> None:
        better = paying(years={THIS: Money(1)})
        streams.amend_stream(actor=OFFICER, at=AT, stream_id=stream.pk, paying=better, because="A new book.")
        assert stream.years.get().amount_pence == Money(1)
        refuses("UPDATE funding_stream SET place_id = %s WHERE id = %s", place_id("E08000002"), stream.pk)

    def test_that_was_struck_out_stays_with_its_years(self, stream: Stream) -> None:
        streams.strike_stream(actor=OFFICER, at=AT, stream_id=stream.pk, because="Counted twice.")
        refuses("UPDATE funding_stream SET name = 'Another' WHERE id = %s", stream.pk)
        refuses("UPDATE funding_streamyear SET amount_pence = 1 WHERE stream_id = %s", stream.pk)
