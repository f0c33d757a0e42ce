"""Which packs were issued: their bytes as they were frozen, for which quarter, when and by whom?"""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from throughline.frame.append_only import append_only
from throughline.ledger.tracking import tracked


@tracked
class PackEdition(models.Model):
    """An evidence pack of a quarter as it was issued. A correction is a further edition that says why; both stay.

    `pack` is the short name of a locality, “hmpps” or “panel”; `quarter` such as 2026 Q1. `record` is what the page
    shows, as canonical JSON.
    """

    personal_fields: ClassVar[dict[str, str]] = {
        "issued_by": "Kept with the issued pack: it shows who issued it."
    }

    pack = models.CharField(max_length=60)
    quarter = models.CharField(max_length=7)
    number = models.PositiveSmallIntegerField()
    because = models.CharField(
        max_length=300, blank=True, help_text="Why a further edition was made; empty for the first."
    )
    record = models.ForeignKey("frame.StoredFile", models.PROTECT, related_name="+")
    document = models.ForeignKey("frame.StoredFile", models.PROTECT, related_name="+")
    workbook = models.ForeignKey("frame.StoredFile", models.PROTECT, related_name="+")
    act = models.UUIDField()
    issued_at = models.DateTimeField()
    issued_by = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["pack", "quarter", "number"],
                name="pack_has_each_edition_once",
                violation_error_message="This edition was issued already.",
            ),
            models.CheckConstraint(
                condition=Q(number=1, because="") | (Q(number__gt=1) & ~Q(because="")),
                name="further_edition_says_why",
                violation_error_message="A further edition says why it is made.",
            ),
        )
        triggers = append_only("An issued pack is never changed or deleted.")

    def __str__(self) -> str:
        return f"{self.pack} {self.quarter}, edition {self.number}"
