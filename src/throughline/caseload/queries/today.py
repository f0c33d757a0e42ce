"""Whom does a worker meet today, in the order of the clock, and what is left to record, to move or to remind of?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q
from django.urls import reverse

from throughline.kernel.actor import Actor
from throughline.organisations.queries import names_of

from ..actions.people import identity_of
from ..care.local_time import bounds_of, clock_words, day_of, day_words, span_words
from ..care.reminding import BY_HAND, FIND_A_TIME, MAIL, last_day_to_remind_of, way_of
from ..codes import NO_SESSION
from ..models import Appointment, Group
from .candidates import whose_people
from .kept import shown
from .record_modes import HERE, mode_of

RECORDED_LATE = timedelta(days=30)  # how far back what nobody recorded is still asked for
SOON = timedelta(minutes=15)
MODES = {
    "IN_PERSON_PROBATION_OFFICE": "Probation office",
    "IN_PERSON_OTHER": "In person",
    "PHONE_CALL": "Phone call",
    "VIDEO_CALL": "Video call",
}
CALLABLE = ("any", "phone")
# The person asked for another time, and nobody has moved it or agreed with them that it stays.
ANOTHER_TIME = Q(state="scheduled", asked_to_move_at__isnull=False, stays_at=None)


@dataclass(frozen=True, slots=True)
class Card:
    """One appointment as the worker's phone shows it; `tel` only where a call is safe."""

    id: UUID
    person_id: UUID
    reference: str
    name: str
    day: date
    clock: str
    span: str
    kind: str
    how: str
    place: str
    safe: str
    tel: str
    state: str
    outcome: str
    tone: str
    is_open: bool
    covers: str
    put_right: bool = False
    asked_on: date | None = None

    @property
    def day_words(self) -> str:
        return day_words(self.day)


@dataclass(frozen=True, slots=True)
class GroupCard:
    """A group's session on the list: one card however many come."""

    id: UUID
    title: str
    clock: str
    until: str
    place: str
    people: int
    places: int
    unrecorded: int
    is_open: bool


@dataclass(frozen=True, slots=True)
class Today:
    """The list: today's cards in time order, what was not recorded before, whom to remind by hand, who asks for another
    time."""

    day: date
    cards: tuple[Card | GroupCard, ...]
    earlier: tuple[Card, ...]
    remind: tuple[tuple[Card, str], ...]
    asked: tuple[tuple[Card, str], ...]
    covered: tuple[str, ...]
    people: tuple[UUID, ...]
    is_here: bool

    @property
    def to_record(self) -> int:
        """How many whose time has come are still to be recorded."""
        return sum(_unrecorded(each) for each in self.cards if each.is_open)

    @property
    def to_come(self) -> int:
        """How many are still to come."""
        return sum(_unrecorded(each) for each in self.cards if not each.is_open)


def today_of(actor: Actor, now: datetime) -> Today:
    """The worker's day and that of whoever they cover today; three queries, four when they cover somebody."""
    day = day_of(now)
    begins, ends = bounds_of(day, day)
    _, reminded = bounds_of(day, last_day_to_remind_of(day))
    away = sorted(whose_people(actor, day) - {actor.id})
    names = names_of(away) if away else {}
    rows = list(
        Appointment.objects.filter(with_whom__in=[actor.id, *away], begins_at__gte=begins - RECORDED_LATE)
        .filter(Q(begins_at__lt=reminded) | ANOTHER_TIME)
        .filter(Q(begins_at__gte=begins) | Q(state="scheduled"))
        .exclude(state="rescheduled")
        .filter(shown(now))
        .select_related("referral__person", "group")
        .order_by("begins_at", "id")
    )
    here = [each for each in rows if begins <= each.begins_at < ends]
    earlier = [each for each in rows if each.begins_at < begins]
    return Today(
        day=day,
        cards=tuple(_in_order(here, now, names, actor)),
        earlier=tuple(card(each, now, names) for each in earlier),
        remind=tuple(_by_hand([each for each in rows if ends <= each.begins_at < reminded], now, names)),
        asked=tuple(_asked(rows, now, names)),
        covered=tuple(sorted(names.values())),
        people=tuple(each.referral.person_id for each in rows),
        is_here=not rows or mode_of(rows[0].referral.provider_id, day) == HERE,
    )


def card(each: Appointment, now: datetime, names: dict[str, str] | None = None) -> Card:
    """The appointment as its card; its referral and person are at hand."""
    who = identity_of(each.referral.person)
    outcome, tone = outcome_of(each)
    return Card(
        id=each.id,
        person_id=each.referral.person_id,
        reference=each.referral.reference,
        name=who.name or "Name not known",
        day=day_of(each.begins_at),
        clock=clock_words(each.begins_at),
        span=span_words(each.begins_at, each.minutes),
        kind=each.get_kind_display(),
        how=MODES[each.mode],
        place=each.place,
        safe=who.safe_contact_words,
        tel=who.phone if who.safe_contact in CALLABLE else "",
        state=each.state,
        outcome=outcome,
        tone=tone,
        is_open=each.begins_at <= now + SOON,
        covers=(names or {}).get(each.with_whom, ""),
        asked_on=day_of(each.asked_to_move_at) if each.asked_to_move_at and not each.stays_at else None,
    )


def outcome_of(each: Appointment) -> tuple[str, str]:
    """What came of it in words, and the tone of its tag."""
    if each.state == "attended":
        late = f", {each.came_late_minutes} minutes late" if each.came_late_minutes else ""
        return f"Attended{late}", "good"
    if each.state == "did_not_attend":
        return "Did not attend", "stop"
    if each.state == "did_not_happen":
        return f"Did not happen. {NO_SESSION.get(each.no_session, '')}".strip(), "quiet"
    if each.state == "rescheduled":
        return f"Moved: {each.get_moved_for_display().lower()}", "quiet"
    return "Booked", ""


def appointment_of(appointment_id: UUID) -> Appointment | None:
    """The appointment with its referral and person; None for whoever may not see it."""
    rows = Appointment.objects.select_related(
        "referral__person", "referral__unit", "referral__provider", "referral__place", "group"
    )
    return rows.filter(id=appointment_id).first()


def record_href(each: Card, outcome: str) -> str:
    """The page on which that outcome is recorded."""
    return reverse("appointment-record", args=[each.id, outcome])


def _in_order(
    rows: list[Appointment], now: datetime, names: dict[str, str], actor: Actor
) -> Iterator[Card | GroupCard]:
    seen: set[UUID] = set()
    for each in rows:
        if each.group is None:
            yield card(each, now, names)
        elif each.group.id not in seen:
            seen.add(each.group.id)
            yield _group(each.group, [row for row in rows if row.group_id == each.group_id], now)


def _unrecorded(each: Card | GroupCard) -> int:
    return each.unrecorded if isinstance(each, GroupCard) else int(each.state == "scheduled")


def _group(group: Group, rows: list[Appointment], now: datetime) -> GroupCard:
    return GroupCard(
        id=group.id,
        title=group.title,
        clock=clock_words(group.begins_at),
        until=clock_words(group.begins_at + timedelta(minutes=group.minutes)),
        place=group.place,
        people=len(rows),
        places=group.places,
        unrecorded=sum(each.state == "scheduled" for each in rows),
        is_open=group.begins_at <= now + SOON,
    )


def _asked(rows: Iterable[Appointment], now: datetime, names: dict[str, str]) -> Iterator[tuple[Card, str]]:
    """Whoever asked for another time, with how it is safe to find one; what has begun is recorded instead."""
    for each in rows:
        shown_as = card(each, now, names)
        if shown_as.asked_on and each.state == "scheduled" and each.begins_at > now:
            who = identity_of(each.referral.person)
            yield shown_as, FIND_A_TIME[way_of(who.safe_contact, has_mail=False)]


def _by_hand(rows: Iterable[Appointment], now: datetime, names: dict[str, str]) -> Iterator[tuple[Card, str]]:
    for each in rows:
        if each.state != "scheduled" or each.reminded_at is not None:
            continue
        who = identity_of(each.referral.person)
        way = way_of(who.safe_contact, has_mail=bool(who.email))
        if way != MAIL:
            yield card(each, now, names), BY_HAND[way]
