"""The pages of runs: the list, what can be asked for, one run, and each step of its three people."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from throughline.frame.attachments import download
from throughline.frame.doors import door, for_roles
from throughline.frame.lists import Listing, Sort, by
from throughline.frame.middleware import actor_of
from throughline.kernel.verdict import RefusedError, Verdict

from ..actions import runs as actions
from ..forms.steps import BecauseForm
from ..lifecycle import REQUEST_RUN
from ..queries import ready as ready_queries
from ..queries import runs as queries
from ..rules import NOTHING
from ..seeing import FINANCE, RUN_READERS
from .steps import FORMS, act_at_once, sent, take_step

LISTING = Listing(
    sorts=(
        Sort("newest", "Newest first", ("-number",)),
        Sort("amount", "Largest first", ("-control_total_pence", "pk")),
    ),
    filters=(by("state", "How it stands", {state: words for state, (words, _) in queries.STATES.items()}),),
)


@door(for_roles(*RUN_READERS))
@require_safe
def runs(request: HttpRequest) -> HttpResponse:
    """Every run: what it asks for, and with whom it is."""
    listed = LISTING.page(queries.listed(), request.GET)
    return render(
        request,
        "payments/runs.html",
        {
            "title": "Payment runs",
            "listed": listed,
            "states": queries.STATES,
            "may_prepare": REQUEST_RUN.may("prepare", None, actor_of(request)),
        },
    )


@door(for_roles(*RUN_READERS))
@require_http_methods(FORMS)
def prepare(request: HttpRequest) -> HttpResponse:
    """What can be asked for now, and what cannot and why; a preparer puts a run together from it."""
    verdict = REQUEST_RUN.may("prepare", None, actor_of(request))
    problem = ""
    if request.method == "POST":
        try:
            chosen = [UUID(each) for each in request.POST.getlist("instalment")]
            if not chosen:
                raise RefusedError("Choose at least one instalment.")
            run = actions.prepare(actor=actor_of(request), at=timezone.now(), instalments=chosen)
        except (RefusedError, ValueError) as refusal:
            problem = str(refusal)
        else:
            messages.success(request, f"Run {run.number} is prepared. A finance approver looks at it next.")
            return redirect("payment-run", number=run.number)
    found = ready_queries.ready(timezone.localdate())
    can = [each for each in found if not each.why_not]
    return render(
        request,
        "payments/prepare.html",
        {
            "title": "Prepare a payment run",
            "can": can,
            "cannot": [each for each in found if each.why_not],
            "total": sum((each.asks for each in can), NOTHING),
            "verdict": verdict,
            "problem": problem,
            "has_errors": bool(problem),
        },
    )


@door(for_roles(*RUN_READERS))
@require_safe
def run(request: HttpRequest, number: int) -> HttpResponse:
    """One run: what it asks for, its count, total and fingerprint, its three people, and the next step."""
    page, actor = _page(number), actor_of(request)
    may: dict[str, Verdict] = {
        step: actions.may_take(page.run, step, actor) for step in ("approve", "release", "discard", "amend")
    }
    return render(
        request,
        "payments/run.html",
        {
            "title": f"Payment run {number}",
            "page": page,
            "may": may,
            "may_have_file": bool(actor.roles & {*FINANCE, "auditor"})
            and page.run.state in ("released", "part_answered", "answered"),
        },
    )


def _step(act: Callable[..., object], done: str) -> Callable[[HttpRequest, int], HttpResponse]:
    def take(request: HttpRequest, number: int) -> HttpResponse:
        return act_at_once(
            request,
            act,
            done=done,
            back=reverse("payment-run", args=[number]),
            run_id=_page(number).run.pk,
            seen=request.POST.get("seen", ""),
        )

    return take


@door(for_roles("finance-approver"))
@require_POST
def approve(request: HttpRequest, number: int) -> HttpResponse:
    """The second person approves the file as shown."""
    return _step(actions.approve, "The run is approved. A third person releases it.")(request, number)


@door(for_roles("finance-releaser"))
@require_POST
def release(request: HttpRequest, number: int) -> HttpResponse:
    """The third person releases the file."""
    return _step(actions.release, "The run is released. Take the file to the finance system.")(
        request, number
    )


@door(for_roles("finance-preparer"))
@require_POST
def amend(request: HttpRequest, number: int, request_id: UUID) -> HttpResponse:
    """Take one instalment out of a prepared run."""
    return act_at_once(
        request,
        actions.amend,
        done="It is taken out of the run.",
        back=reverse("payment-run", args=[number]),
        run_id=_page(number).run.pk,
        request_id=request_id,
    )


@door(for_roles("finance-preparer", "finance-approver"))
@require_http_methods(FORMS)
def discard(request: HttpRequest, number: int) -> HttpResponse:
    """Send nothing of it."""
    page = _page(number)
    return take_step(
        request,
        BecauseForm(*sent(request)),
        actions.discard,
        heading="Discard this run?",
        about=f"Payment run {number}",
        button="Discard it",
        done="The run is discarded. What was in it can be asked for again.",
        back=reverse("payment-run", args=[number]),
        verdict=actions.may_take(page.run, "discard", actor_of(request)),
        tone="warning",
        run_id=page.run.pk,
    )


@door(for_roles(*FINANCE, "auditor"))
@require_safe
def file(request: HttpRequest, number: int) -> HttpResponse:
    """The file of a released run, for the finance system."""
    page = _page(number)
    if page.run.state not in ("released", "part_answered", "answered"):
        raise Http404("There is a file once the run is released.")
    return download(str(page.run.file_id), f"payment-requests-{number}.csv")


def _page(number: int) -> queries.RunPage:
    found = queries.page(number)
    if found is None:
        raise Http404("There is no such run.")
    return found
