"""What does a key worker's day look like in a demonstration? Made up, drawn by a seeded generator.

The cards stand around the moment at which the demonstration began, so that some are done, one is now and some come.
"""

import random
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid4

from throughline.kernel.actor import Actor
from throughline.kernel.dates import add_working_days
from throughline.ledger.actions import act
from throughline.organisations import queries as organisations
from throughline.organisations import working
from throughline.organisations.demonstration import DOMAIN

from . import interventions_supplied
from .actions import appointments, attendance, referrals, triage
from .actions.appointments import Planned
from .actions.attendance import Came
from .care.local_time import bounds_of, day_of, moments_of
from .models import Absence, Clinic
from .sealed import Asked, Identity, Session
from .sight import look

SEED = 39
_SUPPLIER = Actor("system:supplied", frozenset({"supplier"}))
_PEOPLE = (
    ("Ruairi", "Ó Dálaigh"), ("Shanice", "Braithwaite"), ("Terence", "Okonkwo-Hughes"), ("Mohammed", "Aziz"),
    ("Beverley", "Clegg"), ("Sukarno", ""), ("Jade", "Thistlethwaite"), ("Piotr", "Wiśniewski"),
    ("D’Arcy", "Nkemelu"), ("Lorraine", "Hibbert"), ("Callum", "Rushworth"), ("Anjali", "Desai"),
)  # fmt: skip
_SAFE = (
    ("any", ""), ("text", "Her partner reads her letters. Text only, before 3pm."), ("phone", ""), ("any", ""),
    ("practitioner", "Through the practitioner while the order against contact stands."), ("any", ""),
)  # fmt: skip
OFFICE, ELSEWHERE, PHONE, VIDEO = "IN_PERSON_PROBATION_OFFICE", "IN_PERSON_OTHER", "PHONE_CALL", "VIDEO_CALL"


@dataclass(frozen=True, slots=True)
class _Meeting:
    """Minutes from now, with the person of that number."""

    person: int
    after: int
    kind: str
    mode: str
    minutes: int = 45
    came: str = ""


_DAY = (
    _Meeting(0, -210, "one_to_one", OFFICE, came="attended"),
    _Meeting(1, -150, "review", OFFICE, came="late"),
    _Meeting(2, -90, "one_to_one", OFFICE, came="missed"),
    _Meeting(3, -30, "one_to_one", PHONE, 20),
    _Meeting(4, 0, "one_to_one", OFFICE),
    _Meeting(5, 60, "assessment", OFFICE, 60),
    _Meeting(6, 135, "clinic", OFFICE, 30),
    _Meeting(7, 180, "one_to_one", VIDEO, 30),
)
_GROUP, _IN_GROUP = -60, (8, 9, 10, 0)
_NEXT = ((4, time(9, 30)), (1, time(11)), (2, time(14, 15)))


def load(*, at: datetime) -> None:
    """The made-up key worker's people, today's appointments, some of them recorded, and the unit's clinic."""
    interventions_supplied.load(actor=_SUPPLIER, at=at)
    worker, manager, practitioner = map(_actor, ("key-worker", "provider-manager", "probation-practitioner"))
    day, now = day_of(at), _middle(at)
    look(worker, day)
    body, unit, place = _where(worker, day)
    with act(actor=_SUPPLIER, at=at, verb="demonstration.clinic_opened", subject=("unit", unit)):
        for weekday in (1, 3):
            Clinic.objects.create(
                unit_id=unit,
                body_id=body,
                weekday=weekday,
                begins=time(10),
                minutes=30,
                times=6,
                place="Room 2 (made up)",
                held_from=day - timedelta(days=120),
            )
    people = [_person(n, at, practitioner, worker, (body, unit, place)) for n in range(len(_PEOPLE) - 1)]
    look(worker, day)
    for each in _DAY:
        _meet(each, people[each.person], now, at, worker)
    _group(people, now, at, worker, (body, unit))
    _before_and_after(people, day, at, worker)
    _cover(people[10], now, at, worker, manager, body)


def _meet(each: _Meeting, referral: UUID, now: datetime, at: datetime, worker: Actor) -> None:
    place = {OFFICE: "Room 2", PHONE: "", VIDEO: ""}[each.mode]
    planned = Planned(now + timedelta(minutes=each.after), each.minutes, each.mode, worker.id, place)
    before = at - timedelta(days=4)
    made = appointments.book(actor=worker, at=before, referral_id=referral, kind=each.kind, planned=planned)
    until = planned.begins_at + timedelta(minutes=each.minutes)
    if until <= at:
        _say(made.id, each.came, until, worker)


def _say(appointment: UUID, came: str, at: datetime, worker: Actor) -> None:
    if came in ("attended", "late"):
        said = Session(
            summary="Went through the week and two high-risk moments.",
            response="Open, tired. Wants to try the group.",
            next_plan="Bring the diary; group on Thursday.",
        )
        attended = Came(session=said, late_minutes=10 if came == "late" else None)
        attendance.attend(actor=worker, at=at, appointment_id=appointment, came=attended)
    elif came == "missed":
        missed = Came(session=Session(attempts="Phoned, no answer, texted"))
        attendance.miss(actor=worker, at=at, appointment_id=appointment, came=missed)


def _group(people: list[UUID], now: datetime, at: datetime, worker: Actor, where: tuple[UUID, UUID]) -> None:
    body, unit = where
    planned = Planned(now + timedelta(minutes=_GROUP), 60, ELSEWHERE, worker.id, "Community room (made up)")
    before = at - timedelta(days=6)
    group = appointments.plan_group(
        actor=worker, at=before, unit_id=unit, body_id=body, title="Staying well", places=8, planned=planned
    )
    for number in _IN_GROUP:
        appointments.join_group(actor=worker, at=before, group_id=group.id, referral_id=people[number])


def _before_and_after(people: list[UUID], day: date, at: datetime, worker: Actor) -> None:
    before = at - timedelta(days=5)
    [earlier] = moments_of(add_working_days(day, -1), time(15, 30))
    planned = Planned(earlier, 45, OFFICE, worker.id, "Room 2")
    appointments.book(actor=worker, at=before, referral_id=people[9], kind="one_to_one", planned=planned)
    for number, clock in _NEXT:
        [moment] = moments_of(add_working_days(day, 1), clock)
        planned = Planned(moment, 45, OFFICE, worker.id, "Room 2")
        appointments.book(
            actor=worker, at=before, referral_id=people[number], kind="one_to_one", planned=planned
        )


def _cover(referral: UUID, now: datetime, at: datetime, worker: Actor, manager: Actor, body: UUID) -> None:
    day = day_of(at)
    planned = Planned(now + timedelta(minutes=240), 45, OFFICE, manager.id, "Room 4")
    appointments.book(
        actor=worker, at=at - timedelta(days=3), referral_id=referral, kind="one_to_one", planned=planned
    )
    with act(actor=_SUPPLIER, at=at, verb="absence.noted", subject=("person", manager.id)):
        Absence(
            id=uuid4(),
            body_id=body,
            worker=manager.id,
            away_from=day,
            away_until=day + timedelta(days=3),
            covered_by=worker.id,
        ).save(force_insert=True)


def _person(
    number: int, at: datetime, practitioner: Actor, worker: Actor, where: tuple[UUID, UUID, UUID]
) -> UUID:
    chance = random.Random(f"{SEED} {number}")  # noqa: S311 - made-up people, nothing secret
    given, family = _PEOPLE[number]
    safe, words = _SAFE[number % len(_SAFE)]
    body, unit, place = where
    sent = at - timedelta(days=9 if number == 5 else chance.randint(20, 90))
    day = day_of(sent)
    look(practitioner, day)
    made = referrals.begin(
        actor=practitioner,
        at=sent,
        provider_id=body,
        unit_id=unit,
        place_id=place,
        identity=Identity(
            given_names=given,
            family_name=family,
            date_of_birth=date(
                chance.randint(1962, 2003), chance.randint(1, 12), chance.randint(1, 28)
            ).isoformat(),
            crn=f"X8000{number:02}",
            phone=f"0161 496 {chance.randint(0, 999):04}",  # numbers that are never given to anybody
            email=f"person{number}@{DOMAIN}" if number % 3 == 0 else "",
            safe_contact=safe,
            safe_contact_words=words,
        ),
        asked=Asked(
            why_now="Made up for the demonstration: wants support to stay away from heroin and crack."
        ),
        is_made_up=True,
    )
    referrals.send(actor=practitioner, at=sent, referral_id=made.id)
    look(worker, day)
    triage.accept(actor=worker, at=sent + timedelta(days=1), referral_id=made.id)
    triage.assign(actor=worker, at=at, referral_id=made.id, key_worker=worker.id)  # a key worker since today
    return made.id


def _middle(at: datetime) -> datetime:
    """The quarter of an hour around which the day stands: now, but early and late enough for all of it to be today."""
    begins, ends = bounds_of(day_of(at), day_of(at))
    quarter = at.replace(minute=at.minute // 15 * 15, second=0, microsecond=0)
    return min(max(quarter, begins + timedelta(hours=4)), ends - timedelta(hours=5))


def _actor(role: str) -> Actor:
    person = organisations.person_named(f"{role}@{DOMAIN}")
    assert person is not None  # noqa: S101 - every demonstration has one person for each role
    return Actor(f"person:{person.id}", frozenset({role}))


def _where(worker: Actor, day: date) -> tuple[UUID, UUID, UUID]:
    sight = working.sight_of(worker, day)
    assert sight.body is not None  # noqa: S101 - the demonstration placed them
    [unit] = sight.units
    place = organisations.places().get(name="Bolton")
    return sight.body, unit, place.id
