"""Who must sign a draft, who has, on whose behalf, and what has each seen?"""

import uuid
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from throughline.frame.guards import follows
from throughline.ledger.tracking import tracked

from ..lifecycle import SIGNATURE
from .draft import Draft, DraftVersion
from .notice import OFFICIAL, states


@tracked
class Signature(models.Model):
    """One post that must sign one version of a draft: why, since when asked, and what came of it.

    Signatures of the same `turn` are asked for together; the next turn is asked when all of one are given.
    `on_behalf` is the delegation under which somebody else than the post's holder answered.
    """

    personal_fields: ClassVar[dict[str, str]] = {"answered_by": OFFICIAL, "reason": OFFICIAL}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="signatures")
    version = models.ForeignKey(DraftVersion, on_delete=models.PROTECT, related_name="+")
    turn = models.PositiveSmallIntegerField()
    post = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200, help_text="What the post was called when it was asked.")
    because = models.TextField(help_text="Why this post must sign: the rule and the basis that decided (R3).")
    state = models.CharField(max_length=12, choices=states(SIGNATURE.states), default="planned")
    asked_at = models.DateTimeField(null=True, blank=True)
    asked_by = models.CharField(max_length=64, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=64, blank=True)
    on_behalf = models.ForeignKey(
        "organisations.Delegation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["draft", "turn", "title"]
        indexes = [models.Index(fields=["state", "post"], name="signatures_asked_of_a_post")]
        constraints = [
            models.UniqueConstraint(
                fields=["draft", "post"],
                condition=~Q(state="lapsed"),
                name="post_signs_a_draft_once",
                violation_error_message="This post is asked to sign this draft already.",
            ),
            models.UniqueConstraint(
                fields=["draft", "answered_by"],
                condition=Q(state="given"),
                name="person_signs_a_draft_once",
                violation_error_message="One person cannot sign the same decision twice, for two posts.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["given", "withheld"])
                | (Q(answered_at__isnull=False) & ~Q(answered_by="")),
                name="answered_signature_says_when_and_by_whom",
            ),
        ]
        triggers = [
            *follows(SIGNATURE),
            pgtrigger.ReadOnly(
                name="what_is_asked_stays", fields=["draft", "version", "turn", "post", "title", "because"]
            ),
            pgtrigger.Protect(name="signature_is_never_deleted", operation=pgtrigger.Delete),
        ]


class Look(models.Model):
    """The version of a draft that somebody last looked at, so that the page can say what changed since."""

    personal_fields: ClassVar[dict[str, str]] = {
        "looked_by": "Kept while the draft is open; overwritten each time."
    }

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="looks")
    version = models.ForeignKey(DraftVersion, on_delete=models.PROTECT, related_name="+")
    looked_at = models.DateTimeField()
    looked_by = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "looked_by"], name="person_looked_last_once")]


@tracked
class ConflictDeclaration(models.Model):
    """What somebody who takes part in a decision declares about it; who stands aside does not sign. Authority: R7."""

    personal_fields: ClassVar[dict[str, str]] = {"text": OFFICIAL, "declared_by": OFFICIAL}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="conflicts")
    text = models.TextField()
    stands_aside = models.BooleanField()
    declared_at = models.DateTimeField()
    declared_by = models.CharField(max_length=64)

    class Meta:
        triggers = [
            pgtrigger.Protect(name="declaration_stays", operation=pgtrigger.Update | pgtrigger.Delete)
        ]
