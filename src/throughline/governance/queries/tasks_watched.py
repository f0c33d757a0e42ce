"""Which promises, risks, milestones and recommendations want somebody now, and whose turn is it?"""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from throughline.frame.tasks import Task, Waiting
from throughline.kernel.actor import Actor

from ..lifecycle import LEAD
from ..models import Milestone, Promise, Recommendation, Risk, Watched
from . import milestones, promises, risks
from .owners import turn_of, whose_turn, with_care
from .seeing import may_keep

Thing = TypeVar("Thing", Risk, Milestone)

_MOST = 20
_OWNER = ("is_orphan", "owner_role", "owner_body__name")
_PROMISE = ("state", "decision_number", "due_on", "item__title", "item__dated_on", *_OWNER)
_RISK = ("reviewed_on", "review_on", "item__title")
_MILESTONE = ("planned_on", "forecast_on", "item__title")
_AHEAD = timedelta(days=14)


def _promises(actor: Actor) -> Iterator[Waiting]:
    rows = promises.visible_to(actor).filter(promises.waiting_on(actor))
    yield Waiting(rows[: _MOST + 1], _PROMISE, _own_promises)


def _own_promises(rows: list[Promise]) -> Iterator[Task]:
    for each in rows[:_MOST]:
        act = "Agree or send back" if each.state == "shown" else "Show that it is kept"
        if each.state == "open" and each.is_orphan:
            act = "Find an owner"
        yield _promise(each, act)
    if len(rows) > _MOST:
        address = f"{reverse('promises')}?turn=mine"
        last = max(
            timezone.now(), *(_since(each.item.dated_on) for each in rows)
        )  # a day stands for its morning
        yield Task("More promises wait for you", "Promises", last, "See all", address)


def _others_promises(actor: Actor) -> Iterator[Waiting]:
    rows = promises.visible_to(actor).filter(state__in=promises.OPEN).exclude(promises.waiting_on(actor))
    if not may_keep(actor):
        rows = rows.filter(state="shown", shown_by=actor.id)
    yield Waiting(
        rows[:_MOST],
        _PROMISE,
        lambda found: [_promise(each, "See it", promises.next_of(each)) for each in found],
    )


def _promise(row: Promise, act: str, who: str = "") -> Task:
    where = f"Promise of decision {row.decision_number}" if row.decision_number else "Promise"
    href = reverse("governance-promise", args=[row.pk])
    return Task(_title(row), where, _since(row.item.dated_on), act, href, row.due_on, who)


def _risks(actor: Actor) -> Iterator[Waiting]:
    soon = timezone.localdate() + _AHEAD
    rows = risks.visible_to(actor).filter(risks.waiting_on(actor, until=soon))
    yield Waiting(rows[:_MOST], (*_RISK, "state"), lambda found: [_risk(each) for each in found])


def _risk(each: Risk) -> Task:
    if each.state == "happened":
        where, by, act = "Risk that has happened", None, "Close it once it is dealt with"
    else:
        where, by, act = "Risk to look at again", each.review_on, "Look at it"
    return _task(each, where, each.reviewed_on, by, "risk", act)


def _others_risks(actor: Actor) -> Iterator[Waiting]:
    if may_keep(actor):
        late = Q(state="open", review_on__lt=timezone.localdate())
        yield Waiting(
            _others(risks.visible_to(actor).filter(late), actor),
            (*_RISK, *_OWNER),
            lambda found: [
                _task(
                    each,
                    "Review of a risk is late",
                    each.reviewed_on,
                    each.review_on,
                    "risk",
                    "See it",
                    whose_turn(each),
                )
                for each in found
            ],
        )


def _milestones(actor: Actor) -> Iterator[Waiting]:
    soon = Q(forecast_on__lte=timezone.localdate() + _AHEAD)
    yield Waiting(
        milestones.visible_to(actor).filter(soon, milestones.waiting_on(actor))[:_MOST],
        _MILESTONE,
        lambda found: [
            _task(
                each,
                "Milestone",
                each.planned_on,
                each.forecast_on,
                "milestone",
                "Say whether it was reached",
            )
            for each in found
        ],
    )


def _others_milestones(actor: Actor) -> Iterator[Waiting]:
    if may_keep(actor):
        late = Q(state="planned", forecast_on__lt=timezone.localdate())
        yield Waiting(
            _others(milestones.visible_to(actor).filter(late), actor),
            (*_MILESTONE, *_OWNER),
            lambda found: [
                _task(
                    each,
                    "Milestone is late",
                    each.planned_on,
                    each.forecast_on,
                    "milestone",
                    "See it",
                    whose_turn(each),
                )
                for each in found
            ],
        )


def _recommendations(actor: Actor) -> Iterator[Waiting]:
    wanted = Q(state="answered") & ~Q(answer="not") & turn_of(actor)
    if LEAD in actor.roles:
        wanted |= Q(state="open")
    rows = with_care(Recommendation.objects.all()).filter(wanted).order_by("review", "position")
    yield Waiting(
        rows[:_MOST],
        ("state", "item__title", "item__dated_on", "review__item__title"),
        lambda found: [_recommendation(each) for each in found],
    )


def _recommendation(each: Recommendation) -> Task:
    act = "Answer it" if each.state == "open" else "Show that it was carried out"
    where = f"Recommended by: {each.review.item.title}"
    return _task(each, where, each.item.dated_on, None, "recommendation", act)


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


WAITING: tuple[Callable[[Actor], Iterator[Waiting]], ...] = (_promises, _risks, _milestones, _recommendations)
OTHERS: tuple[Callable[[Actor], Iterator[Waiting]], ...] = (
    _others_promises,
    _others_risks,
    _others_milestones,
)
