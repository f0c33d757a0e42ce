"""What do payments want of somebody, and of whom are they waiting?"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any

from django.db.models import Count, Window
from django.urls import reverse
from django.utils import timezone

from throughline.frame.tasks import Task, Waiting
from throughline.kernel.actor import Actor

from ..actions.recoveries import may_take as may_take_recovery
from ..actions.runs import may_take as may_take_run
from ..lifecycle import OFFICERS, RECOVERY, SENIOR
from ..models import Hold, Instalment, Override, Recovery, RequestRun
from . import grants

_MOST = 10
_FINANCE = {"finance-preparer", "finance-approver", "finance-releaser"}
_RUN = (
    "number",
    "state",
    "control_total_pence",
    *("prepared_at", "approved_at", "released_at", "prepared_by", "approved_by"),
)
_RECOVERY = (
    "state",
    "how",
    "amount_pence",
    *("proposed_at", "approved_at", "asked_at", "proposed_by", "approved_by", "asked_by"),
    *("grant__place__name", "year_end__proposed_by", "year_end__decided_by"),
)
_NEXT = {
    "prepared": ("approve", "Approve", "a finance approver"),
    "approved": ("release", "Release", "a finance releaser"),
}
_NEXT_OF_RECOVERY = {
    "proposed": ("approve", "Approve", "a finance approver"),
    "approved": ("ask", "Ask finance", "a finance releaser"),
    "asked": ("receive", "Say that it came", "a finance preparer"),
}


def waiting_for(actor: Actor) -> Iterator[Waiting]:
    """What this actor can do next with money."""
    if _works_here(actor):
        for source in (_runs, _to_prepare, _recoveries, _overrides, _holds, _unplanned):
            yield from source(actor)


def waiting_for_others(actor: Actor) -> Iterator[Waiting]:
    """Runs that this actor has acted on, and those who have them now."""
    if actor.roles & _FINANCE:
        rows = RequestRun.objects.filter(state__in=["prepared", "approved", "released", "part_answered"])
        yield Waiting(rows, _RUN, lambda found: _runs_of_others(actor, found))


def _runs_of_others(actor: Actor, runs: list[RequestRun]) -> Iterator[Task]:
    for run in runs:
        step, _, who = _NEXT.get(run.state, ("", "", "the finance system"))
        if step and may_take_run(run, step, actor):
            continue
        since = run.released_at or run.approved_at or run.prepared_at
        yield _task(f"Payment run {run.number}: {run.control_total_pence}", since, "", _run(run), who=who)


def _works_here(actor: Actor) -> bool:
    return bool(actor.roles & (_FINANCE | OFFICERS | SENIOR))


def _runs(actor: Actor) -> Iterator[Waiting]:
    if actor.roles & _FINANCE:
        rows = RequestRun.objects.filter(state__in=list(_NEXT)).order_by("number")
        yield Waiting(rows, _RUN, lambda found: _own_runs(actor, found))


def _own_runs(actor: Actor, runs: list[RequestRun]) -> Iterator[Task]:
    for run in runs:
        step, words, _ = _NEXT[run.state]
        if may_take_run(run, step, actor):
            since = run.approved_at or run.prepared_at
            yield _task(
                f"{words} payment run {run.number}: {run.control_total_pence}", since, words, _run(run)
            )


def _to_prepare(actor: Actor) -> Iterator[Waiting]:
    if "finance-preparer" in actor.roles:
        due = Instalment.objects.filter(state="due").exclude(requests__is_live=True).order_by("due_on")
        due = due.annotate(in_all=Window(Count("pk")))
        yield Waiting(due[:1], ("due_on", "in_all"), lambda found: [_instalments_due(each) for each in found])


def _instalments_due(first: Any) -> Task:
    words = "instalment is" if first.in_all == 1 else "instalments are"
    return _task(
        f"{first.in_all} {words} due to be asked for",
        _from(first.due_on),
        "Prepare a run",
        reverse("payment-run-new"),
    )


def _recoveries(actor: Actor) -> Iterator[Waiting]:
    if actor.roles & set(RECOVERY.roles):
        rows = Recovery.objects.filter(state__in=list(_NEXT_OF_RECOVERY)).order_by("proposed_at", "pk")
        yield Waiting(rows[:_MOST], _RECOVERY, lambda found: _own_recoveries(actor, found))


def _own_recoveries(actor: Actor, rows: list[Recovery]) -> Iterator[Task]:
    for row in rows:
        step, words, _ = _NEXT_OF_RECOVERY[row.state]
        if may_take_recovery(row, step, actor) and not (step == "receive" and row.how == "offset"):
            yield _task(
                f"{row.amount_pence} to come back from {row.grant.place.name}",
                row.asked_at or row.approved_at or row.proposed_at,
                words,
                reverse("recovery", args=[row.pk]),
            )


def _overrides(actor: Actor) -> Iterator[Waiting]:
    if actor.roles & SENIOR:
        rows = Override.objects.filter(
            agreed_by="", declined_because="", instalment__state__in=["planned", "due", "held"]
        ).exclude(asked_by=actor.id)
        yield Waiting(
            rows.order_by("asked_at", "pk")[:_MOST],
            ("asked_at", "instalment__grant__place__name"),
            lambda found: [_override(each) for each in found],
        )


def _override(row: Override) -> Task:
    return _task(
        f"Pay {row.instalment.grant.place.name} although something is not met?",
        row.asked_at,
        "Answer",
        reverse("instalment", args=[row.instalment_id]),
    )


def _holds(actor: Actor) -> Iterator[Waiting]:
    if actor.roles & OFFICERS:
        rows = Hold.objects.filter(
            lifted_at=None, instalment__state__in=["due", "held"], look_again_on__lte=timezone.localdate()
        )
        yield Waiting(
            rows.order_by("look_again_on", "pk")[:_MOST],
            ("placed_at", "look_again_on", "instalment__grant__place__name"),
            lambda found: [_hold(each) for each in found],
        )


def _hold(row: Hold) -> Task:
    return _task(
        f"{row.instalment.grant.place.name}’s payment is held: look at it again",
        row.placed_at,
        "Look again",
        reverse("instalment", args=[row.instalment_id]),
        by=row.look_again_on,
    )


def _unplanned(actor: Actor) -> Iterator[Waiting]:
    if actor.roles & OFFICERS:
        yield Waiting(
            grants.unplanned(actor, timezone.localdate())[:_MOST],
            ("award", "planned", "place__name", "round__year"),
            lambda found: [_to_plan(each) for each in found],
        )


def _to_plan(grant: Any) -> Task:
    return _task(
        f"{grant.award - grant.planned} of {grant.place.name}, {grant.round.year} has no instalment",
        timezone.now(),
        "Plan it",
        reverse("grant-profile", args=[grant.pk]),
    )


def _task(what: str, since: datetime, action: str, href: str, by: date | None = None, who: str = "") -> Task:
    return Task(what, "Payments", since, action, href, by, who)


def _run(run: RequestRun) -> str:
    return reverse("payment-run", args=[run.number])


def _from(day: date) -> datetime:
    return datetime.combine(day, time(9), UTC)
