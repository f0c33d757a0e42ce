"""How did a group sit at a point of its agenda: who was there, were they enough, and what had they declared?

For rooms above that rest a statement on a meeting; whoever asks there decides who may see it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import prefetch_related_objects

from ..lifecycle import TOOK_PLACE
from ..models import AgendaItem, Attendance, Declaration
from ..quorum import COUNTS, Quorum, Seat, quorum
from .groups import seats_of
from .meetings import titled


@dataclass(frozen=True, slots=True)
class Sat:
    """A seat at that point; `person` signs in here; `body` is where they come from, None where nobody knows."""

    name: str
    person: UUID | None
    body: UUID | None
    body_name: str
    body_kind: str
    is_chair: bool
    has_vote: bool
    was_there: bool
    declared: str
    done: str
    is_out: bool


@dataclass(frozen=True, slots=True)
class Sitting:
    """A point of a meeting's agenda, with those who sat on it."""

    point_id: UUID
    meeting_id: UUID
    group_code: str
    words: str
    on: date | None
    took_place: bool
    quorum: Quorum
    seats: tuple[Sat, ...]
    others_declared: tuple[str, ...]


def sitting(point_id: UUID) -> Sitting | None:
    """The point with who sat on it; None when there is no such point. A fixed number of queries."""
    point = (
        AgendaItem.objects.select_related("meeting__item", "meeting__group__item").filter(pk=point_id).first()
    )
    if point is None:
        return None
    meeting = point.meeting
    noted = {each.member_id: each for each in Attendance.objects.filter(meeting=meeting)}
    declared = [
        each
        for each in Declaration.objects.filter(meeting=meeting).order_by("id")
        if each.agenda_item_id in (None, point.pk)
    ]
    of_member: dict[UUID | None, list[Declaration]] = {}
    for each in declared:
        of_member.setdefault(each.member_id, []).append(each)
    seats = seats_of(meeting.group, meeting.item.dated_on)
    prefetch_related_objects([seat for seat in seats if seat.person_id], "person__body")
    sat = []
    for seat in seats:
        said = of_member.get(seat.pk, [])
        how = noted.get(seat.pk)
        body = (seat.person.body if seat.person else None) or seat.body
        sat.append(
            Sat(
                str(seat),
                seat.person_id,
                body.pk if body else None,
                body.name if body else "",
                body.kind if body else "",
                seat.role == "chair",
                seat.role != "attends",
                how is not None and how.presence in COUNTS,
                "; ".join(one.interest for one in said),
                " ".join(one.done for one in said),
                any(one.keeps_out for one in said),
            )
        )
    verdict = quorum(
        (
            Seat(each.is_chair, each.has_vote, _presence(noted, seat.pk))
            for each, seat in zip(sat, seats, strict=True)
            if not each.is_out
        ),
        least=meeting.quorum_least,
        needs_chair=meeting.quorum_needs_chair,
    )
    return Sitting(
        point.pk,
        meeting.pk,
        meeting.group.code,
        f"{titled(meeting)}, point {point.position}: {point.title}",
        meeting.item.dated_on,
        meeting.state in TOOK_PLACE,
        verdict,
        tuple(sat),
        tuple(f"{each.who}: {each.interest}" for each in of_member.get(None, [])),
    )


def points_of(group_code: str, limit: int = 20) -> list[tuple[UUID, str]]:
    """The points of the group's newest meetings that took place, as a form offers them."""
    rows = (
        AgendaItem.objects.filter(meeting__group__code=group_code, meeting__state__in=TOOK_PLACE)
        .select_related("meeting__item")
        .order_by("-meeting__item__dated_on", "meeting", "position")
    )
    return [(each.pk, f"{titled(each.meeting)}: {each.title}") for each in rows[:limit]]


def _presence(noted: dict[UUID | None, Attendance], member: UUID) -> str:
    return noted[member].presence if member in noted else ""


def words_of(points: Iterable[UUID]) -> dict[UUID, str]:
    """The meeting and the day of each of these points."""
    rows = AgendaItem.objects.filter(pk__in=list(points)).select_related("meeting__item")
    return {each.pk: titled(each.meeting) for each in rows}
