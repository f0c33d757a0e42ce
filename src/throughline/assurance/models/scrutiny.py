"""What did the Community Safety Partnership say of a return, and what did the authority say to that?"""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from throughline.frame.append_only import append_only
from throughline.frame.guards import follows
from throughline.ledger.tracking import tracked

from ..lifecycle import SCRUTINY
from .returns import OFFICIAL, ReturnVersion, states

OUTCOMES = {
    "given": "Assurance given",
    "given_with_conditions": "Assurance given with conditions",
    "withheld": "Assurance withheld",
}


@tracked
class Scrutiny(models.Model):
    """One certified version before the partnership: at which meeting, or by its chair under a delegation."""

    personal_fields: ClassVar[dict[str, str]] = {"begun_by": OFFICIAL}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.OneToOneField(ReturnVersion, models.PROTECT, related_name="scrutiny")
    meeting = models.ForeignKey("governance.Meeting", models.PROTECT, null=True, blank=True, related_name="+")
    chair_delegation = models.CharField(
        max_length=300, blank=True, help_text="The delegation under which the chair acts alone."
    )
    state = models.CharField(max_length=20, choices=states(SCRUTINY.states))
    begun_at = models.DateTimeField()
    begun_by = models.CharField(max_length=64)

    class Meta:
        verbose_name_plural = "scrutinies"
        triggers = (*follows(SCRUTINY),)


@tracked
class Statement(models.Model):
    """The partnership's statement; what members declared is in it (R25). A challenged one is followed by another."""

    personal_fields: ClassVar[dict[str, str]] = {"interests": OFFICIAL, "stated_by": OFFICIAL}

    scrutiny = models.ForeignKey(Scrutiny, models.PROTECT, related_name="statements")
    outcome = models.CharField(max_length=24, choices=list(OUTCOMES.items()))
    words = models.TextField()
    conditions = models.TextField(blank=True)
    interests = models.TextField(blank=True)
    was_quorate = models.BooleanField()
    stated_at = models.DateTimeField()
    stated_by = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~Q(outcome="given_with_conditions") | ~Q(conditions=""),
                name="conditional_assurance_names_its_conditions",
                violation_error_message="Say on which conditions.",
            ),
        )
        triggers = append_only("A statement is never changed; make another one.")


@tracked
class Response(models.Model):
    """What the authority answered to a statement: accepted, challenged, or sampled with what it found."""

    personal_fields: ClassVar[dict[str, str]] = {"answered_by": OFFICIAL}

    scrutiny = models.ForeignKey(Scrutiny, models.PROTECT, related_name="responses")
    step = models.CharField(
        max_length=12, choices=[("accept", "Accepted"), ("challenge", "Challenged"), ("sample", "Sampled")]
    )
    words = models.TextField(blank=True)
    answered_at = models.DateTimeField()
    answered_by = models.CharField(max_length=64)

    class Meta:
        triggers = append_only("What the authority answered is never changed.")
