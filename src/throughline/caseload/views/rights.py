"""Pages about a person's rights in their record: what they agreed to, and what is put right."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from throughline.frame.middleware import actor_of
from throughline.kernel.verdict import Allowed, RefusedError
from throughline.organisations.queries import names_of

from ..actions import consents as consenting
from ..actions import rectifying
from ..forms.keeping import ConsentForm, RectifyForm, WhatForm
from ..rectifying import FIELDS, STATEMENT
from ..sight import case_door
from .cases import SERVICE, case_or_404, case_page


@case_door(*SERVICE)
def consents(request: HttpRequest, reference: str) -> HttpResponse:
    """What the person said to treatment, to national monitoring and to being told about sharing."""
    found = case_or_404(request, reference, "agreed")
    form = ConsentForm(request.POST or None, found.today)
    if request.method == "POST" and form.is_valid():
        try:
            consenting.record(
                actor=found.actor, at=timezone.now(), referral_id=found.referral.id, **form.cleaned_data
            )
        except RefusedError as refusal:
            form.add_error("answer", str(refusal))
        else:
            messages.success(request, "What the person said is on record.")
            return redirect("case-agreed", reference)
    newest = consenting.newest(found.referral)
    more = {
        "form": form,
        "rows": [(words, newest.get(kind)) for kind, words in consenting.KINDS.items()],
        "answers": consenting.ANSWERS,
        "names": names_of({each.recorded_by for each in newest.values()}),
        "verdict": Allowed(),
    }
    return case_page(request, found, "caseload/consents.html", "case-access", more)


@case_door(*SERVICE)
def put_right(request: HttpRequest, reference: str) -> HttpResponse:
    """What the record says of who somebody is, and which of it is wrong."""
    found = case_or_404(request, reference, "rectification")
    form = WhatForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect("case-put-one-right", reference, form.cleaned_data["name"])
    more = {"form": form, "verdict": Allowed()}
    return case_page(request, found, "caseload/put_right.html", "case-access", more)


@case_door(*SERVICE)
def put_one_right(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """Put one thing right, with who says so; or let the person's own words stand beside it."""
    if name not in (*FIELDS, STATEMENT):
        raise Http404("There is no such page.")
    found = case_or_404(request, reference, "rectification")
    form = RectifyForm(request.POST or None, name, getattr(found.identity, name, ""))
    if request.method == "POST" and form.is_valid():
        try:
            _written(request, found.referral.id, name, form.cleaned_data)
        except RefusedError as refusal:
            form.add_error("value", str(refusal))
        else:
            messages.success(
                request,
                "The person’s own words stand beside the record."
                if name == STATEMENT
                else "The record is right now. What it said before stays with the reason.",
            )
            return redirect("case-access", reference)
    more = {"form": form, "label": FIELDS.get(name, ""), "verdict": Allowed()}
    return case_page(request, found, "caseload/put_one_right.html", "case-access", more)


def _written(request: HttpRequest, referral_id: Any, name: str, said: dict[str, Any]) -> None:
    who = {"actor": actor_of(request), "at": timezone.now(), "referral_id": referral_id}
    if name == STATEMENT:
        rectifying.add_statement(statement=said["value"], because=said["because"], **who)
    else:
        rectifying.rectify(name=name, value=said["value"], because=said["because"], **who)
