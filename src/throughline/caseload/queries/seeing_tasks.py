"""What of broken glass and of asking to see waits for who answers for a unit? Counts: a home page is no list. R37"""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from throughline.frame.tasks import Task, Waiting, counted
from throughline.kernel.actor import Actor

from ..models import AskedToSee, Glass
from .seeing import open_asks, unreviewed

REVIEWERS = frozenset({"head-of-unit", "provider-manager"})


def glass_to_review(actor: Actor) -> QuerySet[Glass]:
    """Broken glass that this actor may review: not their own."""
    return unreviewed().exclude(broken_by=actor.id)


def asks_to_answer(actor: Actor) -> QuerySet[AskedToSee]:
    """Who waits for this actor’s answer: they do not answer themselves."""
    return open_asks().exclude(asked_by=actor.id)


def waiting_for(actor: Actor) -> list[Waiting]:
    """Records opened in an emergency, to review; who asks to see somebody, to call back."""
    if not actor.roles & REVIEWERS:
        return []
    return [
        Waiting(counted(glass_to_review(actor), "broken_at"), ("broken_at", "many"), _glass),
        Waiting(counted(asks_to_answer(actor), "asked_at"), ("asked_at", "many"), _asks),
    ]


def _glass(rows: list[Any]) -> Iterator[Task]:
    for first in rows:
        many = f"{first.many} records were" if first.many > 1 else "1 record was"
        what, href = f"{many} opened in an emergency", reverse("glass-reviews")
        yield Task(what, "Who sees whom", first.broken_at, "Review", href, is_urgent=True)


def _asks(rows: list[Any]) -> Iterator[Task]:
    for first in rows:
        many = f"{first.many} people ask" if first.many > 1 else "Somebody asks"
        yield Task(
            f"{many} your unit about a person",
            "Who sees whom",
            first.asked_at,
            "Call back",
            reverse("glass-reviews"),
        )
