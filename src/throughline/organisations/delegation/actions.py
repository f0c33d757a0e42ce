"""Letting somebody act for a post on dated days, ending that, and handing a post over."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from throughline.frame.letters import Message, owe
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act

from ..models import Delegation, Holding, Person, Post
from . import rules
from .queries import staffed


def delegate_post(
    *, post_id: UUID, person_id: UUID, first: date, last: date, reason: str, actor: Actor, at: datetime
) -> UUID:
    """The person may act for the post from the first to the last day, beside its holder; they get a letter."""
    with transaction.atomic():
        Post.objects.select_for_update(no_key=True).get(pk=post_id)
        today = timezone.localdate(at)
        post = staffed(today, [post_id])[post_id]
        person = Person.objects.filter(pk=person_id).first()
        if person is None:
            raise RefusedError("This person is no longer on record.")
        rules.may_cover(
            actor,
            post.held,
            to=f"person:{person.id}",
            is_active=person.is_active,
            first=first,
            last=last,
            reason=reason,
            today=today,
        ).or_raise()
        until = rules.day_after(last)
        with act(
            actor=actor,
            at=at,
            verb="post.delegated",
            subject=("post", post_id),
            facts={"post": post.code, "from": str(first), "until": str(until)},
            personal={"person": f"person:{person.id}", "reason": reason.strip()},
        ) as doing:
            given = Delegation.objects.create(
                post_id=post_id,
                person=person,
                held_from=first,
                held_until=until,
                reason=" ".join(reason.split()),
                given_at=at,
                given_by=actor.id,
            )
            doing.facts["delegation"] = str(given.id)
        owe(
            Message(
                key=f"delegated:{given.id}",
                to=person.email,
                name=person.name,
                subject=f"You may act as {post.title}",
                text="A post has been delegated to you. From which day to which, and why, stands here:",
                path="/posts/",
            ),
            at=at,
        )
    return given.id


def end_delegation(*, delegation_id: UUID, actor: Actor, at: datetime) -> None:
    """The person acts for the post no more; what they signed until now stands."""
    with transaction.atomic():
        row = Delegation.objects.select_for_update().get(pk=delegation_id)
        today = timezone.localdate(at)
        post = staffed(today, [row.post_id])[row.post_id]
        rules.may_end(
            actor,
            post.held,
            delegate=f"person:{row.person_id}",
            is_over=row.ended_at is not None or row.held_until <= today,
        ).or_raise()
        with act(
            actor=actor,
            at=at,
            verb="post.delegation_ended",
            subject=("post", row.post_id),
            facts={"post": post.code, "delegation": str(row.id)},
        ):
            row.ended_at, row.ended_by = at, actor.id
            row.save(update_fields=["ended_at", "ended_by"])


def hand_over_post(*, post_id: UUID, person_id: UUID, first: date, actor: Actor, at: datetime) -> None:
    """The person holds the post from that day on; whoever held it until then holds it no more."""
    with transaction.atomic():
        Post.objects.select_for_update(no_key=True).get(pk=post_id)
        person = Person.objects.get(pk=person_id)
        now = Holding.objects.filter(post_id=post_id, held_until__isnull=True).first()
        rules.may_hand_over(
            actor,
            to=f"person:{person.id}",
            holder=f"person:{now.person_id}" if now else "",
            is_active=person.is_active,
            first=first,
            since=now.held_from if now else None,
            today=timezone.localdate(at),
        ).or_raise()
        with act(
            actor=actor,
            at=at,
            verb="post.handed_over",
            subject=("post", post_id),
            facts={"from": str(first)},
            personal={"person": f"person:{person.id}"},
        ):
            if now:
                now.held_until = first
                now.save(update_fields=["held_until"])
            Holding.objects.create(post_id=post_id, person=person, held_from=first)
