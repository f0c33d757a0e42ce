"""Files for evaluations: asked for by an analyst, released by whoever protects data; nobody of them is shown here."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from throughline.frame.attachments import download
from throughline.frame.doors import door, for_roles
from throughline.frame.lists import Listing, Sort
from throughline.frame.middleware import actor_of
from throughline.governance.views.pages import FORMS
from throughline.kernel.verdict import RefusedError
from throughline.organisations.queries import names_of

from ..actions import evaluating
from ..forms.exports import EvaluationForm
from ..queries import evaluation_files as queries

WHO = ("analyst", "data-protection")
LISTING = Listing(sorts=(Sort("newest", "Newest first", ("-asked_at", "id")),), size=25)
STEPS = {
    "release": (evaluating.release, "The file is made and sealed. Its key is yours to hand over."),
    "turn-down": (evaluating.turn_down, "The file is turned down."),
    "end": (evaluating.end, "The key is destroyed: nobody reads this file any more."),
}


@door(for_roles(*WHO))
@require_http_methods(FORMS)
def evaluation_files(request: HttpRequest) -> HttpResponse:
    """What was asked for, and a form to ask for another file."""
    actor, form = actor_of(request), EvaluationForm(request.POST or None)
    verdict = queries.EVALUATION_FILE.may("ask", None, actor)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            row = evaluating.ask(
                actor=actor,
                at=timezone.now(),
                name=said["name"],
                because=said["because"],
                cohort=said["cohort"],
                dates=said["dates"],
                period=(said["period_from"], said["period_until"]),
                is_made_up=settings.DEMONSTRATION,
            )
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The file is asked for. Whoever protects data releases it.")
            return redirect("evaluation-file", row.id)
    listed = LISTING.page(queries.files(), request.GET)
    shown = {"form": form, "verdict": verdict, "listed": listed, "names": _names(listed.rows)}
    return render(request, "caseload/evaluation_files.html", shown)


@door(for_roles(*WHO))
@never_cache
def evaluation_file(request: HttpRequest, evaluation_id: UUID) -> HttpResponse:
    """One file: what was asked, how it stands, who is in and who is left out, and the next step."""
    row = queries.one(evaluation_id)
    if row is None:
        raise Http404("There is no such file.")
    actor = actor_of(request)
    lifecycle = queries.EVALUATION_FILE
    may = {step.name: lifecycle.may(step.name, row.state, actor) for step in lifecycle.steps}
    return render(
        request,
        "caseload/evaluation_file.html",
        {
            "row": row,
            "may": may,
            "names": _names([row]),
            "counts": queries.counts_of(row),
            "columns": queries.COLUMNS,
            "is_analyst": "analyst" in actor.roles,
            "protects": "data-protection" in actor.roles,
        },
    )


@door(for_roles(*WHO))
@require_POST
def evaluation_step(request: HttpRequest, evaluation_id: UUID, step: str) -> HttpResponse:
    """Release it, turn it down, or destroy its key."""
    if step not in STEPS or queries.one(evaluation_id) is None:
        raise Http404("There is no such step.")
    act, words = STEPS[step]
    try:
        act(actor=actor_of(request), at=timezone.now(), evaluation_id=evaluation_id)
        messages.success(request, words)
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    return redirect("evaluation-file", evaluation_id)


@door(for_roles("analyst"))
@require_POST
def evaluation_take(request: HttpRequest, evaluation_id: UUID) -> HttpResponse:
    """The sealed file, for the analyst."""
    if queries.one(evaluation_id) is None:
        raise Http404("There is no such file.")
    try:
        row = evaluating.take_file(actor=actor_of(request), at=timezone.now(), evaluation_id=evaluation_id)
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect("evaluation-file", evaluation_id)
    return download(row.file, f"evaluation-{row.id}.sealed")


@door(for_roles("data-protection"))
@require_POST
@never_cache
def evaluation_key(request: HttpRequest, evaluation_id: UUID) -> HttpResponse:
    """The key of the file, for whoever protects data."""
    if queries.one(evaluation_id) is None:
        raise Http404("There is no such file.")
    try:
        row, key = evaluating.take_key(
            actor=actor_of(request), at=timezone.now(), evaluation_id=evaluation_id
        )
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect("evaluation-file", evaluation_id)
    answer = HttpResponse(key, content_type="application/octet-stream")
    answer["Content-Disposition"] = f'attachment; filename="evaluation-{row.id}.key"'
    return answer


def _names(rows: object) -> dict[str, str]:
    asked = {who for row in rows for who in (row.asked_by, row.released_by, row.ended_by)}  # type: ignore[attr-defined]  # rows of a page
    return names_of(asked - {""})
