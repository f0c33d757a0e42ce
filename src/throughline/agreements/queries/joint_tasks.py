"""Which joint plans wait for somebody's side to agree?"""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.text import slugify
from django.utils.timezone import localdate

from throughline.frame.tasks import Task, Waiting
from throughline.kernel.actor import Actor

from ..joint.lifecycle import LOCALITY, PROBATION
from .joint import waiting_for_side

MOST = 20


def waiting_for(actor: Actor) -> Iterator[Waiting]:
    """Plans to which the other side agreed, for whoever agrees for this one."""
    if actor.roles & (LOCALITY | PROBATION):
        yield Waiting(
            waiting_for_side(actor, localdate())[:MOST],
            ("place__name", "version", "for_locality_at", "for_probation_at"),
            lambda found: [_task(each) for each in found],
        )


def waiting_for_others(actor: Actor) -> Iterator[Waiting]:
    """Nothing: a plan is driven by its two sides."""
    yield from ()


def _task(plan: Any) -> Task:
    return Task(
        what=f"The joint plan of {plan.place.name} waits for your side to agree",
        where="Joint plan",
        since=plan.for_locality_at or plan.for_probation_at,
        action="Read it and agree",
        href=reverse("joint-plan", args=[slugify(plan.place.name)]),
    )
