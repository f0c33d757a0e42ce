"""What does governance want of somebody, and of whom are they waiting?"""

from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from throughline.frame.tasks import Task, Waiting
from throughline.kernel.actor import Actor

from ..lifecycle import BEFORE, CONFIRMER
from ..models import ActionPoint, Meeting, Plan
from . import action_points, meetings, tasks_watched
from .seeing import groups_of, may_keep

_PACK_DAYS = timedelta(days=14)  # from then on a meeting without a pack stands on the officers' page
_MOST = 20
_MEETING = ("item__title", "item__dated_on")
_ACTION = ("what", "agreed_at", "due_on", "owner__name", "meeting__item__title", "meeting__item__dated_on")


def waiting_for(actor: Actor) -> list[Waiting]:
    """What this actor can do next here: close their actions, send packs, write minutes, confirm lists."""
    return [waiting for source in WAITING for waiting in source(actor)]


def waiting_for_others(actor: Actor) -> list[Waiting]:
    """What the programme team waits for from others: actions that are not theirs."""
    return [waiting for source in WAITING_FOR_OTHERS for waiting in source(actor)]


def _own_actions(actor: Actor) -> Iterator[Waiting]:
    rows = action_points.open_of(actor)
    yield Waiting(rows[:_MOST], _ACTION, lambda found: [_action(each, "Close it") for each in found])


def _others_actions(actor: Actor) -> Iterator[Waiting]:
    if may_keep(actor):
        others = action_points.open_to_see(actor).exclude(action_points.own(actor))
        rows = others.exclude(owner__is_active=False)
        yield Waiting(
            rows[:_MOST], _ACTION, lambda found: [_action(each, "See it", each.who) for each in found]
        )


def _ownerless_actions(actor: Actor) -> Iterator[Waiting]:
    if may_keep(actor):
        rows = action_points.open_to_see(actor).filter(owner__is_active=False)
        yield Waiting(
            rows[:_MOST],
            _ACTION,
            lambda found: [
                _action(each, "Give it to somebody else", f"{each.who}, who has left") for each in found
            ],
        )


def _packs_to_read(actor: Actor) -> Iterator[Waiting]:
    rows = meetings.visible_to(actor).filter(group__in=groups_of(actor), state="notified")
    rows = rows.filter(item__dated_on__gte=timezone.localdate(), pack_sent_at__isnull=False)
    yield Waiting(
        rows.order_by("item__dated_on", "pk")[:_MOST],
        (*_MEETING, "pack_sent_at"),
        lambda found: [_pack(each) for each in found],
    )


def _pack(meeting: Meeting) -> Task | None:
    if meeting.pack_sent_at is None:
        return None
    href = reverse("governance-meeting", args=[meeting.pk])
    by = meeting.item.dated_on
    return Task("A pack to read", meetings.titled(meeting), meeting.pack_sent_at, "Read it", href, by)


def _action(point: ActionPoint, act: str, who: str = "") -> Task:
    what = point.what if len(point.what) <= 120 else f"{point.what[:119]}…"
    href = reverse("governance-action", args=[point.pk])
    return Task(what, meetings.titled(point.meeting), point.agreed_at, act, href, point.due_on, who)


def _meetings(actor: Actor) -> Iterator[Waiting]:
    if not may_keep(actor):
        return
    today = timezone.localdate()
    rows = meetings.visible_to(actor).order_by("item__dated_on", "pk")
    for wanted, what, act in (
        (
            Q(state="planned", item__dated_on__range=(today, today + _PACK_DAYS)),
            "Pack not sent",
            "Send the pack",
        ),
        (
            Q(state__in=BEFORE, item__dated_on__lt=today),
            "Nobody has said whether it took place",
            "Say who was there",
        ),
        (Q(state="held"), "Minutes to write", "Write them"),
        (Q(meetings.a_later_one_took_place(), state="minuted"), "Minutes to be confirmed", "Confirm them"),
    ):
        yield Waiting(rows.filter(wanted)[:_MOST], _MEETING, _meetings_that(what, act))


def _meetings_that(what: str, act: str) -> Callable[[list[Meeting]], list[Task]]:
    return lambda found: [_meeting(each, what, act) for each in found]


def _meeting(meeting: Meeting, what: str, act: str) -> Task:
    on = meeting.item.dated_on or timezone.localdate()
    since = timezone.make_aware(datetime.combine(min(on, timezone.localdate()), time(9)))
    href = reverse("governance-meeting", args=[meeting.pk])
    return Task(what, meetings.titled(meeting), since, act, href, on if on >= timezone.localdate() else None)


def _plans(actor: Actor) -> Iterator[Waiting]:
    if CONFIRMER in actor.roles:
        rows = Plan.objects.filter(confirmed_at=None).order_by("title", "id")
        yield Waiting(rows[:_MOST], ("title", "in_force_from"), lambda found: [_plan(each) for each in found])


def _plan(plan: Plan) -> Task:
    since = timezone.make_aware(datetime.combine(plan.in_force_from or timezone.localdate(), time(9)))
    return Task(
        "Priorities not confirmed", plan.title, since, "Confirm them", reverse("governance-priorities")
    )


WAITING: tuple[Callable[[Actor], Iterator[Waiting]], ...] = (
    _own_actions,
    _ownerless_actions,
    _packs_to_read,
    _meetings,
    _plans,
    *tasks_watched.WAITING,
)
WAITING_FOR_OTHERS: tuple[Callable[[Actor], Iterator[Waiting]], ...] = (
    _others_actions,
    *tasks_watched.OTHERS,
)
