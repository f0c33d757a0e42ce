"""How does an organisation's own directory say who somebody is? OpenID Connect, for people who were invited.

The first sign-in binds the directory's name for a person (`sub`) to the invited person with that verified address;
afterwards only the binding counts. Whoever has a password here proves it first, so that an address alone takes nobody's
place. A stranger is told that nobody invited them. State, nonce and PKCE are always used.
"""

import logging
import secrets
import time
from typing import Any, NoReturn

from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import Login
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.stages import AuthenticateStage
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin
from allauth.socialaccount.providers.base import AuthError, AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from requests import RequestException

from .access import invitations, log
from .actions import bind_to_directory
from .again import LASTS, is_proved, prove_first
from .directory_settings import Directory
from .models import Person

SIGNED_IN_BY = "directory"  # in the session: the directory that said who this is
_LONGEST_NUMBER = 191  # characters of a `sub` that can be kept
# What a directory that answers nonsense makes of our reading it, beside not answering at all.
_NONSENSE = (OAuth2Error, KeyError, TypeError, AttributeError, ValueError)
_LOG = logging.getLogger("throughline.directories")
_AGAIN = "Try again. If it happens again, tell whoever looks after Throughline at your organisation."


def directory(directory_id: str) -> Directory:
    """The directory of that id; Http404 when the settings name none."""
    for each in settings.DIRECTORIES:
        if each.id == directory_id:
            return each
    raise Http404


def directory_for(person: Person) -> Directory | None:
    """The directory by which the person comes in, by their address and body."""
    return next((each for each in settings.DIRECTORIES if each.is_for(person.email, person.body.code)), None)


def id_of_directory(person: Person) -> str:
    """The id of the directory that the person is bound to; empty for none."""
    return SocialAccount.objects.filter(user=person).values_list("provider", flat=True).first() or ""


def name_of_directory(person: Person) -> str:
    """The name of the directory that the person is bound to; empty for none."""
    found = id_of_directory(person)
    return next((each.name for each in settings.DIRECTORIES if each.id == found), found)


class _Protocol(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]  # allauth has no types
    """Speaks to one directory, which has to be the issuer that the settings name."""

    @property
    def openid_config(self) -> dict[str, Any]:
        said: dict[str, Any] = super().openid_config
        if said.get("issuer") != directory(self.provider_id).issuer:
            raise OAuth2Error("The directory calls itself by another name than our settings.")
        return said

    def get_callback_url(self, request: HttpRequest, app: Any) -> str:
        return settings.PUBLIC_ADDRESS + reverse("directory-back", args=[self.provider_id])


class _Provider(OpenIDConnectProvider):  # type: ignore[misc]  # allauth has no types
    pkce_enabled_default = True
    oauth2_adapter_class = _Protocol

    def redirect_from_request(self, request: HttpRequest) -> HttpResponse:
        """Ask the directory; what an address may add to the question is only the page to come back to."""
        nonce = secrets.token_urlsafe(24)
        asked = {"nonce": nonce}
        if acr := directory(self.app.provider_id).acr_values:
            asked["acr_values"] = acr
        is_again = request.user.is_authenticated and id_of_directory(request.user) == self.app.provider_id
        if is_again:
            asked |= {"prompt": "login", "max_age": "0"}
        wanted = request.GET.get("next", "")
        return self.redirect(  # type: ignore[no-any-return]  # allauth has no types
            request,
            AuthProcess.LOGIN,
            next_url=wanted if DirectoryAdapter().is_here(wanted) else None,
            auth_params=asked,
            nonce=nonce,
            again=str(request.user.pk) if is_again else "",
        )


class DirectoryAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Our answers to what allauth asks about directories: those of the settings, invited people, nobody signs up."""

    def list_apps(self, request: Any, provider: Any = None, client_id: Any = None) -> list[SocialApp]:
        return [_app(each) for each in settings.DIRECTORIES if provider in (None, each.id)]

    def get_provider(self, request: Any, provider: str, client_id: Any = None) -> _Provider:
        return _Provider(request, app=_app(directory(provider)))

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def is_here(self, url: str) -> bool:
        """Whether an address is a page of ours."""
        from allauth.account.adapter import get_adapter

        return bool(url) and bool(get_adapter().is_safe_url(url))

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Let in who is bound; bind who was invited; turn everybody else away with a reason."""
        told_by = directory(sociallogin.account.provider)
        data = sociallogin.account.extra_data
        token, userinfo = data.get("id_token") or {}, data["userinfo"]
        if (
            not token
            or token.get("nonce") != sociallogin.state.get("nonce")
            or userinfo.get("sub") != token["sub"]
            or not 0 < len(sociallogin.account.uid) <= _LONGEST_NUMBER
        ):
            self._turn_away(
                request, told_by, "The answer of your directory was not meant for this sign-in.", _AGAIN
            )
        request.second_step_was_asked = told_by.asked_for_a_second_step(token)  # type: ignore[attr-defined]  # read below
        sociallogin.account.extra_data = {}  # what the directory says of a person is not kept
        if sociallogin.state.get("again"):
            self._confirm(request, told_by, sociallogin, token)
        if not sociallogin.is_existing:
            invited = self._invited(request, told_by, userinfo if "email" in userinfo else token)
            bound = bind_to_directory(person=invited, directory=told_by.id, at=timezone.now())
            sociallogin.connect(request, bound)

    def _confirm(
        self, request: HttpRequest, told_by: Directory, sociallogin: SocialLogin, token: dict[str, Any]
    ) -> NoReturn:
        """Somebody who is signed in has shown their directory anew who they are, a moment ago."""
        is_same = sociallogin.is_existing and str(sociallogin.user.pk) == str(request.user.pk)
        if not is_same or str(request.user.pk) != sociallogin.state["again"]:
            self._turn_away(
                request,
                told_by,
                "Your directory named somebody else than who is signed in here.",
                "Sign out, then sign in as yourself.",
            )
        shown_at = token.get("auth_time")
        if not isinstance(shown_at, int) or abs(time.time() - shown_at) > LASTS:
            self._turn_away(
                request,
                told_by,
                "Your directory did not say that it asked you just now.",
                "Set up a second step on your account page: from then on its code confirms who you are.",
            )
        record_authentication(
            request, request.user, "socialaccount", provider=told_by.id, reauthenticated=True
        )
        wanted = sociallogin.state.get("next") or reverse("account")
        raise ImmediateHttpResponse(HttpResponseRedirect(wanted))

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: Any = None, exception: Any = None, **_: Any
    ) -> None:
        told_by = directory(provider.app.provider_id)
        if error == AuthError.CANCELLED:
            self._turn_away(
                request, told_by, "You went back before you had signed in.", "Start again when you like."
            )
        if exception is not None:
            _LOG.warning("The directory %s answered with %s.", told_by.id, type(exception).__name__)
        if isinstance(exception, RequestException):
            self._turn_away(
                request, told_by, "Your directory does not answer just now.", "Try again in a few minutes."
            )
        self._turn_away(request, told_by, "Your directory could not say who you are.", _AGAIN)

    def _invited(self, request: HttpRequest, told_by: Directory, claims: dict[str, Any]) -> Person:
        email = str(claims.get("email", "")).lower()
        verified = claims.get("email_verified") is True or told_by.email_is_verified
        if not email or not verified or not told_by.takes(email):
            self._turn_away(
                request,
                told_by,
                "Your directory did not confirm an address of your organisation.",
                "Tell whoever looks after Throughline at your organisation.",
            )
        person = Person.objects.select_related("body").filter(email=email, is_active=True).first()
        if person is None or person.is_demonstration or (told_by.body and person.body.code != told_by.body):
            self._turn_away(
                request,
                told_by,
                "Nobody has invited you to Throughline yet.",
                "Your directory knows you, and that is not enough. Ask an administrator of your organisation.",
            )
        if not invitations.may_come_in(person, at=timezone.now()):
            self._turn_away(
                request,
                told_by,
                "Your invitation has run out.",
                "The administrator who invited you can send a new one.",
                person,
            )
        if person.has_usable_password() and not (request.user == person and is_proved(request)):
            self._turn_away(
                request,
                told_by,
                "You sign in here with a password.",
                "Sign in with it once more, then let your directory take over on your account page.",
                person,
            )
        if SocialAccount.objects.filter(user=person).exists():
            self._turn_away(
                request,
                told_by,
                "Your directory knows you under another number than before.",
                "An administrator can make you a new one-time link, which ends the old binding.",
                person,
            )
        return person

    def _turn_away(
        self, request: HttpRequest, told_by: Directory, what: str, then: str, person: Person | None = None
    ) -> NoReturn:
        log.note(
            "turned_away", at=timezone.now(), person=person, request=request, how=f"directory {told_by.id}"
        )
        shown = {"directory": told_by, "what": what, "then": then}
        raise ImmediateHttpResponse(render(request, "organisations/turned_away.html", shown, status=403))


class SecondStep(AuthenticateStage):  # type: ignore[misc]  # allauth has no types
    """The local second step, which a directory that asked for one itself makes needless."""

    def _should_handle(self, request: HttpRequest) -> bool:
        login: Login = self.login
        by_directory = "sociallogin" in (login.signal_kwargs or {})
        if by_directory and getattr(request, "second_step_was_asked", False):
            return False
        return bool(super()._should_handle(request))


def go(request: HttpRequest, directory_id: str) -> HttpResponseBase:
    """Send the visitor to their directory; who is signed in by a password confirms first that it is them."""
    told_by = directory(directory_id)
    if request.user.is_authenticated and request.user.has_usable_password() and not is_proved(request):
        return HttpResponseRedirect(prove_first(request.get_full_path()))
    try:
        return OAuth2LoginView.adapter_view(_Protocol(request, directory_id))(request)  # type: ignore[no-any-return]  # allauth has no types
    except (RequestException, *_NONSENSE) as error:
        return _answer_to(request, told_by, error)


def back(request: HttpRequest, directory_id: str) -> HttpResponseBase:
    """Take what the directory says of the visitor who comes back."""
    told_by = directory(directory_id)
    try:
        return OAuth2CallbackView.adapter_view(_Protocol(request, directory_id))(request)  # type: ignore[no-any-return]  # allauth has no types
    except (RequestException, *_NONSENSE) as error:
        return _answer_to(request, told_by, error)


def leave(request: HttpRequest, directory_id: str) -> HttpResponseBase:
    """Send somebody who has signed out here on to sign out at their directory, if it has such a page."""
    told_by = directory(directory_id)
    try:
        address = _Protocol(request, directory_id).openid_config.get("end_session_endpoint")
    except (RequestException, *_NONSENSE) as error:
        return _answer_to(request, told_by, error)
    here = settings.PUBLIC_ADDRESS + reverse("sign-in")
    asked = urlencode({"client_id": told_by.client_id, "post_logout_redirect_uri": here})
    return HttpResponseRedirect(f"{address}?{asked}" if address else here)


def _answer_to(request: HttpRequest, told_by: Directory, error: Exception) -> HttpResponse:
    try:
        DirectoryAdapter().on_authentication_error(
            request, _Provider(request, app=_app(told_by)), exception=error
        )
    except ImmediateHttpResponse as answer:
        return answer.response  # type: ignore[no-any-return]  # allauth has no types
    raise error


def _app(told_by: Directory) -> SocialApp:
    return SocialApp(
        provider="openid_connect",
        provider_id=told_by.id,
        name=told_by.name,
        client_id=told_by.client_id,
        secret=told_by.client_secret,
        settings={"server_url": told_by.issuer},
    )
