"""A call-in from its window to its end, key decisions on the forward plan, and who must publish by when."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from html import unescape
from typing import Any

import pytest
from django.db import DatabaseError
from django.test import Client
from django.utils.timezone import localdate

from throughline.decisions.actions import call_in as actions
from throughline.decisions.actions import law as keeping
from throughline.decisions.actions.notices import publish_decision
from throughline.decisions.models import CallIn, Notice, PlannedDecision
from throughline.decisions.queries import call_in as queries
from throughline.decisions.queries import duties
from throughline.decisions.queries.law_findings import law_findings
from throughline.decisions.queries.panel import decisions_since
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act
from throughline.organisations.queries import person_named

from ..conftest import LEAD, record, send
from ..deciding import decide, signed_draft

Staff = Callable[[str], Client]
pytestmark = pytest.mark.usefixtures("law")
OFFICER = Actor("person:00000000-0000-4000-8000-0000000000aa", frozenset({"monitoring-officer"}))
PUBLISHED = datetime(2026, 6, 4, 9, tzinfo=UTC)  # a Thursday; five working days later is Thursday 11 June
LAST_DAY = date(2026, 6, 11)
AUTHORITY = {"function": {"function": "authority"}}


def words(response: Any) -> str:
    text = re.sub(r"<(script|style)\b.*?</\1>|<[^>]+>", " ", response.content.decode(), flags=re.DOTALL)
    return " ".join(unescape(text).split())


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


@pytest.fixture
def notice() -> Notice:
    """A decision in an authority function, published on 4 June 2026."""
    made = decide(AUTHORITY)
    publish_decision(number=made.number, actor=LEAD, at=PUBLISHED)
    return made


@pytest.fixture
def called_in(notice: Notice) -> Notice:
    """The same, called in by two members on the last day."""
    actions.call_it_in(
        number=notice.number,
        members="Councillors Onyango and Pell",
        reasons="The cost of night work was not considered.",
        received_on=LAST_DAY,
        actor=OFFICER,
        at=at(LAST_DAY),
    )
    return notice


class TestTheWindow:
    def test_opens_with_the_publication_and_lasts_five_working_days(self, notice: Notice) -> None:
        found = queries.call_in_of(notice.number)
        assert found is not None
        assert (found.state, found.opened_on, found.last_day_on) == ("open", date(2026, 6, 4), LAST_DAY)

    @pytest.mark.parametrize("changes", [None, {"function": {"function": "police-and-crime"}}])
    def test_does_not_open_for_police_and_crime(self, changes: Any) -> None:
        made = decide(changes)
        publish_decision(number=made.number, actor=LEAD, at=PUBLISHED)
        assert queries.call_in_of(made.number) is None

    def test_does_not_open_for_a_decision_that_was_refused_or_read_from_a_notice(self) -> None:
        for made in (decide(AUTHORITY, outcome="refused"), record(send()[0].id)):
            publish_decision(number=made.number, actor=LEAD, at=PUBLISHED)
            assert queries.call_in_of(made.number) is None

    def test_does_not_end_on_its_last_day(self, notice: Notice) -> None:
        with pytest.raises(RefusedError, match="until 11 June 2026, that day included"):
            actions.let_it_end(number=notice.number, actor=LEAD, at=at(LAST_DAY))

    def test_ends_on_the_day_after_and_the_decision_takes_effect(self, notice: Notice) -> None:
        actions.let_it_end(number=notice.number, actor=LEAD, at=at(LAST_DAY + timedelta(days=1)))
        found = CallIn.objects.get()
        assert (found.state, found.effective_on) == ("effective", LAST_DAY + timedelta(days=1))

    @pytest.mark.parametrize(
        ("received", "says"),
        [
            (date(2026, 6, 12), "The last day to call it in was 11 June 2026."),
            (date(2026, 6, 3), "nobody could call it in before"),
            (date(2026, 7, 1), "has not come yet"),
        ],
    )
    def test_takes_no_call_in_from_outside_it(self, notice: Notice, received: date, says: str) -> None:
        with pytest.raises(RefusedError, match=says):
            actions.call_it_in(
                number=notice.number,
                members="A",
                reasons="Some good reasons",
                received_on=received,
                actor=OFFICER,
                at=at(date(2026, 6, 15)),
            )

    @pytest.mark.parametrize(("members", "reasons"), [("", "Some good reasons"), ("Councillor Pell", "No")])
    def test_takes_no_call_in_without_members_and_reasons(
        self, notice: Notice, members: str, reasons: str
    ) -> None:
        with pytest.raises(RefusedError):
            actions.call_it_in(
                number=notice.number,
                members=members,
                reasons=reasons,
                received_on=LAST_DAY,
                actor=OFFICER,
                at=at(LAST_DAY),
            )

    def test_that_came_in_time_may_be_recorded_late(self, called_in: Notice) -> None:
        assert CallIn.objects.get().state == "called_in"


class TestACallIn:
    MET = LAST_DAY + timedelta(days=6)

    def test_keeps_the_decision_from_taking_effect(self, called_in: Notice) -> None:
        with pytest.raises(RefusedError, match="is called in; this can be done while it is open"):
            actions.let_it_end(number=called_in.number, actor=LEAD, at=at(self.MET))

    def test_that_is_not_upheld_lets_it_take_effect_on_the_day_of_the_meeting(
        self, called_in: Notice
    ) -> None:
        actions.uphold(
            number=called_in.number, met_on=self.MET, result="No fault.", actor=OFFICER, at=at(self.MET)
        )
        assert CallIn.objects.get().effective_on == self.MET

    @pytest.mark.parametrize(("step", "state"), [("keep_to_it", "effective"), ("give_it_up", "given_up")])
    def test_that_is_sent_back_ends_with_an_answer(self, called_in: Notice, step: str, state: str) -> None:
        asked = {"number": called_in.number, "actor": OFFICER, "at": at(self.MET)}
        actions.refer_back(**asked, met_on=self.MET, result="Think about the nights again.")
        getattr(actions, step)(**asked, answer="We did, and say so.")
        found = CallIn.objects.get()
        assert found.state == state
        assert (found.effective_on is None) is (state == "given_up")

    def test_is_not_decided_before_it_came_or_in_the_future(self, called_in: Notice) -> None:
        for met in (LAST_DAY - timedelta(days=1), self.MET + timedelta(days=1)):
            with pytest.raises(RefusedError, match="Check its day"):
                actions.uphold(
                    number=called_in.number, met_on=met, result="x", actor=OFFICER, at=at(self.MET)
                )

    def test_is_never_deleted_or_moved_in_the_database(self, called_in: Notice) -> None:
        for change in (lambda rows: rows.delete(), lambda rows: rows.update(last_day_on=date(2026, 7, 1))):
            with pytest.raises(DatabaseError), act(actor=OFFICER, at=PUBLISHED, verb="t", subject=("t", 1)):
                change(CallIn.objects.all())

    def test_can_be_read_by_everybody_and_driven_by_staff(
        self, called_in: Notice, client: Client, staff: Staff
    ) -> None:
        address = f"/call-in/{called_in.number}/"
        public = words(client.get(address))
        assert "Called in by Councillors Onyango and Pell" in public
        assert "What can be done now" not in public
        assert client.get("/call-in/").status_code == 200
        officer = staff("monitoring-officer")
        assert "The meeting sends it back" in words(officer.get(address))
        empty = officer.post(address + "refer_back/", {"met_on": "soon", "result": "Think again"})
        assert "Write the day as day, month and year" in words(empty)
        assert "Think again" in words(empty)
        met = f"{localdate():%d/%m/%Y}"
        officer.post(address + "refer_back/", {"met_on": met, "result": "Think again"})
        assert "Sent back" in words(officer.get(address))
        assert officer.get(address + "explode/").status_code == 404
        assert staff("auditor").post(address + "keep_to_it/").status_code == 403


class TestTheForwardPlan:
    ENTRY = {
        "function": "authority",
        "subject": "Night bus support",
        "decision_maker": "The authority",
        "contact": "Programme lead",
    }

    def test_is_public_with_its_clear_days_and_its_formats(self, client: Client, staff: Staff) -> None:
        officer = staff("programme-officer")
        soon = localdate() + timedelta(days=10)
        back = officer.post("/forward-plan/announce/", {**self.ENTRY, "planned_on": f"{soon:%d/%m/%Y}"})
        page = words(client.get(back.headers["Location"]))
        assert "It stands here for 9 clear days" in page
        assert "28 are asked for" in page
        assert "Night bus support" in words(client.get("/forward-plan/"))
        assert "Police and crime commissioner function of the Mayor: not applicable." in words(
            client.get("/forward-plan/")
        )
        entry = client.get("/forward-plan.json").json()["entries"][0]
        assert (entry["clear_days"], entry["clear_days_asked"]) == (9, 28)
        assert "Night bus support" in client.get("/forward-plan.csv").content.decode()

    def test_keeps_what_was_dropped_with_its_reason(self, client: Client, staff: Staff) -> None:
        officer = staff("programme-officer")
        later = f"{localdate() + timedelta(days=40):%d/%m/%Y}"
        officer.post("/forward-plan/announce/", {**self.ENTRY, "planned_on": later})
        entry = PlannedDecision.objects.get()
        moved = {**self.ENTRY, "subject": "Night bus and tram", "planned_on": later}
        officer.post(f"/forward-plan/{entry.id}/move/", moved)
        assert "Say why it will not be decided." in words(
            officer.post(f"/forward-plan/{entry.id}/dropped/", {"because": "no"})
        )
        officer.post(f"/forward-plan/{entry.id}/dropped/", {"because": "The money went elsewhere"})
        assert "The money went elsewhere" in words(client.get(f"/forward-plan/{entry.id}/"))
        assert "Night bus and tram" not in words(client.get("/forward-plan/"))
        assert "Night bus and tram" in words(client.get("/forward-plan/?all=yes"))

    def test_leads_to_the_decision_that_it_became(self, client: Client, staff: Staff) -> None:
        officer = staff("programme-officer")
        later = f"{localdate() + timedelta(days=40):%d/%m/%Y}"
        officer.post("/forward-plan/announce/", {**self.ENTRY, "planned_on": later})
        entry = PlannedDecision.objects.get()
        page = officer.post(f"/forward-plan/{entry.id}/decided/", {"number": "2026-999"})
        assert "No decision 2026-999 is on record here." in words(page)
        number = decide(AUTHORITY).number
        officer.post(f"/forward-plan/{entry.id}/decided/", {"number": number})
        assert "The decision is not published yet." in words(client.get(f"/forward-plan/{entry.id}/"))
        assert client.get("/forward-plan.json").json()["entries"][0]["decision"] is None

    @pytest.mark.parametrize("planned_on", ["", "soon", "01/01/2020"])
    def test_takes_no_wrong_day(self, staff: Staff, planned_on: str) -> None:
        page = staff("programme-lead").post(
            "/forward-plan/announce/", {**self.ENTRY, "planned_on": planned_on}
        )
        assert "There is a problem" in words(page)
        assert "Night bus support" in page.content.decode()
        assert not PlannedDecision.objects.exists()

    @pytest.mark.parametrize("role", ["auditor", "monitoring-officer"])
    def test_is_written_by_drafters_only(self, staff: Staff, role: str) -> None:
        assert staff(role).get("/forward-plan/announce/").status_code == 403


class TestADraftUnderTheLaw:
    ON = date(2026, 6, 1)

    def codes(self, content: Any) -> list[str]:
        return [each.code for each in law_findings(content, self.ON)]

    def test_of_600_000_pounds_is_a_key_decision_in_an_authority_function(self, content: Any) -> None:
        large = content(600_000_00, function="authority")
        assert self.codes(large) == ["key-decision", "forward-plan-missing", "regime-unverified"]

    @pytest.mark.parametrize("total", [639_733_00, 1_257_000_00])
    def test_of_the_real_notices_raises_none(self, content: Any, total: int) -> None:
        assert self.codes(content(total)) == ["regime-unverified"]

    def test_that_is_announced_is_linked_to_its_entry(self, content: Any) -> None:
        draft, _ = signed_draft(AUTHORITY)
        actions.announce(
            **TestTheForwardPlan.ENTRY,
            planned_on=date(2026, 7, 20),
            cannot_wait_because="",
            draft_id=draft.id,
            actor=LEAD,
            at=at(date(2026, 6, 1)),
        )
        large = content(600_000_00, function="authority", draft_id=str(draft.id))
        assert self.codes(large) == ["key-decision", "regime-unverified"]


class TestWhoMustPublish:
    def test_always_has_a_name_and_a_day(self, staff: Staff) -> None:
        made = decide(AUTHORITY)
        nobody = duties.duty_of(made.number, date(2026, 6, 4))
        assert nobody is not None
        assert nobody.holder_name == duties.NOBODY
        assert nobody.by == date(2026, 6, 10)  # decided on Wednesday 3 June, five working days
        staff("administrator")
        assert "administrator" in self.holder(made)
        staff("monitoring-officer")
        assert self.holder(made) == "A monitoring-officer"
        staff("programme-lead")
        assert self.holder(made) == "A programme-lead"

    def holder(self, made: Notice) -> str:
        found = duties.duty_of(made.number, localdate())
        assert found is not None
        return found.holder_name

    def test_says_how_the_day_stands(self) -> None:
        made = decide(AUTHORITY)
        for today, says in (
            (date(2026, 6, 8), "2 working days left"),
            (date(2026, 6, 10), "due today"),
            (date(2026, 6, 12), "2 working days late"),
            (date(2026, 6, 13), "2 working days late"),
        ):
            found = duties.duty_of(made.number, today)
            assert found is not None
            assert found.in_words == says

    def test_is_on_the_home_page_of_the_named_person_and_late_ones_on_the_monitoring_officers(
        self, staff: Staff
    ) -> None:
        made, lead, officer = decide(AUTHORITY), staff("programme-lead"), staff("monitoring-officer")
        assert "Decided, not published" in words(lead.get("/"))
        assert "Decided, not published" in words(
            officer.get("/")
        )  # it was decided in June 2026 or is late by now
        publish_decision(number=made.number, actor=LEAD, at=PUBLISHED)
        assert "Decided, not published" not in words(lead.get("/"))

    def test_can_be_somebody_who_is_named(self, staff: Staff) -> None:
        made, lead = decide(AUTHORITY), staff("programme-lead")
        other = person_named("programme-lead@example.org")
        assert other is not None
        lead.post(f"/to-publish/{made.number}/", {"person": str(other.id)})
        found = duties.duty_of(made.number, localdate())
        assert found is not None
        assert found.why == "named for this decision"
        assert "is not one of the available choices" in words(
            lead.post(f"/to-publish/{made.number}/", {"person": "x"})
        )
        assert "named for this decision" in words(staff("auditor").get("/to-publish/"))

    def test_is_only_somebody_who_can_publish(self, staff: Staff) -> None:
        made = decide(AUTHORITY)
        staff("auditor")
        auditor = person_named("auditor@example.org")
        assert auditor is not None
        with pytest.raises(RefusedError, match="Only somebody who works as programme lead"):
            keeping.name_publisher(number=made.number, person_id=auditor.id, actor=LEAD, at=PUBLISHED)


class TestThePanelsSummary:
    def test_has_police_and_crime_decisions_with_reasons_and_conditions_and_no_others(
        self, staff: Staff
    ) -> None:
        police, authority = decide(), decide(AUTHORITY)
        for made in (police, authority):
            publish_decision(number=made.number, actor=LEAD, at=PUBLISHED)
        page = words(staff("panel-member").get("/panel/?since=01/06/2026"))
        assert police.number in page
        assert authority.number not in page
        assert "Twice as many people slept rough" in page
        assert "Nights worked are reported each quarter." in page

    def test_never_has_what_is_exempt_or_not_published(self, staff: Staff) -> None:
        exempt = {"exempt": {"exempt": [{"section": "reasons", "ground": "business"}]}}
        made = decide(exempt)
        member = staff("panel-member")
        assert made.number not in words(member.get("/panel/?since=01/06/2026"))
        publish_decision(number=made.number, actor=LEAD, at=PUBLISHED)
        for address in ("/panel/", "/panel.csv"):
            said = member.get(address + "?since=01/06/2026").content.decode()
            assert made.number in said
            assert "slept rough" not in said

    def test_begins_after_the_day_that_is_asked_for(self) -> None:
        made = decide()
        publish_decision(number=made.number, actor=LEAD, at=PUBLISHED)
        assert [each.number for each in decisions_since(date(2026, 6, 3))] == [made.number]
        assert decisions_since(date(2026, 6, 4)) == []

    def test_asks_for_a_day_while_no_meeting_is_on_record(self, staff: Staff) -> None:
        member = staff("panel-member")
        assert "Say from which day on you want to know." in words(member.get("/panel/"))
        assert "Write the day as day, month and year" in words(member.get("/panel/?since=soon"))
        assert member.get("/panel.csv?since=soon").status_code == 200
