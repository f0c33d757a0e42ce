"""How does a partnership's officer note the meeting at which a return was discussed, on one page?

Meetings belong to governance and are kept there by the programme team. A partnership's own officer and chair keep those
of their own partnership: the same acts, in one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from throughline.governance.actions import agenda, interests, meetings, minutes
from throughline.governance.lifecycle import KEEPERS
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act
from throughline.organisations.reach import reach_of

from ..lifecycle import CSP
from ..models import Scrutiny
from ..models.asking import KINDS
from ..queries import scrutinies as queries


@dataclass(frozen=True, slots=True)
class Noted:
    """A meeting as it was: the day, how each member was there, what they declared (who is kept out), what was said."""

    on: date
    presence: Mapping[UUID, str]
    interests: Mapping[UUID, tuple[str, bool]]
    minutes: str
    place: str = ""
    others: Iterable[str] = ()


@transaction.atomic
def note_meeting(*, actor: Actor, at: datetime, scrutiny_id: UUID, noted: Noted) -> UUID:
    """The partnership's meeting is on record with who was there, interests and minutes; the point of its agenda."""
    scrutiny = Scrutiny.objects.select_for_update().get(pk=scrutiny_id)
    of, on = scrutiny.version.of, timezone.localdate(at)
    if not actor.roles & CSP or not reach_of(actor, on).covers(of.place_id):
        raise RefusedError("A partnership's meetings are noted by its own officer or chair.")
    if scrutiny.state not in ("scrutinising", "challenged"):
        raise RefusedError("The partnership has made its statement on this return.")
    group = queries.group_of(queries.before(of, on).group_code)
    if group is None:
        raise RefusedError(
            "This partnership is not on record as a group yet.",
            "The programme team adds it with its members.",
        )
    if noted.on > on:
        raise RefusedError("This meeting is still to come. Note it once it has taken place.")
    acting = Actor(actor.id, actor.roles | KEEPERS)
    meeting = meetings.plan_meeting(
        group_id=group, sitting=meetings.Sitting(noted.on, place=noted.place), actor=acting, at=at
    )
    title = f"{KINDS[of.kind]} of {of.place.name}, {of.year}"
    point = agenda.add_to_agenda(meeting_id=meeting.pk, title=title, purpose="decide", actor=acting, at=at)
    for member, (interest, is_out) in noted.interests.items():
        interests.declare_interest(
            meeting_id=meeting.pk,
            member_id=member,
            interest=interest,
            keeps_out=is_out,
            agenda_item_id=point.pk,
            actor=acting,
            at=at,
        )
    meetings.hold_meeting(
        meeting_id=meeting.pk,
        presence={member: (how, "") for member, how in noted.presence.items()},
        others=noted.others,
        actor=acting,
        at=at,
    )
    if noted.minutes.strip():
        minutes.minute(agenda_item_id=point.pk, minutes=noted.minutes, actor=acting, at=at)
    with act(actor=actor, at=at, verb="scrutiny.meeting_noted", subject=("scrutiny", str(scrutiny_id))):
        scrutiny.point_id = point.pk
        scrutiny.save(update_fields=["point"])
    return point.pk
