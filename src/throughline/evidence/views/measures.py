"""Pages: what is measured, and what came out of one measure?"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from throughline.frame.charts import picture
from throughline.frame.doors import door, for_roles
from throughline.frame.lists import csv_download
from throughline.frame.middleware import actor_of

from ..charts.between import draw_funnel
from ..charts.in_time import draw_in_time
from ..measures.catalogue import BY_CODE, OBJECTIVES
from ..measures.shapes import DIRECTIONS, KINDS, Measure
from ..queries import charted, measured, offences
from ..queries.releases import READERS

MAY_READ = for_roles(*sorted(READERS))


@door(MAY_READ)
@require_safe
def measures(request: HttpRequest) -> HttpResponse:
    """Every measure by aim and means, with what came out of it last."""
    groups = measured.catalogue(actor_of(request))
    entries = [entry for _, _, some in groups for entry in some]
    return render(
        request,
        "evidence/measures.html",
        {
            "title": "What is measured",
            "groups": groups,
            "many": len(entries),
            "missing": sum(entry.release is None for entry in entries),
            "newest": next((entry.release for entry in entries if entry.release), None),
        },
    )


@door(MAY_READ)
@require_safe
def measure(request: HttpRequest, code: str) -> HttpResponse:
    """One measure: what came out, by what the reader chooses, and what it means."""
    found, extracts, extract, tables, by = _asked(request, code)
    release = tables.get(by)
    whole = tables.get("place") or release
    return render(
        request,
        "evidence/measure.html",
        {
            "title": measured.finding(found, whole),
            "measure": found,
            "objective": OBJECTIVES[found.objective],
            "kind": KINDS[found.kind],
            "direction": DIRECTIONS[found.direction],
            "extracts": extracts,
            "extract": extract,
            "tables": {each: measured.BREAKDOWNS.get(each, each) for each in tables},
            "by": by,
            "release": release,
            "table": measured.table(found, release) if release else None,
            "mature_until": measured.mature_until(found, extract) if extract else None,
            "known_until": offences.heard_of(found, extract).get("offences") if extract else None,
            "charts": [each for each in _charts(found, tables) if each],
        },
    )


def _charts(found: Measure, tables: dict[str, measured.Release]) -> list[charted.Chart | None]:
    places, months = tables.get("place"), tables.get("month")
    return [
        charted.between_places(found, places) if places else None,
        charted.in_time(found, months) if months else None,
    ]


@door(MAY_READ)
@require_safe
def measure_svg(request: HttpRequest, code: str, which: str) -> HttpResponseBase:
    """A chart of it."""
    found, _, _, tables, _ = _asked(request, code)
    chart = next((each for each in _charts(found, tables) if each and each.which == which), None)
    if chart is None:
        raise Http404("There is no such chart.")
    return picture(request, draw_funnel if which == "places" else draw_in_time, chart.facts)


@door(MAY_READ)
@require_safe
def measure_csv(request: HttpRequest, code: str) -> HttpResponse:
    """The same table as a file, with the extract and the version in every line."""
    found, _, extract, tables, by = _asked(request, code)
    if extract is None or by not in tables:
        raise Http404("There is no such table.")
    shown, release = measured.table(found, tables[by]), tables[by]
    source = (
        extract.name,
        "yes" if extract.is_made_up else "no",
        found.code,
        release.measure_version,
        release.period,
    )
    return csv_download(
        f"{found.code}-by-{by}.csv".replace("+", "-and-"),
        (*shown.heads, *shown.columns, "Extract", "Made up", "Measure", "Version", "Period"),
        ((*row.names, *row.cells, *source) for row in shown.rows),
    )


def _asked(
    request: HttpRequest, code: str
) -> tuple[Measure, list[measured.Extract], measured.Extract | None, dict[str, measured.Release], str]:
    found = BY_CODE.get(code)
    if found is None:
        raise Http404("There is no such measure.")
    actor: Any = actor_of(request)
    extracts = measured.sources(actor, found)
    wanted = request.GET.get("extract", "")
    extract = next((each for each in extracts if str(each.id) == wanted), extracts[0] if extracts else None)
    tables = measured.releases_of(actor, found, extract) if extract else {}
    by = request.GET.get("by", "")
    return found, extracts, extract, tables, by if by in tables else next(iter(tables), "")
