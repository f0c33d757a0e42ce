"""What does this person need, as assessed: eight categories, drugs, alcohol, and how the last 28 days went?"""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from throughline.frame.guards import follows
from throughline.ledger.tracking import tracked

from .. import codes, walls
from ..care.lifecycle import ASSESSMENT
from .people import CASE, CODED, STAFF
from .referrals import Referral

KINDS = [("first", "First assessment"), ("review", "Review"), ("exit", "At exit")]


@tracked
class Assessment(models.Model):
    """One assessment, resumable while it is a draft and unchanged afterwards; a later one is a new version. R33"""

    wall: ClassVar[str] = walls.OF_REFERRAL
    personal_fields: ClassVar[dict[str, str]] = {"said": CASE, "begun_by": STAFF, "completed_by": STAFF}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="assessments")
    kind = models.CharField(max_length=8, choices=KINDS)
    state = models.CharField(max_length=12, choices=ASSESSMENT.choices)
    said = models.BinaryField(
        help_text="Sealed: see caseload.sealed.Said (drugs, alcohol, strengths, goals, plan)."
    )
    revision = models.PositiveIntegerField(default=0)
    begun_at = models.DateTimeField()
    begun_by = models.CharField(max_length=64)
    completed_at = models.DateTimeField(null=True, blank=True)
    completed_by = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["referral"],
                condition=Q(state="draft"),
                name="assessment_is_drafted_once_at_a_time",
                violation_error_message="An assessment of this person is under way already.",
            ),
        )
        triggers = (*follows(ASSESSMENT),)


@tracked
class NeedLevel(models.Model):
    """How great one of the eight needs is, and whether it is linked to harm and to reoffending. R33"""

    wall: ClassVar[str] = walls.through("assessment_id", "caseload_assessment")
    personal_fields: ClassVar[dict[str, str]] = {"level": CODED}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="levels")
    need = models.CharField(max_length=6, choices=list(codes.NEEDS.items()))
    level = models.CharField(max_length=6, choices=list(codes.LEVELS.items()))
    is_linked_to_harm = models.BooleanField(default=False)
    is_linked_to_reoffending = models.BooleanField(default=False)
    is_strength = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["assessment", "need"],
                name="need_has_one_level",
                violation_error_message="This need has its level already.",
            ),
        )


@tracked
class OutcomesProfile(models.Model):
    """Treatment Outcomes Profile: the last 28 days at start, review and exit; its crime items are never asked here."""

    wall: ClassVar[str] = walls.OF_REFERRAL
    personal_fields: ClassVar[dict[str, str]] = {"answers": CASE, "taken_by": STAFF}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="profiles")
    stage = models.CharField(
        max_length=8, choices=[("start", "Start"), ("review", "Review"), ("exit", "Exit")]
    )
    answers = models.BinaryField(help_text="Sealed: whole numbers by item.")
    taken_on = models.DateField()
    taken_at = models.DateTimeField()
    taken_by = models.CharField(max_length=64)
