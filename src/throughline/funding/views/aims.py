"""The aims and means of a programme with their measures: what it is for, and whether anybody can tell."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from throughline.frame.doors import OPEN, door, for_roles
from throughline.frame.lists import csv_download
from throughline.frame.middleware import actor_of
from throughline.kernel.verdict import RefusedError

from ..actions import aims as actions
from ..forms.aims import MeasureForm
from ..lifecycle import CHOOSERS
from ..queries import aims as queries
from ..queries import rounds

COLUMNS = (
    "code",
    "aim",
    "measure",
    "baseline",
    "baseline_on",
    "baseline_source",
    "target",
    "owner",
    "now",
    "of",
)


@door(OPEN)
@require_safe
def aims(request: HttpRequest, code: str) -> HttpResponse:
    """Every aim and means; one without a measure is red."""
    programme = _programme(request, code)
    rows, reads = queries.of_programme(actor_of(request), programme), queries.reads_figures(actor_of(request))
    return render(
        request,
        "funding/aims.html",
        {
            "title": "Aims and means",
            "programme": programme,
            "aims": [each for each in rows if each.objective.kind == "aim"],
            "means": [each for each in rows if each.objective.kind == "means"],
            "sources": _sources(rows),
            "unmeasured": [
                each.objective.code for each in rows if not (each.has_figure if reads else each.is_measured)
            ],
            "reads": reads,
            "may_measure": bool(actions.may_measure(actor_of(request))),
        },
    )


def _sources(rows: Sequence[queries.Aim]) -> list[str]:
    """Of which extracts the figures were made, each once."""
    figures = [each.figure for aim in rows for each in aim.measures if each.figure]
    return list(dict.fromkeys(each.source.of_extract() for each in figures))


@door(OPEN)
@require_safe
def aims_csv(request: HttpRequest, code: str) -> HttpResponse:
    """The same as CSV."""
    rows = queries.of_programme(actor_of(request), _programme(request, code))
    missing = "not measured yet" if queries.reads_figures(actor_of(request)) else "not shown in public"
    return csv_download(f"{code}-aims.csv", COLUMNS, _lines(rows, missing))


def _programme(request: HttpRequest, code: str) -> Any:
    found = rounds.programme(actor_of(request), code)
    if found is None:
        raise Http404
    return found


def _lines(rows: Sequence[queries.Aim], missing: str) -> list[tuple[object, ...]]:
    lines: list[tuple[object, ...]] = []
    for aim in rows:
        said = (aim.objective.code, aim.objective.text)
        if not aim.is_measured:
            lines.append((*said, "not measured", "", "", "", "", "", "", ""))
        for each in aim.measures:
            row, figure = each.row, each.figure
            lines.append(
                (
                    *said,
                    each.measure.name,
                    row.baseline,
                    row.baseline_on.isoformat() if row.baseline_on else "",
                    row.baseline_source,
                    each.target,
                    each.owner,
                    figure.words if figure else missing,
                    figure.source.in_words() if figure else "",
                )
            )
    return lines


@door(for_roles(*CHOOSERS))
@require_http_methods(["GET", "HEAD", "POST"])
def measure_aim(request: HttpRequest, code: str, objective: str) -> HttpResponse:
    """Say by what an aim is measured, or change what is said; `?measure=` opens what is said of one."""
    aim = queries.objective(_programme(request, code), objective)
    if aim is None:
        raise Http404
    held = queries.measured_by(aim, request.GET.get("measure", ""))
    initial = (
        {name: getattr(held, name) for name in MeasureForm.base_fields}
        if held
        else {"owner": "programme-lead"}
    )
    form = MeasureForm(request.POST or None, objective=aim.code, initial=initial)
    if form.is_valid():
        try:
            actions.measure_objective(
                actor=actor_of(request), at=timezone.now(), objective=aim, **form.cleaned_data
            )
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{aim.code} has this measure.")
            return redirect("aims", code)
    return render(
        request,
        "funding/aim_measure.html",
        {"title": f"Measure {aim.code}", "form": form, "aim": aim, "programme": aim.programme, "held": held},
    )


@door(for_roles(*CHOOSERS))
@require_POST
def drop_measure(request: HttpRequest, code: str, objective: str) -> HttpResponse:
    """The aim is no longer measured by this."""
    aim = queries.objective(_programme(request, code), objective)
    held = queries.measured_by(aim, request.POST.get("measure", "")) if aim else None
    if held is None:
        raise Http404
    actions.stop_measuring(actor=actor_of(request), at=timezone.now(), of=held)
    messages.success(request, f"{held.objective.code} is no longer measured by this.")
    return redirect("aims", code)
