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
from ..forms.meetings import (
    ActionForm,
    AttendanceForm,
    ConfirmForm,
    DeclarationForm,
    MinutesForm,
    OutcomeForm,
)
from ..lifecycle import BEFORE
from ..queries import meetings
from .groups import KEEPERS
from .meetings import at, point_of, step_page
from .pages import FORMS, Back, form_page, found, sent


@door(KEEPERS)
@require_http_methods(FORMS)
def attendance(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Say who was there; the first time this also says that the meeting was held."""
    whole = found(meetings.pack(actor_of(request), meeting_id), "meeting")
    noted = {each.member.pk: (each.how.presence, each.how.name) for each in whole.members if each.how}
    form = AttendanceForm(
        *sent(request),
        members=[each.member for each in whole.members],
        noted=noted,
        initial={"others": "\n".join(whole.others)},
    )

    def act(given: dict[str, Any]) -> str:
        actions.hold_meeting(
            meeting_id=meeting_id,
            presence=form.presence,
            others=given["others"].splitlines(),
            actor=actor_of(request),
            at=timezone.now(),
        )
        return at(meeting_id)

    step = "hold" if whole.meeting.state in BEFORE else "minute"
    lead = (
        ""
        if whole.members
        else "This group has no members on that day, so only those who are named below were there."
    )
    return step_page(
        request, whole.meeting, form, act, "Who was there?", "Save who was there", step, "Saved.", lead=lead
    )


@door(KEEPERS)
@require_http_methods(FORMS)
def write(request: HttpRequest, meeting_id: UUID, point_id: UUID) -> HttpResponse:
    """The minutes of one point."""
    it, point = point_of(request, meeting_id, point_id)

    def act(given: dict[str, Any]) -> str:
        minutes.minute(
            agenda_item_id=point_id, minutes=given["minutes"], actor=actor_of(request), at=timezone.now()
        )
        return f"{at(meeting_id)}#point-{point.position}"

    form = MinutesForm(*sent(request), initial={"minutes": point.minutes})
    return step_page(request, it, form, act, f"Minutes: {point}", "Save the minutes", "minute", "Saved.")


@door(KEEPERS)
@require_http_methods(FORMS)
def outcome(request: HttpRequest, meeting_id: UUID, point_id: UUID) -> HttpResponse:
    """A decision or recommendation at one point."""
    it, point = point_of(request, meeting_id, point_id)

    def act(given: dict[str, Any]) -> str:
        minutes.record_outcome(agenda_item_id=point_id, **given, actor=actor_of(request), at=timezone.now())
        return f"{at(meeting_id)}#point-{point.position}"

    form = OutcomeForm(*sent(request))
    title = f"Decided or recommended: {point}"
    return step_page(request, it, form, act, title, "Record it", "minute", "Recorded.")


@door(KEEPERS)
@require_http_methods(FORMS)
def declare(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """An interest that somebody declared."""
    it = found(meetings.visible_to(actor_of(request)).filter(pk=meeting_id).first(), "meeting")
    form = DeclarationForm(*sent(request), agenda=it.agenda.order_by("position"))

    def act(given: dict[str, Any]) -> str:
        point = given.pop("agenda_item")
        minutes.declare_interest(
            meeting_id=meeting_id,
            **given,
            agenda_item_id=UUID(point) if point else None,
            actor=actor_of(request),
            at=timezone.now(),
        )
        return f"{at(meeting_id)}#interests"

    title = "Who declared an interest?"
    return step_page(request, it, form, act, title, "Record the interest", "minute", "Recorded.")


@door(KEEPERS)
@require_http_methods(FORMS)
def agree(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """An action that the meeting agreed, at one point (`?point=`) or in general."""
    it = found(meetings.visible_to(actor_of(request)).filter(pk=meeting_id).first(), "meeting")
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
        return f"{at(meeting_id)}#point-{point.position}" if point else f"{at(meeting_id)}#actions"

    title = f"Agree an action: {point}" if point else "Agree an action"
    form = ActionForm(*sent(request))
    done = "The action is agreed, and stands on its owner's page."
    return step_page(request, it, form, act, title, "Agree the action", "minute", done)


@door(SIGNED_IN)
@require_http_methods(FORMS)
def confirm(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """A later meeting found the minutes right; for the programme team and the group's chair."""
    it = found(meetings.visible_to(actor_of(request)).filter(pk=meeting_id).first(), "meeting")
    later = meetings.later_meetings(it)
    form = ConfirmForm(*sent(request), meetings=[(str(each.pk), meetings.titled(each)) for each in later])

    def act(given: dict[str, Any]) -> str:
        actions.confirm_minutes(
            meeting_id=meeting_id,
            in_meeting_id=UUID(given["meeting"]),
            actor=actor_of(request),
            at=timezone.now(),
        )
        return at(meeting_id)

    return form_page(
        request,
        form,
        act,
        title="Are the minutes right?",
        caption=meetings.titled(it),
        button="Confirm the minutes",
        back=Back("The meeting", at(meeting_id)),
        done="The minutes are confirmed.",
        verdict=actions.may_confirm_minutes(it, later, actor_of(request)),
    )
