"""What do payments want of somebody, and of whom are they waiting?"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time

from django.urls import reverse
from django.utils import timezone

from throughline.frame.tasks import Task
from throughline.kernel.actor import Actor

from ..actions.recoveries import may_take as may_take_recovery
from ..actions.runs import may_take as may_take_run
from ..lifecycle import OFFICERS, SENIOR
from ..models import Hold, Instalment, Override, Recovery, RequestRun
from . import grants

_MOST = 10
_FINANCE = {"finance-preparer", "finance-approver", "finance-releaser"}
_NEXT = {
    "prepared": ("approve", "Approve", "a finance approver"),
    "approved": ("release", "Release", "a finance releaser"),
}
_NEXT_OF_RECOVERY = {
    "proposed": ("approve", "Approve", "a finance approver"),
    "approved": ("ask", "Ask finance", "a finance releaser"),
    "asked": ("receive", "Say that it came", "a finance preparer"),
}


def waiting_for(actor: Actor) -> list[Task]:
    """What this actor can do next with money."""
    sources = (_runs, _to_prepare, _recoveries, _overrides, _holds, _unplanned)
    return [task for source in sources for task in source(actor)] if _works_here(actor) else []


def waiting_for_others(actor: Actor) -> list[Task]:
    """Runs that this actor has acted on, and those who have them now."""
    if not actor.roles & _FINANCE:
        return []
    found = []
    for run in RequestRun.objects.filter(state__in=["prepared", "approved", "released", "part_answered"]):
        step, _, who = _NEXT.get(run.state, ("", "", "the finance system"))
        if step and may_take_run(run, step, actor):
            continue
        since = run.released_at or run.approved_at or run.prepared_at
        found.append(
            _task(f"Payment run {run.number}: {run.control_total_pence}", since, "", _run(run), who=who)
        )
    return found


def _works_here(actor: Actor) -> bool:
    return bool(actor.roles & (_FINANCE | OFFICERS | SENIOR))


def _runs(actor: Actor) -> Iterator[Task]:
    for run in RequestRun.objects.filter(state__in=list(_NEXT)).order_by("number"):
        step, words, _ = _NEXT[run.state]
        if may_take_run(run, step, actor):
            since = run.approved_at or run.prepared_at
            yield _task(
                f"{words} payment run {run.number}: {run.control_total_pence}", since, words, _run(run)
            )


def _to_prepare(actor: Actor) -> Iterator[Task]:
    if "finance-preparer" not in actor.roles:
        return
    due = Instalment.objects.filter(state="due").exclude(requests__is_live=True)
    first = due.order_by("due_on").values_list("due_on", flat=True).first()
    if first:
        number = due.count()
        words = "instalment is" if number == 1 else "instalments are"
        yield _task(
            f"{number} {words} due to be asked for", _from(first), "Prepare a run", reverse("payment-run-new")
        )


def _recoveries(actor: Actor) -> Iterator[Task]:
    rows = Recovery.objects.filter(state__in=list(_NEXT_OF_RECOVERY)).select_related(
        "grant__place", "year_end"
    )
    for row in rows.order_by("proposed_at", "pk")[:_MOST]:
        step, words, _ = _NEXT_OF_RECOVERY[row.state]
        if may_take_recovery(row, step, actor) and not (step == "receive" and row.how == "offset"):
            yield _task(
                f"{row.amount_pence} to come back from {row.grant.place.name}",
                row.asked_at or row.approved_at or row.proposed_at,
                words,
                reverse("recovery", args=[row.pk]),
            )


def _overrides(actor: Actor) -> Iterator[Task]:
    if not actor.roles & SENIOR:
        return
    rows = Override.objects.filter(
        agreed_by="", declined_because="", instalment__state__in=["planned", "due", "held"]
    ).exclude(asked_by=actor.id)
    for row in rows.select_related("instalment__grant__place").order_by("asked_at", "pk")[:_MOST]:
        yield _task(
            f"Pay {row.instalment.grant.place.name} although something is not met?",
            row.asked_at,
            "Answer",
            reverse("instalment", args=[row.instalment_id]),
        )


def _holds(actor: Actor) -> Iterator[Task]:
    if not actor.roles & OFFICERS:
        return
    rows = Hold.objects.filter(
        lifted_at=None, instalment__state__in=["due", "held"], look_again_on__lte=timezone.localdate()
    )
    for row in rows.select_related("instalment__grant__place").order_by("look_again_on", "pk")[:_MOST]:
        yield _task(
            f"{row.instalment.grant.place.name}’s payment is held: look at it again",
            row.placed_at,
            "Look again",
            reverse("instalment", args=[row.instalment_id]),
            by=row.look_again_on,
        )


def _unplanned(actor: Actor) -> Iterator[Task]:
    if not actor.roles & OFFICERS:
        return
    for each in grants.unplanned(actor, timezone.localdate())[:_MOST]:
        yield _task(
            f"{each.amount} of {each.name} has no instalment",
            timezone.now(),
            "Plan it",
            reverse("grant-profile", args=[each.grant_id]),
        )


def _task(what: str, since: datetime, action: str, href: str, by: date | None = None, who: str = "") -> Task:
    return Task(what, "Payments", since, action, href, by, who)


def _run(run: RequestRun) -> str:
    return reverse("payment-run", args=[run.number])


def _from(day: date) -> datetime:
    return datetime.combine(day, time(9), UTC)
