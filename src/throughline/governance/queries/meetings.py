"""Which meetings are there, and what is in the pack of one?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, QuerySet
from django.utils import timezone

from throughline.kernel.actor import Actor

from ..lifecycle import BEFORE, TOOK_PLACE
from ..models import ActionPoint, AgendaItem, Attendance, Declaration, Meeting, Member, Outcome, Paper
from ..quorum import Quorum, Seat, quorum
from .groups import seats_of
from .seeing import seen_by

NEWEST = (F("item__dated_on").desc(nulls_last=True), "pk")


def visible_to(actor: Actor) -> QuerySet[Meeting]:
    """The meetings that the actor may see, newest first."""
    rows = Meeting.objects.filter(seen_by(actor)).select_related("item", "group__item")
    return rows.order_by(*NEWEST)


def coming(actor: Actor, limit: int = 5) -> list[Meeting]:
    """The next meetings that the actor may see, soonest first."""
    rows = visible_to(actor).filter(state__in=BEFORE)
    return list(rows.order_by(F("item__dated_on").asc(nulls_last=True), "pk")[:limit])


def last_meeting_of(group_code: str, before: date) -> Meeting | None:
    """The group's newest meeting that took place before that day; whoever asks, one query."""
    rows = Meeting.objects.filter(
        group__code=group_code, state__in=TOOK_PLACE, item__dated_on__lt=before
    ).select_related("item")
    return rows.order_by(*NEWEST).first()


def later_meetings(meeting: Meeting) -> list[Meeting]:
    """The later meetings of the same group that took place, soonest first: those may confirm its minutes."""
    rows = Meeting.objects.filter(
        group_id=meeting.group_id, state__in=TOOK_PLACE, item__dated_on__gt=meeting.item.dated_on
    ).select_related("item")
    return list(rows.order_by("item__dated_on", "pk"))


def held(actor: Actor, limit: int = 50) -> list[tuple[str, str]]:
    """The newest meetings that took place, as a form offers them."""
    rows = visible_to(actor).filter(state__in=TOOK_PLACE)[:limit]
    return [(str(each.pk), titled(each)) for each in rows]


def titled(meeting: Meeting) -> str:
    """The group and the day: a meeting's name in a sentence."""
    on = meeting.item.dated_on
    return f"{meeting.item.title}, {on.day} {on:%B %Y}" if on else f"{meeting.item.title}, day not known"


@dataclass(frozen=True, slots=True)
class Point:
    """One point of the agenda with everything that belongs to it."""

    item: AgendaItem
    papers: Sequence[Paper]
    outcomes: Sequence[Outcome]
    actions: Sequence[ActionPoint]
    declarations: Sequence[Declaration]


@dataclass(frozen=True, slots=True)
class Noted:
    """A member, and how they were there; nothing noted while `how` is None."""

    member: Member
    how: Attendance | None


@dataclass(frozen=True, slots=True)
class Pack:
    """A meeting with its whole pack and minutes."""

    meeting: Meeting
    points: Sequence[Point]
    papers: Sequence[Paper]
    members: Sequence[Noted]
    others: Sequence[str]
    declarations: Sequence[Declaration]
    actions: Sequence[ActionPoint]
    quorum: Quorum

    @property
    def general_papers(self) -> list[Paper]:
        """The papers that belong to no one point."""
        return [each for each in self.papers if each.agenda_item_id is None]

    @property
    def general_actions(self) -> list[ActionPoint]:
        """The actions that belong to no one point."""
        return [each for each in self.actions if each.agenda_item_id is None]

    @property
    def is_past_without_record(self) -> bool:
        """Whether the day is over, and nobody has said whether the meeting took place."""
        on = self.meeting.item.dated_on
        return self.meeting.state in BEFORE and on is not None and on < timezone.localdate()

    @property
    def decided_without_quorum(self) -> bool:
        """Whether something was decided by too few."""
        return self.quorum.is_met is False and any(
            each.kind == "decision" for point in self.points for each in point.outcomes
        )


def pack(actor: Actor, meeting_id: UUID) -> Pack | None:
    """The meeting with everything, if there is one that the actor may see; eight queries however large it is."""
    meeting = (
        (
            visible_to(actor)
            .select_related("confirmed_in__item", "group__terms")
            .defer("group__terms__content")
        )
        .filter(pk=meeting_id)
        .first()
    )
    if meeting is None:
        return None
    papers = list(Paper.objects.filter(meeting=meeting).order_by("number", "supplement"))
    outcomes = list(Outcome.objects.filter(agenda_item__meeting=meeting).order_by("kind", "id"))
    actions = list(
        ActionPoint.objects.filter(meeting=meeting)
        .select_related("owner")
        .order_by("due_on", "agreed_at", "id")
    )
    declarations = list(Declaration.objects.filter(meeting=meeting).order_by("id"))
    attendance = list(Attendance.objects.filter(meeting=meeting).order_by("id"))
    noted = {each.member_id: each for each in attendance if each.member_id is not None}
    members = [
        Noted(seat, noted.get(seat.pk))
        for seat in seats_of(meeting.group, meeting.item.dated_on or timezone.localdate())
    ]
    return Pack(
        meeting=meeting,
        points=[
            Point(
                each,
                [paper for paper in papers if paper.agenda_item_id == each.pk],
                [outcome for outcome in outcomes if outcome.agenda_item_id == each.pk],
                [action for action in actions if action.agenda_item_id == each.pk],
                [said for said in declarations if said.agenda_item_id == each.pk],
            )
            for each in AgendaItem.objects.filter(meeting=meeting).order_by("position")
        ],
        papers=papers,
        members=members,
        others=[each.name for each in attendance if each.member_id is None],
        declarations=declarations,
        actions=actions,
        quorum=quorum(
            (
                Seat(
                    each.member.role == "chair",
                    each.member.role != "attends",
                    each.how.presence if each.how else "",
                )
                for each in members
            ),
            least=meeting.group.quorum_least,
            needs_chair=meeting.group.quorum_needs_chair,
        ),
    )


def paper(actor: Actor, paper_id: UUID) -> Paper | None:
    """The paper, if it is in a pack that the actor may see."""
    rows = Paper.objects.filter(meeting__in=visible_to(actor)).select_related("meeting__item")
    return rows.filter(pk=paper_id).first()
