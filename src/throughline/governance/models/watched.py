"""What has everything that somebody must bring about or keep an eye on: an owner, and a history of what was said?"""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from throughline.frame.append_only import append_only
from throughline.ledger.tracking import tracked

from .item import SAID, Item


class Watched(models.Model):
    """An item with an owner: a role or post by its code, or a body; never a person, because people leave."""

    item = models.OneToOneField(Item, on_delete=models.PROTECT, primary_key=True)
    owner_role = models.SlugField(max_length=60, blank=True)
    owner_body = models.ForeignKey(
        "organisations.Body", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    owner_words = models.CharField(max_length=200, blank=True, help_text="The owner as a notice names it.")
    is_orphan = False  # whether nobody is left who owns it, on rows that `queries.owners.with_care` looked at

    class Meta:
        abstract = True
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(owner_role="") | Q(owner_body__isnull=True),
                name="%(class)s_has_one_owner",
                violation_error_message="Choose one owner: a role, a post or an organisation.",
            )
        ]

    def __str__(self) -> str:
        return self.item.title


@tracked
class Entry(models.Model):
    """What was said, changed or shown about something watched, at which step; the evidence stands here.

    Evidence is a file that we hold, another item (a meeting, say), a decision's number, or words.
    """

    personal_fields: ClassVar[dict[str, str]] = {"words": SAID, "what": SAID, "entered_by": SAID}

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="entries")
    step = models.SlugField(max_length=30)
    words = models.TextField(blank=True)
    what = models.TextField(blank=True, help_text="What was changed, from what to what.")
    file = models.ForeignKey(
        "frame.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    file_name = models.CharField(max_length=255, blank=True)
    shown = models.ForeignKey(Item, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decision_number = models.CharField(max_length=12, blank=True)
    entered_at = models.DateTimeField()
    entered_by = models.CharField(max_length=64)

    class Meta:
        indexes = [models.Index(fields=["item", "-entered_at"], name="entries_of_an_item")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(words="")
                | ~Q(what="")
                | ~Q(decision_number="")
                | Q(file__isnull=False)
                | Q(shown__isnull=False),
                name="entry_says_or_shows_something",
                violation_error_message="Say something, or show a file, an item or a decision.",
            )
        ]
        triggers = append_only(
            "What was said or shown about a promise or a risk is never changed or deleted."
        )

    def __str__(self) -> str:
        return self.words or self.what
