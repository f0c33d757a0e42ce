"""Which of allauth's events become acts of ours?

Each act is written in the transaction of the change. Allauth tells of a new second step only after the commit, so that
one is taken from the saved row.
"""

from collections.abc import Callable
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.account.signals import password_changed, password_reset, user_logged_in
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_removed
from django.db.models.signals import post_save
from django.http import HttpRequest
from django.utils import timezone

from throughline.organisations import actions
from throughline.organisations.access import log
from throughline.organisations.directories import SIGNED_IN_BY
from throughline.organisations.models import Person
from throughline.organisations.sessions import SECURED


def connect() -> None:
    """Record each event from now on."""
    for signal, verb in (
        (user_logged_in, "person.signed_in"),
        (password_changed, "person.password_changed"),
        (password_reset, "person.password_chosen"),
        (authenticator_removed, "person.second_step_removed"),
    ):
        signal.connect(_note(verb), weak=False, dispatch_uid=f"organisations {verb}")
    user_logged_in.connect(_note_entry, dispatch_uid="organisations entry")
    post_save.connect(
        _note_added, sender=Authenticator, dispatch_uid="organisations person.second_step_added"
    )


def _note(verb: str) -> Callable[..., None]:
    def note(sender: Any, user: Person, authenticator: Any = None, **_: Any) -> None:
        _record(user, verb, authenticator)

    return note


def _note_added(sender: Any, instance: Any, created: bool, **_: Any) -> None:
    if created:
        of_codes = instance.type == Authenticator.Type.RECOVERY_CODES
        _record(
            instance.user, f"person.{'recovery_codes_made' if of_codes else 'second_step_added'}", instance
        )


def _note_entry(sender: Any, request: HttpRequest, user: Person, **known: Any) -> None:
    """Write down how somebody got in, and remember whether their directory asked for a second step."""
    login = known.get("sociallogin")
    told_by = login.account.provider if login else ""
    if told_by:
        request.session[SIGNED_IN_BY] = told_by
        if getattr(request, "second_step_was_asked", False):
            request.session[SECURED] = True
    log.note(
        "signed_in", at=timezone.now(), person=user, request=request, how=told_by or _ways(request, user)
    )


def _ways(request: HttpRequest, user: Person) -> str:
    """What the person proved who they are with: “password, totp” or “passkey”."""
    proofs = get_authentication_records(request, user)
    ways = [str(each.get("type") or each.get("method", "")) for each in proofs]
    return ", ".join("passkey" if way == "webauthn" else way for way in ways)


def _record(person: Person, verb: str, authenticator: Any) -> None:
    facts = {"kind": str(authenticator.type)} if authenticator else {}
    actions.note_sign_in(actor=person.as_actor(), at=timezone.now(), verb=verb, facts=facts)
