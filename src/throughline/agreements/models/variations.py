"""What is to change in which grants, and what was decided about it?"""

import uuid
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from throughline.frame.fields import MoneyField
from throughline.frame.guards import follows
from throughline.ledger.tracking import tracked

from ..lifecycle import VARIATION
from .grants import OFFICIAL, Grant, states

WHAT = {
    "amount": "The award",
    "ends_on": "The last day",
    "specification": "The specification",
    "words": "What is agreed beside the clauses",
}


@tracked
class Variation(models.Model):
    """One change to one or many grants, decided by one decision (R3); `draft_id` and `decision` are where."""

    personal_fields: ClassVar[dict[str, str]] = {"begun_by": OFFICIAL}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(max_length=200)
    reason = models.TextField()
    state = models.CharField(max_length=20, choices=states(VARIATION.states))
    because = models.TextField(blank=True, help_text="Why it was declined, refused or withdrawn.")
    draft_id = models.UUIDField(null=True, blank=True)
    decision = models.ForeignKey("decisions.Notice", models.PROTECT, null=True, blank=True, related_name="+")
    is_illustration = models.BooleanField(default=False)
    begun_at = models.DateTimeField()
    begun_by = models.CharField(max_length=64)

    class Meta:
        triggers = (
            *follows(VARIATION),
            pgtrigger.Protect(name="variation_is_never_deleted", operation=pgtrigger.Delete),
        )


@tracked
class VariationLine(models.Model):
    """One thing that changes in one grant, before and after."""

    personal_fields: ClassVar[dict[str, str]] = {}

    variation = models.ForeignKey(Variation, models.PROTECT, related_name="lines")
    grant = models.ForeignKey(Grant, models.PROTECT, related_name="variation_lines")
    what = models.CharField(max_length=20, choices=list(WHAT.items()))
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    before_pence = MoneyField(null=True, blank=True)
    after_pence = MoneyField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["variation", "grant", "what"], name="variation_changes_a_thing_once"
            ),
            models.CheckConstraint(
                condition=~Q(what="amount") | Q(before_pence__isnull=False, after_pence__gte=0),
                name="varied_amount_has_before_and_after",
                violation_error_message="Say what the award was and what it becomes.",
            ),
        )
