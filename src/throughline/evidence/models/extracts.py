"""Which extracts are held: their manifest, never their rows."""

import uuid
from datetime import date, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from throughline.frame.guards import follows
from throughline.ledger.tracking import tracked

from ..lifecycle import EXTRACT

FROM = (
    ("caseload", "The caseload"),
    ("provider", "A provider's file"),
    ("generator", "The seeded generator: made-up people"),
)
HOLDS = (
    ("inquest", "An inquest or a review of a death"),
    ("complaint", "A complaint"),
    ("claim", "A claim or a court case"),
    ("police", "An investigation by the police"),
    ("inquiry", "An inquiry or an inspection"),
)


@tracked(exclude=["wrapped_key"])
class Extract(models.Model):
    """Rows about people, sealed in a file of the evidence; this is what is known without opening it."""

    personal_fields: ClassVar[dict[str, str]] = {}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    made_from = models.CharField(max_length=12, choices=FROM)
    schema_version = models.PositiveSmallIntegerField()
    covers_from = models.DateField()
    covers_until = models.DateField()
    is_made_up = models.BooleanField()
    seed = models.BigIntegerField(null=True, blank=True)
    manifest = models.JSONField(
        help_text="Counts and digests of each table, and what was rejected, by reason."
    )
    file = models.CharField(max_length=120, help_text="Its name in the evidence's folder.")
    wrapped_key = models.BinaryField(
        help_text="Empty once it was destroyed: then nobody opens the file again."
    )
    state = models.CharField(max_length=12, choices=EXTRACT.choices)
    keep_until = models.DateField()
    legal_hold = models.CharField(
        max_length=12, blank=True, default="", choices=HOLDS, help_text="Why it may not be destroyed."
    )
    taken_at = models.DateTimeField()
    taken_by = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(covers_until__gt=F("covers_from")),
                name="extract_covers_days",
                violation_error_message="An extract's period ends after it begins.",
            ),
            models.UniqueConstraint(
                fields=["file"],
                name="extract_file_is_held_once",
                violation_error_message="This extract is held already.",
            ),
        )
        triggers = (*follows(EXTRACT),)

    @property
    def last_day(self) -> date:
        """The last day that it covers."""
        return self.covers_until - timedelta(days=1)


class Measuring(models.Model):
    """How far the measures of an extract are worked out; it can be stopped, and goes on where it was."""

    personal_fields: ClassVar[dict[str, str]] = {}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    extract = models.OneToOneField(Extract, models.PROTECT, related_name="measuring")
    state = models.CharField(
        max_length=8,
        choices=[
            ("waiting", "Waits for the worker"),
            ("running", "Under way"),
            ("stopped", "Stopped"),
            ("done", "Done"),
            ("failed", "Failed"),
        ],
    )
    done = models.PositiveIntegerField(default=0)
    of = models.PositiveIntegerField(default=0)
    not_measured = models.JSONField(default=list)
    refused = models.JSONField(default=list, help_text="Tables that the gate let not leave, and why.")
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=64)
    heard_at = models.DateTimeField(null=True, blank=True)
    heard_by = models.CharField(max_length=64, blank=True)
