"""The programme, its rounds, and the runs behind a split."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from throughline.frame.doors import OPEN, door, for_roles
from throughline.frame.middleware import actor_of
from throughline.funding import queries


@door(OPEN)
@require_safe
def programmes(request: HttpRequest) -> HttpResponse:
    """All programmes; where there is one only, that one."""
    found = list(queries.programmes())
    if len(found) == 1:
        return redirect("programme", code=found[0].code)
    return render(request, "funding/programmes.html", {"title": "Programmes", "programmes": found})


@door(OPEN)
@require_safe
def programme(request: HttpRequest, code: str) -> HttpResponse:
    """A programme: what it is for, its aims and means with their measures, and its years."""
    overview = queries.overview(actor_of(request), code)
    if overview is None:
        raise Http404
    return render(request, "funding/programme.html", {"title": overview.programme.name, "overview": overview})


@door(OPEN)
@require_safe
def round_(request: HttpRequest, code: str, year: str) -> HttpResponse:
    """A round: its sum, where it comes from, and its places to the penny."""
    overview = queries.round_overview(actor_of(request), code, year)
    if overview is None:
        raise Http404
    title = f"{overview.round.programme.name}, {overview.round.year}"
    return render(
        request, "funding/round.html", {"title": title, "overview": overview, "round": overview.round}
    )


@door(for_roles(*sorted(queries.RUN_READERS)))
@require_safe
def run(request: HttpRequest, code: str, year: str, run_id: UUID) -> HttpResponse:
    """An allocation run with its inputs, its price of a unit of need, and whether it recomputes."""
    found = queries.run_page(actor_of(request), code, year, run_id)
    if found is None:
        raise Http404
    return render(
        request, "funding/run.html", {"title": found.run.name, "page": found, "round": found.run.round}
    )


@door(for_roles(*sorted(queries.RUN_READERS)))
@require_safe
def run_record(request: HttpRequest, code: str, year: str, run_id: UUID, part: str) -> HttpResponse:
    """A run's frozen inputs or its result, byte for byte."""
    found = queries.run_page(actor_of(request), code, year, run_id)
    if found is None:
        raise Http404
    content = bytes(found.run.frozen if part == "inputs" else found.run.result)
    response = HttpResponse(content, content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{code}-{year}-{part}.json"'
    return response
