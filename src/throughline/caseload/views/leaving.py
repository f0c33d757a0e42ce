"""Ending support, asking again afterwards, closing, and coming back; a death and its review."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from throughline.kernel.verdict import Allowed, Refused, RefusedError, Verdict

from ..actions import deaths
from ..actions import leaving as actions
from ..forms.watching import CheckForm, DeathForm, LeaveForm, ReviewForm
from ..lifecycle import MANAGER, REFERRAL
from ..queries import leaving as queries
from ..queries.case_parts import assessing_steps
from ..queries.cases import Case
from ..sight import case_door
from .cases import case_page
from .steps import FORMS, Asking, case_or_404, done, sent, step_page, who

SERVICE = ("key-worker", "provider-manager")
EVERYBODY = (*SERVICE, "probation-practitioner", "head-of-unit")


@case_door(*SERVICE)
@require_http_methods(FORMS)
def leave(request: HttpRequest, reference: str) -> HttpResponse:
    """End the support, with what was achieved; probation is told."""
    case = case_or_404(request, reference, "exit")
    form = LeaveForm(*sent(request), hoped_for=actions.hoped_for(case.referral), initial={"on": case.today})

    def act(given: dict[str, Any]) -> str:
        actions.leave(
            referral_id=case.referral.id,
            reason=given["reason"],
            on=given["on"],
            judged=form.judged,
            **who(request),
        )
        return case.href("case-after")

    asked = Asking(
        "How does the support end?",
        "End the support",
        "Support has ended. Probation is told; times ahead are called off.",
        lead="Pathways end on that day. After a planned end you ask again at 3, 6 and 12 months.",
        template="caseload/leave.html",
    )
    verdict = REFERRAL.may("exit", case.state, case.actor)
    exit_step = next((each for each in assessing_steps(case) if "/begin/exit/" in each.href), None)
    return step_page(
        request,
        case,
        form,
        act,
        asked,
        verdict=verdict,
        exit_step=exit_step,
        draft=case.draft,
    )


@case_door(*SERVICE)
@require_safe
def after(request: HttpRequest, reference: str) -> HttpResponse:
    """What was achieved, the recovery checks, and closing or coming back."""
    case = case_or_404(request, reference, "after support")
    whole = queries.after(case)
    return case_page(
        request,
        case,
        "caseload/after.html",
        "",
        {
            "after": whole,
            "may_close": REFERRAL.may("close", case.state, case.actor)
            and actions.may_be_closed(case.referral),
            "may_come_back": _may_come_back(case),
        },
    )


@case_door(*SERVICE)
@require_http_methods(FORMS)
def check(request: HttpRequest, reference: str, check_id: UUID) -> HttpResponse:
    """Say how the person is at one of the recovery checks."""
    case = case_or_404(request, reference, "recovery check")
    row = queries.check_of(case, check_id)
    if row is None:
        raise Http404("There is no such check.")

    def act(given: dict[str, Any]) -> str:
        actions.check(check_id=check_id, answer=given["answer"], on=given["on"], **who(request))
        return case.href("case-after")

    asked = Asking(
        f"Recovery check at {row.months} months",
        "Record it",
        "The check is on record.",
        lead="Ask what the person wants to tell. Not reached is an answer too, and a later one replaces it.",
    )
    form = CheckForm(*sent(request), initial={"on": case.today})
    return step_page(request, case, form, act, asked, back=("After support", case.href("case-after")))


@case_door(*SERVICE)
@require_POST
def close(request: HttpRequest, reference: str) -> HttpResponse:
    """Close it: nothing is left to do."""
    case = case_or_404(request, reference, "closing")
    try:
        actions.close(referral_id=case.referral.id, **who(request))
    except RefusedError as refusal:
        return _refused(request, str(refusal), case.href("case-after"))
    return done(
        request, "Closed. Whoever needs support again comes back by one button.", "case-after", reference
    )


@case_door(*EVERYBODY)
@require_POST
def come_back(request: HttpRequest, reference: str) -> HttpResponse:
    """A new referral that follows this one, with what is known already in it."""
    case = case_or_404(request, reference, "coming back")
    try:
        made = actions.come_back(referral_id=case.referral.id, **who(request))
    except RefusedError as refusal:
        return _refused(request, str(refusal), reverse("home"))
    words = "What is known stands here already. Say why now, check it, and send."
    return done(request, words, "refer-part", made.reference, "why")


@case_door(*SERVICE)
@require_http_methods(FORMS)
def death(request: HttpRequest, reference: str) -> HttpResponse:
    """Notify that the person has died."""
    case = case_or_404(request, reference, "death")
    form = DeathForm(*sent(request), initial={"learned_on": case.today})

    def act(given: dict[str, Any]) -> str:
        deaths.notify(referral_id=case.referral.id, death=form.death(), **who(request))
        return case.href("case-after")

    asked = Asking(
        "Has this person died?",
        "Record the death",
        "Recorded. Probation is told at once, times ahead are called off, nobody is reminded of anything.",
        lead="Support ends with it, and the manager reviews it within 28 days.",
        tone="warning",
    )
    known = queries.death_of(case)
    verdict: Verdict = Refused("The death is on record already.") if known else Allowed()
    if not known and case.state not in actions.ENDED:
        verdict = REFERRAL.may("exit", case.state, case.actor)
    return step_page(request, case, form, act, asked, verdict=verdict)


@case_door(*SERVICE)
@require_http_methods(FORMS)
def review(request: HttpRequest, reference: str) -> HttpResponse:
    """Review a death: what was learned."""
    case = case_or_404(request, reference, "review of a death")
    known = queries.death_of(case)
    if known is None:
        raise Http404("There is no such review.")

    def act(given: dict[str, Any]) -> str:
        deaths.review(referral_id=case.referral.id, learned=given["learned"], **who(request))
        return case.href("case-after")

    asked = Asking("Review of the death", "Record the review", "The review is on record.")
    verdict: Verdict = Allowed()
    if not case.actor.roles & MANAGER:
        verdict = Refused("Reviewing a death is not for your role.", "It is for the service’s manager.")
    elif known.row.reviewed_at is not None:
        verdict = Refused("This death was reviewed already.")
    return step_page(
        request,
        case,
        ReviewForm(*sent(request)),
        act,
        asked,
        back=("After support", case.href("case-after")),
        verdict=verdict,
    )


def _may_come_back(case: Case) -> Verdict:
    if case.state not in actions.ENDED:
        return Refused("This support has not ended.")
    if case.referral.person.died_on:
        return Refused("This person has died.")
    return REFERRAL.may("begin", None, case.actor)


def _refused(request: HttpRequest, words: str, href: str) -> HttpResponse:
    messages.error(request, words)
    return redirect(href)
