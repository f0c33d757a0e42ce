"""Which key decisions are planned, and which decisions can be, or were, called in?"""

import uuid
from datetime import date
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from throughline.frame.guards import follows
from throughline.ledger.tracking import tracked

from ..law.call_in import Standing
from ..law.lifecycle import CALL_IN, PLANNED
from ..record import FUNCTIONS
from .notice import OFFICIAL, Notice, states


@tracked
class PlannedDecision(models.Model):
    """An entry of the forward plan: a key decision that is announced before it is taken. Authority: R6."""

    personal_fields: ClassVar[dict[str, str]] = {
        "subject": OFFICIAL,
        "contact": OFFICIAL,
        "announced_by": OFFICIAL,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    state = models.CharField(max_length=12, choices=states(PLANNED.states), default="planned")
    function = models.CharField(max_length=20, choices=list(FUNCTIONS.items()), default="authority")
    subject = models.CharField(max_length=300)
    decision_maker = models.CharField(max_length=200)
    contact = models.CharField(max_length=200, help_text="The post to which representations are made.")
    planned_on = models.DateField()
    announced_on = models.DateField()
    cannot_wait_because = models.TextField(blank=True)
    dropped_because = models.TextField(blank=True)
    draft = models.OneToOneField(
        "decisions.Draft", null=True, blank=True, on_delete=models.PROTECT, related_name="announced"
    )
    notice = models.ForeignKey(Notice, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    is_illustration = models.BooleanField(
        default=False, help_text="Made up for a demonstration: never public (R46)."
    )
    announced_at = models.DateTimeField()
    announced_by = models.CharField(max_length=64)

    class Meta:
        ordering = ["planned_on", "subject", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(planned_on__gte=F("announced_on")),
                name="planned_decision_comes_after_its_announcement",
                violation_error_message="A key decision is announced before it is taken.",
            ),
            models.CheckConstraint(
                condition=(Q(state="decided") & Q(notice__isnull=False))
                | (~Q(state="decided") & Q(notice__isnull=True)),
                name="settled_entry_names_its_decision",
                violation_error_message="An entry that is settled names the decision that it became.",
            ),
        ]
        triggers = [
            *follows(PLANNED),
            pgtrigger.ReadOnly(name="announcement_keeps_its_day", fields=["announced_on", "announced_at"]),
            pgtrigger.Protect(name="announcement_is_never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.subject


@tracked
class CallIn(models.Model):
    """The window in which a published decision can be called in, and what came of it. Authority: R6."""

    personal_fields: ClassVar[dict[str, str]] = {
        "called_in_for": OFFICIAL,
        "reasons": OFFICIAL,
        "result": OFFICIAL,
        "answer": OFFICIAL,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    notice = models.OneToOneField(Notice, on_delete=models.PROTECT, related_name="call_in")
    state = models.CharField(max_length=16, choices=states(CALL_IN.states), default="open")
    scrutiny_body = models.CharField(max_length=200)
    authority = models.CharField(max_length=300)
    working_days = models.PositiveSmallIntegerField()
    opened_on = models.DateField()
    last_day_on = models.DateField(help_text="The last day on which it can be called in.")
    called_in_on = models.DateField(null=True, blank=True)
    called_in_for = models.TextField(blank=True, help_text="The members who called it in.")
    reasons = models.TextField(blank=True)
    met_on = models.DateField(null=True, blank=True)
    result = models.TextField(blank=True, help_text="What the meeting said.")
    answer = models.TextField(blank=True, help_text="What whoever decided said when it came back.")
    effective_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["last_day_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day_on__gt=F("opened_on")),
                name="call_in_window_has_a_day",
                violation_error_message="The window ends after it opens.",
            ),
            models.CheckConstraint(
                condition=(Q(state="effective") & Q(effective_on__isnull=False))
                | (~Q(state="effective") & Q(effective_on__isnull=True)),
                name="decision_past_call_in_says_since_when_it_counts",
                violation_error_message="A decision that takes effect says on which day.",
            ),
            models.CheckConstraint(
                condition=Q(called_in_on__isnull=True) | (~Q(called_in_for="") & ~Q(reasons="")),
                name="call_in_says_who_and_why",
                violation_error_message="A call-in names its members and gives reasons.",
            ),
        ]
        triggers = [
            *follows(CALL_IN),
            pgtrigger.ReadOnly(
                name="window_stays_as_opened",
                fields=["notice", "scrutiny_body", "authority", "working_days", "opened_on", "last_day_on"],
            ),
            pgtrigger.Protect(name="call_in_is_never_deleted", operation=pgtrigger.Delete),
        ]

    def facts(self, today: date) -> Standing:
        """How it stands on that day, as its rules read it."""
        return Standing(
            self.state,
            self.scrutiny_body,
            self.last_day_on,
            today > self.last_day_on,
            self.called_in_on,
            self.met_on,
            self.effective_on,
        )
