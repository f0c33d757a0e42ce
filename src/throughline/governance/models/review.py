"""Which reviews looked at a programme, what did each recommend, and what became of it?"""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from throughline.frame.guards import follows
from throughline.ledger.tracking import tracked

from ..watching.lifecycle import RECOMMENDATION, REVIEW
from .item import SAID, Item
from .watched import Watched

ANSWERS = {"accepted": "Accepted", "part": "Accepted in part", "not": "Not accepted"}


@tracked
class Review(models.Model):
    """Somebody's look from outside: who did it, when (if the record says), where it can be read."""

    personal_fields: ClassVar[dict[str, str]] = {"reviewer": SAID, "about": SAID}

    item = models.OneToOneField(Item, on_delete=models.PROTECT, primary_key=True)
    state = models.CharField(
        max_length=10, choices=[(each, each) for each in REVIEW.states], default=REVIEW.first_states[0]
    )
    reviewer = models.CharField(max_length=200, blank=True)
    about = models.TextField(blank=True)

    class Meta:
        triggers = [
            *follows(REVIEW),
            pgtrigger.Protect(name="review_is_never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.item.title


@tracked
class Recommendation(Watched):
    """One thing that a review asks for, what was answered, which decision carried it out."""

    personal_fields: ClassVar[dict[str, str]] = {"owner_words": SAID, "reason": SAID, "answered_by": SAID}

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="recommendations")
    position = models.PositiveSmallIntegerField()
    state = models.CharField(
        max_length=10,
        choices=[(each, each) for each in RECOMMENDATION.states],
        default=RECOMMENDATION.first_states[0],
    )
    answer = models.CharField(max_length=8, choices=list(ANSWERS.items()), blank=True)
    reason = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=64, blank=True)

    class Meta(Watched.Meta):
        ordering = ["review", "position"]
        constraints = [
            *Watched.Meta.constraints,
            models.UniqueConstraint(fields=["review", "position"], name="recommendation_has_its_own_place"),
            models.CheckConstraint(
                condition=Q(state="open", answer="", answered_at__isnull=True)
                | (~Q(state="open") & ~Q(answer="") & ~Q(reason="") & Q(answered_at__isnull=False)),
                name="answered_recommendation_says_why",
                violation_error_message="An answer says what it is, why, when and who gave it.",
            ),
        ]
        triggers = [
            *follows(RECOMMENDATION),
            pgtrigger.Protect(name="recommendation_is_never_deleted", operation=pgtrigger.Delete),
        ]
