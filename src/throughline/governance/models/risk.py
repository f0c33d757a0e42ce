"""What may go wrong, how badly, what is done against it, and when was it last looked at?"""

import uuid
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from throughline.frame.append_only import append_only
from throughline.frame.guards import follows
from throughline.ledger.tracking import tracked

from ..watching.lifecycle import RISK
from .item import SAID
from .watched import Watched

RESPONSES = {
    "reduce": "Reduce it",
    "accept": "Accept it",
    "avoid": "Avoid it",
    "share": "Share it with somebody",
}


def _from_one_to_five(name: str, *fields: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(**{f"{field}__range": (1, 5) for field in fields}),
        name=name,
        violation_error_message="Likelihood and impact are whole numbers from 1 to 5.",
    )


@tracked
class Risk(Watched):
    """Something that may go wrong; likelihood and impact before and after what is done against it.

    `residual_*` are those of the last review and `score_before` is the score of the review before, if any.
    """

    personal_fields: ClassVar[dict[str, str]] = {"cause": SAID, "effect": SAID, "owner_words": SAID}

    state = models.CharField(
        max_length=10, choices=[(each, each) for each in RISK.states], default=RISK.first_states[0]
    )
    cause = models.TextField()
    effect = models.TextField()
    response = models.CharField(max_length=8, choices=list(RESPONSES.items()), default="reduce")
    inherent_likelihood = models.PositiveSmallIntegerField()
    inherent_impact = models.PositiveSmallIntegerField()
    residual_likelihood = models.PositiveSmallIntegerField()
    residual_impact = models.PositiveSmallIntegerField()
    score_before = models.PositiveSmallIntegerField(null=True, blank=True)
    reviewed_on = models.DateField()
    review_on = models.DateField()

    class Meta(Watched.Meta):
        indexes = [models.Index(fields=["state", "review_on"], name="risks_by_review")]
        constraints = [
            *Watched.Meta.constraints,
            _from_one_to_five("inherent_score_is_from_1_to_5", "inherent_likelihood", "inherent_impact"),
            _from_one_to_five("residual_score_is_from_1_to_5", "residual_likelihood", "residual_impact"),
        ]
        triggers = [
            *follows(RISK),
            pgtrigger.Protect(name="risk_is_never_deleted", operation=pgtrigger.Delete),
        ]


@tracked
class RiskReview(models.Model):
    """One look at a risk: how likely, how bad, why so, and when to look again; the history of its scores."""

    personal_fields: ClassVar[dict[str, str]] = {"words": SAID, "reviewed_by": SAID}

    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="reviews")
    likelihood = models.PositiveSmallIntegerField()
    impact = models.PositiveSmallIntegerField()
    words = models.TextField()
    next_on = models.DateField()
    reviewed_at = models.DateTimeField()
    reviewed_by = models.CharField(max_length=64)

    class Meta:
        ordering = ["risk", "reviewed_at", "id"]
        constraints = [_from_one_to_five("reviewed_score_is_from_1_to_5", "likelihood", "impact")]
        triggers = append_only("A review of a risk is never changed or deleted.")


@tracked
class RiskControl(models.Model):
    """Something that is done against a risk: meant, or in place since a day."""

    personal_fields: ClassVar[dict[str, str]] = {"text": SAID, "added_by": SAID}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="controls")
    text = models.CharField(max_length=500)
    in_place_on = models.DateField(null=True, blank=True)
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=64)

    class Meta:
        ordering = ["risk", "added_at", "id"]
        triggers = [
            pgtrigger.ReadOnly(
                name="control_stays_as_worded", fields=["risk", "text", "added_at", "added_by"]
            ),
            pgtrigger.Protect(name="control_is_never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.text
