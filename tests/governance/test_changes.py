"""Home says what others did, since somebody's last visit, to what they watch or own."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.pages import words

from throughline.governance.actions import promises
from throughline.governance.actions.groups import AboutGroup, found_group
from throughline.governance.actions.promises import Promised
from throughline.governance.queries.changes import changed_since
from throughline.kernel.actor import PUBLIC, Actor
from throughline.organisations.access import log
from throughline.organisations.models import Person

from .conftest import COMMAND

pytestmark = pytest.mark.usefixtures("decisions_known", "reference")
Staff = Callable[..., Client]


def made(text: str = "The ten agreements are signed.", at: datetime | None = None, **said: Any) -> None:
    promises.make_promise(
        promised=Promised(text, owner="role:commissioner", **said),
        programmes=["gm-irs-dr"],
        actor=Actor(COMMAND.id, COMMAND.roles),
        at=at or timezone.now(),
    )


def an_hour_ago() -> datetime:
    return timezone.now() - timedelta(hours=1)


class TestWhatChanged:
    def test_is_what_others_did_to_what_the_asker_sees_or_owns(self, actor: Callable[..., Actor]) -> None:
        made()
        for role, sees in (("programme-lead", 1), ("commissioner", 1), ("certifier", 0), ("key-worker", 0)):
            assert len(changed_since(actor(role, "bolton"), an_hour_ago())) == sees
        assert changed_since(PUBLIC, an_hour_ago()) == []

    def test_is_nothing_that_one_did_oneself_and_nothing_from_before(
        self, actor: Callable[..., Actor]
    ) -> None:
        lead = actor("programme-lead")
        made("Long ago.", at=timezone.now() - timedelta(days=3))
        promises.make_promise(promised=Promised("My own."), actor=lead, at=timezone.now())
        assert changed_since(lead, an_hour_ago()) == []

    def test_is_said_once_for_each_thing_with_the_last_step_and_who_took_it(
        self, actor: Callable[..., Actor]
    ) -> None:
        officer, lead = actor("programme-officer"), actor("programme-lead")
        made()
        (first,) = changed_since(lead, an_hour_ago())
        promise_id = first.href.split("/")[2]
        promises.note_progress(promise_id=promise_id, words="Five of ten.", actor=officer, at=timezone.now())
        (said,) = changed_since(lead, an_hour_ago())
        assert (said.what, said.title, said.by) == (
            "Promise: noted",
            "The ten agreements are signed.",
            "A programme-officer",
        )

    def test_is_a_group_too(self, actor: Callable[..., Actor]) -> None:
        lead = actor("programme-lead")
        made()
        found_group(
            about=AboutGroup("Lantern Group", programmes=("gm-irs-dr",)),
            code="lantern",
            actor=Actor(COMMAND.id, COMMAND.roles),
            at=timezone.now(),
        )
        assert [each.title for each in changed_since(lead, an_hour_ago())] == [
            "Lantern Group",
            "The ten agreements are signed.",
        ]

    def test_costs_three_questions_however_much_it_is(self, actor: Callable[..., Actor]) -> None:
        lead = actor("programme-lead")

        def count() -> int:
            with CaptureQueriesContext(connection) as asked:
                changed_since(lead, an_hour_ago())
            return len(asked)

        made()
        before = count()
        for each in range(20):
            made(f"Agreement {each} is signed.")
        assert count() == before <= 3
        assert len(changed_since(lead, an_hour_ago())) == 8


class TestHome:
    def visited(self, client: Client, *ago: timedelta) -> None:
        person = Person.objects.get(pk=client.session["_auth_user_id"])
        for each in ago:
            log.note("signed_in", at=timezone.now() - each, person=person, request=None)

    def test_says_it_since_the_visit_before_this_one(self, staff: Staff) -> None:
        lead = staff("programme-lead")
        self.visited(lead, timedelta(days=2), timedelta(minutes=1))
        made("Changed yesterday.", at=timezone.now() - timedelta(days=1))
        page = words(lead.get("/"))
        assert "Since your last visit" in page
        assert "Changed yesterday." in page.partition("What changed")[2]

    def test_says_so_when_nothing_did(self, staff: Staff) -> None:
        lead = staff("programme-lead")
        self.visited(lead, timedelta(days=2), timedelta(minutes=1))
        assert "Nothing that you watch or own" in words(lead.get("/"))

    def test_of_a_first_visit_speaks_of_no_visit_before(self, staff: Staff) -> None:
        lead = staff("programme-lead")
        self.visited(lead, timedelta(minutes=1))
        assert "Since your last visit" not in words(lead.get("/"))
