"""Papers come into a meeting's pack under one numbering, late ones saying so, and may be withdrawn from it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from throughline.frame.attachments import attach
from throughline.frame.upload import Upload
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act

from ..lifecycle import MEETING
from ..models import AgendaItem, Meeting, Paper
from .meetings import locked, tell_members
from .writing import said, written


@transaction.atomic
def add_paper(
    *,
    meeting_id: UUID,
    upload: Upload,
    title: str,
    agenda_item_id: UUID | None = None,
    supplement_to: int | None = None,
    late_because: str = "",
    actor: Actor,
    at: datetime,
) -> Paper:
    """The pack holds the file under its next number, or as the next supplement to a paper.

    Once the pack is sent it is a late paper: it says why, and the members are told.
    """
    meeting = locked(meeting_id)
    is_late = meeting.state == "notified"
    step = "add_late_paper" if is_late else "prepare"
    MEETING.may(step, meeting.state, actor).or_raise()
    if is_late:
        late_because = said(late_because, "The pack has been sent. Say why this paper is late.")
    if agenda_item_id and not AgendaItem.objects.filter(pk=agenda_item_id, meeting=meeting).exists():
        raise RefusedError("This point is not on the agenda of this meeting.")
    same = meeting.papers.filter(file_id=upload.sha256, title=title.strip(), withdrawn_at=None).first()
    if same is not None:
        raise RefusedError(f"This very file is in the pack already, as {same.label.lower()}.")
    number, supplement = _next_number(meeting, supplement_to)
    with act(actor=actor, at=at, verb=MEETING.step(step).event, subject=("meeting", meeting_id)) as doing:
        file = attach(upload, at=at)
        paper = written(
            Paper(
                meeting=meeting,
                agenda_item_id=agenda_item_id,
                number=number,
                supplement=supplement,
                title=said(title, "Give the paper a title."),
                file_id=file.sha256,
                file_name=upload.name[:255],
                late_because=late_because.strip()[:500] if is_late else "",
                added_at=at,
                added_by=actor.id,
            )
        )
        doing.facts |= {"paper": paper.label, "file": file.sha256}
        if is_late:
            tell_members(meeting, "A late paper has been added", f"{paper.label} has been added.", at)
    return paper


@transaction.atomic
def withdraw_paper(*, paper_id: UUID, because: str, actor: Actor, at: datetime) -> None:
    """The paper is no longer part of the pack; its number stays taken, and the pack says why."""
    meeting = locked(Paper.objects.values_list("meeting_id", flat=True).get(pk=paper_id))
    paper = Paper.objects.get(pk=paper_id)
    step = "add_late_paper" if meeting.state == "notified" else "prepare"
    MEETING.may(step, meeting.state, actor).or_raise()
    if paper.withdrawn_at is not None:
        raise RefusedError("This paper is withdrawn already.")
    with act(
        actor=actor,
        at=at,
        verb="meeting.paper_withdrawn",
        subject=("meeting", meeting.pk),
        facts={"paper": paper.label},
    ):
        paper.withdrawn_at, paper.withdrawn_by = at, actor.id
        paper.withdrawn_because = said(because, "Say why the paper is withdrawn.")[:500]
        written(paper)


def _next_number(meeting: Meeting, supplement_to: int | None) -> tuple[int, int]:
    if supplement_to is None:
        return (meeting.papers.aggregate(last=Max("number"))["last"] or 0) + 1, 0
    last = meeting.papers.filter(number=supplement_to).aggregate(last=Max("supplement"))["last"]
    if last is None:
        raise RefusedError(f"This pack has no paper {supplement_to}.")
    return supplement_to, last + 1
