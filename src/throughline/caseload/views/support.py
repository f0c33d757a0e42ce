"""What is done for a person besides meeting, and each small form of it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from throughline.frame.middleware import actor_of
from throughline.governance.views.pages import ALLOWED, Back, form_page, sent
from throughline.governance.views.pages import FORMS as METHODS
from throughline.kernel.verdict import Verdict

from ..actions import episodes, helping, interventions, treatment
from ..care.lifecycle import TREATMENT
from ..forms.support import HarmForm, OnwardForm, OutcomeForm, ReferTreatmentForm, SessionForm, TreatmentForm
from ..queries import support as queries
from ..queries.cases import Case
from ..sight import case_door
from .cases import SERVICE, case_or_404, case_page

STEPS: dict[str, tuple[str, str, str, Callable[..., Any]]] = {
    "accept": ("Did the service accept?", "They accepted", "accept", treatment.accept),
    "refuse": ("Did the service refuse?", "They refused", "refuse", treatment.refuse),
    "start": ("From when does treatment run?", "Treatment started", "start", treatment.start),
    "not-start": ("Why did it never begin?", "It never began", "not_start", treatment.not_start),
    "review": ("When was it reviewed?", "It was reviewed", "", treatment.review),
    "end": ("How did treatment end?", "Treatment ended", "exit", treatment.leave),
}


@case_door(*SERVICE)
@require_safe
def support(request: HttpRequest, reference: str) -> HttpResponse:
    """Interventions, treatment, harm reduction and help elsewhere."""
    case = case_or_404(request, reference, "support")
    words = {name: words for name, (_, words, _, _) in STEPS.items()}
    more = {"support": queries.support_of(case), "steps": words}
    return case_page(request, case, "caseload/case_support.html", "case-support", more)


@case_door(*SERVICE)
@require_http_methods(METHODS)
def give(request: HttpRequest, reference: str) -> HttpResponse:
    """Record a session of an intervention."""
    case = case_or_404(request, reference, "support")
    shown = queries.support_of(case)
    choices = queries.open_to(shown, case.today)
    first = next((value for value, _ in choices), "") if shown.courses else ""
    form = SessionForm(*sent(request), choices=choices, initial={"on": case.today, "what": first})
    may: Verdict = ALLOWED if shown.courses else shown.may_begin
    return _page(
        request,
        case,
        form,
        lambda who: interventions.give(referral_id=case.referral.id, **form.said(), **who),
        ("Which session was given?", "Record the session", "The session is on record."),
        may,
    )


@case_door(*SERVICE)
@require_http_methods(METHODS)
def refer(request: HttpRequest, reference: str) -> HttpResponse:
    """Refer to specialist treatment."""
    case = case_or_404(request, reference, "support")
    form = ReferTreatmentForm(*sent(request), initial={"on": case.today})
    return _page(
        request,
        case,
        form,
        lambda who: treatment.refer(
            referral_id=case.referral.id,
            service=form.cleaned_data["service"],
            referred_on=form.cleaned_data["on"],
            **who,
        ),
        (
            "To which specialist treatment?",
            "Record the referral",
            "The 21 days to the start of treatment run.",
        ),
        TREATMENT.may("refer", None, case.actor),
    )


@case_door(*SERVICE)
@require_http_methods(METHODS)
def step(request: HttpRequest, reference: str, treatment_id: UUID, step: str) -> HttpResponse:
    """Record what the treatment service confirmed."""
    case = case_or_404(request, reference, "support")
    shown = queries.treatment_of(case, treatment_id)
    if shown is None:
        raise Http404("There is no such treatment.")
    title, button, name, act = STEPS[step]
    form = TreatmentForm(*sent(request), step=step, initial={"on": case.today, **_numbers(case, step)})
    may = TREATMENT.may(name, shown.treatment.state, case.actor) if name else ALLOWED
    return _page(
        request,
        case,
        form,
        lambda who: act(treatment_id=treatment_id, confirmed=form.confirmed(), **who),
        (title, button, f"{button}. Probation is told."),
        may,
        caption=shown.treatment.service,
    )


def _numbers(case: Case, step: str) -> dict[str, str]:
    """The numbers of treatment monitoring, where somebody has said them already."""
    linked = episodes.of_person(case.referral) if step == "start" else []
    if not linked:
        return {}
    known = episodes.numbers_of(linked[-1])
    return {"client_id": known["CLIENTID"], "episode_id": known["EPISODID"]}


@case_door(*SERVICE)
@require_http_methods(METHODS)
def harm(request: HttpRequest, reference: str) -> HttpResponse:
    """Record naloxone, a test or an overdose."""
    case = case_or_404(request, reference, "support")
    form = HarmForm(*sent(request), initial={"on": case.today})
    return _page(
        request,
        case,
        form,
        lambda who: helping.note_harm(referral_id=case.referral.id, **form.cleaned_data, **who),
        ("Naloxone, a test, an overdose", "Record it", "It is on record. Probation does not see it."),
    )


@case_door(*SERVICE)
@require_http_methods(METHODS)
def onward(request: HttpRequest, reference: str) -> HttpResponse:
    """Send the person onward for one of the other seven needs."""
    case = case_or_404(request, reference, "support")
    form = OnwardForm(*sent(request), initial={"on": case.today})
    return _page(
        request,
        case,
        form,
        lambda who: helping.send_onward(
            referral_id=case.referral.id,
            need=form.cleaned_data["need"],
            service=form.cleaned_data["service"],
            sent_on=form.cleaned_data["on"],
            **who,
        ),
        ("Help with another need", "Record it", "It is on record. Say later what came of it."),
    )


@case_door(*SERVICE)
@require_http_methods(METHODS)
def outcome(request: HttpRequest, reference: str, onward_id: UUID) -> HttpResponse:
    """Say what came of the help elsewhere."""
    case = case_or_404(request, reference, "support")
    found = queries.onward_of(case, onward_id)
    if found is None:
        raise Http404("There is no such referral onward.")
    form = OutcomeForm(*sent(request), initial={"on": case.today})
    return _page(
        request,
        case,
        form,
        lambda who: helping.say_outcome(onward_id=onward_id, **form.cleaned_data, **who),
        ("What came of it?", "Record it", "It is on record."),
        caption=found.service,
    )


def _page(
    request: HttpRequest,
    case: Case,
    form: forms.Form,
    act: Callable[[dict[str, Any]], object],
    words: tuple[str, str, str],
    verdict: Verdict = ALLOWED,
    caption: str = "",
) -> HttpResponse:
    title, button, done = words

    def done_then_back(_: dict[str, Any]) -> str:
        act({"actor": actor_of(request), "at": timezone.now()})
        return case.href("case-support")

    return form_page(
        request,
        form,
        done_then_back,
        title=title,
        button=button,
        back=Back("Support", case.href("case-support")),
        done=done,
        caption=caption or case.referral.reference,
        verdict=verdict,
    )
