"""Which linkages were made, and which of their pairs are being looked at? Pairs are sealed, and go when it closes."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from throughline.frame.append_only import append_only
from throughline.frame.guards import follows, refuse_when
from throughline.ledger.tracking import tracked

from ..linkage.lifecycle import LINKAGE

KINDS = (("initials", "Initials"), ("names", "Full names"), ("keys", "Keyed hashes of names"))
ANSWERS = (("same", "Same person"), ("different", "Different people"), ("unsure", "Cannot tell"))


@tracked(exclude=["wrapped_key", "sealed_places"])
class Linkage(models.Model):
    """What came of linking two files: a table that left through the gate, how good the files were, the model; nobody's
    row.
    """

    personal_fields: ClassVar[dict[str, str]] = {}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=8, choices=KINDS)
    is_made_up = models.BooleanField()
    covers_from = models.DateField()
    covers_until = models.DateField()
    table = models.JSONField(help_text="People by locality and evidence, as it left through the gate.")
    found = models.JSONField(
        help_text="The share in both files, the sum of probabilities, what known links say."
    )
    quality = models.JSONField(help_text="The report on each file.")
    model = models.JSONField(help_text="The frozen model: its name, its hash, its weights.")
    bands = models.JSONField(help_text="How many candidate pairs lie in each band of probability.")
    reviewed = models.JSONField(
        null=True, blank=True, help_text="What the review came to when it was closed."
    )
    second_reviewer = models.CharField(max_length=64, blank=True)
    sealed_places = models.BinaryField(
        default=b"", help_text="Sums of probabilities by locality, before the gate; empty once it was closed."
    )
    wrapped_key = models.BinaryField(help_text="Empty once it was closed: then nobody opens a pair again.")
    state = models.CharField(max_length=8, choices=LINKAGE.choices)
    keep_until = models.DateField()
    kept_at = models.DateTimeField()
    kept_by = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(covers_until__gt=F("covers_from")),
                name="linkage_covers_days",
                violation_error_message="A linkage's period ends after it begins.",
            ),
            models.CheckConstraint(
                condition=~Q(second_reviewer=F("kept_by")),
                name="linkage_has_another_second_reviewer",
                violation_error_message="The second reviewer is somebody else.",
            ),
        )
        triggers = (
            *follows(LINKAGE),
            refuse_when(
                "NEW.kept_by <> OLD.kept_by OR NEW.second_reviewer <> OLD.second_reviewer",
                "Who may look at the pairs of a linkage is said when it begins.",
                name="reviewers_stay",
            ),
        )


class LinkagePair(models.Model):
    """Two records side by side, sealed; the database shows them to the analyst who linked and the second reviewer."""

    personal_fields: ClassVar[dict[str, str]] = {
        "sealed": "Deleted with its row when the linkage is closed, at the latest on its last day; the key goes too.",
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    linkage = models.ForeignKey(Linkage, models.PROTECT, related_name="pairs")
    place = models.PositiveSmallIntegerField(help_text="Its place in the order in which pairs are looked at.")
    band = models.PositiveSmallIntegerField()
    sealed = models.BinaryField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["linkage", "place"],
                name="pair_has_its_place",
                violation_error_message="There is a pair in this place already.",
            ),
        )


@tracked
class LinkageAnswer(models.Model):
    """What somebody said of the pair in a place; it stays when the pair is gone, and says nothing of anybody."""

    personal_fields: ClassVar[dict[str, str]] = {}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    linkage = models.ForeignKey(Linkage, models.PROTECT, related_name="answers")
    place = models.PositiveSmallIntegerField()
    band = models.PositiveSmallIntegerField()
    answer = models.CharField(max_length=9, choices=ANSWERS)
    given_at = models.DateTimeField()
    given_by = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["linkage", "place", "given_by"],
                name="pair_is_answered_once_by_each",
                violation_error_message="You have answered this pair; change your answer instead.",
            ),
        )


class LinkageLook(models.Model):
    """Somebody saw the pair in a place. R39"""

    personal_fields: ClassVar[dict[str, str]] = {
        "looked_by": "Who of the staff looked; kept as long as the linkage is on record.",
    }

    id = models.BigAutoField(primary_key=True)
    linkage = models.ForeignKey(Linkage, models.PROTECT, related_name="looks")
    place = models.PositiveSmallIntegerField()
    looked_at = models.DateTimeField()
    looked_by = models.CharField(max_length=64)

    class Meta:
        triggers = append_only("Who looked at a pair is never changed or deleted.")
