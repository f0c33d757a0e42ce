"""What of people and roles needs somebody?"""

from datetime import datetime, time

from django.urls import reverse
from django.utils import timezone

from throughline.frame.tasks import Task
from throughline.kernel.actor import Actor

from . import reviews
from .rules import REMIND_BEFORE


def waiting_for(actor: Actor) -> list[Task]:
    """Roles whose review is due, for those who may confirm them."""
    if not actor.roles & reviews.REVIEWERS:
        return []
    waiting = reviews.due(actor, timezone.localdate())
    if not waiting:
        return []
    since = timezone.make_aware(datetime.combine(waiting[0].by - REMIND_BEFORE, time()))
    return [
        Task(
            what=f"Review {len(waiting)} {'role' if len(waiting) == 1 else 'roles'}",
            where="People",
            since=since,
            action="Review",
            href=reverse("role-reviews"),
            by=waiting[0].by,
        )
    ]


def waiting_for_others(actor: Actor) -> list[Task]:
    """Nothing: a review waits for all of them alike."""
    return []
