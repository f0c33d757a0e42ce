"""Referring from a file: a sheet to fill in, each row once, each row that was not taken with how to put it right."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from throughline.frame.doors import door, for_roles
from throughline.frame.lists import Listing, Sort, csv_download
from throughline.frame.middleware import actor_of
from throughline.frame.upload import take
from throughline.governance.views.pages import FORMS as METHODS
from throughline.kernel.verdict import RefusedError

from ..actions import referral_files as actions
from ..elsewhere.referral_rows import COLUMNS
from ..forms.elsewhere import FileForm
from ..lifecycle import PROBATION
from ..queries import referral_files as queries
from ..sight import case_door, look

LISTING = Listing(sorts=(Sort("newest", "Newest first", ("-brought_at", "id")),), size=10)
REFERRERS = tuple(sorted(PROBATION))
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@case_door(*REFERRERS)
@require_http_methods(METHODS)
def files(request: HttpRequest) -> HttpResponse:
    """The sheet, a form to bring it in, and what came in before."""
    actor, now = actor_of(request), timezone.now()
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        try:
            upload = take(request.FILES.get("file"))
            run = actions.bring_in(actor=actor, at=now, name=upload.name, content=upload.content)
        except RefusedError as refusal:
            if form.is_valid():
                form.add_error("file", str(refusal))
            look(actor, timezone.localdate(now))
        else:
            if run.brought_at != now:
                messages.info(request, "This file came in before. Nothing was changed.")
            return redirect("referral-file", run.id)
    return render(
        request,
        "caseload/referral_files.html",
        {
            "form": form,
            "listed": LISTING.page(queries.files(), request.GET),
            "columns": queries.columns(),
            "most": actions.MOST,
        },
    )


@case_door(*REFERRERS)
@require_safe
def file(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """What became of the rows of one file."""
    run = _run(import_id)
    shown = {"run": run, "rejects": queries.rejects_of(run)[:200], "taken": queries.taken_of(run)}
    return render(request, "caseload/referral_file.html", shown)


@case_door(*REFERRERS)
@require_safe
def result(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """The same as a file: row, what became of it, our reference, column, how to put it right."""
    rows = queries.result(_run(import_id))
    return csv_download("referrals-result.csv", ("row", "outcome", "reference", "column", "why"), rows)


@door(for_roles(*REFERRERS))
@require_safe
def sheet(request: HttpRequest) -> HttpResponse:
    """The sheet with its columns and a row of example."""
    return csv_download("referrals.csv", COLUMNS, [queries.example()])


@door(for_roles(*REFERRERS))
@require_safe
def workbook(request: HttpRequest) -> HttpResponse:
    """The same as a workbook, with lists to choose from."""
    answer = HttpResponse(queries.workbook(), content_type=XLSX)
    answer["Content-Disposition"] = 'attachment; filename="referrals.xlsx"'
    return answer


def _run(import_id: UUID) -> Any:
    run = queries.one(import_id)
    if run is None:
        raise Http404("There is no such page.")
    return run
