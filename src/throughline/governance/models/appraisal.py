"""Which options were compared, by what, and which was chosen?"""

import uuid
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from throughline.frame.guards import follows
from throughline.ledger.tracking import tracked

from ..lifecycle import APPRAISAL
from .item import SAID, Item

MOST_POINTS = 5


@tracked
class Appraisal(models.Model):
    """A question with options side by side; what was not chosen becomes a draft's alternatives. Authority: R10."""

    personal_fields: ClassVar[dict[str, str]] = {"question": SAID, "chosen_because": SAID}

    item = models.OneToOneField(Item, primary_key=True, on_delete=models.PROTECT, related_name="appraisal")
    state = models.CharField(
        max_length=10, choices=[(each, each.capitalize()) for each in APPRAISAL.states], default="open"
    )
    question = models.TextField()
    chosen = models.ForeignKey("Option", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    chosen_because = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", chosen__isnull=True)
                | (Q(state="chosen", chosen__isnull=False) & ~Q(chosen_because="")),
                name="chosen_option_says_why",
                violation_error_message="Say why this option was chosen.",
            ),
        ]
        triggers = [
            *follows(APPRAISAL),
            pgtrigger.Protect(name="appraisal_is_never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.item.title


@tracked
class Option(models.Model):
    """One way of doing it; `why_not` is written when another is chosen."""

    personal_fields: ClassVar[dict[str, str]] = {"description": SAID, "why_not": SAID}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    appraisal = models.ForeignKey(Appraisal, on_delete=models.PROTECT, related_name="options")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    why_not = models.TextField(blank=True)

    class Meta:
        ordering = ["appraisal", "position"]
        constraints = [
            models.UniqueConstraint(fields=["appraisal", "position"], name="option_has_its_own_place"),
            models.UniqueConstraint(
                fields=["appraisal", "name"],
                name="option_stands_once_in_an_appraisal",
                violation_error_message="This appraisal has an option of that name already.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


@tracked
class Criterion(models.Model):
    """One thing by which options are compared; without weights all count alike."""

    personal_fields: ClassVar[dict[str, str]] = {}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    appraisal = models.ForeignKey(Appraisal, on_delete=models.PROTECT, related_name="criteria")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    weight = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["appraisal", "position"]
        verbose_name_plural = "criteria"
        constraints = [
            models.UniqueConstraint(fields=["appraisal", "position"], name="criterion_has_its_own_place"),
            models.UniqueConstraint(
                fields=["appraisal", "name"],
                name="criterion_stands_once_in_an_appraisal",
                violation_error_message="This appraisal has a criterion of that name already.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


@tracked
class Score(models.Model):
    """How one option does by one criterion: points, words, or both."""

    personal_fields: ClassVar[dict[str, str]] = {"note": SAID}

    option = models.ForeignKey(Option, on_delete=models.PROTECT, related_name="scores")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="scores")
    points = models.PositiveSmallIntegerField(null=True, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["option", "criterion"], name="option_is_scored_once_a_criterion"),
            models.CheckConstraint(
                condition=Q(points__isnull=True) | Q(points__lte=MOST_POINTS),
                name="points_are_nought_to_five",
                violation_error_message=f"Give 0 to {MOST_POINTS} points.",
            ),
        ]
