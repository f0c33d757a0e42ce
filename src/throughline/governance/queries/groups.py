"""Which groups keep watch, who sits on them, and when do they meet?"""

from datetime import date
from uuid import UUID

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils import timezone

from throughline.kernel.actor import Actor

from ..lifecycle import BEFORE, TOOK_PLACE
from ..models import ROLES, Group, ItemProgramme, Meeting, Member
from .seeing import seen_by


def visible_to(actor: Actor) -> QuerySet[Group]:
    """The groups that the actor may see, by name."""
    return Group.objects.filter(seen_by(actor)).select_related("item").order_by("item__title", "pk")


def with_meetings(groups: QuerySet[Group]) -> QuerySet[Group]:
    """The same groups with `next_id`, `next_on`, `last_id` and `last_on`, and the programmes that they watch."""
    of_group = Meeting.objects.filter(group=OuterRef("pk"))
    coming = of_group.filter(state__in=BEFORE).order_by("item__dated_on", "pk")
    past = of_group.filter(state__in=TOOK_PLACE).order_by("-item__dated_on", "pk")
    programmes = ItemProgramme.objects.select_related("programme").order_by("programme__name", "programme_id")
    return groups.annotate(
        next_id=Subquery(coming.values("pk")[:1]),
        next_on=Subquery(coming.values("item__dated_on")[:1]),
        last_id=Subquery(past.values("pk")[:1]),
        last_on=Subquery(past.values("item__dated_on")[:1]),
    ).prefetch_related(Prefetch("item__programme_links", programmes, to_attr="watched"))


def group_whole(actor: Actor, group_id: UUID) -> Group | None:
    """The group with its programmes and its next and last meetings, if there is one that the actor may see."""
    return with_meetings(visible_to(actor)).filter(pk=group_id).first()


def seats_of(group: Group, on: date | None = None) -> list[Member]:
    """Who sits on the group on that day, chair first; without a day everybody who ever did."""
    seats = Member.objects.filter(group=group).select_related("person", "body")
    if on is not None:
        seats = seats.filter(Q(member_until__isnull=True) | Q(member_until__gt=on), member_from__lte=on)
    places = list(ROLES)
    return sorted(seats.order_by("member_from", "id"), key=lambda seat: places.index(seat.role))


def choices(actor: Actor) -> list[tuple[str, str]]:
    """The groups that still stand, as a form offers them."""
    today = timezone.localdate()
    standing = Q(stands_until__isnull=True) | Q(stands_until__gt=today)
    return [(str(each.pk), each.item.title) for each in visible_to(actor).filter(standing)]


def group_coded(code: str) -> Group | None:
    """The group of that short name, whoever asks."""
    return Group.objects.select_related("item").filter(code=code).first()
