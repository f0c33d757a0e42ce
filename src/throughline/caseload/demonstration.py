"""What does a unit at work need before anybody is referred in a demonstration? All of it is made up and says so."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from throughline.frame.scope import enter_scope
from throughline.kernel.actor import Actor
from throughline.ledger.actions import act
from throughline.organisations import queries as organisations
from throughline.organisations.demonstration import DOMAIN

from . import (
    demonstration_after,
    demonstration_day,
    demonstration_elsewhere,
    demonstration_inbox,
    demonstration_needs,
    demonstration_stories,
    demonstration_watch,
)
from .actions import protocols
from .actions.extract import take_extract
from .actions.record_modes import say_whose_record
from .care.local_time import bounds_of
from .demonstration_people import Made, ago
from .demonstration_records import extract
from .demonstration_staff import LIST, SUPPLIER, Staff, Unit, place_everybody
from .models import Protocol, Route, Told, UnitDesk
from .sight import look

COHORT = "Adults with a drug or alcohol need"
LEAVING = "Adults about to leave prison"
OF_LEAVING = {
    "eligible": "Adults who are due to be released to the unit within six weeks, or were within the last two, "
    "whose use of drugs or alcohol is linked to harm or reoffending. Made up for the demonstration.",
    "who_does_what": "Probation refers six weeks before release and says when the day changes. The service meets the "
    "person or the prison’s team before release, and sees them within five working days after it. Made up for the "
    "demonstration.",
}
SAID = {
    "eligible": "Adults supervised by the unit, or due to be released to it, whose use of drugs or alcohol is linked "
    "to harm or reoffending. Made up for the demonstration.",
    "risk_shared": "Levels of risk, registration flags and safe contact come with the referral. Whoever learns of a "
    "new risk tells the other side on the same working day. Made up for the demonstration.",
    "who_does_what": "Probation refers and keeps enforcement. The service decides within five working days, sees the "
    "person first within ten, and tells probation what happened. Made up for the demonstration.",
}
ROUTES = {
    "children": ("The children’s hub (made up), 0161 496 0201", 24),
    "adults": ("Adult safeguarding (made up), 0161 496 0202", 24),
    "marac": ("MARAC coordinator (made up), 0161 496 0203", 48),
    "mappa": ("MAPPA coordinator (made up), 0161 496 0204", 48),
    "prevent": ("Prevent team (made up), 0161 496 0205", 24),
}


def load(*, actor: Actor, at: datetime) -> bool:
    """Two made-up providers at work in three units, one in each mode; False when that stands already."""
    enter_scope(actor)
    if not settings.DEMONSTRATION or Protocol.objects.exists():
        return False
    with transaction.atomic():
        staff = place_everybody(at=at)
        bolton, salford, bury = (staff.units[each] for each in ("Bolton", "Salford", "Bury and Rochdale"))
        for unit, mode in ((bolton, "here"), (bury, "elsewhere")):
            say_whose_record(actor=actor, at=at, body_id=unit.body, mode=mode, since=staff.since)
            _agree(staff, unit, at, COHORT, SAID)
        _agree(staff, bury, at, LEAVING, {**SAID, **OF_LEAVING})
        _desks_and_routes(actor, at, bolton, bury)
        asks = organisations.person_named("probation-practitioner@" + DOMAIN)
        assert asks is not None  # noqa: S101 - every demonstration has one person for each role
        today = timezone.localdate(at)
        text = extract((asks.name, asks.email), today)
        take_extract(actor=actor, at=at, text=text, taken_on=today, unit_list=LIST, is_made_up=True)
        stories = demonstration_stories
        at_work = (*stories.TODAY, *stories.COLLEAGUE, *stories.INBOX, *stories.NEEDS, *stories.WATCHED)
        made = Made(at_work, bolton, staff, at).tell()
        demonstration_day.load(made, staff, at=at)
        demonstration_needs.load(made, staff, at=at)
        demonstration_inbox.load(made, Made(stories.SALFORD, salford, staff, at).tell(), staff, at=at)
        demonstration_watch.load(made, staff, at=at)
        demonstration_after.load(Made(stories.AFTER, bolton, staff, at, beside=made).tell(), staff, at=at)
        demonstration_elsewhere.load(Made(stories.ELSEWHERE, bury, staff, at).tell(), staff, at=at)
        _read_what_is_older(staff, at)
    return True


def _read_what_is_older(staff: Staff, at: datetime) -> None:
    """Probation has read what it was told before yesterday, on the day after."""
    reader, today = staff["practitioner"], timezone.localdate(at)
    look(reader, today)
    yesterday, _ = bounds_of(ago(today, 1), today)
    older = Told.objects.filter(acknowledged_at=None, told_at__lt=yesterday)
    with act(actor=reader, at=at, verb="demonstration.feedback_read", subject=("person", reader.id)):
        older.update(acknowledged_at=F("told_at") + timedelta(hours=16), acknowledged_by=reader.id)


def _agree(staff: Staff, unit: Unit, at: datetime, cohort: str, words: dict[str, str]) -> None:
    """Probation and the service of that unit agreed in the week in which the service began."""
    then = at - timedelta(days=(timezone.localdate(at) - staff.since).days - 3)
    said = protocols.Said(**words, eligible_from=staff.since, review_on=staff.since + timedelta(days=365))
    version = protocols.draft(
        actor=SUPPLIER,
        at=then,
        provider_id=unit.body,
        unit_id=unit.id,
        cohort=cohort,
        said=said,
        is_illustration=True,
    )
    for each in ("head", unit.manager):
        protocols.agree(actor=staff[each], at=then, protocol_id=version.id)


def _desks_and_routes(actor: Actor, at: datetime, *units: Unit) -> None:
    with act(actor=actor, at=at, verb="demonstration.unit_opened", subject=("unit", units[0].id)):
        UnitDesk.objects.bulk_create(
            UnitDesk(
                unit_id=each.id,
                single_point_of_contact=f"The {each.name} desk (made up), 0161 496 0100",
                clinic="Tuesday and Thursday, 10am to 4pm, room 2 (made up)",
                is_illustration=True,
            )
            for each in units
        )
        Route.objects.bulk_create(
            Route(place_id=each.place, kind=kind, contact=contact, within_hours=hours, is_illustration=True)
            for each in units
            for kind, (contact, hours) in ROUTES.items()
        )
