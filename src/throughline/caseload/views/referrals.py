"""Probation's own list of referrals, and what became of one; amending, answering and withdrawing what was sent."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from throughline.frame.lists import csv_download
from throughline.frame.middleware import actor_of
from throughline.governance.views.pages import FORMS as METHODS
from throughline.governance.views.pages import Back, form_page
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError

from ..actions import after_sending as actions
from ..actions import deaths, withdrawing
from ..actions.leaving import ENDED
from ..actions.people import note_read
from ..codes import SOURCES, TO_CUSTODY
from ..forms.referring import FORMS, AnswerForm, BecauseForm, WithdrawForm
from ..forms.watching import DeathForm
from ..lifecycle import OPEN, REFERRAL
from ..queries import referrals as queries
from ..queries import referring
from ..queries.episodes import episodes_of
from ..referring import HEADINGS, PARTS
from ..remembered import keep, remembered
from ..sight import case_door, sight_at

PROBATION = ("probation-practitioner", "head-of-unit", "prison-and-court-team")
SUPERVISES = ("probation-practitioner", "head-of-unit")
REFERRERS = (*PROBATION, "key-worker", "provider-manager")
_LIST = "referrals"


@case_door(*PROBATION)
@never_cache
@require_http_methods(METHODS)
def referrals(request: HttpRequest) -> HttpResponse:
    """Every referral in sight: where it stands, how long it has left, who has it."""
    if request.method == "POST":
        keep(request, _LIST, queries.LISTING)
        return redirect("referrals")
    actor, today = actor_of(request), timezone.localdate()
    asked = remembered(request, _LIST, queries.LISTING)
    first = (
        {} if asked.search else {"first": queries.first_of_units(actor, sight_at(request).units, asked.asked)}
    )
    listed = asked.page(queries.LISTING, queries.searched(queries.in_sight(), asked.search), **first)
    shown = queries.rows_of(listed.rows, today)
    note_read(
        actor=actor,
        at=timezone.now(),
        people=[each.referral.person_id for each in shown],
        what="list of referrals",
    )
    return render(request, "caseload/referrals.html", {"listed": listed, "rows": shown})


@case_door(*PROBATION)
@require_safe
def referrals_csv(request: HttpRequest) -> HttpResponse:
    """The list as it is searched and filtered, by our reference: it names nobody."""
    today = timezone.localdate()
    asked = remembered(request, _LIST, queries.LISTING)
    narrowed = queries.searched(queries.in_sight(), asked.search)
    rows = queries.LISTING.narrow(narrowed, asked.asked)
    header = (
        "Reference", "Unit", "Provider", "Where", "State", "Sent", "First contact due", "First contact", "Release",
        "Withdrawn for",
    )  # fmt: skip

    def cells(each: Any) -> tuple[object, ...]:
        clock = queries.clock_of(each, today)
        return (
            each.reference,
            each.unit.name,
            each.provider.name,
            SOURCES[each.source],
            queries.STATES[each.state][0],
            timezone.localdate(each.sent_at) if each.sent_at else "",
            clock.due_on if clock else "",
            each.first_contact_on or "",
            each.release_on or "",
            each.withdrawn_for,
        )

    return csv_download("referrals.csv", header, map(cells, rows))


@case_door(*REFERRERS)
@never_cache
@require_safe
def referral(request: HttpRequest, reference: str) -> HttpResponse:
    """One referral: what happened next, by when, who has it, and the note for probation's own record."""
    actor, today = actor_of(request), timezone.localdate()
    whole = _sent_or_404(reference, today)
    if whole.referral.state == "draft":
        return redirect("refer-check", reference)
    note_read(actor=actor, at=timezone.now(), people=[whole.referral.person_id], what="referral")
    return render(
        request,
        "caseload/referral.html",
        {
            "whole": whole,
            "became": queries.became_of(whole, today),
            "contact": referring.contact_of(whole.referral.unit_id),
            "may_amend": actions.may_amend(whole.referral.state, actor),
            "may_withdraw": REFERRAL.may("withdraw", whole.referral.state, actor),
            "is_probation": bool(actor.roles & set(PROBATION)),
            "episodes": episodes_of(whole.referral),
            "hidden_steps": _hidden_steps(whole, actor),
            "may_refer_again": whole.referral.state in ENDED and bool(actor.roles & set(SUPERVISES)),
        },
    )


@case_door(*PROBATION)
@never_cache
@require_http_methods(METHODS)
def amend(request: HttpRequest, reference: str, part: str) -> HttpResponse:
    """Change one page of what was sent, with the reason; the service sees what was and what is."""
    actor, today = actor_of(request), timezone.localdate()
    whole = _sent_or_404(reference, today)
    if part not in PARTS or whole.referral.state == "draft":
        raise Http404("There is no such page.")
    sent = request.POST if request.method == "POST" else None
    further = {"on": today, "protocols": ()} if part == "why" else {}
    form = FORMS[part](
        sent, values=whole.values, revision=whole.referral.revision, is_complete=True, **further
    )
    because = BecauseForm(sent)
    if sent is not None and all((form.is_valid(), because.is_valid())):
        try:
            many = actions.amend(
                actor=actor,
                at=timezone.now(),
                referral_id=whole.referral.id,
                values=form.said,
                because=because.cleaned_data["because"],
            )
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request,
                f"Amended: {many} answer{'' if many == 1 else 's'}. The service sees what was and what is.",
            )
            return redirect("referral", reference)
    note_read(actor=actor, at=timezone.now(), people=[whole.referral.person_id], what="referral")
    return render(
        request,
        "caseload/refer_part.html",
        {
            "whole": whole,
            "form": form,
            "because": because,
            "part": part,
            "heading": HEADINGS[part],
            "number": 0,
            "theirs": [],
        },
    )


@case_door(*PROBATION)
@never_cache
@require_http_methods(METHODS)
def withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    """Withdraw a referral, with one of the thirteen reasons."""
    whole = _sent_or_404(reference, timezone.localdate())
    actor = actor_of(request)

    def act(given: dict[str, Any]) -> str:
        if given["code"] == withdrawing.DIED:
            return reverse("referral-death", args=[reference])
        withdrawing.withdraw(
            actor=actor, at=timezone.now(), referral_id=whole.referral.id, code=given["code"]
        )
        messages.success(request, "Withdrawn. The service has been told; times ahead are called off.")
        return reverse("referral", args=[reference])

    return _form(
        request,
        whole,
        WithdrawForm(request.POST or None),
        act,
        title="Why is this referral withdrawn?",
        button="Withdraw the referral",
        lead="The service stops; times ahead are called off. If the person has died, the next page asks for the day.",
        verdict=REFERRAL.may("withdraw", whole.referral.state, actor),
        tone="warning",
    )


@case_door(*PROBATION)
@never_cache
@require_http_methods(METHODS)
def death(request: HttpRequest, reference: str) -> HttpResponse:
    """Say that the person has died: the referral is withdrawn with that code, and the death is reviewed. R39"""
    today = timezone.localdate()
    whole, actor = _sent_or_404(reference, today), actor_of(request)
    form = DeathForm(request.POST or None, initial={"learned_on": today, "is_drug_related": "unknown"})

    def act(_: dict[str, Any]) -> str:
        deaths.notify(actor=actor, at=timezone.now(), referral_id=whole.referral.id, death=form.death())
        return reverse("referral", args=[reference])

    return _form(
        request,
        whole,
        form,
        act,
        title="Has this person died?",
        button="Record the death",
        done="Recorded. The service is told at once; times ahead are called off, nobody is reminded of anything.",
        lead="The referral ends with it, and the service’s manager reviews the death within 28 days.",
        verdict=REFERRAL.may("withdraw", whole.referral.state, actor),
        tone="warning",
    )


@case_door(*REFERRERS)
@never_cache
@require_http_methods(METHODS)
def answer(request: HttpRequest, reference: str, question_id: UUID) -> HttpResponse:
    """Answer what the service asked."""
    whole = _sent_or_404(reference, timezone.localdate())
    waiting = queries.became_of(whole, timezone.localdate()).open_questions
    asked = next((question for row, question, _ in waiting if row.id == question_id), None)
    if asked is None:
        return redirect("referral", reference)

    def act(given: dict[str, Any]) -> str:
        actions.answer(
            actor=actor_of(request), at=timezone.now(), question_id=question_id, text=given["answer"]
        )
        return reverse("referral", args=[reference])

    return _form(
        request,
        whole,
        AnswerForm(request.POST or None),
        act,
        title="What do you answer?",
        button="Send the answer",
        done="Your answer is with the service.",
        lead=f"The service asks: “{asked}”",
    )


def _hidden_steps(whole: referring.Whole, actor: Actor) -> set[str]:
    """Which of the steps beside do not fit this referral or this reader."""
    referral = whole.referral
    fits = {
        "court-report": referral.requirement == "DRR" and bool(actor.roles & set(SUPERVISES)),
        "pause": bool(REFERRAL.may("pause", referral.state, actor)),
        "prison-healthcare": referral.state == "paused" and referral.pause in TO_CUSTODY,
        "transfer-offer": referral.state in OPEN and bool(actor.roles & set(SUPERVISES)),
        "case-meetings": bool(actor.roles & set(SUPERVISES)),
    }
    return {name for name, does_fit in fits.items() if not does_fit}


def _form(
    request: HttpRequest, whole: referring.Whole, form: forms.Form, act: Any, **words: Any
) -> HttpResponse:
    note_read(actor=actor_of(request), at=timezone.now(), people=[whole.referral.person_id], what="referral")
    reference = whole.referral.reference
    back = Back(f"Referral {reference}", reverse("referral", args=[reference]))
    return form_page(request, form, act, back=back, caption=f"{whole.identity.name}, {reference}", **words)


def _sent_or_404(reference: str, today: date) -> referring.Whole:
    whole = referring.whole(reference, today)
    if whole is None or whole.referral.state == "discarded":
        raise Http404("There is no such referral.")
    return whole
