"""How does a page of this room take one step: show the form, do the act, say what is now so?"""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from throughline.frame.middleware import actor_of
from throughline.governance.views.pages import offer_no_more, sent
from throughline.kernel.verdict import Allowed, RefusedError, Verdict

ALLOWED: Verdict = Allowed()
FORMS = ["GET", "HEAD", "POST"]


def take_step(
    request: HttpRequest,
    form: forms.Form,
    act: Callable[..., object],
    *,
    heading: str,
    about: str,
    button: str,
    done: str,
    back: str,
    verdict: Verdict = ALLOWED,
    lead: str = "",
    tone: str = "",
    **target: Any,
) -> HttpResponse:
    """The step's page; once sent, the act with `target` and what was filled in, and then `back`.

    A refusal stands above the form, and what was typed stays in it.
    """
    if form.is_valid():
        try:
            act(**target, **form.cleaned_data, actor=actor_of(request), at=timezone.now())
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, done)
            return redirect(back)
    if not verdict:
        offer_no_more(form)
    page = {
        "title": heading,
        "form": form,
        "about": about,
        "button": button,
        "verdict": verdict,
        "lead": lead,
        "tone": tone,
        "back_to": back,
    }
    return render(request, "payments/step.html", page)


def act_at_once(
    request: HttpRequest, act: Callable[..., object], *, done: str, back: str, **target: Any
) -> HttpResponse:
    """A step that asks nothing: done, or refused in words, and then `back`."""
    try:
        act(**target, actor=actor_of(request), at=timezone.now())
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect(back)


__all__ = ["ALLOWED", "FORMS", "act_at_once", "sent", "take_step"]
