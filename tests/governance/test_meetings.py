"""A meeting from its plan to confirmed minutes: pack, lateness, presence, decisions, actions."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import pytest

from throughline.frame.models import Letter
from throughline.frame.tasks import told
from throughline.frame.upload import Upload
from throughline.governance.actions import action_points, agenda, groups, meetings, minutes, papers
from throughline.governance.models import ActionPoint, Group, Meeting, Member
from throughline.governance.queries import packs as queries
from throughline.governance.queries.meetings import last_meeting_of
from throughline.governance.queries.tasks import waiting_for, waiting_for_others
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError

from .conftest import AT

TODAY = AT.date()
Somebody = Callable[..., Actor]


@pytest.fixture
def officer(actor: Somebody) -> Actor:
    return actor("programme-officer")


def person_of(who: Actor) -> UUID:
    return UUID(who.id.removeprefix("person:"))


@pytest.fixture
def group(officer: Actor) -> Group:
    return groups.found_group(
        code="development",
        about=groups.AboutGroup("Development Group", programmes=("gm-irs-dr",), quorum_least=1),
        actor=officer,
        at=AT,
    )


def seat(group: Group, officer: Actor, who: Actor | None = None, **said: object) -> Member:
    given = {"member_from": TODAY - timedelta(days=10), **said}
    if who is not None:
        given["person_id"] = person_of(who)
    return groups.seat_member(group_id=group.pk, **given, actor=officer, at=AT)  # type: ignore[arg-type]  # as given


def planned(group: Group, officer: Actor, on: date = TODAY, points: int = 1) -> Meeting:
    it = meetings.plan_meeting(group_id=group.pk, sitting=meetings.Sitting(on), actor=officer, at=AT)
    for number in range(points):
        agenda.add_to_agenda(
            meeting_id=it.pk, title=f"Point {number + 1}", purpose="decide", actor=officer, at=AT
        )
    return it


def held(group: Group, officer: Actor, on: date = TODAY) -> Meeting:
    it = planned(group, officer, on)
    meetings.hold_meeting(meeting_id=it.pk, presence={}, actor=officer, at=AT)
    it.refresh_from_db()
    return it


def add(it: Meeting, officer: Actor, text: str = "A paper.", **said: object) -> str:
    paper = papers.add_paper(
        meeting_id=it.pk,
        upload=Upload("paper.txt", text.encode()),
        title="A paper",
        **said,  # type: ignore[arg-type]  # as given
        actor=officer,
        at=AT,
    )
    return paper.label


class TestASeat:
    def test_is_for_one_of_a_person_a_body_or_a_name(self, group: Group, officer: Actor) -> None:
        with pytest.raises(RefusedError, match="A seat is for a person, for a body, or for somebody by name"):
            seat(group, officer)
        with pytest.raises(RefusedError, match="A seat is for"):
            seat(group, officer, officer, name="Somebody else")

    def test_is_taken_once_and_chaired_once(self, group: Group, officer: Actor) -> None:
        seat(group, officer, officer, role="chair")
        with pytest.raises(RefusedError, match="member already"):
            seat(group, officer, officer)
        with pytest.raises(RefusedError, match="has a chair already"):
            seat(group, officer, name="Another", role="chair")

    def test_ends_after_it_began_and_once(self, group: Group, officer: Actor) -> None:
        it = seat(group, officer, name="Somebody")
        with pytest.raises(RefusedError, match="ends after it begins"):
            groups.end_membership(member_id=it.pk, until=TODAY - timedelta(days=20), actor=officer, at=AT)
        groups.end_membership(member_id=it.pk, until=TODAY, actor=officer, at=AT)
        with pytest.raises(RefusedError, match="ended already"):
            groups.end_membership(member_id=it.pk, until=TODAY, actor=officer, at=AT)

    def test_is_given_by_the_programme_team_only(self, group: Group, actor: Somebody) -> None:
        with pytest.raises(RefusedError, match="Ask a programme officer"):
            seat(group, actor("auditor"), name="Somebody")


class TestAPack:
    def test_numbers_its_papers_once_and_for_good(self, group: Group, officer: Actor) -> None:
        it = planned(group, officer)
        assert add(it, officer) == "Paper 1"
        assert add(it, officer, "Another.") == "Paper 2"
        assert add(it, officer, "More.", supplement_to=1) == "Paper 1, supplement 1"
        assert add(it, officer, "Still more.", supplement_to=1) == "Paper 1, supplement 2"
        last = it.papers.get(number=2)
        papers.withdraw_paper(paper_id=last.pk, because="It was the wrong one.", actor=officer, at=AT)
        assert add(it, officer, "The right one.") == "Paper 3"
        with pytest.raises(RefusedError, match="no paper 9"):
            add(it, officer, "Of none.", supplement_to=9)

    def test_is_not_sent_without_an_agenda(self, group: Group, officer: Actor) -> None:
        it = planned(group, officer, points=0)
        with pytest.raises(RefusedError, match="agenda is empty"):
            meetings.send_pack(meeting_id=it.pk, actor=officer, at=AT)

    def test_is_told_to_members_of_that_day_by_a_link_without_its_contents(
        self, group: Group, officer: Actor, actor: Somebody
    ) -> None:
        member, former = actor("commissioner", "bolton"), actor("analyst")
        seat(group, officer, member)
        gone = seat(group, officer, former)
        groups.end_membership(member_id=gone.pk, until=TODAY, actor=officer, at=AT)
        it = planned(group, officer)
        add(it, officer, "Nobody outside may read this.")
        assert meetings.send_pack(meeting_id=it.pk, actor=officer, at=AT) == 1
        letter = Letter.objects.get()
        assert letter.to.startswith("commissioner")
        assert str(it.pk) in letter.path
        assert "Point 1" not in letter.text + letter.subject

    def test_takes_a_late_paper_only_with_a_reason_and_tells_the_members(
        self, group: Group, officer: Actor, actor: Somebody
    ) -> None:
        seat(group, officer, actor("commissioner", "bolton"))
        it = planned(group, officer)
        meetings.send_pack(meeting_id=it.pk, actor=officer, at=AT)
        with pytest.raises(RefusedError, match="Say why this paper is late"):
            add(it, officer)
        add(it, officer, late_because="The figures came on Monday.")
        assert it.papers.get().late_because == "The figures came on Monday."
        assert Letter.objects.filter(subject__contains="late paper").count() == 1
        it.refresh_from_db()
        assert it.state == "notified"

    def test_has_to_be_sent_again_when_the_agenda_changes(self, group: Group, officer: Actor) -> None:
        it = planned(group, officer)
        meetings.send_pack(meeting_id=it.pk, actor=officer, at=AT)
        agenda.add_to_agenda(meeting_id=it.pk, title="More", purpose="note", actor=officer, at=AT)
        it.refresh_from_db()
        assert it.state == "planned"

    def test_does_not_change_once_the_meeting_was_held(self, group: Group, officer: Actor) -> None:
        with pytest.raises(RefusedError, match="This meeting is held"):
            add(held(group, officer), officer)

    def test_takes_no_paper_for_a_point_of_another_meeting(self, group: Group, officer: Actor) -> None:
        other = planned(group, officer).agenda.get()
        with pytest.raises(RefusedError, match="not on the agenda"):
            add(planned(group, officer), officer, agenda_item_id=other.pk)


class TestAMeeting:
    def test_is_not_held_before_its_day(self, group: Group, officer: Actor) -> None:
        it = planned(group, officer, TODAY + timedelta(days=1))
        with pytest.raises(RefusedError, match="still to come"):
            meetings.hold_meeting(meeting_id=it.pk, presence={}, actor=officer, at=AT)

    def test_says_in_words_whether_it_was_quorate(self, group: Group, officer: Actor) -> None:
        one, two = seat(group, officer, name="One"), seat(group, officer, name="Two")
        it = planned(group, officer)
        presence = {one.pk: ("substitute", "Somebody Else"), two.pk: ("absent", "")}
        meetings.hold_meeting(meeting_id=it.pk, presence=presence, others=["A guest"], actor=officer, at=AT)
        whole = queries.pack(officer, it.pk)
        assert whole is not None
        assert whole.quorum.words == "Quorate: 1 of 2 voting members were there, and 1 is needed."
        assert whole.others == ["A guest"]

    def test_flags_a_decision_without_quorum_and_refuses_nothing(self, group: Group, officer: Actor) -> None:
        one = seat(group, officer, name="One")
        it = planned(group, officer)
        meetings.hold_meeting(meeting_id=it.pk, presence={one.pk: ("absent", "")}, actor=officer, at=AT)
        point = it.agenda.get()
        minutes.record_outcome(agenda_item_id=point.pk, kind="decision", text="Yes.", actor=officer, at=AT)
        whole = queries.pack(officer, it.pk)
        assert whole is not None
        assert whole.decided_without_quorum

    def test_notes_no_stranger_and_no_unknown_presence(self, group: Group, officer: Actor) -> None:
        other = groups.found_group(code="other", about=groups.AboutGroup("Other"), actor=officer, at=AT)
        stranger, member = seat(other, officer, name="Stranger"), seat(group, officer, name="One")
        it = planned(group, officer)
        for presence in ({stranger.pk: ("present", "")}, {member.pk: ("asleep", "")}):
            with pytest.raises(RefusedError):
                meetings.hold_meeting(meeting_id=it.pk, presence=presence, actor=officer, at=AT)
        with pytest.raises(RefusedError, match="Say who came instead"):
            meetings.hold_meeting(
                meeting_id=it.pk, presence={member.pk: ("substitute", " ")}, actor=officer, at=AT
            )

    def test_has_its_minutes_confirmed_by_a_later_meeting_and_by_the_chair(
        self, group: Group, officer: Actor, actor: Somebody
    ) -> None:
        chair = actor("director-of-probation")
        seat(group, officer, chair, role="chair")
        first = held(group, officer, TODAY - timedelta(days=5))
        minutes.minute(agenda_item_id=first.agenda.get().pk, minutes="Said.", actor=officer, at=AT)
        with pytest.raises(RefusedError, match="none has taken place since"):
            meetings.confirm_minutes(meeting_id=first.pk, in_meeting_id=first.pk, actor=chair, at=AT)
        later = held(group, officer)
        with pytest.raises(RefusedError, match="not for your role"):
            meetings.confirm_minutes(
                meeting_id=first.pk, in_meeting_id=later.pk, actor=actor("auditor"), at=AT
            )
        meetings.confirm_minutes(meeting_id=first.pk, in_meeting_id=later.pk, actor=chair, at=AT)
        with pytest.raises(RefusedError, match="confirmed"):
            minutes.minute(agenda_item_id=first.agenda.get().pk, minutes="Other.", actor=officer, at=AT)

    def test_is_called_off_with_a_reason_and_kept(self, group: Group, officer: Actor) -> None:
        it = planned(group, officer)
        with pytest.raises(RefusedError, match="Say why"):
            meetings.cancel_meeting(meeting_id=it.pk, because=" ", actor=officer, at=AT)
        meetings.cancel_meeting(meeting_id=it.pk, because="Snow.", actor=officer, at=AT)
        it.refresh_from_db()
        assert (it.state, it.cancelled_because) == ("cancelled", "Snow.")


class TestTheLastMeetingOfAGroup:
    def test_is_the_newest_that_took_place_before_the_day(self, group: Group, officer: Actor) -> None:
        held(group, officer, TODAY - timedelta(days=30))
        wanted = held(group, officer, TODAY - timedelta(days=9))
        held(group, officer, TODAY)
        planned(group, officer, TODAY - timedelta(days=2))
        assert last_meeting_of("development", TODAY) == wanted
        assert last_meeting_of("development", TODAY - timedelta(days=90)) is None
        assert last_meeting_of("no-such-group", TODAY) is None


class TestAnAction:
    @pytest.fixture
    def owner(self, actor: Somebody) -> Actor:
        return actor("commissioner", "bolton")

    @pytest.fixture
    def point(self, group: Group, officer: Actor, owner: Actor) -> ActionPoint:
        return action_points.agree_action(
            meeting_id=held(group, officer).pk,
            what="Ask the units",
            due_on=TODAY + timedelta(days=7),
            owner_id=person_of(owner),
            actor=officer,
            at=AT,
        )

    def test_stands_on_its_owners_page_until_it_is_closed(
        self, point: ActionPoint, owner: Actor, officer: Actor
    ) -> None:
        [task] = told(waiting_for(owner))
        assert (task.what, task.by) == ("Ask the units", TODAY + timedelta(days=7))
        assert [each.who for each in told(waiting_for_others(officer)) if each.what == "Ask the units"] == [
            "A commissioner"
        ]
        assert Letter.objects.get().to.startswith("commissioner")
        action_points.close_action(action_id=point.pk, answer="Asked.", actor=owner, at=AT)
        assert told(waiting_for(owner)) == []

    def test_is_closed_by_its_owner_or_the_team_with_words(
        self, point: ActionPoint, owner: Actor, actor: Somebody
    ) -> None:
        with pytest.raises(RefusedError, match="not for your role"):
            action_points.close_action(action_id=point.pk, answer="Done.", actor=actor("auditor"), at=AT)
        with pytest.raises(RefusedError, match="Say what was done"):
            action_points.close_action(action_id=point.pk, answer="  ", actor=owner, at=AT)
        with pytest.raises(RefusedError, match="cannot be attached"):
            action_points.close_action(
                action_id=point.pk, answer="Done.", upload=Upload("a.exe", b"MZ\0"), actor=owner, at=AT
            )
        point.refresh_from_db()
        assert point.state == "open"
        action_points.close_action(
            action_id=point.pk, answer="Done.", upload=Upload("a.txt", b"Shown."), actor=owner, at=AT
        )
        point.refresh_from_db()
        assert (point.state, point.evidence_name) == ("done", "a.txt")

    def test_is_moved_given_up_and_reopened_by_the_team_only(
        self, point: ActionPoint, owner: Actor, officer: Actor
    ) -> None:
        new = {"due_on": TODAY + timedelta(days=30), "owner_id": None, "owner_name": "Chair"}
        with pytest.raises(RefusedError, match="not for your role"):
            action_points.move_action(action_id=point.pk, **new, because="Late.", actor=owner, at=AT)  # type: ignore[arg-type]  # as given
        action_points.move_action(action_id=point.pk, **new, because="Late.", actor=officer, at=AT)  # type: ignore[arg-type]  # as given
        action_points.drop_action(action_id=point.pk, because="No need.", actor=officer, at=AT)
        action_points.reopen_action(action_id=point.pk, because="A need.", actor=officer, at=AT)
        point.refresh_from_db()
        assert (point.state, point.who, point.answer) == ("open", "Chair", "A need.")

    def test_is_agreed_only_at_a_meeting_that_was_held(self, group: Group, officer: Actor) -> None:
        with pytest.raises(RefusedError, match="Say first that it was held"):
            action_points.agree_action(
                meeting_id=planned(group, officer).pk,
                what="Ask",
                due_on=TODAY,
                owner_name="Chair",
                actor=officer,
                at=AT,
            )

    def test_has_an_owner(self, group: Group, officer: Actor) -> None:
        with pytest.raises(RefusedError, match="Say who does it"):
            action_points.agree_action(
                meeting_id=held(group, officer).pk, what="Ask", due_on=TODAY, actor=officer, at=AT
            )
