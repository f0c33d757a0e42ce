"""Who puts how much in, on which terms, and what of it has come?

An amount that the record does not state stays empty and blocks nothing (R11). Authority: R12.
"""

import uuid
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from throughline.frame.fields import MoneyField
from throughline.frame.guards import answered_with_its_step, follows, refuse_when
from throughline.ledger.tracking import tracked

from ..lifecycle import FUNDER_DUTY, INBOUND_AGREEMENT, RECEIPT
from ..wording import CARRY, INSTRUMENTS
from .rounds import Programme

OFFICIAL = "Kept with the money that it is about: who recorded public money is part of the record."


@tracked
class InboundAgreement(models.Model):
    """What one funder agreed to put into a programme, over years; rules as the record states them, or not stated."""

    personal_fields: ClassVar[dict[str, str]] = {"recorded_by": OFFICIAL}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="inbound_agreements")
    funder = models.ForeignKey("organisations.Body", models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=INBOUND_AGREEMENT.choices)
    instrument = models.CharField(max_length=20, choices=list(INSTRUMENTS.items()))
    reference = models.CharField(max_length=100, blank=True)
    agreed_on = models.DateField(null=True, blank=True)
    carry_forward = models.CharField(max_length=20, choices=list(CARRY.items()), default="not_stated")
    carry_forward_words = models.TextField(blank=True)
    return_rule_words = models.TextField(blank=True, help_text="What goes back to the funder, and by when.")
    source = models.CharField(max_length=300)
    file = models.ForeignKey("frame.StoredFile", models.PROTECT, null=True, blank=True, related_name="+")
    file_name = models.CharField(max_length=255, blank=True)
    is_illustration = models.BooleanField(default=False)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=64)

    class Meta:
        triggers = (
            *follows(INBOUND_AGREEMENT),
            pgtrigger.ReadOnly(
                name="inbound_agreement_keeps_its_funder",
                fields=["programme", "funder", "is_illustration", "recorded_at", "recorded_by"],
            ),
            refuse_when(
                "OLD.state = 'ended'",
                "An agreement that has ended stays as it was.",
                name="ended_inbound_agreement_stays",
            ),
            pgtrigger.Protect(name="inbound_agreement_is_never_deleted", operation=pgtrigger.Delete),
        )

    def __str__(self) -> str:
        return f"{self.funder} for {self.programme}"


@tracked
class InboundYear(models.Model):
    """What an inbound agreement gives for one financial year; empty: not stated."""

    personal_fields: ClassVar[dict[str, str]] = {}

    agreement = models.ForeignKey(InboundAgreement, models.PROTECT, related_name="years")
    year = models.CharField(max_length=7)
    amount_pence = MoneyField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["agreement", "year"],
                name="inbound_year_once",
                violation_error_message="This agreement has an amount for that year already.",
            ),
            models.CheckConstraint(
                condition=Q(year__regex=r"^\d{4}/\d{2}$"), name="inbound_year_is_financial"
            ),
            models.CheckConstraint(
                condition=Q(amount_pence__isnull=True) | Q(amount_pence__gt=0),
                name="inbound_amount_is_positive",
            ),
        )
        triggers = (
            refuse_when(
                """NOT EXISTS (SELECT 1 FROM funding_inboundagreement
                    WHERE id = COALESCE(NEW.agreement_id, OLD.agreement_id) AND state = 'recorded')
                OR TG_OP <> 'INSERT' AND EXISTS (
                    SELECT 1 FROM funding_receipt
                    WHERE agreement_id = OLD.agreement_id AND year = OLD.year AND state <> 'cancelled'
                    HAVING sum(amount_pence) > 0 AND (
                        TG_OP = 'DELETE' OR NEW.year <> OLD.year OR NEW.agreement_id <> OLD.agreement_id
                        OR sum(amount_pence) > NEW.amount_pence
                    ))""",
                "A year of money in covers what is due or received of it, and stays once the agreement has ended.",
                name="year_covers_what_came",
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
            ),
        )


@tracked
class FunderDuty(models.Model):
    """Something that a funder's money obliges us to: a condition to meet, or a report to send by a day."""

    personal_fields: ClassVar[dict[str, str]] = {"answered_by": OFFICIAL}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(InboundAgreement, models.PROTECT, related_name="duties")
    kind = models.CharField(max_length=12, choices=[("condition", "Condition"), ("report", "Report")])
    text = models.TextField()
    owner_role = models.SlugField(max_length=60)
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=20, choices=FUNDER_DUTY.choices)
    because = models.TextField(blank=True)
    evidence = models.ForeignKey("frame.StoredFile", models.PROTECT, null=True, blank=True, related_name="+")
    evidence_name = models.CharField(max_length=255, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(state="open") | ~Q(because=""),
                name="funder_duty_is_answered_in_words",
                violation_error_message="Say how it was met, or why it need not be.",
            ),
        )
        triggers = (
            *follows(FUNDER_DUTY),
            pgtrigger.Protect(name="funder_duty_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="funder_duty_keeps_what_it_asks",
                fields=["agreement", "kind", "text", "owner_role", "due_on"],
            ),
            answered_with_its_step(
                *("because", "evidence_id", "evidence_name", "answered_at", "answered_by"),
                sentence="What was answered to a funder stays; another answer is another step.",
            ),
        )


@tracked
class Receipt(models.Model):
    """One sum that a funder owes us for a round's year: due, invoiced, received."""

    personal_fields: ClassVar[dict[str, str]] = {"recorded_by": OFFICIAL}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(InboundAgreement, models.PROTECT, related_name="receipts")
    year = models.CharField(max_length=7)
    amount_pence = MoneyField()
    due_on = models.DateField()
    state = models.CharField(max_length=20, choices=RECEIPT.choices)
    invoice_reference = models.CharField(max_length=60, blank=True)
    invoiced_on = models.DateField(null=True, blank=True)
    received_on = models.DateField(null=True, blank=True)
    ledger_reference = models.CharField(max_length=60, blank=True)
    cancelled_because = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(amount_pence__gt=0), name="receipt_is_positive"),
            models.CheckConstraint(
                condition=~Q(state="received") | (Q(received_on__isnull=False) & ~Q(ledger_reference="")),
                name="received_money_has_its_place_in_the_ledger",
                violation_error_message="Say on which day it came and under which reference the finance system has it.",
            ),
            models.UniqueConstraint(
                fields=["ledger_reference"],
                condition=~Q(ledger_reference=""),
                name="ledger_reference_is_received_once",
                violation_error_message="A receipt with this reference is recorded already.",
            ),
        )
        triggers = (
            *follows(RECEIPT),
            pgtrigger.ReadOnly(
                name="receipt_keeps_what_it_is_of",
                fields=["agreement", "year", "due_on", "recorded_at", "recorded_by"],
            ),
            refuse_when(
                """OLD.state IN ('received', 'cancelled')
                OR NEW.amount_pence > OLD.amount_pence
                OR NEW.amount_pence < OLD.amount_pence AND NEW.state <> 'received'
                OR NEW.state = OLD.state""",
                "What a funder owes changes by a step only, and what came or will not come stays as it was.",
                name="receipt_changes_by_its_steps",
            ),
            pgtrigger.Protect(name="receipt_is_never_deleted", operation=pgtrigger.Delete),
        )
