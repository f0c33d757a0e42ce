"""Meetings for somebody's own calendar: one, or all that are still to come."""

from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from throughline.frame.doors import SIGNED_IN, door
from throughline.frame.icalendar import Appointment, icalendar_download
from throughline.frame.middleware import actor_of

from ..documents import file_name
from ..queries import meetings
from .meeting_steps import at
from .pages import found


@door(SIGNED_IN)
@require_safe
def one(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """One meeting; taken again after it moved or was called off, it changes the date that is there."""
    rows = meetings.with_revision(meetings.visible_to(actor_of(request)))
    it = found(rows.filter(pk=meeting_id, item__dated_on__isnull=False).first(), "meeting")
    return icalendar_download(f"{file_name(it)}.ics", it.item.title, [_appointment(it)], at=timezone.now())


@door(SIGNED_IN)
@require_safe
def coming(request: HttpRequest) -> HttpResponse:
    """Every meeting from today on that the actor may see, those that are called off among them."""
    rows = meetings.with_revision(meetings.visible_to(actor_of(request)))
    ahead = rows.filter(item__dated_on__gte=timezone.localdate()).order_by("item__dated_on", "pk")
    return icalendar_download(
        "meetings.ics", "Meetings", [_appointment(each) for each in ahead[:500]], at=timezone.now()
    )


def _appointment(it: Any) -> Appointment:
    def moment(clock: time | None) -> datetime | None:
        return timezone.make_aware(datetime.combine(it.item.dated_on, clock)) if clock else None

    return Appointment(
        uid=f"{it.pk}@throughline",
        on=it.item.dated_on,
        starts=moment(it.starts),
        ends=moment(it.ends),
        summary=it.item.title,
        place=it.place,
        url=settings.PUBLIC_ADDRESS.rstrip("/") + at(it.pk),
        revision=it.revision,
        is_cancelled=it.state == "cancelled",
    )
