"""Which part of which grant is paid when, and what holds it?"""

import uuid
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from throughline.frame.fields import MoneyField
from throughline.frame.guards import follows
from throughline.ledger.tracking import tracked

from ..lifecycle import INSTALMENT
from .staying import said_once

OFFICIAL = "Kept with the payment: who acted on public money is part of the record."


@tracked
class Instalment(models.Model):
    """One part of a grant's award. All that are not cancelled never come to more than the award (database trigger)."""

    personal_fields: ClassVar[dict[str, str]] = {}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    grant = models.ForeignKey("agreements.Grant", models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    amount_pence = MoneyField()
    profile = models.CharField(
        max_length=120, help_text="From which profile, or which re-profiling, it comes."
    )
    state = models.CharField(max_length=20, choices=INSTALMENT.choices)
    because = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["grant", "number"],
                condition=~Q(state="cancelled"),
                name="instalment_number_once_a_grant",
            ),
            models.CheckConstraint(condition=Q(amount_pence__gt=0), name="instalment_is_positive"),
        )
        triggers = (
            *follows(INSTALMENT),
            pgtrigger.Protect(name="instalment_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="instalment_keeps_its_sum",
                fields=["grant", "number", "due_on", "amount_pence", "profile"],
            ),
            pgtrigger.Trigger(
                name="instalments_never_exceed_the_award",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    PERFORM 1 FROM agreements_grant WHERE id = NEW.grant_id FOR UPDATE;
                    IF NEW.amount_pence + COALESCE((SELECT sum(amount_pence) FROM payments_instalment
                            WHERE grant_id = NEW.grant_id AND state <> 'cancelled'), 0)
                       > COALESCE((SELECT sum(pence) FROM agreements_grantamount
                            WHERE grant_id = NEW.grant_id), 0) THEN
                        RAISE EXCEPTION 'The instalments of a grant cannot come to more than its award.'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        )


@tracked
class Hold(models.Model):
    """Why a person holds an instalment back, who can clear it, and when it is looked at again."""

    personal_fields: ClassVar[dict[str, str]] = {"placed_by": OFFICIAL, "lifted_by": OFFICIAL}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    instalment = models.ForeignKey(Instalment, models.PROTECT, related_name="holds")
    reason = models.TextField()
    cleared_by_role = models.SlugField(max_length=60)
    look_again_on = models.DateField()
    placed_at = models.DateTimeField()
    placed_by = models.CharField(max_length=64)
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.CharField(max_length=64, blank=True)
    lifted_because = models.TextField(blank=True)

    class Meta:
        triggers = said_once(
            "A hold", "lifted_at IS NOT NULL", keeps=("lifted_at", "lifted_by", "lifted_because")
        )


@tracked
class Override(models.Model):
    """Paying although a condition is not met: asked for by one, agreed by a second senior person; in the pack."""

    personal_fields: ClassVar[dict[str, str]] = {"asked_by": OFFICIAL, "agreed_by": OFFICIAL}

    instalment = models.ForeignKey(Instalment, models.PROTECT, related_name="overrides")
    conditions = models.JSONField(help_text="The codes of the conditions that it passes over.")
    seen = models.JSONField(
        default=dict,
        help_text="What each of them said when it was asked for; anything else is not passed over.",
    )
    unallocated_pence = MoneyField(null=True, blank=True, help_text="What lay unallocated then.")
    reason = models.TextField()
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=64)
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.CharField(max_length=64, blank=True)
    declined_because = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(agreed_by="") | Q(declined_because=""), name="override_is_agreed_or_declined"
            ),
            models.CheckConstraint(
                condition=Q(agreed_by="") | ~Q(agreed_by=models.F("asked_by")),
                name="override_is_agreed_by_another",
                violation_error_message="Somebody else must agree to what you asked for.",
            ),
        )
        triggers = said_once(
            "An override",
            "agreed_by <> '' OR OLD.declined_because <> ''",
            keeps=("agreed_at", "agreed_by", "declined_because"),
        )
