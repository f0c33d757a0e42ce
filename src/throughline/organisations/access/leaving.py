"""What ends when somebody leaves, and what do they leave open?

One act ends everything: roles, posts, delegations, invitation, credentials, binding to a directory, sessions.
"""

from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from throughline.frame.ports import Port
from throughline.frame.tasks import Task
from throughline.kernel.actor import Actor
from throughline.ledger.actions import act

from .. import actions, queries, rules
from ..models import Delegation, Holding, Person, held_on
from . import glass, invitations

WHAT_NEEDS: Port[[Actor], list[Task]] = Port(
    "organisations.what_needs", "What waits for this person, in every room above?"
)


@dataclass(frozen=True, slots=True)
class Leaving:
    """What ends with somebody's leaving, and what waits for them and has to be taken up by another."""

    roles: tuple[str, ...]
    posts: tuple[str, ...]
    delegations: int
    sessions: int
    open_tasks: tuple[Task, ...]


def what_ends(person: Person, *, at: datetime) -> Leaving:
    """What the leaving of this person would end, for the page that asks for it."""
    today = timezone.localdate(at)
    return Leaving(
        roles=tuple(grant.role for grant in queries.roles_in_force(person, today)),
        posts=tuple(
            queries.title_on(held.post.code, today, held.post.body.code) or held.post.code
            for held in queries.posts_held(person, today)
        ),
        delegations=_delegations(person).count(),
        sessions=UserSession.objects.filter(user=person).count(),
        open_tasks=tuple(WHAT_NEEDS(person.as_actor())),
    )


def leave(*, actor: Actor, at: datetime, person: Person) -> None:
    """End everything that lets this person act here, in one act; their name stays on what they did."""
    today = timezone.localdate(at)
    with transaction.atomic():
        actions.lock_administrators()
        person = actions.locked(person)
        rules.may_deactivate(actor, queries.standing(person, today)).or_raise()
        ended = what_ends(person, at=at)
        with act(
            actor=actor,
            at=at,
            verb="person.left",
            subject=("person", person.id),
            facts={
                "roles": list(ended.roles),
                "posts": len(ended.posts),
                "delegations": ended.delegations,
                "open_tasks": len(ended.open_tasks),
            },
        ):
            person.role_grants.filter(held_until=None).update(held_until=today)
            Holding.objects.filter(held_on(today), person=person).update(held_until=today)
            _delegations(person).update(ended_at=at, ended_by=actor.id)
            invitations.end_open(actor=actor, at=at, person=person)
            glass.end_with_role(person, actor=actor, at=at)
            person.is_active = False
            actions.forget_credentials(person)
            person.save()
        for session in UserSession.objects.filter(user=person):
            session.end()


def _delegations(person: Person) -> QuerySet[Delegation]:
    return Delegation.objects.filter(person=person, ended_at=None)
