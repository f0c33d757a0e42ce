"""Actions are agreed at a meeting, moved, closed with words and evidence, given up, or opened again."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from throughline.frame.letters import Message, owe
from throughline.frame.lists import fold
from throughline.frame.upload import Upload
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.kernel.wording import long_date
from throughline.ledger.actions import act
from throughline.organisations import queries as organisations

from ..lifecycle import ACTION, OWNER, TOOK_PLACE
from ..models import ActionPoint, AgendaItem
from .meetings import locked
from .writing import file_of, said, written


@transaction.atomic
def agree_action(
    *,
    meeting_id: UUID,
    what: str,
    due_on: date,
    owner_id: UUID | None = None,
    owner_name: str = "",
    agenda_item_id: UUID | None = None,
    actor: Actor,
    at: datetime,
) -> ActionPoint:
    """Somebody does this by that day; it is open on their page from now on, and they get a letter."""
    ACTION.may("agree", None, actor).or_raise()
    meeting = locked(meeting_id)
    if meeting.state not in TOOK_PLACE:
        raise RefusedError("Actions are agreed at a meeting. Say first that it was held, and who was there.")
    if agenda_item_id and not AgendaItem.objects.filter(pk=agenda_item_id, meeting=meeting).exists():
        raise RefusedError("This point is not on the agenda of this meeting.")
    words, name = said(what, "Say what is to be done."), _name(owner_id, owner_name)
    same = meeting.actions.filter(state="open", what=words, owner_id=owner_id, owner_name=name)
    if same.filter(due_on=due_on, agenda_item_id=agenda_item_id).exists():
        raise RefusedError("This action is agreed already, for the same owner and day.")
    with act(actor=actor, at=at, verb=ACTION.step("agree").event, subject=("action", None)) as doing:
        point = ActionPoint(
            meeting=meeting,
            agenda_item_id=agenda_item_id,
            what=words,
            owner_id=owner_id,
            owner_name=name,
            due_on=due_on,
            agreed_at=at,
            agreed_by=actor.id,
        )
        point.search_text = _searchable(point)
        written(point)
        doing.subject = ("action", point.pk)
        doing.facts["due_on"] = due_on.isoformat()
        _tell_owner(point, at)
    return point


@transaction.atomic
def move_action(
    *,
    action_id: UUID,
    due_on: date,
    owner_id: UUID | None,
    owner_name: str,
    because: str,
    actor: Actor,
    at: datetime,
) -> None:
    """The action has another day or another owner, and says why."""
    point = _stepping("move", action_id, actor)
    with act(actor=actor, at=at, verb=ACTION.step("move").event, subject=("action", action_id)) as doing:
        doing.facts |= {"from": point.due_on.isoformat(), "to": due_on.isoformat()}
        new_owner = owner_id is not None and owner_id != point.owner_id
        point.due_on, point.owner_id = due_on, owner_id
        point.owner_name = _name(owner_id, owner_name)
        point.answer = said(because, "Say why the action is moved.")
        point.search_text = _searchable(point)
        written(point)
        if new_owner:
            _tell_owner(point, at)


@transaction.atomic
def close_action(
    *, action_id: UUID, answer: str, upload: Upload | None = None, actor: Actor, at: datetime
) -> None:
    """The action is done: what was done, in words, and the file that shows it where there is one."""
    point = _stepping("close", action_id, actor)
    with act(actor=actor, at=at, verb=ACTION.step("close").event, subject=("action", action_id)) as doing:
        point.evidence_id, point.evidence_name = file_of(upload, at)
        doing.facts["file"] = point.evidence_id
        _end(point, "close", said(answer, "Say what was done."), actor, at)


@transaction.atomic
def drop_action(*, action_id: UUID, because: str, actor: Actor, at: datetime) -> None:
    """The action is given up, and says why."""
    point = _stepping("drop", action_id, actor)
    with act(actor=actor, at=at, verb=ACTION.step("drop").event, subject=("action", action_id)):
        _end(point, "drop", said(because, "Say why the action is given up."), actor, at)


@transaction.atomic
def reopen_action(*, action_id: UUID, because: str, actor: Actor, at: datetime) -> None:
    """The action is open again, and says why; what was said before stays in its history."""
    point = _stepping("reopen", action_id, actor)
    with act(actor=actor, at=at, verb=ACTION.step("reopen").event, subject=("action", action_id)):
        point.state, point.closed_at, point.closed_by = ACTION.step("reopen").to, None, ""
        point.answer = said(because, "Say why the action is opened again.")
        written(point)


def as_owner(actor: Actor, point: ActionPoint) -> Actor:
    """The actor as the table of actions sees them: its owner has one role more."""
    is_owner = point.owner_id is not None and actor.id == f"person:{point.owner_id}"
    return Actor(actor.id, actor.roles | {OWNER}) if is_owner else actor


def _stepping(step: str, action_id: UUID, actor: Actor) -> ActionPoint:
    point = ActionPoint.objects.select_for_update().get(pk=action_id)
    ACTION.may(step, point.state, as_owner(actor, point)).or_raise()
    return point


def _end(point: ActionPoint, step: str, answer: str, actor: Actor, at: datetime) -> None:
    point.state, point.closed_at, point.closed_by = ACTION.step(step).to, at, actor.id
    point.answer = answer
    written(point)


def _name(owner_id: UUID | None, name: str) -> str:
    """The owner's name where no person is chosen; RefusedError for a person who has left."""
    if owner_id is None:
        return " ".join(name.split())
    if not organisations.people_who_sign_in().filter(pk=owner_id).exists():
        raise RefusedError("This person does not sign in here any more. Choose somebody else.")
    return ""


def _searchable(point: ActionPoint) -> str:
    return fold(f"{point.what} {point.who} {point.meeting.item.title}")


def _tell_owner(point: ActionPoint, at: datetime) -> None:
    if point.owner is None or not point.owner.is_active:
        return
    key = f"action:{point.pk}:{point.owner_id}:{at.isoformat()}"
    text = f"A meeting has agreed an action for you, due on {long_date(point.due_on)}."
    path = reverse("governance-action", args=[point.pk])
    owe(Message(key, point.owner.email, point.owner.name, "An action for you", text, path), at=at)
