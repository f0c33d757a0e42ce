"""The agenda of a meeting: points are added, changed, moved and taken off."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from throughline.frame.doors import door
from throughline.frame.middleware import actor_of

from ..actions import agenda as actions
from ..forms.meetings import AgendaForm, NothingForm, PointForm
from ..lifecycle import BEFORE
from .meeting_steps import at, meeting_of, point_of, step_page
from .pages import FORMS, KEEPERS, sent


@door(KEEPERS)
@require_http_methods(FORMS)
def add(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """One point more; after the meeting, one that came up there."""
    it = meeting_of(request, meeting_id)
    is_before = it.state in BEFORE

    def act(given: dict[str, Any]) -> str:
        actions.add_to_agenda(meeting_id=meeting_id, **given, actor=actor_of(request), at=timezone.now())
        return at(meeting_id)

    title = "Add to the agenda" if is_before else "Add a point that came up"
    step = "prepare" if is_before else "minute"
    return step_page(request, it, AgendaForm(*sent(request)), act, title, "Add the point", step)


@door(KEEPERS)
@require_http_methods(FORMS)
def edit(request: HttpRequest, meeting_id: UUID, point_id: UUID) -> HttpResponse:
    """A point reads differently, or stands in another place."""
    it, point = point_of(request, meeting_id, point_id)
    names = ("title", "purpose", "presenter", "position")
    form = PointForm(
        *sent(request),
        places=it.agenda.count(),
        initial={name: getattr(point, name) for name in names},
    )

    def act(given: dict[str, Any]) -> str:
        actions.change_agenda_item(
            agenda_item_id=point_id, **given, actor=actor_of(request), at=timezone.now()
        )
        return at(meeting_id)

    return step_page(request, it, form, act, "Change the point", "Save", "prepare", "Saved.")


@door(KEEPERS)
@require_http_methods(FORMS)
def take_off(request: HttpRequest, meeting_id: UUID, point_id: UUID) -> HttpResponse:
    """A point is taken off the agenda."""
    it, point = point_of(request, meeting_id, point_id)

    def act(_: dict[str, Any]) -> str:
        actions.take_off_agenda(agenda_item_id=point_id, actor=actor_of(request), at=timezone.now())
        return at(meeting_id)

    return step_page(
        request,
        it,
        NothingForm(*sent(request)),
        act,
        f"Take “{point.title}” off the agenda?",
        "Take it off",
        "prepare",
        "The point is off the agenda.",
        lead="The points after it move up. Its papers stay in the pack, for the whole meeting.",
        tone="warning",
    )
