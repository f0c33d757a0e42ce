"""Which extracts are held: their manifest, never their rows."""

import uuid
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


@tracked
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
    state = models.CharField(max_length=12, choices=EXTRACT.choices)
    keep_until = models.DateField()
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
