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
from .ports import last_signed_for
from .queries import Someone, someone, staffed


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
        text = "A post has been delegated to you. From which day to which, and why, stands here:"
        _tell(someone(person), f"delegated:{given.id}", f"You may act as {post.title}", text, "/posts/", at)
        if post.holder and post.holder.actor != actor.id:
            text = "An administrator has let somebody cover for your post. Who, when and why stands here:"
            subject = f"Somebody may act as {post.title} beside you"
            _tell(post.holder, f"covered:{given.id}", subject, text, "/posts/", at)
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


def hand_over_post(*, post_id: UUID, person_id: UUID | None, first: date, actor: Actor, at: datetime) -> None:
    """The person (None: nobody yet) holds the post from that day on; whoever held it until then holds it no more.

    What is asked of the post is asked of its new holder; both get a letter.
    """
    with transaction.atomic():
        post = Post.objects.select_for_update(no_key=True).get(pk=post_id)
        person = Person.objects.filter(pk=person_id).first() if person_id else None
        if person_id and person is None:
            raise RefusedError("This person is no longer on record.")
        last = Holding.objects.filter(post_id=post_id).select_related("person").order_by("-held_from", "-id")
        before = last.first()
        now = before if before and before.held_until is None else None
        holder = f"person:{now.person_id}" if now else ""
        rules.may_hand_over(
            actor,
            to=f"person:{person.id}" if person else "",
            holder=holder,
            is_active=person is not None and person.is_active,
            first=first,
            since=now.held_from if now else before.held_until if before else None,
            signed_on=last_signed_for(post_id, holder) if now else None,
            today=timezone.localdate(at),
        ).or_raise()
        with act(
            actor=actor,
            at=at,
            verb="post.handed_over",
            subject=("post", post_id),
            facts={"post": post.code, "from": str(first)},
            personal={"person": f"person:{person.id}" if person else "nobody", "before": holder or "nobody"},
        ):
            if now:
                now.held_until = first
                now.save(update_fields=["held_until"])
            new = Holding.objects.create(post_id=post_id, person=person, held_from=first) if person else None
        title = staffed(timezone.localdate(at), [post_id])[post_id].title
        if person and new:
            text = "You hold this post now. What is asked of it waits for you here:"
            _tell(someone(person), f"took_up:{new.id}", f"You hold the post of {title}", text, "/", at)
        if now:
            text = "The post has been handed over. Who holds it, and since when, stands here:"
            _tell(
                someone(now.person),
                f"gave_up:{now.id}",
                f"You no longer hold the post of {title}",
                text,
                "/posts/",
                at,
            )


def _tell(to: Someone, key: str, subject: str, text: str, path: str, at: datetime) -> None:
    owe(Message(key, to.email, to.name, subject, text, path), at=at)
