"""What must not be missed in a demonstration? A concern, a check, releases; made-up people, drawn by a seed."""

import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from throughline.kernel.actor import Actor
from throughline.ledger.actions import act
from throughline.organisations import queries as organisations
from throughline.organisations import working
from throughline.organisations.demonstration import DOMAIN

from .actions import concerns, leaving, pathways, referrals, release, together, triage
from .care.local_time import day_of
from .models import Referral
from .sealed import Asked, Identity
from .sight import look

SEED = 31
_NAMES = (
    ("Tadhg", "Mac Giolla Íosa"), ("Yasmin", "Chaudhry-Lomax"), ("Sunniva", ""),
    ("Errol", "Featherstonehaugh"), ("Magda", "Król"),
)  # fmt: skip
_MADE_UP = "Made up for the demonstration: "


@dataclass(frozen=True, slots=True)
class _Staff:
    worker: Actor
    manager: Actor
    practitioner: Actor
    where: tuple[UUID, UUID, UUID]


def load(*, at: datetime) -> None:
    """Five made-up people: two are released soon, one long ago, one has a concern, one ended and is asked again."""
    worker, manager, practitioner = map(_actor, ("key-worker", "provider-manager", "probation-practitioner"))
    day = day_of(at)
    body = working.body_of(worker.id)
    [unit, *_] = sorted(working.sight_of(worker, day).units)
    place, _ = working.places_of(unit, day)[0]
    assert body is not None  # noqa: S101 - every demonstration person belongs to a body
    staff = _Staff(worker, manager, practitioner, (body, unit, place))
    _releases(staff, at)
    _concern(staff, at)
    _ended(staff, at)


def _releases(staff: _Staff, at: datetime) -> None:
    day = day_of(at)
    soon = _person(0, staff, at, at - timedelta(days=20), source="custody")
    ready = release.Ready(
        day + timedelta(days=4), "", "HMP Forest Bank (made up)", staff.worker.id, "no", "yes"
    )
    _plan(staff, at, soon, ready)
    known = _person(1, staff, at, at - timedelta(days=30), source="custody")
    _plan(
        staff,
        at,
        known,
        release.Ready(day + timedelta(days=17), "", "HMP Styal (made up)", "", "yes", ""),
    )
    out = _person(2, staff, at, at - timedelta(days=40), source="custody")
    _plan(
        staff,
        at,
        out,
        release.Ready(
            day - timedelta(days=16), "", "HMP Forest Bank (made up)", staff.worker.id, "yes", "yes"
        ),
    )


def _concern(staff: _Staff, at: datetime) -> None:
    referral = _person(3, staff, at, at - timedelta(days=50))
    before = at - timedelta(hours=19)
    look(staff.worker, day_of(at))
    seen = concerns.Seen(
        "adults", "person", f"{_MADE_UP}has not eaten for days and will not open the door.", is_urgent=True
    )
    made = concerns.raise_concern(actor=staff.worker, at=before, referral_id=referral, seen=seen)
    concerns.acknowledge(actor=staff.worker, at=before + timedelta(minutes=20), concern_id=made.id)
    held = together.Held(
        "The key worker, the probation practitioner, adult safeguarding",
        "Address and the last two visits",
        "Safeguarding visits within two days; the key worker phones each morning.",
    )
    together.record_meeting(
        actor=staff.worker,
        at=at - timedelta(days=6),
        referral_id=referral,
        held_on=day_of(at) - timedelta(days=7),
        gateway="safeguarding",
        held=held,
    )


def _ended(staff: _Staff, at: datetime) -> None:
    referral = _person(4, staff, at, at - timedelta(days=260))
    left = day_of(at) - timedelta(days=96)
    ended_at = at - timedelta(days=96)
    look(staff.worker, day_of(at))
    pathways.start(
        actor=staff.worker,
        at=ended_at - timedelta(days=120),
        referral_id=referral,
        kind="extended",
        runs_from=left - timedelta(days=120),
    )
    judged = {"use": "ACHIEVED", "support": "PARTIALLY_ACHIEVED", "overdose": "PARTIALLY_ACHIEVED"}
    leaving.leave(
        actor=staff.worker, at=ended_at, referral_id=referral, reason="completed", on=left, judged=judged
    )


def _plan(staff: _Staff, at: datetime, referral: UUID, ready: release.Ready) -> None:
    look(staff.worker, day_of(at))
    release.plan(actor=staff.worker, at=at - timedelta(days=1), referral_id=referral, ready=ready)


def _person(number: int, staff: _Staff, at: datetime, sent: datetime, **more: Any) -> UUID:
    chance = random.Random(f"{SEED} {number}")  # noqa: S311 - made-up people, nothing secret
    given, family = _NAMES[number]
    body, unit, place = staff.where
    look(staff.practitioner, day_of(at))
    made = referrals.begin(
        actor=staff.practitioner,
        at=sent,
        provider_id=body,
        unit_id=unit,
        place_id=place,
        identity=Identity(
            given_names=given,
            family_name=family,
            date_of_birth=date(
                chance.randint(1964, 2002), chance.randint(1, 12), chance.randint(1, 28)
            ).isoformat(),
            crn=f"X8003{number:02}",
            phone=f"0161 496 {chance.randint(0, 999):04}",  # numbers that are never given to anybody
            safe_contact="any",
        ),
        asked=Asked(
            why_now=f"{_MADE_UP}asks for support.",
            hoped_for=["use", "support", "overdose"],
            practitioner_phone="0161 496 0150",
        ),
        is_made_up=True,
        **more,
    )
    with act(actor=staff.practitioner, at=sent, verb="referral.written", subject=("referral", made.id)):
        Referral.objects.filter(id=made.id).update(sentence="CO", requirement="DRR")
    referrals.send(actor=staff.practitioner, at=sent, referral_id=made.id)
    look(staff.worker, day_of(at))
    triage.accept(actor=staff.worker, at=sent + timedelta(days=1), referral_id=made.id)
    triage.assign(actor=staff.worker, at=at, referral_id=made.id, key_worker=staff.worker.id)
    with act(actor=staff.worker, at=at, verb="demonstration.dated_back", subject=("referral", made.id)):
        Referral.objects.filter(id=made.id).update(
            assigned_at=sent + timedelta(days=2), first_contact_on=day_of(sent) + timedelta(days=8)
        )
    return made.id


def _actor(role: str) -> Actor:
    person = organisations.person_named(f"{role}@{DOMAIN}")
    assert person is not None  # noqa: S101 - every demonstration has one person for each role
    return Actor(f"person:{person.id}", frozenset({role}))
