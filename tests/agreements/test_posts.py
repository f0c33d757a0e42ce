"""Funded posts: paid once, filled or vacant since a day, kept by those whose place or staff they are."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, transaction
from tests.races import outcomes

from throughline.agreements.actions import posts as actions
from throughline.agreements.actions.posts import Described
from throughline.agreements.models import FundedPost, Grant, PostShare
from throughline.agreements.queries import post_tasks
from throughline.agreements.queries import posts as queries
from throughline.funding.actions import streams
from throughline.funding.actions.rounds import found_programme
from throughline.funding.actions.streams import Paying
from throughline.funding.models import Round, Stream
from throughline.kernel.actor import Actor
from throughline.kernel.dates import FinancialYear
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act
from throughline.organisations import actions as organisations
from throughline.organisations.queries import body, places_by_code, units

AT = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
TODAY, APRIL = date(2026, 1, 5), date(2025, 4, 1)
COMMAND = Actor("system:tests", frozenset({"supplier"}))
OFFICER = Actor(f"person:{uuid4()}", frozenset({"programme-officer"}))
THIS = FinancialYear(2025)
BOLTON, BURY, ROCHDALE = "E08000001", "E08000002", "E08000005"


def place_id(code: str = BOLTON) -> UUID:
    return places_by_code()[code].id


def unit_id(name: str) -> UUID:
    return units().filter(name=name)[0].id


def described(**changes: Any) -> Described:
    said: dict[str, Any] = {
        "title": "Key worker",
        "employer_id": body("wigan").id,
        "hundredths_of_full_time": 100,
        "funded_from": APRIL,
        "funded_until": date(2027, 4, 1),
    }
    return Described(**said | changes)


def a_post(place: str = BOLTON, **changes: Any) -> FundedPost:
    return actions.register_post(
        actor=OFFICER, at=AT, place_id=place_id(place), described=described(**changes)
    )


def a_stream(name: str = "A budget", place: str = BOLTON) -> Stream:
    return streams.record_stream(
        actor=OFFICER,
        at=AT,
        place_id=place_id(place),
        paying=Paying(name=name, purpose="treatment", source="Made up", payer_words="P", years={THIS: None}),
    )


def share(post: FundedPost, hundredths: int, payer: Stream | Grant, **changes: Any) -> PostShare:
    kind = "stream_id" if isinstance(payer, Stream) else "grant_id"
    said: dict[str, Any] = {"paid_from": APRIL, kind: payer.id} | changes
    return actions.share_cost(actor=OFFICER, at=AT, post_id=post.id, hundredths=hundredths, **said)


def a_grant(place: str = BOLTON, year: FinancialYear = THIS) -> Grant:
    programme = found_programme(
        actor=COMMAND,
        at=AT,
        code="made-up",
        name="Made up",
        purpose="P",
        authority="gmca",
        names=(),
        objectives=(),
    )
    with act(actor=OFFICER, at=AT, verb="test", subject=("test", 1)):
        round_ = Round.objects.create(programme=programme, year=str(year), standing="not_held")
        grant = Grant.objects.create(
            round=round_,
            place_id=place_id(place),
            recipient=body("bolton"),
            recipient_kind="local_authority",
            is_illustration=True,
            state="offered",
            offered_at=AT,
            offered_by=OFFICER.id,
        )
    return grant


@pytest.fixture
def reference(db: None) -> None:
    organisations.load_reference(actor=COMMAND, at=AT)


@pytest.fixture
def post(reference: None) -> FundedPost:
    return a_post()


@pytest.fixture
def somebody(reference: None) -> Callable[..., Actor]:
    """Somebody with that role in that body."""
    made: list[str] = []

    def of(role: str, at_body: str) -> Actor:
        made.append(role)
        person = organisations.add_person(
            actor=COMMAND,
            at=AT,
            name=f"A {role}",
            email=f"{role}-{len(made)}@example.org",
            body=body(at_body),
        )
        organisations.grant_role(actor=COMMAND, at=AT, person=person, role=role)
        return person.as_actor()

    return of


def stands(post: FundedPost, on: date = TODAY) -> queries.PostShown:
    found = queries.post_shown(OFFICER, post.id, on)
    assert found is not None
    return found


class TestTheSharesOfAPost:
    def test_come_to_a_hundred_per_cent_at_most_over_all_streams(self, post: FundedPost) -> None:
        share(post, 60, a_stream("A"))
        with pytest.raises(RefusedError, match=r"60 % of this post is paid already.*At most 40 % is left"):
            share(post, 41, a_grant())
        share(post, 40, a_stream("B"))
        with pytest.raises(RefusedError, match="Nothing is left of it to pay"):
            share(post, 1, a_stream("C"))
        assert (stands(post).paid, stands(post).unpaid) == (100, 0)

    def test_count_by_the_day_so_that_one_year_follows_another(self, post: FundedPost) -> None:
        grant = a_grant()
        made = share(post, 100, grant)
        assert made.paid_until == date(2026, 4, 1), "a grant pays to the end of its year"
        share(post, 100, a_stream(), paid_from=date(2026, 4, 1))
        with pytest.raises(RefusedError, match="100 % of this post is paid already"):
            share(post, 1, a_stream("Late"), paid_from=date(2026, 3, 31))
        assert [stands(post, day).paid for day in (TODAY, date(2026, 4, 1))] == [100, 100]

    def test_are_refused_by_the_database_too_however_they_come(self, post: FundedPost) -> None:
        stream = a_stream()
        share(post, 60, stream, paid_until=date(2026, 1, 1))
        late = share(post, 70, stream, paid_from=date(2026, 1, 1))
        for values in (
            {"hundredths": 101, "paid_from": APRIL, "paid_until": None},
            {"hundredths": 50, "paid_from": date(2025, 12, 31), "paid_until": date(2026, 1, 1)},
            {"hundredths": 31, "paid_from": date(2025, 6, 1), "paid_until": None},
            {"hundredths": 0, "paid_from": APRIL, "paid_until": None},
        ):
            with (
                pytest.raises(DatabaseError),
                act(actor=OFFICER, at=AT, verb="test", subject=("test", 1)),
            ):
                PostShare.objects.create(post=post, stream=stream, **values)
        with pytest.raises(DatabaseError), act(actor=OFFICER, at=AT, verb="test", subject=("test", 1)):
            PostShare.objects.filter(pk=late.pk).update(hundredths=71, paid_from=date(2025, 12, 31))

    def test_are_of_one_payer_each(self, post: FundedPost) -> None:
        with pytest.raises(RefusedError, match="one of our grants or by another stream"):
            actions.share_cost(actor=OFFICER, at=AT, post_id=post.id, hundredths=1, paid_from=APRIL)

    @pytest.mark.parametrize(
        ("changes", "sentence"),
        [
            ({"paid_from": date(2025, 3, 31)}, "outside the time for which the post is funded"),
            ({"paid_until": date(2027, 4, 2)}, "outside the time for which the post is funded"),
            ({"paid_until": APRIL}, "until after it is paid from"),
        ],
    )
    def test_stay_within_the_time_of_the_post(
        self, post: FundedPost, changes: dict[str, Any], sentence: str
    ) -> None:
        with pytest.raises(RefusedError, match=sentence):
            share(post, 10, a_stream(), **changes)

    @pytest.mark.parametrize("hundredths", [0, -1, 101])
    def test_are_more_than_nothing_and_at_most_the_whole(self, post: FundedPost, hundredths: int) -> None:
        with pytest.raises(RefusedError, match="at least 1 % and at most 100 %"):
            share(post, hundredths, a_stream())

    def test_of_a_grant_lie_in_its_year_and_none_is_of_a_grant_that_was_withdrawn(
        self, post: FundedPost
    ) -> None:
        grant = a_grant()
        with pytest.raises(RefusedError, match="This grant is of 2025/26"):
            share(post, 10, grant, paid_from=date(2026, 4, 1))
        with act(actor=OFFICER, at=AT, verb="test", subject=("test", 1)):
            Grant.objects.filter(pk=grant.pk).update(state="withdrawn", because="Not needed.")
        with pytest.raises(RefusedError, match="This grant is withdrawn"):
            share(post, 10, grant)

    def test_can_end_and_then_are_free_for_another(self, post: FundedPost) -> None:
        first, wrong = share(post, 100, a_stream("A")), None
        actions.end_share(actor=OFFICER, at=AT, post_id=post.id, share_id=first.pk, paid_until=TODAY)
        wrong = share(post, 100, a_stream("B"), paid_from=TODAY)
        actions.end_share(actor=OFFICER, at=AT, post_id=post.id, share_id=wrong.pk, paid_until=TODAY)
        assert [each.payer for each in stands(post).shares] == ["A"], "ended on its first day, it never was"
        with pytest.raises(RefusedError, match="ends before that day"):
            actions.end_share(
                actor=OFFICER, at=AT, post_id=post.id, share_id=first.pk, paid_until=date(2026, 2, 1)
            )

    def test_hold_a_stream_that_would_be_struck(self, post: FundedPost) -> None:
        stream = a_stream()
        share(post, 10, stream)
        with pytest.raises(RefusedError, match="pays a part of the post “Key worker”"):
            streams.strike_stream(actor=OFFICER, at=AT, stream_id=stream.id, because="An error.")
        stream.refresh_from_db()
        assert stream.state == "recorded"


class TestAUnitOfTwoLocalities:
    def test_needs_the_rule_of_apportionment_in_words_for_each_share(self, reference: None) -> None:
        post = a_post(BURY, unit_id=unit_id("Bury and Rochdale"))
        bury, rochdale = a_stream("A", BURY), a_stream("B", ROCHDALE)
        with pytest.raises(RefusedError, match="by which rule its cost is apportioned"):
            share(post, 60, bury)
        share(post, 60, bury, because="Three of five days")
        share(post, 40, rochdale, because="Two of five days")
        assert [each.place for each in stands(post).shares] == ["Bury", "Rochdale"]

    def test_shows_the_post_to_both_and_to_no_third(self, reference: None) -> None:
        post = a_post(BURY, unit_id=unit_id("Bury and Rochdale"))
        share(post, 40, a_stream("B", ROCHDALE), because="Two of five days")
        found = queries.posts_of([place_id(code) for code in (BOLTON, BURY, ROCHDALE)], TODAY)
        assert [[each.id for each in found[place_id(code)]] for code in (BOLTON, BURY, ROCHDALE)] == [
            [],
            [post.id],
            [post.id],
        ]

    def test_has_no_post_of_a_locality_that_it_does_not_serve(self, reference: None) -> None:
        with pytest.raises(RefusedError, match="This unit does not serve Bolton"):
            a_post(BOLTON, unit_id=unit_id("Bury and Rochdale"))


class TestAVacantPost:
    def test_is_vacant_since_it_is_funded_until_somebody_comes(self, post: FundedPost) -> None:
        assert stands(post).standing.vacant_since == APRIL
        actions.fill_post(actor=OFFICER, at=AT, post_id=post.id, filled_from=date(2025, 6, 2))
        assert stands(post).words == "Filled"
        assert stands(post, date(2025, 6, 1)).standing.vacant_since == APRIL

    def test_is_vacant_again_since_the_day_on_which_nobody_was_in_it(self, post: FundedPost) -> None:
        actions.fill_post(actor=OFFICER, at=AT, post_id=post.id, filled_from=APRIL)
        actions.vacate_post(
            actor=OFFICER, at=AT, post_id=post.id, vacant_from=date(2025, 12, 1), cover="Team manager"
        )
        now = stands(post)
        assert (now.standing.vacant_since, now.post.cover) == (date(2025, 12, 1), "Team manager")
        with pytest.raises(RefusedError, match="vacant already"):
            actions.vacate_post(actor=OFFICER, at=AT, post_id=post.id, vacant_from=TODAY)

    @pytest.mark.parametrize(
        ("day", "sentence"),
        [
            (date(2026, 1, 6), "still to come"),
            (date(2025, 3, 31), "not funded on that day"),
            (date(2025, 4, 2), "filled on that day"),
        ],
    )
    def test_is_filled_on_a_day_that_was_funded_and_free(
        self, post: FundedPost, day: date, sentence: str
    ) -> None:
        actions.fill_post(actor=OFFICER, at=AT, post_id=post.id, filled_from=APRIL)
        actions.vacate_post(actor=OFFICER, at=AT, post_id=post.id, vacant_from=date(2025, 5, 1))
        with pytest.raises(RefusedError, match=sentence):
            actions.fill_post(actor=OFFICER, at=AT, post_id=post.id, filled_from=day)

    def test_is_neither_before_nor_after_it_is_funded(self, post: FundedPost) -> None:
        for day in (date(2025, 3, 31), date(2027, 4, 1)):
            assert stands(post, day).words == "Not funded now"

    def test_waits_for_employer_and_commissioner_until_somebody_covers_it(
        self, somebody: Callable[..., Actor]
    ) -> None:
        post = a_post(funded_until=None)
        of_place, of_post = somebody("commissioner", "bolton"), somebody("provider-manager", "wigan")
        other = somebody("commissioner", "bury")
        counts = [len(post_tasks.waiting_for(each)) for each in (of_place, of_post, other, OFFICER)]
        assert counts == [1, 1, 0, 0]
        [seen] = post_tasks.waiting_for_others(OFFICER)
        assert seen.who == "Wigan Metropolitan Borough Council"
        actions.say_cover(
            actor=of_post,
            at=AT,
            post_id=post.id,
            cover="Team manager",
            vetting="asked",
            has_building_access=True,
            has_system_access=False,
        )
        assert post_tasks.waiting_for(of_place) == []

    def test_is_told_to_the_return(self, post: FundedPost) -> None:
        grant = a_grant()
        share(post, 80, grant)
        [facts] = queries.posts_of([place_id()], TODAY)[place_id()]
        assert (facts.is_filled, facts.vacant_since, facts.paid_hundredths, facts.grant_ids) == (
            False,
            APRIL,
            80,
            (grant.id,),
        )


class TestWhoKeepsAPost:
    def test_the_team_and_the_commissioner_keep_it_the_employer_says_who_is_there(
        self, post: FundedPost, somebody: Callable[..., Actor]
    ) -> None:
        stream = a_stream()
        roles = {
            "officer": OFFICER,
            "own commissioner": somebody("commissioner", "bolton"),
            "another commissioner": somebody("commissioner", "bury"),
            "employer": somebody("provider-manager", "wigan"),
            "another provider": somebody("provider-manager", "salford"),
            "nobody": Actor("public"),
            "auditor": somebody("auditor", "gmca"),
        }
        may = {name: (self.keeps(post, stream, who), self.says(post, who)) for name, who in roles.items()}
        assert may == {
            "officer": (True, True),
            "own commissioner": (True, True),
            "another commissioner": (False, False),
            "employer": (False, True),
            "another provider": (False, False),
            "nobody": (False, False),
            "auditor": (False, False),
        }

    def keeps(self, post: FundedPost, stream: Stream, who: Actor) -> bool:
        def register() -> None:
            actions.register_post(actor=who, at=AT, place_id=post.place_id, described=described())

        def change() -> None:
            said = replace(described(), title="Key worker 2")
            actions.change_post(actor=who, at=AT, post_id=post.id, described=said, because="So.")

        def pay() -> None:
            made = actions.share_cost(
                actor=who, at=AT, post_id=post.id, stream_id=stream.id, hundredths=1, paid_from=APRIL
            )
            actions.end_share(actor=who, at=AT, post_id=post.id, share_id=made.pk, paid_until=APRIL)

        return self.all_or_none(register, change, pay)

    def says(self, post: FundedPost, who: Actor) -> bool:
        def fill() -> None:
            actions.fill_post(actor=who, at=AT, post_id=post.id, filled_from=TODAY.replace(day=1))
            actions.vacate_post(actor=who, at=AT, post_id=post.id, vacant_from=TODAY)

        def access() -> None:
            actions.say_cover(
                actor=who,
                at=AT,
                post_id=post.id,
                cover="",
                vetting="none",
                has_building_access=False,
                has_system_access=False,
            )

        return self.all_or_none(access, fill)

    def all_or_none(self, *acts: Callable[[], None]) -> bool:
        done = []
        for each in acts:
            with transaction.atomic():
                try:
                    each()
                    done.append(True)
                except RefusedError:
                    done.append(False)
                transaction.set_rollback(True)
        assert len(set(done)) == 1, done
        return done[0]

    def test_changes_it_with_a_reason_and_not_away_from_under_its_shares(self, post: FundedPost) -> None:
        share(post, 10, a_stream())
        with pytest.raises(RefusedError, match="Say why it changes"):
            actions.change_post(actor=OFFICER, at=AT, post_id=post.id, described=described(), because=" ")
        with pytest.raises(RefusedError, match="outside that time"):
            actions.change_post(
                actor=OFFICER,
                at=AT,
                post_id=post.id,
                described=described(funded_from=date(2025, 5, 1)),
                because="Later.",
            )

    def test_sees_own_places_and_own_staff_only(
        self, post: FundedPost, somebody: Callable[..., Actor]
    ) -> None:
        see = [
            queries.visible_to(somebody(role, of), TODAY).count()
            for role, of in (
                ("commissioner", "bolton"),
                ("csp-chair", "bolton-csp"),
                ("provider-manager", "wigan"),
                ("commissioner", "bury"),
                ("key-worker", "salford"),
            )
        ]
        assert see == [1, 1, 1, 0, 0]


class TestTwoAtOnce:
    """Two connections, one outcome."""

    def test_who_want_the_last_share_do_not_both_get_it(self, committed_db: str) -> None:
        organisations.load_reference(actor=COMMAND, at=AT)
        post = a_post()
        share(post, 60, a_stream("A"))
        rivals = [a_stream("B"), a_stream("C")]
        became = sorted(outcomes(*(lambda s=each: share(post, 40, s) for each in rivals)))
        assert became[1] == "done"
        assert "100 % of this post is paid already" in became[0]
        assert sum(PostShare.objects.values_list("hundredths", flat=True)) == 100

    def test_who_go_past_the_action_are_stopped_by_the_database(self, committed_db: str) -> None:
        organisations.load_reference(actor=COMMAND, at=AT)
        post, rivals = a_post(), [a_stream("B"), a_stream("C")]

        def insert(stream: Stream) -> None:
            with act(actor=OFFICER, at=AT, verb="test", subject=("test", 1)):
                PostShare.objects.create(post=post, stream=stream, hundredths=60, paid_from=APRIL)

        became = outcomes(*(lambda s=each: insert(s) for each in rivals))
        assert became.count("done") == 1
        assert any("paid for at most once" in each for each in became)
        assert PostShare.objects.count() == 1

    def test_who_fill_one_post_fill_it_once(self, committed_db: str) -> None:
        organisations.load_reference(actor=COMMAND, at=AT)
        post = a_post()

        def fill() -> object:
            return actions.fill_post(actor=OFFICER, at=AT, post_id=post.id, filled_from=APRIL)

        became = sorted(outcomes(fill, fill))
        assert became[1] == "done"
        assert "filled on that day" in became[0]
        assert post.filled.count() == 1
