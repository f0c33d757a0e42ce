"""What was promised, by whom, and by when?"""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from throughline.frame.guards import follows
from throughline.ledger.tracking import tracked

from ..watching.lifecycle import PROMISE
from .item import SAID
from .watched import Watched

PROMISE_KINDS = {
    "implementation-plan": "Implementation plan",
    "risk-log": "Risk log",
    "group": "Group",
    "protocol": "Protocol",
    "cohort": "Cohort",
    "partnership-agreement": "Partnership agreement",
    "other": "Something else",
}


@tracked
class Promise(Watched):
    """Something that a decision, or somebody, said will be done; open until evidence closes it. R10.

    `position` is its place among the promises of its decision, which makes them once.
    """

    personal_fields: ClassVar[dict[str, str]] = {"details": SAID, "owner_words": SAID}

    kind = models.CharField(max_length=24, choices=list(PROMISE_KINDS.items()), default="other")
    details = models.TextField(blank=True)
    state = models.CharField(
        max_length=10, choices=[(each, each) for each in PROMISE.states], default=PROMISE.first_states[0]
    )
    due_on = models.DateField(null=True, blank=True)
    due_words = models.CharField(max_length=100, blank=True, help_text="When, as a notice words it.")
    decision_number = models.CharField(max_length=12, blank=True)
    position = models.PositiveSmallIntegerField(null=True, blank=True)
    shown_by = models.CharField(max_length=64, blank=True, help_text="Who showed the evidence last.")

    class Meta(Watched.Meta):
        indexes = [
            models.Index(fields=["state", "due_on"], name="promises_by_day"),
            models.Index(fields=["decision_number", "position"], name="promises_of_a_decision"),
        ]
        constraints = [
            *Watched.Meta.constraints,
            models.UniqueConstraint(
                fields=["decision_number", "position"],
                condition=~Q(decision_number=""),
                name="decision_makes_a_promise_once",
                violation_error_message="This decision has made this promise already.",
            ),
            models.CheckConstraint(
                condition=Q(decision_number="", position__isnull=True)
                | (~Q(decision_number="") & Q(position__isnull=False)),
                name="promise_of_a_decision_has_its_position",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["shown", "kept"]) | ~Q(shown_by=""),
                name="promise_is_kept_by_evidence",
                violation_error_message="A promise is kept by evidence only.",
            ),
        ]
        triggers = [
            *follows(PROMISE),
            pgtrigger.ReadOnly(name="promise_keeps_its_decision", fields=["decision_number", "position"]),
            pgtrigger.Protect(name="promise_is_never_deleted", operation=pgtrigger.Delete),
        ]
