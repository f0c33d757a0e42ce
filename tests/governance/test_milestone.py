"""What is to be reached by when: the first plan stays, the forecast moves for a reason."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext

from throughline.frame.charts import svg
from throughline.governance.actions import milestones as actions
from throughline.governance.models import Entry, Milestone
from throughline.governance.plan_chart import draw
from throughline.governance.queries import milestones as queries
from throughline.governance.watching.lifecycle import MILESTONE
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act

from .conftest import AT

LEAD = Actor("person:22222222-2222-4222-8222-222222222222", frozenset({"programme-lead"}))
OWNER = Actor("person:33333333-3333-4333-8333-333333333333", frozenset({"provider-manager"}))
TODAY = date(2026, 1, 5)
DAY = TODAY + timedelta(days=40)


def planned(title: str = "Key workers start", on: date = DAY, owner: str = "role:provider-manager") -> UUID:
    return actions.plan_milestone(
        title=title, planned_on=on, owner=owner, programmes=["gm-irs-dr"], actor=LEAD, at=AT
    )


def forecast(milestone_id: UUID, on: date, **said: Any) -> None:
    given = {"because": "A vacancy.", "actor": OWNER, "at": AT, **said}
    actions.forecast_milestone(milestone_id=milestone_id, forecast_on=on, **given)


def shown(milestone_id: UUID) -> queries.Shown:
    return queries.shown([Milestone.objects.get(pk=milestone_id)], TODAY)[0]


@pytest.mark.usefixtures("reference")
class TestAMilestone:
    def test_keeps_its_first_plan_when_it_is_expected_later(self) -> None:
        milestone_id = planned()
        forecast(milestone_id, DAY + timedelta(days=10))
        now = shown(milestone_id)
        assert (now.planned_on, now.slip) == (DAY, "10 days later than planned")
        assert Entry.objects.get(item_id=milestone_id).words == "A vacancy."

    def test_moves_for_a_reason_and_to_another_day_only(self) -> None:
        milestone_id = planned()
        with pytest.raises(RefusedError, match="Say why"):
            forecast(milestone_id, TODAY, because="")
        with pytest.raises(RefusedError, match="expected already"):
            forecast(milestone_id, DAY)

    def test_is_not_expected_on_a_day_that_has_gone(self) -> None:
        with pytest.raises(RefusedError, match="has gone"):
            forecast(planned(), TODAY - timedelta(days=1))

    def test_changes_hands_for_a_reason_and_remembers_whose_it_was(self) -> None:
        milestone_id = planned()
        said = {"title": "Key workers start in May", "owner": "body:bury", "promise_id": None}
        with pytest.raises(RefusedError, match="not for your role"):
            actions.change_milestone(milestone_id=milestone_id, **said, because="Ours.", actor=OWNER, at=AT)
        actions.change_milestone(
            milestone_id=milestone_id, **said, because="Bury employs them.", actor=LEAD, at=AT
        )
        assert Entry.objects.get(item_id=milestone_id).what == (
            "Wording: “Key workers start” became “Key workers start in May”. "
            "Owner: Provider manager became Bury Metropolitan Borough Council."
        )
        with pytest.raises(RefusedError, match="Nothing was changed"):
            actions.change_milestone(milestone_id=milestone_id, **said, because="Again.", actor=LEAD, at=AT)

    def test_is_reached_on_a_day_that_has_come(self) -> None:
        milestone_id = planned()
        with pytest.raises(RefusedError, match="not come yet"):
            actions.reach_milestone(milestone_id=milestone_id, reached_on=DAY, actor=OWNER, at=AT)
        actions.reach_milestone(milestone_id=milestone_id, reached_on=TODAY, actor=OWNER, at=AT)
        assert (shown(milestone_id).state_words, shown(milestone_id).slip) == (
            "Reached",
            "40 days earlier than planned",
        )

    def test_is_late_in_words_once_its_day_has_gone(self) -> None:
        now = shown(planned(on=TODAY - timedelta(days=3)))
        assert (now.state_words, now.due.words) == ("Late", "3 days late")

    def test_is_taken_out_and_put_back_by_the_lead(self) -> None:
        milestone_id = planned()
        with pytest.raises(RefusedError, match="programme lead"):
            actions.drop_milestone(milestone_id=milestone_id, because="No.", actor=OWNER, at=AT)
        actions.drop_milestone(milestone_id=milestone_id, because="Not needed.", actor=LEAD, at=AT)
        actions.reopen_milestone(milestone_id=milestone_id, because="Needed.", actor=LEAD, at=AT)
        assert Milestone.objects.get().state == "planned"

    def test_that_is_put_back_has_no_day_on_which_it_was_reached(self) -> None:
        milestone_id = planned()
        actions.reach_milestone(milestone_id=milestone_id, reached_on=TODAY, actor=OWNER, at=AT)
        actions.reopen_milestone(milestone_id=milestone_id, because="A mistake.", actor=LEAD, at=AT)
        assert Milestone.objects.get().reached_on is None

    def test_helps_no_promise_that_is_not_there(self) -> None:
        with pytest.raises(RefusedError, match="no such promise"):
            actions.plan_milestone(title="X", planned_on=DAY, promise_id=UUID(int=1), actor=LEAD, at=AT)


@pytest.mark.usefixtures("reference")
class TestTheDatabase:
    @pytest.mark.parametrize("to", MILESTONE.states)
    def test_lets_a_milestone_change_only_as_its_table_says(self, to: str) -> None:
        milestone_id = planned()
        allowed = to == "planned" or ("planned", to) in MILESTONE.transitions()
        said = {"reached_on": TODAY} if to == "reached" else {}
        try:
            with act(actor=LEAD, at=AT, verb="test", subject=("milestone", str(milestone_id))):
                Milestone.objects.filter(pk=milestone_id).update(state=to, **said)
        except DatabaseError:
            assert not allowed
        else:
            assert allowed

    def test_never_changes_the_first_plan(self) -> None:
        milestone_id = planned()
        with (
            pytest.raises(DatabaseError),
            act(actor=LEAD, at=AT, verb="test", subject=("milestone", str(milestone_id))),
        ):
            Milestone.objects.filter(pk=milestone_id).update(planned_on=TODAY)


@pytest.mark.usefixtures("reference")
class TestTheChart:
    def test_shows_every_milestone_and_today(self) -> None:
        planned("Key workers start")
        planned("Agreements <are> signed", on=TODAY - timedelta(days=30))
        rows = queries.shown(Milestone.objects.order_by("forecast_on"), TODAY)
        for narrow in (False, True):
            text = svg(draw, queries.facts(rows, TODAY), narrow=narrow).decode()
            assert "Key workers start" in text
            assert "Agreements &lt;are&gt; signed" in text
            assert ">Today<" in text
            assert ">late<" in text

    def test_of_nothing_is_still_a_picture(self) -> None:
        assert b"Today" in svg(draw, queries.facts([], TODAY))

    @pytest.mark.parametrize("number", [1, 200])
    @pytest.mark.parametrize("narrow", [False, True])
    def test_has_a_row_for_each_however_many_they_are(self, number: int, narrow: bool) -> None:
        rows = [
            {"title": f"Number {each}", "planned": "2026-01-05", "now": "2026-02-05", "state": "planned"}
            for each in range(number)
        ]
        text = svg(draw, {"today": TODAY.isoformat(), "rows": rows}, narrow=narrow).decode()
        assert text.count(">Number ") == number

    def test_shows_the_same_as_the_table_save_what_was_taken_out(self) -> None:
        late, reached, dropped = (
            planned("Late", on=TODAY - timedelta(days=9)),
            planned("Reached"),
            planned("Out"),
        )
        actions.reach_milestone(milestone_id=reached, reached_on=TODAY, actor=OWNER, at=AT)
        actions.drop_milestone(milestone_id=dropped, because="No.", actor=LEAD, at=AT)
        rows = queries.shown(Milestone.objects.order_by("item__title"), TODAY)
        drawn = [(each["title"], each["now"], each["state"]) for each in queries.facts(rows, TODAY)["rows"]]
        assert drawn == [
            (each.title, (each.reached_on or each.forecast_on).isoformat(), each.state_words.lower())
            for each in rows
            if each.state != "dropped"
        ]
        assert {each.id for each in rows} == {late, reached, dropped}

    @pytest.mark.parametrize(
        "title", ['quotes " and \\ slashes', "a\nnew line", "'single'", "]];x", "é" * 300]
    )
    def test_takes_any_words(self, title: str) -> None:
        planned(title)
        assert svg(draw, queries.facts(queries.shown(Milestone.objects.all(), TODAY), TODAY))

    def test_is_said_in_words_as_well(self) -> None:
        planned()
        planned(on=TODAY - timedelta(days=1))
        rows = queries.shown(Milestone.objects.all(), TODAY)
        assert queries.in_words(rows) == "Milestones by month: 1 late, 1 still to come."


class TestWhoSeesAMilestone:
    def test_is_who_watches_and_who_owns_it(self, actor: Callable[..., Actor]) -> None:
        milestone_id = planned()
        seen = {
            role: queries.milestone_whole(actor(role), milestone_id) is not None
            for role in ("programme-lead", "auditor", "provider-manager", "key-worker")
        }
        assert seen == {
            "programme-lead": True,
            "auditor": True,
            "provider-manager": True,
            "key-worker": False,
        }

    def test_asks_as_little_for_many_as_for_one(self, actor: Callable[..., Actor]) -> None:
        who = actor("programme-officer")

        def count() -> int:
            with CaptureQueriesContext(connection) as asked:
                queries.shown(queries.visible_to(who), TODAY)
            return len(asked)

        planned()
        before = count()
        for _ in range(4):
            planned(owner="body:bury")
        assert count() == before == 1
