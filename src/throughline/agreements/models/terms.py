"""How is one round run: to whom it is paid, when, on which papers, with which conditions?"""

import uuid
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from throughline.frame.fields import MoneyField
from throughline.frame.guards import refuse_when
from throughline.ledger.tracking import tracked

from ..terms import ASSURANCE_MODELS, OWNERS, PAYMENT_BASES, PRICE_BASES, RECIPIENTS

OFFERED = "Grants were offered on these terms, so they stay; vary the grants."


def _stays_once_offered(of: str) -> pgtrigger.Trigger:
    """Once a grant of the round is offered, and was not withdrawn, nothing of its terms is changed, added or taken."""
    return refuse_when(
        f"""EXISTS (SELECT 1 FROM agreements_grant AS given JOIN agreements_terms AS terms USING (round_id)
                WHERE terms.id IN (OLD.{of}, NEW.{of}) AND given.state <> 'withdrawn')""",  # noqa: S608 - our own column
        OFFERED,
        name="terms_stay_once_offered",
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    )


@tracked
class Terms(models.Model):
    """The terms of one round, set before its grants are offered; a programme may change model between years.

    `small_grant_pence` is the size below which one set of papers is enough (R26). `underspend_pence` is the most that
    may lie unallocated when an advance is released (R23); `pools_programmes`: summed over programmes (unverified).
    """

    personal_fields: ClassVar[dict[str, str]] = {}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.OneToOneField("funding.Round", models.PROTECT, related_name="+")
    recipient_kind = models.CharField(max_length=20, choices=list(RECIPIENTS.items()))
    price_basis = models.CharField(max_length=10, choices=list(PRICE_BASES.items()))
    payment_basis = models.CharField(max_length=12, choices=list(PAYMENT_BASES.items()))
    assurance_model = models.CharField(max_length=20, choices=list(ASSURANCE_MODELS.items()))
    is_first_year = models.BooleanField(
        default=False, help_text="No earlier grant of the programme was paid this way."
    )
    begins_on = models.DateField()
    ends_on = models.DateField()
    sign_by_days = models.PositiveSmallIntegerField(default=28)
    small_grant_pence = MoneyField(null=True, blank=True)
    underspend_pence = MoneyField(null=True, blank=True)
    pools_programmes = models.BooleanField(default=True)
    source = models.CharField(max_length=300, help_text="Which record, or whose word, these terms rest on.")
    is_illustration = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "terms"
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_on__gt=models.F("begins_on")),
                name="terms_run_forward",
                violation_error_message="A round ends after it begins.",
            ),
        )
        triggers = (_stays_once_offered("id"),)


@tracked
class TermsInstalment(models.Model):
    """One instalment of every grant of the round: when it is due, and which part of the award it is."""

    personal_fields: ClassVar[dict[str, str]] = {}

    terms = models.ForeignKey(Terms, models.PROTECT, related_name="instalments")
    number = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    parts = models.PositiveIntegerField(help_text="Its part of the award, beside the others’ parts.")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["terms", "number"], name="terms_instalment_once"),
            models.CheckConstraint(condition=Q(parts__gt=0), name="terms_instalment_has_a_part"),
        )
        triggers = (_stays_once_offered("terms_id"),)


@tracked
class TermsCondition(models.Model):
    """A condition that every grant of the round gets; from which instalment on it holds money back."""

    personal_fields: ClassVar[dict[str, str]] = {}

    terms = models.ForeignKey(Terms, models.PROTECT, related_name="conditions")
    code = models.SlugField(max_length=40)
    text = models.CharField(max_length=300)
    owner = models.CharField(max_length=12, choices=list(OWNERS.items()))
    from_instalment = models.PositiveSmallIntegerField(null=True, blank=True)
    due_days_before = models.PositiveSmallIntegerField(default=0)
    set_aside_because = models.TextField(
        blank=True, help_text="Why it cannot apply to the first grants, if so."
    )

    class Meta:
        constraints = (models.UniqueConstraint(fields=["terms", "code"], name="terms_condition_once"),)
        triggers = (_stays_once_offered("terms_id"),)


@tracked
class SpendRule(models.Model):
    """What the money may be spent on, and what not; returns are checked against it."""

    personal_fields: ClassVar[dict[str, str]] = {}

    terms = models.ForeignKey(Terms, models.PROTECT, related_name="spend_rules")
    code = models.SlugField(max_length=40)
    label = models.CharField(max_length=200)
    is_eligible = models.BooleanField()
    note = models.TextField(blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["terms", "code"], name="spend_rule_once"),)
        triggers = (_stays_once_offered("terms_id"),)
