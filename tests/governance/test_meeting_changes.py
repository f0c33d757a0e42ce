"""A meeting moves or is called off, or somebody leaves: who is told, and what stays on whose page."""

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone
from tests.pages import words

from throughline.frame.models import Letter
from throughline.frame.tasks import told
from throughline.governance.actions import action_points, agenda, groups, meetings
from throughline.governance.models import ActionPoint, Group, Meeting
from throughline.governance.queries.tasks import waiting_for, waiting_for_others
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act
from throughline.organisations.models import Person

from .conftest import AT, COMMAND
from .test_interests import browser
from .test_meeting_pages import at

Somebody = Callable[..., Actor]
TODAY = timezone.localdate()
SOON = meetings.Sitting(TODAY + timedelta(days=5), time(14), "Room 1", time(15, 30))


@pytest.fixture
def officer(actor: Somebody) -> Actor:
    return actor("programme-officer")


@pytest.fixture
def member(actor: Somebody) -> Actor:
    return actor("commissioner", "bolton")


@pytest.fixture
def group(officer: Actor, member: Actor) -> Group:
    about = groups.AboutGroup("Watch", programmes=("gm-irs-dr",))
    it = groups.found_group(code="watch", about=about, actor=officer, at=AT)
    person = UUID(member.id.removeprefix("person:"))
    groups.seat_member(group_id=it.pk, person_id=person, member_from=date(2020, 1, 1), actor=officer, at=AT)
    return it


@pytest.fixture
def meeting(group: Group, officer: Actor) -> Meeting:
    it = meetings.plan_meeting(group_id=group.pk, sitting=SOON, actor=officer, at=timezone.now())
    agenda.add_to_agenda(meeting_id=it.pk, title="Naloxone", purpose="decide", actor=officer, at=AT)
    return it


def move(it: Meeting, officer: Actor, sitting: meetings.Sitting) -> None:
    meetings.change_sitting(meeting_id=it.pk, sitting=sitting, actor=officer, at=timezone.now())


def calendar(client: Client, it: Meeting) -> str:
    return client.get(at("meeting-ics", it.pk)).content.decode()


class TestAMeetingThatMoves:
    def test_tells_its_members_and_has_its_pack_sent_again(self, meeting: Meeting, officer: Actor) -> None:
        meetings.send_pack(meeting_id=meeting.pk, actor=officer, at=timezone.now())
        Letter.objects.all().delete()
        move(meeting, officer, meetings.Sitting(TODAY + timedelta(days=6), time(14), "Room 1"))
        letter = Letter.objects.get()
        assert (letter.subject, letter.path) == ("A meeting has moved", at("meeting", meeting.pk))
        assert "Room" not in letter.text
        meeting.refresh_from_db()
        assert meeting.state == "planned"

    def test_to_where_it_is_already_tells_nobody_and_keeps_its_pack_sent(
        self, meeting: Meeting, officer: Actor
    ) -> None:
        meetings.send_pack(meeting_id=meeting.pk, actor=officer, at=timezone.now())
        Letter.objects.all().delete()
        move(meeting, officer, SOON)
        meeting.refresh_from_db()
        assert meeting.state == "notified"
        assert not Letter.objects.exists()

    def test_moves_in_calendars_too_and_is_called_off_there(
        self, meeting: Meeting, officer: Actor, member: Actor, settings: Any
    ) -> None:
        client = browser(member, settings)
        first = calendar(client, meeting)
        move(meeting, officer, meetings.Sitting(TODAY + timedelta(days=6), time(9), "Room 2"))
        second = calendar(client, meeting)
        meetings.cancel_meeting(meeting_id=meeting.pk, because="Snow.", actor=officer, at=timezone.now())
        third = calendar(client, meeting)

        def said(text: str, name: str) -> str:
            return next(line for line in text.split("\r\n") if line.startswith(name))

        assert said(first, "UID") == said(second, "UID") == said(third, "UID")
        revisions = [int(said(text, "SEQUENCE").partition(":")[2]) for text in (first, second, third)]
        assert revisions == sorted(set(revisions)), "each is newer than the one before"
        assert said(second, "LOCATION") == "LOCATION:Room 2"
        assert said(third, "STATUS") == "STATUS:CANCELLED"
        assert "STATUS:CANCELLED" in client.get(at("meetings-ics")).content.decode()
        assert Letter.objects.filter(subject="A meeting is called off").count() == 1

    def test_ends_after_it_begins(self, meeting: Meeting, staff: Callable[..., Client]) -> None:
        day = {"on_day": "1", "on_month": "2", "on_year": "2030"}
        client = staff("programme-lead")
        for typed, sentence in (
            ({"starts": "3pm", "ends": "2pm"}, "A meeting ends after it begins"),
            ({"starts": "", "ends": "2pm"}, "Write when it starts, too."),
        ):
            assert sentence in words(client.post(at("edit-meeting", meeting.pk), {**day, **typed}))

    def test_is_planned_once_however_often_its_form_is_sent(self, group: Group, officer: Actor) -> None:
        meetings.plan_meeting(group_id=group.pk, sitting=SOON, actor=officer, at=AT)
        with pytest.raises(RefusedError, match="planned already"):
            meetings.plan_meeting(group_id=group.pk, sitting=SOON, actor=officer, at=AT)


class TestAPackThatIsSent:
    def test_stands_on_each_members_page_until_the_day_is_over(
        self, meeting: Meeting, officer: Actor, member: Actor
    ) -> None:
        assert told(waiting_for(member)) == []
        meetings.send_pack(meeting_id=meeting.pk, actor=officer, at=timezone.now())
        [task] = told(waiting_for(member))
        assert (task.what, task.by) == ("A pack to read", SOON.on)


class TestSomebodyWhoLeaves:
    @pytest.fixture
    def action(self, group: Group, officer: Actor, member: Actor) -> ActionPoint:
        it = meetings.plan_meeting(
            group_id=group.pk, sitting=meetings.Sitting(TODAY), actor=officer, at=timezone.now()
        )
        meetings.hold_meeting(meeting_id=it.pk, presence={}, actor=officer, at=timezone.now())
        return action_points.agree_action(
            meeting_id=it.pk,
            what="Ask the units",
            due_on=TODAY - timedelta(days=1),
            owner_id=UUID(member.id.removeprefix("person:")),
            actor=officer,
            at=timezone.now(),
        )

    def test_leaves_their_action_to_the_team_to_give_to_another(
        self, action: ActionPoint, officer: Actor, member: Actor
    ) -> None:
        with act(actor=COMMAND, at=AT, verb="test", subject=("person", action.owner_id)):
            Person.objects.filter(pk=action.owner_id).update(is_active=False)
        [task] = [each for each in told(waiting_for(officer)) if each.what == "Ask the units"]
        assert task.action == "Give it to somebody else"
        assert "Ask the units" not in [each.what for each in told(waiting_for_others(officer))]
        for step in (action_points.agree_action, action_points.move_action):
            given = {"meeting_id": action.meeting_id, "what": "More"}
            if step is action_points.move_action:
                given = {"action_id": action.pk, "owner_name": "", "because": "Later."}
            with pytest.raises(RefusedError, match="does not sign in here any more"):
                step(**given, due_on=TODAY, owner_id=action.owner_id, actor=officer, at=AT)  # type: ignore[operator]  # one of the two

    def test_keeps_their_action_and_no_page_of_the_group_they_left(
        self, action: ActionPoint, group: Group, officer: Actor, member: Actor, settings: Any
    ) -> None:
        groups.end_membership(member_id=group.members.get().pk, until=TODAY, actor=officer, at=timezone.now())
        client = browser(member, settings)
        assert client.get(at("group", group.pk)).status_code == 404
        page = client.get(at("action", action.pk))
        assert "Close the action" in words(page)
        assert at("meeting", action.meeting_id) not in page.content.decode(), "no link that leads nowhere"

    def test_sits_on_a_group_once_also_when_an_end_lies_ahead(
        self, group: Group, officer: Actor, member: Actor
    ) -> None:
        seat = group.members.get()
        groups.end_membership(
            member_id=seat.pk, until=TODAY + timedelta(days=30), actor=officer, at=timezone.now()
        )
        with pytest.raises(RefusedError, match="member already"):
            groups.seat_member(
                group_id=group.pk, person_id=seat.person_id, member_from=TODAY, actor=officer, at=AT
            )
