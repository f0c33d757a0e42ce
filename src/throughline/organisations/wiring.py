"""Which of allauth's events become acts of ours?

Each act is written in the transaction of the change. Allauth tells of a new second step only after the commit, so that
one is taken from the saved row.
"""

from collections.abc import Callable
from typing import Any

from allauth.account.signals import password_changed, password_reset, user_logged_in
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_removed
from django.db.models.signals import post_save
from django.utils import timezone

from throughline.organisations import actions
from throughline.organisations.models import Person


def connect() -> None:
    """Record each event from now on."""
    for signal, verb in (
        (user_logged_in, "person.signed_in"),
        (password_changed, "person.password_changed"),
        (password_reset, "person.password_chosen"),
        (authenticator_removed, "person.second_step_removed"),
    ):
        signal.connect(_note(verb), weak=False, dispatch_uid=f"organisations {verb}")
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


def _record(person: Person, verb: str, authenticator: Any) -> None:
    facts = {"kind": str(authenticator.type)} if authenticator else {}
    actions.note_sign_in(actor=person.as_actor(), at=timezone.now(), verb=verb, facts=facts)
