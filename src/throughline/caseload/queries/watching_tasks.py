"""What must not be missed waits on home: concerns, what comes after support, releases, feedback."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.urls import reverse

from throughline.frame.tasks import Task, Waiting, counted
from throughline.kernel.actor import Actor

from ..lifecycle import PROBATION, PROVIDER
from . import concerns, handing_over, leaving, release, told

SOON_DAYS = 14


def waiting_for(actor: Actor, today: date, now: datetime) -> list[Waiting]:
    """Concerns, feedback to read, releases that are not ready, checks and reviews."""
    if not actor.roles & (PROVIDER | PROBATION):
        return []
    return [
        concerns.tasks(actor, now),
        *([_feedback(actor, now)] if actor.roles & PROBATION else []),
        _releases(today, now),
        *leaving.tasks(actor, today),
        *(handing_over.tasks(actor, today) if actor.roles & PROVIDER else []),
    ]


def _feedback(actor: Actor, now: datetime) -> Waiting:
    def tasks(rows: list[Any]) -> Iterator[Task]:
        for first in rows:
            many = f"{first.many} messages" if first.many > 1 else "1 message"
            urgent = f", {first.urgent} urgent" if first.urgent else ""
            what = f"Read what happened: {many}{urgent}"
            yield Task(what, "Feedback", first.told_at, "Read", reverse("told"), is_urgent=first.urgent > 0)

    return Waiting(told.first_unread(actor, now), ("told_at", "many", "urgent"), tasks)


def _releases(today: date, now: datetime) -> Waiting:
    def tasks(rows: list[Any]) -> Iterator[Task]:
        for first in rows:
            many = f"{first.many} releases are" if first.many > 1 else "1 release is"
            days = (first.release_on - today).days
            when = "today" if not days else "tomorrow" if days == 1 else f"in {days} days"
            clock = f"the first {when}" if first.many > 1 else when
            href = f"{reverse('release-board')}?ready=no"
            what = f"{many} not ready"
            yield Task(what, "Release board", now, "See", href, by=first.release_on, clock=clock)

    rows = counted(release.not_ready_soon(today, SOON_DAYS), "release_on")
    return Waiting(rows, ("release_on", "many"), tasks)
