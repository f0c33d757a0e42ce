"""Whose record counts, which papers let real people in, who is eligible, and where does a concern go?"""

import uuid
from datetime import time
from typing import ClassVar

from django.db import models
from django.db.models import Q

from throughline.frame.append_only import append_only
from throughline.frame.guards import follows
from throughline.ledger.tracking import tracked

from .. import walls
from ..lifecycle import PROTOCOL
from .people import STAFF

PAPERS = [
    ("controller", "Controller"),
    ("lawful_basis", "Lawful basis (UK GDPR 6, 9, 10 or DPA 2018 Part 3)"),
    ("gateway", "Disclosure gateway"),
    ("sharing", "Sharing agreement"),
    ("dpia", "Data protection impact assessment"),
    ("caldicott", "Caldicott approval"),
    ("clinical_safety", "Clinical safety sign-off (DCB0129 and DCB0160)"),
]
PURPOSES = [("support", "Support of people on probation"), ("evaluation", "Evaluation")]
ROUTES = [
    ("children", "Children’s services hub"),
    ("adults", "Adult safeguarding"),
    ("marac", "MARAC"),
    ("mappa", "MAPPA"),
    ("prevent", "Prevent"),
]


@tracked
class Paper(models.Model):
    """A paper without which no real person's data come in: for one organisation and purpose, until it runs out. R30"""

    wall: ClassVar[str] = walls.RULES_OF_WORK
    personal_fields: ClassVar[dict[str, str]] = {"signed_by": STAFF, "recorded_by": STAFF}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    body = models.ForeignKey("organisations.Body", models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=12, choices=PURPOSES)
    kind = models.CharField(max_length=16, choices=PAPERS)
    says = models.CharField(max_length=400, help_text="Which controller, basis, gateway, agreement.")
    reference = models.CharField(max_length=120, blank=True)
    file = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the stored file.")
    signed_by = models.CharField(max_length=200, help_text="Name and post of who signed it.")
    good_from = models.DateField()
    good_until = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(good_until__gt=models.F("good_from")),
                name="paper_runs_forward",
                violation_error_message="A paper is good until a day after it is good from.",
            ),
        )
        triggers = append_only("A paper is replaced by a newer one, never changed.")


@tracked
class RecordMode(models.Model):
    """Whose case record is the record at a provider, from a day on: its own system's, or this one. R32"""

    wall: ClassVar[str] = walls.RULES_OF_WORK
    personal_fields: ClassVar[dict[str, str]] = {}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    body = models.ForeignKey("organisations.Body", models.PROTECT, related_name="+")
    mode = models.CharField(
        max_length=9, choices=[("here", "Record here"), ("elsewhere", "Record elsewhere")]
    )
    runs_from = models.DateField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["body", "runs_from"],
                name="record_mode_once_a_day",
                violation_error_message="This provider has a mode from that day already.",
            ),
        )


@tracked
class Protocol(models.Model):
    """A version of what probation and a provider agreed for one cohort; a referral keeps the one it was made under.

    It says who is eligible, how risk is shared and who does what.
    """

    wall: ClassVar[str] = walls.RULES_OF_WORK
    personal_fields: ClassVar[dict[str, str]] = {
        "for_probation_by": STAFF,
        "for_provider_by": STAFF,
        "drafted_by": STAFF,
        "ended_by": STAFF,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    provider = models.ForeignKey("organisations.Body", models.PROTECT, related_name="+")
    unit = models.ForeignKey("organisations.ProbationDeliveryUnit", models.PROTECT, related_name="+")
    cohort = models.CharField(max_length=120, help_text="Such as: adults with a drug or alcohol need.")
    version = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, choices=PROTOCOL.choices)
    eligible = models.TextField()
    risk_shared = models.TextField()
    who_does_what = models.TextField()
    eligible_from = models.DateField()
    review_on = models.DateField()
    drafted_at = models.DateTimeField()
    drafted_by = models.CharField(max_length=64)
    for_probation_at = models.DateTimeField(null=True, blank=True)
    for_probation_by = models.CharField(max_length=64, blank=True)
    for_provider_at = models.DateTimeField(null=True, blank=True)
    for_provider_by = models.CharField(max_length=64, blank=True)
    ends_on = models.DateField(
        null=True, blank=True, help_text="The first day on which nobody is referred under it."
    )
    ended_because = models.CharField(max_length=400, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=64, blank=True)
    is_illustration = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["provider", "unit", "cohort", "version"],
                name="protocol_version_once",
                violation_error_message="This version is there already.",
            ),
            models.CheckConstraint(
                condition=~Q(state="agreed")
                | (Q(for_probation_at__isnull=False) & Q(for_provider_at__isnull=False)),
                name="protocol_is_agreed_by_both",
                violation_error_message="A protocol is in force when both sides agreed.",
            ),
            models.CheckConstraint(
                condition=Q(state="ended", ends_on__isnull=False, ended_at__isnull=False)
                | (~Q(state="ended") & Q(ends_on__isnull=True)),
                name="protocol_ends_from_a_day",
                violation_error_message="A cohort ends from a day on, and only where somebody ended it.",
            ),
        )
        triggers = (*follows(PROTOCOL),)


@tracked
class Route(models.Model):
    """Where a concern of one kind goes in a locality, and by when: public contact points, no person. R31"""

    wall: ClassVar[str] = walls.RULES_OF_WORK
    personal_fields: ClassVar[dict[str, str]] = {}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    place = models.ForeignKey("organisations.Place", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=ROUTES)
    contact = models.CharField(max_length=300)
    within_hours = models.PositiveSmallIntegerField(default=24)
    is_illustration = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["place", "kind"],
                name="route_of_a_kind_once_a_place",
                violation_error_message="This place has this route already.",
            ),
        )


@tracked
class UnitDesk(models.Model):
    """How a unit is reached: its single point of contact, the days of the clinic there, and when its doors are open."""

    wall: ClassVar[str] = walls.RULES_OF_WORK
    personal_fields: ClassVar[dict[str, str]] = {}

    unit = models.OneToOneField(
        "organisations.ProbationDeliveryUnit", models.PROTECT, primary_key=True, related_name="+"
    )
    single_point_of_contact = models.CharField(max_length=200)
    clinic = models.CharField(max_length=200, blank=True)
    opens = models.TimeField(default=time(9), help_text="On working days, in London.")
    closes = models.TimeField(default=time(17))
    is_illustration = models.BooleanField(default=False)
