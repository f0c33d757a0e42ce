"""What must the service read, mostly of what probation did after sending, and has somebody read it?"""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from throughline.ledger.tracking import tracked

from .. import walls
from .people import CODED, STAFF
from .referrals import Referral

ALERTS = {
    "withdrawn": "Probation withdrew the referral",
    "died": "Probation says that the person has died",
    "amended": "Probation changed the referral",
    "died_there": "Your monitoring file says that the person has died",
}


@tracked
class Alert(models.Model):
    """What probation did that the service must know: kept until whoever cares for the person has read it. R36"""

    wall: ClassVar[str] = walls.OF_REFERRAL
    personal_fields: ClassVar[dict[str, str]] = {
        "kind": CODED,
        "fields": CODED,
        "raised_by": STAFF,
        "read_by": STAFF,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="alerts")
    kind = models.CharField(max_length=12, choices=list(ALERTS.items()))
    fields = models.CharField(max_length=600, blank=True, help_text="Which answers changed, never to what.")
    is_urgent = models.BooleanField(default=False)
    raised_at = models.DateTimeField()
    raised_by = models.CharField(max_length=64)
    read_at = models.DateTimeField(null=True, blank=True)
    read_by = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = (
            models.Index(fields=["referral"], condition=Q(read_at__isnull=True), name="alerts_not_read"),
        )
