"""What does probation's own record say of somebody who may be referred?"""

import uuid
from typing import ClassVar

from django.db import models

from throughline.ledger.tracking import tracked

from .. import codes, walls
from .people import ACCESS, CASE, CODED


@tracked(exclude=["wrapped_key", "crn"])
class ProbationRecord(models.Model):
    """A row of the extract of probation's records, so that nobody types again what is known there.

    Only probation sees it, in the unit that supervises; it is found by the keyed hash of its CRN.
    """

    wall: ClassVar[str] = walls.BY_ITS_CRN
    may_be_added: ClassVar[str] = "true"
    personal_fields: ClassVar[dict[str, str]] = {
        "crn": CASE,
        "identity": CASE,
        "asked": CASE,
        "wrapped_key": CASE,
        "sentence": CODED,
        "release_on": CODED,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey("organisations.ProbationDeliveryUnit", models.PROTECT, related_name="+")
    crn = models.CharField(max_length=32, help_text="The keyed hash of the CRN.")
    wrapped_key = models.BinaryField()
    identity = models.BinaryField(help_text="Sealed: see caseload.sealed.Identity.")
    asked = models.BinaryField(help_text="Sealed: risk, flags and who supervises; see caseload.sealed.Asked.")
    source = models.CharField(max_length=12, choices=list(codes.SOURCES.items()))
    sentence = models.CharField(max_length=12, blank=True)
    requirement = models.CharField(max_length=12, blank=True)
    sentence_ends_on = models.DateField(null=True, blank=True)
    release_on = models.DateField(null=True, blank=True)
    access = models.CharField(max_length=12, choices=ACCESS, default="open")
    access_on = models.DateField(null=True, blank=True)
    taken_on = models.DateField(help_text="The day of the extract.")
    is_made_up = models.BooleanField(default=False)

    class Meta:
        indexes = (models.Index(fields=["crn"], name="probation_records_by_crn"),)
