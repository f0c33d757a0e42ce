"""Which addresses are about who is who, and who may open each?

Only those of allauth's views that we offer are here, each behind a door; their names are the ones allauth asks for.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as second_step
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import include, path, re_path

from throughline.frame.doors import OPEN, SIGNED_IN, Rule, door
from throughline.organisations import directories, views
from throughline.organisations.sign_in import SignInView

View = Callable[..., HttpResponseBase]


def behind(rule: Rule, view: View) -> View:
    """Return somebody else's view with our rule on it."""

    @door(rule)
    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, *args, **kwargs)

    return opened


_sign_in = behind(OPEN, SignInView.as_view())
_sign_out = behind(OPEN, account.logout)
_change_password = behind(SIGNED_IN, account.password_change)

urlpatterns = [
    path("sign-in/", _sign_in, name="sign-in"),
    path("sign-in/", _sign_in, name="account_login"),
    path("sign-in/closed/", behind(OPEN, account.account_inactive), name="account_inactive"),
    path("sign-in/code/", behind(OPEN, second_step.authenticate), name="mfa_authenticate"),
    path("sign-in/passkey/", behind(OPEN, passkeys.login_webauthn), name="mfa_login_webauthn"),
    path("sign-in/with/<slug:directory_id>/", behind(OPEN, directories.go), name="directory"),
    path("sign-in/with/<slug:directory_id>/back/", behind(OPEN, directories.back), name="directory-back"),
    path("sign-out/with/<slug:directory_id>/", behind(OPEN, directories.leave), name="directory-leave"),
    path("sign-out/", _sign_out, name="sign-out"),
    path("sign-out/", _sign_out, name="account_logout"),
    path("password/forgotten/", views.forgotten_password, name="forgotten-password"),
    re_path(
        r"^password/choose/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        behind(OPEN, account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "password/chosen/",
        behind(OPEN, account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    path("account/", views.account, name="account"),
    path("account/password/", _change_password, name="change-password"),
    path("account/password/", _change_password, name="account_change_password"),
    path("account/sessions/", views.sessions, name="sessions"),
    path("account/confirm/", behind(SIGNED_IN, account.reauthenticate), name="account_reauthenticate"),
    path("account/confirm/code/", behind(SIGNED_IN, second_step.reauthenticate), name="mfa_reauthenticate"),
    path(
        "account/confirm/passkey/",
        behind(SIGNED_IN, passkeys.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
    path("account/second-step/", behind(SIGNED_IN, second_step.index), name="mfa_index"),
    path("account/second-step/app/", behind(SIGNED_IN, totp.activate_totp), name="mfa_activate_totp"),
    path(
        "account/second-step/app/remove/", behind(SIGNED_IN, totp.deactivate_totp), name="mfa_deactivate_totp"
    ),
    path(
        "account/second-step/recovery-codes/",
        behind(SIGNED_IN, recovery_codes.view_recovery_codes),
        name="mfa_view_recovery_codes",
    ),
    path(
        "account/second-step/recovery-codes/new/",
        behind(SIGNED_IN, recovery_codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "account/second-step/passkeys/", behind(SIGNED_IN, passkeys.list_webauthn), name="mfa_list_webauthn"
    ),
    path(
        "account/second-step/passkeys/add/", behind(SIGNED_IN, passkeys.add_webauthn), name="mfa_add_webauthn"
    ),
    path(
        "account/second-step/passkeys/<int:pk>/remove/",
        behind(SIGNED_IN, passkeys.remove_webauthn),
        name="mfa_remove_webauthn",
    ),
    path("", include("throughline.organisations.access.urls")),
    path("people/", views.people, name="people"),
    path("people/people.csv", views.people_csv, name="people-csv"),
    path("people/add/", views.add_person, name="add-person"),
    path("people/<uuid:person_id>/", views.person, name="person"),
    path("people/<uuid:person_id>/roles/give/", views.give_role, name="give-role"),
    path("people/<uuid:person_id>/roles/end/", views.end_role, name="end-role"),
    path("people/<uuid:person_id>/link/", views.issue_link, name="issue-link"),
    path("people/<uuid:person_id>/deactivate/", views.deactivate, name="deactivate-person"),
    path("people/<uuid:person_id>/reactivate/", views.reactivate, name="reactivate-person"),
    path("places/", views.places, name="places"),
    path("places/places.csv", views.places_csv, name="places-csv"),
    path("bodies/", views.bodies, name="bodies"),
    path("bodies/bodies.csv", views.bodies_csv, name="bodies-csv"),
    path("", include("throughline.organisations.delegation.urls")),
    path("", include("throughline.organisations.placing.urls")),
]
