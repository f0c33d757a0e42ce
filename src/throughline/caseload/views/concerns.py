"""Raising a concern, day or night, and seeing it through to the receipt of the body that it went to."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from throughline.frame.middleware import actor_of
from throughline.kernel.verdict import RefusedError
from throughline.organisations.queries import names_of

from ..actions import concerns as actions
from ..actions.people import note_read
from ..care.lifecycle import CONCERN
from ..forms.watching import ActForm, ConcernForm, ReceiptForm
from ..queries import concerns as queries
from ..remembered import keep, remembered
from ..sight import case_door
from .steps import FORMS, Asking, case_or_404, sent, step_page, who

BOTH = ("key-worker", "provider-manager", "probation-practitioner", "head-of-unit", "prison-and-court-team")
ASKED = {
    "acknowledge": (forms.Form, "I have read it and own it", "You own this concern now."),
    "act": (ActForm, "Record what is done", "Recorded."),
    "close": (ReceiptForm, "Close with this receipt", "Closed with its receipt. Probation is told."),
}


@case_door(*BOTH)
@require_http_methods(FORMS)
def raise_it(request: HttpRequest, reference: str) -> HttpResponse:
    """Raise a concern about this person, or a child, or somebody else."""
    case = case_or_404(request, reference, "concern")
    referral = case.referral
    form = ConcernForm(*sent(request), routes=queries.routes_for(referral))

    def act(given: dict[str, Any]) -> str:
        made = actions.raise_concern(
            referral_id=referral.id,
            seen=actions.Seen(given["route"], given["about"], given["text"], given["is_urgent"]),
            **who(request),
        )
        return reverse("concern", args=[made.id])

    owner = names_of({referral.key_worker}).get(referral.key_worker, "") if referral.key_worker else ""
    asked = Asking(
        "Raise a concern",
        "Raise the concern",
        "Raised. Its deadline runs from this moment.",
        lead="Is somebody in danger now? Call 999 first. This works day and night.",
        template="caseload/concern_raise.html",
    )
    return step_page(
        request,
        case,
        form,
        act,
        asked,
        verdict=CONCERN.may("raise", None, case.actor),
        owner=owner or "You, until somebody else reads it",
    )


@case_door(*BOTH)
@require_http_methods(FORMS)
def concerns(request: HttpRequest) -> HttpResponse:
    """Every open concern, the nearest deadline first."""
    if request.method == "POST":
        keep(request, "concerns", queries.LISTING)
        return redirect("concerns")
    actor, now = actor_of(request), timezone.now()
    asked = remembered(request, "concerns", queries.LISTING)
    view = request.GET.get("view", "")
    view = view if view in queries.VIEWS else "open"
    listed = asked.page(queries.LISTING, queries.shown(actor, view, asked.search))
    rows = queries.rows_of(listed.rows, now)
    note_read(actor=actor, at=now, people=[each.concern.referral.person_id for each in rows], what="concerns")
    shown = {"title": "Concerns", "listed": listed, "rows": rows, "view": view, "views": queries.VIEWS}
    return render(request, "caseload/concerns.html", shown)


@case_door(*BOTH)
@require_http_methods(FORMS)
def concern(request: HttpRequest, concern_id: UUID) -> HttpResponse:
    """One concern, and the one step that comes next."""
    actor, now = actor_of(request), timezone.now()
    found = queries.whole(concern_id, actor, now)
    if found is None:
        raise Http404("There is no such concern.")
    reference = found.row.reference
    case = case_or_404(request, reference, "concern")
    if found.verdict is None:
        return step_page(
            request, case, forms.Form(), _nothing, Asking("Concern", "", "", template="caseload/concern.html"),
            back=("Concerns", reverse("concerns")), whole=found,
        )  # fmt: skip
    kind, button, words = ASKED[found.step]
    form = kind(*sent(request))
    steps: dict[str, Callable[..., Any]] = {
        "acknowledge": actions.acknowledge,
        "act": actions.act_on,
        "close": actions.close,
    }

    def act(given: dict[str, Any]) -> str:
        steps[found.step](concern_id=concern_id, **given, **who(request))
        return reverse("concern", args=[concern_id])

    asked = Asking("Concern", button, words, template="caseload/concern.html")
    return step_page(
        request,
        case,
        form,
        act,
        asked,
        back=("Concerns", reverse("concerns")),
        verdict=found.verdict,
        whole=found,
    )


def _nothing(_: dict[str, Any]) -> str:
    raise RefusedError("This concern is closed.")
