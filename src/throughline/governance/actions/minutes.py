"""What was said at a meeting is written down: minutes, declarations, decisions and recommendations."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act

from ..lifecycle import MEETING
from ..models import OUTCOMES, AgendaItem, Declaration, Meeting, Outcome
from .meetings import locked
from .writing import said, written


@transaction.atomic
def minute(*, agenda_item_id: UUID, minutes: str, actor: Actor, at: datetime) -> None:
    """The minutes say this about the point; they are draft minutes until a later meeting confirms them."""
    point = AgendaItem.objects.get(pk=agenda_item_id)
    meeting = _minuting(point.meeting_id, actor)
    with act(actor=actor, at=at, verb=MEETING.step("minute").event, subject=("meeting", meeting.pk)):
        point.minutes = said(minutes, "Write what was said about this point.")
        written(point)
        _minuted(meeting)


@transaction.atomic
def record_outcome(*, agenda_item_id: UUID, kind: str, text: str, actor: Actor, at: datetime) -> Outcome:
    """The point came to this decision or recommendation."""
    point = AgendaItem.objects.get(pk=agenda_item_id)
    meeting = _minuting(point.meeting_id, actor)
    if kind not in OUTCOMES:
        raise RefusedError("Say whether the group decided or recommended it.")
    with act(
        actor=actor,
        at=at,
        verb=f"meeting.{kind}_recorded",
        subject=("meeting", meeting.pk),
        facts={"point": point.position},
    ):
        outcome = written(
            Outcome(agenda_item=point, kind=kind, text=said(text, "Write what was decided or recommended."))
        )
        _minuted(meeting)
    return outcome


@transaction.atomic
def declare_interest(
    *,
    meeting_id: UUID,
    who: str,
    interest: str,
    done: str,
    agenda_item_id: UUID | None = None,
    actor: Actor,
    at: datetime,
) -> Declaration:
    """Somebody declared an interest; what was done about it stands beside it."""
    meeting = _minuting(meeting_id, actor)
    if agenda_item_id and not meeting.agenda.filter(pk=agenda_item_id).exists():
        raise RefusedError("This point is not on the agenda of this meeting.")
    with act(actor=actor, at=at, verb="meeting.interest_declared", subject=("meeting", meeting_id)):
        return written(
            Declaration(
                meeting=meeting,
                agenda_item_id=agenda_item_id,
                who=said(who, "Say who declared the interest."),
                interest=said(interest, "Say what the interest is."),
                done=said(done, "Say what was done about it, for example: left the room."),
            )
        )


def _minuting(meeting_id: UUID, actor: Actor) -> Meeting:
    meeting = locked(meeting_id)
    MEETING.may("minute", meeting.state, actor).or_raise()
    return meeting


def _minuted(meeting: Meeting) -> None:
    meeting.state = MEETING.step("minute").to
    meeting.save(update_fields=["state"])
