"""What was asked of the authority's finance system, and what did it answer?

Bank details stay there. A request keeps its reference for good: the same file sent again asks for nothing twice (R28).
"""

import uuid
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from throughline.frame.append_only import append_only
from throughline.frame.fields import MoneyField
from throughline.frame.guards import follows, refuse_when
from throughline.ledger.tracking import tracked

from ..lifecycle import REQUEST_RUN
from .instalments import OFFICIAL, Instalment

OUTCOMES = {"": "Not answered", "paid": "Paid", "rejected": "Rejected"}


@tracked
class ColumnMapping(models.Model):
    """How the finance system's files are laid out: their columns, in order, and what of ours stands in each."""

    personal_fields: ClassVar[dict[str, str]] = {}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=80, unique=True)
    kind = models.CharField(max_length=8, choices=[("request", "Payment request"), ("answer", "Answer")])
    columns = models.JSONField()
    is_in_use = models.BooleanField(default=True)


@tracked
class SupplierCode(models.Model):
    """Under which codes the finance system knows a recipient and a programme's money."""

    personal_fields: ClassVar[dict[str, str]] = {}

    body = models.ForeignKey("organisations.Body", models.PROTECT, related_name="+")
    programme = models.ForeignKey("funding.Programme", models.PROTECT, related_name="+")
    supplier_number = models.CharField(max_length=40)
    cost_centre = models.CharField(max_length=40, blank=True)
    account = models.CharField(max_length=40, blank=True)
    fund = models.CharField(max_length=40, blank=True)
    commitment = models.CharField(max_length=40, blank=True)
    vat_treatment = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["body", "programme"], name="supplier_code_once"),)


@tracked
class RequestRun(models.Model):
    """Payment requests in one file: prepared, approved and released by three people (R27), then answered.

    The file is made when the run is approved, so that what is released is what was approved, to the byte.
    """

    personal_fields: ClassVar[dict[str, str]] = {
        "prepared_by": OFFICIAL,
        "approved_by": OFFICIAL,
        "released_by": OFFICIAL,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.PositiveIntegerField(unique=True)
    state = models.CharField(max_length=20, choices=REQUEST_RUN.choices)
    mapping = models.ForeignKey(ColumnMapping, models.PROTECT, related_name="+")
    file = models.ForeignKey("frame.StoredFile", models.PROTECT, null=True, blank=True, related_name="+")
    requests_count = models.PositiveIntegerField()
    control_total_pence = MoneyField()
    prepared_at = models.DateTimeField()
    prepared_by = models.CharField(max_length=64)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.CharField(max_length=64, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.CharField(max_length=64, blank=True)
    because = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(approved_by="") | ~Q(approved_by=models.F("prepared_by")),
                name="run_is_approved_by_another",
                violation_error_message="Somebody else approves what you prepared.",
            ),
            models.CheckConstraint(
                condition=Q(released_by="")
                | (~Q(released_by=models.F("prepared_by")) & ~Q(released_by=models.F("approved_by"))),
                name="run_is_released_by_a_third",
                violation_error_message="A third person releases what two others prepared and approved.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["prepared", "approved", "discarded"]) | Q(file__isnull=False),
                name="released_run_has_its_file",
            ),
        )
        triggers = (
            *follows(REQUEST_RUN),
            pgtrigger.Protect(name="request_run_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="run_keeps_who_prepared_it", fields=["number", "mapping", "prepared_at", "prepared_by"]
            ),
            refuse_when(
                """OLD.state <> 'prepared'
                AND (NEW.file_id, NEW.requests_count, NEW.control_total_pence, NEW.approved_at, NEW.approved_by)
                    IS DISTINCT FROM
                    (OLD.file_id, OLD.requests_count, OLD.control_total_pence, OLD.approved_at, OLD.approved_by)
                OR OLD.state NOT IN ('prepared', 'approved')
                AND (NEW.released_at, NEW.released_by, NEW.because)
                    IS DISTINCT FROM (OLD.released_at, OLD.released_by, OLD.because)""",
                "What was approved and released stays as it was.",
                name="what_was_released_stays",
            ),
        )


@tracked
class PaymentRequest(models.Model):
    """One instalment asked for, under our reference; what finance answered is the truth about payment."""

    personal_fields: ClassVar[dict[str, str]] = {}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    run = models.ForeignKey(RequestRun, models.PROTECT, related_name="requests")
    instalment = models.ForeignKey(Instalment, models.PROTECT, related_name="requests")
    reference = models.CharField(max_length=40)
    amount_pence = MoneyField()
    is_live = models.BooleanField(default=True, help_text="Not of a discarded run, and not rejected.")
    outcome = models.CharField(max_length=10, choices=list(OUTCOMES.items()), blank=True)
    paid_on = models.DateField(null=True, blank=True)
    ledger_reference = models.CharField(max_length=60, blank=True)
    rejected_because = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["instalment"],
                condition=Q(is_live=True),
                name="instalment_is_requested_once",
                violation_error_message="This instalment is in another run.",
            ),
            models.UniqueConstraint(fields=["run", "reference"], name="reference_once_a_run"),
            models.CheckConstraint(
                condition=~Q(outcome="rejected") | Q(is_live=False), name="rejected_request_is_not_live"
            ),
        )
        triggers = (
            pgtrigger.Protect(name="payment_request_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="request_keeps_what_it_asks", fields=["run", "instalment", "reference", "amount_pence"]
            ),
            refuse_when(
                """NOT OLD.is_live
                OR OLD.outcome <> ''
                AND (NEW.outcome, NEW.paid_on, NEW.rejected_because, NEW.is_live)
                    IS DISTINCT FROM (OLD.outcome, OLD.paid_on, OLD.rejected_because, OLD.is_live)
                OR OLD.ledger_reference <> '' AND NEW.ledger_reference <> OLD.ledger_reference""",
                "What finance answered stays as it was.",
                name="what_finance_answered_stays",
            ),
        )


@tracked
class Answer(models.Model):
    """A file in which the finance system answered. The same bytes come again only for rows that fitted nothing."""

    personal_fields: ClassVar[dict[str, str]] = {"loaded_by": OFFICIAL}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file = models.ForeignKey("frame.StoredFile", models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=255)
    mapping = models.ForeignKey(ColumnMapping, models.PROTECT, related_name="+")
    loaded_at = models.DateTimeField()
    loaded_by = models.CharField(max_length=64)

    class Meta:
        triggers = append_only("An answer of the finance system is never changed or deleted.")


@tracked
class AnswerRow(models.Model):
    """One row of an answer: what it said, and which request it matched, or why none."""

    personal_fields: ClassVar[dict[str, str]] = {}

    answer = models.ForeignKey(Answer, models.PROTECT, related_name="rows")
    number = models.PositiveIntegerField()
    said = models.JSONField()
    request = models.ForeignKey(PaymentRequest, models.PROTECT, null=True, blank=True, related_name="answers")
    problem = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["answer", "number"], name="answer_row_once"),)
        triggers = append_only("What the finance system answered is never changed.")
