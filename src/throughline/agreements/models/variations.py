"""What is to change in which grants, and what was decided about it?"""

import uuid
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from throughline.frame.fields import MoneyField
from throughline.frame.guards import follows, refuse_when
from throughline.ledger.tracking import tracked

from ..lifecycle import VARIATION
from .grants import OFFICIAL, Grant

WHAT = {
    "amount": "The award",
    "ends_on": "The last day",
    "specification": "The specification",
    "words": "What is agreed beside the clauses",
}


@tracked
class Variation(models.Model):
    """One change to one or many grants, decided by one decision (R3); `draft_id` and `decision` are where.

    `by_notice` names the words of the agreements that let the authority change the award by notice; without such words
    each grant changes when its varied agreement is in force. `stated_pence` is what a record says it comes to.
    """

    personal_fields: ClassVar[dict[str, str]] = {"begun_by": OFFICIAL}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(max_length=200)
    reason = models.TextField()
    state = models.CharField(max_length=20, choices=VARIATION.choices)
    because = models.TextField(blank=True, help_text="Why it was declined, refused or withdrawn.")
    draft_id = models.UUIDField(null=True, blank=True)
    decision = models.ForeignKey("decisions.Notice", models.PROTECT, null=True, blank=True, related_name="+")
    by_notice = models.TextField(blank=True)
    is_asked_for = models.BooleanField(default=False, help_text="The recipient asked for it.")
    stated_pence = MoneyField(null=True, blank=True)
    stated_source = models.CharField(max_length=300, blank=True)
    is_illustration = models.BooleanField(default=False)
    begun_at = models.DateTimeField()
    begun_by = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~Q(state__in=["declined", "refused", "withdrawn"]) | ~Q(because=""),
                name="stopped_variation_says_why",
                violation_error_message="Say why.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["amended", "agreed", "applied"]) | Q(decision__isnull=False),
                name="agreed_variation_rests_on_a_decision",
                violation_error_message="A variation is agreed by a decision.",
            ),
        )
        triggers = (
            *follows(VARIATION),
            pgtrigger.ReadOnly(
                name="variation_keeps_who_began_it", fields=["is_asked_for", "begun_at", "begun_by"]
            ),
            refuse_when(
                """OLD.state NOT IN ('asked', 'prepared')
                AND (NEW.title, NEW.reason, NEW.by_notice, NEW.draft_id, NEW.stated_pence, NEW.stated_source)
                    IS DISTINCT FROM
                    (OLD.title, OLD.reason, OLD.by_notice, OLD.draft_id, OLD.stated_pence, OLD.stated_source)
                OR OLD.decision_id IS NOT NULL AND NEW.decision_id IS DISTINCT FROM OLD.decision_id""",
                "What was put to a decision does not change any more.",
                name="words_put_to_decision_stay",
            ),
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
        triggers = (
            pgtrigger.Trigger(
                name="what_is_put_to_decision_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func="""
                    IF NOT EXISTS (SELECT 1 FROM agreements_variation
                                   WHERE id = COALESCE(NEW.variation_id, OLD.variation_id)
                                     AND state IN ('asked', 'prepared', 'amended')) THEN
                        RAISE EXCEPTION 'What was put to a decision does not change any more.'
                            USING ERRCODE = 'restrict_violation';
                    END IF;
                    RETURN COALESCE(NEW, OLD);
                """,
            ),
        )
