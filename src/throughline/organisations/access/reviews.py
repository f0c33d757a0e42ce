"""Which roles has nobody vouched for lately? Each is confirmed or ended every six months."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from throughline.frame import letters
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError, Verdict
from throughline.ledger.actions import act

from ..models import Person, RoleGrant, held_on
from ..roles import title_of
from ..rules import ADMINISTRATOR
from .rules import REMIND_BEFORE, TELL_AUDITORS_AFTER, may_review, review_due

REVIEWERS = frozenset({ADMINISTRATOR, "programme-lead"})


@dataclass(frozen=True, slots=True)
class Due:
    """One role to look at again, by when, and whether the one who asks may vouch for it."""

    person: Person
    role: str
    title: str
    held_from: date
    reviewed_on: date | None
    by: date
    is_late: bool
    may_confirm: Verdict


def due(actor: Actor, on: date) -> list[Due]:
    """The roles whose review is due within two weeks or late, the latest first; one query."""
    grants = (
        RoleGrant.objects.filter(held_on(on), person__is_active=True)
        .select_related("person__body")
        .order_by("person__search_text", "role")
    )
    found = [
        Due(
            person=grant.person,
            role=grant.role,
            title=title_of(grant.role),
            held_from=grant.held_from,
            reviewed_on=grant.reviewed_on,
            by=by,
            is_late=by < on,
            may_confirm=may_review(actor.id, f"person:{grant.person_id}"),
        )
        for grant in grants
        if (by := review_due(grant.held_from, grant.reviewed_on)) <= on + REMIND_BEFORE
    ]
    return sorted(found, key=lambda each: each.by)


def confirm(*, actor: Actor, at: datetime, person_id: UUID, role: str) -> None:
    """Say that the person still needs the role."""
    if not actor.roles & REVIEWERS:
        raise RefusedError(
            "Only an administrator or the programme lead may do this.", "Ask an administrator."
        )
    may_review(actor.id, f"person:{person_id}").or_raise()
    today = timezone.localdate(at)
    with transaction.atomic():
        grant = (
            RoleGrant.objects.select_for_update()
            .filter(held_on(today), person_id=person_id, role=role)
            .first()
        )
        if grant is None:
            raise RefusedError("This person does not have this role any more.")
        with act(
            actor=actor, at=at, verb="role.confirmed", subject=("person", person_id), facts={"role": role}
        ):
            grant.reviewed_on, grant.reviewed_by = today, actor.id
            grant.save()


def remind(*, at: datetime) -> int:
    """Owe a letter in a week in which roles are due: to administrators and programme leads, who may confirm them.

    Auditors get it too once a role is a month late. Returns how many letters that was.
    """
    today = timezone.localdate(at)
    waiting = due(Actor("system:reviews"), today)
    if not waiting:
        return 0
    is_ignored = waiting[0].by + TELL_AUDITORS_AFTER < today
    wanted = REVIEWERS | {"auditor"} if is_ignored else REVIEWERS
    week = "{}-{}".format(*today.isocalendar()[:2])
    owed = [
        letters.owe(
            letters.Message(
                key=f"reviews:{person.id}:{week}",
                to=person.email,
                name=person.name,
                subject="Roles wait for your review",
                text="Some people's roles have to be confirmed or ended; some are more than a month late."
                if is_ignored
                else "Some people's roles have to be confirmed or ended. Nothing ends by itself.",
                path="/people/reviews/",
            ),
            at=at,
        )
        for person in holders_of(wanted, today)
    ]
    return sum(letter is not None for letter in owed)


def holders_of(roles: frozenset[str], on: date) -> list[Person]:
    """Everybody who was given one of the roles and has it on that day, by name."""
    ids = RoleGrant.objects.filter(held_on(on), role__in=roles).values("person")
    return list(Person.objects.filter(id__in=ids, is_active=True).order_by("search_text", "id"))
