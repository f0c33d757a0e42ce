"""Is a recipient who it says it is, and which legal records stand behind its grant?"""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from throughline.frame.append_only import append_only
from throughline.frame.fields import MoneyField
from throughline.ledger.tracking import tracked

from .grants import OFFICIAL, Grant

REGISTERS = {"charity": "Charity register", "company": "Company register", "sanctions": "Sanctions list"}
FOUND = {"clear": "Clear", "failing": "Failing", "not_found": "Not found"}
RECORDS = {
    "grant_or_contract": "Grant or contract",
    "waiver": "Waiver",
    "subsidy": "Subsidy control",
}


@tracked
class RegisterFile(models.Model):
    """A file of an outside register, as imported: which register, as of which day."""

    personal_fields: ClassVar[dict[str, str]] = {"imported_by": OFFICIAL}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    register = models.CharField(max_length=12, choices=list(REGISTERS.items()))
    as_of = models.DateField()
    file = models.ForeignKey("frame.StoredFile", models.PROTECT, related_name="+")
    rows = models.PositiveIntegerField()
    imported_at = models.DateTimeField()
    imported_by = models.CharField(max_length=64)

    class Meta:
        triggers = append_only("A register file stays as it was imported; import a newer one.")


@tracked
class RecipientCheck(models.Model):
    """What a register said of a recipient on a day, and until when that is good."""

    personal_fields: ClassVar[dict[str, str]] = {"checked_by": OFFICIAL}

    body = models.ForeignKey("organisations.Body", models.PROTECT, related_name="+")
    register = models.CharField(max_length=12, choices=list(REGISTERS.items()))
    from_file = models.ForeignKey(RegisterFile, models.PROTECT, null=True, blank=True, related_name="checks")
    number = models.CharField(max_length=30, blank=True)
    found = models.CharField(max_length=12, choices=list(FOUND.items()))
    words = models.TextField(blank=True)
    checked_on = models.DateField()
    good_until = models.DateField()
    checked_at = models.DateTimeField()
    checked_by = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(good_until__gt=models.F("checked_on")), name="check_is_good_for_a_while"
            ),
        )
        triggers = append_only("A check is never changed; check again.")


@tracked
class LegalRecord(models.Model):
    """What was recorded about a grant's legal route; recorded, never decided, by the program (R9)."""

    personal_fields: ClassVar[dict[str, str]] = {"recorded_by": OFFICIAL}

    grant = models.ForeignKey(Grant, models.PROTECT, related_name="legal_records")
    kind = models.CharField(max_length=20, choices=list(RECORDS.items()))
    answer = models.CharField(max_length=200)
    reason = models.TextField()
    pence = MoneyField(null=True, blank=True)
    recorded_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=64)

    class Meta:
        triggers = append_only("A legal record is never changed; a later one stands beside it.")
