"""Which scrutinies, findings and year-end decisions wait for somebody, and for whom does the programme team wait?"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from throughline.frame.tasks import Task
from throughline.kernel.actor import Actor

from ..actions.findings import OWNERS
from ..lifecycle import CHAIR, CSP, LEAD, OFFICERS, RECIPIENT, SENIOR
from ..models import CorrectiveAction, Return, Scrutiny, Visit, YearEnd
from ..models.watching import OUTCOMES
from ..scrutiny.rules import JUDGED
from . import findings, scrutinies, year_ends
from .returns import name_of

_MOST = 20
_AHEAD = timedelta(days=14)


def waiting_for(actor: Actor) -> list[Task]:
    """What this actor can do next: put returns before their partnership, state, answer, put right, decide."""
    return list(_scrutinies(actor)) + list(_findings(actor)) + list(_year_ends(actor)) + list(_visits(actor))


def waiting_for_others(actor: Actor) -> list[Task]:
    """What the programme team waits for: statements, and findings that others put right."""
    if not actor.roles & OFFICERS:
        return []
    on = timezone.localdate()
    rows = scrutinies.visible_to(actor, on).filter(state__in=("scrutinising", "challenged"))
    found = [
        _scrutiny(each, "See it", f"the partnership of {each.version.of.place.name}") for each in rows[:_MOST]
    ]
    late = findings.visible_to(actor, on).filter(state="open", due_on__lt=on)
    late = late.exclude(owner_role__in=actor.roles)
    return found + [_finding(each, "See it", OWNERS[each.owner_role]) for each in late[:_MOST]]


def _scrutinies(actor: Actor) -> Iterator[Task]:
    if not actor.roles & (CSP | OFFICERS):
        return
    on = timezone.localdate()
    rows = scrutinies.visible_to(actor, on)
    waiting = list(scrutinies.to_begin(actor, on)[:_MOST])
    models = scrutinies.models_of(waiting) if waiting else {}
    for of in waiting:
        if actor.roles & CSP and models[of.pk] == "csp_scrutinises":
            yield _return(of, "Put it before the partnership", "scrutiny-begin")
        if actor.roles & OFFICERS and models[of.pk] == "csp_governs":
            yield _return(of, "Look at its papers", "scrutiny-begin")
    if actor.roles & CHAIR:
        for each in rows.filter(state__in=("scrutinising", "challenged"))[:_MOST]:
            yield _scrutiny(each, "Make the statement")
    if actor.roles & OFFICERS:
        between = scrutinies.returns_visible_to(actor, on).filter(state="certified").exclude(kind__in=JUDGED)
        for of in between.order_by("due_on", "id")[:_MOST]:
            yield _return(of, "Accept it or ask", "return")
        for each in rows.filter(state="stated")[:_MOST]:
            yield _scrutiny(each, "Take it or ask again" if actor.roles & LEAD else "Take it")
        for each in rows.filter(state="sampling")[:_MOST]:
            yield _scrutiny(each, "Say what the papers show")


def _return(of: Return, action: str, page: str) -> Task:
    return Task(name_of(of), of.place.name, _moment(of.due_on), action, reverse(page, args=[of.pk]))


def _scrutiny(each: Scrutiny, action: str, who: str = "") -> Task:
    of = each.version.of
    href = reverse("scrutiny", args=[each.pk])
    return Task(name_of(of), f"Scrutiny, {of.place.name}", each.begun_at, action, href, who=who)


def _findings(actor: Actor) -> Iterator[Task]:
    if not actor.roles & (RECIPIENT | OFFICERS | {"auditor"}):
        return
    on = timezone.localdate()
    rows = findings.visible_to(actor, on)
    for each in rows.filter(state="open", owner_role__in=actor.roles)[:_MOST]:
        yield _finding(each, "Say what was done")
    if actor.roles & (OFFICERS | {"auditor"}):
        for each in rows.filter(state="answered").exclude(answered_by=actor.id)[:_MOST]:
            yield _finding(each, "See whether it is done")


def _finding(each: CorrectiveAction, action: str, who: str = "") -> Task:
    what = each.to_do if len(each.to_do) <= 120 else f"{each.to_do[:119]}…"
    href = reverse("finding", args=[each.pk])
    return Task(what, f"Finding, {each.grant.place.name}", each.made_at, action, href, each.due_on, who)


def _year_ends(actor: Actor) -> Iterator[Task]:
    rows = year_ends.visible_to(actor, timezone.localdate()).filter(state="proposed")
    if actor.roles & SENIOR:
        for each in rows.exclude(proposed_by=actor.id)[:_MOST]:
            yield _year_end(each, "Decide it")


def _year_end(each: YearEnd, action: str) -> Task:
    what = f"{OUTCOMES[each.outcome]}: {each.amount_pence}"
    href = reverse("year-end", args=[each.pk])
    return Task(what, f"Year-end decision, {each.grant.place.name}", each.proposed_at, action, href)


def _visits(actor: Actor) -> Iterator[Task]:
    if not actor.roles & OFFICERS:
        return
    soon = timezone.localdate() + _AHEAD
    rows: Any = Visit.objects.filter(made_on=None, planned_on__lte=soon, planned_by=actor.id)
    for each in rows.select_related("grant__place").order_by("planned_on", "id")[:_MOST]:
        href = reverse("visit-made", args=[each.pk])
        yield Task(
            f"Visit to {each.site}",
            each.grant.place.name,
            _moment(each.planned_on),
            "Say what was seen",
            href,
            each.planned_on,
        )


def _moment(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(min(day, timezone.localdate()), time(9)))
