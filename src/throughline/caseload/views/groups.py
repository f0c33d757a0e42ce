"""Planning a group, giving people a place in it, and taking its register."""

from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from throughline.frame.choices import offer
from throughline.frame.middleware import actor_of
from throughline.governance.views.pages import FORMS as METHODS
from throughline.governance.views.pages import sent
from throughline.kernel.verdict import Refused, RefusedError

from ..actions import appointments as actions
from ..actions import attendance
from ..actions.people import note_read
from ..care.lifecycle import APPOINTMENT
from ..forms.appointments import GroupForm
from ..forms.attendance import SendOnce
from ..queries import groups as queries
from ..queries.record_modes import ELSEWHERE, mode_of
from ..sight import case_door
from .cases import SERVICE

CAME = [("yes", "Came"), ("no", "Did not come")]


class JoinForm(SendOnce):
    """Who gets a place."""

    referral = forms.ChoiceField(label="Who of your people comes too?")


@case_door(*SERVICE)
@require_http_methods(METHODS)
def plan(request: HttpRequest) -> HttpResponse:
    """Plan a group's session."""
    actor, now = actor_of(request), timezone.now()
    body, units, workers = queries.where(actor, timezone.localdate(now))
    verdict = APPOINTMENT.may("book", None, actor)
    if body is not None and mode_of(body, timezone.localdate(now)) == ELSEWHERE:
        verdict = Refused(
            "Your record is in your own system.", "Plan it there: who came comes in from there."
        )
    form = GroupForm(
        *sent(request),
        workers=workers,
        units=units,
        initial={"minutes": "60", "with_whom": actor.id, "send_key": uuid4().hex},
    )
    if request.method == "POST" and verdict and body is not None and form.is_valid():
        given = form.cleaned_data
        try:
            made = actions.plan_group(
                actor=actor,
                at=now,
                unit_id=UUID(given["unit"]),
                body_id=body,
                title=given["title"],
                places=given["places"],
                planned=form.planned(),
            )
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            return HttpResponseRedirect(reverse("group", args=[made.id]))
    return render(
        request,
        "caseload/book.html",
        {
            "form": form,
            "warned": [],
            "title": "Plan a group",
            "caption": "",
            "times": [],
            "back": {"text": "Today", "href": reverse("today")},
            "button": "Plan it",
            "verdict": verdict,
            "bar": None,
        },
    )


@case_door(*SERVICE)
@require_http_methods(METHODS)
def group(request: HttpRequest, group_id: UUID) -> HttpResponse:
    """Who comes, and once it has begun, who came."""
    actor, now = actor_of(request), timezone.now()
    shown = _shown(request, group_id)
    refused: list[str] = []
    if request.method == "POST":
        came = {
            each.id: request.POST[f"came-{each.id}"] == "yes"
            for each in shown.cards
            if request.POST.get(f"came-{each.id}") in ("yes", "no")
        }
        key = request.POST.get("send_key", "")[:64]
        refused = attendance.take_register(actor=actor, at=now, group_id=group_id, came=came, send_key=key)
        if not refused:
            messages.success(request, "The register is taken. Probation is told of each.")
            return HttpResponseRedirect(reverse("group", args=[group_id]))
        shown = _shown(request, group_id)
    return _page(request, shown, refused, _joining(shown))


@case_door(*SERVICE)
@require_POST
def join(request: HttpRequest, group_id: UUID) -> HttpResponse:
    """Give somebody a place."""
    shown = _shown(request, group_id)
    form = _joining(shown, request)
    if form.is_valid():
        try:
            actions.join_group(
                actor=actor_of(request),
                at=timezone.now(),
                group_id=group_id,
                referral_id=UUID(form.cleaned_data["referral"]),
                booking_key=form.cleaned_data["send_key"],
            )
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            return HttpResponseRedirect(reverse("group", args=[group_id]) + "#join")
    return _page(request, shown, [], form)


def _shown(request: HttpRequest, group_id: UUID) -> queries.GroupShown:
    actor, now = actor_of(request), timezone.now()
    shown = queries.group_shown(group_id, actor, now)
    if shown is None:
        raise Http404("There is no such group.")
    note_read(actor=actor, at=now, people=queries.people_in(shown), what="group")
    return shown


def _joining(shown: queries.GroupShown, request: HttpRequest | None = None) -> JoinForm:
    form = JoinForm(request.POST if request else None, initial={"send_key": uuid4().hex})
    offer(form, "referral", shown.others, none="Choose somebody")
    return form


def _page(
    request: HttpRequest, shown: queries.GroupShown, refused: list[str], form: JoinForm
) -> HttpResponse:
    return render(
        request,
        "caseload/group.html",
        {"group": shown, "refused": refused, "form": form, "came": CAME, "send_key": uuid4().hex},
    )
