"""Who is reminded of a promise, and when: 14 days before its day, on it, then every week until it is kept."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from throughline.frame.letters import Message, owe

from .models import Promise
from .queries.owners import people_of
from .watching.rules import due, reminder


def remind(*, at: datetime) -> int:
    """The letters of today are owed, each once for each person; the number of new ones. Safe to run again."""
    today = timezone.localdate(at)
    owed = 0
    with transaction.atomic():
        rows = Promise.objects.filter(state="open", due_on__isnull=False).select_related("item", "owner_body")
        for promise in rows.order_by("due_on", "pk"):
            assert promise.due_on is not None  # noqa: S101 - the filter above asks for one
            which = reminder(promise.due_on, today)
            if which is None:
                continue
            for person_id, name, address in people_of(promise, today):
                message = Message(
                    key=f"promise:{promise.pk}:{promise.due_on.isoformat()}:{which}:{person_id}",
                    to=address,
                    name=name,
                    subject=f"A promise is waiting: {due(promise.due_on, today).words.lower()}",
                    text="Something that was promised waits for you. Show that it is done, or say how it is going.",
                    path=reverse("governance-promise", args=[promise.pk]),
                )
                owed += owe(message, at=at) is not None
    return owed
