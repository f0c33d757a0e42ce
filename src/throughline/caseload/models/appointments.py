"""When does somebody meet the person, did it happen, and what came of it?"""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from throughline.frame.guards import follows
from throughline.ledger.tracking import tracked

from .. import codes, walls
from ..care.lifecycle import APPOINTMENT
from .people import CASE, STAFF
from .referrals import Referral

KINDS = [
    ("assessment", "First assessment"),
    ("one_to_one", "One to one"),
    ("group", "Group"),
    ("clinic", "Clinic"),
    ("review", "Review"),
    ("check", "Recovery check"),
]


@tracked
class Group(models.Model):
    """A group session at a time and place, which several people's appointments belong to."""

    wall: ClassVar[str] = walls.IN_ITS_UNIT
    personal_fields: ClassVar[dict[str, str]] = {"led_by": STAFF}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey("organisations.ProbationDeliveryUnit", models.PROTECT, related_name="+")
    body = models.ForeignKey("organisations.Body", models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    place = models.CharField(max_length=200)
    begins_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    places = models.PositiveSmallIntegerField(help_text="How many people it has room for.")
    led_by = models.CharField(max_length=64)


@tracked
class Clinic(models.Model):
    """When a provider holds its weekly clinic in a unit: so many times of so many minutes, from a day until another."""

    wall: ClassVar[str] = walls.RULES_OF_WORK
    personal_fields: ClassVar[dict[str, str]] = {}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey("organisations.ProbationDeliveryUnit", models.PROTECT, related_name="+")
    body = models.ForeignKey("organisations.Body", models.PROTECT, related_name="+")
    weekday = models.PositiveSmallIntegerField(
        choices=list(enumerate(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")))
    )
    begins = models.TimeField(help_text="In London.")
    minutes = models.PositiveSmallIntegerField(help_text="Of each time.")
    times = models.PositiveSmallIntegerField(help_text="How many times follow one another.")
    place = models.CharField(max_length=200)
    held_from = models.DateField()
    held_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["unit", "body", "weekday", "begins", "held_from"],
                name="clinic_is_held_once_at_a_time",
                violation_error_message="This clinic is on record already.",
            ),
        )


@tracked
class Appointment(models.Model):
    """A time with somebody. Moving it makes a new one that `replaces` it: what was agreed is never overwritten."""

    wall: ClassVar[str] = walls.OF_REFERRAL
    personal_fields: ClassVar[dict[str, str]] = {
        "notes": CASE,
        "with_whom": STAFF,
        "booked_by": STAFF,
        "recorded_by": STAFF,
        "reminded_by": STAFF,
        "stays_by": STAFF,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="appointments")
    group = models.ForeignKey(Group, models.PROTECT, null=True, blank=True, related_name="appointments")
    kind = models.CharField(max_length=12, choices=KINDS)
    state = models.CharField(max_length=16, choices=APPOINTMENT.choices)
    mode = models.CharField(max_length=28, choices=list(codes.MODES.items()))
    place = models.CharField(max_length=200, blank=True)
    begins_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=45)
    with_whom = models.CharField(max_length=64, help_text="The actor id of who meets the person.")
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    moved_for = models.CharField(
        max_length=12,
        choices=[
            ("person", "The person asked"),
            ("service", "The service asked"),
            ("probation", "Probation asked"),
        ],
        blank=True,
    )
    came_late_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    no_session = models.CharField(max_length=16, choices=list(codes.NO_SESSION.items()), blank=True)
    tells_probation = models.BooleanField(
        default=False, help_text="The worker asks the practitioner to look."
    )
    notes = models.BinaryField(null=True, blank=True, help_text="Sealed: see caseload.sealed.Session.")
    send_key = models.CharField(
        max_length=64,
        blank=True,
        help_text="Of the form that recorded it: a phone that resends records once.",
    )
    booked_at = models.DateTimeField()
    booked_by = models.CharField(max_length=64)
    booking_key = models.CharField(
        max_length=64, blank=True, help_text="Of the form that booked it: a form sent twice books once."
    )
    reminded_at = models.DateTimeField(null=True, blank=True)
    reminded_by = models.CharField(max_length=64, blank=True)
    asked_to_move_at = models.DateTimeField(
        null=True, blank=True, help_text="When the person asked for another time on their own page; once."
    )
    stays_at = models.DateTimeField(
        null=True, blank=True, help_text="When somebody said, after asking the person, that the time stays."
    )
    stays_by = models.CharField(max_length=64, blank=True)
    recorded_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=["scheduled", "rescheduled"]) | Q(recorded_at__isnull=False),
                name="appointment_says_when_it_was_recorded",
                violation_error_message="What happened is recorded with its moment.",
            ),
            models.CheckConstraint(
                condition=Q(stays_at__isnull=True) | Q(asked_to_move_at__isnull=False),
                name="appointment_stays_where_another_was_asked_for",
                violation_error_message="A time stays where another one was asked for.",
            ),
        )
        indexes = (
            models.Index(fields=["with_whom", "begins_at"], name="appointments_of_a_worker"),
            models.Index(fields=["referral", "begins_at"], name="appointments_of_a_referral"),
        )
        triggers = (*follows(APPOINTMENT),)


@tracked
class Absence(models.Model):
    """A key worker is away from a day until another, and who covers: the covering worker's lists show theirs too."""

    wall: ClassVar[str] = walls.OWN_BODY
    personal_fields: ClassVar[dict[str, str]] = {"worker": STAFF, "covered_by": STAFF}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    body = models.ForeignKey("organisations.Body", models.PROTECT, related_name="+")
    worker = models.CharField(max_length=64)
    away_from = models.DateField()
    away_until = models.DateField()
    covered_by = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(away_until__gt=models.F("away_from")),
                name="absence_runs_forward",
                violation_error_message="Somebody is back on a day after they left.",
            ),
        )


@tracked
class Skill(models.Model):
    """What a key worker can take on, and how many people at most: what allocation goes by."""

    wall: ClassVar[str] = walls.OWN_BODY
    personal_fields: ClassVar[dict[str, str]] = {"worker": STAFF}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    body = models.ForeignKey("organisations.Body", models.PROTECT, related_name="+")
    worker = models.CharField(max_length=64)
    skills = models.CharField(
        max_length=200,
        blank=True,
        help_text="Codes, separated by spaces: a language, high complexity, women.",
    )
    most_people = models.PositiveSmallIntegerField(default=40)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["body", "worker"],
                name="worker_has_skills_once",
                violation_error_message="This worker's skills are on record already.",
            ),
        )
