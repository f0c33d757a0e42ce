"""What funders agree to put in, what they ask for, and what comes of it."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import DatabaseError

from throughline.frame.tasks import told
from throughline.frame.upload import Upload
from throughline.funding.actions import duties, money_in, receipts
from throughline.funding.actions.money_in import Agreed
from throughline.funding.models import FunderDuty, InboundAgreement, Receipt
from throughline.funding.queries import money_in as queries
from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act

from .conftest import AGREED, AT, DAY, FINANCE, LEAD, MILLION, NEXT, OFFICER, THIS, agreement_of, due

pytestmark = pytest.mark.django_db


class TestAnAgreement:
    def test_states_an_amount_or_says_that_none_is_stated(self, agreement: InboundAgreement) -> None:
        page = queries.pages([agreement])[0]
        assert [(each.year, each.stated) for each in page.years] == [("2025/26", MILLION), ("2026/27", None)]
        assert page.years[1].not_yet_expected is None
        assert page.carry_forward == "The record does not say"

    def test_names_its_source_and_a_year(self) -> None:
        with pytest.raises(RefusedError, match="known from"):
            Agreed(source=" ", years={THIS: None})
        with pytest.raises(RefusedError, match="at least one financial year"):
            Agreed(source="A letter")

    def test_is_amended_with_a_reason_and_keeps_its_file(self, agreement: InboundAgreement) -> None:
        changed = replace(AGREED, years={THIS: MILLION, NEXT: Money(5_00)}, return_rule_words="By June.")
        letter = Upload("letter.txt", b"A made-up letter.")
        money_in.amend_agreement(
            actor=OFFICER,
            at=AT,
            agreement_id=agreement.id,
            agreed=changed,
            because="A letter came.",
            upload=letter,
        )
        again = replace(changed, reference="X1")
        money_in.amend_agreement(
            actor=OFFICER, at=AT, agreement_id=agreement.id, agreed=again, because="Its reference."
        )
        agreement.refresh_from_db()
        assert (agreement.file_name, agreement.reference) == ("letter.txt", "X1")
        assert agreement.years.get(year="2026/27").amount_pence == Money(5_00)
        with pytest.raises(RefusedError, match="why it changes"):
            money_in.amend_agreement(
                actor=OFFICER, at=AT, agreement_id=agreement.id, agreed=changed, because=" "
            )

    def test_never_falls_below_what_is_due_or_received_of_it(self, agreement: InboundAgreement) -> None:
        due(agreement, 400_000)
        for years, sentence in (
            ({THIS: Money(399_999_99)}, "more than £399,999.99"),
            ({NEXT: None}, "2025/26; that year cannot be taken out"),
        ):
            with pytest.raises(RefusedError, match=sentence):
                money_in.amend_agreement(
                    actor=OFFICER,
                    at=AT,
                    agreement_id=agreement.id,
                    agreed=replace(AGREED, years=years),
                    because="Less.",
                )
        assert agreement.years.count() == 2

    def test_ends_only_when_nothing_is_awaited_and_then_expects_no_more(
        self, agreement: InboundAgreement, receipt: Receipt
    ) -> None:
        with pytest.raises(RefusedError, match=r"1 receipt of £400,000.00 in all is still awaited"):
            money_in.end_agreement(actor=LEAD, at=AT, agreement_id=agreement.id)
        receipts.cancel_receipt(actor=LEAD, at=AT, receipt_id=receipt.id, because="Not needed.")
        money_in.end_agreement(actor=LEAD, at=AT, agreement_id=agreement.id)
        with pytest.raises(RefusedError, match="has ended"):
            due(agreement)
        with pytest.raises(RefusedError, match="has ended"):
            duties.set_duty(
                actor=OFFICER,
                at=AT,
                agreement_id=agreement.id,
                kind="condition",
                text="X",
                owner_role="analyst",
            )

    def test_is_never_deleted(self, agreement: InboundAgreement, receipt: Receipt) -> None:
        for row in (receipt, agreement):
            with (
                pytest.raises(DatabaseError),
                act(actor=LEAD, at=AT, verb="test", subject=("test", row.pk)),
            ):
                type(row).objects.filter(pk=row.pk).delete()


class TestAReceipt:
    def test_is_never_expected_beyond_what_the_agreement_states(self, agreement: InboundAgreement) -> None:
        due(agreement, 400_000)
        with pytest.raises(RefusedError, match=r"At most £600,000.00 more can be expected"):
            due(agreement, 600_001)
        due(agreement, 600_000)
        due(agreement, 9_000_000, NEXT)  # that year is not stated: nothing bounds it (R11)
        with pytest.raises(RefusedError, match="says nothing about 2027/28"):
            due(agreement, 1, NEXT.next)

    def test_comes_with_the_day_and_the_reference_of_the_finance_system(self, receipt: Receipt) -> None:
        receipts.invoice_receipt(
            actor=FINANCE, at=AT, receipt_id=receipt.id, reference="INV-1", invoiced_on=DAY
        )
        with pytest.raises(RefusedError, match="still to come"):
            receipts.receive_receipt(
                actor=FINANCE, at=AT, receipt_id=receipt.id, reference="GL-1", received_on=date(2026, 1, 6)
            )
        receipts.receive_receipt(
            actor=FINANCE, at=AT, receipt_id=receipt.id, reference="GL-1", received_on=DAY
        )
        receipt.refresh_from_db()
        assert (receipt.state, receipt.invoice_reference, receipt.ledger_reference) == (
            "received",
            "INV-1",
            "GL-1",
        )

    def test_that_comes_in_part_leaves_the_rest_due_to_the_penny(self, receipt: Receipt) -> None:
        receipts.receive_receipt(
            actor=FINANCE,
            at=AT,
            receipt_id=receipt.id,
            reference="GL-1",
            received_on=DAY,
            amount=Money(100_000_01),
        )
        found = {each.state: each.amount_pence for each in Receipt.objects.all()}
        assert found == {"received": Money(100_000_01), "due": Money(299_999_99)}

    @pytest.mark.parametrize("pence", [0, -1, 400_000_01])
    def test_is_never_nothing_and_never_more_than_was_expected(self, receipt: Receipt, pence: int) -> None:
        with pytest.raises(RefusedError, match=r"£400,000.00 is expected here"):
            receipts.receive_receipt(
                actor=FINANCE,
                at=AT,
                receipt_id=receipt.id,
                reference="GL-1",
                received_on=DAY,
                amount=Money(pence),
            )

    def test_is_taken_in_once_under_one_reference(self, agreement: InboundAgreement) -> None:
        first, second = due(agreement, 1), due(agreement, 2)
        receipts.receive_receipt(actor=FINANCE, at=AT, receipt_id=first.id, reference="GL-1", received_on=DAY)
        with pytest.raises(RefusedError, match="recorded already"):
            receipts.receive_receipt(
                actor=FINANCE, at=AT, receipt_id=second.id, reference="GL-1", received_on=DAY
            )
        second.refresh_from_db()
        assert second.state == "due"


class TestAFundersDuty:
    def test_of_reporting_has_a_day(self, agreement: InboundAgreement) -> None:
        with pytest.raises(RefusedError, match="by which day"):
            duties.set_duty(
                actor=OFFICER, at=AT, agreement_id=agreement.id, kind="report", text="X", owner_role="analyst"
            )

    def test_is_answered_in_words_and_shown_by_a_file(self, duty: FunderDuty) -> None:
        with pytest.raises(RefusedError, match="how it was met"):
            duties.answer_duty(actor=OFFICER, at=AT, duty_id=duty.id, step="meet", because=" ")
        shown = Upload("report.txt", b"It went well.")
        duties.answer_duty(actor=OFFICER, at=AT, duty_id=duty.id, step="meet", because="Sent.", upload=shown)
        duty.refresh_from_db()
        assert (duty.state, duty.because, duty.evidence_name) == ("met", "Sent.", "report.txt")
        duties.answer_duty(actor=LEAD, at=AT, duty_id=duty.id, step="reopen", because="It was the wrong one.")
        duty.refresh_from_db()
        assert (duty.state, duty.because, duty.evidence_name) == ("open", "", "")


class TestWhatIsToBeDone:
    def test_stands_on_the_home_page_of_whom_it_is_for(self, duty: FunderDuty, receipt: Receipt) -> None:
        assert [each.what for each in told(queries.tasks(FINANCE, DAY))] == [
            "£400,000.00 from HM Prison and Probation Service is due"
        ]
        assert "Say how it went" in [each.what for each in told(queries.tasks(LEAD, DAY))]
        assert [each.who for each in told(queries.tasks_of_others(OFFICER, DAY))] == ["Programme lead"]

    def test_leads_to_the_page_of_its_act_and_only_whoever_can_do_it(self, receipt: Receipt) -> None:
        by = {"receipt_id": receipt.pk, "at": AT}
        assert told(queries.tasks(OFFICER, DAY))[0].href == f"/receipts/{receipt.pk}/invoice/"
        receipts.invoice_receipt(**by, actor=OFFICER, reference="I-1", invoiced_on=DAY)
        assert told(queries.tasks(OFFICER, DAY)) == []
        assert [each.who for each in told(queries.tasks_of_others(OFFICER, DAY))] == ["Finance preparer"]
        assert [each.href for each in told(queries.tasks(FINANCE, DAY))] == [
            f"/receipts/{receipt.pk}/receive/"
        ]

    def test_is_not_there_before_it_is_near(self, agreement: InboundAgreement) -> None:
        due(agreement)
        assert told(queries.tasks(FINANCE, date(2025, 12, 1))) == []


class TestWhoSeesIt:
    def test_hmpps_sees_its_own_and_a_commissioner_none(
        self, agreement: InboundAgreement, somebody: object
    ) -> None:
        agreement_of(agreement.programme, funder="gmca")
        see = {
            role: {each.funder.code for each in queries.visible_to(somebody(role, of))}  # type: ignore[operator]  # a fixture
            for role, of in (
                ("programme-officer", "gmca"),
                ("treasurer", "gmca"),
                ("auditor", "gmca"),
                ("hmpps-finance", "hmpps"),
                ("hmpps-analyst", "hmpps"),
                ("director-of-probation", "probation-greater-manchester"),
                ("commissioner", "bolton"),
                ("key-worker", "bolton"),
            )
        }
        both, own = {"hmpps", "gmca"}, {"hmpps"}
        assert list(see.values()) == [both, both, both, own, own, own, set(), set()]
