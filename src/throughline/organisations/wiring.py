"""Which of allauth's events become acts of ours?"""

from typing import Any

from allauth.account.signals import password_changed, password_reset, user_logged_in
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.dispatch import Signal
from django.utils import timezone

from throughline.organisations import actions
from throughline.organisations.models import Person

EVENTS: tuple[tuple[Signal, str], ...] = (
    (user_logged_in, "person.signed_in"),
    (password_changed, "person.password_changed"),
    (password_reset, "person.password_chosen"),
    (authenticator_added, "person.second_step_added"),
    (authenticator_removed, "person.second_step_removed"),
    (authenticator_reset, "person.recovery_codes_made"),
)


def connect() -> None:
    """Record each event in the transaction of the request that caused it."""
    for signal, verb in EVENTS:
        signal.connect(_note(verb), weak=False, dispatch_uid=f"organisations {verb}")


def _note(verb: str) -> Any:
    def note(sender: Any, user: Person, authenticator: Any = None, **_: Any) -> None:
        facts = {"kind": str(authenticator.type)} if authenticator else {}
        actions.note_sign_in(actor=user.as_actor(), at=timezone.now(), verb=verb, facts=facts)

    return note
