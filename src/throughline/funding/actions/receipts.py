"""How does a funder's money come: expected, asked for, received, or not coming? Authority: R12."""

from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from throughline.kernel.actor import Actor
from throughline.kernel.dates import FinancialYear
from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act

from ..lifecycle import RECEIPT
from ..models import InboundAgreement, Receipt
from .money_in import expected_of
from .taking import said, taking

NOTHING = Money(0)


def expect_receipt(
    *, actor: Actor, at: datetime, agreement_id: UUID, year: FinancialYear, amount: Money, due_on: date
) -> Receipt:
    """A sum is expected by a day; never more for a year than the agreement states, where it states an amount."""
    RECEIPT.may("expect", None, actor).or_raise()
    if amount <= NOTHING:
        raise RefusedError("Write an amount above zero.")
    step = RECEIPT.step("expect")
    with act(actor=actor, at=at, verb=step.event, subject=("receipt", None)) as doing:
        agreement = InboundAgreement.objects.select_for_update().filter(pk=agreement_id).first()
        if agreement is None:
            raise RefusedError("There is no such inbound agreement.")
        if agreement.state != "recorded":
            raise RefusedError("This agreement has ended; nothing more is expected of it.")
        given = agreement.years.filter(year=str(year)).first()
        if given is None:
            raise RefusedError(f"This agreement says nothing about {year}. Add that year to it first.")
        already = expected_of(agreement).get(str(year), NOTHING)
        if given.amount_pence is not None and already + amount > given.amount_pence:
            raise RefusedError(
                f"The agreement gives {given.amount_pence} for {year}, and {already} of it is due or received. "
                f"At most {given.amount_pence - already} more can be expected."
            )
        receipt = _due(agreement.id, str(year), amount, due_on, actor, at)
        doing.subject = ("receipt", str(receipt.id))
        doing.facts |= {"agreement": str(agreement.id), "year": str(year), "pence": amount.pence}
    return receipt


def invoice_receipt(
    *, actor: Actor, at: datetime, receipt_id: UUID, reference: str, invoiced_on: date
) -> Receipt:
    """The sum was asked for, under a reference of the finance system."""
    with taking(Receipt, RECEIPT, "invoice", receipt_id, actor=actor, at=at) as (receipt, doing):
        _not_later(invoiced_on, at)
        receipt.invoice_reference = said(reference, "Write the reference under which it was asked for.")
        receipt.invoiced_on = invoiced_on
        doing.facts["reference"] = receipt.invoice_reference
    return receipt


def receive_receipt(
    *,
    actor: Actor,
    at: datetime,
    receipt_id: UUID,
    reference: str,
    received_on: date,
    amount: Money | None = None,
) -> Receipt:
    """The sum came, under the finance system's reference; where only a part came, the rest stays due."""
    with taking(Receipt, RECEIPT, "receive", receipt_id, actor=actor, at=at) as (receipt, doing):
        _not_later(received_on, at)
        receipt.ledger_reference = said(
            reference, "Write the reference under which the finance system has it."
        )
        receipt.received_on = received_on
        came = receipt.amount_pence if amount is None else amount
        if not NOTHING < came <= receipt.amount_pence:
            raise RefusedError(
                f"{receipt.amount_pence} is expected here. Write what came of it; "
                "expect anything beyond it as a receipt of its own."
            )
        if rest := receipt.amount_pence - came:
            receipt.amount_pence = came
            left = _due(receipt.agreement_id, receipt.year, rest, receipt.due_on, actor, at)
            doing.facts |= {"still_due_pence": rest.pence, "still_due": str(left.id)}
        doing.facts |= {"pence": came.pence, "reference": receipt.ledger_reference}
    return receipt


def cancel_receipt(*, actor: Actor, at: datetime, receipt_id: UUID, because: str) -> Receipt:
    """The sum will not come, and the record says why."""
    with taking(Receipt, RECEIPT, "cancel", receipt_id, actor=actor, at=at) as (receipt, doing):
        receipt.cancelled_because = said(because, "Say why it will not come.")
        doing.facts["pence"] = receipt.amount_pence.pence
    return receipt


def _due(agreement_id: UUID, year: str, amount: Money, due_on: date, actor: Actor, at: datetime) -> Receipt:
    return Receipt.objects.create(
        agreement_id=agreement_id,
        year=year,
        amount_pence=amount,
        due_on=due_on,
        state=RECEIPT.step("expect").to,
        recorded_at=at,
        recorded_by=actor.id,
    )


def _not_later(day: date, at: datetime) -> None:
    if day > timezone.localdate(at):
        raise RefusedError("This day is still to come: say it once it has happened.")
