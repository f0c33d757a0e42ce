"""How does every step of a meeting show its form, and in which words is a meeting's state said?"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from throughline.frame.middleware import actor_of

from ..lifecycle import MEETING
from ..queries import meetings
from ..queries.seeing import as_chair
from .pages import Back, form_page, found

TONES = {
    "planned": "",
    "notified": "wait",
    "held": "wait",
    "minuted": "wait",
    "confirmed": "good",
    "cancelled": "quiet",
}
STATES = {
    "planned": "Planned",
    "notified": "Pack sent",
    "held": "Held, no minutes yet",
    "minuted": "Draft minutes",
    "confirmed": "Minutes confirmed",
    "cancelled": "Called off",
}


def at(meeting_id: UUID) -> str:
    """The address of a meeting."""
    return reverse("governance-meeting", args=[meeting_id])


def at_point(meeting_id: UUID, position: int) -> str:
    """The address of a point on a meeting's page."""
    return f"{at(meeting_id)}#point-{position}"


def meeting_of(request: HttpRequest, meeting_id: UUID) -> Any:
    """The meeting; not found when the actor may not see it."""
    return found(meetings.visible_to(actor_of(request)).filter(pk=meeting_id).first(), "meeting")


def point_of(request: HttpRequest, meeting_id: UUID, point_id: UUID) -> tuple[Any, Any]:
    """The meeting and the point of its agenda; not found when the actor may not see them."""
    it = meeting_of(request, meeting_id)
    return it, found(it.agenda.filter(pk=point_id).first(), "point")


def step_page(
    request: HttpRequest,
    it: Any,
    form: Any,
    act: Callable[[dict[str, Any]], str],
    title: str,
    button: str,
    step: str,
    done: str = "",
    **more: Any,
) -> HttpResponse:
    """The form of one step of a meeting, with the verdict that the act will ask."""
    if "verdict" not in more:
        more["verdict"] = MEETING.may(step, it.state, as_chair(actor_of(request), it.group_id))
    return form_page(
        request,
        form,
        act,
        title=title,
        caption=meetings.titled(it),
        button=button,
        back=Back("The meeting", at(it.pk)),
        done=done,
        **more,
    )
