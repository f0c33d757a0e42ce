"""What is to be reached by when, and when will it be, or was it?"""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from throughline.frame.guards import follows
from throughline.ledger.tracking import tracked

from ..watching.lifecycle import MILESTONE
from .item import SAID
from .promise import Promise
from .watched import Watched


@tracked
class Milestone(Watched):
    """One step of an implementation plan: the day planned first, the day expected now, the day it was reached."""

    personal_fields: ClassVar[dict[str, str]] = {"owner_words": SAID}

    state = models.CharField(
        max_length=10, choices=[(each, each) for each in MILESTONE.states], default=MILESTONE.first_states[0]
    )
    planned_on = models.DateField()
    forecast_on = models.DateField()
    reached_on = models.DateField(null=True, blank=True)
    promise = models.ForeignKey(
        Promise, null=True, blank=True, on_delete=models.PROTECT, related_name="milestones"
    )

    class Meta(Watched.Meta):
        indexes = [models.Index(fields=["state", "forecast_on"], name="milestones_by_day")]
        constraints = [
            *Watched.Meta.constraints,
            models.CheckConstraint(
                condition=Q(state="reached", reached_on__isnull=False)
                | (~Q(state="reached") & Q(reached_on__isnull=True)),
                name="reached_milestone_says_when",
                violation_error_message="A milestone that was reached says on which day, and no other does.",
            ),
        ]
        triggers = [
            *follows(MILESTONE),
            pgtrigger.ReadOnly(name="milestone_keeps_its_first_plan", fields=["planned_on"]),
            pgtrigger.Protect(name="milestone_is_never_deleted", operation=pgtrigger.Delete),
        ]
