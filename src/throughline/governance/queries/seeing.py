"""Who may see which of the things that governance keeps?

The authority's programme team, signers, advisers, finance and auditors see all of it. HMPPS and probation leaders see
what is about a programme. Whoever is a member of a group, with whatever role, sees that group and its meetings.
Practice and localities see nothing further here: nobody's case is governed by a risk log.
"""

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from throughline.kernel.actor import Actor

from ..lifecycle import CHAIR, KEEPERS, PARTNERS, READERS
from ..models import Group, Item, ItemProgramme, Meeting, Member


def may_keep(actor: Actor) -> bool:
    """Whether the actor writes down what governance keeps."""
    return bool(actor.roles & KEEPERS)


def sees_all(actor: Actor) -> bool:
    """Whether everything that governance keeps is open to the actor."""
    return actor.is_system or bool(actor.roles & READERS)


def items_visible_to(actor: Actor) -> QuerySet[Item]:
    """The items that the actor may see, in no order."""
    return Item.objects.filter(seen_by(actor))


def seen_by(actor: Actor, item: str = "pk") -> Q:
    """The condition that the actor may see an item, or what has its item's id in the column `item`; joins nothing."""
    if sees_all(actor):
        return Q()
    if not actor.is_signed_in:
        return Q(pk__in=[])
    groups = groups_of(actor)
    seen = _in(item, groups.values("pk")) | _in(item, Meeting.objects.filter(group__in=groups).values("pk"))
    if actor.roles & PARTNERS:
        seen |= _in(item, ItemProgramme.objects.values("item_id"))
    return seen


def groups_of(actor: Actor) -> QuerySet[Group]:
    """The groups of which the signed-in person is a member today."""
    return Group.objects.filter(pk__in=seats_now(actor).values("group_id"))


def seat_of(actor: Actor, group_id: UUID) -> Member | None:
    """The seat that the signed-in person has on that group today, if any."""
    return seats_now(actor).filter(group_id=group_id).select_related("person").first()


def as_chair(actor: Actor, group_id: UUID) -> Actor:
    """The actor as the table of meetings sees them: whoever chairs the group has one role more."""
    seat = seat_of(actor, group_id)
    return Actor(actor.id, actor.roles | {CHAIR}) if seat and seat.role == "chair" else actor


def seats_now(actor: Actor) -> QuerySet[Member]:
    """The seats that the signed-in person has today."""
    if not actor.is_signed_in:
        return Member.objects.none()
    today = timezone.localdate()
    now = Q(member_until__isnull=True) | Q(member_until__gt=today)
    return Member.objects.filter(now, person_id=actor.id.removeprefix("person:"), member_from__lte=today)


def _in(column: str, rows: Any) -> Q:
    return Q(**{f"{column}__in": rows})
