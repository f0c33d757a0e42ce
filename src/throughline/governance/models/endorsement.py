"""Who supported something without signing it?"""

from typing import ClassVar

import pgtrigger
from django.db import models

from throughline.ledger.tracking import tracked

from .item import SAID, Item
from .meeting import Meeting


@tracked
class Endorsement(models.Model):
    """Support by a body or a post that does not sign; its day, if known, is its item's. Authority: R10."""

    personal_fields: ClassVar[dict[str, str]] = {"by": SAID, "words": SAID, "file_name": SAID}

    item = models.OneToOneField(Item, primary_key=True, on_delete=models.PROTECT, related_name="endorsement")
    by = models.CharField(max_length=200, help_text="The body, or the post by the title that it then had.")
    body = models.ForeignKey(
        "organisations.Body", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    words = models.TextField()
    meeting = models.ForeignKey(Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(
        "frame.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    file_name = models.CharField(max_length=255, blank=True)

    class Meta:
        triggers = [pgtrigger.Protect(name="endorsement_is_never_deleted", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.item.title
