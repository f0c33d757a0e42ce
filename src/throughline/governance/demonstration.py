"""What does governance look like in use? A group that meets, a comparison, a question: all made up, and it says so."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from throughline.frame.upload import Upload
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.organisations import queries as organisations

from .actions import (
    action_points,
    agenda,
    appraisals,
    consultations,
    groups,
    interests,
    meetings,
    minutes,
    papers,
)
from .lifecycle import KEEPERS
from .models import Appraisal, Group, Meeting
from .queries.groups import group_coded, seats_of
from .supplied import PANEL

SOURCE = "Made up for the demonstration"
PROGRAMMES = ("gm-irs-dr",)
GROUP = "operational-development-group"
_MEMBERS = (
    ("chair", "programme-lead"),
    ("member", "programme-officer"),
    ("member", "director-of-probation"),
    ("member", "hmpps-contract-manager"),
    ("member", "commissioner"),
    ("attends", "lived-experience"),
)


def load(*, actor: Actor, at: datetime) -> bool:
    """The made-up group, meetings, appraisal and consultation are there, once; RefusedError outside demonstrations."""
    if not settings.DEMONSTRATION:
        raise RefusedError("Made-up meetings are for demonstrations; this installation is not one.")
    if group_coded(GROUP) is not None:
        return False
    acting = Actor(actor.id, actor.roles | KEEPERS)
    with transaction.atomic():
        group = _group(acting, at)
        _held(group, acting, at)
        _coming(group, acting, at)
        _panel(acting, at)
        _appraisal(acting, at)
        _consultation(acting, at)
    return True


def _group(actor: Actor, at: datetime) -> Group:
    today = timezone.localdate(at)
    group = groups.found_group(
        code=GROUP,
        about=groups.AboutGroup(
            "Operational Development Group",
            "Settles with probation, commissioners and providers how the service runs from day to day.",
            PROGRAMMES,
            quorum_least=3,
            quorum_needs_chair=True,
            stands_from=today - timedelta(days=300),
        ),
        source=SOURCE,
        actor=actor,
        at=at,
    )
    since = today - timedelta(days=300)
    for seat, role in _MEMBERS:
        if person := _person(role):
            groups.seat_member(
                group_id=group.pk, role=seat, person_id=person, member_from=since, actor=actor, at=at
            )
    groups.seat_member(
        group_id=group.pk,
        body_id=organisations.body("wigan").pk,
        name="A made-up representative",
        member_from=since,
        actor=actor,
        at=at,
    )
    return group


def _held(group: Group, actor: Actor, at: datetime) -> None:
    """A meeting three weeks ago, with papers, draft minutes, a decision and three actions."""
    on = _working(timezone.localdate(at) - timedelta(days=21))
    meeting = _plan(group.pk, on, "Churchgate House, room 2", actor, at)
    points = [
        agenda.add_to_agenda(
            meeting_id=meeting.pk, title=title, purpose=purpose, presenter=presenter, actor=actor, at=at
        )
        for title, purpose, presenter in (
            ("Minutes of the last meeting", "note", "Chair"),
            ("Days on which key workers are on site", "decide", "Programme officer"),
            ("Referrals that come without a telephone number", "discuss", "Commissioner"),
        )
    ]
    _paper(meeting, points[1].pk, "Days on site by unit", "days-on-site.csv", _DAYS, actor, at)
    _paper(
        meeting, points[1].pk, "Days on site: what units asked for", "asked-for.txt", _ASKED, actor, at, to=1
    )
    _paper(meeting, points[2].pk, "A week of referrals", "a-week.txt", _WEEK, actor, at)
    meetings.send_pack(meeting_id=meeting.pk, actor=actor, at=at)
    seats = seats_of(group, on)
    presence = {seat.pk: ("present", "") for seat in seats}
    presence[seats[-1].pk] = ("apologies", "")
    if len(seats) > 2:
        presence[seats[1].pk] = ("substitute", "A made-up colleague")
    meetings.hold_meeting(
        meeting_id=meeting.pk, presence=presence, others=["A made-up note taker"], actor=actor, at=at
    )
    for point, said in zip(points, _SAID, strict=True):
        minutes.minute(agenda_item_id=point.pk, minutes=said, actor=actor, at=at)
    minutes.record_outcome(
        agenda_item_id=points[1].pk,
        kind="decision",
        text="Every unit has a key worker on site on at least two days a week (illustration).",
        actor=actor,
        at=at,
    )
    interests.declare_interest(
        meeting_id=meeting.pk,
        member_id=next(seat.pk for seat in seats if seat.name),
        interest="Works for a provider that receives a grant.",
        done="Left the room for the point.",
        keeps_out=True,
        agenda_item_id=points[1].pk,
        actor=actor,
        at=at,
    )
    _actions(meeting, points[1].pk, points[2].pk, actor, at)


def _actions(meeting: Meeting, days: UUID, referrals: UUID, actor: Actor, at: datetime) -> None:
    today = timezone.localdate(at)
    for point, what, role, due in (
        (days, "Send the units the new days on site (illustration)", "programme-officer", 7),
        (
            referrals,
            "Ask heads of unit why telephone numbers are missing (illustration)",
            "director-of-probation",
            -2,
        ),
        (
            referrals,
            "Say which fields a referral cannot go without (illustration)",
            "hmpps-contract-manager",
            14,
        ),
    ):
        owner = _person(role)
        action_points.agree_action(
            meeting_id=meeting.pk,
            what=what,
            due_on=today + timedelta(days=due),
            owner_id=owner,
            owner_name="" if owner else role.replace("-", " ").capitalize(),
            agenda_item_id=point,
            actor=actor,
            at=at,
        )
    done = action_points.agree_action(
        meeting_id=meeting.pk,
        what="Book the room for the next meeting (illustration)",
        due_on=today,
        owner_name="A made-up note taker",
        actor=actor,
        at=at,
    )
    action_points.close_action(action_id=done.pk, answer="Booked, with a hearing loop.", actor=actor, at=at)


def _coming(group: Group, actor: Actor, at: datetime) -> None:
    """Two meetings to come: one whose pack is out, with a late paper, and one that is only planned."""
    today = timezone.localdate(at)
    meeting = _plan(group.pk, _working(today + timedelta(days=9)), "Churchgate House, room 2", actor, at)
    for title, purpose in (
        ("Minutes of the last meeting, to be confirmed", "decide"),
        ("What the first quarter showed", "discuss"),
        ("Naloxone: who carries it", "recommend"),
    ):
        point = agenda.add_to_agenda(meeting_id=meeting.pk, title=title, purpose=purpose, actor=actor, at=at)
    _paper(meeting, None, "Actions that are open", "actions.txt", _WEEK, actor, at)
    _paper(meeting, point.pk, "Naloxone in ten localities", "naloxone.txt", _ASKED, actor, at)
    meetings.send_pack(meeting_id=meeting.pk, actor=actor, at=at)
    _paper(
        meeting,
        point.pk,
        "Naloxone: a letter from a coroner",
        "letter.txt",
        _LETTER,
        actor,
        at,
        late="The letter came after the pack was sent.",
    )
    _plan(group.pk, _working(today + timedelta(days=44)), "", actor, at)


def _panel(actor: Actor, at: datetime) -> None:
    """The panel met two months ago, so that what was decided since can be summed up for it."""
    panel = group_coded(PANEL)
    if panel is None:
        return
    meeting = _plan(panel.pk, _working(timezone.localdate(at) - timedelta(days=60)), "", actor, at)
    meetings.hold_meeting(meeting_id=meeting.pk, presence={}, actor=actor, at=at)


def _appraisal(actor: Actor, at: datetime) -> Appraisal:
    it = appraisals.begin_appraisal(
        title="How the money reaches the ten localities (illustration)",
        question="By which way should next year's grants reach the services that people on probation use?",
        dated_on=timezone.localdate(at) - timedelta(days=30),
        programmes=PROGRAMMES,
        source=SOURCE,
        actor=actor,
        at=at,
    )
    options = [
        appraisals.add_option(appraisal_id=it.pk, name=name, description=says, actor=actor, at=at)
        for name, says in (
            ("Go on as now", "Grants to the ten local authorities."),
            ("One contract", "One service for Greater Manchester, bought once."),
            ("Grants to providers", "As in the first years, without the authorities."),
        )
    ]
    criteria = [
        appraisals.add_criterion(appraisal_id=it.pk, name=name, weight=weight, actor=actor, at=at)
        for name, weight in (
            ("No second system beside treatment that is there", 3),
            ("Can be co-ordinated with other money", 2),
            ("Ready by 1 April", 1),
        )
    ]
    for option, points in zip(options, ((5, 4, 5), (1, 2, 0), (4, 1, 4)), strict=True):
        appraisals.score_option(
            option_id=option.pk,
            scores={each.pk: (got, "") for each, got in zip(criteria, points, strict=True)},
            actor=actor,
            at=at,
        )
    appraisals.choose_option(
        option_id=options[0].pk,
        because="It keeps one treatment system, and commissioners can plan it with their other money.",
        why_not={
            options[1].pk: "It would stand beside the services that are there, and cannot start in time.",
            options[2].pk: "Commissioners would be left out, as they were in the first years.",
        },
        actor=actor,
        at=at,
    )
    return it


def _consultation(actor: Actor, at: datetime) -> None:
    on = timezone.localdate(at) - timedelta(days=14)
    it = consultations.ask(
        title="Two days a week on site (illustration)",
        question="Would a key worker on two days a week in every unit help, and what would it need?",
        asked_on=on,
        answers_by=on + timedelta(days=28),
        programmes=PROGRAMMES,
        source=SOURCE,
        actor=actor,
        at=at,
    )
    for who, position, text in (
        ("Heads of probation delivery units", "supports", "It would help most on report days."),
        ("Providers", "conditions", "Yes, if a room with a door and a line is kept free."),
        ("Lived experience group", "", ""),
    ):
        one = consultations.ask_further(consultation_id=it.pk, who=who, asked_on=on, actor=actor, at=at)
        if position:
            consultations.note_answer(
                consulted_id=one.pk,
                position=position,
                text=text,
                answered_on=on + timedelta(days=6),
                actor=actor,
                at=at,
            )


def _plan(group_id: UUID, on: date, place: str, actor: Actor, at: datetime) -> Meeting:
    return meetings.plan_meeting(
        group_id=group_id,
        sitting=meetings.Sitting(on, time(14), place),
        source=SOURCE,
        actor=actor,
        at=at,
    )


def _paper(
    meeting: Meeting,
    point: UUID | None,
    title: str,
    name: str,
    text: str,
    actor: Actor,
    at: datetime,
    *,
    to: int | None = None,
    late: str = "",
) -> None:
    papers.add_paper(
        meeting_id=meeting.pk,
        upload=Upload(name, f"{text}\n{SOURCE}.\n".encode()),
        title=title,
        agenda_item_id=point,
        supplement_to=to,
        late_because=late,
        actor=actor,
        at=at,
    )


def _person(role: str) -> UUID | None:
    person = organisations.person_named(f"{role}@demonstration.example")
    return person.pk if person else None


def _working(day: date) -> date:
    """That day, or the Tuesday of its week when it is a weekend."""
    return day if day.weekday() < 5 else day - timedelta(days=day.weekday() - 1)


_DAYS = "Unit,Days a week\nA made-up unit,2\nAnother made-up unit,1"
_ASKED = "Units were asked what they need. Three asked for a room, two for a telephone line."
_WEEK = "In one made-up week eleven referrals came, four of them without a telephone number."
_LETTER = "A made-up letter about naloxone."
_SAID = (
    "Taken as read.",
    "Units want the same days every week, so that people know when somebody is there. Rooms are the difficulty.",
    "Without a number the first contact takes about a week longer. Heads of unit will be asked why it is missing.",
)
