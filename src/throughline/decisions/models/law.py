"""Under which scheme and which law is a decision made, from when until when, and who has confirmed that?

Everything here is dated configuration: unverified until the monitoring officer confirms it with name and date, and
nobody is refused anything because of an unverified row (DOMAIN, Sources).
"""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from throughline.frame.fields import MoneyField
from throughline.ledger.tracking import tracked

from ..record import FUNCTIONS
from .draft import DECISION_TYPES
from .notice import OFFICIAL


@tracked
class Scheme(models.Model):
    """A scheme of delegation: which posts sign which decisions, while it is in force. Authority: R2."""

    personal_fields: ClassVar[dict[str, str]] = {"confirmed_by": OFFICIAL, "made_by": OFFICIAL}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(max_length=200)
    source = models.CharField(max_length=300)
    in_force_from = models.DateField()
    in_force_until = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=64)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["in_force_from"], name="scheme_begins_alone"),
            models.CheckConstraint(
                condition=Q(in_force_until__isnull=True) | Q(in_force_until__gt=F("in_force_from")),
                name="scheme_ends_after_it_begins",
                violation_error_message="A scheme ends after it begins.",
            ),
        ]

    def __str__(self) -> str:
        return self.title


@tracked
class SigningRule(models.Model):
    """One line of a scheme: this post signs decisions of this type from this value on, in this turn."""

    personal_fields: ClassVar[dict[str, str]] = {}

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="rules")
    decision_type = models.CharField(max_length=20, choices=list(DECISION_TYPES.items()))
    turn = models.PositiveSmallIntegerField()
    post = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")
    from_pence = MoneyField(help_text="The value from which the post must sign; nothing means always.")
    authority = models.CharField(max_length=300, help_text="Which paper says so.")

    class Meta:
        ordering = ["scheme", "decision_type", "turn", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "decision_type", "post"], name="post_stands_once_in_a_scheme"
            ),
        ]


@tracked
class Regime(models.Model):
    """What a function brings with it: scrutiny, key decision, call-in, notice, publication. Authority: R6."""

    personal_fields: ClassVar[dict[str, str]] = {"confirmed_by": OFFICIAL, "made_by": OFFICIAL}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    function = models.CharField(max_length=20, choices=list(FUNCTIONS.items()))
    in_force_from = models.DateField()
    in_force_until = models.DateField(null=True, blank=True)
    scrutiny_body = models.CharField(max_length=200)
    key_decision_applies = models.BooleanField()
    key_decision_from_pence = MoneyField(null=True, blank=True)
    call_in_applies = models.BooleanField()
    call_in_working_days = models.PositiveSmallIntegerField(null=True, blank=True)
    notice_clear_days = models.PositiveSmallIntegerField(null=True, blank=True)
    publish_within_working_days = models.PositiveSmallIntegerField(null=True, blank=True)
    publication_duty = models.TextField()
    usual_power = models.CharField(max_length=300, blank=True)
    authority = models.CharField(max_length=300)
    note = models.TextField(blank=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=64)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["function", "-in_force_from"]
        constraints = [
            models.UniqueConstraint(fields=["function", "in_force_from"], name="regime_begins_alone"),
            models.CheckConstraint(
                condition=Q(in_force_until__isnull=True) | Q(in_force_until__gt=F("in_force_from")),
                name="regime_ends_after_it_begins",
                violation_error_message="A regime ends after it begins.",
            ),
        ]
