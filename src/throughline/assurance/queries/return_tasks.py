"""Which returns wait for somebody, and for whom does the programme team wait?"""

from collections.abc import Iterator
from datetime import date, datetime, time

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from throughline.frame.tasks import Task, Waiting
from throughline.kernel.actor import Actor

from ..lifecycle import CERTIFIER, OFFICERS, RECIPIENT
from ..models import Return, ReturnVersion
from .returns import OPEN, name_of, own, visible_to

_MOST = 20


def waiting_for(actor: Actor) -> Iterator[Waiting]:
    """The returns that this actor fills in, certifies or accepts next; nothing is asked for roles without any."""
    rows = visible_to(actor, timezone.localdate())
    if actor.roles & RECIPIENT:
        yield _tasks(rows.filter(own(actor), state__in=OPEN), "Fill it in")
    if actor.roles & CERTIFIER:
        mine = ReturnVersion.objects.filter(submitted_by=actor.id).values("of")
        yield _tasks(rows.filter(own(actor), state="submitted").exclude(id__in=mine), "Read and certify")
    if actor.roles & OFFICERS:
        answered = rows.filter(state="scrutinised").exclude(
            versions__scrutiny__state__in=("stated", "challenged")  # the statement wants its answer first
        )
        yield _tasks(answered, "Accept it or ask")


def waiting_for_others(actor: Actor) -> Iterator[Waiting]:
    """What the programme team waits for: returns that are late, longest first, and with whom each lies."""
    if actor.roles & OFFICERS:
        today = timezone.localdate()
        late = visible_to(actor, today).filter(state__in=(*OPEN, "submitted"), due_on__lt=today)
        yield _tasks(late, "See it", is_with=True)


def _tasks(rows: QuerySet[Return], action: str, *, is_with: bool = False) -> Waiting:
    return Waiting(
        rows[:_MOST],
        ("kind", "quarter", "year", "place__name", "opens_on", "due_on", "state", "recipient__name"),
        lambda found: [_task(each, action, _with(each) if is_with else "") for each in found],
    )


def _task(each: Return, action: str, who: str) -> Task:
    return Task(
        what=name_of(each),
        where=each.place.name,
        since=_moment(each.opens_on),
        action=action,
        href=reverse("return", args=[each.id]),
        by=each.due_on,
        who=who,
    )


def _with(asked: Return) -> str:
    return f"the certifier of {asked.recipient}" if asked.state == "submitted" else str(asked.recipient)


def _moment(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
