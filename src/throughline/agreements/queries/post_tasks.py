"""Which vacant posts wait for somebody to say who covers them?"""

from datetime import date, datetime, time

from django.utils.timezone import get_current_timezone, localdate

from throughline.frame.tasks import Task
from throughline.kernel.actor import Actor

from ..posts.rules import EMPLOYERS
from .posts import PostShown, vacant

OFFICERS = frozenset({"programme-officer", "programme-lead"})
MOST = 20


def waiting_for(actor: Actor) -> list[Task]:
    """Vacant posts that nobody covers: for their employer and for their locality's commissioner."""
    return _tasks(actor) if actor.roles & (EMPLOYERS | {"commissioner"}) else []


def waiting_for_others(actor: Actor) -> list[Task]:
    """The same posts, everywhere, for the programme team, with whose they are to fill."""
    return _tasks(actor, for_others=True) if actor.roles & OFFICERS else []


def _tasks(actor: Actor, *, for_others: bool = False) -> list[Task]:
    found = [each for each in vacant(actor, localdate()) if not each.post.cover]
    return [_task(each, for_others=for_others) for each in found[:MOST]]


def _task(each: PostShown, *, for_others: bool) -> Task:
    return Task(
        what=f"{each.post.title} is vacant, and nobody covers it",
        where=each.post.unit.name if each.post.unit else each.post.place.name,
        since=_midnight(each.standing.vacant_since or each.post.funded_from),
        action="" if for_others else "Fill it, or say who covers it",
        href=each.href,
        who=each.post.employer.name if for_others else "",
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=get_current_timezone())
