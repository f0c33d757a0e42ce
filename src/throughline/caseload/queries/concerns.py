"""Which concerns are open, whose are they, and how long is there left for each?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from throughline.frame.lists import Listing, Sort, by
from throughline.frame.tasks import Task, Waiting
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import Verdict
from throughline.organisations import working
from throughline.organisations.queries import having_role, names_of

from ..actions.concerns import said_of
from ..actions.people import identity_of
from ..care import concerns as rules
from ..care.lifecycle import CONCERN
from ..models import Concern, Referral, Route
from .case_shapes import Happened, Line, NextStep
from .cases import Case
from .referrals import searched

MOST = 3
VIEWS = {"open": "Open", "mine": "Mine", "closed": "Closed"}
_OPEN = ("raised", "acknowledged", "acting")
LISTING = Listing(
    sorts=(
        Sort("due", "Nearest deadline", (F("closed_at").asc(nulls_first=True), "due_at", "id")),
        Sort("newest", "Newest", ("-raised_at", "id")),
    ),
    filters=(by("route", "Goes to", rules.ROUTES),),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One concern in a list."""

    concern: Concern
    name: str
    reference: str
    route: str
    about: str
    stands: str
    tone: str
    clock: rules.HourClock
    owner: str


@dataclass(frozen=True, slots=True)
class Whole:
    """One concern as its page shows it; `step` is the one that comes next, with its verdict."""

    row: Row
    said: dict[str, str]
    contact: str
    hours: int
    step: str
    verdict: Verdict | None
    told: str
    happened: list[tuple[str, datetime, str]]


def in_sight() -> QuerySet[Concern]:
    """Every concern of people in sight."""
    return Concern.objects.select_related("referral", "referral__person", "referral__unit")


def shown(actor: Actor, view: str, search: str) -> QuerySet[Concern]:
    """What one view of the list shows: open ones, the actor's own, or closed ones."""
    rows = in_sight()
    rows = rows.filter(state="closed") if view == "closed" else rows.exclude(state="closed")
    if view == "mine":
        rows = rows.filter(owner=actor.id)
    if search:
        rows = rows.filter(referral__in=searched(Referral.objects.all(), search))
    return rows


def rows_of(found: Iterable[Concern], now: datetime) -> list[Row]:
    """The lines, with names; one query."""
    rows = list(found)
    names = names_of({each.owner for each in rows})
    return [_row(each, names, now) for each in rows]


def whole(concern_id: UUID, actor: Actor, now: datetime) -> Whole | None:
    """One concern; None for whoever may not see it."""
    each = in_sight().filter(id=concern_id).first()
    if each is None:
        return None
    names = names_of({each.owner, each.raised_by, each.acknowledged_by, each.closed_by} - {""})
    route = Route.objects.filter(place=each.referral.place_id, kind=each.route).first()
    step = next(iter(CONCERN.steps_from(each.state)), None)
    happened = [("Raised", each.raised_at, names[each.raised_by])]
    if each.acknowledged_at:
        happened.append(("Read", each.acknowledged_at, names[each.acknowledged_by]))
    if each.closed_at:
        happened.append(("Closed", each.closed_at, names[each.closed_by]))
    return Whole(
        _row(each, names, now),
        said_of(each),
        route.contact if route else "",
        route.within_hours if route else rules.HOURS_WITHOUT_ROUTE,
        step.name if step else "",
        CONCERN.may(step.name, each.state, actor) if step else None,
        _told(each, timezone.localdate(now)),
        happened,
    )


def _told(each: Concern, today: date) -> str:
    """Who of probation is told, and how soon."""
    if not each.is_urgent:
        return "Probation reads it with its next feedback"
    referral = each.referral
    unit = working.everybody_in(referral.unit_id, today)
    heads = [person.name for person in having_role(unit, "head-of-unit", today)]
    whose = referral.practitioner or referral.sent_by
    names = [*names_of({whose} - {""}).values(), *heads]
    return f"{' and '.join(dict.fromkeys(names)) or 'Probation'}: written to at once, day or night"


def routes_for(referral: Referral) -> list[tuple[str, str]]:
    """The bodies that a concern may go to, each with how soon it wants to know there."""
    hours = dict(Route.objects.filter(place=referral.place_id).values_list("kind", "within_hours"))
    return [
        (kind, f"{words}, within {hours.get(kind, rules.HOURS_WITHOUT_ROUTE)} hours")
        for kind, words in rules.ROUTES.items()
    ]


def concern_steps(case: Case) -> Iterable[NextStep]:
    """The open concern with the nearest deadline, and raising one at any time."""
    near = _open_of(case)
    if near:
        clock = rules.clock(near[0].due_at, case.now)
        yield NextStep(
            "See to the concern",
            reverse("concern", args=[near[0].id]),
            5,
            why=f"A concern is open: {clock.words}.",
        )
    yield NextStep("Raise a concern", case.href("concern-raise"), 90, CONCERN.may("raise", None, case.actor))


def concerns_now(case: Case) -> Iterable[Line]:
    """How many concerns are open."""
    near = _open_of(case)
    if near:
        clock = rules.clock(near[0].due_at, case.now)
        yield Line(
            "Concern", f"{len(near)} open", f"{rules.ROUTES[near[0].route]}, {clock.words}", tone="stop"
        )


def concerns_happened(case: Case) -> Iterable[Happened]:
    """Each concern that was raised."""
    for each in case.concerns:
        words = rules.STATES[each.state][0].lower()
        yield Happened(
            each.raised_at,
            f"Concern: {words}",
            rules.ROUTES[each.route],
            each.raised_by,
            reverse("concern", args=[each.id]),
        )


def tasks(actor: Actor, now: datetime) -> Waiting:
    """Concerns that the actor owns, and those that nobody has read; no names."""

    def told(rows: list[Any]) -> Iterable[Task]:
        for each in rows:
            stands = rules.clock(each.due_at, now)
            yield Task(
                f"{'Urgent concern' if each.is_urgent else 'Concern'} about {each.referral.reference}",
                rules.ROUTES[each.route],
                each.raised_at,
                {"raised": "Read", "acknowledged": "Act", "acting": "Close"}[each.state],
                reverse("concern", args=[each.id]),
                by=timezone.localdate(each.due_at),
                clock=stands.words,
                is_urgent=each.is_urgent,
            )

    rows = Concern.objects.filter(Q(owner=actor.id) | Q(state="raised"), state__in=_OPEN)
    columns = ("state", "route", "is_urgent", "due_at", "raised_at", "referral__reference")
    return Waiting(rows.order_by("due_at", "id")[:MOST], columns, told)


def _open_of(case: Case) -> list[Concern]:
    return [each for each in case.concerns if each.state != "closed"]


def _row(each: Concern, names: dict[str, str], now: datetime) -> Row:
    stands, tone = rules.STATES[each.state]
    return Row(
        each,
        identity_of(each.referral.person).name,
        each.referral.reference,
        rules.ROUTES[each.route],
        rules.ABOUT[each.about],
        stands,
        tone,
        rules.clock(each.due_at, now, each.closed_at),
        names.get(each.owner, ""),
    )
