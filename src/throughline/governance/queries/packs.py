"""What is in the pack of a meeting, as somebody reads it: agenda, papers, who was there, what was said?

Papers that are not sent yet are for whoever prepares them. A point that a declared interest keeps the reader out of
shows its title and its outcome, and neither papers nor minutes.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils import timezone

from throughline.kernel.actor import Actor

from ..lifecycle import BEFORE, TOOK_PLACE
from ..models import OUTCOMES, ActionPoint, AgendaItem, Attendance, Declaration, Meeting, Member, Paper
from ..quorum import Quorum, Seat, quorum
from .groups import seats_of
from .interests import KeptOut, kept_out, kept_out_among
from .meetings import a_later_one_took_place, visible_to
from .seeing import may_keep, seats_now


@dataclass(frozen=True, slots=True)
class Noted:
    """A member, and how they were there; nothing noted while `how` is None."""

    member: Member
    how: Attendance | None


@dataclass(frozen=True, slots=True)
class Point:
    """One point of the agenda with everything that belongs to it; `outcomes` are pairs of word and text."""

    item: AgendaItem
    papers: Sequence[Paper]
    outcomes: Sequence[tuple[str, str]]
    actions: Sequence[ActionPoint]
    declarations: Sequence[Declaration]
    quorum: Quorum
    is_withheld: bool

    @property
    def is_decided(self) -> bool:
        """Whether the group decided something at this point."""
        return any(word == OUTCOMES["decision"] for word, _ in self.outcomes)


@dataclass(frozen=True, slots=True)
class Pack:
    """A meeting with its whole pack and minutes, as one reader may see it."""

    meeting: Meeting
    points: Sequence[Point]
    papers: Sequence[Paper]
    members: Sequence[Noted]
    others: Sequence[str]
    declarations: Sequence[Declaration]
    actions: Sequence[ActionPoint]
    quorum: Quorum
    unsent: int

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
    def decided_without_quorum(self) -> list[Point]:
        """The points at which something was decided by too few."""
        return [each for each in self.points if each.is_decided and each.quorum.is_met is False]


def pack(actor: Actor, meeting_id: UUID) -> Pack | None:
    """The meeting with everything, if there is one that the actor may see; at most six queries however large it is."""
    meeting = _meetings(actor).filter(pk=meeting_id).first()
    if meeting is None:
        return None
    took_place = meeting.state in TOOK_PLACE
    declarations = list(
        Declaration.objects.filter(meeting=meeting)
        .select_related("member__person", "agenda_item")
        .order_by("id")
    )
    out = kept_out_among(declarations, actor)
    in_pack = list(Paper.objects.filter(meeting=meeting).order_by("number", "supplement"))
    sent = [each for each in in_pack if may_keep(actor) or is_sent(each, meeting)]
    papers = [each for each in sent if not out.of(each.agenda_item_id)]
    actions = ActionPoint.objects.filter(meeting=meeting).select_related("owner")
    agreed = list(actions.order_by("due_on", "agreed_at", "id")) if took_place else []
    members, others = _there(meeting) if took_place else (_seats(meeting), [])
    return Pack(
        meeting=meeting,
        points=[
            Point(
                item=point,
                papers=[paper for paper in papers if paper.agenda_item_id == point.pk],
                outcomes=outcomes,
                actions=[action for action in agreed if action.agenda_item_id == point.pk],
                declarations=[said for said in declarations if said.agenda_item_id == point.pk],
                quorum=_quorum(meeting, members, _out_of(point, declarations)),
                is_withheld=out.of(point.pk),
            )
            for point, outcomes in _agenda(meeting, out)
        ],
        papers=papers,
        members=members,
        others=others,
        declarations=declarations,
        actions=agreed,
        quorum=_quorum(meeting, members, frozenset()),
        unsent=sum(not is_sent(each, meeting) for each in sent if each.withdrawn_at is None),
    )


def paper(actor: Actor, paper_id: UUID) -> Paper | None:
    """The paper, if it is in a pack that the actor may see, and nothing keeps them out of it."""
    rows = Paper.objects.filter(meeting__in=visible_to(actor)).select_related("meeting__item")
    found = rows.filter(pk=paper_id).first()
    if found is None or not (may_keep(actor) or is_sent(found, found.meeting)):
        return None
    return None if kept_out(actor, found.meeting_id).of(found.agenda_item_id) else found


def contents_of(papers: Iterable[Paper]) -> Iterator[tuple[Paper, bytes]]:
    """Each paper with the bytes of its file, in the pack's order; a large pack never lies in memory whole."""
    by_id = {each.pk: each for each in papers}
    rows = Paper.objects.filter(pk__in=list(by_id)).order_by("number", "supplement")
    for paper_id, content in rows.values_list("pk", "file__content").iterator(chunk_size=1):
        yield by_id[paper_id], bytes(content)


def is_sent(paper: Paper, meeting: Meeting) -> bool:
    """Whether the paper has gone out to the members: with the pack, late, or because the meeting took place."""
    if meeting.state in TOOK_PLACE or paper.late_because:
        return True
    return meeting.pack_sent_at is not None and paper.added_at <= meeting.pack_sent_at


def _meetings(actor: Actor) -> QuerySet[Meeting]:
    """With `is_chaired` by the actor, whether a member is asking, and whether a later meeting took place."""
    seats = seats_now(actor).filter(group=OuterRef("group"))
    return (
        visible_to(actor)
        .select_related("confirmed_in__item")
        .annotate(
            is_chaired=Exists(seats.filter(role="chair")),
            is_member=Exists(seats),
            has_later=a_later_one_took_place(),
        )
    )


def _agenda(meeting: Meeting, out: KeptOut) -> list[tuple[AgendaItem, list[tuple[str, str]]]]:
    """The points in order, each with its outcomes; one query. What is withheld has no minutes here."""
    rows = AgendaItem.objects.filter(meeting=meeting).order_by("position", "outcomes__kind", "outcomes__id")
    points: dict[UUID, tuple[AgendaItem, list[tuple[str, str]]]] = {}
    for row in rows.annotate(came_to=F("outcomes__kind"), in_words=F("outcomes__text")):
        point, outcomes = points.setdefault(row.pk, (row, []))
        if row.came_to:
            outcomes.append((OUTCOMES[row.came_to], row.in_words))
        if out.of(point.pk):
            point.minutes = ""
    return list(points.values())


def _seats(meeting: Meeting) -> list[Noted]:
    """Who sits on the group on the meeting's day."""
    return [
        Noted(seat, None) for seat in seats_of(meeting.group, meeting.item.dated_on or timezone.localdate())
    ]


def _there(meeting: Meeting) -> tuple[list[Noted], list[str]]:
    """Who was noted when it took place; a seat that is given or ended later changes no past meeting."""
    rows = Attendance.objects.filter(meeting=meeting).select_related("member__person", "member__body")
    noted = list(rows.order_by("member__member_from", "id"))
    members = [Noted(each.member, each) for each in noted if each.member is not None]
    members.sort(key=lambda each: {"chair": 0, "member": 1}.get(each.member.role, 2))
    return members, [each.name for each in noted if each.member is None]


def _out_of(point: AgendaItem, declarations: Iterable[Declaration]) -> frozenset[UUID | None]:
    return frozenset(
        each.member_id for each in declarations if each.keeps_out and each.agenda_item_id in (None, point.pk)
    )


def _quorum(meeting: Meeting, members: Iterable[Noted], out: frozenset[UUID | None]) -> Quorum:
    """By the rule under which the meeting was held; whoever is out of a point is not there for it."""
    kept = meeting.quorum_least is not None
    return quorum(
        (
            Seat(
                is_chair=each.member.role == "chair",
                has_vote=each.member.role != "attends",
                presence="" if each.how is None else "out" if each.member.pk in out else each.how.presence,
            )
            for each in members
        ),
        least=meeting.quorum_least if kept else meeting.group.quorum_least,
        needs_chair=meeting.quorum_needs_chair if kept else meeting.group.quorum_needs_chair,
    )
