"""A promise is always on somebody's page: its owner's, and when nobody is left who owns it, the lead's."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from throughline.frame.models import Letter
from throughline.governance.queries import promises as queries
from throughline.governance.reminding import remind
from throughline.governance.watching.rules import may_keep
from throughline.kernel.actor import Actor
from throughline.ledger.actions import act
from throughline.organisations.models import Person

from .conftest import AT, COMMAND
from .test_promise import LEAD, TODAY, made, show

pytestmark = pytest.mark.usefixtures("decisions_known")


class TestReminders:
    def test_reach_the_owners_once_each_time(self, actor: Callable[..., Actor]) -> None:
        actor("commissioner", "bolton")
        actor("commissioner", "bury")
        actor("auditor")
        made(due_on=TODAY + timedelta(days=10))
        assert remind(at=AT) == 2
        assert remind(at=AT + timedelta(days=3)) == 0, "the same reminder"
        assert remind(at=AT + timedelta(days=10)) == 2
        assert remind(at=AT + timedelta(days=17)) == 2
        assert {each.subject for each in Letter.objects.all()} >= {"A promise is waiting: due today"}

    def test_tell_where_and_never_what(self, actor: Callable[..., Actor]) -> None:
        actor("commissioner")
        promise_id = made(due_on=TODAY)
        remind(at=AT)
        letter = Letter.objects.get()
        assert letter.path == f"/promises/{promise_id}/"
        assert "agreements" not in letter.text + letter.subject

    def test_go_to_the_programme_lead_when_nobody_owns_it(self, actor: Callable[..., Actor]) -> None:
        actor("programme-lead")
        made(owner="", due_on=TODAY)
        assert remind(at=AT) == 1

    def test_stop_when_evidence_is_shown(self, actor: Callable[..., Actor]) -> None:
        actor("commissioner")
        promise_id = made(due_on=TODAY)
        show(promise_id)
        assert remind(at=AT) == 0


class TestWhoSeesAPromise:
    @pytest.mark.parametrize(
        ("role", "of", "sees"),
        [
            ("programme-officer", "gmca", True),
            ("programme-lead", "gmca", True),
            ("monitoring-officer", "gmca", True),
            ("auditor", "gmca", True),
            ("hmpps-contract-manager", "hmpps", True),
            ("commissioner", "bolton", True),
            ("certifier", "bolton", False),
            ("key-worker", "bolton", False),
        ],
    )
    def test_is_who_watches_and_who_owns_it(
        self, actor: Callable[..., Actor], role: str, of: str, sees: bool
    ) -> None:
        promise_id = made()
        assert (queries.promise_whole(actor(role, of), promise_id) is not None) is sees

    def test_is_also_whose_organisation_owns_it(self, actor: Callable[..., Actor]) -> None:
        promise_id = made(owner="body:bury")
        assert queries.promise_whole(actor("certifier", "bury"), promise_id) is not None
        assert queries.promise_whole(actor("certifier", "bolton"), promise_id) is None

    def test_is_whose_turn_it_is(self, actor: Callable[..., Actor]) -> None:
        lead, officer, owner = actor("programme-lead"), actor("programme-officer"), actor("commissioner")
        owned, orphan = made(), made(owner="")

        def waits(who: Actor) -> set[UUID]:
            rows = queries.visible_to(who).filter(queries.waiting_on(who))
            return set(rows.values_list("pk", flat=True))

        assert (waits(owner), waits(lead), waits(officer)) == ({owned}, {orphan}, set())
        show(owned, actor=owner)
        assert (waits(owner), waits(lead), waits(officer)) == (set(), {owned, orphan}, {owned})
        assert not may_keep("shown", officer, shown_by={officer.id})


class TestAnOwnerWhoLeaves:
    """Nobody's promise is somebody's all the same."""

    def waits(self, who: Actor) -> set[UUID]:
        rows = queries.visible_to(who).filter(queries.waiting_on(who))
        return set(rows.values_list("pk", flat=True))

    def leave(self, who: Actor) -> None:
        with act(actor=COMMAND, at=AT, verb="test", subject=("person", who.id)):
            Person.objects.filter(pk=who.id.removeprefix("person:")).update(is_active=False)

    @pytest.mark.parametrize(
        ("owner", "why"),
        [
            ("role:commissioner", "Programme lead, because nobody is Local authority commissioner now"),
            (
                "body:bury",
                "Programme lead, because nobody from Bury Metropolitan Borough Council signs in here now",
            ),
        ],
    )
    def test_leaves_it_to_the_lead_who_reads_why(
        self, actor: Callable[..., Actor], owner: str, why: str
    ) -> None:
        lead, holder = actor("programme-lead"), actor("commissioner", "bury")
        promise_id = made(owner=owner)
        assert (self.waits(holder), self.waits(lead)) == ({promise_id}, set())
        self.leave(holder)
        assert self.waits(lead) == {promise_id}
        assert queries.shown(queries.visible_to(lead), TODAY)[0].next == why
        made_due = made(owner=owner, due_on=TODAY)
        assert remind(at=AT) == 1
        assert Letter.objects.get().path == f"/promises/{made_due}/"
        assert Letter.objects.get().to.startswith("programme-lead")

    def test_leaves_it_to_the_officers_where_there_is_no_lead(self, actor: Callable[..., Actor]) -> None:
        officer, lead = actor("programme-officer"), actor("programme-lead")
        promise_id = made(owner="", due_on=TODAY)
        assert self.waits(officer) == set()
        self.leave(lead)
        assert self.waits(officer) == {promise_id}
        assert remind(at=AT) == 1

    def test_is_no_loss_while_a_post_is_held_by_somebody(self, actor: Callable[..., Actor]) -> None:
        lead = actor("programme-lead")
        actor("commissioner", "bolton")
        made(owner="role:commissioner")
        assert self.waits(lead) == set()


class TestTheListByWhoMustActNext:
    def test_has_one_group_for_each_who_must_act(self, actor: Callable[..., Actor]) -> None:
        lead = actor("programme-lead")
        actor("programme-officer")
        for days in (1, 2, 3, 4):
            promise_id = made(owner="role:programme-officer", due_on=TODAY + timedelta(days=days))
            if days % 2:
                show(promise_id, actor=LEAD)
        said = [each.next for each in queries.shown(queries.visible_to(lead), TODAY)]
        assert said == ["Programme officer"] * 2 + ["Programme team, to agree"] * 2


class TestTheList:
    def test_asks_as_little_for_many_as_for_one(
        self, actor: Callable[..., Actor], django_assert_max_num_queries: Any
    ) -> None:
        who = actor("programme-officer")
        made()

        def count() -> int:
            with CaptureQueriesContext(connection) as asked:
                queries.shown(queries.visible_to(who), TODAY)
            return len(asked)

        before = count()
        for _ in range(5):
            made(owner="body:bury")
        assert count() == before == 1
