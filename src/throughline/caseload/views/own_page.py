"""The person's own page: its code, opening, reading and closing it, asking for another time. No account; once."""

from datetime import datetime, timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from throughline.frame.doors import OPEN, door
from throughline.frame.middleware import actor_of
from throughline.governance.views.pages import FORMS as METHODS
from throughline.kernel.verdict import RefusedError

from ..actions import own_page as actions
from ..forms.own_page import CodeForm
from ..queries.own_page import own_page as page_of
from ..sight import case_door
from ..throttling import is_too_often
from .cases import SERVICE, case_or_404, case_page

TRIES = 20
_KEY = "own page"


@case_door(*SERVICE)
@never_cache
@require_http_methods(METHODS)
def own_code(request: HttpRequest, reference: str) -> HttpResponse:
    """Make a one-time code for the person and print it; it is shown once."""
    found, now = case_or_404(request, reference, "own page code"), timezone.now()
    code, refused = "", ""
    if request.method == "POST":
        try:
            code = actions.make_code(actor=actor_of(request), at=now, referral_id=found.referral.id)
        except RefusedError as refusal:
            refused = str(refusal)
    return case_page(
        request,
        found,
        "caseload/own_code.html",
        "",
        {
            "code": code,
            "refused": refused,
            "good_until": timezone.localdate(now + timedelta(days=actions.GOOD_DAYS)),
            "address": _written(request, "own-page-open"),
        },
    )


@door(OPEN)
@never_cache
@require_http_methods(METHODS)
def open_own_page(request: HttpRequest) -> HttpResponse:
    """Enter the code."""
    now = timezone.now()
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if is_too_often(request, "own-page", TRIES, now):
            form.add_error("code", "Too many codes were tried from here. Wait ten minutes, then try again.")
            return render(request, "caseload/own_open.html", {"form": form}, status=429)
        try:
            referral = actions.open_with(at=now, code=form.cleaned_data["code"])
        except RefusedError as refusal:
            form.add_error("code", str(refusal))
        else:
            request.session.cycle_key()
            until = now + timedelta(minutes=actions.OPEN_MINUTES)
            request.session[_KEY] = {"referral": str(referral), "until": until.isoformat()}
            return redirect("own-page")
    return render(request, "caseload/own_open.html", {"form": form})


@door(OPEN)
@never_cache
@require_safe
def own_page(request: HttpRequest) -> HttpResponse:
    """The plan, the next time, who helps, how to change it and how to complain."""
    now = timezone.now()
    referral = _opened(request, now)
    page = page_of(referral, now) if referral else None
    if page is None:
        request.session.pop(_KEY, None)
        return redirect("own-page-open")
    until = datetime.fromisoformat(request.session[_KEY]["until"])
    shown = {"page": page, "until": until, "today": timezone.localdate(now)}
    return render(request, "caseload/own_page.html", {**shown, "said_at": _written(request, "voice-units")})


@door(OPEN)
@never_cache
@require_http_methods(METHODS)
def another_time(request: HttpRequest) -> HttpResponse:
    """Ask for another time instead of the next appointment: one page that says what happens, and one press."""
    now = timezone.now()
    referral = _opened(request, now)
    page = page_of(referral, now) if referral else None
    if referral is None or page is None:
        request.session.pop(_KEY, None)
        return redirect("own-page-open")
    if request.method == "POST":
        try:
            read = datetime.fromisoformat(request.POST.get("read", ""))
            actions.ask_for_another_time(at=now, referral_id=referral, begins_at=read)
        except (ValueError, RefusedError) as refusal:
            messages.error(request, str(refusal) if isinstance(refusal, RefusedError) else "Press it again.")
        else:
            messages.success(request, "Your key worker is asked for another time.")
        return redirect("own-page")
    if not page.may_ask or page.ahead[0][1].asked_to_move_at:
        return redirect("own-page")
    return render(request, "caseload/own_another_time.html", {"page": page})


@door(OPEN)
@require_POST
def close_own_page(request: HttpRequest) -> HttpResponse:
    """The page is closed on this device."""
    request.session.pop(_KEY, None)
    return redirect("own-page-open")


def _written(request: HttpRequest, name: str) -> str:
    """An address as somebody types it from paper."""
    return request.build_absolute_uri(reverse(name)).removeprefix("https://").removeprefix("http://")


def _opened(request: HttpRequest, now: datetime) -> UUID | None:
    kept = request.session.get(_KEY)
    if not kept or datetime.fromisoformat(kept["until"]) <= now:
        return None
    return UUID(kept["referral"])
