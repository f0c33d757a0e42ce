"""Which file was made for an evaluation, and which person asked for their own record?"""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from throughline.frame.append_only import append_only
from throughline.frame.guards import follows
from throughline.ledger.tracking import tracked

from .. import walls
from ..exports import evaluation
from ..exports.lifecycle import EVALUATION_FILE, SUBJECT_ACCESS
from .people import CASE, CODED, STAFF, Person


@tracked(exclude=["wrapped_key"])
class EvaluationFile(models.Model):
    """A pseudonymised cohort for one evaluation, which one person asks for and another releases.

    The file is kept sealed; destroying `wrapped_key` makes every copy of it unreadable.
    """

    wall: ClassVar[str] = walls.EVALUATIONS
    personal_fields: ClassVar[dict[str, str]] = {
        "asked_by": STAFF,
        "released_by": STAFF,
        "ended_by": STAFF,
        "wrapped_key": "Emptied when the evaluation ends.",
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120, help_text="Of the evaluation; names no person.")
    because = models.CharField(max_length=12, choices=list(evaluation.PURPOSES.items()))
    cohort = models.CharField(max_length=12, choices=list(evaluation.COHORTS.items()))
    dates = models.CharField(max_length=8, choices=list(evaluation.DATES.items()))
    period_from = models.DateField()
    period_until = models.DateField()
    is_made_up = models.BooleanField(default=False)
    state = models.CharField(max_length=12, choices=EVALUATION_FILE.choices)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=64)
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.CharField(max_length=64, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=64, blank=True)
    file = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the stored file, sealed.")
    wrapped_key = models.BinaryField(null=True, blank=True)
    counts = models.JSONField(
        default=dict, help_text="How many are in, and left out by reason; 0 to 4 as -1."
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(period_until__gt=F("period_from")),
                name="evaluation_runs_forward",
                violation_error_message="The period ends after it begins.",
            ),
            models.CheckConstraint(
                condition=Q(released_at__isnull=True) | ~Q(released_by=F("asked_by")),
                name="evaluation_file_is_released_by_another",
                violation_error_message="Whoever asked for a file does not release it.",
            ),
        )
        triggers = (*follows(EVALUATION_FILE),)


class FeedbackFile(models.Model):
    """That somebody of probation took what they were told as a file, of whom and until when; the file is not kept."""

    wall: ClassVar[str] = walls.ASKED_FOR_BY
    personal_fields: ClassVar[dict[str, str]] = {"asked_by": STAFF}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    asked_by = models.CharField(max_length=64)
    whose = models.CharField(max_length=36, help_text="“mine”, or the unit's id.")
    because = models.CharField(max_length=12)
    asked_at = models.DateTimeField()

    class Meta:
        triggers = append_only("What was taken as a file stays on record.")
        indexes = (models.Index(fields=["asked_by", "whose", "-asked_at"], name="feedback_files_by_asker"),)


@tracked
class SubjectAccess(models.Model):
    """A person asks for everything that is held about them: asked, checked by one, released by another. UK GDPR 15"""

    wall: ClassVar[str] = walls.OF_PERSON_FOR_THE_SERVICE
    may_be_added: ClassVar[str] = walls.OF_PERSON
    personal_fields: ClassVar[dict[str, str]] = {
        "person": CODED,
        "said": CASE,
        "left_out": CASE,
        "content": CASE,
        "asked_by": STAFF,
        "checked_by": STAFF,
        "released_by": STAFF,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="subject_accesses")
    state = models.CharField(max_length=12, choices=SUBJECT_ACCESS.choices)
    asked_on = models.DateField(help_text="The day on which the request came; the month runs from it.")
    due_on = models.DateField()
    is_extended = models.BooleanField(default=False)
    said = models.BinaryField(
        help_text="Sealed: how they asked, how we know who they are, why it is refused."
    )
    left_out = models.BinaryField(null=True, blank=True, help_text="Sealed: which parts, on which ground.")
    content = models.BinaryField(null=True, blank=True, help_text="Sealed: the copy as it was checked.")
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=64)
    checked_at = models.DateTimeField(null=True, blank=True)
    checked_by = models.CharField(max_length=64, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(released_at__isnull=True) | ~Q(released_by=F("checked_by")),
                name="copy_is_released_by_another",
                violation_error_message="Whoever checked the copy does not release it.",
            ),
        )
        indexes = (models.Index(fields=["state", "due_on"], name="subject_accesses_by_day"),)
        triggers = (*follows(SUBJECT_ACCESS),)
