"""Is everybody told what of grants waits for them, and nobody of what does not?"""

from datetime import date

import pytest
from django.utils import timezone
from tests.agreements.conftest import (
    AT,
    KEY_WORKER,
    LEAD,
    LEGAL,
    OFFICER,
    councils,
    in_an_act,
    in_state,
)

from throughline.agreements.actions import diligence, grants
from throughline.agreements.models import Condition, Grant
from throughline.agreements.queries import grant_tasks
from throughline.agreements.queries.offering import to_offer
from throughline.frame.tasks import told
from throughline.frame.upload import Upload
from throughline.funding.models import Round
from throughline.kernel.actor import Actor
from throughline.organisations import actions as organisations
from throughline.organisations.models import Body

DURING, AFTER = date(2021, 12, 1), date(2022, 4, 1)


def somebody(role: str, of: str) -> Actor:
    """Somebody of that body."""
    person = organisations.add_person(
        actor=Actor("system:tests"), at=AT, name="Somebody", email=f"{role}@{of}.example",
        body=Body.objects.get(code=of),
    )  # fmt: skip
    return Actor(f"person:{person.id}", frozenset({role}))


class TestARoundToOffer:
    def test_waits_while_its_year_runs(self, set_: Round) -> None:
        assert [(each.year, count) for each, count in to_offer(DURING)] == [("2021/22", 10)]

    def test_waits_for_nobody_once_its_year_is_over(self, set_: Round) -> None:
        assert to_offer(AFTER) == []

    def test_counts_only_parts_that_nobody_was_offered(self, grant: Grant) -> None:
        assert to_offer(DURING) == []
        in_state(grant, "withdrawn")
        assert [count for _, count in to_offer(DURING)] == [1]

    def test_stands_on_the_officers_home_and_on_nobody_elses(
        self, set_: Round, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(timezone, "localdate", lambda *_: DURING)
        assert [each.what for each in told(grant_tasks.waiting_for(OFFICER))] == ["10 grants to offer"]
        assert told(grant_tasks.waiting_for(LEGAL)) == told(grant_tasks.waiting_for(KEY_WORKER)) == []


class TestAConditionToShow:
    @pytest.fixture
    def live(self, grant: Grant) -> Grant:
        return in_state(grant, "live")

    def test_waits_for_its_recipient_and_is_seen_by_officers_as_waiting_for_it(self, live: Grant) -> None:
        council = somebody("commissioner", "bolton")
        assert [each.what for each in told(grant_tasks.waiting_for(council))] == [
            "Evidence that it was delivered"
        ]
        others = told(grant_tasks.waiting_for_others(OFFICER))
        assert [each.who for each in others] == ["Bolton Metropolitan Borough Council"]
        assert others[0].is_late

    def test_waits_for_no_other_recipient(self, live: Grant) -> None:
        assert told(grant_tasks.waiting_for(somebody("commissioner", "bury"))) == []

    def test_waits_for_officers_when_it_is_the_authoritys(self, live: Grant) -> None:
        with in_an_act():
            Condition.objects.filter(grant=live, code="delivery").update(owner="authority")
        assert [each.action for each in told(grant_tasks.waiting_for(OFFICER))] == ["Answer it"]
        assert told(grant_tasks.waiting_for_others(OFFICER)) == []

    def test_waits_no_more_once_it_is_answered(self, live: Grant) -> None:
        condition = live.conditions.get(code="delivery")
        grants.answer_condition(actor=OFFICER, at=AT, condition_id=condition.id, step="meet", because="Seen.")
        assert told(grant_tasks.waiting_for_others(OFFICER)) == []

    def test_is_never_one_that_the_papers_show(self, live: Grant) -> None:
        codes = {each.href for each in told(grant_tasks.waiting_for_others(OFFICER))}
        watched = live.conditions.get(code="spending_plan")
        assert codes
        assert not any(str(watched.id) in each for each in codes)


class TestAChecksTask:
    def test_counts_what_holds_payments(self, grant: Grant) -> None:
        name = Body.objects.get(code="bolton").name
        diligence.import_register(
            actor=LEAD, at=AT, register="sanctions", as_of=date(2024, 6, 1),
            upload=Upload("list.csv", f"Name\n{name}\n".encode()), bodies=councils().values(),
        )  # fmt: skip
        task = next(each for each in told(grant_tasks.waiting_for(LEGAL)) if each.where == "Recipients")
        assert task.what == "10 checks hold payments"  # one is listed, and all ran out since 2024
        assert task.href == "/recipient-checks/?stands=stops"
