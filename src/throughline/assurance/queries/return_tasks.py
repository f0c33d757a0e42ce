"""Which returns wait for somebody, and for whom does the programme team wait?"""

from datetime import date, datetime, time

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from throughline.frame.tasks import Task
from throughline.kernel.actor import Actor

from ..lifecycle import CERTIFIER, OFFICERS, RECIPIENT
from ..models import Return, ReturnVersion
from .returns import OPEN, body_of, name_of, visible_to

_MOST = 20


def waiting_for(actor: Actor) -> list[Task]:
    """The returns that this actor fills in, certifies or accepts next; nothing is asked for roles without any."""
    if not actor.roles & (RECIPIENT | CERTIFIER | OFFICERS):
        return []
    today = timezone.localdate()
    rows = visible_to(actor, today)
    tasks: list[Task] = []
    if actor.roles & (RECIPIENT | CERTIFIER):
        own = rows.filter(recipient=body_of(actor))
        if actor.roles & RECIPIENT:
            tasks += _tasks(own.filter(state__in=OPEN), "Fill it in")
        if actor.roles & CERTIFIER:
            mine = ReturnVersion.objects.filter(submitted_by=actor.id).values("of")
            tasks += _tasks(own.filter(state="submitted").exclude(id__in=mine), "Read and certify")
    if actor.roles & OFFICERS:
        answered = rows.filter(state="scrutinised").exclude(
            versions__scrutiny__state__in=("stated", "challenged")  # the statement wants its answer first
        )
        tasks += _tasks(answered, "Accept it or ask")
    return tasks


def waiting_for_others(actor: Actor) -> list[Task]:
    """What the programme team waits for: returns that are late, longest first, and with whom each lies."""
    if not actor.roles & OFFICERS:
        return []
    late = visible_to(actor, timezone.localdate()).filter(
        state__in=(*OPEN, "submitted"), due_on__lt=timezone.localdate()
    )
    return _tasks(late, "See it", is_with=True)


def _tasks(rows: QuerySet[Return], action: str, *, is_with: bool = False) -> list[Task]:
    return [
        Task(
            what=name_of(each),
            where=each.place.name,
            since=_moment(each.opens_on),
            action=action,
            href=reverse("return", args=[each.id]),
            by=each.due_on,
            who=_with(each) if is_with else "",
        )
        for each in rows[:_MOST]
    ]


def _with(asked: Return) -> str:
    return f"the certifier of {asked.recipient}" if asked.state == "submitted" else str(asked.recipient)


def _moment(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
