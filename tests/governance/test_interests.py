"""A declared interest keeps its member out of the point: its papers, its minutes, its quorum, its writing."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone
from tests.pages import words

from throughline.frame.upload import Upload
from throughline.governance.actions import agenda, groups, interests, meetings, minutes, papers
from throughline.governance.models import Declaration, Meeting, Member
from throughline.governance.queries import packs
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError

from .conftest import AT
from .test_meeting_pages import at

Somebody = Callable[..., Actor]
TODAY = timezone.localdate()


@pytest.fixture
def officer(actor: Somebody) -> Actor:
    return actor("programme-officer")


@pytest.fixture
def member(actor: Somebody) -> Actor:
    return actor("commissioner", "bolton")


@pytest.fixture
def meeting(officer: Actor, member: Actor) -> Meeting:
    """Two points with a paper each, sent, and two members: one who signs in, one by name."""
    group = groups.found_group(
        code="g", about=groups.AboutGroup("Group", quorum_least=2), actor=officer, at=AT
    )
    for said in ({"person_id": UUID(member.id.removeprefix("person:"))}, {"name": "Zoë"}):
        groups.seat_member(group_id=group.pk, **said, member_from=date(2020, 1, 1), actor=officer, at=AT)  # type: ignore[arg-type]  # as given
    it = meetings.plan_meeting(group_id=group.pk, sitting=meetings.Sitting(TODAY), actor=officer, at=AT)
    for title in ("Grant for Bolton", "Naloxone"):
        point = agenda.add_to_agenda(meeting_id=it.pk, title=title, purpose="decide", actor=officer, at=AT)
        papers.add_paper(
            meeting_id=it.pk,
            upload=Upload("a.txt", title.encode()),
            title=f"Paper on {title}",
            agenda_item_id=point.pk,
            actor=officer,
            at=AT,
        )
    meetings.send_pack(meeting_id=it.pk, actor=officer, at=AT)
    it.refresh_from_db()
    return it


def seat_of(meeting: Meeting, name: str = "") -> Member:
    return meeting.group.members.get(name=name)


def declare(meeting: Meeting, by: Actor, **said: Any) -> Declaration:
    given = {"interest": "Works there.", "agenda_item_id": meeting.agenda.get(position=1).pk, **said}
    return interests.declare_interest(meeting_id=meeting.pk, **given, actor=by, at=AT)


def browser(who: Actor, settings: Any) -> Client:
    from throughline.organisations.models import Person

    settings.SECOND_STEP_REQUIRED = False
    client = Client()
    client.force_login(Person.objects.get(pk=who.id.removeprefix("person:")))
    return client


class TestAMemberWithAnInterest:
    def test_reads_nothing_of_the_point_and_everything_else(
        self, meeting: Meeting, officer: Actor, member: Actor, settings: Any
    ) -> None:
        client = browser(member, settings)
        kept, other = meeting.papers.order_by("number")
        assert client.get(at("paper", kept.pk)).status_code == 200
        text = words(
            client.post(
                at("declare", meeting.pk),
                {"interest": "My wife works there.", "agenda_item": str(meeting.agenda.get(position=1).pk)},
                follow=True,
            )
        )
        assert "Your interest keeps you out of this point." in text
        assert "Paper on Grant for Bolton" not in text
        assert "Paper on Naloxone" in text
        assert client.get(at("paper", kept.pk)).status_code == 404
        assert client.get(at("paper", other.pk)).status_code == 200
        assert "Paper on Grant" not in words(client.get(at("pack", meeting.pk)))
        whole = packs.pack(officer, meeting.pk)
        assert whole is not None
        assert len(whole.papers) == 2, "who keeps the pack and has no interest sees all of it"

    def test_is_not_counted_there_and_reads_only_what_it_came_to(
        self, meeting: Meeting, officer: Actor, member: Actor
    ) -> None:
        declare(meeting, member)
        seats = [seat_of(meeting), seat_of(meeting, "Zoë")]
        meetings.hold_meeting(
            meeting_id=meeting.pk,
            presence={each.pk: ("present", "") for each in seats},
            actor=officer,
            at=timezone.now(),
        )
        first, second = meeting.agenda.order_by("position")
        for point in (first, second):
            minutes.minute(agenda_item_id=point.pk, minutes="Said.", actor=officer, at=AT)
            minutes.record_outcome(
                agenda_item_id=point.pk, kind="decision", text="Yes.", actor=officer, at=AT
            )
        whole = packs.pack(member, meeting.pk)
        assert whole is not None
        assert whole.quorum.is_met
        assert [each.item for each in whole.decided_without_quorum] == [first]
        assert [(each.item.minutes, each.outcomes) for each in whole.points] == [
            ("", [("Decided", "Yes.")]),
            ("Said.", [("Decided", "Yes.")]),
        ]

    def test_declares_for_nobody_else_and_once(
        self, meeting: Meeting, member: Actor, actor: Somebody
    ) -> None:
        made = declare(meeting, member, member_id=seat_of(meeting, "Zoë").pk, who="Zoë", keeps_out=True)
        assert made.member == seat_of(meeting)
        with pytest.raises(RefusedError, match="on record already"):
            declare(meeting, member)
        with pytest.raises(RefusedError, match="declared by members"):
            declare(meeting, actor("auditor"))

    def test_is_let_in_again_by_the_team_and_never_by_themselves(
        self, meeting: Meeting, officer: Actor, member: Actor
    ) -> None:
        made = declare(meeting, member, keeps_out=True)
        with pytest.raises(RefusedError, match="not for your role"):
            interests.settle_interest(
                declaration_id=made.pk, done="Stays.", keeps_out=False, actor=member, at=AT
            )
        interests.settle_interest(
            declaration_id=made.pk, done="It ended in 2020.", keeps_out=False, actor=officer, at=AT
        )
        whole = packs.pack(member, meeting.pk)
        assert whole is not None
        assert len(whole.papers) == 2


class TestAnOfficerWithAnInterest:
    def test_writes_nothing_about_the_point_and_settles_nothing_of_it(
        self, meeting: Meeting, officer: Actor
    ) -> None:
        seat = groups.seat_member(
            group_id=meeting.group_id,
            person_id=UUID(officer.id.removeprefix("person:")),
            member_from=date(2020, 1, 1),
            actor=officer,
            at=AT,
        )
        made = declare(meeting, officer, member_id=seat.pk, keeps_out=True)
        meetings.hold_meeting(meeting_id=meeting.pk, presence={}, actor=officer, at=timezone.now())
        first, second = meeting.agenda.order_by("position")
        with pytest.raises(RefusedError, match="Ask another programme officer"):
            minutes.minute(agenda_item_id=first.pk, minutes="Mine.", actor=officer, at=AT)
        minutes.minute(agenda_item_id=second.pk, minutes="Theirs.", actor=officer, at=AT)
        with pytest.raises(RefusedError, match="your own interest"):
            interests.settle_interest(
                declaration_id=made.pk, done="Fine.", keeps_out=False, actor=officer, at=AT
            )

    def test_keeps_out_members_only(
        self, meeting: Meeting, officer: Actor, staff: Callable[..., Client]
    ) -> None:
        with pytest.raises(RefusedError, match="Choose which member is kept out"):
            declare(meeting, officer, who="A guest", keeps_out=True)
        text = words(
            staff("programme-lead").post(
                at("declare", meeting.pk), {"who": "A guest", "interest": "Knows them.", "keeps_out": "on"}
            )
        )
        assert "Only a member can be kept out." in text
