"""Putting an agreement together, sending it to be signed, and taking it back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from throughline.frame.doors import door, for_roles
from throughline.frame.middleware import actor_of
from throughline.kernel.verdict import RefusedError

from ..actions import agreements as actions
from ..forms.agreements import GrantsForm, IssueForm, PartnershipForm, WantedForm, WhyForm
from ..lifecycle import OFFICERS
from ..queries import agreement_choices as choices
from ..queries import agreements as queries

DRAFTING = for_roles(*sorted(OFFICERS))


@dataclass(frozen=True, slots=True)
class Way:
    """A step with a page that asks once more: its question, what it does, and the words that it asks for."""

    question: str
    sentence: str
    button: str
    done: str
    take: Callable[..., object]
    hint: str = ""
    needs_words: bool = False
    has_words: bool = False


WAYS = {
    "take_back": Way(
        "Take this agreement back?",
        "You can then change it and issue it anew. Signatures on the old text fall.",
        "Take it back",
        "You have it back. Whoever was asked to sign has been told.",
        actions.take_back,
        "Both sides can read it. You may leave this empty.",
        has_words=True,
    ),
    "reissue": Way(
        "Take this agreement up again?",
        "It is a draft again. Change what has to change, then issue it.",
        "Take it up again",
        "It is a draft again.",
        actions.reissue,
    ),
    "discard": Way(
        "Put this agreement away?",
        "It was never in force, and it cannot be issued again. Another one can be drafted.",
        "Put it away",
        "Put away.",
        actions.discard,
    ),
    "end": Way(
        "Has this agreement run its time?",
        "It is not in force any more. What was agreed about reports and audits stays.",
        "It has ended",
        "Ended.",
        actions.end,
    ),
    "terminate": Way(
        "End this agreement early?",
        "It is not in force any more, and both sides are told. Money that depends on it is held back.",
        "End it early",
        "Ended early. Both sides have been told.",
        actions.terminate,
        "Both sides read this.",
        needs_words=True,
        has_words=True,
    ),
}


@door(DRAFTING)
@require_http_methods(["GET", "HEAD", "POST"])
def draft_for_grants(request: HttpRequest) -> HttpResponse:
    """Draft the agreements of many grants in one act; `?grant=` chooses one already."""
    actor = actor_of(request)
    offered = choices.grants_without(actor, timezone.localdate())
    form = GrantsForm(
        request.POST if request.method == "POST" else None,
        grants=offered,
        initial={"grants": request.GET.getlist("grant") or [value for value, _ in offered]},
    )
    if form.is_valid():
        try:
            with transaction.atomic():
                made = [
                    actions.draft_agreement(actor=actor, at=timezone.now(), **choices.wanted_for(UUID(each)))  # type: ignore[arg-type]  # exactly its own arguments
                    for each in form.cleaned_data["grants"]
                ]
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            count = "1 agreement is" if len(made) == 1 else f"{len(made)} agreements are"
            messages.success(request, f"{count} drafted. Read, then issue.")
            return redirect("agreement", made[0].id) if len(made) == 1 else redirect("agreements")
    return render(request, "agreements/draft_for_grants.html", {"form": form, "offered": offered})


@door(DRAFTING)
@require_http_methods(["GET", "HEAD", "POST"])
def draft_partnership(request: HttpRequest) -> HttpResponse:
    """Draft a partnership agreement with a locality's council."""
    form = PartnershipForm(
        request.POST if request.method == "POST" else None,
        programmes=choices.programmes(),
        places=choices.places(),
        initial={"place": request.GET.get("place", "")},
    )
    if form.is_valid():
        said = form.cleaned_data
        council = choices.council_of(UUID(said["place"]), timezone.localdate())
        try:
            if council is None:
                raise RefusedError(
                    "No council serves this place on record; an administrator can put that right."
                )
            made = actions.draft_agreement(
                actor=actor_of(request),
                at=timezone.now(),
                kind="partnership",
                place_id=UUID(said["place"]),
                party_id=council,
                programme_id=UUID(said["programme"]),
                begins_on=said["begins_on"],
                ends_on=said["ends_on"],
                into_contract_by=said["into_contract_by"],
            )
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Drafted. Read it, then issue it.")
            return redirect("agreement", made.id)
    return render(request, "agreements/draft_partnership.html", {"form": form})


@door(DRAFTING)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """Change what a draft says beside the clauses."""
    page = _page(request, agreement_id)
    agreement = page.agreement
    initial = {
        "begins_on": agreement.begins_on,
        "ends_on": agreement.ends_on,
        "specification_id": str(agreement.specification_id or ""),
        "contract_id": str(agreement.contract_id or ""),
        "into_contract_by": agreement.into_contract_by,
        "own_words": agreement.own_words,
    }
    form = WantedForm(
        request.POST if request.method == "POST" else None,
        initial=initial,
        is_partnership=agreement.kind == "partnership",
        specifications=choices.specifications(agreement.programme_id),
        contracts=choices.contracts(agreement.place_id),
    )
    if form.is_valid():
        said = form.cleaned_data
        wanted = actions.Wanted(
            begins_on=said["begins_on"],
            ends_on=said["ends_on"],
            specification_id=_id(said["specification_id"]),
            contract_id=_id(said.get("contract_id", "")),
            into_contract_by=said.get("into_contract_by"),
            own_words=said["own_words"],
        )
        if _did(request, form, actions.edit, agreement_id=agreement_id, wanted=wanted):
            messages.success(request, "Saved. This is what it says now.")
            return redirect("agreement", agreement_id)
    shown = {"page": page, "form": form, "verdict": page.verdicts["edit"]}
    return render(request, "agreements/edit.html", shown)


@door(DRAFTING)
@require_http_methods(["GET", "HEAD", "POST"])
def issue(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """Freeze the text and send it to be signed."""
    page = _page(request, agreement_id)
    days = actions.days_to_sign(page.agreement)
    form = IssueForm(
        request.POST if request.method == "POST" else None,
        initial={"sign_by": timezone.localdate() + timedelta(days=days)},
    )
    if form.is_valid() and _did(
        request, form, actions.issue, agreement_id=agreement_id, sign_by=form.cleaned_data["sign_by"]
    ):
        messages.success(request, "Issued. Whoever may sign for the other side has been asked.")
        return redirect("agreement", agreement_id)
    shown = {
        "page": page,
        "form": form,
        "verdict": page.verdicts["issue"],
        "signers": {side: page.standing.signers(side) for side in ("other", "authority")},
    }
    return render(request, "agreements/issue.html", shown)


@door(DRAFTING)
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, agreement_id: UUID, name: str) -> HttpResponse:
    """Ask once more, then take it back, take it up again, put it away, or end it."""
    way, page = WAYS.get(name), _page(request, agreement_id)
    if way is None:
        raise Http404("There is no such step.")
    form = WhyForm(
        request.POST if request.method == "POST" else None, hint=way.hint, is_required=way.needs_words
    )
    if form.is_valid():
        said = {"because": form.cleaned_data["because"]} if way.has_words else {}
        if _did(request, form, way.take, agreement_id=agreement_id, **said):
            messages.success(request, way.done)
            return redirect("agreement", agreement_id)
    shown = {"page": page, "form": form, "way": way, "verdict": page.verdicts[name]}
    return render(request, "agreements/step.html", shown)


def _did(request: HttpRequest, form: forms.Form, take: Callable[..., object], **said: Any) -> bool:
    """Whether the act was done; why not stands at the form."""
    try:
        take(actor=actor_of(request), at=timezone.now(), **said)
    except RefusedError as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _page(request: HttpRequest, agreement_id: UUID) -> queries.AgreementPage:
    page = queries.agreement_page(actor_of(request), agreement_id, timezone.now())
    if page is None:
        raise Http404("There is no such agreement.")
    return page


def _id(value: str) -> UUID | None:
    return UUID(value) if value else None
