"""What is kept of an act, of the tree over all acts, and of its signed checkpoints?

All tables are append-only: rights are revoked and triggers refuse (guard.py). Two exceptions: the
sealer empties `Pending`, and the keeper may delete a row of `Personal`, which leaves its commitment
standing in the leaf.
"""

import uuid
from typing import ClassVar

from django.db import models


class Act(models.Model):
    """One act. `leaf` is all of it in canonical JSON; other columns repeat it so that it is found."""

    personal_fields: ClassVar[dict[str, str]] = {}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    at = models.DateTimeField()
    actor = models.CharField(max_length=80)
    verb = models.CharField(max_length=80)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=80)
    public = models.BooleanField()
    leaf = models.TextField()
    changes = models.JSONField()

    class Meta:
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "at"], name="acts_of_a_subject"),
            models.Index(fields=["at"], condition=models.Q(public=True), name="public_acts_by_moment"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} ({self.subject_kind} {self.subject_id})"


class Personal(models.Model):
    """A value about a person that an act rests on; the leaf holds only SHA-256(salt ‖ canonical value)."""

    personal_fields: ClassVar[dict[str, str]] = {
        "value": "Kept as long as the record of the act's subject; deleting the row leaves the proof whole.",
    }

    act = models.ForeignKey(Act, on_delete=models.PROTECT, related_name="personal_values")
    name = models.CharField(max_length=60)
    salt = models.BinaryField()
    value = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["act", "name"], name="act_names_a_value_once")]

    def __str__(self) -> str:
        return self.name


class Pending(models.Model):
    """An act that waits for its number; rows leave this table when they are sealed."""

    personal_fields: ClassVar[dict[str, str]] = {}

    act = models.OneToOneField(Act, on_delete=models.PROTECT, related_name="pending")

    def __str__(self) -> str:
        return f"act {self.act_id} waits"


class Leaf(models.Model):
    """An act's number in the tree, from 0 without a gap, and its leaf hash."""

    personal_fields: ClassVar[dict[str, str]] = {}

    number = models.BigIntegerField(primary_key=True)
    act = models.OneToOneField(Act, on_delete=models.PROTECT, related_name="sealed_as")
    hash = models.BinaryField()

    def __str__(self) -> str:
        return f"leaf {self.number}"


class Node(models.Model):
    """The hash of a complete subtree of 2**level leaves; kept for every eighth level only (tree.STRIDE)."""

    personal_fields: ClassVar[dict[str, str]] = {}

    level = models.PositiveSmallIntegerField()
    index = models.BigIntegerField()
    hash = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["level", "index"], name="subtree_is_kept_once")]

    def __str__(self) -> str:
        return f"subtree {self.level}/{self.index}"


class Checkpoint(models.Model):
    """A signed statement of the tree's size and root, and the public key that checks it.

    The next one is made from `frontier` alone."""

    personal_fields: ClassVar[dict[str, str]] = {}

    size = models.BigIntegerField(primary_key=True)
    root = models.BinaryField()
    note = models.TextField()
    key = models.CharField(max_length=200)
    frontier = models.BinaryField()
    sealed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"checkpoint at {self.size}"
