"""Who must sign a draft, who has, on whose behalf, and what has each seen?"""

import uuid
from functools import reduce
from operator import or_
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from throughline.frame.append_only import append_only
from throughline.frame.guards import follows
from throughline.ledger.tracking import tracked

from ..lifecycle import SIGNATURE
from .draft import Draft, DraftVersion, drafted
from .notice import OFFICIAL, states

LIVE = ("planned", "asked", "given")  # what counts, or may still come to count
_RAISE = "RAISE EXCEPTION '{}' USING ERRCODE = 'restrict_violation';"


def _refuse(sentence: str) -> str:
    return _RAISE.format(sentence)


_ANSWERED_OTHERWISE = reduce(
    or_,
    (
        pgtrigger.Q(**{f"old__{name}__df": pgtrigger.F(f"new__{name}")})
        for name in ("answered_at", "answered_by", "on_behalf", "reason")
    ),
)
_HOLDS = """
    SELECT 1 FROM organisations_holding h
        WHERE NEW.on_behalf_id IS NULL AND h.post_id = NEW.post_id
        AND 'person:' || h.person_id = NEW.answered_by AND h.held_from <= on_day
        AND (h.held_until IS NULL OR h.held_until > on_day)
    UNION ALL SELECT 1 FROM organisations_delegation g
        WHERE g.id = NEW.on_behalf_id AND g.post_id = NEW.post_id AND g.ended_at IS NULL
        AND 'person:' || g.person_id = NEW.answered_by AND g.held_from <= on_day AND g.held_until > on_day
"""


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
                condition=Q(state__in=LIVE),
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
            pgtrigger.Protect(
                name="answer_stays_as_given",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__answered_at__isnull=False) & _ANSWERED_OTHERWISE,
            ),
            pgtrigger.Trigger(
                name="asked_on_a_version_of_its_draft",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=f"""
                    IF EXISTS (SELECT 1 FROM decisions_draftversion v
                               WHERE v.id = NEW.version_id AND v.draft_id = NEW.draft_id) THEN
                        RETURN NEW;
                    END IF;
                    {_refuse("A signature is asked for a version of its own draft.")}
                """,  # noqa: S608 - only our own words go in
            ),
            pgtrigger.Trigger(
                name="given_by_whom_it_may_be",  # R4 and R5, in the database too
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(new__state__in=["given", "withheld"])
                & ~pgtrigger.Q(old__state__in=["given", "withheld"]),
                declare=[("draft_state", "text"), ("on_day", "date")],
                func=f"""
                    on_day := (NEW.answered_at AT TIME ZONE 'Europe/London')::date;
                    SELECT state INTO draft_state FROM decisions_draft WHERE id = NEW.draft_id FOR SHARE;
                    IF draft_state <> 'signing' THEN
                        {_refuse("Only a draft that is out for signature is signed.")}
                    END IF;
                    IF EXISTS (SELECT 1 FROM decisions_draftversion later
                               JOIN decisions_draftversion mine ON mine.id = NEW.version_id
                               WHERE later.draft_id = NEW.draft_id AND later.number > mine.number) THEN
                        {_refuse("This draft has changed since the signature was asked for.")}
                    END IF;
                    IF NEW.state = 'given' AND EXISTS ({drafted("NEW")}) THEN
                        {_refuse("Nobody signs what they drafted.")}
                    END IF;
                    IF NEW.answered_at < OLD.asked_at THEN
                        {_refuse("Nobody answers before they are asked.")}
                    END IF;
                    IF EXISTS (SELECT 1 FROM decisions_conflictdeclaration c WHERE c.stands_aside
                               AND c.draft_id = NEW.draft_id AND c.declared_by = NEW.answered_by) THEN
                        {_refuse("Whoever stands aside does not sign.")}
                    END IF;
                    IF NOT EXISTS ({_HOLDS}) THEN
                        {_refuse("Only the holder of the post, or a delegate of that day, signs.")}
                    END IF;
                    RETURN NEW;
                """,  # noqa: S608 - only our own words go in
            ),
        ]


@tracked
class SentBack(models.Model):
    """What was said when a draft came back from its way to a decision: returned, recalled, put off, or lapsed."""

    personal_fields: ClassVar[dict[str, str]] = {"text": OFFICIAL, "sent_by": OFFICIAL}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="sent_back")
    version = models.ForeignKey(DraftVersion, on_delete=models.PROTECT, related_name="+")
    step = models.SlugField(max_length=40)
    title = models.CharField(max_length=200, blank=True, help_text="The post for which it was said, if any.")
    text = models.TextField(blank=True)
    sent_at = models.DateTimeField()
    sent_by = models.CharField(max_length=64)

    class Meta:
        ordering = ["draft", "sent_at"]
        triggers = append_only("What was said when a draft came back is never changed or deleted.")


class Look(models.Model):
    """A version of a draft that somebody looked at, and when last, so that the page can say what changed since."""

    personal_fields: ClassVar[dict[str, str]] = {
        "looked_by": "Kept with the draft: it shows which version somebody had seen."
    }

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="looks")
    version = models.ForeignKey(DraftVersion, on_delete=models.PROTECT, related_name="+")
    looked_at = models.DateTimeField()
    looked_by = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "looked_by"], name="person_looks_at_a_version_once")
        ]


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
