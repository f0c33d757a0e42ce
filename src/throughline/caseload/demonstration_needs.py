"""Whose needs are known in a demonstration? Three made-up people: to be assessed, assessed, and assessed twice."""

import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from throughline.kernel.actor import Actor
from throughline.ledger.actions import act
from throughline.organisations import queries as organisations
from throughline.organisations import working
from throughline.organisations.demonstration import DOMAIN

from .actions import assessing, notes, pathways, referrals, triage
from .models import Referral
from .sealed import Asked, Identity
from .sight import look

SEED = 33
_NAMES = (("Gwendolen", "Achterberg-Moss"), ("Idris", "O’Hanlon"), ("Marvin Leroy", "Papadopoulos"))
_FLAGS: tuple[list[str], ...] = ([], ["mappa", "risk_to_staff"], ["da_victim"])
_SENT_DAYS_AGO = (8, 40, 115)
FIRST = {"ACCOM": "high", "ETE": "medium", "FBD": "high", "DNR": "high", "LIFE": "medium", "FAM": "low",
         "EWB": "high", "SOC": "medium"}  # fmt: skip
LATEST = {"ACCOM": "low", "ETE": "medium", "FBD": "medium", "DNR": "medium", "LIFE": "low", "FAM": "medium",
          "EWB": "medium", "SOC": "low"}  # fmt: skip
_GOALS = {
    "DNR": "I want to wake up without needing it.",
    "ACCOM": "A place where my daughter can stay at the weekend.",
    "EWB": "To sleep.",
}
_STEPS = {
    "DNR": "Appointment with the prescriber on Tuesday; the key worker books it. A diary of hard moments.",
    "ACCOM": "Housing options form together on Thursday; key worker brings it.",
    "EWB": "Talking group on Wednesdays from next week.",
}
_DRUGS = {
    "heroin": {"used": "recent", "injected": "before", "treated": "yes"},
    "crack": {"used": "recent", "injected": "never"},
    "cannabis": {"used": "before", "injected": "never"},
}


@dataclass(frozen=True, slots=True)
class _Who:
    worker: Actor
    practitioner: Actor
    body: UUID
    unit: UUID
    place: UUID


def load(*, at: datetime) -> None:
    """The three, each at another stage; seeded, so that every installation has the same ones."""
    who = _who(at)
    to_assess, assessed, twice = (_person(number, at, who) for number in range(3))
    look(who.worker, at.date())
    notes.write(
        actor=who.worker,
        at=at - timedelta(days=3),
        referral_id=to_assess,
        text="Made up: phoned, prefers mornings. Bus pass needed for the first visit.",
        for_whom="both",
    )
    _assess(assessed, "first", FIRST, _profile(0), who.worker, at - timedelta(days=2))
    _assess(twice, "first", FIRST, _profile(0), who.worker, at - timedelta(days=105))
    pathways.start(
        actor=who.worker,
        at=at - timedelta(days=104),
        referral_id=twice,
        kind="specialist",
        runs_from=(at - timedelta(days=104)).date(),
    )
    _assess(twice, "review", LATEST, _profile(1), who.worker, at - timedelta(days=18))


def _profile(later: int) -> dict[str, int]:
    first = {"alcohol": 12, "opioids": 26, "crack": 14, "cocaine": 0, "amphetamines": 0, "cannabis": 6,
             "other_drug": 0, "injected": 2, "shared": 0, "psychological": 6, "physical": 8, "quality": 5,
             "work": 0, "education": 0, "housing": 1, "eviction": 1}  # fmt: skip
    now = first | {"alcohol": 4, "opioids": 3, "crack": 5, "cannabis": 8, "injected": 0, "psychological": 11,
                   "physical": 12, "quality": 12, "education": 4, "housing": 0, "eviction": 0}  # fmt: skip
    return now if later else first


def _assess(
    referral: UUID, kind: str, levels: dict[str, str], profile: dict[str, int], worker: Actor, at: datetime
) -> None:
    draft = assessing.begin(actor=worker, at=at, referral_id=referral, kind=kind)
    linked = {"DNR", "LIFE"}
    rows = {
        need: {"level": level}
        | ({"reoffending": "yes"} if need in linked else {})
        | ({"harm": "yes"} if need == "DNR" else {})
        | ({"strength": "yes"} if need == "FAM" else {})
        for need, level in levels.items()
    }
    drinks = [4, 4, 3, 2, 2, 1, 3, 1, 2, 4] if kind == "first" else [2, 1, 1]
    said: dict[str, dict[str, object]] = {
        "needs": {"levels": rows, "goals": _GOALS},
        "drugs": {
            "drugs": _DRUGS,
            "reasons": "To sleep, and when the flat is cold.",
            "effects": "Loses days. Her sister worries.",
        },
        "alcohol": {"alcohol": {str(n): points for n, points in enumerate(drinks[:3], 1)}},
        "audit": {"alcohol": {str(n): points for n, points in enumerate(drinks[3:], 4)}},
        "outcomes": {"outcomes": profile},
        "strengths": {
            "strengths": "Cooks for the whole landing. Never misses a bus. A sister who picks up the phone.",
            "motivation": "Wants to be clean for the school play in the spring.",
        },
        "plan": {
            "steps": _STEPS,
            "plan": "Naloxone kit carried, and the sister knows how to use it.",
            "review_on": (at + timedelta(days=84)).date().isoformat(),
        },
    }
    for section, values in said.items():
        revision = assessing.said_of(draft).revisions.get(section, 0)
        assessing.save_section(
            actor=worker, at=at, assessment_id=draft.id, section=section, values=values, revision=revision
        )
    assessing.complete(actor=worker, at=at, assessment_id=draft.id)


def _person(number: int, at: datetime, who: _Who) -> UUID:
    chance = random.Random(f"{SEED} {number}")  # noqa: S311 - made-up people, nothing secret
    given, family = _NAMES[number]
    sent = at - timedelta(days=_SENT_DAYS_AGO[number])
    look(who.practitioner, at.date())
    made = referrals.begin(
        actor=who.practitioner,
        at=sent,
        provider_id=who.body,
        unit_id=who.unit,
        place_id=who.place,
        identity=Identity(
            given_names=given,
            family_name=family,
            date_of_birth=date(chance.randint(1965, 2000), chance.randint(1, 12), 1).isoformat(),
            crn=f"X8001{number:02}",
            phone=f"0161 496 {chance.randint(0, 999):04}",  # numbers that are never given to anybody
            safe_contact=("text", "phone", "practitioner")[number],
            safe_contact_words=("Before noon", "No messages left: the phone is shared", "")[number],
        ),
        asked=Asked(
            why_now="Made up for the demonstration: a new order, and asks for help.",
            flags=_FLAGS[number],
            practitioner_phone="0161 496 0100",
        ),
        is_made_up=True,
    )
    with act(
        actor=who.practitioner, at=sent, verb="demonstration.needs_sought", subject=("referral", made.id)
    ):
        made.requirement, made.practitioner = ("", "ATR", "DRR")[number], who.practitioner.id
        made.save(update_fields=["requirement", "practitioner"])
        referrals.seek(referral=made, needs={"DNR": "HIGH", "ACCOM": "MEDIUM"})
    referrals.send(actor=who.practitioner, at=sent, referral_id=made.id)
    look(who.worker, at.date())
    triage.accept(actor=who.worker, at=sent + timedelta(hours=20), referral_id=made.id)
    triage.assign(actor=who.worker, at=at, referral_id=made.id, key_worker=who.worker.id)  # one since today
    with act(actor=who.worker, at=at, verb="demonstration.dated_back", subject=("referral", made.id)):
        Referral.objects.filter(id=made.id).update(assigned_at=sent + timedelta(hours=26))
    return made.id


def _who(at: datetime) -> _Who:
    roles = ("key-worker", "probation-practitioner")
    worker, practitioner = (
        Actor(f"person:{person.id}", frozenset({role}))
        for role in roles
        if (person := organisations.person_named(f"{role}@{DOMAIN}")) is not None
    )
    sight = working.sight_of(worker, at.date())
    assert sight.body is not None  # noqa: S101 - the demonstration placed them
    [unit] = sight.units
    return _Who(worker, practitioner, sight.body, unit, organisations.places().get(name="Bolton").id)
