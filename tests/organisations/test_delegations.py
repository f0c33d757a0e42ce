"""Who covers for a post while its holder is away: given, seen, ended."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.utils import timezone

from throughline.frame.models import Letter
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act
from throughline.organisations import actions as organisations
from throughline.organisations.delegation import actions, queries
from throughline.organisations.models import Delegation, Person, Post

from .conftest import AT, COMMAND

Make = Callable[..., Person]
TODAY = date(2026, 1, 5)


def give(post: Post, to: Person, by: Person, **said: Any) -> Any:
    """The delegation, from today for a week unless told otherwise."""
    asked = {"first": TODAY, "last": date(2026, 1, 11), "reason": "Annual leave"} | said
    return actions.delegate_post(post_id=post.id, person_id=to.id, **asked, actor=by.as_actor(), at=AT)


@pytest.fixture
def post(reference: None) -> Post:
    return Post.objects.get(code="deputy-mayor")


@pytest.fixture
def holder(someone: Make, post: Post) -> Person:
    person = someone("deputy-mayor", name="Grainne Iqbal")
    actions.hand_over_post(
        post_id=post.id, person_id=person.id, first=date(2024, 5, 28), actor=COMMAND, at=AT
    )
    return Person.objects.get(pk=person.pk)


@pytest.fixture
def other(someone: Make) -> Person:
    return someone(name="Tariq Lomax")


class TestADelegation:
    def test_lets_somebody_act_from_its_first_to_its_last_day(
        self, post: Post, holder: Person, other: Person
    ) -> None:
        given = give(post, other, holder)
        who = other.as_actor()
        assert queries.acting_for(who, TODAY) == {post.id: given}
        assert queries.acting_for(who, date(2026, 1, 11)) == {post.id: given}
        assert queries.acting_for(who, date(2026, 1, 12)) == {}
        assert queries.acting_for(who, TODAY - timedelta(days=1)) == {}

    def test_leaves_the_holder_able_to_act(self, post: Post, holder: Person, other: Person) -> None:
        give(post, other, holder)
        assert queries.acting_for(holder.as_actor(), TODAY) == {post.id: None}
        assert [each.name for each in queries.staffed(TODAY)[post.id].readers] == [
            "Grainne Iqbal",
            "Tariq Lomax",
        ]

    def test_is_told_by_a_letter_that_says_where_and_not_what(
        self, post: Post, holder: Person, other: Person
    ) -> None:
        give(post, other, holder, reason="Recovering from an operation")
        letter = Letter.objects.get(to=other.email)
        assert letter.path == "/posts/"
        assert "operation" not in letter.text

    def test_ends_early_and_stays_on_record(self, post: Post, holder: Person, other: Person) -> None:
        given = give(post, other, holder)
        actions.end_delegation(delegation_id=given, actor=holder.as_actor(), at=AT)
        assert queries.acting_for(other.as_actor(), TODAY) == {}
        assert Delegation.objects.get().ended_by == holder.as_actor().id
        with pytest.raises(RefusedError, match="ended already"):
            actions.end_delegation(delegation_id=given, actor=holder.as_actor(), at=AT)

    def test_may_be_given_back_by_the_one_who_has_it(self, post: Post, holder: Person, other: Person) -> None:
        actions.end_delegation(delegation_id=give(post, other, holder), actor=other.as_actor(), at=AT)
        assert not queries.staffed(TODAY)[post.id].acting

    def test_that_an_administrator_gives_is_told_to_the_holder(
        self, someone: Make, post: Post, holder: Person, other: Person
    ) -> None:
        give(post, other, someone("administrator"), reason="In hospital since Monday")
        letter = Letter.objects.get(key__startswith="covered:", to=holder.email)
        assert "hospital" not in letter.text
        assert letter.path == "/posts/"

    def test_comes_from_an_administrator_when_nobody_holds_the_post(
        self, someone: Make, post: Post, other: Person
    ) -> None:
        give(post, other, someone("administrator"), reason="The post is vacant until March")
        assert queries.staffed(TODAY)[post.id].holder is None
        assert [each.name for each in queries.staffed(TODAY)[post.id].readers] == ["Tariq Lomax"]


class TestADelegationIsRefused:
    @pytest.mark.parametrize(
        ("said", "why"),
        [
            ({"first": TODAY - timedelta(days=1)}, "never reaches back"),
            ({"last": TODAY - timedelta(days=1)}, "last day is before the first"),
            ({"last": date(2027, 6, 1)}, "a year at most"),
            ({"reason": "away"}, "Say why"),
        ],
    )
    def test_with_days_or_reasons_that_do_not_hold(
        self, post: Post, holder: Person, other: Person, said: dict[str, Any], why: str
    ) -> None:
        with pytest.raises(RefusedError, match=why):
            give(post, other, holder, **said)

    def test_to_its_own_holder(self, post: Post, holder: Person) -> None:
        with pytest.raises(RefusedError, match="holds the post already"):
            give(post, holder, holder)

    def test_by_a_delegate_who_would_pass_it_on(
        self, someone: Make, post: Post, holder: Person, other: Person
    ) -> None:
        give(post, other, holder)
        again = Person.objects.get(pk=other.pk)
        with pytest.raises(RefusedError, match="Only whoever holds"):
            give(post, someone(name="Una Seddon"), again)

    def test_by_an_administrator_to_themselves(self, someone: Make, post: Post) -> None:
        administrator = someone("administrator")
        with pytest.raises(RefusedError, match="to themselves"):
            give(post, administrator, administrator)

    def test_to_somebody_who_has_left(self, post: Post, holder: Person, other: Person) -> None:
        organisations.deactivate(actor=COMMAND, at=AT, person=other)
        with pytest.raises(RefusedError, match="no longer sign in"):
            give(post, Person.objects.get(pk=other.pk), holder)

    def test_twice_for_the_same_days(self, post: Post, holder: Person, other: Person) -> None:
        give(post, other, holder)
        with pytest.raises(RefusedError, match="some of these days already"):
            give(post, other, holder, first=date(2026, 1, 8), last=date(2026, 1, 20))
        give(post, other, holder, first=date(2026, 1, 12), last=date(2026, 1, 20))


class TestAPostThatIsHandedOver:
    def test_is_held_by_one_person_at_a_time_and_remembers_the_earlier(
        self, post: Post, holder: Person, other: Person
    ) -> None:
        actions.hand_over_post(post_id=post.id, person_id=other.id, first=TODAY, actor=COMMAND, at=AT)
        assert queries.acting_for(holder.as_actor(), TODAY) == {}
        assert queries.acting_for(holder.as_actor(), TODAY - timedelta(days=1)) == {post.id: None}
        assert queries.acting_for(other.as_actor(), TODAY) == {post.id: None}

    def test_goes_to_nobody_twice_nor_by_their_own_hand(
        self, someone: Make, post: Post, holder: Person, other: Person
    ) -> None:
        administrator = someone("administrator")
        for to, by, why in (
            (holder, COMMAND, "holds the post already"),
            (administrator, administrator.as_actor(), "gives themselves"),
            (other, other.as_actor(), "Only an administrator"),
        ):
            with pytest.raises(RefusedError, match=why):
                actions.hand_over_post(post_id=post.id, person_id=to.id, first=TODAY, actor=by, at=AT)

    @pytest.mark.parametrize(
        ("first", "why"),
        [
            (TODAY + timedelta(days=1), "on its first day, or later"),
            (date(2024, 5, 28), "took it up on that day or later"),
        ],
    )
    def test_begins_on_a_day_that_is_still_free(
        self, someone: Make, post: Post, holder: Person, other: Person, first: date, why: str
    ) -> None:
        by = someone("administrator").as_actor()
        with pytest.raises(RefusedError, match=why):
            actions.hand_over_post(post_id=post.id, person_id=other.id, first=first, actor=by, at=AT)

    def test_does_not_reach_behind_what_its_holder_signed(
        self, monkeypatch: pytest.MonkeyPatch, someone: Make, post: Post, holder: Person, other: Person
    ) -> None:
        monkeypatch.setattr(actions, "last_signed_for", lambda *_: date(2026, 1, 2))
        by, said = someone("administrator").as_actor(), {"post_id": post.id, "person_id": other.id, "at": AT}
        with pytest.raises(RefusedError, match="signed for it on 2 January 2026"):
            actions.hand_over_post(first=date(2026, 1, 2), actor=by, **said)
        actions.hand_over_post(first=date(2026, 1, 3), actor=by, **said)
        assert [(each.person.name, each.last) for each in queries.holders_of(post.id)] == [
            ("Tariq Lomax", None),
            ("Grainne Iqbal", date(2026, 1, 2)),
        ]

    def test_may_be_vacant_until_somebody_takes_it_up(
        self, someone: Make, post: Post, holder: Person, other: Person
    ) -> None:
        by = someone("administrator").as_actor()
        actions.hand_over_post(post_id=post.id, person_id=None, first=date(2026, 1, 2), actor=by, at=AT)
        assert queries.staffed(TODAY)[post.id].holder is None
        with pytest.raises(RefusedError, match="held by somebody else until after that day"):
            actions.hand_over_post(
                post_id=post.id, person_id=other.id, first=date(2026, 1, 1), actor=by, at=AT
            )
        actions.hand_over_post(post_id=post.id, person_id=other.id, first=date(2026, 1, 2), actor=by, at=AT)
        assert queries.acting_for(other.as_actor(), TODAY) == {post.id: None}

    def test_is_told_to_both_by_letters(self, post: Post, holder: Person, other: Person) -> None:
        actions.hand_over_post(post_id=post.id, person_id=other.id, first=TODAY, actor=COMMAND, at=AT)
        assert Letter.objects.filter(key__startswith="took_up:", to=other.email).count() == 1
        assert Letter.objects.filter(key__startswith="gave_up:", to=holder.email).count() == 1


class TestTheDatabase:
    """As the app role, past the code above it."""

    @pytest.mark.parametrize(
        "sql",
        [
            "UPDATE organisations_delegation SET held_until = held_until + 300",
            "UPDATE organisations_delegation SET ended_at = NULL, ended_by = ''",
            "UPDATE organisations_holding SET held_until = NULL WHERE held_until IS NOT NULL",
            "UPDATE organisations_holding SET held_from = held_from - 300",
            "DELETE FROM organisations_holding",
            "INSERT INTO organisations_holding (post_id, person_id, held_from, held_until) "
            "SELECT post_id, person_id, held_from - 3, held_from + 3 FROM organisations_holding LIMIT 1",
        ],
    )
    def test_refuses_another_holder_or_longer_cover_afterwards(
        self, post: Post, holder: Person, other: Person, sql: str
    ) -> None:
        given = give(post, other, holder)
        actions.end_delegation(delegation_id=given, actor=holder.as_actor(), at=AT)
        actions.hand_over_post(post_id=post.id, person_id=other.id, first=TODAY, actor=COMMAND, at=AT)
        with (
            pytest.raises(DatabaseError, match=r"(?i)cannot (update|delete)|Somebody else holds"),
            act(actor=COMMAND, at=AT, verb="test", subject=("post", post.id)),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql)


class TestThePageThatHandsAPostOver:
    @pytest.fixture
    def browser(self, someone: Make, settings: Any) -> Client:
        settings.SECOND_STEP_REQUIRED = False
        client = Client()
        client.force_login(someone("administrator", name="Farouk Bracegirdle"))
        return client

    def said(self, to: str, day: date | None = None) -> dict[str, str]:
        first = day or timezone.localdate()
        return {"person": to} | {
            f"first_{part}": str(getattr(first, part)) for part in ("day", "month", "year")
        }

    def test_hands_it_over_and_shows_everybody_who_held_it(
        self, browser: Client, post: Post, holder: Person, other: Person
    ) -> None:
        page = f"/posts/{post.id}/hand-over/"
        assert browser.post(page, self.said(str(other.id))).headers["Location"] == "/posts/"
        assert "Held by <strong>Tariq Lomax" in browser.get("/posts/").content.decode()
        shown = browser.get(page).content.decode()
        assert shown.index("Tariq Lomax") < shown.index("Grainne Iqbal")
        assert "28 May 2024" in shown

    def test_keeps_what_was_chosen_when_it_is_refused(
        self, browser: Client, post: Post, holder: Person, other: Person
    ) -> None:
        future = timezone.localdate() + timedelta(days=9)
        page = browser.post(f"/posts/{post.id}/hand-over/", self.said(str(other.id), future)).content.decode()
        assert "on its first day, or later" in page
        assert f'value="{other.id}" selected' in page

    def test_is_read_by_everybody_and_used_by_administrators(
        self, post: Post, holder: Person, other: Person, settings: Any
    ) -> None:
        settings.SECOND_STEP_REQUIRED = False
        client = Client()
        client.force_login(other)
        page = f"/posts/{post.id}/hand-over/"
        assert "Only an administrator may do this." in client.get(page).content.decode()
        assert (
            "Only an administrator may do this."
            in client.post(page, self.said(str(other.id))).content.decode()
        )
        assert queries.staffed(timezone.localdate())[post.id].holder.name == "Grainne Iqbal"  # type: ignore[union-attr]  # held


class TestThePages:
    @pytest.fixture
    def browser(self, holder: Person, settings: Any) -> Client:
        settings.SECOND_STEP_REQUIRED = False
        client = Client()
        client.force_login(holder)
        return client

    def days(self, post: Post, other: Person, **changes: str) -> dict[str, str]:
        today = timezone.localdate()
        days = {"first": today, "last": today + timedelta(days=7)}
        return {
            "person": str(other.id),
            "reason": "Annual leave",
            **{
                f"{name}_{part}": str(getattr(day, part))
                for name, day in days.items()
                for part in ("day", "month", "year")
            },
            **changes,
        }

    def test_give_a_delegation_and_show_it_to_everybody(
        self, browser: Client, post: Post, other: Person
    ) -> None:
        sent = browser.post(f"/posts/{post.id}/delegate/", self.days(post, other))
        assert sent.headers["Location"] == "/posts/"
        page = browser.get("/posts/").content.decode()
        assert "Tariq Lomax" in page
        assert "Annual leave" in page
        assert "Tariq Lomax" in browser.get("/posts.csv").content.decode()

    def test_come_back_to_the_page_that_asked_and_to_no_other_site(
        self, browser: Client, post: Post, other: Person
    ) -> None:
        asked = self.days(post, other, next="https://elsewhere.example/")
        assert browser.post(f"/posts/{post.id}/delegate/", asked).headers["Location"] == "/posts/"

    def test_keep_what_was_typed_when_it_is_refused(self, browser: Client, post: Post, other: Person) -> None:
        page = browser.post(f"/posts/{post.id}/delegate/", self.days(post, other, last_year="2020"))
        assert "The last day is before the first." in page.content.decode()
        assert "Annual leave" in page.content.decode()

    def test_end_a_delegation_after_asking_once_more(
        self, browser: Client, post: Post, holder: Person, other: Person
    ) -> None:
        browser.post(f"/posts/{post.id}/delegate/", self.days(post, other))
        given = Delegation.objects.get()
        assert "stands" in browser.get(f"/delegations/{given.id}/end/").content.decode()
        browser.post(f"/delegations/{given.id}/end/")
        assert Delegation.objects.get().ended_at is not None

    def test_say_who_may_when_the_reader_may_not(self, someone: Make, post: Post, settings: Any) -> None:
        settings.SECOND_STEP_REQUIRED = False
        client = Client()
        client.force_login(someone("auditor"))
        page = client.get(f"/posts/{post.id}/delegate/").content.decode()
        assert "Only whoever holds the post" in page
        assert "disabled" in page

    @pytest.mark.parametrize("page", ["delegate", "hand-over"])
    def test_name_their_colleagues_to_nobody_who_may_not_choose_one(
        self, someone: Make, post: Post, other: Person, settings: Any, page: str
    ) -> None:
        settings.SECOND_STEP_REQUIRED = False
        for role, is_told in (("administrator", True), ("key-worker", False)):
            client = Client()
            client.force_login(someone(role))
            told = client.get(f"/posts/{post.id}/{page}/").content.decode()
            assert (other.name in told) is is_told, role
