"""What waits in a unit's inbox in a demonstration? Six made-up people in different states and clocks, drawn by seed."""

import random
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from throughline.kernel.actor import Actor
from throughline.kernel.dates import add_working_days
from throughline.ledger.actions import act
from throughline.organisations import actions as organising
from throughline.organisations import queries as organisations
from throughline.organisations import working
from throughline.organisations.demonstration import DOMAIN

from .actions import questions, referrals, transfers, triage, workers
from .models import Protocol
from .sealed import Asked, Identity
from .sight import look

SEED = 35
_SUPPLIER = Actor("system:supplied", frozenset({"supplier"}))
_FIRST = ("Nuala", "Dariusz", "Keziah", "Wayne", "Parveen", "Leroy", "Bronwen", "Iain")
_LAST = ("Hegarty", "Szymański", "Mensah-Boateng", "Shufflebottom", "Akhtar", "O’Rourke", "Dyson", "St John")
_COLLEAGUES = (
    ("Halina Brzozowska", ("high", "pl"), 35),
    ("Gethin Prys-Roberts", ("women", "prescribing"), 30),
)
_OTHER_UNIT, _LIST = "Bury and Rochdale", "referral system list of nine"


@dataclass(frozen=True, slots=True)
class _Sent:
    """Sent so many working days ago, and what became of it since."""

    working_days: int
    needs: dict[str, str]
    asked: Asked
    became: str = ""
    source: str = "community"
    release_in: int = 0
    is_urgent: bool = False
    identity: dict[str, object] = field(default_factory=dict)


_SENT = (
    _Sent(
        11,
        {"DNR": "HIGH", "ACCOM": "HIGH"},
        Asked(
            why_now="Sleeping in a car since the tenancy ended. Heroin again after four months without.",
            risk_levels={"staff": "HIGH", "known_adult": "MEDIUM"},
            self_risk=["suicide"],
            risk_words="Shouted at reception staff in spring; calm with people he knows. See him in the front rooms.",
            flags=["risk_to_staff", "violent"],
            children={
                "is_parent": "yes",
                "at_home": "no",
                "has_contact": "yes",
                "known_to_social_care": "yes",
            },
            availability="Any morning",
        ),
    ),
    _Sent(
        8,
        {"DNR": "MEDIUM", "EWB": "MEDIUM"},
        Asked(why_now="Drinks every day since a bereavement.", children={"is_parent": "no"}),
        became="asked",
    ),
    _Sent(
        3,
        {"DNR": "HIGH"},
        Asked(
            why_now="Leaves prison on a methadone prescription that nobody here has taken over yet.",
            risk_levels={"public": "MEDIUM"},
            flags=["mappa"],
            prison="HMP Forest Bank (made up)",
        ),
        source="custody",
        release_in=6,
        is_urgent=True,
        identity={"language": "Polish", "needs_interpreter": True},
    ),
    _Sent(
        5,
        {"DNR": "LOW"},
        Asked(why_now="Sees the alcohol nurse at the practice already, and wants probation to know."),
        became="in treatment",
    ),
    _Sent(6, {"DNR": "MEDIUM", "ETE": "LOW"}, Asked(why_now="New order, first time."), became="accepted"),
    _Sent(2, {"DNR": "MEDIUM", "FAM": "HIGH"}, Asked(why_now="Moves in with her sister."), became="offered"),
)


def load(*, at: datetime) -> None:
    """The made-up referrals, two more key workers, and a second unit from which somebody is offered."""
    worker, practitioner, manager = map(_actor, ("key-worker", "probation-practitioner", "provider-manager"))
    day = at.date()
    unit, other, body = _units(day, manager, at)
    colleagues = [_colleague(each, body, unit, at, manager) for each in _COLLEAGUES]
    with act(actor=_SUPPLIER, at=at, verb="demonstration.inbox_filled", subject=("demonstration", SEED)):
        for person in (practitioner, colleagues[1]):
            working.place_worker(
                actor=_SUPPLIER, at=at, person_id=_id(person), unit_id=other, since=day - timedelta(days=60)
            )
    chance = random.Random(SEED)  # noqa: S311 - names for a demonstration, nothing secret
    firsts, lasts = chance.sample(_FIRST, len(_FIRST)), chance.sample(_LAST, len(_LAST))
    protocol = Protocol.objects.filter(unit=unit, state="agreed").first()
    for number, each in enumerate(_SENT):
        who = Identity(
            given_names=firsts[number],
            family_name=lasts[number],
            date_of_birth=date(1966 + chance.randrange(38), 1 + chance.randrange(12), 3).isoformat(),
            crn=f"Z{chance.randrange(10**6):06}",
            phone=f"0161 496 0{chance.randrange(1000):03}",
            safe_contact=chance.choice(("any", "text", "phone")),
            **each.identity,  # type: ignore[arg-type]  # two known fields of the same record
        )
        where = (body, other if each.became == "offered" else unit)
        _send(each, who, where, at, (worker, practitioner, manager), unit, protocol)


def _send(
    each: _Sent,
    who: Identity,
    where: tuple[UUID, UUID],
    at: datetime,
    staff: tuple[Actor, Actor, Actor],
    unit: UUID,
    protocol: Protocol | None,
) -> None:
    worker, practitioner, manager = staff
    day = at.date()
    sent_at = at - timedelta(days=(day - add_working_days(day, -each.working_days)).days)
    body, begun_in = where
    place = working.places_of(begun_in, day)[0][0]
    look(practitioner, day)
    made = referrals.begin(
        actor=practitioner,
        at=sent_at,
        provider_id=body,
        unit_id=begun_in,
        place_id=place,
        identity=who,
        asked=replace(each.asked, practitioner_name=_name(practitioner), practitioner_phone="0161 496 0150"),
        source=each.source,
        is_made_up=True,
    )
    with act(actor=practitioner, at=sent_at, verb="referral.written", subject=("referral", made.id)):
        made.sentence, made.requirement, made.is_urgent = "CO", "DRR", each.is_urgent
        made.release_on = day + timedelta(days=each.release_in) if each.release_in else None
        made.protocol = protocol
        made.save(update_fields=["sentence", "requirement", "is_urgent", "release_on", "protocol"])
        referrals.seek(referral=made, needs=each.needs)
    referrals.send(actor=practitioner, at=sent_at, referral_id=made.id)
    about: dict[str, Any] = {"at": at - timedelta(days=1), "referral_id": made.id}
    look(manager, day)
    if each.became == "asked":
        questions.ask(actor=worker, question="Which mornings suit? The clinic is full on Tuesday.", **about)
    elif each.became == "in treatment":
        triage.note_treatment(actor=worker, because="The practice’s alcohol nurse, since spring.", **about)
    elif each.became == "accepted":
        triage.accept(actor=worker, **about)
        triage.wait_for(actor=worker, reason="practitioner", **about)
    elif each.became == "offered":
        [home, *_] = working.places_of(unit, day)
        transfers.offer(
            actor=manager,
            to_unit=unit,
            to_provider=body,
            to_place=home[0],
            because="Moves in with her sister next week. Likes to be called before ten.",
            **about,
        )


def _units(day: date, manager: Actor, at: datetime) -> tuple[UUID, UUID, UUID]:
    body = working.body_of(manager.id)
    assert body is not None  # noqa: S101 - every demonstration person belongs to a body
    [unit, *_] = working.units_of(body, day)
    other = next(
        each.id for each in organisations.units() if (each.name, each.list_name) == (_OTHER_UNIT, _LIST)
    )
    if other not in working.units_of(body, day):
        working.serve_unit(
            actor=_SUPPLIER, at=at, body_id=body, unit_id=other, since=day - timedelta(days=60)
        )
    return unit, other, body


def _colleague(
    each: tuple[str, tuple[str, ...], int], body: UUID, unit: UUID, at: datetime, manager: Actor
) -> Actor:
    name, skills, most = each
    person = organising.add_person(
        actor=_SUPPLIER,
        at=at,
        name=name,
        email=f"{name.split()[0].lower()}.key-worker@{DOMAIN}",
        body=organisations.bodies().get(id=body),
    )
    organising.grant_role(actor=_SUPPLIER, at=at, person=person, role="key-worker")
    since = at.date() - timedelta(days=60)
    working.place_worker(actor=_SUPPLIER, at=at, person_id=person.id, unit_id=unit, since=since)
    look(manager, at.date())
    workers.say_skills(
        actor=manager, at=at, body=body, worker=f"person:{person.id}", skills=skills, most_people=most
    )
    return Actor(f"person:{person.id}", frozenset({"key-worker"}))


def _actor(role: str) -> Actor:
    person = organisations.person_named(f"{role}@{DOMAIN}")
    assert person is not None  # noqa: S101 - every demonstration has one person for each role
    return Actor(f"person:{person.id}", frozenset({role}))


def _name(actor: Actor) -> str:
    return organisations.names_of([actor.id])[actor.id]


def _id(actor: Actor) -> UUID:
    return UUID(actor.id.removeprefix("person:"))
