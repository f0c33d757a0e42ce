"""What people say of the service: the page where they say it, and the list for those who answer for a unit."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from throughline.frame.doors import OPEN, door
from throughline.frame.middleware import actor_of
from throughline.governance.views.pages import FORMS as METHODS
from throughline.governance.views.pages import found
from throughline.kernel.verdict import RefusedError
from throughline.organisations import working
from throughline.organisations.working import sight_of

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
    unit = _unit(unit_id)
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
def voice_poster(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """A page to print for the wall of a unit: its address, and the code that a phone scans."""
    return render(
        request, "caseload/voice_poster.html", {"unit": _unit(unit_id), "address": _address("voice-units")}
    )


@door(OPEN)
@require_safe
def voice_code(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """The code to scan, as a picture of any size."""
    import qrcode
    from qrcode.image.svg import SvgPathImage

    code = qrcode.make(_address("voice", _unit(unit_id).id), image_factory=SvgPathImage)
    return HttpResponse(code.to_string(), content_type="image/svg+xml")


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
    units = working.units_named(sight_of(actor_of(request), timezone.localdate()).units)
    shown = {"listed": listed, "short": queries.in_short(), "scores": actions.SCORES, "units": units}
    return render(request, "caseload/voices.html", shown)


def _unit(unit_id: UUID) -> Any:
    return found(working.units_to_choose(timezone.localdate()).filter(id=unit_id).first(), "unit")


def _address(name: str, *args: UUID) -> str:
    return f"{settings.PUBLIC_ADDRESS}{reverse(name, args=args)}"
