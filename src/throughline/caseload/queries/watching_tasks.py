"""What must not be missed waits on home: concerns, what comes after support, releases, feedback. No names."""

from datetime import date, datetime

from django.urls import reverse

from throughline.frame.tasks import Task
from throughline.kernel.actor import Actor

from ..lifecycle import PROBATION, PROVIDER
from . import concerns, leaving, release, told

SOON_DAYS = 14


def waiting_for(actor: Actor, today: date, now: datetime) -> list[Task]:
    """Concerns first, then feedback to read, then releases that are not ready, then checks and reviews."""
    if not actor.roles & (PROVIDER | PROBATION):
        return []
    return [
        *concerns.tasks(actor, now),
        *_feedback(actor, now),
        *_releases(today, now),
        *leaving.tasks(actor, today),
    ]


def _feedback(actor: Actor, now: datetime) -> list[Task]:
    if not actor.roles & PROBATION:
        return []
    waits = told.unread(actor, now)
    if not waits.many or waits.since is None:
        return []
    many = f"{waits.many} messages" if waits.many > 1 else "1 message"
    urgent = f", {waits.urgent} urgent" if waits.urgent else ""
    return [Task(f"Read what happened: {many}{urgent}", "Feedback", waits.since, "Read", reverse("told"))]


def _releases(today: date, now: datetime) -> list[Task]:
    near = release.not_ready_soon(today, SOON_DAYS)
    if not near.many or near.first is None:
        return []
    many = f"{near.many} releases are" if near.many > 1 else "1 release is"
    what = f"{many} not ready, the first in {(near.first - today).days} days"
    if near.first == today:
        what = f"{many} not ready, the first today"
    return [Task(what, "Release board", now, "See", f"{reverse('release-board')}?ready=no", by=near.first)]
