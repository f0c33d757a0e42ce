"""How does somebody prove who they are? Our answers to the questions that allauth leaves to a project."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.internal.stagekit import clear_login
from allauth.account.views import LoginView
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from throughline.frame.encryption import box
from throughline.organisations import demonstration, demonstration_localities
from throughline.organisations.access import log
from throughline.organisations.directories import SIGNED_IN_BY, id_of_directory
from throughline.organisations.models import Person
from throughline.organisations.rules import may_sign_in
from throughline.organisations.second_steps import PURPOSE

_WRONG_CODE = "That code is not right. Enter the newest one, or a recovery code that you have not used."


def admits(person: Person) -> bool:
    """Whether the person may be signed in at all, here and now."""
    return bool(
        may_sign_in(
            is_active=person.is_active,
            is_demonstration=person.is_demonstration,
            demonstration_mode=settings.DEMONSTRATION,
        )
    )


class Backend(AuthenticationBackend):  # type: ignore[misc]  # allauth has no types
    """Checks an email address and a password, and at every request that the session's person is still admitted."""

    def user_can_authenticate(self, user: Any) -> bool:
        return admits(user)

    def get_user(self, user_id: Any) -> Person | None:
        """The session's person with today's roles, in one query; None when they may not be signed in any more."""
        person = Person.objects.with_roles(user_id)
        return person if person and admits(person) else None


class SignInView(LoginView):  # type: ignore[misc]  # allauth has no types
    """The sign-in page; in a demonstration it offers the made-up people."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        made_up = demonstration.by_group() if settings.DEMONSTRATION else ()
        asked = self.request.GET
        shown = {
            "made_up": made_up,
            "made_up_elsewhere": demonstration_localities.by_body() if settings.DEMONSTRATION else (),
            "made_up_password": demonstration.PASSWORD,
            "directories": settings.DIRECTORIES,
            "left": next((each for each in settings.DIRECTORIES if each.id == asked.get("left")), None),
            "is_kept": asked.get("next", "").startswith("/kept/"),
            "next": asked.get("next", ""),
        }
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | shown


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """No sign-up, local addresses only, plain sentences."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "The email address or the password is not right. Check both and try again.",
        "incorrect_password": "That is not your password. Try again.",
        "enter_current_password": "That is not your present password. Try again.",
        "incorrect_code": _WRONG_CODE,
        "too_many_login_attempts": "There were too many wrong attempts. Wait five minutes, then try again.",
        "rate_limited": "There were too many attempts. Wait five minutes, then try again.",
        "same_as_current": "Choose a password that differs from your present one.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_stages(self) -> list[str]:
        """Allauth's stages, with our second step in place of its own."""
        ours = {"allauth.mfa.stages.AuthenticateStage": "throughline.organisations.directories.SecondStep"}
        return [ours.get(stage, stage) for stage in super().get_login_stages()]

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """The sign-in page, which offers to end the directory's session too when one let the person in."""
        left = request.session.get(SIGNED_IN_BY, "")
        return f"{reverse('sign-in')}?left={left}" if left else reverse("sign-in")

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Write down whose password was wrong; of an unknown address nothing that was typed."""
        email = str(credentials.get("email", "")).lower()
        person = Person.objects.filter(email=email).first()
        log.note("failed", at=timezone.now(), person=person, request=request, how="password")

    def is_safe_url(self, url: str) -> bool:
        return url.startswith("/") and url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing: our pages show what happened themselves."""

    def pre_login(self, request: HttpRequest, user: Person, **kwargs: Any) -> HttpResponse | None:
        """Turn away who is not admitted, however they proved who they are."""
        if not admits(user):
            log.note("turned_away", at=timezone.now(), person=user, request=request)
            clear_login(request)
            return self.respond_user_inactive(request, user)  # type: ignore[no-any-return]  # allauth has no types
        return super().pre_login(request, user, **kwargs)  # type: ignore[no-any-return]  # allauth has no types

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Allauth's ways to confirm who one is, or one's directory for somebody who has none of them here."""
        found: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        if found or not (bound := id_of_directory(user)):
            return found
        there = reverse("directory", args=[bound])
        return [{"id": "directory", "description": "Ask your directory", "url": there}]

    def reauthenticate(self, user: Person, password: str) -> bool:
        """Check the password of somebody who is signed in; throttled like signing in."""
        found = self.authenticate(self.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk


class SecondStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Keeps the secrets of second steps encrypted, so that a backup alone cannot make codes."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _WRONG_CODE,
    }

    def get_totp_label(self, user: Person) -> str:
        return user.email

    def encrypt(self, text: str) -> str:
        return box(PURPOSE).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return box(PURPOSE).decrypt(encrypted_text.encode()).decode()
