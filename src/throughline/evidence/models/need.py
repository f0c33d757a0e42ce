"""Which counts of lists did an analyst enter, and what came out? Kept with who and when, so that it can be redone."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from throughline.ledger.tracking import tracked


@tracked
class HiddenEstimate(models.Model):
    """An estimate of people on no list: the counts that it rests on, every plausible model, and its draws' seed.

    `counts` is {history: people}, `found` what pages show. Draws go on in blocks until
    `draws` are there or it is stopped.
    """

    personal_fields: ClassVar[dict[str, str]] = {}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    about = models.CharField(max_length=120, help_text="Where and when, such as Greater Manchester, 2025/26.")
    source = models.CharField(max_length=400, help_text="From which lists, and how they were linked.")
    lists = models.JSONField()
    counts = models.JSONField()
    do_refer = models.BooleanField(help_text="Whether one of two lists sends people to the other.")
    found = models.JSONField()
    seed = models.BigIntegerField()
    draws = models.PositiveSmallIntegerField()
    is_stopped = models.BooleanField(default=False)
    is_made_up = models.BooleanField()
    entered_at = models.DateTimeField()
    entered_by = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(draws__gte=0, draws__lte=5000),
                name="estimate_has_bounded_draws",
                violation_error_message="An estimate's interval takes at most 5,000 draws.",
            ),
        )


class DrawnBlock(models.Model):
    """Fifty draws of an estimate's interval; made anew from its seed at any time, so their history is not kept."""

    personal_fields: ClassVar[dict[str, str]] = {}

    estimate = models.ForeignKey(HiddenEstimate, models.CASCADE, related_name="blocks")
    number = models.PositiveSmallIntegerField()
    figures = models.JSONField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["estimate", "number"],
                name="block_is_drawn_once",
                violation_error_message="This block of draws is there already.",
            ),
        )
