"""What was said at a meeting is written down: minutes, decisions and recommendations."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act

from ..lifecycle import MEETING
from ..models import OUTCOMES, AgendaItem, Meeting, Outcome
from ..queries.interests import kept_out
from .meetings import locked
from .writing import as_seen, said, written


@transaction.atomic
def minute(
    *, agenda_item_id: UUID, minutes: str, seen: str | None = None, actor: Actor, at: datetime
) -> None:
    """The minutes say this about the point; they are draft minutes until a later meeting confirms them.

    `seen` is the fingerprint of the minutes that the writer had before them: nobody's words are lost unseen.
    """
    meeting, point = _minuting(agenda_item_id, actor)
    as_seen(seen, "Somebody else has written the minutes of this point since you opened it.", point.minutes)
    with act(actor=actor, at=at, verb=MEETING.step("minute").event, subject=("meeting", meeting.pk)):
        point.minutes = said(minutes, "Write what was said about this point.")
        written(point)
        _minuted(meeting)


@transaction.atomic
def record_outcome(*, agenda_item_id: UUID, kind: str, text: str, actor: Actor, at: datetime) -> Outcome:
    """The point came to this decision or recommendation."""
    meeting, point = _minuting(agenda_item_id, actor)
    if kind not in OUTCOMES:
        raise RefusedError("Say whether the group decided or recommended it.")
    words = said(text, "Write what was decided or recommended.")
    if point.outcomes.filter(kind=kind, text=words).exists():
        raise RefusedError("This is recorded at this point already.")
    with act(
        actor=actor,
        at=at,
        verb=f"meeting.{kind}_recorded",
        subject=("meeting", meeting.pk),
        facts={"point": point.position},
    ):
        outcome = written(Outcome(agenda_item=point, kind=kind, text=words))
        _minuted(meeting)
    return outcome


def _minuting(agenda_item_id: UUID, actor: Actor) -> tuple[Meeting, AgendaItem]:
    """The locked meeting and its point as they are now, for somebody whom no interest keeps out of it."""
    meeting = locked(AgendaItem.objects.values_list("meeting_id", flat=True).get(pk=agenda_item_id))
    MEETING.may("minute", meeting.state, actor).or_raise()
    if kept_out(actor, meeting.pk).of(agenda_item_id):
        raise RefusedError(
            "You have declared an interest in this point. Ask another programme officer to write it down."
        )
    return meeting, AgendaItem.objects.get(pk=agenda_item_id)


def _minuted(meeting: Meeting) -> None:
    meeting.state = MEETING.step("minute").to
    meeting.save(update_fields=["state"])
