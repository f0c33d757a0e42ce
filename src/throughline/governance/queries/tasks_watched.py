"""Which promises, risks, milestones and recommendations want somebody now, and whose turn is it?"""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from throughline.frame.tasks import Task
from throughline.kernel.actor import Actor

from ..lifecycle import LEAD
from ..models import Milestone, Promise, Recommendation, Risk, Watched
from . import milestones, promises, risks
from .owners import turn_of, whose_turn, with_care
from .seeing import may_keep

Thing = TypeVar("Thing", Risk, Milestone)

_MOST = 20
_AHEAD = timedelta(days=14)


def _promises(actor: Actor) -> Iterator[Task]:
    rows = list(promises.visible_to(actor).filter(promises.waiting_on(actor))[: _MOST + 1])
    for each in rows[:_MOST]:
        act = "Agree or send back" if each.state == "shown" else "Show that it is kept"
        if each.state == "open" and each.is_orphan:
            act = "Find an owner"
        yield _promise(each, act)
    if len(rows) > _MOST:
        address = f"{reverse('promises')}?turn=mine"
        yield Task("More promises wait for you", "Promises", timezone.now(), "See all", address)


def _others_promises(actor: Actor) -> Iterator[Task]:
    rows = promises.visible_to(actor).filter(state__in=promises.OPEN).exclude(promises.waiting_on(actor))
    if not may_keep(actor):
        rows = rows.filter(state="shown", shown_by=actor.id)
    for each in rows[:_MOST]:
        yield _promise(each, "See it", promises.next_of(each))


def _promise(row: Promise, act: str, who: str = "") -> Task:
    where = f"Promise of decision {row.decision_number}" if row.decision_number else "Promise"
    href = reverse("governance-promise", args=[row.pk])
    return Task(_title(row), where, _since(row.item.dated_on), act, href, row.due_on, who)


def _risks(actor: Actor) -> Iterator[Task]:
    soon = timezone.localdate() + _AHEAD
    rows = risks.visible_to(actor).filter(risks.waiting_on(actor, until=soon))
    for each in rows[:_MOST]:
        if each.state == "happened":
            where, by, act = "Risk that has happened", None, "Close it once it is dealt with"
        else:
            where, by, act = "Risk to look at again", each.review_on, "Look at it"
        yield _task(each, where, each.reviewed_on, by, "risk", act)


def _others_risks(actor: Actor) -> Iterator[Task]:
    if may_keep(actor):
        late = Q(state="open", review_on__lt=timezone.localdate())
        for each in _others(risks.visible_to(actor).filter(late), actor):
            who = whose_turn(each)
            yield _task(
                each, "Review of a risk is late", each.reviewed_on, each.review_on, "risk", "See it", who
            )


def _milestones(actor: Actor) -> Iterator[Task]:
    soon = Q(forecast_on__lte=timezone.localdate() + _AHEAD)
    for each in milestones.visible_to(actor).filter(soon, milestones.waiting_on(actor))[:_MOST]:
        yield _task(
            each, "Milestone", each.planned_on, each.forecast_on, "milestone", "Say whether it was reached"
        )


def _others_milestones(actor: Actor) -> Iterator[Task]:
    if may_keep(actor):
        late = Q(state="planned", forecast_on__lt=timezone.localdate())
        for each in _others(milestones.visible_to(actor).filter(late), actor):
            who = whose_turn(each)
            yield _task(
                each, "Milestone is late", each.planned_on, each.forecast_on, "milestone", "See it", who
            )


def _recommendations(actor: Actor) -> Iterator[Task]:
    wanted = Q(state="answered") & ~Q(answer="not") & turn_of(actor)
    if LEAD in actor.roles:
        wanted |= Q(state="open")
    rows = with_care(Recommendation.objects.select_related("item", "owner_body", "review__item"))
    for each in rows.filter(wanted).order_by("review", "position")[:_MOST]:
        act = "Answer it" if each.state == "open" else "Show that it was carried out"
        where = f"Recommended by: {each.review.item.title}"
        yield _task(each, where, each.item.dated_on, None, "recommendation", act)


def _others(rows: QuerySet[Thing], actor: Actor) -> QuerySet[Thing]:
    return rows.exclude(turn_of(actor))[:_MOST]


def _task(
    row: Watched, where: str, since: date | None, by: date | None, kind: str, act: str, who: str = ""
) -> Task:
    href = reverse(f"governance-{kind}", args=[row.pk])
    return Task(_title(row), where, _since(since), act, href, by, who)


def _title(row: Watched) -> str:
    title = row.item.title
    return title if len(title) <= 120 else f"{title[:119]}…"


def _since(day: date | None) -> datetime:
    today = timezone.localdate()
    return timezone.make_aware(datetime.combine(min(day or today, today), time(9)))


WAITING: tuple[Callable[[Actor], Iterator[Task]], ...] = (_promises, _risks, _milestones, _recommendations)
OTHERS: tuple[Callable[[Actor], Iterator[Task]], ...] = (_others_promises, _others_risks, _others_milestones)
