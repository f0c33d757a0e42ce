"""The unit's inbox, one referral before a decision, and each decision about it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from throughline.frame.middleware import actor_of
from throughline.kernel.verdict import RefusedError

from ..actions import questions as asking
from ..actions import triage as actions
from ..actions.people import note_read
from ..forms.triage import AskForm, DeclineForm, RedirectForm, TreatmentForm
from ..lifecycle import REFERRAL
from ..queries import inbox as queries
from ..queries.triage import protocol_of, whole
from ..remembered import keep, remembered
from ..sight import case_door
from .steps import FORMS, Asking, case_or_404, done, sent, step_page, who

SERVICE = ("key-worker", "provider-manager")
DECISIONS = ("accept", "redirect", "decline", "note_treatment")


@case_door(*SERVICE)
@require_http_methods(FORMS)
def inbox(request: HttpRequest) -> HttpResponse:
    """What waits for the unit's decision, whoever is due first on top."""
    actor, now, today = actor_of(request), timezone.now(), timezone.localdate()
    listing = queries.inbox_listing(today)
    if request.method == "POST":
        keep(request, "inbox", listing)
        return redirect("inbox")
    asked = remembered(request, "inbox", listing)
    listed = asked.page(listing, queries.to_decide(asked.search))
    rows, offers = queries.rows_of(listed.rows, today), queries.offered_to_us()
    people = [each.referral.person_id for each in rows] + [each.transfer.person_id for each in offers]
    note_read(actor=actor, at=now, people=people, what="inbox")
    shown = {"title": "Inbox", "listed": listed, "rows": rows, "offers": offers}
    return render(request, "caseload/inbox.html", shown)


@case_door(*SERVICE)
@require_safe
def triage(request: HttpRequest, reference: str) -> HttpResponse:
    """One referral with what was asked, risk first, and what may be decided."""
    case = case_or_404(request, reference, "referral")
    actor = actor_of(request)
    steps = (*DECISIONS, "coordinate", "assign", "pause")
    shown = {
        "title": f"Referral {reference}",
        "case": case,
        "bar": case.bar,
        "tabs": [],
        "whole": whole(case),
        "may": {step: REFERRAL.may(step, case.state, actor) for step in steps},
        "may_ask": asking.may_ask(case.state, actor),
        "takes_on": "key-worker" in actor.roles,
        "back": {"text": "Inbox", "href": reverse("inbox")},
    }
    return render(request, "caseload/triage.html", shown)


@case_door(*SERVICE)
@require_POST
def accept(request: HttpRequest, reference: str) -> HttpResponse:
    """Take the referral on, or coordinate with treatment under way; in place, from the inbox or its own page."""
    case = case_or_404(request, reference, "accept")
    act = actions.coordinate if case.state == "already_in_treatment" else actions.accept
    try:
        act(referral_id=case.referral.id, **who(request))
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect("inbox")
    if request.POST.get("then") == "mine":
        return _mine(request, case.referral.id, reference)
    if request.POST.get("then") == "allocate":
        return done(request, f"{reference} is accepted. Who takes care of the person?", "allocate", reference)
    return done(request, f"{reference} is accepted and on the waiting list. Probation was told.", "inbox")


@case_door(*SERVICE)
@require_http_methods(FORMS)
def redirect_it(request: HttpRequest, reference: str) -> HttpResponse:
    """Send the referral where it belongs."""
    asked = Asking(
        "Where does this referral belong?",
        "Redirect it",
        f"{reference} is redirected. Probation was told where to.",
        lead="Somebody else should help this person. Probation sees where to, and sends them there.",
        template="caseload/decide.html",
    )
    return _decide(request, reference, "redirect", RedirectForm(*sent(request)), asked)


@case_door(*SERVICE)
@require_http_methods(FORMS)
def decline(request: HttpRequest, reference: str) -> HttpResponse:
    """Say no, with the reason."""
    asked = Asking(
        "Decline this referral?",
        "Decline it",
        f"{reference} is declined. Probation was told why.",
        lead="This ends the referral: nobody here helps the person. Probation is told at once, with the reason.",
        tone="warning",
        template="caseload/decide.html",
    )
    return _decide(request, reference, "decline", DeclineForm(*sent(request)), asked)


@case_door(*SERVICE)
@require_http_methods(FORMS)
def in_treatment(request: HttpRequest, reference: str) -> HttpResponse:
    """Say that treatment is under way already, and whether the service coordinates with it."""
    case = case_or_404(request, reference, "already in treatment")
    asked = Asking(
        "Is the person in treatment already?",
        "Save it",
        f"{reference}: probation was told that treatment is under way.",
        lead="Probation is told at once. Nobody starts a second treatment.",
    )
    form = TreatmentForm(*sent(request), initial={"then": "coordinate"})

    def act(given: dict[str, Any]) -> str:
        about = {"referral_id": case.referral.id, **who(request)}
        actions.note_treatment(because=given["because"], **about)
        if given["then"] == "tell":
            return reverse("inbox")
        actions.coordinate(**about)
        return reverse("allocate", args=[reference])

    verdict = REFERRAL.may("note_treatment", case.state, actor_of(request))
    return step_page(request, case, form, act, asked, back=_back(reference), verdict=verdict)


@case_door(*SERVICE)
@require_http_methods(FORMS)
def ask(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask whoever referred."""
    case = case_or_404(request, reference, "ask a question")
    asked = Asking(
        "What do you need to know?",
        "Ask probation",
        f"{reference}: the question is with probation. The clock goes on.",
        lead="Whoever referred sees your question on their first page. The clock goes on meanwhile.",
    )

    def act(given: dict[str, Any]) -> str:
        asking.ask(referral_id=case.referral.id, question=given["question"], **who(request))
        return reverse("inbox") if case.state in queries.TO_DECIDE else reverse("triage", args=[reference])

    verdict = asking.may_ask(case.state, actor_of(request))
    return step_page(
        request, case, AskForm(*sent(request)), act, asked, back=_back(reference), verdict=verdict
    )


def _mine(request: HttpRequest, referral_id: UUID, reference: str) -> HttpResponse:
    """Whoever accepted takes care of the person themselves; where they may not, it is said and somebody is chosen."""
    try:
        actions.assign(referral_id=referral_id, key_worker=actor_of(request).id, **who(request))
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect("allocate", reference)
    return done(request, f"{reference} is yours. Probation was told.", "case", reference)


def _decide(request: HttpRequest, reference: str, step: str, form: Any, asked: Asking) -> HttpResponse:
    case = case_or_404(request, reference, step)

    def act(given: dict[str, Any]) -> str:
        getattr(actions, step)(referral_id=case.referral.id, **given, **who(request))
        return reverse("inbox")

    verdict = REFERRAL.may(step, case.state, actor_of(request))
    agreed = protocol_of(case.referral)
    return step_page(request, case, form, act, asked, back=_back(reference), verdict=verdict, protocol=agreed)


def _back(reference: str) -> tuple[str, str]:
    return "The referral", reverse("triage", args=[reference])
