"""Which bodies, places and units are there, and who serves what?"""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from throughline.ledger.tracking import tracked

from .periods import ends_after_it_begins


@tracked
class Place(models.Model):
    """An area with a code of the Office for National Statistics, such as Bolton."""

    personal_fields: ClassVar[dict[str, str]] = {}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    gss_code = models.CharField(max_length=9)
    kind = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["gss_code"],
                name="place_code_is_used_once",
                violation_error_message="Another place has this code already.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


@tracked
class Body(models.Model):
    """An organisation; `org_id` is its public identifier (GB-LAE-BOL), empty while nobody has confirmed it."""

    personal_fields: ClassVar[dict[str, str]] = {}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(max_length=60)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=60)
    org_id = models.CharField(max_length=30, blank=True)
    exists_from = models.DateField(null=True, blank=True)
    exists_until = models.DateField(null=True, blank=True)
    places = models.ManyToManyField(Place, through="PlaceServed", related_name="bodies")

    class Meta:
        verbose_name_plural = "bodies"
        constraints = [
            models.UniqueConstraint(
                fields=["code"],
                name="body_code_is_used_once",
                violation_error_message="Another body has this code already.",
            ),
            models.UniqueConstraint(
                fields=["org_id"],
                condition=~Q(org_id=""),
                name="organisation_id_is_used_once",
                violation_error_message="Another body has this organisation id already.",
            ),
            ends_after_it_begins("exists", "body_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return self.name


@tracked
class PlaceServed(models.Model):
    """Which body serves which place, from when until when."""

    personal_fields: ClassVar[dict[str, str]] = {}

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="places_served")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="served_by")
    served_from = models.DateField(null=True, blank=True)
    served_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["body", "place"],
                condition=Q(served_until__isnull=True),
                name="body_serves_a_place_once_at_a_time",
                violation_error_message="This body serves this place already.",
            ),
            ends_after_it_begins("served", "serving_ends_after_it_begins"),
        ]


@tracked
class ProbationDeliveryUnit(models.Model):
    """A unit of the probation service as one list has it; lists disagree, so each keeps its own units.

    Unverified until somebody who knows has confirmed it: warn on it, never refuse anybody.
    """

    personal_fields: ClassVar[dict[str, str]] = {}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    list_name = models.CharField(max_length=120)
    is_verified = models.BooleanField(default=False)
    exists_from = models.DateField(null=True, blank=True)
    exists_until = models.DateField(null=True, blank=True)
    places = models.ManyToManyField(Place, through="UnitPlace", related_name="units")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["list_name", "name"],
                condition=Q(exists_until__isnull=True),
                name="unit_stands_once_in_its_list",
                violation_error_message="This list has a unit of that name already.",
            ),
            ends_after_it_begins("exists", "unit_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return self.name


@tracked
class UnitPlace(models.Model):
    """Which unit covers which place, from when until when."""

    personal_fields: ClassVar[dict[str, str]] = {}

    unit = models.ForeignKey(ProbationDeliveryUnit, on_delete=models.PROTECT, related_name="coverage")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="covered_by")
    covers_from = models.DateField(null=True, blank=True)
    covers_until = models.DateField(null=True, blank=True)
    because = models.CharField(
        max_length=300,
        blank=True,
        help_text="Why somebody said so; empty as a public list of unknown date has it.",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "place"],
                condition=Q(covers_until__isnull=True),
                name="unit_covers_a_place_once_at_a_time",
                violation_error_message="This unit covers this place already.",
            ),
            ends_after_it_begins("covers", "coverage_ends_after_it_begins"),
        ]


@tracked
class ProgrammeCode(models.Model):
    """The short name by which every room means the same programme, such as gm-irs-dr."""

    personal_fields: ClassVar[dict[str, str]] = {}

    code = models.SlugField(max_length=50, primary_key=True)
    name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.name
