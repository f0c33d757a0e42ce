"""Meetings: the list, the pack, and the steps of a meeting up to the day on which it is held."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from throughline.frame.doors import SIGNED_IN, door
from throughline.frame.lists import Filter, Listing, Sort, by
from throughline.frame.middleware import actor_of
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.kernel.wording import long_date

from ..actions import meetings as actions
from ..actions.interests import may_declare
from ..forms.meetings import BecauseForm, PlanForm, SittingForm
from ..lifecycle import ACTION, CHAIR, MEETING
from ..queries import groups, meetings, packs
from ..queries.seeing import may_keep
from .meeting_steps import STATES, TONES, at, meeting_of, step_page
from .pages import FORMS, KEEPERS, Back, ListWords, Shown, form_page, found, list_csv, list_page, sent

MEETINGS = Listing(
    sorts=(
        Sort("newest", "Newest first", meetings.NEWEST),
        Sort("oldest", "Oldest first", ("item__dated_on", "pk")),
        Sort("group", "Group", ("item__title", "-item__dated_on", "pk")),
    ),
    filters=(
        by("state", "State", STATES),
        Filter(
            "group",
            "Group",
            lambda rows: list(
                rows.order_by("group__item__title", "group__code")
                .values_list("group__code", "group__item__title")
                .distinct()
            ),
            lambda rows, code: rows.filter(group__code=code),
        ),
    ),
    search_field="item__search_text",
)
WORDS = ListWords(
    "Meetings",
    "meeting",
    "meetings",
    "No meeting fits",
    "Meetings appear here when the programme team plans one, and when you are a member of a group that meets.",
)


@door(SIGNED_IN)
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Every meeting that the actor may see."""
    actor = actor_of(request)
    return list_page(
        request,
        MEETINGS,
        meetings.visible_to(actor),
        _shown,
        WORDS,
        current="meetings",
        csv=reverse("governance-meetings-csv"),
        add=("Plan a meeting", reverse("governance-plan-meeting"), MEETING.may("plan", None, actor)),
    )


@door(SIGNED_IN)
@require_safe
def listed_csv(request: HttpRequest) -> HttpResponse:
    """The list of meetings as a file."""
    return list_csv(
        request,
        MEETINGS,
        meetings.visible_to(actor_of(request)),
        "meetings.csv",
        ("Group", "Day", "State", "Place", "Source"),
        lambda each: (
            each.item.title,
            each.item.dated_on,
            STATES[each.state],
            each.place,
            each.item.source,
        ),
    )


@door(SIGNED_IN)
@require_safe
def meeting(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """A meeting's pack and minutes, with the next step."""
    return render(request, "governance/meeting.html", pack_of(request, meeting_id))


@door(KEEPERS)
@require_http_methods(FORMS)
def plan(request: HttpRequest) -> HttpResponse:
    """Plan a meeting."""
    offered = groups.choices(actor_of(request))
    form = PlanForm(*sent(request), groups=offered, initial={"group": request.GET.get("group", "")})

    def act(given: dict[str, Any]) -> str:
        it = actions.plan_meeting(
            group_id=UUID(given["group"]), sitting=_sitting(given), actor=actor_of(request), at=timezone.now()
        )
        return at(it.pk)

    return form_page(
        request,
        form,
        act,
        title="Plan a meeting",
        button="Plan the meeting",
        back=Back("Governance", reverse("governance")),
        done="The meeting is planned. Now make its agenda.",
    )


@door(KEEPERS)
@require_http_methods(FORMS)
def edit(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Another day, time or place."""
    it = meeting_of(request, meeting_id)
    form = SittingForm(
        *sent(request),
        initial={
            "on": it.item.dated_on,
            "starts": f"{it.starts:%H:%M}" if it.starts else "",
            "ends": f"{it.ends:%H:%M}" if it.ends else "",
            "place": it.place,
        },
    )

    def act(given: dict[str, Any]) -> str:
        actions.change_sitting(
            meeting_id=meeting_id, sitting=_sitting(given), actor=actor_of(request), at=timezone.now()
        )
        return at(meeting_id)

    return step_page(
        request,
        it,
        form,
        act,
        "Change the day or the place",
        "Save",
        "prepare",
        "Saved, and its members are told.",
    )


@door(KEEPERS)
@require_POST
def send_pack(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Tell the members that the pack is there."""
    meeting_of(request, meeting_id)
    try:
        letters = actions.send_pack(meeting_id=meeting_id, actor=actor_of(request), at=timezone.now())
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        told = "1 member gets" if letters == 1 else f"{letters} members get"
        messages.success(request, f"The pack is sent: {told} a letter with a link to it.")
    return redirect(at(meeting_id))


@door(KEEPERS)
@require_http_methods(FORMS)
def cancel(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Call a meeting off."""
    it = meeting_of(request, meeting_id)

    def act(given: dict[str, Any]) -> str:
        actions.cancel_meeting(
            meeting_id=meeting_id, because=given["because"], actor=actor_of(request), at=timezone.now()
        )
        return at(meeting_id)

    form = BecauseForm(*sent(request))
    return step_page(
        request,
        it,
        form,
        act,
        "Call the meeting off?",
        "Call it off",
        "cancel",
        "It is called off.",
        tone="warning",
    )


def pack_of(request: HttpRequest, meeting_id: UUID) -> dict[str, Any]:
    """What the page and the sheet of a meeting show its reader; not found when they may not see it."""
    actor = actor_of(request)
    whole = found(packs.pack(actor, meeting_id), "meeting")
    it = whole.meeting
    acting = Actor(actor.id, actor.roles | {CHAIR}) if it.is_chaired else actor
    may = {step.name: MEETING.may(step.name, it.state, acting) for step in MEETING.steps}
    return {
        "title": meetings.titled(it),
        "pack": whole,
        "meeting": it,
        "state": STATES[it.state],
        "hours": meetings.hours(it),
        "tone": TONES[it.state],
        "may": may | {"confirm_minutes": actions.may_confirm_minutes(it, acting, has_later=it.has_later)},
        "may_declare": may_declare(it, actor, is_member=it.is_member),
        "may_agree": ACTION.may("agree", None, actor),
        "is_keeper": may_keep(actor),
        "is_chair": it.is_chaired,
        "today": timezone.localdate(),
    }


def _sitting(given: dict[str, Any]) -> actions.Sitting:
    return actions.Sitting(given["on"], given["starts"], given["place"], given["ends"])


def _shown(each: Any) -> Shown:
    on = each.item.dated_on
    return Shown(
        each.item.title,
        at(each.pk),
        long_date(on) + (f" · {each.place}" if each.place else "") if on else "day not known",
        STATES[each.state],
        TONES[each.state],
    )
