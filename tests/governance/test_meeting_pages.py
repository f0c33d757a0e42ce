"""The pages of groups, meetings and actions: what they show, refuse, keep and cost."""

import csv
import io
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.pages import words

from throughline.frame.upload import Upload
from throughline.governance.actions import action_points, agenda, groups, meetings, papers
from throughline.governance.models import ActionPoint, Group, Meeting
from throughline.kernel.actor import Actor

from .conftest import AT

Staff = Callable[..., Client]
MOST_QUERIES = 10  # DESIGN §6; who is asking takes three of them
TODAY = timezone.localdate()
DAY = {"on_day": str(TODAY.day), "on_month": str(TODAY.month), "on_year": str(TODAY.year)}


@pytest.fixture
def keeper(actor: Callable[..., Actor]) -> Actor:
    return actor("programme-officer")


@pytest.fixture
def group(keeper: Actor) -> Group:
    return groups.found_group(
        code="development",
        about=groups.AboutGroup("Development Group", "It steers.", ("gm-irs-dr",), quorum_least=1),
        actor=keeper,
        at=AT,
    )


@pytest.fixture
def meeting(group: Group, keeper: Actor) -> Meeting:
    groups.seat_member(
        group_id=group.pk, name="Ada Chair", role="chair", member_from=date(2020, 1, 1), actor=keeper, at=AT
    )
    it = meetings.plan_meeting(group_id=group.pk, sitting=meetings.Sitting(TODAY), actor=keeper, at=AT)
    agenda.add_to_agenda(meeting_id=it.pk, title="Naloxone", purpose="decide", actor=keeper, at=AT)
    return it


def at(name: str, *ids: Any) -> str:
    return reverse(f"governance-{name}", args=ids)


def fill(meeting: Meeting, keeper: Actor, times: int) -> None:
    """Points, papers, members and actions, `times` each, and the meeting held."""
    for number in range(times):
        point = agenda.add_to_agenda(
            meeting_id=meeting.pk, title=f"Point {number}", purpose="note", actor=keeper, at=AT
        )
        papers.add_paper(
            meeting_id=meeting.pk,
            upload=Upload("a.txt", f"{number}".encode()),
            title=f"Paper {number}",
            agenda_item_id=point.pk,
            actor=keeper,
            at=AT,
        )
        groups.seat_member(
            group_id=meeting.group_id,
            name=f"Member {number}",
            member_from=date(2020, 1, 1),
            actor=keeper,
            at=AT,
        )
    meetings.hold_meeting(meeting_id=meeting.pk, presence={}, actor=keeper, at=timezone.now())
    for number in range(times):
        agree(meeting, keeper, f"Action {number}")


def agree(meeting: Meeting, keeper: Actor, what: str = "Ask the units") -> ActionPoint:
    return action_points.agree_action(
        meeting_id=meeting.pk,
        what=what,
        due_on=TODAY - timedelta(days=1),
        owner_name="Head of unit",
        actor=keeper,
        at=AT,
    )


def queries_for(client: Client, address: str) -> int:
    """How many questions the page asks; savepoints and the scope are none."""
    assert client.get(address).status_code == 200, address
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    said = [each["sql"] for each in asked]
    return sum(not sql.startswith(("SAVEPOINT", "RELEASE", "SELECT set_config")) for sql in said)


class TestTheDoors:
    STAFF_ONLY = (
        "/governance/",
        "/governance/meetings/",
        "/governance/meetings.csv",
        "/governance/actions/",
        "/governance/endorsements/",
        "/governance/consultations/",
        "/governance/appraisals/",
        "/governance/priorities/",
    )

    @pytest.mark.parametrize("address", STAFF_ONLY)
    def test_send_visitors_to_sign_in(self, db: None, client: Client, address: str) -> None:
        assert client.get(address).headers["Location"] == f"/sign-in/?next={address}"

    @pytest.mark.parametrize("address", STAFF_ONLY)
    def test_open_for_everybody_who_signs_in_and_show_only_what_is_theirs(
        self, meeting: Meeting, staff: Staff, address: str
    ) -> None:
        answer = staff("key-worker", "bolton").get(address)
        assert answer.status_code == 200
        assert "Development Group" not in answer.content.decode()

    @pytest.mark.parametrize("name", ["group", "meeting", "pack"])
    def test_hide_what_is_not_theirs(self, meeting: Meeting, staff: Staff, name: str) -> None:
        subject = meeting.group_id if name == "group" else meeting.pk
        assert staff("key-worker", "bolton").get(at(name, subject)).status_code == 404
        assert staff("auditor").get(at(name, subject)).status_code == 200
        assert staff("auditor").get(at(name, uuid4())).status_code == 404

    @pytest.mark.parametrize(
        "name", ["edit-meeting", "add-agenda", "add-paper", "attendance", "agree", "cancel-meeting"]
    )
    def test_of_steps_are_closed_to_readers(self, meeting: Meeting, staff: Staff, name: str) -> None:
        assert staff("auditor").get(at(name, meeting.pk)).status_code == 403


class TestAMeetingsPage:
    def test_costs_the_same_however_much_is_in_the_pack(
        self, meeting: Meeting, keeper: Actor, staff: Staff
    ) -> None:
        client = staff("programme-lead")
        fill(meeting, keeper, 1)
        few = {name: queries_for(client, at(name, meeting.pk)) for name in ("meeting", "pack")}
        other = meetings.plan_meeting(
            group_id=meeting.group_id, sitting=meetings.Sitting(TODAY), actor=keeper, at=AT
        )
        fill(other, keeper, 12)
        many = {name: queries_for(client, at(name, other.pk)) for name in ("meeting", "pack")}
        assert many == few
        assert max(many.values()) <= MOST_QUERIES

    def test_leads_through_the_steps_one_green_button_at_a_time(self, meeting: Meeting, staff: Staff) -> None:
        client, address = staff("programme-lead"), at("meeting", meeting.pk)
        assert "Send the pack to the members" in words(client.get(address))
        sent = client.post(at("send-pack", meeting.pk), follow=True)
        assert "The pack is sent: 0 members get a letter" in words(sent)
        assert "Say who was there" in words(client.get(address))
        [seat] = meeting.group.members.all()
        there = client.post(
            at("attendance", meeting.pk), {f"was-{seat.pk}": "present", "others": "A guest"}, follow=True
        )
        assert "Quorate: 1 of 1 voting members were there, and 1 is needed." in words(there)
        point = meeting.agenda.get()
        client.post(at("minutes", meeting.pk, point.pk), {"minutes": "Everybody carries it."})
        client.post(at("outcome", meeting.pk, point.pk), {"kind": "decision", "text": "Carry it."})
        text = words(client.get(address))
        assert "Decided: Carry it." in text
        assert "These are draft minutes." in text
        assert "none has taken place since" in text

    def test_refuses_a_paper_in_words_and_keeps_what_was_typed(self, meeting: Meeting, staff: Staff) -> None:
        client = staff("programme-officer")
        sent = {"title": "Figures <b>", "file": SimpleUploadedFile("figures.pdf", b"MZ\x90\0")}
        text = client.post(at("add-paper", meeting.pk), sent).content.decode()
        assert "This kind of file cannot be attached." in text
        assert 'value="Figures &lt;b&gt;"' in text
        assert not meeting.papers.exists()
        assert "Choose a file." in client.post(at("add-paper", meeting.pk), {"title": "x"}).content.decode()

    def test_gives_papers_as_downloads_to_who_may_see_the_meeting(
        self, meeting: Meeting, staff: Staff
    ) -> None:
        client = staff("programme-officer")
        sent = {"title": "Figures", "file": SimpleUploadedFile("figures.csv", b"a,b\n1,2\n")}
        client.post(at("add-paper", meeting.pk), sent)
        paper = meeting.papers.get()
        answer = client.get(at("paper", paper.pk))
        assert answer.headers["Content-Disposition"] == 'attachment; filename="figures.csv"'
        assert answer.content == b"a,b\n1,2\n"
        assert staff("key-worker", "bolton").get(at("paper", paper.pk)).status_code == 404

    @pytest.mark.parametrize(
        ("typed", "sentence"),
        [
            ({"on_day": "31", "on_month": "2", "on_year": "2026"}, "Write the day as three numbers"),
            ({"on_day": "x", "on_month": "", "on_year": ""}, "Write the day as three numbers"),
            ({"on_day": "1", "on_month": "1", "on_year": "1066"}, "The year lies between 1990 and 2100."),
            ({}, "Write the day of the meeting."),
            ({**DAY, "starts": "half past"}, "Write the time such as 2pm or 14:30."),
        ],
    )
    def test_asks_again_for_a_day_or_time_that_is_none(
        self, group: Group, staff: Staff, typed: dict[str, str], sentence: str
    ) -> None:
        answer = staff("programme-officer").post(at("plan-meeting"), {"group": group.pk, **typed})
        assert sentence in words(answer)
        assert all(f'value="{value}"' in answer.content.decode() for value in typed.values() if value)
        assert not Meeting.objects.exists()

    def test_takes_a_day_and_a_time_as_people_write_them(self, group: Group, staff: Staff) -> None:
        typed = {"on_day": "5", "on_month": "May", "on_year": "2026", "starts": "2.30 pm", "group": group.pk}
        staff("programme-officer").post(at("plan-meeting"), typed)
        it = Meeting.objects.get()
        assert it.item.dated_on == date(2026, 5, 5)
        assert f"{it.starts:%H:%M}" == "14:30"


class TestTheLists:
    @pytest.mark.parametrize("name", ["meetings", "actions"])
    def test_cost_the_same_for_one_and_for_a_full_page(
        self, meeting: Meeting, keeper: Actor, staff: Staff, name: str
    ) -> None:
        client = staff("auditor")
        fill(meeting, keeper, 1)
        few = queries_for(client, at(name))
        for _ in range(6):
            other = meetings.plan_meeting(
                group_id=meeting.group_id, sitting=meetings.Sitting(TODAY), actor=keeper, at=AT
            )
            fill(other, keeper, 5)
        assert queries_for(client, at(name)) == few <= MOST_QUERIES

    def test_find_overdue_actions_and_download_them_without_formulas(
        self, meeting: Meeting, keeper: Actor, staff: Staff
    ) -> None:
        meetings.hold_meeting(meeting_id=meeting.pk, presence={}, actor=keeper, at=timezone.now())
        agree(meeting, keeper, "=cmd()")
        done = agree(meeting, keeper, "Already done")
        action_points.close_action(action_id=done.pk, answer="Yes.", actor=keeper, at=AT)
        client = staff("auditor")
        late = words(client.get(at("actions") + "?due=late"))
        assert "Overdue" in late
        assert "Already done" not in late
        text = client.get(at("actions-csv") + "?state=open").content.decode()
        [_, row] = csv.reader(io.StringIO(text))
        assert row[0] == "'=cmd()"

    def test_offer_a_group_once_also_when_it_has_another_name_now(
        self, meeting: Meeting, keeper: Actor, staff: Staff
    ) -> None:
        groups.describe_group(
            group_id=meeting.group_id, about=groups.AboutGroup("Renamed"), actor=keeper, at=AT
        )
        meetings.plan_meeting(group_id=meeting.group_id, sitting=meetings.Sitting(TODAY), actor=keeper, at=AT)
        page = staff("auditor").get(at("meetings")).content.decode()
        assert page.count('<option value="development"') == 1

    def test_change_nothing_when_asked_for_nonsense(self, meeting: Meeting, staff: Staff) -> None:
        client = staff("auditor")
        for query in (
            "?state=flying",
            "?group=%00",
            "?page=-3",
            "?sort=colour",
            "?due=x",
            "?q=" + "a " * 300,
        ):
            assert client.get(at("meetings") + query).status_code in (200, 400)
            assert client.get(at("actions") + query).status_code in (200, 400)


class TestTheFirstPage:
    def test_costs_the_same_for_one_group_and_for_many(
        self, meeting: Meeting, keeper: Actor, staff: Staff
    ) -> None:
        client = staff("programme-lead")
        few = queries_for(client, at("group", meeting.group_id)), queries_for(client, "/governance/")
        for number in range(8):
            about = groups.AboutGroup(f"Group {number}", programmes=("gm-irs-dr",))
            groups.found_group(code=f"g{number}", about=about, actor=keeper, at=AT)
        many = queries_for(client, at("group", meeting.group_id)), queries_for(client, "/governance/")
        assert many == few
        assert max(many) <= MOST_QUERIES

    def test_teaches_when_there_is_nothing(self, reference: None, staff: Staff) -> None:
        text = words(staff("key-worker", "bolton").get("/governance/"))
        assert "There is no group that you see" in text
        assert "No meeting is planned" in text


class TestAGroupsPage:
    def test_takes_a_group_a_member_and_an_end(self, reference: None, staff: Staff) -> None:
        client = staff("programme-lead")
        typed = {"name": "Watch", "code": "watch", "programmes": ["gm-irs-dr"], "quorum_least": "2"}
        client.post(at("add-group"), typed)
        it = Group.objects.get(code="watch")
        since = {"member_from_day": "1", "member_from_month": "2", "member_from_year": "2026"}
        nobody = client.post(at("add-member", it.pk), {"role": "member", **since})
        assert "Choose a person or an organisation, or write a name." in words(nobody)
        client.post(at("add-member", it.pk), {"role": "member", "name": "Ada", **since})
        until = {"until_day": "1", "until_month": "3", "until_year": "2026"}
        client.post(at("end-membership", it.pk, it.members.get().pk), until)
        assert "1 former member" in words(client.get(at("group", it.pk)))

    def test_says_when_a_short_name_is_taken(self, group: Group, staff: Staff) -> None:
        answer = staff("programme-lead").post(at("add-group"), {"name": "Two", "code": group.code})
        assert "Another group has this short name already." in words(answer)

    def test_changes_what_is_said_and_attaches_terms(self, group: Group, staff: Staff) -> None:
        client = staff("programme-lead")
        client.post(at("edit-group", group.pk), {"name": "Renamed", "quorum_needs_chair": "on"})
        terms = {"file": SimpleUploadedFile("terms.txt", b"We meet.")}
        assert "terms.txt" in words(client.post(at("set-terms", group.pk), terms, follow=True))
        assert client.get(at("terms", group.pk)).content == b"We meet."
        group.refresh_from_db()
        assert (group.item.title, group.quorum_least) == ("Renamed", None)


class TestAnActionsPage:
    @pytest.fixture
    def action(self, meeting: Meeting, keeper: Actor) -> ActionPoint:
        meetings.hold_meeting(meeting_id=meeting.pk, presence={}, actor=keeper, at=timezone.now())
        return agree(meeting, keeper)

    def test_closes_with_words_and_evidence(self, action: ActionPoint, staff: Staff) -> None:
        client = staff("programme-lead")
        assert "Overdue" in words(client.get(at("action", action.pk)))
        assert "Say what was done." in words(client.post(at("close-action", action.pk), {}))
        sent = {"answer": "Asked.", "file": SimpleUploadedFile("letter.txt", b"Dear unit")}
        text = words(client.post(at("close-action", action.pk), sent, follow=True))
        assert "It is closed." in text
        assert client.get(at("evidence", action.pk)).content == b"Dear unit"
        for name, typed in (("reopen-action", {"because": "More."}), ("drop-action", {"because": "No."})):
            client.post(at(name, action.pk), typed)
        assert "Given up" in words(client.get(at("action", action.pk)))

    def test_says_beside_the_button_who_may_close_it(self, action: ActionPoint, staff: Staff) -> None:
        text = words(staff("auditor").get(at("action", action.pk)))
        assert "It is for: owner of the action, programme lead or programme officer." in text

    def test_costs_few_queries(self, action: ActionPoint, staff: Staff) -> None:
        assert queries_for(staff("auditor"), at("action", action.pk)) <= MOST_QUERIES
