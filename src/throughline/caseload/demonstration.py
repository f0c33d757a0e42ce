"""What does a unit at work need before anybody is referred in a demonstration? All of it is made up and says so."""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from throughline.kernel.actor import Actor
from throughline.ledger.actions import act
from throughline.organisations import queries as organisations
from throughline.organisations import working
from throughline.organisations.demonstration import DOMAIN

from . import demonstration_day, demonstration_inbox, demonstration_needs, demonstration_watch
from .actions import protocols
from .actions.extract import take_extract
from .actions.record_modes import say_whose_record
from .demonstration_records import extract
from .models import Protocol, Route, UnitDesk

PROVIDER = "demonstration-provider"
UNIT, LIST = "Bolton", "referral system list of nine"
WORKS_THERE = ("probation-practitioner", "head-of-unit", "key-worker", "provider-manager")
COHORT = "Adults with a drug or alcohol need"
SAID = {
    "eligible": "Adults supervised by the unit, or due to be released to it, whose use of drugs or alcohol is linked "
    "to harm or reoffending. Made up for the demonstration.",
    "risk_shared": "Levels of risk, registration flags and safe contact come with the referral. Whoever learns of a "
    "new risk tells the other side on the same working day. Made up for the demonstration.",
    "who_does_what": "Probation refers and keeps enforcement. The service decides within five working days, sees the "
    "person first within ten, and tells probation what happened. Made up for the demonstration.",
}
ROUTES = {
    "children": ("Bolton children’s hub (made up), 0161 496 0201", 24),
    "adults": ("Bolton adult safeguarding (made up), 0161 496 0202", 24),
    "marac": ("Bolton MARAC coordinator (made up), 0161 496 0203", 48),
    "mappa": ("MAPPA coordinator (made up), 0161 496 0204", 48),
    "prevent": ("Prevent team (made up), 0161 496 0205", 24),
}


def load(*, actor: Actor, at: datetime) -> bool:
    """The made-up provider serves Bolton, people work there, a protocol is agreed; False when that stands already."""
    if not settings.DEMONSTRATION or Protocol.objects.exists():
        return False
    today = timezone.localdate(at)
    since = today - timedelta(days=120)
    bodies = {each.code: each.id for each in organisations.bodies()}
    unit = next(each.id for each in organisations.units() if (each.name, each.list_name) == (UNIT, LIST))
    people = {role: organisations.person_named(f"{role}@{DOMAIN}") for role in WORKS_THERE}
    actors = {role: Actor(f"person:{p.id}", frozenset({role})) for role, p in people.items() if p is not None}
    with transaction.atomic():
        working.serve_unit(actor=actor, at=at, body_id=bodies[PROVIDER], unit_id=unit, since=since)
        say_whose_record(actor=actor, at=at, body_id=bodies[PROVIDER], mode="here", since=since)
        for each in actors.values():
            person = UUID(each.id.removeprefix("person:"))
            working.place_worker(actor=actor, at=at, person_id=person, unit_id=unit, since=since)
        _desk_and_routes(actor, at, unit)
        version = protocols.draft(
            actor=actor,
            at=at,
            provider_id=bodies[PROVIDER],
            unit_id=unit,
            cohort=COHORT,
            said=protocols.Said(**SAID, eligible_from=since, review_on=today + timedelta(days=245)),
            is_illustration=True,
        )
        for role in ("head-of-unit", "provider-manager"):
            protocols.agree(actor=actors[role], at=at, protocol_id=version.id)
        supervisor = people["probation-practitioner"]
        assert supervisor is not None  # noqa: S101 - every demonstration has one person for each role
        text = extract((supervisor.name, supervisor.email), today)
        take_extract(actor=actor, at=at, text=text, taken_on=today, unit_list=LIST, is_made_up=True)
        demonstration_day.load(at=at)
        demonstration_needs.load(at=at)
        demonstration_inbox.load(at=at)
        demonstration_watch.load(at=at)
    return True


def _desk_and_routes(actor: Actor, at: datetime, unit: UUID) -> None:
    place = organisations.places().get(name=UNIT)
    with act(actor=actor, at=at, verb="demonstration.unit_opened", subject=("unit", unit)):
        UnitDesk.objects.create(
            unit_id=unit,
            single_point_of_contact="The unit’s desk (made up), 0161 496 0100",
            clinic="Tuesday and Thursday, 10am to 4pm, room 2 (made up)",
            is_illustration=True,
        )
        Route.objects.bulk_create(
            Route(place=place, kind=kind, contact=contact, within_hours=hours, is_illustration=True)
            for kind, (contact, hours) in ROUTES.items()
        )
