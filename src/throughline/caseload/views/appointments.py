"""Booking a time with somebody, and moving one."""

from collections.abc import Callable
from itertools import groupby
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from throughline.frame.middleware import actor_of
from throughline.governance.views.pages import FORMS as METHODS
from throughline.governance.views.pages import sent
from throughline.kernel.verdict import RefusedError, Verdict

from ..actions import appointments as actions
from ..actions.people import note_read
from ..care.attendance import may_book
from ..care.clashes import Against, Slot
from ..care.lifecycle import APPOINTMENT
from ..care.local_time import clock_of, clock_words, day_of, day_words
from ..forms.appointments import BookForm, MoveForm, PlanForm
from ..queries import booking as queries
from ..queries import today as listed
from ..sight import case_door
from .cases import SERVICE, case_or_404


@case_door(*SERVICE)
@require_http_methods(METHODS)
def book(request: HttpRequest, reference: str) -> HttpResponse:
    """Book a time; what speaks against it is said, and can be booked anyway."""
    case, actor = case_or_404(request, reference, "booking"), actor_of(request)
    referral, now = case.referral, timezone.now()
    times = queries.free_times(referral.unit_id, referral.provider_id, now)
    first: dict[str, Any] = {
        "send_key": uuid4().hex,
        "with_whom": actor.id,
        "mode": "IN_PERSON_PROBATION_OFFICE",
    }
    first["kind"] = "assessment" if referral.first_contact_on is None else "one_to_one"
    chosen = next((each for each in times if each.key == request.GET.get("at")), None)
    if chosen:
        first |= {"kind": "clinic", "minutes": str(chosen.minutes), "place": chosen.place}
        first |= {"day": day_of(chosen.begins_at), "clock": _typed(chosen.begins_at)}
    workers = queries.workers_for(referral.unit_id, referral.provider_id, case.today)
    form = BookForm(*sent(request), workers=workers, initial=first)

    def act(form: PlanForm) -> object:
        given = form.cleaned_data
        return actions.book(
            actor=actor,
            at=now,
            referral_id=referral.id,
            kind=given["kind"],
            planned=form.planned(),
            booking_key=given["send_key"],
        )

    verdict: Verdict = APPOINTMENT.may("book", None, actor)
    return _plan_page(
        request,
        form,
        referral,
        act,
        {
            "title": "Book a time",
            "caption": case.bar.name,
            "times": [(day, list(free)) for day, free in groupby(times, key=lambda each: each.day)],
            "back": {"text": "Back to the person", "href": case.href()},
            "button": "Book it",
            "verdict": verdict and may_book(referral.state, "check" if referral.state == "exited" else ""),
            "bar": case.bar,
        },
        done="Booked. Probation is told that a time is arranged.",
        address=case.href(),
    )


@case_door(*SERVICE)
@require_http_methods(METHODS)
def move(request: HttpRequest, appointment_id: UUID) -> HttpResponse:
    """Move an appointment to another time, with who asked; what was agreed stays on record."""
    actor, now = actor_of(request), timezone.now()
    found = listed.appointment_of(appointment_id)
    if found is None:
        raise Http404("There is no such appointment.")
    referral = found.referral
    note_read(actor=actor, at=now, people=[referral.person_id], what="appointment")
    first = {"send_key": uuid4().hex, "minutes": str(found.minutes), "mode": found.mode, "place": found.place}
    first |= {"with_whom": found.with_whom, "clock": _typed(found.begins_at)}
    if found.asked_to_move_at:
        first["moved_for"] = "person"
    workers = queries.workers_for(referral.unit_id, referral.provider_id, day_of(now))
    form = MoveForm(*sent(request), workers=workers, initial=first)

    def act(form: PlanForm) -> object:
        given = form.cleaned_data
        return actions.reschedule(
            actor=actor,
            at=now,
            appointment_id=found.id,
            planned=form.planned(),
            moved_for=given["moved_for"],
            booking_key=given["send_key"],
        )

    was = f"{day_words(day_of(found.begins_at))} at {clock_words(found.begins_at)}"
    return _plan_page(
        request,
        form,
        referral,
        act,
        {
            "title": "Move to another time",
            "caption": f"{listed.card(found, now).name}, now {was}",
            "times": [],
            "back": {"text": "Today", "href": reverse("today")},
            "button": "Move it",
            "verdict": APPOINTMENT.may("reschedule", found.state, actor),
            "bar": None,
        },
        done="Moved. What was agreed before stays on record, and probation is told.",
        address=reverse("today"),
        moved=found.id,
    )


def _plan_page(
    request: HttpRequest,
    form: PlanForm,
    referral: Any,
    act: Callable[[PlanForm], object],
    shown: dict[str, Any],
    *,
    done: str,
    address: str,
    moved: UUID | None = None,
) -> HttpResponse:
    warned: list[Against] = []
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        slot = Slot(given["begins_at"], int(given["minutes"]))
        warned = queries.warnings(
            referral,
            slot,
            given["mode"],
            given["with_whom"],
            now=timezone.now(),
            moved=moved,
            key=given["send_key"],
        )
        if {each.code for each in warned} <= set(given["anyway"].split()):
            try:
                act(form)
            except RefusedError as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, done)
                return HttpResponseRedirect(address)
        form.data = again = request.POST.copy()
        again["anyway"] = " ".join(each.code for each in warned)
    return render(request, "caseload/book.html", {"form": form, "warned": warned, **shown})


def _typed(moment: Any) -> str:
    return f"{clock_of(moment):%H:%M}"
