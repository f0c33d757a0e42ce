"""By which measure does somebody see whether an aim is met, from which baseline, and who answers for it?"""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from throughline.ledger.tracking import tracked


@tracked
class ObjectiveMeasure(models.Model):
    """A measure of an aim or a means. An empty target is "direction only"; an empty baseline says that there is none.

    `measure` is a code of the evidence's catalogue; `owner` the role that answers for it.
    """

    personal_fields: ClassVar[dict[str, str]] = {}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    objective = models.ForeignKey("funding.Objective", models.PROTECT, related_name="measures")
    measure = models.CharField(max_length=60)
    baseline = models.CharField(max_length=200, blank=True)
    baseline_on = models.DateField(null=True, blank=True)
    baseline_source = models.CharField(max_length=200, blank=True)
    target = models.CharField(max_length=120, blank=True)
    owner = models.CharField(max_length=40)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["objective", "measure"],
                name="objective_has_a_measure_once",
                violation_error_message="This aim has this measure already.",
            ),
            models.CheckConstraint(
                condition=Q(baseline="", baseline_on__isnull=True, baseline_source="")
                | (~Q(baseline="") & Q(baseline_on__isnull=False) & ~Q(baseline_source="")),
                name="baseline_has_its_date_and_source",
                violation_error_message="A baseline is said with its date and its source, or not at all.",
            ),
        )
