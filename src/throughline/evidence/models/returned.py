"""Which file did the ministry return about the people of an extract?"""

import uuid
from typing import ClassVar

from django.db import models

from throughline.ledger.tracking import tracked

from .extracts import Extract

KEYED_BY = (
    ("extract", "The extract’s own pseudonyms"),
    ("evaluation", "The pseudonyms of an evaluation file"),
)


@tracked
class ReturnedFile(models.Model):
    """Proven offences of the people of one extract, sealed under its key, so that both are destroyed at once."""

    personal_fields: ClassVar[dict[str, str]] = {}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    extract = models.OneToOneField(Extract, models.PROTECT, related_name="returned")
    known_until = models.DateField(help_text="The last day up to which the ministry looked.")
    keyed_by = models.CharField(max_length=12, choices=KEYED_BY)
    evaluation = models.UUIDField(null=True, blank=True, help_text="Which evaluation file was sent, if one.")
    manifest = models.JSONField(help_text="Counts and digests, never rows.")
    file = models.CharField(max_length=120, unique=True, help_text="Its name in the evidence's folder.")
    taken_at = models.DateTimeField()
    taken_by = models.CharField(max_length=64)
