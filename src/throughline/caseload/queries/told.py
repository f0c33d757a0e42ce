"""What is probation told, whose is it to read, and how much of it has nobody read yet?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Window

from throughline.frame.lists import Listing, Sort
from throughline.frame.tasks import counted
from throughline.kernel.actor import Actor
from throughline.organisations.queries import names_of

from ..actions.people import identity_of
from ..models import Referral, Told
from ..probation_note import CONTACT, CONTACTS, sentence
from .by_unit import by_unit
from .referrals import searched

UNREAD_DAYS = 3  # what nobody read for so long the head of the unit is shown as well
HEAD = frozenset({"head-of-unit"})
VIEWS = {
    "mine": "Mine to read",
    "unit": "Everybody’s to read",
    "read": "Acknowledged",
    "all": "Everything",
}


LISTING = Listing(
    sorts=(
        Sort("urgent", "Urgent first", ("-is_urgent", F("told_at").desc(), "id")),
        Sort("oldest", "Longest unread", ("told_at", "id")),
    ),
    filters=(by_unit("referral__"),),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that probation is told, in words and in its own codes."""

    told: Told
    name: str
    words: str
    code: str
    by: str
    read_by: str


def in_sight() -> QuerySet[Told]:
    """Everything that was told of people in sight."""
    rows = Told.objects.filter(referral__person__deleted_at=None)
    return rows.select_related("referral", "referral__person", "referral__unit")


def mine(actor: Actor, now: datetime) -> Q:
    """What is this actor's to read: of people they supervise or referred; a head's, what is urgent or lies unread."""
    found = own(actor)
    if actor.roles & HEAD:
        found |= Q(is_urgent=True) | Q(acknowledged_at=None, told_at__lt=now - timedelta(days=UNREAD_DAYS))
    return found


def own(actor: Actor) -> Q:
    """Of people whom this actor supervises, or referred while nobody is named."""
    return Q(referral__practitioner=actor.id) | Q(referral__practitioner="", referral__sent_by=actor.id)


def shown(actor: Actor, now: datetime, view: str, search: str) -> QuerySet[Told]:
    """What one view of the list shows: to read by oneself or by anybody in sight, read already, or everything."""
    rows = in_sight()
    if view == "mine":
        rows = rows.filter(mine(actor, now))
    if view != "all":
        rows = rows.filter(acknowledged_at__isnull=view != "read")
    if search:
        rows = rows.filter(referral__in=searched(Referral.objects.all(), search))
    return rows


def rows_of(told: Iterable[Told]) -> list[Row]:
    """The lines, with names; one query."""
    found = list(told)
    names = names_of({each.told_by for each in found} | {each.acknowledged_by for each in found} - {""})
    return [
        Row(
            each,
            identity_of(each.referral.person).name,
            sentence(each.kind, each.code),
            coded(each.about_on, each.kind, each.code),
            names.get(each.told_by, ""),
            names.get(each.acknowledged_by, ""),
        )
        for each in found
    ]


def coded(on: date, kind: str, code: str) -> str:
    """The line for probation's own record: its contact type, the day, the outcome's code where it has one."""
    own = f" {code}" if code in CONTACTS else ""
    return f"{CONTACT}{own} {on:%d/%m/%Y} {sentence(kind, code)}"


@dataclass(frozen=True, slots=True)
class Unread:
    """How much waits to be read, how much of it is urgent, and since when."""

    many: int
    urgent: int
    since: datetime | None


def first_unread(actor: Actor, now: datetime) -> QuerySet[Any]:
    """The longest unread of what is this actor's to read; it knows how `many` there are, and how many are `urgent`."""
    urgent = Window(Count("pk", filter=Q(is_urgent=True)))
    return counted(Told.objects.filter(mine(actor, now), acknowledged_at=None), "told_at", urgent=urgent)


def unread(actor: Actor, now: datetime) -> Unread:
    """What nobody has acknowledged and is this actor's to read; one query."""
    for first in first_unread(actor, now).values("many", "urgent", "told_at"):
        return Unread(first["many"], first["urgent"], first["told_at"])
    return Unread(0, 0, None)


def newest_urgent(actor: Actor, now: datetime) -> Told | None:
    """The last urgent one that this actor should look at."""
    rows = Told.objects.filter(mine(actor, now), acknowledged_at=None, is_urgent=True)
    return rows.order_by("-told_at", "id").first()
