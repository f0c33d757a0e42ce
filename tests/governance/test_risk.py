"""A risk is scored, looked at again, and never loses what it was."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from throughline.governance.actions import risks as actions
from throughline.governance.actions.risks import Feared
from throughline.governance.models import Entry, Risk, RiskControl, RiskReview
from throughline.governance.queries import risks as queries
from throughline.governance.queries.history import history_of_risk
from throughline.governance.watching.lifecycle import RISK
from throughline.governance.watching.rules import band, moved, score
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act

from .conftest import AT

OFFICER = Actor("person:11111111-1111-4111-8111-111111111111", frozenset({"programme-officer"}))
OWNER = Actor("person:33333333-3333-4333-8333-333333333333", frozenset({"provider-manager"}))
TODAY = date(2026, 1, 5)
SOON = TODAY + timedelta(days=30)


def added(**said: Any) -> UUID:
    feared = {
        "title": "Posts stay vacant",
        "cause": "Few apply.",
        "effect": "People wait.",
        "inherent": (4, 5),
        "residual": (3, 4),
        "review_on": SOON,
        "owner": "role:provider-manager",
        **said,
    }
    return actions.add_risk(
        feared=Feared(**feared),
        controls=["One advertisement."],
        programmes=["gm-irs-dr"],
        actor=OFFICER,
        at=AT,
    )


def review(risk_id: UUID, likelihood: int, impact: int, **said: Any) -> None:
    given = {"words": "Two were filled.", "review_on": SOON, "actor": OWNER, "at": AT, **said}
    actions.review_risk(risk_id=risk_id, likelihood=likelihood, impact=impact, **given)


class TestAScore:
    @pytest.mark.parametrize(
        ("points", "called"),
        [
            (1, "Low"),
            (4, "Low"),
            (5, "Medium"),
            (9, "Medium"),
            (10, "High"),
            (14, "High"),
            (15, "Very high"),
            (25, "Very high"),
        ],
    )
    def test_has_a_word(self, points: int, called: str) -> None:
        assert band(points) == called

    def test_is_how_likely_times_how_bad(self) -> None:
        assert score(3, 5) == 15

    @pytest.mark.parametrize(
        ("before", "now", "words"),
        [(None, 9, "First score"), (9, 9, "No change"), (9, 12, "Up from 9"), (12, 4, "Down from 12")],
    )
    def test_says_what_became_of_the_one_before(self, before: int | None, now: int, words: str) -> None:
        assert moved(before, now) == words


@pytest.mark.usefixtures("reference")
class TestARisk:
    def test_begins_with_its_first_score_and_its_controls(self) -> None:
        risk = Risk.objects.get(pk=added())
        shown = queries.shown([risk], TODAY)[0]
        assert (shown.inherent.points, shown.residual.points, shown.moved) == (20, 12, "First score")
        assert RiskReview.objects.count() == 1
        assert RiskControl.objects.get().in_place_on is None

    def test_keeps_every_score_it_had(self) -> None:
        risk_id = added()
        review(risk_id, 2, 4)
        review(risk_id, 2, 5)
        shown = queries.shown(Risk.objects.filter(pk=risk_id), TODAY)[0]
        assert (shown.residual.points, shown.moved, shown.is_worse) == (10, "Up from 8", True)
        scores = [(each.likelihood, each.impact) for each in RiskReview.objects.order_by("id")]
        assert scores == [(3, 4), (2, 4), (2, 5)]
        assert [said.what for said in history_of_risk(risk_id, OFFICER)] == [
            "12 of 25, high: possible, major.",
            "8 of 25, medium: unlikely, major.",
            "10 of 25, high: unlikely, severe.",
        ]

    @pytest.mark.parametrize("day", [TODAY, TODAY - timedelta(days=1)])
    def test_is_looked_at_again_after_today(self, day: date) -> None:
        with pytest.raises(RefusedError, match="after today"):
            review(added(), 2, 2, review_on=day)

    def test_is_not_reviewed_without_saying_why(self) -> None:
        with pytest.raises(RefusedError, match="Say why"):
            review(added(), 2, 2, words=" ")

    def test_refuses_whoever_does_not_own_it(self) -> None:
        with pytest.raises(RefusedError, match="its owner"):
            review(added(owner="role:certifier"), 2, 2)

    def test_remembers_what_was_to_be_done_against_it_and_since_when_it_is(self) -> None:
        risk_id = added()
        actions.add_control(risk_id=risk_id, text="Two posts more.", actor=OWNER, at=AT)
        control = RiskControl.objects.get(text="Two posts more.")
        actions.put_in_place(risk_id=risk_id, control_id=control.pk, actor=OWNER, at=AT)
        said = [each.what for each in history_of_risk(risk_id, OFFICER)]
        assert said[1:] == ["To be done: Two posts more.", "In place: Two posts more."]

    def test_has_a_control_put_in_place_once(self) -> None:
        risk_id = added()
        control = RiskControl.objects.get()
        actions.put_in_place(risk_id=risk_id, control_id=control.pk, actor=OWNER, at=AT)
        control.refresh_from_db()
        assert control.in_place_on == TODAY
        with pytest.raises(RefusedError, match="already"):
            actions.put_in_place(risk_id=risk_id, control_id=control.pk, actor=OWNER, at=AT)

    def test_does_not_take_the_control_of_another(self) -> None:
        control = RiskControl.objects.get(risk_id=added())
        with pytest.raises(RefusedError, match="already"):
            actions.put_in_place(risk_id=added(), control_id=control.pk, actor=OFFICER, at=AT)

    def test_changes_its_owner_for_a_reason(self) -> None:
        risk_id = added()
        said = {"owner": "body:bury", "response": "share", "actor": OFFICER, "at": AT}
        actions.change_risk(risk_id=risk_id, because="Bury employs them.", **said)
        entry = Entry.objects.get(item_id=risk_id)
        assert entry.what == (
            "Owner: Provider manager became Bury Metropolitan Borough Council. "
            "Answer: Reduce it became Share it with somebody."
        )
        with pytest.raises(RefusedError, match="Nothing was changed"):
            actions.change_risk(risk_id=risk_id, because="Again.", **said)

    @pytest.mark.parametrize("points", [(0, 3), (6, 3), (3, -1), (99, 99)])
    def test_takes_scores_from_1_to_5_only(self, points: tuple[int, int]) -> None:
        with pytest.raises(RefusedError, match="from 1 to 5"):
            added(residual=points)
        with pytest.raises(RefusedError, match="from 1 to 5"):
            review(added(), *points)

    def test_is_not_worse_with_what_is_done_than_without(self) -> None:
        risk_id = added(inherent=(3, 4), residual=(3, 4))
        with pytest.raises(RefusedError, match="worse"):
            added(inherent=(2, 2), residual=(3, 3))
        with pytest.raises(RefusedError, match="first changes its score"):
            review(risk_id, 4, 4)
        grown = {"owner": "role:provider-manager", "response": "reduce", "inherent": (5, 4)}
        actions.change_risk(risk_id=risk_id, **grown, because="Two more posts.", actor=OFFICER, at=AT)
        review(risk_id, 4, 4)
        said = [each.what for each in history_of_risk(risk_id, OFFICER)]
        grew = "If nothing were done: 12 of 25, high: possible, major became 20 of 25, very high: likely, severe."
        assert grew.replace("likely, severe", "almost certain, major") in said

    def test_takes_a_review_that_is_sent_twice_once(self) -> None:
        risk_id = added()
        review(risk_id, 2, 4)
        with pytest.raises(RefusedError, match="on record already"):
            review(risk_id, 2, 4)
        assert queries.shown(Risk.objects.filter(pk=risk_id), TODAY)[0].moved == "Down from 12"

    def test_that_is_closed_stands_behind_all_that_are_open(self, actor: Callable[..., Actor]) -> None:
        worst = added(residual=(4, 5))
        other = added(residual=(1, 1))
        actions.close_risk(risk_id=worst, because="Gone.", actor=OFFICER, at=AT)
        rows = queries.visible_to(actor("programme-officer"))
        assert list(rows.values_list("pk", flat=True)) == [other, worst]

    def test_that_came_true_stays_with_the_lead_until_it_is_dealt_with(
        self, actor: Callable[..., Actor]
    ) -> None:
        lead, risk_id = actor("programme-lead"), added()
        actions.say_it_happened(risk_id=risk_id, words="Three left.", actor=OWNER, at=AT)
        wanted = queries.visible_to(lead).filter(queries.waiting_on(lead, until=TODAY))
        assert list(wanted.values_list("pk", flat=True)) == [risk_id]
        actions.close_risk(risk_id=risk_id, because="Posts are filled.", actor=OFFICER, at=AT)
        assert not wanted.all().exists()

    def test_that_came_true_leaves_the_matrix_and_comes_back(self) -> None:
        risk_id = added()
        actions.say_it_happened(risk_id=risk_id, words="Three left.", actor=OWNER, at=AT)
        assert sum(cell.count for row in queries.matrix(Risk.objects.all()) for cell in row) == 0
        actions.reopen_risk(risk_id=risk_id, because="Others may leave.", actor=OFFICER, at=AT)
        actions.close_risk(risk_id=risk_id, because="All posts are filled.", actor=OFFICER, at=AT)
        assert Risk.objects.get().state == "closed"


@pytest.mark.usefixtures("reference")
class TestTheMatrix:
    def test_counts_each_open_risk_where_it_stands(self) -> None:
        added()
        added()
        added(residual=(1, 5))
        cells = {(c.likelihood, c.impact): c.count for row in queries.matrix(Risk.objects.all()) for c in row}
        assert {place: count for place, count in cells.items() if count} == {(3, 4): 2, (1, 5): 1}
        assert len(cells) == 25


@pytest.mark.usefixtures("reference")
class TestTheDatabase:
    @pytest.mark.parametrize("to", RISK.states)
    def test_lets_a_risk_change_only_as_its_table_says(self, to: str) -> None:
        risk_id = added()
        allowed = to == "open" or ("open", to) in RISK.transitions()
        try:
            with act(actor=OFFICER, at=AT, verb="test", subject=("risk", str(risk_id))):
                Risk.objects.filter(pk=risk_id).update(state=to)
        except DatabaseError:
            assert not allowed
        else:
            assert allowed

    @pytest.mark.parametrize("points", [0, 6])
    def test_takes_scores_from_1_to_5_only(self, points: int) -> None:
        risk_id = added()
        with (
            pytest.raises(DatabaseError, match="from_1_to_5"),
            act(actor=OFFICER, at=AT, verb="test", subject=("risk", str(risk_id))),
        ):
            Risk.objects.filter(pk=risk_id).update(residual_impact=points)

    def test_never_changes_a_review(self) -> None:
        risk_id = added()
        with (
            pytest.raises(DatabaseError),
            transaction.atomic(),
            act(actor=OFFICER, at=AT, verb="test", subject=("risk", str(risk_id))),
        ):
            RiskReview.objects.update(words="Other.")

    @pytest.mark.parametrize("table", ["governance_riskreview", "governance_entry"])
    @pytest.mark.parametrize("way", ["UPDATE {} SET words = 'Other.'", "DELETE FROM {}", "TRUNCATE {}"])
    def test_has_a_history_that_nobody_writes_anew(self, table: str, way: str) -> None:
        risk_id = added()
        actions.change_risk(
            risk_id=risk_id, owner="body:bury", response="share", because="So.", actor=OFFICER, at=AT
        )
        with (
            pytest.raises(DatabaseError, match=r"never changed|permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(way.format(table))


class TestWhoSeesARisk:
    @pytest.mark.parametrize(
        ("role", "of", "sees"),
        [
            ("programme-officer", "gmca", True),
            ("auditor", "gmca", True),
            ("hmpps-contract-manager", "hmpps", True),
            ("provider-manager", "demonstration", True),
            ("key-worker", "bolton", False),
        ],
    )
    def test_is_who_watches_and_who_owns_it(
        self, actor: Callable[..., Actor], role: str, of: str, sees: bool
    ) -> None:
        risk_id = added()
        who = actor(role, "bolton" if of == "demonstration" else of)
        assert (queries.risk_whole(who, risk_id) is not None) is sees

    def test_asks_as_little_for_many_as_for_one(self, actor: Callable[..., Actor]) -> None:
        who = actor("programme-officer")

        def count() -> int:
            with CaptureQueriesContext(connection) as asked:
                queries.shown(queries.visible_to(who), TODAY)
                queries.matrix(queries.visible_to(who))
            return len(asked)

        added()
        before = count()
        for _ in range(4):
            added(owner="body:bury")
        assert count() == before == 2
