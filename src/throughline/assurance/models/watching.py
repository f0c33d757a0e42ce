"""Which grants need a closer look, what was found there, and is it put right?"""

import uuid
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from throughline.frame.append_only import append_only
from throughline.frame.fields import MoneyField
from throughline.frame.guards import answered_with_its_step, follows, refuse_when
from throughline.ledger.tracking import tracked

from ..lifecycle import CORRECTIVE_ACTION, YEAR_END
from .returns import OFFICIAL, Return

READINGS = {"low": "Low", "medium": "Medium", "high": "High"}
OUTCOMES = {
    "carry_over": "Carry over",
    "recover": "Recover",
    "write_off": "Write off",
    "return_to_funder": "Return to the funder",
}


@tracked
class RiskThreshold(models.Model):
    """From which value a sign counts as medium or high, from a day on."""

    personal_fields: ClassVar[dict[str, str]] = {}

    sign = models.CharField(
        max_length=20,
        choices=[("days_late", "Days late"), ("variance", "Variance"), ("measures", "Measures on course")],
    )
    used_from = models.DateField()
    medium_from = models.PositiveSmallIntegerField()
    high_from = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=300)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["sign", "used_from"], name="risk_threshold_once_a_day"),
        )


@tracked
class RiskReading(models.Model):
    """A grant's risk as read from its signs on a day, and as a person confirmed or changed it, with reasons."""

    personal_fields: ClassVar[dict[str, str]] = {"confirmed_by": OFFICIAL}

    grant = models.ForeignKey("agreements.Grant", models.PROTECT, related_name="+")
    read_on = models.DateField()
    signs = models.JSONField(default=dict)
    read_as = models.CharField(max_length=8, choices=list(READINGS.items()))
    confirmed_as = models.CharField(max_length=8, choices=list(READINGS.items()))
    because = models.TextField(blank=True)
    confirmed_at = models.DateTimeField()
    confirmed_by = models.CharField(max_length=64)

    class Meta:
        triggers = append_only("A reading is never changed; read again.")


@tracked
class Visit(models.Model):
    """A visit to a grant: when, where, by whom, what was seen."""

    personal_fields: ClassVar[dict[str, str]] = {
        "words": OFFICIAL,
        "made_by": OFFICIAL,
        "planned_by": OFFICIAL,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    grant = models.ForeignKey("agreements.Grant", models.PROTECT, related_name="+")
    site = models.CharField(max_length=200)
    purpose = models.CharField(max_length=300)
    planned_on = models.DateField()
    planned_by = models.CharField(max_length=64)
    made_on = models.DateField(null=True, blank=True)
    words = models.TextField(blank=True)
    made_by = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(made_on__isnull=True, words="", made_by="")
                | (Q(made_on__isnull=False) & ~Q(words="") & ~Q(made_by="")),
                name="visit_that_was_made_says_what_was_seen",
                violation_error_message="Say when the visit was made, and what was seen.",
            ),
        )
        triggers = (
            pgtrigger.Protect(name="visit_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="visit_stays_as_planned", fields=["grant", "site", "purpose", "planned_on", "planned_by"]
            ),
            refuse_when(
                "OLD.made_on IS NOT NULL", "What was seen on a visit stays.", name="what_was_seen_stays"
            ),
        )


@tracked
class CorrectiveAction(models.Model):
    """Something found wrong with a grant, who puts it right by when, and who has seen that it is."""

    personal_fields: ClassVar[dict[str, str]] = {
        "made_by": OFFICIAL,
        "answered_by": OFFICIAL,
        "verified_by": OFFICIAL,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    grant = models.ForeignKey("agreements.Grant", models.PROTECT, related_name="+")
    visit = models.ForeignKey(Visit, models.PROTECT, null=True, blank=True, related_name="corrective_actions")
    about = models.ForeignKey(
        Return, models.PROTECT, null=True, blank=True, related_name="corrective_actions"
    )
    words = models.TextField()
    to_do = models.TextField()
    owner_role = models.SlugField(max_length=60)
    due_on = models.DateField()
    state = models.CharField(max_length=20, choices=CORRECTIVE_ACTION.choices)
    answer = models.TextField(blank=True)
    because = models.TextField(blank=True, help_text="Why it was given back or withdrawn.")
    evidence = models.ForeignKey("frame.StoredFile", models.PROTECT, null=True, blank=True, related_name="+")
    evidence_name = models.CharField(max_length=255, blank=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=64)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=64, blank=True)
    verified_at = models.DateTimeField(null=True, blank=True)
    verified_by = models.CharField(max_length=64, blank=True)

    class Meta:
        triggers = (
            *follows(CORRECTIVE_ACTION),
            pgtrigger.ReadOnly(
                name="finding_stays_as_made",
                fields=[
                    *("grant", "visit", "about", "words", "to_do"),
                    *("owner_role", "due_on", "made_at", "made_by"),
                ],
            ),
            answered_with_its_step(
                *("answer", "because", "evidence_id", "evidence_name"),
                *("answered_at", "answered_by", "verified_at", "verified_by"),
                sentence="What was said of a finding stays; another word is another step.",
            ),
            pgtrigger.Protect(name="corrective_action_is_never_deleted", operation=pgtrigger.Delete),
        )


@tracked
class YearEnd(models.Model):
    """What becomes of a part of a grant's money that was not spent; proposed by one, decided by another (R29)."""

    personal_fields: ClassVar[dict[str, str]] = {"proposed_by": OFFICIAL, "decided_by": OFFICIAL}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    grant = models.ForeignKey("agreements.Grant", models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=20, choices=list(OUTCOMES.items()))
    amount_pence = MoneyField()
    reason = models.TextField()
    state = models.CharField(max_length=20, choices=YEAR_END.choices)
    proposed_at = models.DateTimeField()
    proposed_by = models.CharField(max_length=64)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=64, blank=True)
    decided_words = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(amount_pence__gt=0),
                name="year_end_is_about_money",
                violation_error_message="The amount is more than nothing.",
            ),
            models.CheckConstraint(
                condition=~Q(state="decided") | ~Q(decided_by=models.F("proposed_by")),
                name="year_end_is_decided_by_another",
                violation_error_message="Somebody else decides what you proposed.",
            ),
            models.UniqueConstraint(
                fields=["grant"],
                condition=Q(state="proposed"),
                name="year_end_of_a_grant_is_proposed_once_at_a_time",
                violation_error_message="Something is proposed for this grant already; that is decided first.",
            ),
        )
        triggers = (
            *follows(YEAR_END),
            pgtrigger.ReadOnly(
                name="year_end_stays_as_proposed",
                fields=["grant", "outcome", "amount_pence", "reason", "proposed_at", "proposed_by"],
            ),
            pgtrigger.Protect(name="year_end_is_never_deleted", operation=pgtrigger.Delete),
        )
