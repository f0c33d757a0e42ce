"""Meetings: the list, the pack, and the steps of a meeting up to the day on which it is held."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from throughline.frame.attachments import download
from throughline.frame.doors import SIGNED_IN, door
from throughline.frame.lists import Filter, Listing, Sort
from throughline.frame.middleware import actor_of
from throughline.frame.upload import take
from throughline.kernel.verdict import RefusedError

from ..actions import meetings as actions
from ..actions import papers
from ..forms.meetings import AgendaForm, BecauseForm, PaperForm, PlanForm, SittingForm
from ..lifecycle import ACTION, CHAIR, LEAD, MEETING, OFFICER
from ..queries import groups, meetings
from ..queries.seeing import as_chair
from .groups import KEEPERS
from .pages import FORMS, Back, ListWords, Shown, form_page, found, list_csv, list_page, sent

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
MEETINGS = Listing(
    sorts=(
        Sort("newest", "Newest first", meetings.NEWEST),
        Sort("oldest", "Oldest first", ("item__dated_on", "pk")),
        Sort("group", "Group", ("item__title", "-item__dated_on", "pk")),
    ),
    filters=(
        Filter(
            "state", "State", lambda _: list(STATES.items()), lambda rows, state: rows.filter(state=state)
        ),
        Filter(
            "group",
            "Group",
            lambda rows: list(
                rows.order_by("item__title").values_list("group__code", "group__item__title").distinct()
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
    return render(request, "governance/meeting.html", _pack(request, meeting_id))


@door(SIGNED_IN)
@require_safe
def printed(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """The same pack as one sheet, to print or to read on the way there."""
    return render(request, "governance/pack.html", _pack(request, meeting_id))


@door(SIGNED_IN)
@require_safe
def paper(request: HttpRequest, paper_id: UUID) -> HttpResponse:
    """A paper of a pack, as a download."""
    it = found(meetings.paper(actor_of(request), paper_id), "paper")
    return download(it.file_id, it.file_name)


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
    it = found(meetings.visible_to(actor_of(request)).filter(pk=meeting_id).first(), "meeting")
    form = SittingForm(
        *sent(request),
        initial={
            "on": it.item.dated_on,
            "starts": f"{it.starts:%H:%M}" if it.starts else "",
            "place": it.place,
        },
    )

    def act(given: dict[str, Any]) -> str:
        actions.change_sitting(
            meeting_id=meeting_id, sitting=_sitting(given), actor=actor_of(request), at=timezone.now()
        )
        return at(meeting_id)

    return step_page(request, it, form, act, "Change the day or the place", "Save", "prepare", "Saved.")


@door(KEEPERS)
@require_http_methods(FORMS)
def add_agenda(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """One point more on the agenda."""
    it = found(meetings.visible_to(actor_of(request)).filter(pk=meeting_id).first(), "meeting")

    def act(given: dict[str, Any]) -> str:
        actions.add_to_agenda(meeting_id=meeting_id, **given, actor=actor_of(request), at=timezone.now())
        return at(meeting_id)

    return step_page(
        request, it, AgendaForm(*sent(request)), act, "Add to the agenda", "Add the point", "prepare"
    )


@door(KEEPERS)
@require_http_methods(FORMS)
def edit_agenda(request: HttpRequest, meeting_id: UUID, point_id: UUID) -> HttpResponse:
    """A point of the agenda reads differently."""
    it, point = point_of(request, meeting_id, point_id)
    form = AgendaForm(
        *sent(request),
        initial={"title": point.title, "purpose": point.purpose, "presenter": point.presenter},
    )

    def act(given: dict[str, Any]) -> str:
        actions.change_agenda_item(
            agenda_item_id=point_id, **given, actor=actor_of(request), at=timezone.now()
        )
        return at(meeting_id)

    return step_page(request, it, form, act, "Change the point", "Save", "prepare", "Saved.")


@door(KEEPERS)
@require_http_methods(FORMS)
def add_paper(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """A paper or a supplement; late when the pack has been sent."""
    whole = found(meetings.pack(actor_of(request), meeting_id), "meeting")
    is_late = whole.meeting.state == "notified"
    form = PaperForm(
        *sent(request),
        agenda=[each.item for each in whole.points],
        papers=whole.papers,
        is_late=is_late,
        initial={"agenda_item": request.GET.get("point", "")},
    )

    def act(given: dict[str, Any]) -> str:
        papers.add_paper(
            meeting_id=meeting_id,
            upload=take(given["file"]),
            title=given["title"],
            agenda_item_id=UUID(given["agenda_item"]) if given["agenda_item"] else None,
            supplement_to=int(given["supplement_to"]) if given.get("supplement_to") else None,
            late_because=given.get("late_because", ""),
            actor=actor_of(request),
            at=timezone.now(),
        )
        return at(meeting_id)

    step = "add_late_paper" if is_late else "prepare"
    title = "Add a late paper" if is_late else "Add a paper"
    return step_page(
        request, whole.meeting, form, act, title, "Add it to the pack", step, "The paper is in the pack."
    )


@door(KEEPERS)
@require_http_methods(FORMS)
def withdraw_paper(request: HttpRequest, paper_id: UUID) -> HttpResponse:
    """Take a paper out of the pack."""
    it = found(meetings.paper(actor_of(request), paper_id), "paper")

    def act(given: dict[str, Any]) -> str:
        papers.withdraw_paper(
            paper_id=paper_id, because=given["because"], actor=actor_of(request), at=timezone.now()
        )
        return at(it.meeting_id)

    return form_page(
        request,
        BecauseForm(*sent(request)),
        act,
        title=f"Withdraw {it.label.lower()}?",
        caption=it.title,
        lead="Its number stays taken, and the pack says that it was withdrawn.",
        button="Withdraw it",
        back=Back("The meeting", at(it.meeting_id)),
        done="The paper is withdrawn.",
        tone="warning",
    )


@door(KEEPERS)
@require_POST
def send_pack(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Tell the members that the pack is there."""
    found(meetings.visible_to(actor_of(request)).filter(pk=meeting_id).first(), "meeting")
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
    it = found(meetings.visible_to(actor_of(request)).filter(pk=meeting_id).first(), "meeting")

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
        "warning",
    )


def at(meeting_id: UUID) -> str:
    """The address of a meeting."""
    return reverse("governance-meeting", args=[meeting_id])


def point_of(request: HttpRequest, meeting_id: UUID, point_id: UUID) -> tuple[Any, Any]:
    """The meeting and the point of its agenda; not found when the actor may not see them."""
    it = found(meetings.visible_to(actor_of(request)).filter(pk=meeting_id).first(), "meeting")
    return it, found(it.agenda.filter(pk=point_id).first(), "point")


def step_page(
    request: HttpRequest,
    it: Any,
    form: Any,
    act: Any,
    title: str,
    button: str,
    step: str,
    done: str = "",
    tone: str = "",
    lead: str = "",
) -> HttpResponse:
    """The form of one step of a meeting, with the verdict that the act will ask."""
    return form_page(
        request,
        form,
        act,
        title=title,
        caption=meetings.titled(it),
        button=button,
        back=Back("The meeting", at(it.pk)),
        done=done,
        verdict=MEETING.may(step, it.state, as_chair(actor_of(request), it.group_id)),
        tone=tone,
        lead=lead,
    )


def _pack(request: HttpRequest, meeting_id: UUID) -> dict[str, Any]:
    actor = actor_of(request)
    whole = found(meetings.pack(actor, meeting_id), "meeting")
    it = whole.meeting
    acting = as_chair(actor, it.group_id)
    may = {step.name: MEETING.may(step.name, it.state, acting) for step in MEETING.steps}
    if it.state == "minuted":
        may["confirm_minutes"] = actions.may_confirm_minutes(it, meetings.later_meetings(it), actor)
    return {
        "title": meetings.titled(it),
        "pack": whole,
        "meeting": it,
        "state": STATES[it.state],
        "tone": TONES[it.state],
        "may": may,
        "may_agree": ACTION.may("agree", None, actor),
        "is_keeper": bool(actor.roles & {OFFICER, LEAD}),
        "is_chair": CHAIR in acting.roles,
        "today": timezone.localdate(),
    }


def _sitting(given: dict[str, Any]) -> actions.Sitting:
    return actions.Sitting(given["on"], given["starts"], given["place"])


def _shown(each: Any) -> Shown:
    on = each.item.dated_on
    return Shown(
        each.item.title,
        at(each.pk),
        f"{on.day} {on:%B %Y}" + (f" · {each.place}" if each.place else "") if on else "day not known",
        STATES[each.state],
        TONES[each.state],
    )
