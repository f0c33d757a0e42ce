"""Pages that say which localities a unit covers, from when until when."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from throughline.frame.doors import door, for_roles
from throughline.frame.lists import csv_download
from throughline.frame.middleware import actor_of

from .. import covering
from ..rules import ADMINISTRATOR
from .forms import CoverForm, EndCoverForm
from .rules import OWN_PEOPLE, PROGRAMME, may_end_cover, may_say_what_units_cover
from .views import FORMS, step_page

READERS = for_roles(ADMINISTRATOR, *sorted(PROGRAMME | OWN_PEOPLE))
SAYERS = for_roles(ADMINISTRATOR, *sorted(PROGRAMME))
BACK = ("Which unit covers which locality", "covering")


@door(READERS)
@require_safe
def covers(request: HttpRequest) -> HttpResponse:
    """Each time in which a unit covers a locality: over, now, to come."""
    today = timezone.localdate()
    listed = covering.listing(today).page(covering.every(request.GET.get("q", "")), request.GET)
    shown = {
        "title": BACK[0],
        "listed": listed,
        "rows": [(row, covering.span(row), covering.stands(row, today)) for row in listed.rows],
        "may_say": may_say_what_units_cover(actor_of(request)),
    }
    return render(request, "organisations/covering.html", shown)


@door(READERS)
@require_safe
def covers_csv(request: HttpRequest) -> HttpResponse:
    """The same as a file."""
    rows = covering.listing(timezone.localdate()).narrow(
        covering.every(request.GET.get("q", "")), request.GET
    )
    cells = (
        (e.unit.name, e.unit.list_name, e.place.name, e.covers_from or "", e.covers_until or "", e.because)
        for e in rows
    )
    return csv_download(
        "units-and-localities.csv", ("Unit", "List", "Locality", "From", "Until", "Why"), cells
    )


@door(SAYERS)
@require_http_methods(FORMS)
def begin(request: HttpRequest) -> HttpResponse:
    """Say that a unit covers a locality."""
    units, places = covering.choices()
    form = CoverForm(request.POST if request.method == "POST" else None, units=units, places=places)

    def act(given: dict[str, Any]) -> None:
        covering.begin_cover(
            actor=actor_of(request),
            at=timezone.now(),
            unit_id=UUID(given["unit"]),
            place_id=UUID(given["place"]),
            since=given["since"],
            until=given["until"],
            because=given["because"],
        )

    return step_page(
        request,
        form,
        act,
        title="Which locality does a unit cover?",
        lead="From that day people of the locality can be referred through the unit, and its joint plan names it.",
        button="The unit covers it",
        done="Saved. It holds from that day.",
        back=BACK,
    )


@door(SAYERS)
@require_http_methods(FORMS)
def end(request: HttpRequest, row_id: int) -> HttpResponse:
    """Say that a unit covers a locality no more."""
    row, today = covering.one(row_id), timezone.localdate()
    if row is None:
        raise Http404("Nothing is covered under that number.")

    def act(given: dict[str, Any]) -> None:
        covering.end_cover(
            actor=actor_of(request),
            at=timezone.now(),
            row_id=row_id,
            on=given["on"],
            because=given["because"],
        )

    return step_page(
        request,
        EndCoverForm(request.POST if request.method == "POST" else None),
        act,
        title=f"Does {row.unit.name} cover {row.place.name} no more?",
        lead="From that day nobody is referred through this unit for the locality. Whoever is with a service already "
        "stays there: move them where they must go elsewhere.",
        button="It covers it no more",
        done="Saved. It holds from that day.",
        tone="warning",
        back=BACK,
        verdict=may_end_cover(None, row.covers_until, today, today),
    )
