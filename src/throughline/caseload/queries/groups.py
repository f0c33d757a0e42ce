"""Who comes to a group's session, who of one's people could, and how many places are left?"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from throughline.kernel.actor import Actor
from throughline.organisations import queries as organisations
from throughline.organisations import working
from throughline.organisations.queries import names_of

from ..actions.people import identity_of
from ..care.local_time import day_of, day_words, span_words
from ..lifecycle import UNDER_WAY
from ..models import Group, Referral
from .today import Card, card


@dataclass(frozen=True, slots=True)
class GroupShown:
    """A group's session with its people; `others` are the worker's own people who have no place in it."""

    id: UUID
    title: str
    when: str
    place: str
    led_by: str
    places: int
    cards: tuple[Card, ...]
    others: tuple[tuple[str, str], ...]
    has_begun: bool

    @property
    def free(self) -> int:
        return max(0, self.places - len(self.cards))

    @property
    def to_record(self) -> tuple[Card, ...]:
        return tuple(each for each in self.cards if each.state == "scheduled")


def group_shown(group_id: UUID, actor: Actor, now: datetime) -> GroupShown | None:
    """The group, if there is one in the actor's units of the actor's own provider; four queries."""
    group = Group.objects.filter(id=group_id).first()
    if group is None or working.sight_of(actor, day_of(now)).body != group.body_id:
        return None
    rows = group.appointments.exclude(state="rescheduled").select_related("referral__person")
    there = list(rows.order_by("booked_at", "id"))
    mine = (
        Referral.objects.filter(unit=group.unit_id, provider=group.body_id, state__in=UNDER_WAY)
        .filter(key_worker=actor.id)
        .exclude(id__in=[each.referral_id for each in there])
        .select_related("person")
    )
    named = sorted((identity_of(each.person).name, str(each.id)) for each in mine.order_by("id"))
    return GroupShown(
        id=group.id,
        title=group.title,
        when=f"{day_words(day_of(group.begins_at))}, {span_words(group.begins_at, group.minutes)}",
        place=group.place,
        led_by=names_of([group.led_by])[group.led_by],
        places=group.places,
        cards=tuple(sorted((card(each, now) for each in there), key=lambda each: each.name)),
        others=tuple((referral, name) for name, referral in named),
        has_begun=group.begins_at <= now,
    )


def people_in(shown: GroupShown) -> list[UUID]:
    """Whose names the page shows as coming."""
    return [each.person_id for each in shown.cards]


def where(actor: Actor, day: date) -> tuple[UUID | None, list[tuple[str, str]], list[tuple[str, str]]]:
    """The actor's own provider, the units in which they may plan, and who works there."""
    sight = working.sight_of(actor, day)
    if sight.body is None:
        return None, [], []
    units = organisations.units().filter(id__in=sight.units).order_by("name", "id")
    workers = {
        f"person:{each.id}": each.name
        for unit in sight.units
        for each in working.workers_of(unit, sight.body, day)
    }
    return (
        sight.body,
        [(str(each.id), each.name) for each in units],
        sorted(workers.items(), key=lambda each: each[1]),
    )
