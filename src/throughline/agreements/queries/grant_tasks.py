"""What about grants, their conditions and their recipients' checks waits for somebody?"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Min, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from throughline.frame.tasks import Task
from throughline.kernel.actor import Actor
from throughline.organisations.reach import reach_of

from ..diligence import CHECKERS
from ..lifecycle import FOR_THE_OTHER_SIDE, OFFICERS
from ..models import Condition
from ..terms import OWNERS, WATCHED_CONDITIONS
from . import diligence
from .offering import to_offer

_SOON = timedelta(days=28)
_MOST = 20
_STANDS = ("accepted", "live", "suspended", "closing")
_CSP = frozenset({"csp-officer", "csp-chair"})


def waiting_for(actor: Actor) -> list[Task]:
    """Rounds to offer, conditions to answer or to show, checks that hold payments."""
    today = timezone.localdate()
    tasks: list[Task] = []
    if actor.roles & OFFICERS:
        tasks += _rounds(today)
        tasks += [_condition(each, "Answer it") for each in _open(today).filter(owner="authority")[:_MOST]]
    elif actor.roles & (FOR_THE_OTHER_SIDE | _CSP):
        tasks += [_condition(each, "See what is asked") for each in _mine(actor, today)[:_MOST]]
    if actor.roles & CHECKERS:
        tasks += _checks(today)
    return tasks


def waiting_for_others(actor: Actor) -> list[Task]:
    """Conditions that recipients and partnerships have to show, for those who run the programme."""
    if not actor.roles & OFFICERS:
        return []
    rows = _open(timezone.localdate()).exclude(owner="authority")
    return [_condition(each, "See it", who=_whose(each)) for each in rows[:_MOST]]


def _rounds(today: date) -> Iterator[Task]:
    for round_, count in to_offer(today):
        since = round_.decision.made_public_at or round_.decision.recorded_at
        href = reverse("round-offer", args=[round_.programme.code, round_.slug])
        yield Task(
            f"{count} grants to offer", f"{round_.programme.name}, {round_.year}", since, "Offer them", href
        )


def _open(today: date) -> QuerySet[Condition]:
    """Conditions of grants that stand, which a person answers and nobody has, due within four weeks or late."""
    return (
        Condition.objects.filter(
            state__in=["open", "not_met"], grant__state__in=_STANDS, due_on__lte=today + _SOON
        )
        .exclude(code__in=WATCHED_CONDITIONS)
        .select_related("grant__place", "grant__round", "grant__recipient")
        .order_by("due_on", "grant__place__name", "code", "pk")
    )


def _mine(actor: Actor, today: date) -> QuerySet[Condition]:
    reach = reach_of(actor, today)
    own = Q(owner="recipient", grant__recipient=reach.body)
    return _open(today).filter(
        own | Q(owner="csp", grant__place__in=reach.places) if reach.body else Q(pk=None)
    )


def _condition(row: Condition, action: str, who: str = "") -> Task:
    grant = row.grant
    return Task(
        row.text,
        f"Grant of {grant.place.name}, {grant.round.year}",
        row.answered_at or grant.offered_at,
        action,
        reverse("condition", args=[grant.pk, row.pk]),
        row.due_on,
        who,
    )


def _whose(row: Condition) -> str:
    return row.grant.recipient.name if row.owner == "recipient" else OWNERS[row.owner]


def _checks(today: date) -> Iterator[Task]:
    """The checks of recipients who may still be paid that stop payments: failing, not found or out of date."""
    stopping = diligence.standing_rows(diligence.latest_of_all(diligence.recipients()), "stops", today)
    found = stopping.aggregate(first=Min("good_until"), count=Count("pk"))
    if found["count"]:
        since = timezone.make_aware(datetime.combine(min(found["first"], today), time(9)))
        words = "1 check holds payments" if found["count"] == 1 else f"{found['count']} checks hold payments"
        yield Task(words, "Recipients", since, "See them", f"{reverse('checks')}?stands=stops")
