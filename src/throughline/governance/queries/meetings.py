"""Which meetings are there, and which of them took place?"""

from datetime import date

from django.db.models import Count, Exists, F, OuterRef, QuerySet, Value

from throughline.kernel.actor import Actor
from throughline.kernel.wording import long_date

from ..lifecycle import BEFORE, TOOK_PLACE
from ..models import Meeting
from .seeing import seen_by

NEWEST = (F("item__dated_on").desc(nulls_last=True), "pk")


def visible_to(actor: Actor) -> QuerySet[Meeting]:
    """The meetings that the actor may see, newest first."""
    rows = Meeting.objects.filter(seen_by(actor)).select_related("item", "group__item")
    return rows.order_by(*NEWEST)


def with_revision(rows: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """The same meetings, each with `revision`: how often it or its day was written; it only ever grows."""
    return rows.annotate(
        revision=Count("history", distinct=True) + Count("item__history", distinct=True) - Value(2)
    )


def coming(actor: Actor, limit: int = 5) -> list[Meeting]:
    """The next meetings that the actor may see, soonest first."""
    rows = visible_to(actor).filter(state__in=BEFORE)
    return list(rows.order_by(F("item__dated_on").asc(nulls_last=True), "pk")[:limit])


def last_meeting_of(group_code: str, before: date) -> Meeting | None:
    """The group's newest meeting that took place before that day; whoever asks, one query."""
    rows = Meeting.objects.filter(
        group__code=group_code, state__in=TOOK_PLACE, item__dated_on__lt=before
    ).select_related("item")
    return rows.order_by(*NEWEST).first()


def a_later_one_took_place() -> Exists:
    """The condition that the group has met since: then a meeting's minutes can be confirmed."""
    later = Meeting.objects.filter(group=OuterRef("group"), state__in=TOOK_PLACE)
    return Exists(later.filter(item__dated_on__gt=OuterRef("item__dated_on")))


def later_meetings(meeting: Meeting) -> list[Meeting]:
    """The later meetings of the same group that took place, soonest first: those may confirm its minutes."""
    rows = Meeting.objects.filter(
        group_id=meeting.group_id, state__in=TOOK_PLACE, item__dated_on__gt=meeting.item.dated_on
    ).select_related("item")
    return list(rows.order_by("item__dated_on", "pk"))


def held(actor: Actor, limit: int = 50) -> list[tuple[str, str]]:
    """The newest meetings that took place, as a form offers them."""
    rows = visible_to(actor).filter(state__in=TOOK_PLACE)[:limit]
    return [(str(each.pk), titled(each)) for each in rows]


def titled(meeting: Meeting) -> str:
    """The group and the day: a meeting's name in a sentence."""
    on = meeting.item.dated_on
    return f"{meeting.item.title}, {long_date(on)}" if on else f"{meeting.item.title}, day not known"


def hours(meeting: Meeting) -> str:
    """“2pm to 3:30pm”, “2pm”, or nothing."""
    return " to ".join(
        f"{each:%-I:%M%p}".lower().replace(":00", "")
        for each in (meeting.starts, meeting.ends)
        if each is not None
    )
