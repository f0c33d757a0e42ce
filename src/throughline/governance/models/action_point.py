"""Who has agreed to do what by when, and was it done?"""

import uuid
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from throughline.frame.guards import follows
from throughline.ledger.tracking import tracked

from ..lifecycle import ACTION
from .item import SAID
from .meeting import AgendaItem, Meeting


@tracked
class ActionPoint(models.Model):
    """An action that a meeting agreed; open on its owner's page until words and evidence close it."""

    personal_fields: ClassVar[dict[str, str]] = {
        "what": SAID,
        "owner": SAID,
        "owner_name": SAID,
        "answer": SAID,
        "evidence_name": SAID,
        "agreed_by": SAID,
        "closed_by": SAID,
        "search_text": SAID,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="actions")
    agenda_item = models.ForeignKey(
        AgendaItem, null=True, blank=True, on_delete=models.PROTECT, related_name="actions"
    )
    state = models.CharField(
        max_length=10, choices=[(each, each.capitalize()) for each in ACTION.states], default="open"
    )
    what = models.TextField()
    owner = models.ForeignKey(
        "organisations.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    owner_name = models.CharField(max_length=200, blank=True)
    due_on = models.DateField()
    answer = models.TextField(
        blank=True, help_text="What was done, or why it was moved, given up or reopened."
    )
    evidence = models.ForeignKey(
        "frame.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    evidence_name = models.CharField(max_length=255, blank=True)
    agreed_at = models.DateTimeField()
    agreed_by = models.CharField(max_length=64)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.CharField(max_length=64, blank=True)
    search_text = models.TextField(editable=False, blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "due_on"], name="actions_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(owner__isnull=False, owner_name="") | (Q(owner__isnull=True) & ~Q(owner_name="")),
                name="action_has_one_owner",
                violation_error_message="Say who does it: somebody who signs in here, or somebody by name.",
            ),
            models.CheckConstraint(
                condition=Q(state="open", closed_at__isnull=True)
                | (~Q(state="open") & Q(closed_at__isnull=False) & ~Q(answer="")),
                name="closed_action_says_what_was_done",
                violation_error_message="Say what was done.",
            ),
        ]
        triggers = [
            *follows(ACTION),
            pgtrigger.ReadOnly(
                name="action_stays_as_agreed", fields=["meeting", "what", "agreed_at", "agreed_by"]
            ),
            pgtrigger.Protect(name="action_is_never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def who(self) -> str:
        """Whose it is, as a page prints it."""
        return self.owner.name if self.owner is not None else self.owner_name
