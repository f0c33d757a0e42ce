"""A meeting is planned, moved, sent out, held, confirmed, or called off."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from throughline.frame.letters import Message, owe
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import Refused, RefusedError, Verdict
from throughline.ledger.actions import act

from ..lifecycle import BEFORE, MEETING
from ..models import PRESENCE, Attendance, Group, Meeting, Member
from ..queries.groups import seats_of
from ..queries.meetings import later_meetings
from ..queries.seeing import as_chair
from .items import keep, reword
from .writing import as_seen, said, written


@dataclass(frozen=True, slots=True)
class Sitting:
    """When and where a group meets."""

    on: date
    starts: time | None = None
    place: str = ""
    ends: time | None = None


@transaction.atomic
def plan_meeting(
    *,
    group_id: UUID,
    sitting: Sitting,
    actor: Actor,
    at: datetime,
    source: str = "",
    decisions: Iterable[str] = (),
) -> Meeting:
    """The group will meet; the meeting is about the programmes that the group watches."""
    MEETING.may("plan", None, actor).or_raise()
    Group.objects.select_for_update().get(pk=group_id)  # of two who plan the same, one is told
    group = Group.objects.select_related("item").get(pk=group_id)
    same = group.meetings.filter(state="planned", starts=sitting.starts, place=sitting.place.strip())
    if same.filter(item__dated_on=sitting.on, agenda__isnull=True).exists():
        raise RefusedError("This very meeting is planned already. Its agenda is still empty.")
    programmes = group.item.programme_links.values_list("programme_id", flat=True)
    with act(actor=actor, at=at, verb=MEETING.step("plan").event, subject=("meeting", None)) as doing:
        item = keep(
            "meeting",
            f"{group.item.title}",
            dated_on=sitting.on,
            programmes=programmes,
            decisions=decisions,
            source=source,
        )
        doing.subject = ("meeting", item.pk)
        return written(
            Meeting(
                item=item,
                group=group,
                starts=sitting.starts,
                ends=sitting.ends,
                place=sitting.place.strip(),
            )
        )


@transaction.atomic
def change_sitting(*, meeting_id: UUID, sitting: Sitting, actor: Actor, at: datetime) -> None:
    """The meeting is on another day or elsewhere: its members are told, and a pack that was sent is sent again."""
    meeting = locked(meeting_id)
    MEETING.may("prepare", meeting.state, actor).or_raise()
    was = Sitting(meeting.item.dated_on or sitting.on, meeting.starts, meeting.place, meeting.ends)
    if was == replace(sitting, place=sitting.place.strip()):
        return
    with act(actor=actor, at=at, verb=MEETING.step("prepare").event, subject=("meeting", meeting_id)):
        reword(meeting.item, title=meeting.item.title, dated_on=sitting.on)
        meeting.starts, meeting.ends, meeting.place = sitting.starts, sitting.ends, sitting.place.strip()
        meeting.state = MEETING.step("prepare").to
        written(meeting)
        if max(was.on, sitting.on) >= timezone.localdate(at):
            tell_members(meeting, "A meeting has moved", "The meeting is at another time or place now.", at)


@transaction.atomic
def send_pack(*, meeting_id: UUID, actor: Actor, at: datetime) -> int:
    """Every member who signs in here is sent a letter that the pack is there; how many letters that is."""
    meeting = locked(meeting_id)
    MEETING.may("send_pack", meeting.state, actor).or_raise()
    if not meeting.agenda.exists():
        raise RefusedError("The agenda is empty. Put at least one point on it, then send the pack.")
    with act(
        actor=actor, at=at, verb=MEETING.step("send_pack").event, subject=("meeting", meeting_id)
    ) as doing:
        meeting.state = MEETING.step("send_pack").to
        last = meeting.papers.aggregate(last=Max("added_at"))["last"] or at
        meeting.pack_sent_at, meeting.pack_sent_by = max(at, last), actor.id
        written(meeting)
        sent = tell_members(
            meeting, "The pack for a meeting is ready", "The agenda and papers are ready.", at
        )
        doing.facts |= {"letters": sent, "papers": meeting.papers.filter(withdrawn_at=None).count()}
    return sent


@transaction.atomic
def hold_meeting(
    *,
    meeting_id: UUID,
    presence: Mapping[UUID, tuple[str, str]],
    others: Iterable[str] = (),
    seen: str | None = None,
    actor: Actor,
    at: datetime,
) -> None:
    """The meeting took place. `presence` says for each member how, and who came instead; `others` were there too.

    `seen` is the fingerprint of what was noted when the form was opened. The group's quorum of now becomes its own.
    """
    meeting = locked(meeting_id)
    step = MEETING.step("hold")
    if meeting.state in BEFORE:
        MEETING.may("hold", meeting.state, actor).or_raise()
        if meeting.item.dated_on is not None and meeting.item.dated_on > timezone.localdate(at):
            raise RefusedError("This meeting is still to come. Note who was there once it has taken place.")
    else:
        MEETING.may("minute", meeting.state, actor).or_raise()
    as_seen(seen, "Somebody else has noted who was there since you opened this page.", *as_noted(meeting))
    seats = {each.pk for each in seats_of(meeting.group, meeting.item.dated_on)}
    if unknown := set(presence) - seats:
        raise RefusedError(f"{len(unknown)} of these people were not members of the group on that day.")
    with act(actor=actor, at=at, verb=step.event, subject=("meeting", meeting_id)) as doing:
        meeting.attendance.all().delete()
        for member, (how, instead) in presence.items():
            _note(meeting, member, how, instead)
        for name in filter(None, (" ".join(each.split()) for each in others)):
            written(Attendance(meeting=meeting, presence="present", name=name[:200]))
        if meeting.state in BEFORE:
            meeting.state = step.to
            meeting.quorum_least = meeting.group.quorum_least or 0
            meeting.quorum_needs_chair = meeting.group.quorum_needs_chair
            written(meeting)
        doing.facts["noted"] = len(presence)


def as_noted(meeting: Meeting) -> list[str]:
    """What is noted of who was there, a line for each."""
    rows = meeting.attendance.order_by("member_id", "name").select_related("member__person", "member__body")
    return [
        f"{each.member or each.name}: {each.get_presence_display()}"
        + (f", {each.name}" if each.member and each.name else "")
        for each in rows
    ]


def as_minuted(meeting: Meeting) -> list[str]:
    """What the draft minutes say and came to, for whoever confirms exactly this."""
    points = meeting.agenda.order_by("position").prefetch_related("outcomes")
    return [
        f"{point}\n{point.minutes}" + "".join(f"\n{each.kind}: {each.text}" for each in point.outcomes.all())
        for point in points
    ]


def may_confirm_minutes(meeting: Meeting, acting: Actor, *, has_later: bool) -> Verdict:
    """Whether somebody (`as_chair` sees them) may say that one of the group's later meetings found them right."""
    verdict = MEETING.may("confirm_minutes", meeting.state, acting)
    if verdict and not has_later:
        return Refused(
            "Minutes are confirmed by the group's next meeting, and none has taken place since.",
            "When it has, say who was there, and come back.",
        )
    return verdict


@transaction.atomic
def confirm_minutes(
    *, meeting_id: UUID, in_meeting_id: UUID, seen: str | None = None, actor: Actor, at: datetime
) -> None:
    """A later meeting of the group found the minutes right, as they were when the page was opened (`seen`)."""
    meeting = locked(meeting_id)
    later = later_meetings(meeting)
    may_confirm_minutes(meeting, as_chair(actor, meeting.group_id), has_later=bool(later)).or_raise()
    chosen = next((each for each in later if each.pk == in_meeting_id), None)
    as_seen(
        seen, "The minutes were changed since you opened this page. Read them again.", *as_minuted(meeting)
    )
    if chosen is None:
        raise RefusedError("Minutes are confirmed by a later meeting of the same group that has taken place.")
    step = MEETING.step("confirm_minutes")
    with act(actor=actor, at=at, verb=step.event, subject=("meeting", meeting_id)):
        meeting.state, meeting.confirmed_at, meeting.confirmed_by = step.to, at, actor.id
        meeting.confirmed_in = chosen
        written(meeting)


@transaction.atomic
def cancel_meeting(*, meeting_id: UUID, because: str, actor: Actor, at: datetime) -> None:
    """The meeting is called off; its members are told, unless its day is over."""
    meeting = locked(meeting_id)
    step = MEETING.step("cancel")
    MEETING.may("cancel", meeting.state, actor).or_raise()
    with act(actor=actor, at=at, verb=step.event, subject=("meeting", meeting_id)):
        if meeting.item.dated_on is None or meeting.item.dated_on >= timezone.localdate(at):
            tell_members(meeting, "A meeting is called off", "The meeting does not take place.", at)
        meeting.state = step.to
        meeting.cancelled_because = said(because, "Say why the meeting is called off.")[:500]
        written(meeting)


def locked(meeting_id: UUID) -> Meeting:
    """The meeting as it is now; others who change it wait."""
    return Meeting.objects.select_for_update().get(pk=meeting_id)


def tell_members(meeting: Meeting, subject: str, text: str, at: datetime) -> int:
    """Owe a letter to each member who signs in here; a link, never what the pack says."""
    day = timezone.localdate(at)
    seats = Member.objects.filter(group_id=meeting.group_id, person__is_active=True, member_from__lte=day)
    people = {
        seat.person
        for seat in seats.select_related("person")
        if seat.person and (seat.member_until is None or seat.member_until > day)
    }
    for person in people:
        key = f"meeting:{meeting.pk}:{subject}:{person.pk}:{at.isoformat()}"[:200]
        path = reverse("governance-meeting", args=[meeting.pk])
        owe(Message(key, person.email, person.name, subject, text, path), at=at)
    return len(people)


def _note(meeting: Meeting, member_id: UUID, how: str, instead: str) -> None:
    if how not in PRESENCE:
        raise RefusedError("Say of each member whether they were there.")
    name = said(instead, "Say who came instead.") if how == "substitute" else ""
    written(Attendance(meeting=meeting, member_id=member_id, presence=how, name=name[:200]))
