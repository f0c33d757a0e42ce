"""What must not be missed: concerns, deaths, release, what probation is told, outcomes and checks afterwards?"""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from throughline.frame.append_only import append_only
from throughline.frame.guards import follows
from throughline.ledger.tracking import tracked

from .. import codes, walls
from ..care.lifecycle import CONCERN
from .people import CASE, CODED, STAFF
from .referrals import Referral
from .rules_of_work import ROUTES


@tracked
class Concern(models.Model):
    """A worry about somebody's safety, with owner, deadline, statutory route and its receipt. R31"""

    wall: ClassVar[str] = walls.OF_REFERRAL
    personal_fields: ClassVar[dict[str, str]] = {"said": CASE, "raised_by": STAFF, "owner": STAFF}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="concerns")
    state = models.CharField(max_length=14, choices=CONCERN.choices)
    route = models.CharField(max_length=10, choices=ROUTES)
    about = models.CharField(
        max_length=12, choices=[("person", "The person"), ("child", "A child"), ("other", "Somebody else")]
    )
    is_urgent = models.BooleanField(default=False)
    said = models.BinaryField(help_text="Sealed: what was seen, what is done, the receipt.")
    owner = models.CharField(max_length=64)
    due_at = models.DateTimeField()
    raised_at = models.DateTimeField()
    raised_by = models.CharField(max_length=64)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = models.CharField(max_length=64, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.CharField(max_length=64, blank=True)
    has_receipt = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~Q(state="closed") | Q(has_receipt=True),
                name="concern_closes_with_its_receipt",
                violation_error_message="A concern closes with the receipt of the body that it went to.",
            ),
        )
        triggers = (*follows(CONCERN),)


@tracked
class ReleasePlan(models.Model):
    """What must be ready on the day of release: who is chasing, prescription bridged, naloxone, first appointment."""

    wall: ClassVar[str] = walls.OF_REFERRAL
    personal_fields: ClassVar[dict[str, str]] = {
        "chased_by": STAFF,
        "is_prescription_bridged": CODED,
        "has_naloxone": CODED,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.OneToOneField(Referral, models.PROTECT, related_name="release_plan")
    prison = models.CharField(max_length=120)
    chased_by = models.CharField(max_length=64, blank=True)
    is_prescription_bridged = models.CharField(
        max_length=8,
        choices=[("", "Not known"), ("yes", "Bridged"), ("no", "Not bridged"), ("none", "None needed")],
        blank=True,
    )
    has_naloxone = models.CharField(
        max_length=8, choices=[("", "Not known"), ("yes", "Has it"), ("no", "Has not")], blank=True
    )


@tracked
class Told(models.Model):
    """What probation is told, as it happens: a typed minimum, and when it was acknowledged. R36"""

    wall: ClassVar[str] = walls.OF_REFERRAL
    personal_fields: ClassVar[dict[str, str]] = {"acknowledged_by": STAFF, "kind": CODED}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="told")
    kind = models.CharField(max_length=24)
    about_on = models.DateField(help_text="The day of what is told.")
    code = models.CharField(max_length=24, blank=True, help_text="Its code, such as a reason.")
    is_urgent = models.BooleanField(default=False)
    told_at = models.DateTimeField()
    told_by = models.CharField(max_length=64)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = (models.Index(fields=["referral", "told_at"], name="told_of_a_referral"),)


@tracked
class Outcome(models.Model):
    """What was achieved at exit of what was hoped for: 1, ½ or 0."""

    wall: ClassVar[str] = walls.OF_REFERRAL
    personal_fields: ClassVar[dict[str, str]] = {"achieved": CODED}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="outcomes")
    outcome = models.CharField(max_length=10, choices=list(codes.OUTCOMES.items()))
    achieved = models.CharField(max_length=20, choices=list(codes.ACHIEVED.items()))

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["referral", "outcome"],
                name="outcome_is_judged_once",
                violation_error_message="This outcome is judged already.",
            ),
        )


@tracked
class RecoveryCheck(models.Model):
    """How the person is three, six and twelve months after a planned exit; not reached is an answer too."""

    wall: ClassVar[str] = walls.OF_REFERRAL
    personal_fields: ClassVar[dict[str, str]] = {"answer": CODED, "done_by": STAFF}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="checks")
    months = models.PositiveSmallIntegerField(choices=[(3, "3 months"), (6, "6 months"), (12, "12 months")])
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    done_by = models.CharField(max_length=64, blank=True)
    answer = models.CharField(
        max_length=12,
        choices=[
            ("", "Not done"),
            ("sustained", "Recovery sustained"),
            ("not", "Not sustained"),
            ("not_reached", "Not reached"),
        ],
        blank=True,
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["referral", "months"],
                name="recovery_check_once_a_stage",
                violation_error_message="This check is on record already.",
            ),
        )


class Note(models.Model):
    """A note in the person's record, sealed and never changed; a later note puts an earlier one right."""

    wall: ClassVar[str] = walls.OF_REFERRAL
    personal_fields: ClassVar[dict[str, str]] = {"text": CASE, "written_by": STAFF}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="notes")
    for_whom = models.CharField(
        max_length=10, choices=[("provider", "The service only"), ("both", "The service and probation")]
    )
    text = models.BinaryField()
    corrects = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="corrected_by")
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=64)

    class Meta:
        triggers = append_only("A note is never changed: write another one.")
