"""How do people get in, get roles and lose them, and how does the reference data arrive?

Every function is one act: it asks the rule, changes the rows and records the act in the same transaction.
"""

import hashlib
from datetime import datetime

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from throughline.frame import letters
from throughline.frame.lists import fold
from throughline.kernel.actor import Actor
from throughline.kernel.identifiers import parse_organisation_id
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act
from throughline.organisations import queries, rules
from throughline.organisations.access import glass, invitations
from throughline.organisations.models import Body, Person, RoleGrant
from throughline.organisations.reference import missing_rows

ADDRESS_IS_TAKEN = (
    "Somebody signs in with this email address already. Find them under People; when the address has passed to "
    "somebody new, change it on the page of who had it before."
)


def load_reference(*, actor: Actor, at: datetime) -> int:
    """Add what is missing of places, bodies, posts and units; return how many rows that was.

    Rows that are there are left as they are, so loading twice, or after a correction, changes nothing. The authority's
    own identifier is a setting; RefusedError when that is not one.
    """
    rules.may_administer(actor).or_raise()
    try:
        org_id = parse_organisation_id(settings.ORGANISATION_ID) if settings.ORGANISATION_ID else ""
    except ValueError as error:
        raise RefusedError(f"THROUGHLINE_ORGANISATION_ID cannot be used: {error}") from error
    with transaction.atomic():
        missing = missing_rows(org_id)
        if count := sum(map(len, missing)):
            with act(
                actor=actor,
                at=at,
                verb="reference.loaded",
                subject=("reference", "organisations"),
                facts={"rows": count},
            ):
                for rows in missing:
                    type(rows[0])._default_manager.bulk_create(rows)
    return count


def add_person(*, actor: Actor, at: datetime, name: str, email: str, body: Body) -> Person:
    """Add somebody who cannot sign in until they followed a one-time link; RefusedError for an address in use."""
    rules.may_administer(actor).or_raise()
    person = new_person(name, email, body)
    try:
        with act(
            actor=actor,
            at=at,
            verb="person.added",
            subject=("person", person.id),
            facts={"body": body.code},
            personal={"name": person.name, "email": person.email},
        ):
            person.save(force_insert=True)
    except IntegrityError as error:
        raise RefusedError(ADDRESS_IS_TAKEN) from error
    return person


def invite(*, actor: Actor, at: datetime, name: str, email: str, body: Body, role: str) -> tuple[Person, str]:
    """Add somebody with a first role and invite them; return them with the path of their link."""
    with transaction.atomic():
        person = add_person(actor=actor, at=at, name=name, email=email, body=body)
        grant_role(actor=actor, at=at, person=person, role=role)
        return person, invitations.make(actor=actor, at=at, person=person)


def grant_role(*, actor: Actor, at: datetime, person: Person, role: str) -> None:
    """Give somebody a role from today on."""
    with transaction.atomic():
        person = locked(person)
        rules.may_grant_role(actor, _standing(person, at), role).or_raise()
        with act(
            actor=actor, at=at, verb="role.granted", subject=("person", person.id), facts={"role": role}
        ):
            RoleGrant.objects.create(person=person, role=role, held_from=timezone.localdate(at))


def end_role(*, actor: Actor, at: datetime, person: Person, role: str) -> None:
    """Take a role away from today on."""
    with transaction.atomic():
        lock_administrators()
        person = locked(person)
        rules.may_end_role(actor, _standing(person, at), role).or_raise()
        with act(actor=actor, at=at, verb="role.ended", subject=("person", person.id), facts={"role": role}):
            person.role_grants.filter(role=role, held_until=None).update(held_until=timezone.localdate(at))
        if role == rules.ADMINISTRATOR:
            glass.end_with_role(person, actor=actor, at=at)


def deactivate(*, actor: Actor, at: datetime, person: Person) -> None:
    """Stop somebody from signing in; their sessions end with their next click."""
    with transaction.atomic():
        lock_administrators()
        person = locked(person)
        rules.may_deactivate(actor, _standing(person, at)).or_raise()
        with act(actor=actor, at=at, verb="person.deactivated", subject=("person", person.id)):
            person.is_active = False
            forget_credentials(person)
            person.save()
            invitations.end_open(actor=actor, at=at, person=person)
            glass.end_with_role(person, actor=actor, at=at)


def reactivate(*, actor: Actor, at: datetime, person: Person) -> None:
    """Let somebody in again, with a new one-time link."""
    with transaction.atomic():
        person = locked(person)
        rules.may_reactivate(actor, _standing(person, at)).or_raise()
        with act(actor=actor, at=at, verb="person.reactivated", subject=("person", person.id)):
            person.is_active = True
            person.save()


def issue_link(*, actor: Actor, at: datetime, person: Person) -> str:
    """Return the path of a link with which the person chooses a password, once, within three days.

    Earlier links, the password, second steps and sessions end.
    """
    with transaction.atomic():
        person = locked(person)
        rules.may_issue_link(actor, _standing(person, at)).or_raise()
        with act(actor=actor, at=at, verb="person.link_issued", subject=("person", person.id)):
            forget_credentials(person)
            person.save()
        invitations.end_open(actor=actor, at=at, person=person)
    return _link_of(person)


def offer_new_password(*, at: datetime, email: str) -> Person | None:
    """Owe whoever signs in here with that address and a password a letter with a link to choose another.

    Nothing ends until they do. None, and no letter, for everybody else: strangers, closed accounts, people whom their
    directory lets in.
    """
    person = queries.person_named(email)
    if person is None or not person.is_active or not person.has_usable_password():
        return None
    link = _link_of(person)
    letters.owe(
        letters.Message(
            key=f"password:{person.id}:{hashlib.sha256(link.encode()).hexdigest()[:16]}",
            to=person.email,
            name=person.name,
            subject="Choose a new password",
            text="Somebody asked for a new password for you. If it was not you, do nothing.",
            path=link,
        ),
        at=at,
    )
    return person


def _link_of(person: Person) -> str:
    return reverse(
        "account_reset_password_from_key",
        kwargs={"uidb36": user_pk_to_url_str(person), "key": default_token_generator.make_token(person)},
    )


def bind_to_directory(*, person: Person, directory: str, at: datetime) -> Person:
    """From now on the directory says who this is: the local password ends, an open invitation is used up.

    Returns the person as they now are.
    """
    with transaction.atomic():
        person = locked(person)
        with act(
            actor=Actor(f"person:{person.id}"),
            at=at,
            verb="person.directory_bound",
            subject=("person", person.id),
            facts={"directory": directory},
        ):
            person.set_unusable_password()
            person.save()
        invitations.accept_by_directory(person=person, at=at)
    return person


def note_sign_in(*, actor: Actor, at: datetime, verb: str, facts: dict[str, str] | None = None) -> None:
    """Record what somebody did about their own way in: signed in, chose a password, changed a second step."""
    with act(
        actor=actor,
        at=at,
        verb=verb,
        subject=("person", actor.id.removeprefix("person:")),
        facts=dict(facts or {}),
    ):
        pass


def new_person(name: str, email: str, body: Body, *, is_demonstration: bool = False) -> Person:
    """An unsaved person without a password, name and address tidied."""
    person = Person(
        name=" ".join(name.split()), email=email.strip().lower(), body=body, is_demonstration=is_demonstration
    )
    person.search_text = fold(f"{person.name} {person.email}")
    person.set_unusable_password()
    return person


def locked(person: Person) -> Person:
    """The person as the database has them now; others who change them wait."""
    return Person.objects.select_for_update(no_key=True).get(pk=person.pk)


def _standing(person: Person, at: datetime) -> rules.Standing:
    return queries.standing(person, timezone.localdate(at))


def lock_administrators() -> None:
    """Make two acts that could take away the last administrator wait for each other."""
    list(
        RoleGrant.objects.select_for_update().filter(role=rules.ADMINISTRATOR, held_until=None).order_by("id")
    )


def forget_credentials(person: Person) -> None:
    person.set_unusable_password()
    Authenticator.objects.filter(user=person).delete()
    SocialAccount.objects.filter(user=person).delete()
