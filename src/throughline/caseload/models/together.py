"""What was decided together, who died, what did the court ask: what more than one service answers for?"""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from throughline.frame.guards import follows
from throughline.ledger.tracking import tracked

from .. import walls
from ..care.lifecycle import HANDOVER
from .people import CASE, CODED, STAFF
from .referrals import Referral

GATEWAYS = [
    ("oma", "Offender Management Act 2007"),
    ("cda", "Crime and Disorder Act 1998 s.115"),
    ("safeguarding", "Safeguarding"),
    ("vital", "Vital interests"),
    ("consent", "The person agreed"),
]


@tracked
class CaseMeeting(models.Model):
    """A meeting of several services about a person: who came, what was shared on which gateway, what was decided."""

    wall: ClassVar[str] = walls.OF_REFERRAL
    personal_fields: ClassVar[dict[str, str]] = {"said": CASE, "recorded_by": STAFF}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="case_meetings")
    held_on = models.DateField()
    gateway = models.CharField(max_length=12, choices=GATEWAYS)
    said = models.BinaryField(help_text="Sealed: who attended, what was shared, what was decided.")
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=64)


@tracked
class Handover(models.Model):
    """What a prison healthcare team was sent about somebody, on which gateway, its receipt, and what came back. R35"""

    wall: ClassVar[str] = walls.OF_REFERRAL
    personal_fields: ClassVar[dict[str, str]] = {
        "said": CASE,
        "sent_by": STAFF,
        "confirmed_by": STAFF,
        "returned_by": STAFF,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="handovers")
    state = models.CharField(max_length=12, choices=HANDOVER.choices)
    gateway = models.CharField(max_length=12, choices=GATEWAYS)
    said = models.BinaryField(help_text="Sealed: to which team, what was sent, the receipt, what came back.")
    sent_at = models.DateTimeField()
    sent_by = models.CharField(max_length=64)
    due_on = models.DateField(help_text="By when the team confirms that it has it.")
    received_on = models.DateField(null=True, blank=True)
    received_how = models.CharField(
        max_length=8,
        choices=[
            ("phone", "By phone"),
            ("mail", "By secure mail"),
            ("system", "In its own system"),
            ("meeting", "In a meeting"),
        ],
        blank=True,
    )
    has_receipt = models.BooleanField(default=False)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.CharField(max_length=64, blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)
    returned_by = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~Q(state="received") | Q(has_receipt=True, received_on__isnull=False),
                name="handover_is_received_with_its_receipt",
                violation_error_message="A handover is received with the receipt of the team that it went to.",
            ),
        )
        indexes = (models.Index(fields=["referral", "sent_at"], name="handovers_of_a_referral"),)
        triggers = (*follows(HANDOVER),)


@tracked
class DeathReview(models.Model):
    """A death, whom it was notified to, and the review that it gets. R39"""

    wall: ClassVar[str] = walls.OF_REFERRAL
    personal_fields: ClassVar[dict[str, str]] = {"said": CASE, "recorded_by": STAFF, "reviewed_by": STAFF}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.OneToOneField(Referral, models.PROTECT, related_name="death")
    died_on = models.DateField(null=True, blank=True, help_text="Empty where nobody knows the day.")
    learned_on = models.DateField()
    is_drug_related = models.CharField(
        max_length=8, choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")]
    )
    review_due_on = models.DateField()
    said = models.BinaryField(help_text="Sealed: whom it was notified to, what was learned.")
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=64)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(learned_on__gte=models.F("died_on")),
                name="death_is_learned_of_afterwards",
                violation_error_message="A death is learned of on or after its day.",
            ),
        )


@tracked
class CourtReport(models.Model):
    """A one-page review report of a drug rehabilitation requirement, as it was made for the responsible officer."""

    wall: ClassVar[str] = walls.OF_REFERRAL
    personal_fields: ClassVar[dict[str, str]] = {"said": CASE, "made_by": STAFF, "period_until": CODED}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="court_reports")
    period_from = models.DateField()
    period_until = models.DateField()
    said = models.BinaryField(help_text="Sealed: attendance, test results as supplied, the service's view.")
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=64)
