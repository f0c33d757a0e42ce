"""The waiting list, giving somebody to a key worker, and how many each has; skills, absences and cover."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from throughline.frame.middleware import actor_of
from throughline.governance.views.pages import Back, form_page
from throughline.kernel.verdict import Verdict
from throughline.organisations import working

from ..actions import triage as actions
from ..actions import workers as keeping
from ..actions.people import note_read
from ..allocation import rules
from ..forms.triage import AwayForm, BackForm, SkillsForm, WaitForm, WorkerForm
from ..lifecycle import REFERRAL
from ..queries import allocating as queries
from ..queries import inbox
from ..remembered import keep, remembered
from ..sight import case_door
from .steps import FORMS, Asking, case_or_404, sent, step_page, who

SERVICE = ("key-worker", "provider-manager")
MANAGER = ("provider-manager",)


@case_door(*SERVICE)
@require_http_methods(FORMS)
def waiting_list(request: HttpRequest) -> HttpResponse:
    """Who waits for a key worker, since when and why."""
    actor, today, listing = actor_of(request), timezone.localdate(), inbox.waiting_listing()
    if request.method == "POST":
        keep(request, "waiting", listing)
        return redirect("waiting-list")
    asked = remembered(request, "waiting", listing)
    listed = asked.page(listing, inbox.waiting(asked.search))
    rows = inbox.rows_of(listed.rows, today)
    people = [each.referral.person_id for each in rows]
    note_read(actor=actor, at=timezone.now(), people=people, what="waiting list")
    shown = {"title": "Waiting for a key worker", "listed": listed, "rows": rows, "waits": queries.WAITS}
    return render(request, "caseload/waiting.html", shown)


@case_door(*SERVICE)
@require_http_methods(FORMS)
def waits_for(request: HttpRequest, reference: str) -> HttpResponse:
    """Say what somebody on the waiting list waits for."""
    case = case_or_404(request, reference, "waiting")
    form = WaitForm(*sent(request), initial={"reason": case.referral.waits_for})

    def act(given: dict[str, Any]) -> str:
        actions.wait_for(referral_id=case.referral.id, **given, **who(request))
        return reverse("waiting-list")

    asked = Asking("What does this person wait for?", "Save it", f"{reference}: saved.")
    verdict = rules.may_wait(case.state, actor_of(request))
    return step_page(request, case, form, act, asked, back=_waiting(), verdict=verdict)


@case_door(*SERVICE)
@require_http_methods(FORMS)
def allocate(request: HttpRequest, reference: str) -> HttpResponse:
    """Give the person to a key worker, or to another one; who is suggested, and why."""
    case = case_or_404(request, reference, "allocation")
    actor, is_new = actor_of(request), case.state not in rules.CARED_FOR
    choice = queries.choice_of(case, actor)
    form = WorkerForm(
        *sent(request), workers=choice.offered, initial={"key_worker": choice.suggestion.worker}
    )

    def act(given: dict[str, Any]) -> str:
        step = actions.assign if is_new else actions.reassign
        step(referral_id=case.referral.id, key_worker=given["key_worker"], **who(request))
        is_elses = is_new and given["key_worker"] != actor.id
        return reverse("waiting-list") if is_elses else reverse("case", args=[reference])

    asked = Asking(
        "Who takes care of this person?" if is_new else "Who takes over?",
        "Give to this key worker",
        f"{reference} has a key worker. Probation was told.",
        template="caseload/allocate.html",
    )
    verdict: Verdict = (
        REFERRAL.may("assign", case.state, actor) if is_new else rules.may_reassign(case.state, actor)
    )
    back = _waiting() if is_new else ("The person", reverse("case", args=[reference]))
    return step_page(request, case, form, act, asked, back=back, verdict=verdict, choice=choice)


@case_door(*MANAGER)
@require_safe
def caseloads(request: HttpRequest) -> HttpResponse:
    """Who has how many people of how many, what they take on, who is away and who covers."""
    shown = queries.caseloads(actor_of(request), timezone.localdate())
    return render(request, "caseload/caseloads.html", {"title": "Caseloads", "shown": shown})


@case_door(*MANAGER)
@require_http_methods(FORMS)
def skills(request: HttpRequest, worker_id: UUID) -> HttpResponse:
    """Say what a key worker takes on, and how many people."""
    body, worker = _body(request), f"person:{worker_id}"
    now = queries.skill_of(worker)
    staff = dict(queries.staff(body, timezone.localdate()))
    if worker not in staff:
        raise Http404("There is no such key worker.")
    form = SkillsForm(
        *sent(request),
        initial={
            "most_people": now.most_people if now else rules.MOST_PEOPLE,
            "skills": now.skills.split() if now else [],
        },
    )

    def act(given: dict[str, Any]) -> str:
        keeping.say_skills(body=body, worker=worker, **given, **who(request))
        return reverse("caseloads")

    return _manage(
        request, form, act, ("What does this key worker take on?", "Save it", "Saved."), staff[worker]
    )


@case_door(*MANAGER)
@require_http_methods(FORMS)
def away(request: HttpRequest) -> HttpResponse:
    """Say who is away, and who covers."""
    body = _body(request)
    form = AwayForm(*sent(request), workers=queries.staff(body, timezone.localdate()))

    def act(given: dict[str, Any]) -> str:
        keeping.be_away(body=body, **given, **who(request))
        return reverse("caseloads")

    words = (
        "Who is away, and who covers?",
        "Save it",
        "Saved. The lists of whoever covers show their people.",
    )
    return _manage(request, form, act, words)


@case_door(*MANAGER)
@require_http_methods(FORMS)
def back(request: HttpRequest, absence_id: UUID) -> HttpResponse:
    """Say that somebody is back sooner."""
    absence = queries.absence_of(absence_id)
    if absence is None:
        raise Http404("There is no such absence.")

    def act(given: dict[str, Any]) -> str:
        keeping.be_back(absence_id=absence_id, **given, **who(request))
        return reverse("caseloads")

    form = BackForm(*sent(request), initial={"on": timezone.localdate()})
    return _manage(request, form, act, ("When are they back?", "Save the day", "Saved."), absence.name)


def _manage(
    request: HttpRequest, form: forms.Form, act: Any, words: tuple[str, str, str], caption: str = ""
) -> HttpResponse:
    title, button, after = words
    return form_page(
        request,
        form,
        act,
        title=title,
        button=button,
        done=after,
        back=Back("Caseloads", reverse("caseloads")),
        caption=caption,
    )


def _body(request: HttpRequest) -> UUID:
    body = working.body_of(actor_of(request).id)
    if body is None:
        raise Http404("You belong to no organisation.")
    return body


def _waiting() -> tuple[str, str]:
    return "Waiting list", reverse("waiting-list")
