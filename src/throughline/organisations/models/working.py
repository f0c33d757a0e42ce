"""Which provider serves which unit, and who works in which, from when until when?"""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from throughline.ledger.tracking import tracked

from .people import OFFICER_RETENTION, Person
from .periods import ends_after_it_begins
from .places import Body, ProbationDeliveryUnit


@tracked
class UnitServed(models.Model):
    """A provider serves a unit from a day until another; whose case record is the record there is said with it."""

    personal_fields: ClassVar[dict[str, str]] = {}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="units_served")
    unit = models.ForeignKey(ProbationDeliveryUnit, on_delete=models.PROTECT, related_name="served_by")
    served_from = models.DateField()
    served_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["body", "unit"],
                condition=Q(served_until__isnull=True),
                name="body_serves_a_unit_once_at_a_time",
                violation_error_message="This provider serves this unit already.",
            ),
            ends_after_it_begins("served", "serving_a_unit_ends_after_it_begins"),
        )


@tracked
class WorksIn(models.Model):
    """Somebody works in a unit from a day until another; with the end of it ends their sight of its people."""

    personal_fields: ClassVar[dict[str, str]] = {"person": OFFICER_RETENTION}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="works_in")
    unit = models.ForeignKey(ProbationDeliveryUnit, on_delete=models.PROTECT, related_name="workers")
    held_from = models.DateField()
    held_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["person", "unit"],
                condition=Q(held_until__isnull=True),
                name="person_works_in_a_unit_once_at_a_time",
                violation_error_message="This person works in this unit already.",
            ),
            ends_after_it_begins("held", "working_in_a_unit_ends_after_it_begins"),
        )
