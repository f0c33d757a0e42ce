"""Who was asked what, and what did each answer?"""

import uuid
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from throughline.frame.guards import follows
from throughline.ledger.tracking import tracked

from ..lifecycle import CONSULTATION
from .item import SAID, Item

POSITIONS = {
    "supports": "Supports",
    "conditions": "Supports with conditions",
    "neutral": "Neutral",
    "opposes": "Opposes",
    "none": "No answer",
}


@tracked
class Consultation(models.Model):
    """A question that was put to people and bodies; asked on its item's day. Authority: R10."""

    personal_fields: ClassVar[dict[str, str]] = {"question": SAID, "came_of_it": SAID}

    item = models.OneToOneField(Item, primary_key=True, on_delete=models.PROTECT, related_name="consultation")
    state = models.CharField(
        max_length=10, choices=[(each, each.capitalize()) for each in CONSULTATION.states], default="open"
    )
    question = models.TextField()
    answers_by = models.DateField(null=True, blank=True)
    came_of_it = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open") | ~Q(came_of_it=""),
                name="closed_consultation_says_what_came_of_it",
                violation_error_message="Say what came of the answers.",
            ),
        ]
        triggers = [
            *follows(CONSULTATION),
            pgtrigger.ReadOnly(name="question_stays_as_asked", fields=["question"]),
            pgtrigger.Protect(name="consultation_is_never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.item.title


@tracked
class Consulted(models.Model):
    """One who was asked, and their position once they have answered; no answer is an answer, too."""

    personal_fields: ClassVar[dict[str, str]] = {"who": SAID, "text": SAID}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="asked")
    who = models.CharField(max_length=200)
    asked_on = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    position = models.CharField(max_length=12, choices=list(POSITIONS.items()), blank=True)
    text = models.TextField(blank=True)

    class Meta:
        ordering = ["consultation", "who", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "who"],
                name="nobody_is_asked_twice_in_a_consultation",
                violation_error_message="They have been asked already.",
            ),
            models.CheckConstraint(
                condition=Q(position__in=["", "none"]) | ~Q(text=""),
                name="position_comes_with_words",
                violation_error_message="Say in a sentence what they answered.",
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True)
                | Q(asked_on__isnull=True)
                | Q(answered_on__gte=F("asked_on")),
                name="answer_comes_after_the_question",
                violation_error_message="The answer comes before the question.",
            ),
        ]

    def __str__(self) -> str:
        return self.who
