"""Which readings of which notices are being confirmed?"""

import uuid
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from throughline.frame.guards import follows

from ..lifecycle import READING
from .notice import Notice, states

WORKING = "Kept with the reading: it shows who confirmed what."


class Reading(models.Model):
    """One decision of an uploaded file with what was read, until a person has recorded or discarded it.

    `found` is the reader's answer as it came; `answers` says of each path who confirmed or corrected what.
    """

    personal_fields: ClassVar[dict[str, str]] = {
        "text": WORKING,
        "found": WORKING,
        "search_text": WORKING,
        "answers": WORKING,
        "read_by": WORKING,
        "closed_by": WORKING,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file = models.ForeignKey("frame.StoredFile", on_delete=models.PROTECT, related_name="+")
    position_in_file = models.PositiveSmallIntegerField()
    decisions_in_file = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=20, choices=states(READING.states), default="open")
    text = models.TextField(help_text="The file's text; offsets count its characters.")
    text_sha256 = models.CharField(max_length=64)
    found = models.JSONField()
    answers = models.JSONField(default=dict)
    search_text = models.TextField(editable=False)
    notice = models.OneToOneField(
        Notice, null=True, blank=True, on_delete=models.PROTECT, related_name="reading"
    )
    read_at = models.DateTimeField()
    read_by = models.CharField(max_length=64)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "-read_at"], name="readings_by_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["file", "position_in_file"],
                condition=Q(state="open"),
                name="decision_of_a_file_is_read_once_at_a_time",
                violation_error_message="This decision of this file is being read already.",
            ),
            models.CheckConstraint(
                condition=Q(state="recorded", notice__isnull=False)
                | (~Q(state="recorded") & Q(notice__isnull=True)),
                name="recorded_reading_has_its_decision",
                violation_error_message="A recorded reading points at its decision, and no other does.",
            ),
            models.CheckConstraint(
                condition=Q(position_in_file__lt=F("decisions_in_file")),
                name="reading_is_one_of_its_file",
                violation_error_message="The file does not hold that many decisions.",
            ),
        ]
        triggers = [
            *follows(READING),
            pgtrigger.ReadOnly(
                name="what_was_read_stays",
                fields=[
                    "file",
                    "position_in_file",
                    "decisions_in_file",
                    "text",
                    "found",
                    "read_at",
                    "read_by",
                ],
            ),
            pgtrigger.Protect(name="reading_is_never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return str(self.found.get("title") or self.file_id)
