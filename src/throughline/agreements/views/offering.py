"""The pages on which a round gets its terms and is offered."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from throughline.frame.doors import door
from throughline.frame.middleware import actor_of
from throughline.kernel.verdict import RefusedError

from ..actions import grants, rounds
from ..actions.terms import may_set, said_in, set_terms, terms_like
from ..doors import READERS, RUN_BY
from ..forms.grants import OfferForm
from ..forms.terms import TermsForm
from ..lifecycle import GRANT, OFFICERS
from ..queries import offering as queries
from ..queries.grants import terms_of
from ..terms import ASSURANCE_MODELS, OWNERS, PAYMENT_BASES, PRICE_BASES, RECIPIENTS

LABELS = {
    "recipients": RECIPIENTS,
    "price": PRICE_BASES,
    "payment": PAYMENT_BASES,
    "assurance": ASSURANCE_MODELS,
    "owners": OWNERS,
}


@door(READERS)
@require_safe
def terms(request: HttpRequest, code: str, year: str) -> HttpResponse:
    """The terms on which a round's grants are given."""
    round_, actor = _round(request, code, year), actor_of(request)
    kept = terms_of([round_.pk]).get(round_.pk)
    return render(
        request,
        "agreements/terms.html",
        {
            "round": round_,
            "terms": kept,
            "said": said_in(kept) if kept else None,
            "labels": LABELS,
            "may": may_set(round_.pk, actor),
            "runs_it": bool(actor.roles & OFFICERS),
        },
    )


@door(RUN_BY)
@require_http_methods(["GET", "HEAD", "POST"])
def terms_set(request: HttpRequest, code: str, year: str) -> HttpResponse:
    """Set the terms of a round; those of the round before stand there already."""
    round_, actor = _round(request, code, year), actor_of(request)
    kept = terms_of([round_.pk]).get(round_.pk)
    before, before_round = (None, None) if kept else queries.terms_before(actor, round_)
    like = said_in(kept) if kept else terms_like(before, round_.financial_year) if before else None
    form = TermsForm(request.POST if request.method == "POST" else None, like=like)
    verdict = may_set(round_.pk, actor)
    if form.is_valid():
        try:
            asked = form.asked(like, is_illustration=bool(kept and kept.is_illustration))
            set_terms(actor=actor, at=timezone.now(), round_id=round_.pk, terms=asked)
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"The terms of {round_.year} are set.")
            return redirect("round-terms", code, year)
    return render(
        request,
        "agreements/terms_set.html",
        {"round": round_, "form": form, "verdict": verdict, "like": before_round},
    )


@door(RUN_BY)
@require_http_methods(["GET", "HEAD", "POST"])
def offer(request: HttpRequest, code: str, year: str) -> HttpResponse:
    """Offer every decided part of a round in one act, each to whom was chosen."""
    round_, actor = _round(request, code, year), actor_of(request)
    found = queries.offering(actor, round_)
    is_sent = request.method == "POST"
    form = OfferForm(request.POST if is_sent else None, parts=found.open, bodies=found.bodies)
    if form.is_valid():
        try:
            made = _offered(request, found, form)
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{len(made)} grants are offered. Each now needs its agreement.")
            return redirect(f"{reverse('grants')}?year={round_.year}")
    return render(
        request,
        "agreements/offer.html",
        {
            "round": round_,
            "offering": found,
            "form": form,
            "labels": LABELS,
            "verdict": GRANT.may("offer", None, actor),
        },
    )


def _offered(request: HttpRequest, found: queries.Offering, form: OfferForm) -> list[Any]:
    """The grants, on the round's own terms or on those of the round before, copied in the same act."""
    who: dict[str, Any] = {
        "actor": actor_of(request),
        "at": timezone.now(),
        "round_id": found.round.pk,
        "recipients": form.recipients(),
    }
    if found.terms is None and found.like_round is not None:
        return rounds.copy_round(**who, year=found.round.financial_year, from_round_id=found.like_round.pk)
    return grants.offer_round(**who)


def _round(request: HttpRequest, code: str, year: str) -> Any:
    found = queries.round_of(actor_of(request), code, year)
    if found is None:
        raise Http404("There is no such round.")
    return found
