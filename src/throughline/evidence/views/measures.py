"""Pages: what is measured, and what came out of one measure?"""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from throughline.frame.charts import picture
from throughline.frame.doors import door, for_roles
from throughline.frame.lists import csv_download
from throughline.frame.middleware import actor_of

from ..charts.between import draw_amounts, draw_funnel
from ..charts.in_time import draw_in_time
from ..measures.catalogue import BY_CODE, OBJECTIVES
from ..measures.shapes import DIRECTIONS, KINDS, Measure
from ..ports import BASELINE
from ..queries import charted, measured, offences
from ..queries.own import own_of
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
    own, baseline = own_of(actor_of(request), timezone.localdate()), BASELINE(found.code)
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
            "table": measured.table(found, release, own) if release else None,
            "own": own,
            "baseline": baseline,
            "mature_until": measured.mature_until(found, extract) if extract else None,
            "known_until": offences.heard_of(found, extract).get("offences") if extract else None,
            "charts": [each for each in _charts(found, tables, own, baseline) if each],
        },
    )


def _charts(
    found: Measure,
    tables: dict[str, measured.Release],
    own: Collection[str],
    baseline: tuple[date, str, str] | None,
) -> list[charted.Chart | None]:
    places, months = tables.get("place"), tables.get("month")
    return [
        charted.between_places(found, places, own) if places else None,
        charted.in_time(found, months, baseline) if months else None,
    ]


@door(MAY_READ)
@require_safe
def measure_svg(request: HttpRequest, code: str, which: str) -> HttpResponseBase:
    """A chart of it."""
    found, _, _, tables, _ = _asked(request, code)
    charts = _charts(found, tables, own_of(actor_of(request), timezone.localdate()), BASELINE(found.code))
    chart = next((each for each in charts if each and each.which == which), None)
    if chart is None:
        raise Http404("There is no such chart.")
    between = draw_funnel if "limits" in chart.facts else draw_amounts
    return picture(request, between if which == "places" else draw_in_time, chart.facts)


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
