"""The programme and its rounds."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from throughline.frame.doors import OPEN, door, for_roles
from throughline.frame.middleware import actor_of
from throughline.funding.actions.following import follow_decision
from throughline.funding.lifecycle import PLANNERS
from throughline.funding.queries import rounds as queries
from throughline.funding.queries import standing
from throughline.funding.queries.explaining import explanation
from throughline.kernel.verdict import RefusedError


@door(OPEN)
@require_safe
def programmes(request: HttpRequest) -> HttpResponse:
    """All programmes; where there is one only, that one."""
    found = list(queries.programmes_visible_to(actor_of(request)))
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
            "explanation": explanation(overview.round),
            "standing": standing.standing(overview.round, overview.allocations, actor_of(request)),
            "may_plan": bool(actor_of(request).roles & queries.RUN_READERS),
        },
    )


@door(for_roles(standing.LEAD))
@require_POST
def follow(request: HttpRequest, code: str, year: str) -> HttpResponse:
    """Take over what the round's decision, or the one in its place, says now."""
    overview = queries.round_overview(actor_of(request), code, year)
    if overview is None:
        raise Http404
    seen = request.POST.get("seen", "")
    try:
        follow_decision(round_id=overview.round.id, seen=seen, actor=actor_of(request), at=timezone.now())
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"The round says now what decision {seen} says.")
    return redirect(queries.round_address(overview.round))
