"""Steps with a joint plan: begin it, say who does what by when, agree, take back, throw away, and say what is done."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from throughline.frame.doors import door, for_roles
from throughline.frame.middleware import actor_of
from throughline.governance.views.pages import FORMS, Back, form_page, found, sent
from throughline.kernel.dates import FinancialYear
from throughline.kernel.verdict import RefusedError

from ..actions import joint as actions
from ..forms.joint import ActionForm, BeginForm
from ..joint.lifecycle import JOINT_PLAN, WRITERS
from ..queries import joint as queries

MAY_WRITE = for_roles(*sorted(WRITERS))
STEPS: dict[str, tuple[Callable[..., Any], str]] = {
    "agree": (actions.agree, "Your side has agreed."),
    "take-back": (actions.take_back, "The wording is open again; nobody has agreed to it."),
    "discard": (actions.discard, "That version is thrown away."),
}


@door(MAY_WRITE)
@require_http_methods(FORMS)
def begin(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin the next version of a locality's plan."""
    actor, today = actor_of(request), timezone.localdate()
    place = found(queries.locality_at(actor, slug, today), "locality")
    form = BeginForm(*sent(request), initial={"review_on": _end_of_next_year(today)})

    def act(given: dict[str, Any]) -> str:
        made = actions.draft(place_id=place.id, review_on=given["review_on"], **_who(request))
        return reverse("joint-plan-add", args=[made.id])

    return form_page(
        request,
        form,
        act,
        title="Begin the next version of the plan",
        caption=f"Joint plan, {place.name}",
        lead="What the plan in force has not done yet comes with it. Nobody is bound until both sides agree.",
        button="Begin it",
        back=Back("Joint plan", _page(slug)),
        verdict=JOINT_PLAN.may("draft", None, actor),
    )


@door(MAY_WRITE)
@require_http_methods(FORMS)
def add(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Say one thing more that somebody does."""
    actor, today = actor_of(request), timezone.localdate()
    plan, place = _plan(request, plan_id)
    form = ActionForm(*sent(request))

    def act(given: dict[str, Any]) -> str:
        actions.add_action(plan_id=plan_id, said=actions.Said(**given), **_who(request))
        return _page(place.slug)

    return form_page(
        request,
        form,
        act,
        title="Who does what by when?",
        caption=f"Joint plan, {place.name}, version {plan.version}",
        button="Add it to the plan",
        back=Back("Joint plan", _page(place.slug)),
        done="It stands in the plan, which waits for both sides to agree.",
        verdict=queries.may("write", plan, actor, today),
    )


@door(MAY_WRITE)
@require_POST
def take(request: HttpRequest, plan_id: UUID, step: str) -> HttpResponse:
    """Agree for one's side, open the wording again, or throw the version away."""
    _, place = _plan(request, plan_id)
    act, done = STEPS[step]
    return _taken(request, place.slug, lambda: act(plan_id=plan_id, **_who(request)), done)


@door(MAY_WRITE)
@require_POST
def remove(request: HttpRequest, action_id: UUID) -> HttpResponse:
    """Take an action out of a draft."""
    place = _of_action(request, action_id)
    return _taken(
        request,
        place.slug,
        lambda: actions.remove_action(action_id=action_id, **_who(request)),
        "It is not in the plan any more.",
    )


@door(MAY_WRITE)
@require_POST
def finish(request: HttpRequest, action_id: UUID) -> HttpResponse:
    """Say that an action is done."""
    place = _of_action(request, action_id)
    return _taken(
        request,
        place.slug,
        lambda: actions.finish_action(action_id=action_id, **_who(request)),
        "It is done, and the plan says when.",
    )


def _taken(request: HttpRequest, slug: str, act: Callable[[], object], done: str) -> HttpResponse:
    try:
        act()
    except RefusedError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, done)
    return redirect(_page(slug) + "#actions")


def _plan(request: HttpRequest, plan_id: UUID) -> tuple[Any, queries.Locality]:
    """The plan and its locality, if the actor may read it; else no such page."""
    plan = found(queries.plan(plan_id), "joint plan")
    return plan, _within(request, plan.place_id)


def _of_action(request: HttpRequest, action_id: UUID) -> queries.Locality:
    return _within(request, found(queries.plan_of_action(action_id), "action").place_id)


def _within(request: HttpRequest, place_id: UUID) -> queries.Locality:
    mine = queries.localities(actor_of(request), timezone.localdate())
    place: queries.Locality = found(next((each for each in mine if each.id == place_id), None), "joint plan")
    return place


def _page(slug: str) -> str:
    return reverse("joint-plan", args=[slug])


def _end_of_next_year(today: date) -> date:
    return FinancialYear.of(today).next.next.period.start - timedelta(days=1)


def _who(request: HttpRequest) -> dict[str, Any]:
    return {"actor": actor_of(request), "at": timezone.now()}
