"""The programme and its rounds."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from throughline.frame.doors import OPEN, door
from throughline.frame.middleware import actor_of
from throughline.funding.lifecycle import PLANNERS
from throughline.funding.queries import planning
from throughline.funding.queries import rounds as queries


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
    return render(
        request,
        "funding/programme.html",
        {
            "title": overview.programme.name,
            "overview": overview,
            "may_plan": bool(actor_of(request).roles & PLANNERS),
        },
    )


@door(OPEN)
@require_safe
def round_(request: HttpRequest, code: str, year: str) -> HttpResponse:
    """A round: its sum, where it comes from, and its places to the penny."""
    overview = queries.round_overview(actor_of(request), code, year)
    if overview is None:
        raise Http404
    title = f"{overview.round.programme.name}, {overview.round.year}"
    return render(
        request,
        "funding/round.html",
        {
            "title": title,
            "overview": overview,
            "round": overview.round,
            "explanation": planning.explanation(overview.round),
            "may_plan": bool(actor_of(request).roles & queries.RUN_READERS),
        },
    )
