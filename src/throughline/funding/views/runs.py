"""An allocation run: how it came about, choosing it, setting it aside, taking it away as a file."""

import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from throughline.decisions.queries import notices as decisions
from throughline.frame.charts import picture
from throughline.frame.doors import door, for_roles
from throughline.frame.middleware import actor_of
from throughline.funding.actions import deciding
from throughline.funding.actions import planning as actions
from throughline.funding.charts import draw_split
from throughline.funding.forms.planning import ChooseForm, ReasonForm
from throughline.funding.lifecycle import ALLOCATION_RUN, CHOOSERS
from throughline.funding.planning import downloads, shown
from throughline.funding.planning.words import held_sentences, method_sentences, small_count_caution
from throughline.funding.queries import planning as queries
from throughline.funding.queries import rounds
from throughline.kernel.verdict import RefusedError

READERS = for_roles(*sorted(rounds.RUN_READERS | rounds.DECIDERS))
LEAD = for_roles("programme-lead")
WRITERS = for_roles(*sorted(CHOOSERS))
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@door(READERS)
@require_safe
def run(request: HttpRequest, code: str, year: str, run_id: UUID) -> HttpResponse:
    """A run with its inputs, its shares, and whether it recomputes."""
    kept = queries.run_visible(actor_of(request), run_id)
    if kept is None or (kept.round.programme.code, kept.round.slug) != (code, year):
        raise Http404
    if kept.scenario_id is None:
        page = rounds.run_page(kept)
        return render(request, "funding/run.html", {"title": kept.name, "page": page, "round": kept.round})
    found = queries.shown_run(kept)
    actor = actor_of(request)
    context = _context(found) | {
        "recomputes": queries.still_recomputes(kept),
        "names": queries.names_of_runs([kept]),
        "may_choose": ALLOCATION_RUN.may("choose", kept.state, actor),
        "may_set_aside": ALLOCATION_RUN.may("set_aside", kept.state, actor),
        "may_stand": ALLOCATION_RUN.may("stand", kept.state, actor),
        "amendment": decisions.amendment_of(kept.decision) if kept.decision else "",
        "method": json.loads(bytes(kept.frozen))["method"],
        "wide": True,
    }
    return render(request, "funding/planned_run.html", context)


@door(READERS)
@require_safe
def run_record(request: HttpRequest, code: str, year: str, run_id: UUID, part: str) -> HttpResponse:
    """A run's frozen inputs or its result, byte for byte."""
    kept = _run(request, code, year, run_id)
    content = bytes(kept.frozen if part == "inputs" else kept.result)
    return _file(content, "application/json", f"{code}-{year}-{part}.json")


@door(READERS)
@require_safe
def run_table(request: HttpRequest, code: str, year: str, run_id: UUID, kind: str) -> HttpResponse:
    """A planned run's table as CSV or as a workbook."""
    kept = _run(request, code, year, run_id)
    if kept.scenario_id is None:
        raise Http404
    found = queries.shown_run(kept)
    header, rows = downloads.table_of(found.plan, found.outcome, kept.notes)
    name = f"{code}-{year}-{kept.digest[:8]}"
    if kind == "csv":
        return _file(downloads.as_csv(header, rows).encode(), "text/csv; charset=utf-8", f"{name}.csv")
    return _file(downloads.as_xlsx(header, rows, kept.name), XLSX, f"{name}.xlsx")


@door(READERS)
@require_safe
def run_chart(request: HttpRequest, code: str, year: str, run_id: UUID) -> HttpResponseBase:
    """The picture of a planned run."""
    kept = _run(request, code, year, run_id)
    if kept.scenario_id is None:
        raise Http404
    found = queries.shown_run(kept)
    return picture(request, draw_split, shown.picture_facts(found.plan, found.outcome))


@door(WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, code: str, year: str, run_id: UUID) -> HttpResponse:
    """Put this split forward for the decision, with a reason."""
    kept = _run(request, code, year, run_id)
    if kept.scenario_id is None:
        raise Http404
    form = ChooseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.choose_run(
                actor=actor_of(request),
                at=timezone.now(),
                run_id=run_id,
                because=form.cleaned_data["because"],
                knows_small_counts=form.cleaned_data["knows_small_counts"],
                stands=request.POST.get("stands", ""),
            )
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, f"“{kept.name}” is put forward. A draft of the decision can link it now."
            )
            return redirect(queries.run_address(kept))
    chosen = next((r for r in queries.comparable(actor_of(request), kept.round) if r.state == "chosen"), None)
    context = _context(queries.shown_run(kept)) | {
        "form": form,
        "chosen": chosen,
        "may_choose": ALLOCATION_RUN.may("choose", kept.state, actor_of(request)),
    }
    return render(request, "funding/choose.html", context)


@door(LEAD)
@require_POST
def stand(request: HttpRequest, code: str, year: str, run_id: UUID) -> HttpResponse:
    """Say that an amendment changes none of this run's figures."""
    kept = _run(request, code, year, run_id)
    try:
        deciding.stand_as_amended(run_id=run_id, actor=actor_of(request), at=timezone.now())
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"“{kept.name}” is the split that was decided.")
    return redirect(queries.run_address(kept))


@door(WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def set_aside(request: HttpRequest, code: str, year: str, run_id: UUID) -> HttpResponse:
    """Keep this run, unused, with a reason."""
    kept = _run(request, code, year, run_id)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.set_run_aside(
                actor=actor_of(request),
                at=timezone.now(),
                run_id=run_id,
                because=form.cleaned_data["because"],
            )
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"“{kept.name}” is set aside.")
            return redirect(queries.bench_address(kept.round))
    verdict = ALLOCATION_RUN.may("set_aside", kept.state, actor_of(request))
    context = {"title": "Set aside", "form": form, "run": kept, "round": kept.round, "verdict": verdict}
    return render(request, "funding/set_aside.html", context)


def _context(found: queries.ShownRun) -> dict[str, Any]:
    return {
        "title": found.run.name,
        "run": found.run,
        "round": found.run.round,
        "plan": found.plan,
        "rows": shown.rows_of(found.plan, found.outcome, found.run.notes),
        "price_rows": shown.prices_of(found.plan, found.outcome),
        "held": held_sentences(found.plan, found.outcome),
        "sentences_": method_sentences(found.plan, found.outcome),
        "caution": small_count_caution(found.plan),
        "alt": shown.picture_in_words(found.plan, found.outcome),
        "range_kind": found.outcome.range_kind,
    }


def _run(request: HttpRequest, code: str, year: str, run_id: UUID) -> Any:
    kept = queries.run_visible(actor_of(request), run_id)
    if kept is None or (kept.round.programme.code, kept.round.slug) != (code, year):
        raise Http404
    return kept


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
