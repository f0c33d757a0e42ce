"""Which scrutinies, findings and year-end decisions wait for somebody, and for whom does the programme team wait?"""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from throughline.frame.tasks import Task, Waiting
from throughline.kernel.actor import Actor

from ..actions.findings import OWNERS
from ..lifecycle import CHAIR, CSP, LEAD, OFFICERS, RECIPIENT, SENIOR
from ..models import CorrectiveAction, Return, Scrutiny, Visit, YearEnd
from ..models.watching import OUTCOMES
from ..scrutiny.rules import JUDGED
from . import findings, scrutinies, year_ends
from .judging import judging_of
from .returns import name_of

_MOST = 20
_OF_RETURN = ("kind", "quarter", "year", "place__name", "recipient", "due_on")
_AHEAD = timedelta(days=14)


def waiting_for(actor: Actor) -> list[Waiting]:
    """What this actor can do next: put returns before their partnership, state, answer, put right, decide."""
    sources = (_scrutinies, _findings, _year_ends, _visits)
    return [waiting for source in sources for waiting in source(actor)]


def waiting_for_others(actor: Actor) -> Iterator[Waiting]:
    """What the programme team waits for: statements, and findings that others put right."""
    if not actor.roles & OFFICERS:
        return
    on = timezone.localdate()
    rows = scrutinies.visible_to(actor, on).filter(state__in=("scrutinising", "challenged"))
    yield _of_scrutinies(rows, "See it", lambda each: f"the partnership of {each.version.of.place.name}")
    late = findings.visible_to(actor, on).filter(state="open", due_on__lt=on)
    late = late.exclude(owner_role__in=actor.roles)
    yield _of_findings(late, "See it", lambda each: OWNERS[each.owner_role])


def _scrutinies(actor: Actor) -> Iterator[Waiting]:
    if not actor.roles & (CSP | OFFICERS):
        return
    on = timezone.localdate()
    rows = scrutinies.visible_to(actor, on)
    yield Waiting(scrutinies.to_begin(actor, on)[:_MOST], _OF_RETURN, lambda found: _to_begin(actor, found))
    if actor.roles & CHAIR:
        yield _of_scrutinies(rows.filter(state__in=("scrutinising", "challenged")), "Make the statement")
    if actor.roles & OFFICERS:
        between = scrutinies.returns_visible_to(actor, on).filter(state="certified").exclude(kind__in=JUDGED)
        yield Waiting(
            between.order_by("due_on", "id")[:_MOST],
            _OF_RETURN,
            lambda found: [_return(each, "Accept it or ask", "return") for each in found],
        )
        take = "Take it or ask again" if actor.roles & LEAD else "Take it"
        yield _of_scrutinies(rows.filter(state="stated"), take)
        yield _of_scrutinies(rows.filter(state="sampling"), "Say what the papers show")


def _to_begin(actor: Actor, waiting: list[Return]) -> Iterator[Task]:
    judging = judging_of(waiting) if waiting else {}
    for of in waiting:
        found = judging[of.pk]
        if actor.roles & CSP and found.model == "csp_scrutinises" and found.wants_statement:
            yield _return(of, "Put it before the partnership", "scrutiny-begin")
        if actor.roles & OFFICERS and found.model == "csp_governs":
            yield _return(of, "Look at its papers", "scrutiny-begin")
        elif actor.roles & OFFICERS and not found.wants_statement:
            yield _return(of, "Accept it or ask", "return")


def _return(of: Return, action: str, page: str) -> Task:
    return Task(name_of(of), of.place.name, _moment(of.due_on), action, reverse(page, args=[of.pk]))


def _of_scrutinies(
    rows: QuerySet[Any], action: str, who: Callable[[Scrutiny], str] = lambda each: ""
) -> Waiting:
    return Waiting(
        rows[:_MOST],
        ("begun_at", *(f"version__of__{name}" for name in ("kind", "quarter", "year", "place__name"))),
        lambda found: [_scrutiny(each, action, who(each)) for each in found],
    )


def _scrutiny(each: Scrutiny, action: str, who: str) -> Task:
    of = each.version.of
    href = reverse("scrutiny", args=[each.pk])
    return Task(name_of(of), f"Scrutiny, {of.place.name}", each.begun_at, action, href, who=who)


def _findings(actor: Actor) -> Iterator[Waiting]:
    if not actor.roles & (RECIPIENT | OFFICERS | {"auditor"}):
        return
    rows = findings.visible_to(actor, timezone.localdate())
    yield _of_findings(rows.filter(state="open", owner_role__in=actor.roles), "Say what was done")
    if actor.roles & (OFFICERS | {"auditor"}):
        answered = rows.filter(state="answered").exclude(answered_by=actor.id)
        yield _of_findings(answered, "See whether it is done")


def _of_findings(
    rows: QuerySet[Any], action: str, who: Callable[[CorrectiveAction], str] = lambda each: ""
) -> Waiting:
    return Waiting(
        rows[:_MOST],
        ("to_do", "made_at", "due_on", "owner_role", "grant__place__name"),
        lambda found: [_finding(each, action, who(each)) for each in found],
    )


def _finding(each: CorrectiveAction, action: str, who: str) -> Task:
    what = each.to_do if len(each.to_do) <= 120 else f"{each.to_do[:119]}…"
    href = reverse("finding", args=[each.pk])
    return Task(what, f"Finding, {each.grant.place.name}", each.made_at, action, href, each.due_on, who)


def _year_ends(actor: Actor) -> Iterator[Waiting]:
    if actor.roles & SENIOR:
        rows = year_ends.visible_to(actor, timezone.localdate()).filter(state="proposed")
        yield Waiting(
            rows.exclude(proposed_by=actor.id)[:_MOST],
            ("outcome", "amount_pence", "proposed_at", "grant__place__name"),
            lambda found: [_year_end(each, "Decide it") for each in found],
        )


def _year_end(each: YearEnd, action: str) -> Task:
    what = f"{OUTCOMES[each.outcome]}: {each.amount_pence}"
    href = reverse("year-end", args=[each.pk])
    return Task(what, f"Year-end decision, {each.grant.place.name}", each.proposed_at, action, href)


def _visits(actor: Actor) -> Iterator[Waiting]:
    if actor.roles & OFFICERS:
        soon = timezone.localdate() + _AHEAD
        rows = Visit.objects.filter(made_on=None, planned_on__lte=soon, planned_by=actor.id)
        yield Waiting(
            rows.order_by("planned_on", "id")[:_MOST],
            ("site", "planned_on", "grant__place__name"),
            lambda found: [_visit(each) for each in found],
        )


def _visit(each: Any) -> Task:
    href = reverse("visit-made", args=[each.pk])
    return Task(
        f"Visit to {each.site}",
        each.grant.place.name,
        _moment(each.planned_on),
        "Say what was seen",
        href,
        each.planned_on,
    )


def _moment(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(min(day, timezone.localdate()), time(9)))
