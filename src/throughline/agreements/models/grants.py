"""Who is given how much of a round, and what became of it?"""

import uuid
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from throughline.frame.append_only import append_only
from throughline.frame.fields import MoneyField
from throughline.frame.guards import answered_with_its_step, follows
from throughline.ledger.tracking import tracked

from ..lifecycle import CONDITION, GRANT
from ..terms import OWNERS, RECIPIENTS

OFFICIAL = "Kept with the grant: who acted on public money is part of the record."


@tracked
class Grant(models.Model):
    """One place's part of a round, given to one recipient. Its award is the sum of its `amounts`.

    It rests on the allocation that was decided; without one it is an illustration and says so (R46).
    """

    personal_fields: ClassVar[dict[str, str]] = {"offered_by": OFFICIAL}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey("funding.Round", models.PROTECT, related_name="+")
    place = models.ForeignKey("organisations.Place", models.PROTECT, related_name="+")
    recipient = models.ForeignKey("organisations.Body", models.PROTECT, related_name="+")
    recipient_kind = models.CharField(max_length=20, choices=list(RECIPIENTS.items()))
    allocation = models.ForeignKey(
        "funding.Allocation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_illustration = models.BooleanField(default=False)
    state = models.CharField(max_length=20, choices=GRANT.choices)
    because = models.TextField(blank=True, help_text="Why it was suspended, withdrawn or terminated.")
    offered_at = models.DateTimeField()
    offered_by = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["round", "place"],
                condition=~Q(state__in=["withdrawn", "terminated"]),
                name="grant_of_a_place_once_a_round",
                violation_error_message="This place has a grant of this round already.",
            ),
            models.UniqueConstraint(
                fields=["allocation"],
                condition=~Q(state="withdrawn"),
                name="allocation_is_granted_once",
                violation_error_message="This part of the round is granted already.",
            ),
            models.CheckConstraint(
                condition=Q(allocation__isnull=False) | Q(is_illustration=True),
                name="grant_rests_on_a_decision",
                violation_error_message="A grant rests on a decided allocation, or is marked as an illustration.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["suspended", "withdrawn", "terminated"]) | ~Q(because=""),
                name="stopped_grant_says_why",
                violation_error_message="Say why.",
            ),
        )
        triggers = (
            *follows(GRANT),
            pgtrigger.ReadOnly(
                name="grant_keeps_what_it_rests_on",
                fields=[
                    "round",
                    "place",
                    "recipient",
                    "allocation",
                    "is_illustration",
                    "offered_at",
                    "offered_by",
                ],
            ),
            pgtrigger.Protect(name="grant_is_never_deleted", operation=pgtrigger.Delete),
        )


@tracked
class GrantAmount(models.Model):
    """A sum that was added to a grant's award, or taken from it: by the decision at first, then by variations.

    The sums of a grant never come below zero (database trigger).
    """

    personal_fields: ClassVar[dict[str, str]] = {"added_by": OFFICIAL}

    grant = models.ForeignKey(Grant, models.PROTECT, related_name="amounts")
    pence = MoneyField()
    variation = models.ForeignKey(
        "agreements.Variation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    because = models.CharField(max_length=300)
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["grant"], condition=Q(variation__isnull=True), name="grant_is_awarded_once"
            ),
            models.UniqueConstraint(
                fields=["grant", "variation"], name="grant_is_varied_once_by_a_variation"
            ),
        )
        triggers = (
            *append_only("What was awarded is never changed; a variation adds to it or takes from it."),
            pgtrigger.Trigger(
                name="award_varies_as_was_decided",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                condition=pgtrigger.Q(new__variation_id__isnull=False),
                func="""
                    IF NOT EXISTS (
                        SELECT 1 FROM agreements_variationline AS line
                        JOIN agreements_variation AS variation ON variation.id = line.variation_id
                        WHERE variation.id = NEW.variation_id AND variation.state = 'agreed'
                          AND line.grant_id = NEW.grant_id AND line.what = 'amount'
                          AND line.after_pence - line.before_pence = NEW.pence) THEN
                        RAISE EXCEPTION 'An award changes by what a decided variation names, and by nothing else.'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="award_never_below_zero",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    PERFORM 1 FROM agreements_grant WHERE id = NEW.grant_id FOR UPDATE;
                    IF NEW.pence + COALESCE((SELECT sum(pence) FROM agreements_grantamount
                                             WHERE grant_id = NEW.grant_id), 0) < 0 THEN
                        RAISE EXCEPTION 'A grant cannot be varied to less than nothing.'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        )


@tracked
class Condition(models.Model):
    """What must be so before a grant's money moves: whose it is, by when, and how it was answered."""

    personal_fields: ClassVar[dict[str, str]] = {"answered_by": OFFICIAL}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    grant = models.ForeignKey(Grant, models.PROTECT, related_name="conditions")
    code = models.SlugField(max_length=40)
    text = models.CharField(max_length=300)
    owner = models.CharField(max_length=12, choices=list(OWNERS.items()))
    from_instalment = models.PositiveSmallIntegerField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=20, choices=CONDITION.choices)
    because = models.TextField(blank=True)
    evidence = models.ForeignKey("frame.StoredFile", models.PROTECT, null=True, blank=True, related_name="+")
    evidence_name = models.CharField(max_length=255, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["grant", "code"], name="condition_once_a_grant"),
            models.CheckConstraint(
                condition=Q(state="open") | ~Q(because=""),
                name="condition_is_answered_in_words",
                violation_error_message="Say how it is met, or why it is waived or cannot apply.",
            ),
        )
        triggers = (
            *follows(CONDITION),
            pgtrigger.Protect(name="condition_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="condition_keeps_what_it_asks", fields=["grant", "code", "text"]),
            answered_with_its_step(
                *("because", "evidence_id", "evidence_name", "answered_at", "answered_by"),
                sentence="What was answered to a condition stays; another answer is another step.",
            ),
        )
