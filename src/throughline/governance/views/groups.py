"""Governance's first page, and each group: who sits on it, when it meets, what it watches."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from throughline.frame.attachments import download
from throughline.frame.doors import SIGNED_IN, door
from throughline.frame.middleware import actor_of
from throughline.frame.upload import take

from ..actions import groups as actions
from ..forms.groups import EndForm, GroupForm, MemberForm, NewGroupForm, TermsForm
from ..lifecycle import MEETING
from ..queries import action_points, groups, meetings
from .meeting_steps import STATES, TONES
from .pages import FORMS, KEEPERS, Back, form_page, found, sent


@door(SIGNED_IN)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What the actor has agreed to do, the next meetings, the groups."""
    actor = actor_of(request)
    return render(
        request,
        "governance/home.html",
        {
            "title": "Governance",
            "groups": list(groups.with_meetings(groups.visible_to(actor))),
            "coming": meetings.coming(actor),
            "actions": list(action_points.open_of(actor)[:10]),
            "open_actions": action_points.visible_to(actor).filter(state="open").count(),
            "may_found": actions.may_keep_groups(actor),
            "may_plan": MEETING.may("plan", None, actor),
            "today": timezone.localdate(),
        },
    )


@door(SIGNED_IN)
@require_safe
def group(request: HttpRequest, group_id: UUID) -> HttpResponse:
    """One group."""
    actor = actor_of(request)
    it = found(groups.group_whole(actor, group_id), "group")
    today = timezone.localdate()
    seats = groups.seats_of(it)
    return render(
        request,
        "governance/group.html",
        {
            "title": it.item.title,
            "group": it,
            "seats": [each for each in seats if each.member_until is None or each.member_until > today],
            "former": [
                each for each in seats if each.member_until is not None and each.member_until <= today
            ],
            "meetings": list(meetings.visible_to(actor).filter(group=it)[:10]),
            "states": STATES,
            "tones": TONES,
            "may_keep": actions.may_keep_groups(actor),
            "may_plan": MEETING.may("plan", None, actor),
        },
    )


@door(SIGNED_IN)
@require_safe
def terms(request: HttpRequest, group_id: UUID) -> HttpResponse:
    """The group's terms of reference, as a download."""
    it = found(groups.group_whole(actor_of(request), group_id), "group")
    return download(found(it.terms_id, "file"), it.terms_name)


@door(KEEPERS)
@require_http_methods(FORMS)
def add_group(request: HttpRequest) -> HttpResponse:
    """Found a group."""
    form = NewGroupForm(*sent(request))
    return form_page(
        request,
        form,
        lambda given: _at(
            actions.found_group(
                code=given["code"], about=_about(given), actor=actor_of(request), at=timezone.now()
            ).pk
        ),
        title="Add a group",
        button="Add the group",
        back=Back("Governance", reverse("governance")),
        done="The group is added. Now add who sits on it.",
    )


@door(KEEPERS)
@require_http_methods(FORMS)
def edit_group(request: HttpRequest, group_id: UUID) -> HttpResponse:
    """Describe a group anew."""
    it = found(groups.group_whole(actor_of(request), group_id), "group")
    now = {name: getattr(it, name) for name in GroupForm.base_fields if hasattr(it, name)}
    form = GroupForm(
        *sent(request),
        initial={**now, "name": it.item.title, "programmes": [each.programme_id for each in it.item.watched]},
    )

    def act(given: dict[str, Any]) -> str:
        actions.describe_group(
            group_id=group_id, about=_about(given), actor=actor_of(request), at=timezone.now()
        )
        return _at(group_id)

    return _step(request, it, form, act, "Change what is said of the group", "Save", "Saved.")


@door(KEEPERS)
@require_http_methods(FORMS)
def set_terms(request: HttpRequest, group_id: UUID) -> HttpResponse:
    """Attach the group's terms of reference."""
    it = found(groups.group_whole(actor_of(request), group_id), "group")

    def act(given: dict[str, Any]) -> str:
        actions.set_terms(
            group_id=group_id,
            upload=take(given["file"]),
            actor=actor_of(request),
            at=timezone.now(),
        )
        return _at(group_id)

    return _step(
        request,
        it,
        TermsForm(*sent(request)),
        act,
        "Attach the terms of reference",
        "Attach",
        "The terms of reference are attached.",
    )


@door(KEEPERS)
@require_http_methods(FORMS)
def add_member(request: HttpRequest, group_id: UUID) -> HttpResponse:
    """Seat somebody."""
    it = found(groups.group_whole(actor_of(request), group_id), "group")

    def act(given: dict[str, Any]) -> str:
        actions.seat_member(
            group_id=group_id,
            role=given["role"],
            person_id=UUID(given["person"]) if given["person"] else None,
            body_id=UUID(given["body"]) if given["body"] else None,
            name=given["name"],
            member_from=given["member_from"],
            actor=actor_of(request),
            at=timezone.now(),
        )
        return _at(group_id)

    return _step(
        request,
        it,
        MemberForm(*sent(request)),
        act,
        "Who sits on the group?",
        "Add the member",
        "The member is added.",
    )


@door(KEEPERS)
@require_http_methods(FORMS)
def end_membership(request: HttpRequest, group_id: UUID, member_id: UUID) -> HttpResponse:
    """Empty a seat."""
    it = found(groups.group_whole(actor_of(request), group_id), "group")
    seat = found(next((each for each in groups.seats_of(it) if each.pk == member_id), None), "member")

    def act(given: dict[str, Any]) -> str:
        actions.end_membership(
            member_id=member_id,
            until=given["until"],
            actor=actor_of(request),
            at=timezone.now(),
        )
        return _at(group_id)

    return _step(
        request,
        it,
        EndForm(*sent(request)),
        act,
        f"End the membership of {seat}",
        "End the membership",
        f"The membership of {seat} has ended.",
        lead="What they attended stays on record.",
    )


def _about(given: dict[str, Any]) -> actions.AboutGroup:
    said = {name: given[name] for name in given if name != "code"}
    return actions.AboutGroup(**{**said, "programmes": tuple(given["programmes"])})


def _step(
    request: HttpRequest, it: Any, form: Any, act: Any, title: str, button: str, done: str, lead: str = ""
) -> HttpResponse:
    return form_page(
        request,
        form,
        act,
        title=title,
        caption=it.item.title,
        lead=lead,
        button=button,
        back=Back(it.item.title, _at(it.pk)),
        done=done,
    )


def _at(group_id: UUID) -> str:
    return reverse("governance-group", args=[group_id])
