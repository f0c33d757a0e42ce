"""Certifying on two pages, sending back, and the authority's question about a return."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from throughline.frame.doors import door, for_roles
from throughline.frame.middleware import actor_of
from throughline.kernel.verdict import RefusedError

from ..actions import certifying as actions
from ..lifecycle import CERTIFIER, OFFICERS
from ..queries.capacities import capacity_of, may_certify_as
from ..queries.returns import ReturnPage, differences, places_in, said_in
from .returns import page_or_404

CERTIFIERS = for_roles(*sorted(CERTIFIER))
TEAM = for_roles(*sorted(OFFICERS))
_LONGEST = 20_000


@door(CERTIFIERS)
@require_safe
def certify(request: HttpRequest, return_id: UUID) -> HttpResponse:
    """First page: what it says, against the award, the plan and the last version."""
    page = _submitted(request, return_id)
    return render(request, "assurance/certify.html", _shown(page) | {"may_certify": page.may("certify")})


@door(CERTIFIERS)
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, return_id: UUID) -> HttpResponse:
    """Second page: in which capacity, and the certifier's word."""
    page = _submitted(request, return_id)
    actor, today = actor_of(request), timezone.localdate()
    refused = ""
    if request.method == "POST":
        try:
            if request.POST.get("is_right") != "on":
                raise RefusedError("Tick that it is right, or send it back.")
            actions.certify(
                actor=actor,
                at=timezone.now(),
                return_id=return_id,
                seen=request.POST.get("seen", ""),
            )
        except RefusedError as refusal:
            refused = str(refusal)
        else:
            messages.success(
                request, "Certified. Thank you; it goes on to the partnership and the authority."
            )
            return redirect("return", return_id)
    return render(
        request,
        "assurance/certify_confirm.html",
        _shown(page)
        | {
            "may_certify": page.may("certify") and may_certify_as(page.asked, actor, today),
            "capacity": capacity_of(page.asked, actor, today),
            "refused": refused,
            "has_errors": bool(refused),
        },
    )


@door(CERTIFIERS)
@require_http_methods(["GET", "HEAD", "POST"])
def send_back(request: HttpRequest, return_id: UUID) -> HttpResponse:
    """Give it back to be put right, with words."""
    page = _submitted(request, return_id)
    words, refused = request.POST.get("words", "").replace("\0", "")[:_LONGEST], ""
    if request.method == "POST":
        try:
            actions.send_back(actor=actor_of(request), at=timezone.now(), return_id=return_id, words=words)
        except RefusedError as refusal:
            refused = str(refusal)
        else:
            messages.success(request, "It is sent back, and whoever filled it in hears of it by letter.")
            return redirect("return", return_id)
    shown = {"words": words, "refused": refused, "has_errors": bool(refused), "may": page.may("send_back")}
    return render(request, "assurance/return_back.html", _shown(page) | shown)


@door(TEAM)
@require_http_methods(["GET", "HEAD", "POST"])
def query(request: HttpRequest, return_id: UUID) -> HttpResponse:
    """Ask about places of it; it is answered and submitted again as a new version."""
    page = page_or_404(request, return_id)
    if page.newest is None:
        raise Http404("Nothing was submitted yet.")
    asked = [
        (key, words.replace("\0", "")[:_LONGEST])
        for key, words in zip(request.POST.getlist("about"), request.POST.getlist("words"), strict=False)
    ]
    refused = ""
    if request.method == "POST":
        try:
            actions.query(actor=actor_of(request), at=timezone.now(), return_id=return_id, questions=asked)
        except RefusedError as refusal:
            refused = str(refusal)
        else:
            messages.success(request, "It is queried, and whoever filled it in hears of it by letter.")
            return redirect("return", return_id)
    shown = {
        "asked": [*asked, ("", "")][:6] if asked else [("", "")] * 2,
        "refused": refused,
        "has_errors": bool(refused),
        "may": page.may("query"),
        "places": [("", "The whole return"), *places_in(page.said).items()],
    }
    return render(request, "assurance/return_query.html", _shown(page) | shown)


def _submitted(request: HttpRequest, return_id: UUID) -> ReturnPage:
    page = page_or_404(request, return_id)
    if page.newest is None:
        raise Http404("Nothing was submitted yet.")
    return page


def _shown(page: ReturnPage) -> dict[str, Any]:
    earlier = page.versions[1] if len(page.versions) > 1 else None
    return {
        "page": page,
        "said": page.said,
        "frozen": page.newest,
        "changed": differences(said_in(earlier), page.said) if earlier else [],
        "answered": [each for each in page.queries if earlier and each.version_id == earlier.pk],
    }
