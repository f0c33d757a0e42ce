"""Pages that say who works in which unit, and which provider serves it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from throughline.frame.doors import door, for_roles
from throughline.frame.middleware import actor_of
from throughline.kernel.verdict import RefusedError, Verdict

from .. import working
from ..rules import ADMINISTRATOR
from . import queries, rules
from .forms import EndForm, PlaceForm, ServeForm

PLACERS = for_roles(ADMINISTRATOR, *sorted(rules.OWN_PEOPLE))
FORMS = ["GET", "HEAD", "POST"]


@door(PLACERS)
@require_safe
def units(request: HttpRequest) -> HttpResponse:
    """Each unit with who serves it and who works there."""
    actor = actor_of(request)
    shown = {
        "title": "Who works in which unit",
        "units": queries.units(actor, timezone.localdate()),
        "may_serve": rules.may_say_who_serves(actor),
        "may_place": rules.may_place_anybody(actor),
    }
    return render(request, "organisations/working.html", shown)


@door(PLACERS)
@require_http_methods(FORMS)
def place(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Say that somebody works in the unit."""
    actor, today = actor_of(request), timezone.localdate()
    name, own = queries.unit_named(unit_id), queries.own(actor, today)
    if name is None or not (own.is_everywhere or unit_id in own.units):
        raise Http404("There is no such unit.")
    people = queries.people_to_place(actor, unit_id, today)

    def act(given: dict[str, Any]) -> None:
        working.place_worker(
            actor=actor,
            at=timezone.now(),
            person_id=UUID(given["person"]),
            unit_id=unit_id,
            since=given["since"],
        )

    return step_page(
        request,
        PlaceForm(_sent(request), people=people),
        act,
        title=f"Who works in {name}?",
        lead="From that day they see the people of this unit.",
        button="They work here",
        done="They work there and see its people.",
    )


@door(PLACERS)
@require_http_methods(FORMS)
def end(request: HttpRequest, row_id: UUID) -> HttpResponse:
    """Say that somebody works in a unit no more."""
    row = queries.working_row(row_id)
    if row is None:
        raise Http404("Nobody works there under that number.")
    actor, own = actor_of(request), queries.own(actor_of(request), timezone.localdate())
    verdict = rules.may_place(
        actor, own_body=own.body, own_units=own.units, body=row.person.body_id, unit=row.unit_id
    )
    if not verdict:
        raise Http404("Nobody works there under that number.")

    def act(given: dict[str, Any]) -> None:
        working.end_worker(actor=actor, at=timezone.now(), works_in_id=row_id, on=given["on"])

    return step_page(
        request,
        EndForm(_sent(request)),
        act,
        title=f"Does {row.person.name} leave {row.unit.name}?",
        lead="From that day they see nobody of this unit. Give their people to somebody else first.",
        button="They leave the unit",
        done="They see nobody of that unit from that day.",
        tone="warning",
        verdict=verdict,
    )


@door(for_roles(ADMINISTRATOR))
@require_http_methods(FORMS)
def serve(request: HttpRequest) -> HttpResponse:
    """Say that a provider serves a unit."""
    actor, today = actor_of(request), timezone.localdate()
    form = ServeForm(_sent(request), units=queries.units_to_choose(actor, today), bodies=queries.providers())

    def act(given: dict[str, Any]) -> None:
        working.serve_unit(
            actor=actor,
            at=timezone.now(),
            body_id=UUID(given["body"]),
            unit_id=UUID(given["unit"]),
            since=given["since"],
        )

    return step_page(
        request,
        form,
        act,
        title="Which provider serves a unit?",
        lead="Referrals of the unit go to this provider, and its manager sees them.",
        button="It serves the unit",
        done="The provider serves the unit.",
    )


@door(for_roles(ADMINISTRATOR))
@require_http_methods(FORMS)
def end_serving(request: HttpRequest, row_id: UUID) -> HttpResponse:
    """Say that a provider serves a unit no more."""
    row = queries.serving_row(row_id)
    if row is None:
        raise Http404("Nobody serves a unit under that number.")

    def act(given: dict[str, Any]) -> None:
        working.end_serving(actor=actor_of(request), at=timezone.now(), served_id=row_id, on=given["on"])

    return step_page(
        request,
        EndForm(_sent(request)),
        act,
        title=f"Does {row.body.name} leave {row.unit.name}?",
        lead="From that day its manager sees nobody of this unit. Move its people to another provider first.",
        button="It leaves the unit",
        done="The provider does not serve the unit from that day.",
        tone="warning",
    )


def _sent(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def step_page(
    request: HttpRequest,
    form: forms.Form,
    act: Callable[[dict[str, Any]], None],
    *,
    title: str,
    lead: str,
    button: str,
    done: str,
    tone: str = "",
    verdict: Verdict | None = None,
    back: tuple[str, str] = ("Who works in which unit", "working"),
) -> HttpResponse:
    """One form and its one step; on success to the list that `back` names, else what is wrong."""
    if request.method == "POST" and form.is_valid():
        try:
            act(form.cleaned_data)
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, done)
            return redirect(back[1])
    shown = {
        "title": title,
        "lead": lead,
        "button": button,
        "tone": tone,
        "form": form,
        "back": {"text": back[0], "href": reverse(back[1])},
        "verdict": True if verdict is None else verdict,
    }
    return render(request, "organisations/working_step.html", shown)
