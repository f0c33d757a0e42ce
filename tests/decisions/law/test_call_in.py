"""A call-in from its window to its end, and what everybody reads of it meanwhile."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError
from django.test import Client
from django.utils.timezone import localdate
from tests.pages import words

from throughline.decisions.actions import call_in as actions
from throughline.decisions.actions import law as keeping
from throughline.decisions.actions.notices import publish_decision
from throughline.decisions.models import CallIn, Notice
from throughline.decisions.queries import call_in as queries
from throughline.decisions.queries import law as laws
from throughline.decisions.queries.law import past_awards
from throughline.kernel.actor import PUBLIC
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act

from ..conftest import LEAD, record, send
from ..deciding import decide
from .pages import AUTHORITY, LAST_DAY, MONITORING_OFFICER, PUBLISHED, at

Staff = Callable[[str], Client]
pytestmark = pytest.mark.usefixtures("law")


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
        actor=MONITORING_OFFICER,
        at=at(LAST_DAY),
    )
    return notice


class TestTheWindow:
    def test_opens_with_the_publication_and_lasts_five_working_days(self, notice: Notice) -> None:
        found = queries.call_in_of(PUBLIC, notice.number)
        assert found is not None
        assert (found.state, found.opened_on, found.last_day_on) == ("open", date(2026, 6, 4), LAST_DAY)

    @pytest.mark.parametrize("changes", [None, {"function": {"function": "police-and-crime"}}])
    def test_does_not_open_for_police_and_crime(self, changes: Any) -> None:
        made = decide(changes)
        publish_decision(number=made.number, actor=LEAD, at=PUBLISHED)
        assert queries.call_in_of(PUBLIC, made.number) is None

    def test_does_not_open_for_a_decision_that_was_refused_or_read_from_a_notice(self) -> None:
        for made in (decide(AUTHORITY, outcome="refused"), record(send()[0].id)):
            publish_decision(number=made.number, actor=LEAD, at=PUBLISHED)
            assert queries.call_in_of(PUBLIC, made.number) is None

    def test_is_that_of_the_law_of_the_day_of_the_decision_whatever_came_since(self) -> None:
        made = decide(AUTHORITY)
        later = keeping.prepare_regime(function="authority", actor=MONITORING_OFFICER, at=PUBLISHED)
        says = {name: getattr(later, name) for name in laws.REGIME_SAYS} | {"call_in_working_days": 20}
        keeping.edit_regime(
            regime_id=later.id,
            in_force_from=date(2026, 6, 3),
            says=says,
            actor=MONITORING_OFFICER,
            at=PUBLISHED,
        )
        later.refresh_from_db()
        keeping.confirm_regime(
            regime_id=later.id, seen=laws.seen_of(later), actor=MONITORING_OFFICER, at=PUBLISHED
        )
        publish_decision(number=made.number, actor=LEAD, at=PUBLISHED)
        found = queries.call_in_of(PUBLIC, made.number)
        assert found is not None
        assert found.last_day_on == LAST_DAY
        made.refresh_from_db()
        assert made.effective_from == LAST_DAY + timedelta(days=1)

    @pytest.mark.parametrize(
        ("published", "last_day"),
        [
            (datetime(2026, 3, 26, 23, 30, tzinfo=UTC), date(2026, 4, 2)),  # before summer time begins
            (datetime(2026, 4, 2, 22, 30, tzinfo=UTC), date(2026, 4, 13)),  # over Easter, 23:30 in London
            (datetime(2026, 4, 2, 23, 30, tzinfo=UTC), date(2026, 4, 13)),  # Good Friday by then in London
            (
                datetime(2026, 10, 23, 23, 30, tzinfo=UTC),
                date(2026, 10, 30),
            ),  # Saturday in London, still summer
            (datetime(2026, 12, 23, 12, tzinfo=UTC), date(2027, 1, 4)),  # over Christmas and New Year
        ],
    )
    def test_counts_the_working_days_of_england_from_the_day_in_london(
        self, published: datetime, last_day: date
    ) -> None:
        made = decide(AUTHORITY)
        publish_decision(number=made.number, actor=LEAD, at=published)
        assert CallIn.objects.get().last_day_on == last_day

    def test_is_over_when_its_last_day_ends_in_london(self, notice: Notice) -> None:
        still = datetime(2026, 6, 11, 22, 59, tzinfo=UTC)  # 23:59 in London
        with pytest.raises(RefusedError, match="that day included"):
            actions.let_it_end(number=notice.number, actor=LEAD, at=still)
        actions.let_it_end(number=notice.number, actor=LEAD, at=still + timedelta(minutes=1))
        assert CallIn.objects.get().effective_on == date(2026, 6, 12)

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
                actor=MONITORING_OFFICER,
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
                actor=MONITORING_OFFICER,
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
            number=called_in.number,
            met_on=self.MET,
            result="No fault.",
            actor=MONITORING_OFFICER,
            at=at(self.MET),
        )
        assert CallIn.objects.get().effective_on == self.MET

    @pytest.mark.parametrize(("step", "state"), [("keep_to_it", "effective"), ("give_it_up", "given_up")])
    def test_that_is_sent_back_ends_with_an_answer(self, called_in: Notice, step: str, state: str) -> None:
        asked = {"number": called_in.number, "actor": MONITORING_OFFICER, "at": at(self.MET)}
        actions.refer_back(**asked, met_on=self.MET, result="Think about the nights again.")
        getattr(actions, step)(**asked, answer="We did, and say so.")
        found = CallIn.objects.get()
        assert found.state == state
        assert (found.effective_on is None) is (state == "given_up")

    def test_is_not_decided_before_it_came_or_in_the_future(self, called_in: Notice) -> None:
        for met in (LAST_DAY - timedelta(days=1), self.MET + timedelta(days=1)):
            with pytest.raises(RefusedError, match="Check its day"):
                actions.uphold(
                    number=called_in.number, met_on=met, result="x", actor=MONITORING_OFFICER, at=at(self.MET)
                )

    def test_that_is_given_up_is_told_wherever_the_decision_is(
        self, called_in: Notice, client: Client
    ) -> None:
        page, asked = (
            f"/register/decisions/{called_in.number}/",
            {"number": called_in.number, "actor": MONITORING_OFFICER, "at": at(self.MET)},
        )
        assert "It was called in on 11 June 2026 and waits" in words(client.get(page))
        assert "called in, not in effect" in words(client.get("/register/"))
        actions.refer_back(**asked, met_on=self.MET, result="Think about the nights again.")
        assert "Not yet: it is called in" in words(client.get(page))
        actions.give_it_up(**asked, answer="We will not do it.")
        assert "Never: it was called in and given up" in words(client.get(page))
        assert "given up after a call-in" in words(client.get("/register/"))
        assert "given_up" in client.get("/register/decisions.csv").content.decode()
        assert "it never took effect" in client.get("/register/decisions.atom").content.decode()
        assert called_in.number not in client.get("/register/grants.csv").content.decode()
        assert past_awards(LAST_DAY) == []

    def test_takes_no_words_that_everybody_may_not_read(self, called_in: Notice, staff: Staff) -> None:
        back = staff("monitoring-officer").post(
            f"/call-in/{called_in.number}/uphold/",
            {"met_on": "12/06/2026", "result": "Write to pell@example.org"},
        )
        assert "leave out e-mail addresses" in words(back)
        assert CallIn.objects.get().state == "called_in"

    def test_tells_nothing_that_is_exempt_in_the_decision(self) -> None:
        hidden = {"exempt": {"exempt": [{"section": "financial", "ground": "business"}]}}
        made = decide({**AUTHORITY, **hidden})
        publish_decision(number=made.number, actor=LEAD, at=PUBLISHED)
        for reasons in ("Why £90k for so little?", "Bury Harbour Trust is not local."):
            with pytest.raises(RefusedError, match="exempt from publication"):
                actions.call_it_in(
                    number=made.number,
                    members="Councillor Pell",
                    reasons=reasons,
                    received_on=LAST_DAY,
                    actor=MONITORING_OFFICER,
                    at=at(LAST_DAY),
                )
        assert CallIn.objects.get().state == "open"

    def test_is_never_deleted_or_moved_in_the_database(self, called_in: Notice) -> None:
        for change in (lambda rows: rows.delete(), lambda rows: rows.update(last_day_on=date(2026, 7, 1))):
            with (
                pytest.raises(DatabaseError),
                act(actor=MONITORING_OFFICER, at=PUBLISHED, verb="t", subject=("t", 1)),
            ):
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
