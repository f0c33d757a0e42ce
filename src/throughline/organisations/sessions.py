"""When does a session end, and may it do anything before a second step is set up?"""

import time
from collections.abc import Callable
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from throughline.frame import kept_forms

BEGAN = "began_at"
SEEN = "seen_at"
SECURED = "has_second_step"
NOTED_EVERY = 300  # seconds between two writes of "seen", so that reading pages costs no write each
WITHOUT_SECOND_STEP = frozenset({
    "account", "mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "mfa_view_recovery_codes",
    "account_reauthenticate", "account_logout", "sign-out", "account_change_password", "change-password",
})  # fmt: skip


class SessionMiddleware:
    """Ends sessions that idled or grew old, and sends people without a second step to set one up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            self._note_or_end(request)
        elif settings.SESSION_COOKIE_NAME in request.COOKIES:
            kept_forms.remember_whose(request)
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        if (
            not settings.SECOND_STEP_REQUIRED
            or not request.user.is_authenticated
            or request.session.get(SECURED)
        ):
            return None
        if is_mfa_enabled(request.user):
            request.session[SECURED] = True
            return None
        name = request.resolver_match.url_name if request.resolver_match else None
        return None if name in WITHOUT_SECOND_STEP else redirect("mfa_index")

    @staticmethod
    def _note_or_end(request: HttpRequest) -> None:
        now = time.time()
        session = request.session
        began, seen = session.setdefault(BEGAN, now), session.get(SEEN, 0)
        if now - began > settings.SESSION_LONGEST or (seen and now - seen > settings.SESSION_COOKIE_AGE):
            person = str(request.user.pk)
            logout(request)
            kept_forms.remember_whose(request, person)
        elif now - seen > NOTED_EVERY:
            session[SEEN] = now
            UserSession.objects.filter(session_key=session.session_key).update(last_seen_at=timezone.now())
