"""Plans and their priorities are listed, ended, and confirmed by the monitoring officer."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import Allowed, Refused, RefusedError, Verdict
from throughline.ledger.actions import act

from ..lifecycle import CONFIRMER, LEAD, SUPPLIER
from ..models import Plan, Priority
from .items import keep, stand_under
from .writing import said, written


def may_list_priorities(actor: Actor) -> Verdict:
    """Whether the actor changes the lists that drafts choose from."""
    if actor.roles & {LEAD, CONFIRMER, SUPPLIER}:
        return Allowed()
    return Refused(
        "The lists of priorities are kept by the programme lead and the monitoring officer.",
        "Ask one of them.",
    )


def may_confirm_priorities(plan: Plan, actor: Actor) -> Verdict:
    """Whether the actor may say that the list is right."""
    if CONFIRMER not in actor.roles:
        return Refused("A list of priorities is confirmed by the monitoring officer.")
    if plan.confirmed_at is not None:
        return Refused("This list is confirmed already.")
    return Allowed()


def list_plan(
    *,
    title: str,
    source: str,
    priorities: Sequence[tuple[str, str]],
    in_force_from: date | None = None,
    in_force_until: date | None = None,
    decisions: Sequence[str] = (),
    actor: Actor,
    at: datetime,
) -> Plan:
    """A plan with its priorities, each a label (“Priority 1”, or nothing) and words; unverified until confirmed."""
    may_list_priorities(actor).or_raise()
    with act(actor=actor, at=at, verb="plan.listed", subject=("plan", None)) as doing:
        plan = written(
            Plan(
                title=said(title, "Give the strategy or plan its title."),
                source=said(source, "Say where the list comes from."),
                in_force_from=in_force_from,
                in_force_until=in_force_until,
            )
        )
        doing.subject = ("plan", plan.pk)
        for label, words in priorities:
            _add(plan, label, words, decisions)
    return plan


@transaction.atomic
def add_priority(*, plan_id: UUID, label: str, words: str, actor: Actor, at: datetime) -> Priority:
    """One priority more; the list has to be confirmed anew."""
    may_list_priorities(actor).or_raise()
    plan = Plan.objects.select_for_update().get(pk=plan_id)
    with act(actor=actor, at=at, verb="plan.priority_added", subject=("plan", plan_id)):
        plan.confirmed_at, plan.confirmed_by = None, ""
        written(plan)
        return _add(plan, label, words, ())


@transaction.atomic
def change_plan(
    *,
    plan_id: UUID,
    title: str,
    source: str,
    in_force_from: date | None,
    in_force_until: date | None,
    actor: Actor,
    at: datetime,
) -> None:
    """The plan has this title and these days; it has to be confirmed anew."""
    may_list_priorities(actor).or_raise()
    plan = Plan.objects.select_for_update().get(pk=plan_id)
    with act(actor=actor, at=at, verb="plan.changed", subject=("plan", plan_id)):
        plan.title, plan.source = said(title, "Give it a title."), said(source, "Say where it comes from.")
        plan.in_force_from, plan.in_force_until = in_force_from, in_force_until
        plan.confirmed_at, plan.confirmed_by = None, ""
        written(plan)


@transaction.atomic
def drop_priority(*, priority_id: UUID, dropped_on: date, actor: Actor, at: datetime) -> None:
    """The priority is offered to no draft from that day; what was linked to it stays linked."""
    may_list_priorities(actor).or_raise()
    priority = Priority.objects.select_for_update().get(pk=priority_id)
    if priority.dropped_on is not None:
        raise RefusedError("This priority is dropped already.")
    with act(actor=actor, at=at, verb="plan.priority_dropped", subject=("plan", priority.plan_id)):
        priority.dropped_on = dropped_on
        written(priority)


@transaction.atomic
def confirm_plan(*, plan_id: UUID, actor: Actor, at: datetime) -> None:
    """The monitoring officer says that the list is the plan's own."""
    plan = Plan.objects.select_for_update().get(pk=plan_id)
    may_confirm_priorities(plan, actor).or_raise()
    with act(actor=actor, at=at, verb="plan.confirmed", subject=("plan", plan_id)):
        plan.confirmed_at, plan.confirmed_by = at, actor.id
        written(plan)


def _add(plan: Plan, label: str, words: str, decisions: Sequence[str]) -> Priority:
    position = (plan.priorities.aggregate(last=Max("position"))["last"] or 0) + 1
    item = keep(
        "priority",
        said(words, "Write the priority in the plan's words."),
        dated_on=plan.in_force_from,
        words=f"{plan.title} {label}",
        source=plan.source,
    )
    stand_under(item, decisions)
    return written(Priority(item=item, plan=plan, position=position, label=label.strip()))
