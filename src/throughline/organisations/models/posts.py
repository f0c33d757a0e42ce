"""Which posts are there, what was each called, who held it, and who may act for it?"""

import uuid
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from throughline.ledger.tracking import tracked

from .people import OFFICER_RETENTION, Person
from .periods import ends_after_it_begins
from .places import Body


@tracked
class Post(models.Model):
    """An office that outlives its holders and its titles; `code` is its name in rules ("director")."""

    personal_fields: ClassVar[dict[str, str]] = {}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="posts")
    code = models.SlugField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["body", "code"],
                name="post_code_is_used_once_in_a_body",
                violation_error_message="This body has a post of that code already.",
            ),
        ]

    def __str__(self) -> str:
        return self.code


@tracked
class PostTitle(models.Model):
    """What a post was called from when; `note` says how well the day is known."""

    personal_fields: ClassVar[dict[str, str]] = {}

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="titles")
    title = models.CharField(max_length=200)
    titled_from = models.DateField()
    titled_until = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["post", "titled_from"],
                name="post_gets_one_title_a_day",
                violation_error_message="This post has a title from that day already.",
            ),
            models.UniqueConstraint(
                fields=["post"],
                condition=Q(titled_until__isnull=True),
                name="post_has_one_title_at_a_time",
                violation_error_message="This post has a title already; end that one first.",
            ),
            ends_after_it_begins("titled", "title_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return self.title


@tracked
class Holding(models.Model):
    """Who held which post, from when until when."""

    personal_fields: ClassVar[dict[str, str]] = {"person": OFFICER_RETENTION}

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="holdings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="holdings")
    held_from = models.DateField()
    held_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["post"],
                condition=Q(held_until__isnull=True),
                name="post_has_one_holder_at_a_time",
                violation_error_message="Somebody holds this post already; end that first.",
            ),
            ends_after_it_begins("held", "holding_ends_after_it_begins"),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="holding_stays_as_it_began", fields=["post", "person", "held_from"]),
            pgtrigger.Protect(
                name="holding_ends_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(
                    old__held_until__isnull=False, old__held_until__df=pgtrigger.F("new__held_until")
                ),
            ),
            pgtrigger.Protect(name="holding_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="post_has_one_holder_a_day",  # R5: who signs for a post is one person's name
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    IF EXISTS (SELECT 1 FROM organisations_holding h WHERE h.post_id = NEW.post_id
                               AND h.held_from < coalesce(NEW.held_until, 'infinity')
                               AND coalesce(h.held_until, 'infinity') > NEW.held_from) THEN
                        RAISE EXCEPTION 'Somebody else holds this post on some of these days.'
                            USING ERRCODE = 'restrict_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]


@tracked
class Delegation(models.Model):
    """Who may act for a post beside its holder, from when until when; ended, never deleted. R5."""

    personal_fields: ClassVar[dict[str, str]] = {
        "person": OFFICER_RETENTION,
        "given_by": OFFICER_RETENTION,
        "ended_by": OFFICER_RETENTION,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="delegations")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="delegations")
    held_from = models.DateField()
    held_until = models.DateField()
    reason = models.CharField(max_length=300)
    given_at = models.DateTimeField()
    given_by = models.CharField(max_length=64)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [ends_after_it_begins("held", "delegation_ends_after_it_begins")]
        triggers = [
            pgtrigger.ReadOnly(
                name="delegation_stays_as_given",
                fields=["post", "person", "held_from", "held_until", "reason", "given_at", "given_by"],
            ),
            pgtrigger.Protect(
                name="delegation_ends_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(
                    old__ended_at__isnull=False, old__ended_at__df=pgtrigger.F("new__ended_at")
                ),
            ),
            pgtrigger.Protect(name="delegation_is_never_deleted", operation=pgtrigger.Delete),
        ]
