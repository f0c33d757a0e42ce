"""A pack: who sees it when, one file of it, and what a past meeting keeps whatever changes later."""

import io
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client
from django.utils import timezone
from tests.pages import words

from throughline.frame.upload import Upload
from throughline.governance.actions import agenda, groups, meetings, papers
from throughline.governance.models import Group, Meeting
from throughline.governance.queries import packs
from throughline.kernel.actor import Actor

from .conftest import AT
from .test_meeting_pages import TODAY, at

Somebody = Callable[..., Actor]


@pytest.fixture
def officer(actor: Somebody) -> Actor:
    return actor("programme-officer")


@pytest.fixture
def meeting(officer: Actor) -> Meeting:
    about = groups.AboutGroup("Watch", programmes=("gm-irs-dr",), quorum_least=1)
    group = groups.found_group(code="watch", about=about, actor=officer, at=AT)
    it = meetings.plan_meeting(group_id=group.pk, sitting=meetings.Sitting(TODAY), actor=officer, at=AT)
    agenda.add_to_agenda(meeting_id=it.pk, title="Naloxone", purpose="decide", actor=officer, at=AT)
    return it


def add(it: Meeting, officer: Actor, title: str, name: str = "a.txt", **said: Any) -> None:
    papers.add_paper(
        meeting_id=it.pk,
        upload=Upload(name, title.encode()),
        title=title,
        **said,
        actor=officer,
        at=timezone.now(),
    )


def send(it: Meeting, officer: Actor) -> None:
    meetings.send_pack(meeting_id=it.pk, actor=officer, at=timezone.now())


class TestAPaper:
    def test_is_for_readers_once_it_is_sent(
        self, meeting: Meeting, officer: Actor, staff: Callable[..., Client]
    ) -> None:
        add(meeting, officer, "Half written")
        paper = meeting.papers.get()
        reader, keeper = staff("auditor"), staff("programme-lead")
        assert "Half written" not in words(reader.get(at("meeting", meeting.pk)))
        assert reader.get(at("paper", paper.pk)).status_code == 404
        assert "1 paper is not sent yet" in words(keeper.get(at("meeting", meeting.pk)))
        assert keeper.get(at("paper", paper.pk)).status_code == 200
        send(meeting, officer)
        assert reader.get(at("paper", paper.pk)).status_code == 200

    def test_that_was_sent_stays_while_a_further_one_waits_for_the_next_sending(
        self, meeting: Meeting, officer: Actor, actor: Somebody
    ) -> None:
        add(meeting, officer, "Sent")
        send(meeting, officer)
        add(meeting, officer, "Late", late_because="It came on Monday.")
        agenda.add_to_agenda(meeting_id=meeting.pk, title="More", purpose="note", actor=officer, at=AT)
        add(meeting, officer, "Not sent")
        seen = packs.pack(actor("auditor"), meeting.pk)
        assert seen is not None
        assert [each.title for each in seen.papers] == ["Sent", "Late"]


class TestTheWholePack:
    def test_is_one_file_with_the_agenda_first_and_papers_by_their_numbers(
        self, meeting: Meeting, officer: Actor, staff: Callable[..., Client]
    ) -> None:
        add(meeting, officer, "Kits: O'Brien-Ńguyen / ../../etc", "kits.csv")
        add(meeting, officer, "Withdrawn")
        add(meeting, officer, "Supplement", supplement_to=1)
        papers.withdraw_paper(
            paper_id=meeting.papers.get(title="Withdrawn").pk, because="Wrong.", actor=officer, at=AT
        )
        send(meeting, officer)
        answer = staff("auditor").get(at("pack-file", meeting.pk))
        with ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as file:  # type: ignore[attr-defined]  # it streams
            day = f"{TODAY.day} {TODAY:%B %Y}"
            assert file.namelist() == [
                f"00 Watch, {day}.pdf",
                "01 Kits O'Brien-Ńguyen etc.csv",
                "01.1 Supplement.txt",
            ]
            assert file.read(file.namelist()[0]).startswith(b"%PDF-")
            assert file.read("01.1 Supplement.txt") == b"Supplement"
        assert staff("key-worker", "bolton").get(at("pack-file", meeting.pk)).status_code == 404


class TestAMeetingThatTookPlace:
    def test_keeps_who_counted_and_the_rule_of_its_day(self, meeting: Meeting, officer: Actor) -> None:
        group = Group.objects.get(pk=meeting.group_id)
        seat = groups.seat_member(
            group_id=group.pk, name="Ada", member_from=date(2020, 1, 1), actor=officer, at=AT
        )
        meetings.hold_meeting(
            meeting_id=meeting.pk, presence={seat.pk: ("present", "")}, actor=officer, at=timezone.now()
        )
        before = packs.pack(officer, meeting.pk)
        groups.end_membership(member_id=seat.pk, until=TODAY - timedelta(days=400), actor=officer, at=AT)
        groups.describe_group(
            group_id=group.pk,
            about=groups.AboutGroup("Watch", quorum_least=9, quorum_needs_chair=True),
            actor=officer,
            at=AT,
        )
        after = packs.pack(officer, meeting.pk)
        assert before is not None
        assert after is not None
        assert after.quorum == before.quorum
        assert after.quorum.words == "Quorate: 1 of 1 voting members were there, and 1 is needed."

    def test_takes_a_point_that_came_up_when_its_agenda_was_empty(
        self, meeting: Meeting, officer: Actor, staff: Callable[..., Client]
    ) -> None:
        bare = meetings.plan_meeting(
            group_id=meeting.group_id, sitting=meetings.Sitting(TODAY, place="B"), actor=officer, at=AT
        )
        meetings.hold_meeting(meeting_id=bare.pk, presence={}, actor=officer, at=timezone.now())
        client = staff("programme-lead")
        assert "Add a point that came up" in words(client.get(at("meeting", bare.pk)))
        client.post(at("add-agenda", bare.pk), {"title": "Beds", "purpose": "discuss"})
        assert "Write the minutes" in words(client.get(at("meeting", bare.pk)))
        bare.refresh_from_db()
        assert bare.state == "held"


class TestAnAgenda:
    def test_is_put_in_order_and_a_point_comes_off_it(
        self, meeting: Meeting, officer: Actor, staff: Callable[..., Client]
    ) -> None:
        for title in ("Second", "Third"):
            agenda.add_to_agenda(meeting_id=meeting.pk, title=title, purpose="note", actor=officer, at=AT)
        _first, second, third = meeting.agenda.order_by("position")
        add(meeting, officer, "On the second", agenda_item_id=second.pk)
        client = staff("programme-lead")
        typed = {"title": "Third", "purpose": "note", "position": "1"}
        client.post(at("edit-agenda", meeting.pk, third.pk), typed)
        client.post(at("take-off-agenda", meeting.pk, second.pk))
        assert [str(each) for each in meeting.agenda.order_by("position")] == ["1. Third", "2. Naloxone"]
        assert meeting.papers.get().agenda_item is None
        again = client.post(at("take-off-agenda", meeting.pk, second.pk))
        assert again.status_code == 404


def seen_in(page: Any) -> str:
    found = re.search(r'name="seen" value="(\w+)"', page.content.decode())
    assert found
    return found[1]


class TestSomebodyWhoWritesMeanwhile:
    def test_loses_nobodys_words_and_is_shown_theirs(
        self, meeting: Meeting, officer: Actor, staff: Callable[..., Client]
    ) -> None:
        meetings.hold_meeting(meeting_id=meeting.pk, presence={}, actor=officer, at=timezone.now())
        client, other = staff("programme-lead"), staff("programme-officer")
        address = at("minutes", meeting.pk, meeting.agenda.get().pk)
        opened = seen_in(client.get(address))
        other.post(address, {"minutes": "Theirs.", "seen": opened})
        refused = client.post(address, {"minutes": "Mine.", "seen": opened})
        assert "Somebody else has written the minutes of this point" in words(refused)
        assert "Theirs." in words(refused)
        assert ">Mine.</textarea>" in refused.content.decode()
        again = seen_in(refused)
        client.post(address, {"minutes": "Theirs. Mine.", "seen": again})
        assert meeting.agenda.get().minutes == "Theirs. Mine."
