"""Today's list on a phone: what happened with each, taken back where it was wrong, and who is to be reminded."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from throughline.frame.middleware import actor_of
from throughline.governance.views.pages import FORMS as METHODS
from throughline.governance.views.pages import Back, form_page, sent
from throughline.kernel.verdict import RefusedError, Verdict

from ..actions import attendance as actions
from ..actions.appointments import a_week_after, book_again, keep
from ..actions.people import note_read
from ..actions.reminding import note_reminded
from ..care.attendance import STEPS, WORDS, may_record, may_take_back
from ..care.clashes import Slot
from ..care.lifecycle import APPOINTMENT
from ..care.local_time import clock_words, day_of, day_words
from ..forms.attendance import FORMS, HereForm, TakeBackForm
from ..queries import booking
from ..queries import today as queries
from ..sight import case_door

SERVICE = ("key-worker", "provider-manager")
RECORD: dict[str, Callable[..., Any]] = {
    "attend": actions.attend,
    "miss": actions.miss,
    "fall_through": actions.fall_through,
}


@case_door(*SERVICE)
@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """Whom I meet today, in time order."""
    actor, now = actor_of(request), timezone.now()
    listed = queries.today_of(actor, now)
    note_read(actor=actor, at=now, people=listed.people, what="today")
    return render(
        request,
        "caseload/today.html",
        {
            "today": listed,
            "day": day_words(listed.day),
            "outcomes": WORDS,
            "group_card": queries.GroupCard,
            "came_here": _came_here,
        },
    )


@case_door(*SERVICE)
@require_http_methods(METHODS)
def record(request: HttpRequest, appointment_id: UUID, outcome: str) -> HttpResponse:
    """Record what happened; the same form sent twice records once, and another device's outcome is told."""
    actor, now = actor_of(request), timezone.now()
    found = _found(request, appointment_id, "appointment")
    step = STEPS[outcome]
    form = FORMS[outcome](*sent(request), initial={"send_key": uuid4().hex})
    if request.method == "POST" and form.is_valid():
        try:
            key = form.cleaned_data["send_key"]
            RECORD[step](actor=actor, at=now, appointment_id=found.id, came=form.came(), send_key=key)
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            done = f"Recorded: {WORDS[outcome].lower()}. Probation is told."
            if form.cleaned_data.get("again"):
                return _again(request, found, key, done)
            return _onward(request, done)
    verdict: Verdict = APPOINTMENT.may(step, found.state, actor)
    return render(
        request,
        "caseload/record.html",
        {
            "form": form,
            "card": queries.card(found, now),
            "outcome": outcome,
            "outcomes": WORDS,
            "verdict": verdict and may_record(step, found.begins_at, now),
        },
        status=200,
    )


@case_door(*SERVICE)
@require_http_methods(METHODS)
def take_back(request: HttpRequest, appointment_id: UUID) -> HttpResponse:
    """Take back what was recorded in error."""
    actor, now = actor_of(request), timezone.now()
    found = _found(request, appointment_id, "appointment")
    shown = queries.card(found, now)

    def act(given: dict[str, Any]) -> str:
        actions.take_back(actor=actor, at=now, appointment_id=found.id, because=given["because"])
        return reverse("today") + f"#a-{found.id}"

    step = "reopen_attended" if found.state == "attended" else "reopen_missed"
    return form_page(
        request,
        TakeBackForm(*sent(request)),
        act,
        title="Put right what was recorded",
        caption=f"{shown.day_words}, {shown.clock}: {shown.outcome.lower()}",
        lead="What was recorded stays in the history with your reason, and probation is told that it was wrong. "
        "Then record what did happen.",
        button="Take it back",
        back=Back("Today", reverse("today")),
        done="Taken back. Record what did happen.",
        verdict=APPOINTMENT.may(step, found.state, actor) and may_take_back(found.recorded_by),
        tone="warning",
    )


@case_door(*SERVICE)
@require_POST
def reminded(request: HttpRequest, appointment_id: UUID) -> HttpResponse:
    """Say that the person was reminded."""
    found = _found(request, appointment_id, "reminder")
    note_reminded(actor=actor_of(request), at=timezone.now(), appointment_id=found.id)
    return HttpResponseRedirect(reverse("today") + "#remind")


@case_door(*SERVICE)
@require_POST
def stays(request: HttpRequest, appointment_id: UUID) -> HttpResponse:
    """Say that the person, who asked for another time, agreed that this one stays."""
    found = _found(request, appointment_id, "appointment")
    try:
        keep(actor=actor_of(request), at=timezone.now(), appointment_id=found.id)
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "The time stays. The person reads it on their own page.")
    return HttpResponseRedirect(reverse("today"))


def _found(request: HttpRequest, appointment_id: UUID, what: str) -> Any:
    found = queries.appointment_of(appointment_id)
    if found is None:
        raise Http404("There is no such appointment.")
    note_read(actor=actor_of(request), at=timezone.now(), people=[found.referral.person_id], what=what)
    return found


def _came_here(card: queries.Card) -> HereForm:
    """The form on the list itself; each has ids of its own."""
    return HereForm(initial={"send_key": uuid4().hex}, auto_id=f"here-{card.id}-%s")


def _again(request: HttpRequest, found: Any, key: str, done: str) -> HttpResponse:
    """Book the same time next week; where something speaks against it, say what and offer another time."""
    actor, now = actor_of(request), timezone.now()
    found.referral.refresh_from_db(fields=["first_contact_on"])
    next_week = a_week_after(found)
    slot = Slot(next_week.begins_at, next_week.minutes)
    against = booking.warnings(
        found.referral, slot, next_week.mode, next_week.with_whom, now=now, key=f"{key} again"
    )
    why = [each.words for each in against]
    if not why:
        try:
            book_again(actor=actor, at=now, appointment_id=found.id, booking_key=f"{key} again")
        except RefusedError as refusal:
            why = [str(refusal)]
    if not why:
        when = f"{day_words(day_of(next_week.begins_at))} at {clock_words(next_week.begins_at)}"
        return _onward(request, f"{done} Booked again for {when}.")
    messages.warning(request, f"{done} Next week is not booked: {' '.join(why)} Choose another time.")
    return _to(request, reverse("appointment-book", args=[found.referral.reference]))


def _onward(request: HttpRequest, done: str) -> HttpResponse:
    """Back to the list."""
    messages.success(request, done)
    return _to(request, reverse("today"))


def _to(request: HttpRequest, address: str) -> HttpResponse:
    """Go on there; a script that sent the form is told where that is."""
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"next": address})
    return HttpResponseRedirect(address)
