"""What must come back, how, and did it?"""

import uuid
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from throughline.frame.fields import MoneyField
from throughline.frame.guards import follows, refuse_when
from throughline.ledger.tracking import tracked

from ..lifecycle import RECOVERY
from .instalments import OFFICIAL, Instalment


@tracked
class Recovery(models.Model):
    """Money of a grant that must come back, by invoice or offset against a later instalment, with its own approvals."""

    personal_fields: ClassVar[dict[str, str]] = {
        "proposed_by": OFFICIAL,
        "approved_by": OFFICIAL,
        "asked_by": OFFICIAL,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    grant = models.ForeignKey("agreements.Grant", models.PROTECT, related_name="+")
    year_end = models.OneToOneField(
        "assurance.YearEnd", models.PROTECT, null=True, blank=True, related_name="+"
    )
    amount_pence = MoneyField()
    how = models.CharField(max_length=8, choices=[("invoice", "By invoice"), ("offset", "Offset")])
    offset_against = models.ForeignKey(
        Instalment, models.PROTECT, null=True, blank=True, related_name="offsets"
    )
    reason = models.TextField()
    because = models.TextField(blank=True, help_text="Why it was dropped.")
    state = models.CharField(max_length=20, choices=RECOVERY.choices)
    reference = models.CharField(max_length=40, unique=True)
    ledger_reference = models.CharField(max_length=60, blank=True)
    recovered_on = models.DateField(null=True, blank=True)
    proposed_at = models.DateTimeField()
    proposed_by = models.CharField(max_length=64)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.CharField(max_length=64, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    asked_by = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name_plural = "recoveries"
        constraints = (
            models.CheckConstraint(condition=Q(amount_pence__gt=0), name="recovery_is_positive"),
            models.CheckConstraint(
                condition=Q(approved_by="") | ~Q(approved_by=models.F("proposed_by")),
                name="recovery_is_approved_by_another",
                violation_error_message="Somebody else approves what you proposed.",
            ),
            models.CheckConstraint(
                condition=Q(asked_by="")
                | (~Q(asked_by=models.F("proposed_by")) & ~Q(asked_by=models.F("approved_by"))),
                name="recovery_is_asked_by_a_third",
                violation_error_message="A third person asks for what two others proposed and approved.",
            ),
            models.CheckConstraint(
                condition=Q(how="invoice", offset_against__isnull=True) | Q(how="offset"),
                name="offset_names_its_instalment",
            ),
        )
        triggers = (
            *follows(RECOVERY),
            pgtrigger.Protect(name="recovery_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="recovery_keeps_what_was_proposed",
                fields=[
                    "grant",
                    "year_end",
                    "amount_pence",
                    "reason",
                    "reference",
                    "proposed_at",
                    "proposed_by",
                ],
            ),
            refuse_when(
                """OLD.approved_by <> ''
                AND (NEW.approved_at, NEW.approved_by) IS DISTINCT FROM (OLD.approved_at, OLD.approved_by)
                OR OLD.asked_by <> ''
                AND (NEW.asked_at, NEW.asked_by) IS DISTINCT FROM (OLD.asked_at, OLD.asked_by)
                OR OLD.state IN ('recovered', 'dropped')""",
                "Who approved a recovery and who asked for it stays, and so does how it ended.",
                name="who_acted_on_a_recovery_stays",
            ),
        )
