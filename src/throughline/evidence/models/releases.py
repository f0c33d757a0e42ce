"""Which tables left through the gate: what is shown and what is hidden, of which extract and version?"""

import uuid
from datetime import date, timedelta
from typing import ClassVar

from django.db import models

from throughline.frame.append_only import append_only
from throughline.ledger.tracking import tracked

ENGINES = {"duckdb": "DuckDB", "spark": "Apache Spark"}


@tracked
class Release(models.Model):
    """One table that passed the gate, whole; `by` are its dimensions joined by +. Never changed: made anew instead.

    `cells` is a list of {key: [category …], count: number or null when hidden, pence: number where money leaves too};
    `figures` are {categories joined by +: {name: number or words}}, and none of them belongs to a hidden cell.
    """

    personal_fields: ClassVar[dict[str, str]] = {}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    extract = models.ForeignKey("evidence.Extract", models.PROTECT, related_name="releases")
    linkage = models.ForeignKey(
        "evidence.Linkage",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="releases",
        help_text="By which linkage it is known who is in treatment, where it was one.",
    )
    measure = models.CharField(
        max_length=60, help_text="Code of a measure, or of another table of the evidence."
    )
    measure_version = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    cohort = models.CharField(
        max_length=120, help_text="Who is counted: tables with the same people are checked together."
    )
    by = models.CharField(max_length=80)
    period = models.CharField(max_length=24, help_text="Such as 2025-04-01/2026-04-01.")
    dimensions = models.JSONField(
        help_text="Each with its name, its categories, and whether it is sensitive."
    )
    cells = models.JSONField()
    figures = models.JSONField(default=dict)
    reasons = models.JSONField(
        default=list, help_text="Why something is hidden, in words, for the whole table."
    )
    hidden = models.PositiveIntegerField(help_text="How many of its cells are hidden.")
    rounded_to = models.PositiveSmallIntegerField(default=1)
    seal = models.CharField(
        max_length=64,
        blank=True,
        default="",
        help_text="Of the extract's manifest; empty before it was kept.",
    )
    expression = models.CharField(
        max_length=64,
        blank=True,
        default="",
        help_text="Fingerprint of the measure; empty for another table.",
    )
    engine = models.CharField(
        max_length=12,
        choices=ENGINES,
        blank=True,
        default="",
        help_text="What worked it out; empty where none was needed, or before it was kept.",
    )
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
        triggers = append_only("A table that left through the gate is never changed or deleted.")

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day that it covers."""
        first, _, after = self.period.partition("/")
        return date.fromisoformat(first), date.fromisoformat(after) - timedelta(days=1)
