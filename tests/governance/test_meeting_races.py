"""Two secretaries, one meeting: one outcome, nothing lost unseen, and no request that waits for another for ever."""

from collections.abc import Callable
from datetime import date

import pytest
from tests.races import outcomes

from throughline.frame.upload import Upload
from throughline.governance.actions import agenda, consultations, groups, meetings, minutes, papers
from throughline.governance.actions.writing import fingerprint
from throughline.governance.models import Group, Meeting
from throughline.governance.queries import packs
from throughline.kernel.actor import Actor

from .conftest import AT, COMMAND

ONE = Actor("person:00000000-0000-0000-0000-000000000001", frozenset({"programme-officer"}))
TWO = Actor("person:00000000-0000-0000-0000-000000000002", frozenset({"programme-lead"}))
DAY = date(2026, 1, 5)


@pytest.fixture
def meeting(committed_db: str) -> Meeting:
    group = groups.found_group(
        code="watch", about=groups.AboutGroup("Watch", quorum_least=1), actor=COMMAND, at=AT
    )
    groups.seat_member(
        group_id=group.pk, name="Ada", role="chair", member_from=date(2020, 1, 1), actor=ONE, at=AT
    )
    it = meetings.plan_meeting(group_id=group.pk, sitting=meetings.Sitting(DAY), actor=ONE, at=AT)
    agenda.add_to_agenda(meeting_id=it.pk, title="Naloxone", purpose="decide", actor=ONE, at=AT)
    return it


def hold(it: Meeting, how: str = "present") -> None:
    seat = it.group.members.get()
    meetings.hold_meeting(meeting_id=it.pk, presence={seat.pk: (how, "")}, actor=TWO, at=AT)


def paper(it: Meeting) -> None:
    papers.add_paper(meeting_id=it.pk, upload=Upload("a.txt", b"a"), title="A paper", actor=TWO, at=AT)


class TestTwoSecretaries:
    def test_who_write_the_same_minutes_lose_neither_ones_words(self, meeting: Meeting) -> None:
        hold(meeting)
        point, empty = meeting.agenda.get(), fingerprint("")

        def write(who: Actor, words: str) -> Callable[[], object]:
            return lambda: minutes.minute(
                agenda_item_id=point.pk, minutes=words, seen=empty, actor=who, at=AT
            )

        became = outcomes(write(ONE, "One."), write(TWO, "Two."))
        point.refresh_from_db()
        assert point.minutes == ("One." if became[0] == "done" else "Two.")
        assert sorted(became)[0].startswith("Somebody else has written the minutes")

    def test_who_send_the_pack_send_it_once(self, meeting: Meeting) -> None:
        became = outcomes(
            lambda: meetings.send_pack(meeting_id=meeting.pk, actor=ONE, at=AT),
            lambda: meetings.send_pack(meeting_id=meeting.pk, actor=TWO, at=AT),
        )
        assert became.count("done") == 1

    def test_who_seat_a_chair_and_found_a_group_seat_and_found_one(self, meeting: Meeting) -> None:
        def found() -> Group:
            return groups.found_group(code="new", about=groups.AboutGroup("New"), actor=COMMAND, at=AT)

        assert sorted(outcomes(found, found)) == ["Another group has this short name already.", "done"]
        new = Group.objects.get(code="new")

        def chair() -> object:
            return groups.seat_member(
                group_id=new.pk, name="Bea", role="chair", member_from=DAY, actor=ONE, at=AT
            )

        assert sorted(outcomes(chair, chair)) == ["This group has a chair already; end that first.", "done"]

    def test_who_add_the_same_paper_and_point_add_it_once(self, meeting: Meeting) -> None:
        became = outcomes(lambda: paper(meeting), lambda: paper(meeting))
        assert sorted(became) == ["This very file is in the pack already, as paper 1.", "done"]

        def point() -> object:
            return agenda.add_to_agenda(meeting_id=meeting.pk, title="Beds", purpose="note", actor=ONE, at=AT)

        assert sorted(outcomes(point, point)) == ["This point is on the agenda already.", "done"]


class TestAPackThatIsSent:
    def test_while_a_paper_is_added_holds_it_or_asks_why_it_is_late(self, meeting: Meeting) -> None:
        sent, added = outcomes(
            lambda: meetings.send_pack(meeting_id=meeting.pk, actor=ONE, at=AT), lambda: paper(meeting)
        )
        assert sent == "done"
        meeting.refresh_from_db()
        if added == "done":
            assert packs.is_sent(meeting.papers.get(), meeting)
        else:
            assert "Say why this paper is late" in added
            assert not meeting.papers.exists()


class TestMinutesThatAreConfirmed:
    def test_while_they_are_amended_are_those_that_were_read(self, meeting: Meeting) -> None:
        hold(meeting)
        point = meeting.agenda.get()
        minutes.minute(agenda_item_id=point.pk, minutes="As read.", actor=ONE, at=AT)
        later = meetings.plan_meeting(
            group_id=meeting.group_id, sitting=meetings.Sitting(date(2026, 1, 6)), actor=ONE, at=AT
        )
        meetings.hold_meeting(meeting_id=later.pk, presence={}, actor=ONE, at=AT.replace(day=6))
        read = fingerprint(*meetings.as_minuted(meeting))
        confirmed, amended = outcomes(
            lambda: meetings.confirm_minutes(
                meeting_id=meeting.pk, in_meeting_id=later.pk, seen=read, actor=ONE, at=AT
            ),
            lambda: minutes.minute(agenda_item_id=point.pk, minutes="Amended.", actor=TWO, at=AT),
        )
        meeting.refresh_from_db()
        point.refresh_from_db()
        assert (confirmed, amended).count("done") == 1
        if confirmed == "done":
            assert (meeting.state, point.minutes) == ("confirmed", "As read.")
        else:
            assert "Read them again" in confirmed
            assert (meeting.state, point.minutes) == ("minuted", "Amended.")


class TestADecisionAtALostQuorum:
    def test_is_flagged_whichever_is_written_first(self, meeting: Meeting) -> None:
        hold(meeting)
        point = meeting.agenda.get()
        assert outcomes(
            lambda: minutes.record_outcome(
                agenda_item_id=point.pk, kind="decision", text="Yes.", actor=ONE, at=AT
            ),
            lambda: hold(meeting, "absent"),
        ) == ["done", "done"]
        whole = packs.pack(ONE, meeting.pk)
        assert whole is not None
        assert [each.item for each in whole.decided_without_quorum] == [point]


class TestAConsultationThatIsClosed:
    def test_while_an_answer_is_noted_leaves_no_request_waiting(self, meeting: Meeting) -> None:
        it = consultations.ask(title="Grants?", question="Grants?", asked_on=None, actor=ONE, at=AT)
        for number in range(6):
            one = consultations.ask_further(
                consultation_id=it.pk, who=f"Body {number}", asked_on=None, actor=ONE, at=AT
            )
        closed, noted = outcomes(
            lambda: consultations.close_consultation(
                consultation_id=it.pk, came_of_it="Grants.", actor=ONE, at=AT
            ),
            lambda: consultations.note_answer(
                consulted_id=one.pk, position="opposes", text="No.", answered_on=None, actor=TWO, at=AT
            ),
        )
        assert closed == "done"
        assert noted == "done" or "is closed" in noted
        one.refresh_from_db()
        assert one.position == ("opposes" if noted == "done" else "none")
