"""Which money pays for people on probation in a locality, ours or not, and until when?

A stream is any such money: it may overlap another one, and where it ends without a successor is a cliff.
"""

import uuid
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from throughline.frame.fields import MoneyField
from throughline.frame.guards import follows, refuse_when
from throughline.ledger.tracking import tracked

from ..lifecycle import STREAM
from ..wording import PURPOSES
from .money_in import OFFICIAL


@tracked
class Stream(models.Model):
    """Money that is not ours for people on probation in one place: who pays, for what, until when, from which source.

    What our own rounds pay for a place stands with the rounds and is never typed here again.
    """

    personal_fields: ClassVar[dict[str, str]] = {"recorded_by": OFFICIAL}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    place = models.ForeignKey("organisations.Place", models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    payer = models.ForeignKey("organisations.Body", models.PROTECT, null=True, blank=True, related_name="+")
    payer_words = models.CharField(max_length=200, blank=True)
    purpose = models.CharField(max_length=20, choices=list(PURPOSES.items()))
    is_baseline = models.BooleanField(default=False, help_text="It paid before our grant did.")
    begins_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=20, choices=STREAM.choices)
    struck_because = models.TextField(blank=True)
    source = models.CharField(max_length=300)
    is_illustration = models.BooleanField(default=False)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["place", "name"],
                condition=~Q(state="struck"),
                name="stream_name_once_in_a_place",
                violation_error_message="This place has a stream of that name already.",
            ),
            models.CheckConstraint(
                condition=~Q(state="struck") | ~Q(struck_because=""),
                name="stream_is_struck_with_words",
                violation_error_message="Say why it was recorded in error.",
            ),
            models.CheckConstraint(
                condition=Q(payer__isnull=False) | ~Q(payer_words=""),
                name="stream_has_a_payer",
                violation_error_message="Say who pays.",
            ),
            models.CheckConstraint(
                condition=Q(begins_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=models.F("begins_on")),
                name="stream_runs_forward",
                violation_error_message="A stream ends after it begins.",
            ),
        )
        triggers = (
            *follows(STREAM),
            pgtrigger.ReadOnly(
                name="stream_keeps_its_place",
                fields=["place", "is_illustration", "recorded_at", "recorded_by"],
            ),
            refuse_when(
                "OLD.state = 'struck'", "What was struck out stays as it was.", name="struck_stream_stays"
            ),
            pgtrigger.Protect(name="stream_is_never_deleted", operation=pgtrigger.Delete),
        )

    def __str__(self) -> str:
        return self.name


@tracked
class StreamYear(models.Model):
    """What a stream pays in one financial year; empty: not known."""

    personal_fields: ClassVar[dict[str, str]] = {}

    stream = models.ForeignKey(Stream, models.PROTECT, related_name="years")
    year = models.CharField(max_length=7)
    amount_pence = MoneyField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["stream", "year"],
                name="stream_year_once",
                violation_error_message="This stream has an amount for that year already.",
            ),
            models.CheckConstraint(
                condition=Q(year__regex=r"^\d{4}/\d{2}$"), name="stream_year_is_financial"
            ),
            models.CheckConstraint(
                condition=Q(amount_pence__isnull=True) | Q(amount_pence__gte=0),
                name="stream_amount_is_not_negative",
            ),
        )
        triggers = (
            refuse_when(
                """NOT EXISTS (SELECT 1 FROM funding_stream
                    WHERE id = COALESCE(NEW.stream_id, OLD.stream_id) AND state = 'recorded')
                OR TG_OP = 'UPDATE' AND (NEW.stream_id, NEW.year) IS DISTINCT FROM (OLD.stream_id, OLD.year)""",
                "What was struck out stays as it was, and an amount keeps its year.",
                name="year_of_a_struck_stream_stays",
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
            ),
        )
