"""How is somebody asked in, and how do they come in once?

The link carries a random token of which only a digest is kept. It works once, for a week; a new one ends it.
"""

import hashlib
import hmac
import secrets
from contextlib import AbstractContextManager
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from throughline.frame import letters
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import OpenAct, act

from ..models import Invitation, Person
from .lifecycle import ADMINISTRATOR, INVITATION, INVITED
from .rules import INVITATION_LASTS, may_follow

_NO_LONGER = "This link no longer works: it was used, replaced by a newer one, or withdrawn."
_ASK = "Ask the administrator who invited you for a new one."


def make(*, actor: Actor, at: datetime, person: Person) -> str:
    """Invite somebody who was added; a letter is owed to them. Returns the path of their link."""
    with transaction.atomic():
        INVITATION.may("invite", None, _acting(actor)).or_raise()
        token = secrets.token_urlsafe(32)
        invitation = Invitation(
            person=person,
            state="open",
            digest=_digest(token),
            open_until=at + INVITATION_LASTS,
            invited_at=at,
            invited_by=actor.id,
        )
        with _act("invite", actor, at, invitation):
            invitation.save(force_insert=True)
        return _send(invitation, token, at)


def resend(*, actor: Actor, at: datetime, invitation_id: UUID) -> str:
    """Make a new link and owe a letter with it; the earlier link ends. Returns the path of the new one."""
    with transaction.atomic():
        invitation = _locked(invitation_id)
        INVITATION.may("resend", invitation.state, _acting(actor)).or_raise()
        token = secrets.token_urlsafe(32)
        letters.forget(_letter_key(invitation))
        with _act("resend", actor, at, invitation):
            invitation.digest = _digest(token)
            invitation.open_until = at + INVITATION_LASTS
            invitation.save()
        return _send(invitation, token, at)


def end_open(*, actor: Actor, at: datetime, person: Person) -> None:
    """End an open invitation, because another way in was made or the person has left."""
    with transaction.atomic():
        invitation = Invitation.objects.select_for_update().filter(person=person, state="open").first()
        if invitation:
            letters.forget(_letter_key(invitation))
            with _act("withdraw", actor, at, invitation):
                _end(invitation, "withdrawn", actor.id, at)


def withdraw(*, actor: Actor, at: datetime, invitation_id: UUID) -> None:
    """End the link; whoever has never come in cannot come in by their directory either."""
    with transaction.atomic():
        invitation = _locked(invitation_id)
        INVITATION.may("withdraw", invitation.state, _acting(actor)).or_raise()
        letters.forget(_letter_key(invitation))
        with _act("withdraw", actor, at, invitation):
            _end(invitation, "withdrawn", actor.id, at)
            if invitation.person.last_login is None:
                invitation.person.is_active = False
                invitation.person.save()


def followed(invitation_id: UUID, token: str, *, at: datetime) -> Invitation:
    """The invitation whose link somebody followed; RefusedError when the link does not work."""
    invitation = Invitation.objects.select_related("person__body").filter(id=invitation_id).first()
    return _check(invitation, token, at)


def accept(*, at: datetime, invitation_id: UUID, token: str, password: str) -> Person:
    """Come in by the link with a password of one's own, once; RefusedError for whoever comes second."""
    with transaction.atomic():
        locked = Invitation.objects.select_for_update().filter(id=invitation_id).first()
        invitation = _check(locked, token, at)
        _accept(invitation, at)
        person = invitation.person
        with act(
            actor=Actor(f"person:{person.id}"),
            at=at,
            verb="person.password_chosen",
            subject=("person", person.id),
        ):
            person.set_password(password)
            person.save()
        return person


def may_come_in(person: Person, *, at: datetime) -> bool:
    """Whether no invitation of theirs has run out before they came."""
    return not Invitation.objects.filter(person=person, state="open", open_until__lte=at).exists()


def accept_by_directory(*, person: Person, at: datetime) -> None:
    """Use up the invitation of somebody whose directory let them in."""
    with transaction.atomic():
        invitation = Invitation.objects.select_for_update().filter(person=person, state="open").first()
        if invitation:
            _accept(invitation, at)


def all_of_them() -> QuerySet[Invitation]:
    """Every invitation, with whom it invites."""
    return Invitation.objects.select_related("person__body")


def _accept(invitation: Invitation, at: datetime) -> None:
    actor = Actor(f"person:{invitation.person_id}", frozenset({INVITED}))
    INVITATION.may("accept", invitation.state, actor).or_raise()
    letters.forget(_letter_key(invitation))
    with _act("accept", actor, at, invitation):
        _end(invitation, "accepted", actor.id, at)


def _check(invitation: Invitation | None, token: str, at: datetime) -> Invitation:
    if (
        invitation is None
        or invitation.state != "open"
        or not invitation.person.is_active
        or not hmac.compare_digest(invitation.digest, _digest(token))
    ):
        raise RefusedError(_NO_LONGER, _ASK)
    may_follow(invitation.open_until, at).or_raise()
    return invitation


def _end(invitation: Invitation, state: str, by: str, at: datetime) -> None:
    invitation.state, invitation.ended_at, invitation.ended_by = state, at, by
    invitation.digest = ""
    invitation.save()


def _send(invitation: Invitation, token: str, at: datetime) -> str:
    path = reverse("invitation", args=[invitation.id, token])
    letters.owe(
        letters.Message(
            key=_letter_key(invitation),
            to=invitation.person.email,
            name=invitation.person.name,
            subject="You are invited to Throughline",
            text="You are asked to come in. The link works once, for seven days, and is yours alone.",
            path=path,
        ),
        at=at,
    )
    return path


def _letter_key(invitation: Invitation) -> str:
    return f"invitation:{invitation.id}:{invitation.digest[:12]}"


def _locked(invitation_id: UUID) -> Invitation:
    return Invitation.objects.select_for_update().get(id=invitation_id)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _acting(actor: Actor) -> Actor:
    """Commands administer the installation, so they may what an administrator may."""
    return Actor(actor.id, actor.roles | {ADMINISTRATOR}) if actor.is_system else actor


def _act(step: str, actor: Actor, at: datetime, invitation: Invitation) -> AbstractContextManager[OpenAct]:
    row = INVITATION.step(step)
    return act(actor=actor, at=at, verb=row.event, subject=("person", invitation.person_id))
