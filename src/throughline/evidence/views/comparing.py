"""Pages: how far people get, how long they stay, and whom it is fair to compare."""

from typing import TypeVar

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from throughline.frame.charts import picture
from throughline.frame.doors import door, for_roles
from throughline.frame.lists import csv_download
from throughline.frame.middleware import actor_of

from ..charts import between, of_people
from ..comparing.stays import WAYS
from ..measures.catalogue import BY_CODE
from ..queries import comparing as queries
from ..queries import journey as ways
from ..queries import releases
from ..queries.own import own_of

MAY_READ = for_roles(*sorted(releases.READERS))
HIDDEN = "hidden"
T = TypeVar("T")


def _or_404(found: T | None) -> T:
    if found is None:
        raise Http404("No such table has left yet.")
    return found


def _journey(request: HttpRequest) -> ways.Journey | None:
    """Of the place that is asked for; of the reader's own where none is, and there is one only."""
    own = own_of(actor_of(request), timezone.localdate())
    found = ways.journey(actor_of(request), request.GET.get("place", ""), own)
    if found is None or "place" in request.GET:
        return found
    mine = [place for place in found.places if place in own]
    return ways.journey(actor_of(request), mine[0], own) if len(mine) == 1 else found


def _fair(request: HttpRequest) -> queries.Fair | None:
    own = own_of(actor_of(request), timezone.localdate())
    return queries.fair(actor_of(request), request.GET.get("measure", ""), own)


def _page(request: HttpRequest, name: str, title: str, found: object, **more: object) -> HttpResponse:
    return render(request, f"evidence/{name}.html", {"title": title, "found": found, **more})


@door(MAY_READ)
@require_safe
def journey(request: HttpRequest) -> HttpResponse:
    """From needing help to not coming back: where people are lost, and why."""
    found = _journey(request)
    return _page(request, "journey", "How far people get", found)


@door(MAY_READ)
@require_safe
def journey_svg(request: HttpRequest) -> HttpResponseBase:
    """Its picture."""
    found = _or_404(_journey(request))
    return picture(request, of_people.draw_steps, found.facts)


@door(MAY_READ)
@require_safe
def journey_csv(request: HttpRequest) -> HttpResponse:
    """Its table."""
    found = _or_404(_journey(request))
    rows: list[tuple[object, ...]] = []
    if found.need:
        people = found.need.people
        rows.append(
            (
                found.place or "all",
                ways.FIRST,
                round(people.best),
                round(people.low),
                round(people.high),
                "",
                "",
            )
        )
    for step in found.steps:
        rows.append((found.place or "all", step.name, _said(step.people), "", "", "", ""))
        rows += [(found.place or "all", step.name, "", "", "", why, _said(many)) for why, many in step.lost]
    return csv_download(
        "journey.csv", ("place", "step", "people", "low", "high", "stopped here", "how many"), rows
    )


@door(MAY_READ)
@require_safe
def staying(request: HttpRequest) -> HttpResponse:
    """How long people stay in treatment."""
    found = queries.staying(actor_of(request))
    return _page(request, "staying", "How long people stay", found, ways=WAYS)


@door(MAY_READ)
@require_safe
def staying_svg(request: HttpRequest) -> HttpResponseBase:
    """Its picture."""
    return picture(request, of_people.draw_stays, _or_404(queries.staying(actor_of(request))).facts)


@door(MAY_READ)
@require_safe
def staying_csv(request: HttpRequest) -> HttpResponse:
    """Its tables."""
    found = _or_404(queries.staying(actor_of(request)))
    rows: list[tuple[object, ...]] = [
        (week, "stays", at["stays"], at["low"], at["high"], at["there"]) for week, at in found.weeks
    ]
    rows += [
        (week, WAYS[way], part, "", "", "")
        for week, parts in found.ways
        for way, part in parts.items()
        if way in WAYS
    ]
    return csv_download("staying.csv", ("week", "what", "part", "low", "high", "still there"), rows)


@door(MAY_READ)
@require_safe
def fair(request: HttpRequest) -> HttpResponse:
    """What came about against what was to be expected of these people."""
    found = _fair(request)
    return _page(request, "fair", "Fairly compared", found, choices=[BY_CODE[code] for code in queries.MIXED])


@door(MAY_READ)
@require_safe
def fair_svg(request: HttpRequest) -> HttpResponseBase:
    """Its picture."""
    found = _or_404(_fair(request))
    return picture(request, between.draw_ratios, found.facts)


@door(MAY_READ)
@require_safe
def fair_csv(request: HttpRequest) -> HttpResponse:
    """Its table."""
    found = _or_404(_fair(request))
    names = ("place", "of", "observed", "expected", "ratio", "low", "high")
    rows: list[tuple[object, ...]] = [tuple(row[name] for name in names) for row in found.rows]
    rows += [(place, *[HIDDEN] * 6) for place in found.hidden]
    return csv_download(f"fair-{found.measure.code}.csv", names, rows)


@door(MAY_READ)
@require_safe
def colocated(request: HttpRequest) -> HttpResponse:
    """HMPPS's learning question: does it help when the key worker sits in the unit?"""
    return _page(request, "colocated", "Co-located against not", queries.colocated(actor_of(request)))


@door(MAY_READ)
@require_safe
def colocated_svg(request: HttpRequest) -> HttpResponseBase:
    """How alike the two groups are."""
    return picture(request, between.draw_balance, _or_404(queries.colocated(actor_of(request))).facts)


@door(MAY_READ)
@require_safe
def colocated_csv(request: HttpRequest) -> HttpResponse:
    """The balance, by circumstance."""
    return _balance_csv("co-located", _or_404(queries.colocated(actor_of(request))))


@door(MAY_READ)
@require_safe
def reoffended(request: HttpRequest) -> HttpResponse:
    """Who was proven to offend again, of people who started treatment soon and of people like them who did not."""
    actor = actor_of(request)
    found = queries.reoffended(actor)
    why = "" if found else queries.why_not_reoffended(actor)
    return _page(request, "reoffended", "Treatment and proven reoffending", found, why=why)


@door(MAY_READ)
@require_safe
def reoffended_svg(request: HttpRequest) -> HttpResponseBase:
    """How alike the two groups are."""
    return picture(request, between.draw_balance, _or_404(queries.reoffended(actor_of(request))).facts)


@door(MAY_READ)
@require_safe
def reoffended_csv(request: HttpRequest) -> HttpResponse:
    """The balance, by circumstance."""
    return _balance_csv("reoffending", _or_404(queries.reoffended(actor_of(request))))


def _balance_csv(name: str, found: queries.Matched) -> HttpResponse:
    rows = [(row["circumstance"], row["before"], row["after"]) for row in found.balance]
    return csv_download(f"{name}-balance.csv", ("circumstance", "before", "after"), rows)


def _said(many: int | None) -> object:
    return HIDDEN if many is None else many
