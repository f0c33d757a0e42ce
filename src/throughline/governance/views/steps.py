"""How does a page take one step: show the form, do the act, say what is now so?"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from throughline.frame.middleware import actor_of
from throughline.kernel.verdict import RefusedError, Verdict

from ..forms.watching import StepForm
from .pages import offer_no_more


@dataclass(frozen=True, slots=True)
class StepPage:
    """A step as a page: the lifecycle's name for it, its heading and button, the form, the act, what to say after."""

    step: str
    heading: str
    button: str
    form: type[StepForm]
    act: Callable[..., object]
    done: str
    lead: str = ""
    tone: str = ""


def page_of(pages: dict[str, StepPage], name: str) -> StepPage:
    """The step of that address; 404 when there is none."""
    if name not in pages:
        raise Http404("There is no such step.")
    return pages[name]


def take_step(
    request: HttpRequest,
    page: StepPage,
    *,
    verdict: Verdict,
    about: str,
    back: str,
    initial: dict[str, Any] | None = None,
    template: str = "governance/step.html",
    **target: Any,
) -> HttpResponse:
    """The step's page; once sent, the act with `target` and what was filled in, and then `back`.

    A refusal stands above the form, and what was typed stays in it.
    """
    is_sent = request.method == "POST"
    form = page.form(
        request.POST if is_sent else None,
        request.FILES if is_sent else None,
        initial=initial,
        actor=actor_of(request),
    )
    if form.is_valid():
        try:
            made = page.act(**target, **form.said(), actor=actor_of(request), at=timezone.now())
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, page.done)
            return redirect(back.format(id=made))
    if not verdict:
        offer_no_more(form)
    return render(
        request,
        template,
        {"page": page, "form": form, "verdict": verdict, "about": about, "back_to": back.partition("{")[0]},
    )
