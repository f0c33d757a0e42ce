"""Interests are declared, before a meeting or at it, and keep whoever has one out of the point."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import Allowed, Refused, RefusedError, Verdict
from throughline.ledger.actions import act

from ..lifecycle import BEFORE, KEEPERS, MEETING
from ..models import Declaration, Meeting, Member
from ..queries.seeing import seat_of
from .meetings import locked
from .writing import said, written

OUT, STAYED = "Takes no part in the point.", "Nothing is noted yet."


def may_declare(meeting: Meeting, actor: Actor, *, is_member: bool) -> Verdict:
    """Whether the actor may put an interest on record: the programme team for anybody, a member for themselves."""
    if meeting.state not in BEFORE:
        return MEETING.may("minute", meeting.state, actor)
    if actor.roles & KEEPERS or is_member:
        return Allowed()
    return Refused("Interests are declared by members, and written down by the programme team.")


@transaction.atomic
def declare_interest(
    *,
    meeting_id: UUID,
    who: str = "",
    member_id: UUID | None = None,
    interest: str,
    done: str = "",
    keeps_out: bool = False,
    agenda_item_id: UUID | None = None,
    actor: Actor,
    at: datetime,
) -> Declaration:
    """The interest is on record; whom it keeps out has no part in the point, nor its papers. Authority: R10.

    A member who declares their own is kept out until the programme team settles otherwise.
    """
    meeting = locked(meeting_id)
    own = seat_of(actor, meeting.group_id)
    may_declare(meeting, actor, is_member=own is not None).or_raise()
    if agenda_item_id and not meeting.agenda.filter(pk=agenda_item_id).exists():
        raise RefusedError("This point is not on the agenda of this meeting.")
    if not actor.roles & KEEPERS:
        member_id, who, keeps_out = (own.pk if own else None), "", True
    seat = Member.objects.filter(pk=member_id, group_id=meeting.group_id).first() if member_id else None
    if member_id and seat is None:
        raise RefusedError("Only a member of this group can be chosen.")
    name = said(str(seat) if seat else who, "Say who declared the interest.")[:200]
    tidy = said(interest, "Say what the interest is.")[:500]
    if meeting.declarations.filter(who=name, interest=tidy, agenda_item_id=agenda_item_id).exists():
        raise RefusedError("This interest is on record already.")
    with act(actor=actor, at=at, verb="meeting.interest_declared", subject=("meeting", meeting_id)):
        return written(
            Declaration(
                meeting=meeting,
                agenda_item_id=agenda_item_id,
                who=name,
                member=seat,
                interest=tidy,
                done=done.strip()[:500] or (OUT if keeps_out else STAYED),
                keeps_out=keeps_out,
            )
        )


@transaction.atomic
def settle_interest(
    *, declaration_id: UUID, done: str, keeps_out: bool, actor: Actor, at: datetime
) -> Declaration:
    """What was done about the interest, and whether it keeps its member out, reads so from now on."""
    meeting = locked(Declaration.objects.values_list("meeting_id", flat=True).get(pk=declaration_id))
    declaration = Declaration.objects.get(pk=declaration_id)
    MEETING.may("prepare" if meeting.state in BEFORE else "minute", meeting.state, actor).or_raise()
    if declaration.member_id is not None and declaration.member == seat_of(actor, meeting.group_id):
        raise RefusedError("This is your own interest. Somebody else settles what is done about it.")
    with act(actor=actor, at=at, verb="meeting.interest_settled", subject=("meeting", meeting.pk)):
        declaration.done = said(done, "Say what was done about it, for example: left the room.")[:500]
        declaration.keeps_out = keeps_out
        return written(declaration)
