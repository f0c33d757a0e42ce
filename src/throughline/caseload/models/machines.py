"""Which machines speak for a provider, what did they bring, and which of their people is ours?"""

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from throughline.frame.append_only import append_only
from throughline.ledger.tracking import tracked

from .. import walls
from .people import CASE, CODED, STAFF, Person
from .referrals import Referral


@tracked
class Client(models.Model):
    """A machine of a provider or of probation that may speak to the interface; its secret is kept as a hash.

    It sees the people of these units alone, and nobody whose record is limited.
    """

    wall: ClassVar[str] = walls.CLIENTS
    personal_fields: ClassVar[dict[str, str]] = {"made_by": STAFF, "ended_by": STAFF}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    body = models.ForeignKey("organisations.Body", models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    secret = models.CharField(max_length=200)
    side = models.CharField(max_length=12, choices=[("probation", "Probation"), ("provider", "A provider")])
    units = ArrayField(models.UUIDField())
    scopes = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=64)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["body", "name"],
                condition=Q(ended_at__isnull=True),
                name="client_has_its_name_alone",
                violation_error_message="Another client of this organisation has this name.",
            ),
        )


class Token(models.Model):
    """What a client shows with each request for some minutes; kept as a keyed hash."""

    wall: ClassVar[str] = walls.through("client_id", "caseload_client")
    may_be_deleted: ClassVar[str] = "true"
    personal_fields: ClassVar[dict[str, str]] = {}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    client = models.ForeignKey(Client, models.CASCADE, related_name="tokens")
    hash = models.CharField(max_length=32)
    scopes = models.CharField(max_length=200)
    good_until = models.DateTimeField()
    last_used = models.DateTimeField(help_text="To the minute: when the client last spoke.")

    class Meta:
        indexes = (models.Index(fields=["hash"], name="tokens_by_hash"),)


@tracked
class Imported(models.Model):
    """A file or a batch of events that came in, by its hash; the same one again changes nothing."""

    wall: ClassVar[str] = walls.OWN_BODY_OR_OWN
    personal_fields: ClassVar[dict[str, str]] = {"brought_by": STAFF}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    body = models.ForeignKey("organisations.Body", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    sha256 = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    taken = models.PositiveIntegerField()
    same = models.PositiveIntegerField()
    rejected = models.PositiveIntegerField()
    passed_over = models.PositiveIntegerField(
        default=0,
        help_text="Rows of a monitoring file about somebody whom probation did not refer, or from before it.",
    )
    brought_at = models.DateTimeField()
    brought_by = models.CharField(max_length=64)

    @property
    def done(self) -> int:
        """How many of its rows are accounted for; fewer than `rows` where it was cut off."""
        return self.taken + self.same + self.passed_over + self.rejected


class TakenKey(models.Model):
    """The one key under which what came in is known again; a new secret of the installation wraps it anew.

    The words that came in are not kept, so that their hashes could not be made again under another key.
    """

    wall: ClassVar[str] = walls.RULES_OF_WORK
    personal_fields: ClassVar[dict[str, str]] = {}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=5, default="taken", unique=True)
    wrapped_key = models.BinaryField()


class ImportedEvent(models.Model):
    """One event of a provider's system that was taken, by the provider's own key for it: never taken twice. R32"""

    wall: ClassVar[str] = walls.BROUGHT_IN
    personal_fields: ClassVar[dict[str, str]] = {"referral": CASE}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    body = models.ForeignKey("organisations.Body", models.PROTECT, related_name="+")
    key = models.CharField(max_length=64, help_text="A keyed hash of the provider's own id of the event.")
    says = models.CharField(
        max_length=64, help_text="A keyed hash of its content: the same id with another content is told."
    )
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="+")
    imported = models.ForeignKey(Imported, models.PROTECT, null=True, blank=True, related_name="events")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["body", "key"],
                name="event_of_a_provider_is_taken_once",
                violation_error_message="This event was taken already.",
            ),
        )
        triggers = append_only("An event that was taken stays as it was taken.")


class Taken(models.Model):
    """A request or a row of a sheet that was taken, by its sender’s own key: the same again has the same answer.

    What it said is kept as a keyed hash, and the answer names nobody.
    """

    wall: ClassVar[str] = walls.TAKEN_FROM
    personal_fields: ClassVar[dict[str, str]] = {"taken_from": STAFF, "referral": CASE, "answer": CODED}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    taken_from = models.CharField(max_length=64)
    key = models.CharField(max_length=32)
    says = models.CharField(max_length=32)
    referral = models.ForeignKey(Referral, models.PROTECT, null=True, blank=True, related_name="+")
    imported = models.ForeignKey(Imported, models.PROTECT, null=True, blank=True, related_name="+")
    row = models.PositiveIntegerField(null=True, blank=True)
    answer = models.JSONField(default=dict)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["taken_from", "key"],
                name="key_of_a_sender_is_taken_once",
                violation_error_message="This was taken already.",
            ),
        )
        triggers = append_only("What was taken stays as it was taken.")


class ImportedReject(models.Model):
    """A row that was not taken, and why, in words that name nobody; passed over where nothing is to be put right."""

    wall: ClassVar[str] = walls.through("imported_id", "caseload_imported")
    personal_fields: ClassVar[dict[str, str]] = {}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    imported = models.ForeignKey(Imported, models.PROTECT, related_name="rejects")
    row = models.PositiveIntegerField()
    column = models.CharField(max_length=60, blank=True)
    why = models.CharField(max_length=300)
    is_passed_over = models.BooleanField(default=False)

    class Meta:
        triggers = append_only("What was said about a row stays.")


@tracked(exclude=["client_hash"])
class EpisodeLink(models.Model):
    """A person's number and episode in a provider's system and in treatment monitoring, linked once, at source."""

    wall: ClassVar[str] = walls.OF_PERSON
    personal_fields: ClassVar[dict[str, str]] = {"link": CASE, "client_hash": CASE, "linked_by": STAFF}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="episode_links")
    body = models.ForeignKey("organisations.Body", models.PROTECT, related_name="+")
    client_hash = models.CharField(
        max_length=32, help_text="A keyed hash of CLIENTID, by which a file's row is matched."
    )
    link = models.BinaryField(help_text="Sealed: CLIENTID and EPISODID.")
    linked_at = models.DateTimeField()
    linked_by = models.CharField(max_length=64)

    class Meta:
        indexes = (models.Index(fields=["body", "client_hash"], name="episode_links_by_hash"),)
