"""What people say of the service: the page where they say it, and the list for those who answer for a unit."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from throughline.frame.doors import OPEN, door
from throughline.governance.views.pages import FORMS as METHODS
from throughline.kernel.verdict import RefusedError
from throughline.organisations import working

from ..actions import voices as actions
from ..forms.own_page import VoiceForm
from ..queries import voices as queries
from ..sight import case_door
from ..throttling import is_too_often

MOST = 10


@door(OPEN)
@require_safe
def voice_units(request: HttpRequest) -> HttpResponse:
    """Choose the unit."""
    units = list(working.units_to_choose(timezone.localdate()))
    return render(request, "caseload/voice_units.html", {"units": units})


@door(OPEN)
@require_http_methods(METHODS)
def voice(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Say how it was, without a name."""
    now = timezone.now()
    unit = working.units_to_choose(timezone.localdate(now)).filter(id=unit_id).first()
    if unit is None:
        raise Http404("There is no such unit.")
    form = VoiceForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        if is_too_often(request, "voice", MOST, now):
            status = 429
            form.add_error(None, "Much was said from here just now. Wait ten minutes, then try again.")
        else:
            try:
                actions.say(at=now, unit_id=unit.id, **form.cleaned_data)
            except RefusedError as refusal:
                form.add_error("score", str(refusal))
            else:
                return redirect("voice-said")
    return render(request, "caseload/voice.html", {"form": form, "unit": unit}, status=status)


@door(OPEN)
@require_safe
def voice_said(request: HttpRequest) -> HttpResponse:
    """Thank you."""
    return render(request, "caseload/voice_said.html", {})


@case_door("provider-manager", "head-of-unit")
@require_safe
def voices(request: HttpRequest) -> HttpResponse:
    """What people said at the units that one answers for."""
    listed = queries.LISTING.page(queries.voices(), request.GET)
    shown = {"listed": listed, "short": queries.in_short(), "scores": actions.SCORES}
    return render(request, "caseload/voices.html", shown)
