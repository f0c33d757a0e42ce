"""Which tables left through the gate: what is shown, what is hidden and why, of which extract and version."""

import uuid
from typing import ClassVar

from django.db import models

from throughline.ledger.tracking import tracked


@tracked
class Release(models.Model):
    """One table that passed the gate, whole; `by` are its dimensions joined by +. Never changed: made anew instead.

    `cells` is a list of {key: [category …], count: number or null, why: reason when hidden}; `figures` what was worked
    out of shown cells alone (shares, limits, medians), as the evidence's pages print it.
    """

    personal_fields: ClassVar[dict[str, str]] = {}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    extract = models.ForeignKey("evidence.Extract", models.PROTECT, related_name="releases")
    measure = models.CharField(
        max_length=60, help_text="Code of a measure, or of another table of the evidence."
    )
    measure_version = models.PositiveSmallIntegerField()
    by = models.CharField(max_length=80)
    period = models.CharField(max_length=24, help_text="Such as 2025-04-01/2026-04-01.")
    cells = models.JSONField()
    figures = models.JSONField(default=dict)
    rounded_to = models.PositiveSmallIntegerField(default=1)
    released_at = models.DateTimeField()
    released_by = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["extract", "measure", "measure_version", "by", "period"],
                name="release_is_made_once",
                violation_error_message="This table was released already.",
            ),
        )
