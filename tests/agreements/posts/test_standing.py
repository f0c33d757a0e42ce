"""A post is filled, or vacant since a day, and kept by those whose place or staff it is."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from django.db import transaction

from throughline.agreements.actions import posts as actions
from throughline.agreements.models import FundedPost
from throughline.agreements.queries import post_tasks
from throughline.agreements.queries import posts as queries
from throughline.frame.tasks import told
from throughline.funding.models import Stream
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError

from .conftest import (
    APRIL,
    AT,
    OFFICER,
    TODAY,
    a_grant,
    a_post,
    a_stream,
    described,
    place_id,
    share,
    stands,
)


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
        counts = [len(told(post_tasks.waiting_for(each))) for each in (of_place, of_post, other, OFFICER)]
        assert counts == [1, 1, 0, 0]
        [seen] = told(post_tasks.waiting_for_others(OFFICER))
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
        assert told(post_tasks.waiting_for(of_place)) == []

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
