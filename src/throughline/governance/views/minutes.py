"""Who was there, what was said, decided and agreed, and whether a later meeting found the minutes right."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from throughline.frame.doors import SIGNED_IN, door
from throughline.frame.middleware import actor_of

from ..actions import action_points, minutes
from ..actions import meetings as actions
from ..actions.writing import fingerprint
from ..forms.meetings import (
    ActionForm,
    AttendanceForm,
    ConfirmForm,
    MinutesForm,
    OutcomeForm,
)
from ..lifecycle import BEFORE
from ..queries import groups, meetings
from ..queries.seeing import as_chair
from .meeting_steps import at, at_point, meeting_of, point_of, step_page
from .pages import FORMS, KEEPERS, sent


@door(KEEPERS)
@require_http_methods(FORMS)
def attendance(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Say who was there; the first time this also says that the meeting was held."""
    it = meeting_of(request, meeting_id)
    rows = list(it.attendance.all())
    noted = {each.member_id: (each.presence, each.name) for each in rows if each.member_id}
    others = sorted(each.name for each in rows if not each.member_id)
    form = AttendanceForm(
        *sent(request),
        members=groups.seats_of(it.group, it.item.dated_on),
        noted=noted,
        initial={"others": "\n".join(others), "seen": fingerprint(*actions.as_noted(it))},
    )

    def act(given: dict[str, Any]) -> str:
        actions.hold_meeting(
            meeting_id=meeting_id,
            presence=form.presence,
            others=given["others"].splitlines(),
            seen=given["seen"],
            actor=actor_of(request),
            at=timezone.now(),
        )
        return at(meeting_id)

    step = "hold" if it.state in BEFORE else "minute"
    lead = (
        ""
        if form.members
        else "This group has no members on that day, so only those who are named below were there."
    )
    return step_page(
        request,
        it,
        form,
        act,
        "Who was there?",
        "Save who was there",
        step,
        "Saved.",
        lead=lead,
        template="governance/attendance.html",
    )


@door(KEEPERS)
@require_http_methods(FORMS)
def write(request: HttpRequest, meeting_id: UUID, point_id: UUID) -> HttpResponse:
    """The minutes of one point."""
    it, point = point_of(request, meeting_id, point_id)

    def act(given: dict[str, Any]) -> str:
        minutes.minute(agenda_item_id=point_id, **given, actor=actor_of(request), at=timezone.now())
        return at_point(meeting_id, point.position)

    now = {"minutes": point.minutes, "seen": fingerprint(point.minutes)}
    form = MinutesForm(*sent(request), initial=now)
    return step_page(request, it, form, act, f"Minutes: {point}", "Save the minutes", "minute", "Saved.")


@door(KEEPERS)
@require_http_methods(FORMS)
def outcome(request: HttpRequest, meeting_id: UUID, point_id: UUID) -> HttpResponse:
    """A decision or recommendation at one point."""
    it, point = point_of(request, meeting_id, point_id)

    def act(given: dict[str, Any]) -> str:
        minutes.record_outcome(agenda_item_id=point_id, **given, actor=actor_of(request), at=timezone.now())
        return at_point(meeting_id, point.position)

    form = OutcomeForm(*sent(request))
    title = f"Decided or recommended: {point}"
    return step_page(request, it, form, act, title, "Record it", "minute", "Recorded.")


@door(KEEPERS)
@require_http_methods(FORMS)
def agree(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """An action that the meeting agreed, at one point (`?point=`) or in general."""
    it = meeting_of(request, meeting_id)
    point = next((each for each in it.agenda.all() if str(each.pk) == request.GET.get("point")), None)

    def act(given: dict[str, Any]) -> str:
        owner = given.pop("owner")
        action_points.agree_action(
            meeting_id=meeting_id,
            **given,
            owner_id=UUID(owner) if owner else None,
            agenda_item_id=point.pk if point else None,
            actor=actor_of(request),
            at=timezone.now(),
        )
        return at_point(meeting_id, point.position) if point else f"{at(meeting_id)}#actions"

    title = f"Agree an action: {point}" if point else "Agree an action"
    form = ActionForm(*sent(request))
    done = "The action is agreed, and stands on its owner's page."
    return step_page(request, it, form, act, title, "Agree the action", "minute", done)


@door(SIGNED_IN)
@require_http_methods(FORMS)
def confirm(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """A later meeting found the minutes right; for the programme team and the group's chair."""
    it = meeting_of(request, meeting_id)
    later = meetings.later_meetings(it)
    form = ConfirmForm(
        *sent(request),
        meetings=[(str(each.pk), meetings.titled(each)) for each in later],
        initial={"seen": fingerprint(*actions.as_minuted(it))},
    )

    def act(given: dict[str, Any]) -> str:
        actions.confirm_minutes(
            meeting_id=meeting_id,
            in_meeting_id=UUID(given["meeting"]),
            seen=given["seen"],
            actor=actor_of(request),
            at=timezone.now(),
        )
        return at(meeting_id)

    return step_page(
        request,
        it,
        form,
        act,
        "Are the minutes right?",
        "Confirm the minutes",
        "confirm_minutes",
        "The minutes are confirmed.",
        verdict=actions.may_confirm_minutes(
            it, as_chair(actor_of(request), it.group_id), has_later=bool(later)
        ),
    )
