"""What about grants, their conditions and their recipients' checks waits for somebody?"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet, Window
from django.urls import reverse
from django.utils import timezone

from throughline.frame.tasks import Task, Waiting
from throughline.kernel.actor import Actor
from throughline.organisations.reach import reach_of

from ..diligence import CHECKERS
from ..lifecycle import FOR_THE_OTHER_SIDE, OFFICERS
from ..models import Condition
from ..terms import OWNERS, WATCHED_CONDITIONS
from . import diligence
from .offering import by_round, parts_to_offer

_SOON = timedelta(days=28)
_MOST = 20
_PART = tuple(
    f"round__{name}"
    for name in (
        *("year", "programme__code", "programme__name"),
        *("decision__made_public_at", "decision__recorded_at"),
    )
)
_CONDITION = (
    *("text", "owner", "due_on", "answered_at"),
    *(f"grant__{name}" for name in ("offered_at", "place__name", "recipient__name", "round__year")),
)
_STANDS = ("accepted", "live", "suspended", "closing")
_CSP = frozenset({"csp-officer", "csp-chair"})


def waiting_for(actor: Actor) -> Iterator[Waiting]:
    """Rounds to offer, conditions to answer or to show, checks that hold payments."""
    today = timezone.localdate()
    if actor.roles & OFFICERS:
        yield Waiting(parts_to_offer(), _PART, lambda found: _rounds(found, today))
        yield _conditions(_open(today).filter(owner="authority"), "Answer it")
    elif actor.roles & (FOR_THE_OTHER_SIDE | _CSP):
        yield _conditions(_mine(actor, today), "See what is asked")
    if actor.roles & CHECKERS:
        rows = diligence.stopping(today).annotate(in_all=Window(Count("pk"))).order_by("good_until", "pk")
        yield Waiting(
            rows[:1], ("good_until", "in_all"), lambda found: [_checks(each, today) for each in found]
        )


def waiting_for_others(actor: Actor) -> Iterator[Waiting]:
    """Conditions that recipients and partnerships have to show, for those who run the programme."""
    if actor.roles & OFFICERS:
        yield _conditions(_open(timezone.localdate()).exclude(owner="authority"), "See it", _whose)


def _rounds(parts: Iterable[Any], today: date) -> Iterator[Task]:
    for round_, count in by_round(parts, today):
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
        .order_by("due_on", "grant__place__name", "code", "pk")
    )


def _mine(actor: Actor, today: date) -> QuerySet[Condition]:
    reach = reach_of(actor, today)
    if reach.everywhere:
        return Condition.objects.none()
    own = Q(reach.own("grant__recipient"), owner="recipient")
    return _open(today).filter(own | Q(reach.rows("grant__place"), owner="csp"))


def _conditions(
    rows: QuerySet[Condition], action: str, who: Callable[[Condition], str] = lambda row: ""
) -> Waiting:
    return Waiting(
        rows[:_MOST], _CONDITION, lambda found: [_condition(each, action, who(each)) for each in found]
    )


def _condition(row: Condition, action: str, who: str) -> Task:
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


def _checks(first: Any, today: date) -> Task:
    """The checks of recipients who may still be paid that stop payments: failing, not found or out of date."""
    since = timezone.make_aware(datetime.combine(min(first.good_until, today), time(9)))
    words = "1 check holds payments" if first.in_all == 1 else f"{first.in_all} checks hold payments"
    return Task(words, "Recipients", since, "See them", f"{reverse('checks')}?stands=stops")
