"""Points come onto a meeting's agenda, change their words or their place, and leave it again."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act

from ..lifecycle import BEFORE, MEETING
from ..models import AgendaItem, Meeting
from .meetings import locked
from .writing import said, written

_ASIDE = 10_000  # places that no agenda has, while its points change theirs


@transaction.atomic
def add_to_agenda(
    *, meeting_id: UUID, title: str, purpose: str, presenter: str = "", actor: Actor, at: datetime
) -> AgendaItem:
    """The agenda has one point more, at its end; after the meeting, one that came up there."""
    meeting = locked(meeting_id)
    is_before = meeting.state in BEFORE
    MEETING.may("prepare" if is_before else "minute", meeting.state, actor).or_raise()
    words = said(title, "Say what the point is about.")
    if meeting.agenda.filter(title=words).exists():
        raise RefusedError("This point is on the agenda already.")
    verb = MEETING.step("prepare").event if is_before else "meeting.point_came_up"
    with act(actor=actor, at=at, verb=verb, subject=("meeting", meeting_id)):
        if is_before:
            _prepared(meeting)
        last = meeting.agenda.aggregate(last=Max("position"))["last"] or 0
        return written(
            AgendaItem(
                meeting=meeting,
                position=last + 1,
                title=words,
                purpose=purpose,
                presenter=presenter.strip(),
            )
        )


@transaction.atomic
def change_agenda_item(
    *,
    agenda_item_id: UUID,
    title: str,
    purpose: str,
    presenter: str,
    position: int | None = None,
    actor: Actor,
    at: datetime,
) -> None:
    """The point of the agenda reads so from now on, and stands in that place; the others make room."""
    meeting, point = _preparing(agenda_item_id, actor)
    with act(actor=actor, at=at, verb=MEETING.step("prepare").event, subject=("meeting", meeting.pk)):
        point.title = said(title, "Say what the point is about.")
        point.purpose, point.presenter = purpose, presenter.strip()
        written(point)
        if position is not None and position != point.position:
            others = list(meeting.agenda.exclude(pk=point.pk).order_by("position"))
            others.insert(max(position, 1) - 1, point)
            _number(others)
        _prepared(meeting)


@transaction.atomic
def take_off_agenda(*, agenda_item_id: UUID, actor: Actor, at: datetime) -> None:
    """The point is no longer on the agenda; its papers stay in the pack under their numbers, for the whole meeting."""
    meeting, point = _preparing(agenda_item_id, actor)
    if point.declarations.exists():
        raise RefusedError("Somebody has declared an interest in this point, so it stays on the agenda.")
    with act(actor=actor, at=at, verb=MEETING.step("prepare").event, subject=("meeting", meeting.pk)):
        point.papers.update(agenda_item=None)
        point.delete()
        _number(list(meeting.agenda.order_by("position")))
        _prepared(meeting)


def _preparing(agenda_item_id: UUID, actor: Actor) -> tuple[Meeting, AgendaItem]:
    """The locked meeting and its point, which may be gone since the page was opened."""
    meeting_id = AgendaItem.objects.filter(pk=agenda_item_id).values_list("meeting_id", flat=True).first()
    meeting = locked(meeting_id) if meeting_id else None
    point = AgendaItem.objects.filter(pk=agenda_item_id).first()
    if meeting is None or point is None:
        raise RefusedError("This point is no longer on the agenda.")
    MEETING.may("prepare", meeting.state, actor).or_raise()
    return meeting, point


def _number(points: Sequence[AgendaItem]) -> None:
    """The points stand in this order, from 1; no number is there twice meanwhile."""
    moved = [(place, each) for place, each in enumerate(points, 1) if each.position != place]
    for aside in (_ASIDE, 0):
        for place, each in moved:
            each.position = place + aside
            each.save(update_fields=["position"])


def _prepared(meeting: Meeting) -> None:
    meeting.state = MEETING.step("prepare").to
    meeting.save(update_fields=["state"])
