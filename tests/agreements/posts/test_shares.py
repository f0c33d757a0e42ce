"""A post is paid for once: by the day, over all streams, whoever races for the last share."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError
from tests.races import outcomes

from throughline.agreements.actions import posts as actions
from throughline.agreements.models import FundedPost, Grant, PostShare
from throughline.agreements.queries import posts as queries
from throughline.funding.actions import streams
from throughline.funding.models import Stream
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act
from throughline.organisations import actions as organisations
from throughline.organisations import covering
from throughline.organisations.models import UnitPlace

from .conftest import (
    APRIL,
    AT,
    BOLTON,
    BURY,
    COMMAND,
    OFFICER,
    ROCHDALE,
    TODAY,
    a_grant,
    a_post,
    a_stream,
    place_id,
    share,
    stands,
    unit_id,
)


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


class TestAUnitWhoseCoverageBeginsOrEnds:
    """TODAY is 5 January 2026; Bolton joins the unit of Bury and Rochdale on 1 March, Rochdale left on 1 January."""

    UNTIL, FROM = date(2026, 1, 1), date(2026, 3, 1)

    @pytest.fixture
    def unit(self, reference: None) -> UUID:
        unit = unit_id("Bury and Rochdale")
        for place, since, until in ((BOLTON, self.FROM, None), (ROCHDALE, date(2020, 1, 1), self.UNTIL)):
            for row in UnitPlace.objects.filter(unit=unit, place=place_id(place)):
                covering.end_cover(
                    actor=OFFICER,
                    at=AT - timedelta(days=400),
                    row_id=row.id,
                    on=date(2025, 1, 1),
                    because="Anew",
                )
            said = {"unit_id": unit, "place_id": place_id(place), "because": "The list of 2026"}
            covering.begin_cover(
                actor=OFFICER, at=AT, since=max(since, date(2025, 1, 1)), until=until, **said
            )
        return unit

    def test_takes_a_post_of_a_locality_from_the_day_on_which_it_covers_it(self, unit: UUID) -> None:
        with pytest.raises(RefusedError, match="This unit does not serve Bolton"):
            a_post(BOLTON, unit_id=unit, funded_until=self.FROM)
        assert a_post(BOLTON, unit_id=unit, funded_from=self.FROM).unit_id == unit

    def test_keeps_what_was_true_of_a_post_that_is_over(self, unit: UUID) -> None:
        with pytest.raises(RefusedError, match="This unit does not serve Rochdale"):
            a_post(ROCHDALE, unit_id=unit)
        assert a_post(ROCHDALE, unit_id=unit, funded_until=self.UNTIL).unit_id == unit

    def test_shares_a_cost_by_a_rule_only_while_it_covers_several(self, unit: UUID) -> None:
        now = a_post(BURY, unit_id=unit)
        assert list(queries.places_of_post(now, TODAY).values()) == ["Bury"]
        share(now, 40, a_stream("A", BURY))
        ahead = a_post(BURY, unit_id=unit, funded_from=self.FROM)
        with pytest.raises(RefusedError, match="by which rule its cost is apportioned"):
            share(ahead, 40, a_stream("B", BURY), paid_from=self.FROM)


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
