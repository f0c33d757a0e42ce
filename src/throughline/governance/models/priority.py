"""Which priorities of which strategy or plan may a decision serve, from when until when?"""

import uuid
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from throughline.ledger.tracking import tracked

from .item import SAID, Item


@tracked
class Plan(models.Model):
    """A strategy or a police and crime plan, dated; unverified until the monitoring officer confirms its list."""

    personal_fields: ClassVar[dict[str, str]] = {"confirmed_by": SAID}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(max_length=200)
    in_force_from = models.DateField(null=True, blank=True)
    in_force_until = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["title", F("in_force_from").desc(nulls_last=True), "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["title", "in_force_from"],
                nulls_distinct=False,
                name="plan_stands_once_from_a_day",
                violation_error_message="A plan of this title from this day is here already.",
            ),
            models.CheckConstraint(
                condition=Q(in_force_from__isnull=True)
                | Q(in_force_until__isnull=True)
                | Q(in_force_until__gt=F("in_force_from")),
                name="plan_ends_after_it_begins",
                violation_error_message="A plan ends after it begins.",
            ),
        ]
        triggers = [pgtrigger.Protect(name="plan_is_never_deleted", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.title


@tracked
class Priority(models.Model):
    """One priority of a plan; its words are its item's title, `label` is what the plan numbers it."""

    personal_fields: ClassVar[dict[str, str]] = {}

    item = models.OneToOneField(Item, primary_key=True, on_delete=models.PROTECT, related_name="priority")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="priorities")
    position = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=60, blank=True)
    dropped_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["plan", "position"]
        verbose_name_plural = "priorities"
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "position"],
                name="priority_has_its_own_place",
                violation_error_message="This plan has a priority in that place already.",
            ),
        ]
        triggers = [pgtrigger.Protect(name="priority_is_never_deleted", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.label}: {self.item.title}" if self.label else self.item.title
