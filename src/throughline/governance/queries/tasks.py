"""What does governance want of somebody, and of whom are they waiting?"""

from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta

from django.urls import reverse
from django.utils import timezone

from throughline.frame.tasks import Task
from throughline.kernel.actor import Actor

from ..lifecycle import BEFORE, CONFIRMER
from ..models import ActionPoint, Meeting, Plan
from . import action_points, meetings, tasks_watched
from .seeing import groups_of, may_keep

_PACK_DAYS = timedelta(days=14)  # from then on a meeting without a pack stands on the officers' page
_MOST = 20


def waiting_for(actor: Actor) -> list[Task]:
    """What this actor can do next here: close their actions, send packs, write minutes, confirm lists."""
    return _all(actor, WAITING)


def waiting_for_others(actor: Actor) -> list[Task]:
    """What the programme team waits for from others: actions that are not theirs."""
    return _all(actor, WAITING_FOR_OTHERS)


def _all(actor: Actor, sources: tuple[Callable[[Actor], Iterator[Task]], ...]) -> list[Task]:
    tasks = [task for source in sources for task in source(actor)]
    return sorted(tasks, key=lambda task: (task.by is None, task.by or task.since.date(), task.since))


def _own_actions(actor: Actor) -> Iterator[Task]:
    for each in action_points.open_of(actor)[:_MOST]:
        yield _action(each, "Close it")


def _others_actions(actor: Actor) -> Iterator[Task]:
    if may_keep(actor):
        others = action_points.open_to_see(actor).exclude(action_points.own(actor))
        for each in others.exclude(owner__is_active=False)[:_MOST]:
            yield _action(each, "See it", each.who)


def _ownerless_actions(actor: Actor) -> Iterator[Task]:
    if may_keep(actor):
        for each in action_points.open_to_see(actor).filter(owner__is_active=False)[:_MOST]:
            yield _action(each, "Give it to somebody else", f"{each.who}, who has left")


def _packs_to_read(actor: Actor) -> Iterator[Task]:
    today = timezone.localdate()
    rows = meetings.visible_to(actor).filter(group__in=groups_of(actor), state="notified")
    for each in rows.filter(item__dated_on__gte=today).order_by("item__dated_on", "pk")[:_MOST]:
        if each.pack_sent_at is not None:
            href = reverse("governance-meeting", args=[each.pk])
            by = each.item.dated_on
            yield Task("A pack to read", meetings.titled(each), each.pack_sent_at, "Read it", href, by)


def _action(point: ActionPoint, act: str, who: str = "") -> Task:
    what = point.what if len(point.what) <= 120 else f"{point.what[:119]}…"
    href = reverse("governance-action", args=[point.pk])
    return Task(what, meetings.titled(point.meeting), point.agreed_at, act, href, point.due_on, who)


def _meetings(actor: Actor) -> Iterator[Task]:
    if not may_keep(actor):
        return
    today = timezone.localdate()
    rows = meetings.visible_to(actor).order_by("item__dated_on", "pk")
    for each in rows.filter(state="planned", item__dated_on__range=(today, today + _PACK_DAYS))[:_MOST]:
        yield _meeting(each, "Pack not sent", "Send the pack")
    for each in rows.filter(state__in=BEFORE, item__dated_on__lt=today)[:_MOST]:
        yield _meeting(each, "Nobody has said whether it took place", "Say who was there")
    for each in rows.filter(state="held")[:_MOST]:
        yield _meeting(each, "Minutes to write", "Write them")
    for each in rows.filter(state="minuted").filter(meetings.a_later_one_took_place())[:_MOST]:
        yield _meeting(each, "Minutes to be confirmed", "Confirm them")


def _meeting(meeting: Meeting, what: str, act: str) -> Task:
    on = meeting.item.dated_on or timezone.localdate()
    since = timezone.make_aware(datetime.combine(min(on, timezone.localdate()), time(9)))
    href = reverse("governance-meeting", args=[meeting.pk])
    return Task(what, meetings.titled(meeting), since, act, href, on if on >= timezone.localdate() else None)


def _plans(actor: Actor) -> Iterator[Task]:
    if CONFIRMER in actor.roles:
        for each in Plan.objects.filter(confirmed_at=None).order_by("title", "id")[:_MOST]:
            since = timezone.make_aware(datetime.combine(each.in_force_from or timezone.localdate(), time(9)))
            yield Task(
                "Priorities not confirmed",
                each.title,
                since,
                "Confirm them",
                reverse("governance-priorities"),
            )


WAITING: tuple[Callable[[Actor], Iterator[Task]], ...] = (
    _own_actions,
    _ownerless_actions,
    _packs_to_read,
    _meetings,
    _plans,
    *tasks_watched.WAITING,
)
WAITING_FOR_OTHERS: tuple[Callable[[Actor], Iterator[Task]], ...] = (_others_actions, *tasks_watched.OTHERS)
