"""Actions: whose, by when, and how each is closed."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from throughline.frame.attachments import download
from throughline.frame.doors import SIGNED_IN, door
from throughline.frame.lists import Filter, Listing, Sort, by
from throughline.frame.middleware import actor_of
from throughline.ledger import queries as ledger
from throughline.organisations.queries import names_of

from ..actions import action_points as actions
from ..forms.meetings import BecauseForm, CloseForm, MoveForm
from ..lifecycle import ACTION
from ..queries import action_points as queries
from ..queries import meetings
from .pages import FORMS, Back, ListWords, Shown, form_page, found, list_csv, list_page, sent, upload_of

TONES = {"open": "wait", "done": "good", "dropped": "quiet"}
SAID = {
    "action.agreed": "Agreed",
    "action.moved": "Moved",
    "action.closed": "Closed",
    "action.dropped": "Given up",
    "action.reopened": "Opened again",
}
ACTIONS = Listing(
    sorts=(
        Sort("due", "Due first", ("due_on", "agreed_at", "id")),
        Sort("newest", "Newest first", ("-agreed_at", "id")),
    ),
    filters=(
        by("state", "State", ACTION.states),
        Filter(
            "due",
            "Due",
            lambda _: [("late", "Overdue")],
            lambda rows, _: rows.filter(state="open", due_on__lt=timezone.localdate()),
        ),
    ),
    search_field="search_text",
)
WORDS = ListWords(
    "Actions",
    "action",
    "actions",
    "No action fits",
    "Meetings agree actions. Each stays open on its owner's page until somebody says what was done.",
)


@door(SIGNED_IN)
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Every action that the actor may see."""
    return list_page(
        request,
        ACTIONS,
        queries.visible_to(actor_of(request)),
        _shown,
        WORDS,
        current="actions",
        csv=reverse("governance-actions-csv"),
    )


@door(SIGNED_IN)
@require_safe
def listed_csv(request: HttpRequest) -> HttpResponse:
    """The list of actions as a file."""
    return list_csv(
        request,
        ACTIONS,
        queries.visible_to(actor_of(request)),
        "actions.csv",
        ("Action", "Owner", "Due", "State", "What was done", "Meeting", "Day of the meeting"),
        lambda each: (
            each.what,
            each.who,
            each.due_on,
            each.state,
            each.answer,
            each.meeting.item.title,
            each.meeting.item.dated_on,
        ),
    )


@door(SIGNED_IN)
@require_safe
def action(request: HttpRequest, action_id: UUID) -> HttpResponse:
    """One action, what became of it, and its next step."""
    it = _action(request, action_id)
    acting = actions.as_owner(actor_of(request), it)
    history = ledger.history_of("action", action_id)
    return render(
        request,
        "governance/action.html",
        {
            "title": it.what[:80],
            "action": it,
            "tone": TONES[it.state],
            "is_late": it.state == "open" and it.due_on < timezone.localdate(),
            "may": {step.name: ACTION.may(step.name, it.state, acting) for step in ACTION.steps},
            "meeting": meetings.titled(it.meeting),
            "sees_meeting": meetings.visible_to(actor_of(request)).filter(pk=it.meeting_id).exists(),
            "history": [(SAID.get(each.verb, each.verb), each) for each in history],
            "names": names_of(each.actor for each in history),
        },
    )


@door(SIGNED_IN)
@require_safe
def evidence(request: HttpRequest, action_id: UUID) -> HttpResponse:
    """The file that shows that an action was done."""
    it = _action(request, action_id)
    return download(found(it.evidence_id, "file"), it.evidence_name)


@door(SIGNED_IN)
@require_http_methods(FORMS)
def close(request: HttpRequest, action_id: UUID) -> HttpResponse:
    """Say what was done."""

    def act(given: dict[str, Any]) -> None:
        actions.close_action(
            action_id=action_id,
            answer=given["answer"],
            upload=upload_of(given["file"]),
            actor=actor_of(request),
            at=timezone.now(),
        )

    return _step(
        request, action_id, CloseForm(*sent(request)), act, "close", "Close the action", "It is closed."
    )


@door(SIGNED_IN)
@require_http_methods(FORMS)
def move(request: HttpRequest, action_id: UUID) -> HttpResponse:
    """Another owner or another day."""
    it = _action(request, action_id)
    form = MoveForm(
        *sent(request),
        initial={"owner": str(it.owner_id or ""), "owner_name": it.owner_name, "due_on": it.due_on},
    )

    def act(given: dict[str, Any]) -> None:
        owner = given.pop("owner")
        actions.move_action(
            action_id=action_id,
            **given,
            owner_id=UUID(owner) if owner else None,
            actor=actor_of(request),
            at=timezone.now(),
        )

    return _step(request, action_id, form, act, "move", "Move the action", "It is moved.")


@door(SIGNED_IN)
@require_http_methods(FORMS)
def drop(request: HttpRequest, action_id: UUID) -> HttpResponse:
    """Give it up."""

    def act(given: dict[str, Any]) -> None:
        actions.drop_action(action_id=action_id, **given, actor=actor_of(request), at=timezone.now())

    return _step(
        request, action_id, BecauseForm(*sent(request)), act, "drop", "Give the action up", "It is given up."
    )


@door(SIGNED_IN)
@require_http_methods(FORMS)
def reopen(request: HttpRequest, action_id: UUID) -> HttpResponse:
    """Open it again."""

    def act(given: dict[str, Any]) -> None:
        actions.reopen_action(action_id=action_id, **given, actor=actor_of(request), at=timezone.now())

    form = BecauseForm(*sent(request))
    return _step(request, action_id, form, act, "reopen", "Open the action again", "It is open again.")


def _action(request: HttpRequest, action_id: UUID) -> Any:
    return found(queries.action(actor_of(request), action_id), "action")


def _step(
    request: HttpRequest, action_id: UUID, form: Any, act: Any, step: str, button: str, done: str
) -> HttpResponse:
    it = _action(request, action_id)
    address = reverse("governance-action", args=[action_id])

    def once(given: dict[str, Any]) -> str:
        act(given)
        return address

    return form_page(
        request,
        form,
        once,
        title=button,
        caption=it.what if len(it.what) <= 120 else f"{it.what[:119]}…",
        button=button,
        back=Back("The action", address),
        done=done,
        verdict=ACTION.may(step, it.state, actions.as_owner(actor_of(request), it)),
    )


def _shown(each: Any) -> Shown:
    is_late = each.state == "open" and each.due_on < timezone.localdate()
    tag, tone = ("Overdue", "stop") if is_late else (each.state.capitalize(), TONES[each.state])
    return Shown(
        each.what,
        reverse("governance-action", args=[each.pk]),
        f"{each.who} · {meetings.titled(each.meeting)}",
        tag,
        tone,
        by=each.due_on,
    )
