"""Which vacant posts wait for somebody to say who covers them?"""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from django.urls import reverse
from django.utils.timezone import get_current_timezone, localdate

from throughline.frame.tasks import Task, Waiting
from throughline.kernel.actor import Actor

from ..posts.rules import EMPLOYERS
from .posts import vacant

OFFICERS = frozenset({"programme-officer", "programme-lead"})
MOST = 20


def waiting_for(actor: Actor) -> Iterator[Waiting]:
    """Vacant posts that nobody covers: for their employer and for their locality's commissioner."""
    if actor.roles & (EMPLOYERS | {"commissioner"}):
        yield _waiting(actor)


def waiting_for_others(actor: Actor) -> Iterator[Waiting]:
    """The same posts, everywhere, for the programme team, with whose they are to fill."""
    if actor.roles & OFFICERS:
        yield _waiting(actor, for_others=True)


def _waiting(actor: Actor, *, for_others: bool = False) -> Waiting:
    return Waiting(
        vacant(actor, localdate()).filter(cover="")[:MOST],
        ("title", "unit__name", "place__name", "employer__name", "vacant_since"),
        lambda found: [_task(each, for_others=for_others) for each in found],
    )


def _task(post: Any, *, for_others: bool) -> Task:
    return Task(
        what=f"{post.title} is vacant, and nobody covers it",
        where=post.unit.name if post.unit else post.place.name,
        since=_midnight(post.vacant_since),
        action="" if for_others else "Fill it, or say who covers it",
        href=reverse("funded-post", args=[post.id]),
        who=post.employer.name if for_others else "",
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=get_current_timezone())
