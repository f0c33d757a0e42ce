"""Who broke the glass, who asked to see, how long is a record kept, and what did the person agree to?"""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from throughline.ledger.tracking import tracked

from .. import walls
from .people import CASE, CODED, STAFF, Person
from .referrals import Referral

CONSENTS = [
    ("treatment", "Treatment"),
    ("monitoring", "National monitoring"),
    ("told", "Was told about sharing"),
]
CONSENT_ANSWERS = [("yes", "Yes"), ("no", "No"), ("withdrawn", "Withdrawn")]


@tracked
class Glass(models.Model):
    """Somebody opened a record beyond their sight in an emergency, for some hours; somebody else reviews it. R37"""

    wall: ClassVar[str] = walls.GLASS
    personal_fields: ClassVar[dict[str, str]] = {
        "staff": STAFF,
        "because": CASE,
        "broken_by": STAFF,
        "reviewed_by": STAFF,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="glass")
    unit = models.ForeignKey("organisations.ProbationDeliveryUnit", models.PROTECT, related_name="+")
    staff = models.CharField(max_length=64)
    because = models.BinaryField(null=True, blank=True, help_text="Sealed: why, and what the review said.")
    open_until = models.DateTimeField()
    broken_at = models.DateTimeField()
    broken_by = models.CharField(max_length=64)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.CharField(max_length=64, blank=True)
    was_right = models.BooleanField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(reviewed_at__isnull=True) | ~Q(reviewed_by=models.F("broken_by")),
                name="broken_glass_is_reviewed_by_another",
                violation_error_message="Whoever broke the glass does not review it.",
            ),
        )
        indexes = (models.Index(fields=["person", "staff", "open_until"], name="glass_that_is_open"),)


@tracked(exclude=["sealed"])
class AskedToSee(models.Model):
    """Somebody asked a unit to be shown a record; they are told nothing of whether there is one."""

    wall: ClassVar[str] = walls.ASKED
    personal_fields: ClassVar[dict[str, str]] = {
        "sealed": "Sealed with the installation's secret; emptied a year after it was asked.",
        "asked_by": STAFF,
        "answered_by": STAFF,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey("organisations.ProbationDeliveryUnit", models.PROTECT, related_name="+")
    sealed = models.BinaryField(help_text="Sealed with the installation's secret: about whom and why.")
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=64)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=64, blank=True)


@tracked
class Retention(models.Model):
    """How many years after its closing an organisation keeps a person's record, from a day on. R39"""

    wall: ClassVar[str] = walls.RULES_OF_WORK
    personal_fields: ClassVar[dict[str, str]] = {}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    body = models.ForeignKey("organisations.Body", models.PROTECT, related_name="+")
    years = models.PositiveSmallIntegerField()
    runs_from = models.DateField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["body", "runs_from"],
                name="retention_once_a_day",
                violation_error_message="This organisation has a retention from that day already.",
            ),
        )


@tracked
class Consent(models.Model):
    """What the person said to treatment, to national monitoring and to being told about sharing: three things. R38"""

    wall: ClassVar[str] = walls.OF_REFERRAL
    personal_fields: ClassVar[dict[str, str]] = {"answer": CODED, "recorded_by": STAFF}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="consents")
    kind = models.CharField(max_length=12, choices=CONSENTS)
    answer = models.CharField(max_length=10, choices=CONSENT_ANSWERS)
    said_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=64)


@tracked(exclude=["hash"])
class OwnCode(models.Model):
    """A one-time code with which a person opens their own page; kept as a keyed hash."""

    wall: ClassVar[str] = walls.OF_REFERRAL
    personal_fields: ClassVar[dict[str, str]] = {"hash": CASE, "made_by": STAFF}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="own_codes")
    hash = models.CharField(max_length=32)
    good_until = models.DateTimeField()
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=64)
    used_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = (models.Index(fields=["hash"], name="own_codes_by_hash"),)


class Voice(models.Model):
    """What somebody said about the service at a unit, without saying who they are."""

    wall: ClassVar[str] = walls.IN_ITS_UNIT
    may_be_added: ClassVar[str] = "true"
    may_be_deleted: ClassVar[str] = f"{{table}}.said_on < CURRENT_DATE - interval '2 years' AND {walls.A_JOB}"
    personal_fields: ClassVar[dict[str, str]] = {
        "text": "People write names all the same: deleted after two years."
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey("organisations.ProbationDeliveryUnit", models.PROTECT, related_name="+")
    score = models.PositiveSmallIntegerField(null=True, blank=True)
    text = models.CharField(max_length=1000, blank=True)
    said_on = models.DateField()
