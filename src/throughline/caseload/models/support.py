"""What was done besides meeting: interventions, specialist treatment, harm reduction, help with the other needs?"""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from throughline.frame.guards import follows
from throughline.ledger.tracking import tracked

from .. import codes, walls
from ..care.lifecycle import TREATMENT
from .people import CASE, CODED, STAFF
from .referrals import Pathway, Referral


@tracked
class Intervention(models.Model):
    """A version of a brief or extended intervention in the catalogue. R34"""

    wall: ClassVar[str] = walls.RULES_OF_WORK
    personal_fields: ClassVar[dict[str, str]] = {}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(max_length=40)
    version = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=[("brief", "Brief"), ("extended", "Extended")])
    title = models.CharField(max_length=160)
    content = models.TextField()
    sessions = models.PositiveSmallIntegerField(help_text="How many sessions make it complete.")
    used_from = models.DateField()
    used_until = models.DateField(null=True, blank=True)
    is_illustration = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["code", "version"],
                name="intervention_version_once",
                violation_error_message="This version is in the catalogue already.",
            ),
        )


@tracked
class Delivered(models.Model):
    """A session of an intervention that was given; the last one completes it."""

    wall: ClassVar[str] = walls.OF_REFERRAL
    personal_fields: ClassVar[dict[str, str]] = {"intervention": CODED, "given_by": STAFF}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="delivered")
    pathway = models.ForeignKey(Pathway, models.PROTECT, related_name="delivered")
    intervention = models.ForeignKey(Intervention, models.PROTECT, related_name="+")
    session = models.PositiveSmallIntegerField()
    given_on = models.DateField()
    given_by = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["pathway", "intervention", "session"],
                name="session_of_an_intervention_once",
                violation_error_message="This session is on record already.",
            ),
        )


@tracked
class Treatment(models.Model):
    """A referral to specialist treatment and what the treatment service confirmed; the CRN link stands once, sealed."""

    wall: ClassVar[str] = walls.OF_REFERRAL
    personal_fields: ClassVar[dict[str, str]] = {"link": CASE, "confirmed_by": STAFF}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="treatments")
    service = models.CharField(max_length=200)
    state = models.CharField(max_length=12, choices=TREATMENT.choices)
    referred_on = models.DateField()
    accepted_on = models.DateField(null=True, blank=True)
    started_on = models.DateField(null=True, blank=True)
    reviewed_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ended_for = models.CharField(max_length=24, blank=True)
    link = models.BinaryField(
        null=True, blank=True, help_text="Sealed: CLIENTID and EPISODID of treatment monitoring."
    )
    confirmed_by = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(started_on__isnull=True) | Q(started_on__gte=models.F("referred_on")),
                name="treatment_starts_after_its_referral",
                violation_error_message="Treatment starts on or after the day of its referral.",
            ),
        )
        triggers = (*follows(TREATMENT),)


@tracked
class HarmReduction(models.Model):
    """Naloxone given, a blood-borne virus test offered or taken, an overdose: what happened on a day."""

    wall: ClassVar[str] = walls.OF_REFERRAL
    personal_fields: ClassVar[dict[str, str]] = {"kind": CODED, "recorded_by": STAFF}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="harm_reduction")
    kind = models.CharField(
        max_length=16,
        choices=[
            ("naloxone", "Naloxone given"),
            ("naloxone_no", "Naloxone offered, not wanted"),
            ("bbv_offered", "Blood-borne virus test offered"),
            ("bbv_taken", "Blood-borne virus test taken"),
            ("overdose", "Overdose, not fatal"),
        ],
    )
    on = models.DateField()
    recorded_by = models.CharField(max_length=64)


@tracked
class Onward(models.Model):
    """Help with one of the other seven needs elsewhere in GM's rehabilitative services, and what came of it. R33"""

    wall: ClassVar[str] = walls.OF_REFERRAL
    personal_fields: ClassVar[dict[str, str]] = {"need": CODED, "sent_by": STAFF}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="onward")
    need = models.CharField(max_length=6, choices=list(codes.NEEDS.items()))
    service = models.CharField(max_length=200)
    sent_on = models.DateField()
    sent_by = models.CharField(max_length=64)
    outcome = models.CharField(
        max_length=12,
        choices=[
            ("", "Not known yet"),
            ("taken_up", "Taken up"),
            ("not_taken_up", "Not taken up"),
            ("met", "Need met"),
        ],
        blank=True,
    )
    outcome_on = models.DateField(null=True, blank=True)
