"""How is a referral written page by page, saved as it is typed, and carried into the service once?"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

from throughline.frame.sealing import keyed_hashes
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act
from throughline.organisations import queries as organisations
from throughline.organisations.working import sight_of

from ..lifecycle import REFERRAL
from ..models import Person, Referral
from ..referring import flat, folded, missing
from ..rules import may_be_referred
from ..sealed import Asked, Identity, closed, opened, place_of
from . import cohorts, joining, referrals
from .people import change_identity, forget, identity_of
from .referrals import TABLE, locked


class ChangedMeanwhileError(RefusedError):
    """Another window saved the draft since this one was opened."""

    def __init__(self, now: Mapping[str, Any], revision: int) -> None:
        super().__init__("This referral was saved in another window since you opened this page.")
        self.now, self.revision = now, revision


def asked_of(referral: Referral) -> Asked:
    """What the referral says beyond its codes."""
    return opened(referral.person, referral.asked, Asked, place_of(TABLE, referral.id, "asked"))


def values_of(referral: Referral) -> dict[str, Any]:
    """All that the referral says, by the name of its field."""
    return flat(identity_of(referral.person), asked_of(referral), vars(referral))


def begin(
    *,
    actor: Actor,
    at: datetime,
    provider_id: UUID,
    unit_id: UUID,
    place_id: UUID,
    values: Mapping[str, Any],
    is_made_up: bool,
) -> Referral:
    """A draft with all that is known already; under 18 none is made. A draft of one's own for this CRN goes on."""
    REFERRAL.may("begin", None, actor).or_raise()
    identity, asked, columns = folded(values, Identity(), Asked())
    may_be_referred(identity.age_on(timezone.localdate(at))).or_raise()
    if identity.crn and (mine := _own_draft(actor, identity.crn)):
        return mine
    with act(actor=actor, at=at, verb="referral.begun_from_record", subject=("referral", None)) as doing:
        made = referrals.begin(
            actor=actor,
            at=at,
            provider_id=provider_id,
            unit_id=unit_id,
            place_id=place_id,
            identity=identity,
            asked=asked,
            source=columns.pop("source", "community"),
            is_made_up=is_made_up,
        )
        doing.subject = ("referral", made.id)
        for name, value in columns.items():
            setattr(made, name, value)
        made.save(update_fields=list(columns))
    return made


def save_part(
    *, actor: Actor, at: datetime, referral_id: UUID, values: Mapping[str, Any], revision: int
) -> Referral:
    """The draft says this now. ChangedMeanwhileError when another window saved since; RefusedError once it is sent."""
    referral = locked(referral_id)
    if referral.state != "draft" or referral.begun_by != actor.id:
        raise RefusedError("This referral is sent. What changes now is an amendment, with its reason.")
    now = values_of(referral)
    if all(now.get(name) == value for name, value in values.items()):
        return referral
    if referral.revision != revision:
        raise ChangedMeanwhileError(now, referral.revision)
    with act(actor=actor, at=at, verb="referral.draft_saved", subject=("referral", referral.id)):
        write(referral, values)
        referral.revision += 1
        referral.save(update_fields=["revision"])
    return referral


def write(referral: Referral, values: Mapping[str, Any]) -> None:
    """The row and its person say this; inside an act, with the row locked. Another referral may be about them too."""
    referral.person = Person.objects.select_for_update().get(id=referral.person_id)
    before, said = identity_of(referral.person), asked_of(referral)
    identity, asked, columns = folded(values, before, said)
    if identity != before:
        may_be_referred(identity.age_on(timezone.localdate())).or_raise()
        change_identity(referral.person, identity)
    referral.asked = closed(referral.person, asked, place_of(TABLE, referral.id, "asked"))
    for name, value in columns.items():
        setattr(referral, name, value)
    referral.save(update_fields=["asked", *columns])


def send(*, actor: Actor, at: datetime, referral: UUID | str, send_key: str) -> Referral:
    """The referral of that id or reference is with the service under its cohort’s protocol; sent twice it is one.

    Whoever is known there is the same person in it. Where the named practitioner signs in, it is theirs to follow.
    Where probation's record of the person is limited nobody sees it until that is confirmed. R37
    """
    row = locked(referral)
    if referrals.is_sent(row, send_key):
        return row
    REFERRAL.may("send", row.state, actor).or_raise()
    on, who, asked = timezone.localdate(at), identity_of(row.person), asked_of(row)
    protocols = cohorts.in_force(row.provider_id, row.unit_id, on)
    if lacking := missing(flat(who, asked, vars(row)), cohorts.to_choose(protocols, asked.cohort)):
        raise RefusedError(lacking[0].words)
    with referrals.sending(
        actor=actor,
        at=at,
        referral=row,
        who=who,
        send_key=send_key,
        protocol=cohorts.named(protocols, asked.cohort),
        practitioner=practitioner_of(row, asked, on),
        is_limited=is_limited(who.crn),
    ):
        joining.join(actor=actor, at=at, referral=row, who=who, asked=asked)
        referrals.seek(referral=row, needs=asked.needs)
    return row


def discard(*, actor: Actor, at: datetime, referral_id: UUID) -> None:
    """The draft is thrown away, and what it said of the person with it."""
    referral = locked(referral_id)
    REFERRAL.may("discard", referral.state, actor).or_raise()
    step = REFERRAL.step("discard")
    with act(actor=actor, at=at, verb=step.event, subject=("referral", referral.id)):
        referral.state, referral.asked = step.to, b""
        referral.save(update_fields=["state", "asked"])
        if not Referral.objects.filter(person=referral.person_id).exclude(id=referral.id).exists():
            forget(referral.person_id, actor=actor, at=at)


def practitioner_of(referral: Referral, asked: Asked, on: date) -> str:
    """Who supervises the person, as the referral names them by their address; none who does not work in its unit."""
    found = organisations.person_named(asked.practitioner_email) if asked.practitioner_email else None
    if found is None or asked.is_unallocated:
        return ""
    sight = sight_of(found.as_actor(), on)
    return f"person:{found.id}" if sight.side == "probation" and referral.unit_id in sight.units else ""


def is_limited(crn: str) -> bool:
    """Whether probation's record of that CRN is limited, in whatever unit; never shown, only kept to."""
    return bool(crn) and _answer("SELECT caseload_is_limited(%s)", [list(keyed_hashes("crn", crn))])


def is_known_elsewhere(crn: str, seen: Iterable[UUID]) -> bool:
    """Whether somebody with that CRN has an open referral that the asker does not see, or a limited record."""
    if not crn:
        return False
    hashes = list(keyed_hashes("crn", crn))
    return is_limited(crn) or _answer("SELECT caseload_is_known_elsewhere(%s, %s)", [hashes, list(seen)])


def _answer(sql: str, asked: list[Any]) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(sql, asked)
        return bool(cursor.fetchone()[0])


def _own_draft(actor: Actor, crn: str) -> Referral | None:
    return (
        Referral.objects.filter(
            state="draft",
            begun_by=actor.id,
            person__hashes__kind="crn",
            person__hashes__hash__in=keyed_hashes("crn", crn),
        )
        .select_related("person")
        .order_by("begun_at")
        .first()
    )
