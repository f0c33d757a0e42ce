"""What is everything that a decision may stand on, or that somebody watches?

Each noun of this room that others link to has a row here under its own id (the noun's primary key is its item), so
that a link is a foreign key, a search is one query, and a reader needs no knowledge of seven tables. Title and date
stand on the item only.
"""

import uuid
from typing import ClassVar

import pgtrigger
from django.db import models

from throughline.ledger.tracking import tracked

KINDS = {
    "group": "Group",
    "meeting": "Meeting",
    "endorsement": "Endorsement",
    "consultation": "Consultation",
    "appraisal": "Options appraisal",
    "review": "Review",
    "recommendation": "Recommendation",
    "promise": "Promise",
    "milestone": "Milestone",
    "risk": "Risk",
    "priority": "Strategy or plan priority",
}
HOW = {"stands_on": "The decision stands on it", "came_of": "It came of the decision"}
SAID = "Kept with what it names: who watches over public money is part of the record."


@tracked
class Item(models.Model):
    """One thing that governance keeps, with the words that a link to it shows."""

    personal_fields: ClassVar[dict[str, str]] = {"title": SAID, "source": SAID, "search_text": SAID}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20, choices=list(KINDS.items()))
    title = models.CharField(max_length=300)
    dated_on = models.DateField(null=True, blank=True)
    programmes = models.ManyToManyField(
        "organisations.ProgrammeCode", through="ItemProgramme", related_name="+"
    )
    source = models.CharField(
        max_length=300, blank=True, help_text="Where we know it from, if not from here."
    )
    search_text = models.TextField(editable=False, blank=True)

    class Meta:
        indexes = [models.Index(fields=["kind", "-dated_on"], name="items_by_kind")]
        triggers = [
            pgtrigger.ReadOnly(name="item_keeps_its_kind", fields=["kind"]),
            pgtrigger.Protect(name="item_is_never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.title


@tracked
class ItemProgramme(models.Model):
    """Which programmes an item is about; one group may watch several."""

    personal_fields: ClassVar[dict[str, str]] = {}

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="programme_links")
    programme = models.ForeignKey("organisations.ProgrammeCode", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "programme"], name="item_is_about_a_programme_once")
        ]


@tracked
class ItemDecision(models.Model):
    """Which decision, by its number, stands on an item or brought it about; decisions are a room above this one."""

    personal_fields: ClassVar[dict[str, str]] = {}

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="decision_links")
    number = models.CharField(max_length=12)
    how = models.CharField(max_length=10, choices=list(HOW.items()), default="stands_on")

    class Meta:
        indexes = [models.Index(fields=["number"], name="items_of_a_decision")]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "number", "how"], name="item_has_a_decision_once_each_way"
            )
        ]
