"""How does a page about a person ask for one step, with who it is about always in sight?"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from throughline.frame.middleware import actor_of
from throughline.governance.views.pages import ALLOWED, FORMS, offer_no_more, sent
from throughline.kernel.verdict import RefusedError, Verdict

from ..queries.cases import Case
from .cases import SERVICE, case_or_404

__all__ = ["FORMS", "Asking", "case_or_404", "done", "sent", "step_page", "who"]


@dataclass(frozen=True, slots=True)
class Asking:
    """The words of a page that asks for one step."""

    title: str
    button: str
    done: str
    lead: str = ""
    tone: str = ""
    template: str = "caseload/step.html"


def who(request: HttpRequest) -> dict[str, Any]:
    """Who acts, and when."""
    return {"actor": actor_of(request), "at": timezone.now()}


def done(request: HttpRequest, words: str, to: str, *args: object) -> HttpResponse:
    """Say what was done, without any name, and go on."""
    messages.success(request, words)
    return redirect(reverse(to, args=args))


def page_of(case: Case) -> tuple[str, str]:
    """The person’s own page and what it is called for whoever asks: the service’s overview, or probation’s referral."""
    is_service = bool(case.actor.roles & set(SERVICE))
    return ("Overview", case.href()) if is_service else ("Referral", case.href("referral"))


def step_page(
    request: HttpRequest,
    case: Case,
    form: forms.Form,
    act: Callable[[dict[str, Any]], str],
    asking: Asking,
    *,
    back: tuple[str, str] | None = None,
    verdict: Verdict = ALLOWED,
    **more: Any,
) -> HttpResponse:
    """One form and its one step: on success to the address that it gives, else what is wrong; nothing typed is lost.

    The way back leads to the person's page unless said otherwise.
    """
    text, href = back or page_of(case)
    if request.method == "POST" and form.is_valid():
        try:
            address = act(form.cleaned_data)
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, asking.done)
            return redirect(address)
    if not verdict:
        offer_no_more(form)
    return render(
        request,
        asking.template,
        {
            "case": case,
            "bar": case.bar,
            "tabs": [],
            "form": form,
            "asking": asking,
            "title": asking.title,
            "verdict": verdict,
            "back": {"text": text, "href": href},
            **more,
        },
    )
