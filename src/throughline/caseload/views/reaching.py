"""How units are reached: the list, one unit, and the pages on which those who may say so do."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from throughline.frame.doors import door, for_roles
from throughline.frame.middleware import actor_of
from throughline.governance.views.pages import FORMS as METHODS
from throughline.governance.views.pages import Back, form_page, sent
from throughline.organisations.placing.rules import may_say_what_units_cover

from ..actions import reaching as actions
from ..care.concerns import ROUTES
from ..forms.reaching import ClinicForm, DeskForm, EndClinicForm, RouteForm
from ..queries import reaching as queries
from .protocols import READERS

SAYERS = for_roles("head-of-unit", "programme-officer", "programme-lead")
HOLDERS = for_roles("provider-manager")


@door(READERS)
@require_safe
def units(request: HttpRequest) -> HttpResponse:
    """Every unit that somebody serves: whom to ask, when the doors are open, which clinics there are."""
    shown = {
        "units": queries.units(timezone.localdate()),
        "may_cover": may_say_what_units_cover(actor_of(request)),
    }
    return render(request, "caseload/units_reached.html", shown)


@door(READERS)
@require_safe
def unit(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """One unit: its desk, its clinics, and where concerns of its localities go."""
    actor, today = actor_of(request), timezone.localdate()
    found = _unit(unit_id)
    return render(
        request,
        "caseload/unit_reached.html",
        {
            "unit": found,
            "weekdays": queries.WEEKDAYS,
            "may_say": actions.may_say_desk(actor, unit_id, today),
            "may_hold": actions.may_hold_clinic(actor, unit_id, today),
        },
    )


@door(SAYERS)
@require_http_methods(METHODS)
def desk(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Say how a unit is reached."""
    actor, found = actor_of(request), _unit(unit_id)
    now = {name: getattr(found.desk, name) for name in DeskForm.base_fields} if found.desk else {}
    initial = now | {name: f"{now[name]:%H:%M}" for name in ("opens", "closes") if name in now}
    form = DeskForm(*sent(request), initial=initial or {"opens": "09:00", "closes": "17:00"})

    def act(given: dict[str, Any]) -> str:
        actions.say_desk(actor=actor, at=timezone.now(), unit_id=unit_id, desk=form.desk())
        return reverse("unit-reached", args=[unit_id])

    return form_page(
        request,
        form,
        act,
        title="How is this unit reached?",
        caption=found.name,
        lead="Whoever refers, a person on their own page and whoever asks to see a restricted record are told this.",
        button="Save",
        back=_back(found),
        done="Saved. It is shown from now on.",
        verdict=actions.may_say_desk(actor, unit_id, timezone.localdate()),
    )


@door(SAYERS)
@require_http_methods(METHODS)
def route(request: HttpRequest, unit_id: UUID, place_id: UUID, kind: str) -> HttpResponse:
    """Say where a locality's concerns of one kind go."""
    actor, found = actor_of(request), _unit(unit_id)
    place = dict(found.places).get(place_id)
    if place is None or kind not in ROUTES:
        raise Http404("There is no such route.")
    row = queries.route(place_id, kind)
    initial = {"contact": row.contact, "within_hours": row.within_hours} if row else {"within_hours": 24}

    def act(given: dict[str, Any]) -> str:
        actions.say_route(actor=actor, at=timezone.now(), place_id=place_id, kind=kind, **given)
        return reverse("unit-reached", args=[unit_id])

    return form_page(
        request,
        RouteForm(*sent(request), initial=initial),
        act,
        title=f"Where do concerns go: {ROUTES[kind]}",
        caption=place,
        lead="Whoever raises a concern is shown this, and its clock runs by these hours.",
        button="Save",
        back=_back(found),
        done="Saved. It holds for concerns that are raised from now on.",
        verdict=actions.may_say_route(actor, place_id, timezone.localdate()),
    )


@door(HOLDERS)
@require_http_methods(METHODS)
def clinic(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Say when a weekly clinic is held in a unit."""
    actor, found = actor_of(request), _unit(unit_id)
    form = ClinicForm(*sent(request), initial={"held_from": timezone.localdate(), "times": 6})

    def act(given: dict[str, Any]) -> str:
        actions.hold_clinic(actor=actor, at=timezone.now(), unit_id=unit_id, held=form.held())
        return reverse("unit-reached", args=[unit_id])

    return form_page(
        request,
        form,
        act,
        title="When do you hold a clinic?",
        caption=found.name,
        lead="Its free times are offered to your key workers when they book. It is not held on bank holidays.",
        button="Save",
        back=_back(found),
        done="Saved. Its times can be booked.",
        verdict=actions.may_hold_clinic(actor, unit_id, timezone.localdate()),
    )


@door(HOLDERS)
@require_http_methods(METHODS)
def end_clinic(request: HttpRequest, clinic_id: UUID) -> HttpResponse:
    """Say from when a clinic is not held any more."""
    actor, today, held = actor_of(request), timezone.localdate(), queries.clinic(clinic_id)
    if held is None or not actions.may_hold_clinic(actor, held.unit_id, today):
        raise Http404("There is no such clinic.")
    address = reverse("unit-reached", args=[held.unit_id])

    def act(given: dict[str, Any]) -> str:
        actions.end_clinic(actor=actor, at=timezone.now(), clinic_id=clinic_id, until=given["until"])
        return address

    return form_page(
        request,
        EndClinicForm(*sent(request), initial={"until": today}),
        act,
        title="When does this clinic end?",
        caption=f"{held.unit.name}, {queries.WEEKDAYS[held.weekday]}s from {held.begins:%H:%M}",
        lead="What is booked stays booked: move it where it cannot be kept.",
        button="End it",
        back=Back(held.unit.name, address),
        done="Saved. From that day on nobody can book it.",
        tone="warning",
    )


def _unit(unit_id: UUID) -> queries.Unit:
    found = queries.unit(unit_id, timezone.localdate())
    if found is None:
        raise Http404("There is no such unit.")
    return found


def _back(found: queries.Unit) -> Back:
    return Back(found.name, reverse("unit-reached", args=[found.id]))
