"""Strategies and plans with the priorities that a decision may serve."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from throughline.frame.doors import SIGNED_IN, door, for_roles
from throughline.frame.lists import csv_download
from throughline.frame.middleware import actor_of
from throughline.kernel.verdict import RefusedError
from throughline.organisations.queries import names_of

from ..actions import priorities as actions
from ..forms.evidence import DropForm, PlanDetailsForm, PlanForm, PriorityForm
from ..lifecycle import CONFIRMER, LEAD
from ..queries import evidence as queries
from .pages import FORMS, Back, form_page, found, sent

LISTERS = for_roles(LEAD, CONFIRMER)


@door(SIGNED_IN)
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Every plan with its priorities; lists to choose from are no secret from staff."""
    actor = actor_of(request)
    plans = list(queries.plans())
    return render(
        request,
        "governance/priorities.html",
        {
            "title": "Priorities",
            "plans": [(plan, actions.may_confirm_priorities(plan, actor)) for plan in plans],
            "names": names_of(plan.confirmed_by for plan in plans if plan.confirmed_by),
            "may_list": actions.may_list_priorities(actor),
            "is_confirmer": CONFIRMER in actor.roles,
            "today": timezone.localdate(),
        },
    )


@door(SIGNED_IN)
@require_safe
def listed_csv(request: HttpRequest) -> HttpResponse:
    """All priorities as a file."""
    rows = (
        (
            plan.title,
            plan.in_force_from,
            plan.in_force_until,
            each.label,
            each.item.title,
            each.dropped_on,
            "yes" if plan.confirmed_at else "no",
            plan.source,
        )
        for plan in queries.plans()
        for each in plan.priorities.all()
    )
    header = ("Plan", "From", "Until", "Label", "Priority", "Dropped on", "Confirmed", "Source")
    return csv_download("priorities.csv", header, rows)


@door(SIGNED_IN)
@require_safe
def priority(request: HttpRequest, priority_id: UUID) -> HttpResponse:
    """A priority stands in its plan's list."""
    return redirect(f"{reverse('governance-priorities')}#priority-{priority_id}")


@door(LISTERS)
@require_http_methods(FORMS)
def add_plan(request: HttpRequest) -> HttpResponse:
    """List a plan."""
    form = PlanForm(*sent(request))

    def act(given: dict[str, Any]) -> str:
        said = {name: value for name, value in given.items() if name != "priorities"}
        actions.list_plan(**said, priorities=form.listed, actor=actor_of(request), at=timezone.now())
        return reverse("governance-priorities")

    return form_page(
        request,
        form,
        act,
        title="Add a strategy or a plan",
        button="Add it",
        back=_back(),
        done="It is listed, unverified until the monitoring officer confirms it.",
    )


@door(LISTERS)
@require_http_methods(FORMS)
def edit_plan(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Another title, source or day."""
    plan = _plan(plan_id)
    initial = {name: getattr(plan, name) for name in PlanDetailsForm.base_fields}

    def act(given: dict[str, Any]) -> str:
        actions.change_plan(plan_id=plan_id, **given, actor=actor_of(request), at=timezone.now())
        return reverse("governance-priorities")

    form = PlanDetailsForm(*sent(request), initial=initial)
    return form_page(
        request,
        form,
        act,
        title="Change what is said of the plan",
        caption=plan.title,
        lead="It has to be confirmed anew.",
        button="Save",
        back=_back(),
        done="Saved.",
    )


@door(LISTERS)
@require_http_methods(FORMS)
def add_priority(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """One priority more."""
    plan = _plan(plan_id)

    def act(given: dict[str, Any]) -> str:
        actions.add_priority(plan_id=plan_id, **given, actor=actor_of(request), at=timezone.now())
        return reverse("governance-priorities")

    return form_page(
        request,
        PriorityForm(*sent(request)),
        act,
        title="Add a priority",
        caption=plan.title,
        lead="The list has to be confirmed anew.",
        button="Add the priority",
        back=_back(),
        done="The priority is added.",
    )


@door(LISTERS)
@require_http_methods(FORMS)
def drop_priority(request: HttpRequest, priority_id: UUID) -> HttpResponse:
    """Offer it to no draft any more."""
    rows = [each for plan in queries.plans() for each in plan.priorities.all()]
    it = found(next((each for each in rows if each.pk == priority_id), None), "priority")

    def act(given: dict[str, Any]) -> str:
        actions.drop_priority(priority_id=priority_id, **given, actor=actor_of(request), at=timezone.now())
        return reverse("governance-priorities")

    return form_page(
        request,
        DropForm(*sent(request), initial={"dropped_on": timezone.localdate()}),
        act,
        title="Drop this priority?",
        caption=str(it),
        lead="What is linked to it stays linked.",
        button="Drop it",
        back=_back(),
        done="It is offered to no draft from that day.",
        tone="warning",
    )


@door(for_roles(CONFIRMER))
@require_POST
def confirm_plan(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """The list is right."""
    plan = _plan(plan_id)
    try:
        actions.confirm_plan(plan_id=plan_id, actor=actor_of(request), at=timezone.now())
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"The priorities of “{plan.title}” are confirmed.")
    return redirect("governance-priorities")


def _plan(plan_id: UUID) -> Any:
    return found(queries.plans().filter(pk=plan_id).first(), "plan")


def _back() -> Back:
    return Back("Priorities", reverse("governance-priorities"))
