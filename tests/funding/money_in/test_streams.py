"""The streams of a place: whose they are, what is known of them, and who may say so."""

from collections.abc import Callable
from datetime import date

import pytest

from throughline.funding.actions import streams as actions
from throughline.funding.models import Programme, Round, Stream
from throughline.funding.queries import streams as queries
from throughline.funding.queries.streams import Award
from throughline.kernel.actor import Actor
from throughline.kernel.dates import FinancialYear
from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act

from .conftest import AT, BURY, DAY, LEAD, NEXT, OFFICER, THIS, paying, place_id

pytestmark = pytest.mark.django_db


class TestAStream:
    def test_says_who_pays_for_which_year_and_where_that_is_known_from(self, stream: Stream) -> None:
        [shown] = queries.streams_of(OFFICER, place_id(), DAY)
        assert shown.flow.years == ((THIS, Money(300_000_00)), (NEXT, None))
        assert (shown.flow.payer, shown.purpose, shown.source) == (
            "Public health",
            "Structured treatment",
            "A made-up budget book",
        )

    @pytest.mark.parametrize(
        ("changes", "sentence"),
        [
            ({"name": " "}, "the name that people in the place use"),
            ({"source": ""}, "known from"),
            ({"payer_words": ""}, "Say who pays"),
            ({"years": {}}, "at least one financial year"),
            ({"begins_on": date(2026, 4, 2), "ends_on": date(2026, 4, 1)}, "ends after it begins"),
        ],
    )
    def test_that_lacks_one_of_them_is_refused(self, changes: dict[str, object], sentence: str) -> None:
        with pytest.raises(RefusedError, match=sentence):
            paying(**changes)

    def test_stands_once_in_a_place_under_one_name(self, stream: Stream) -> None:
        with pytest.raises(RefusedError, match="a stream of that name already"):
            actions.record_stream(actor=OFFICER, at=AT, place_id=place_id(), paying=paying())
        actions.record_stream(actor=OFFICER, at=AT, place_id=place_id(BURY), paying=paying())

    def test_that_was_struck_counts_nowhere_says_why_and_may_be_recorded_again(self, stream: Stream) -> None:
        actions.strike_stream(actor=OFFICER, at=AT, stream_id=stream.id, because="It is Bury’s.")
        assert queries.streams_of(OFFICER, place_id(), DAY) == []
        found = queries.stream_of(OFFICER, stream.id, DAY)
        assert found is not None
        assert found.struck_because == "It is Bury’s."
        actions.record_stream(actor=OFFICER, at=AT, place_id=place_id(), paying=paying())

    def test_is_amended_with_a_reason(self, stream: Stream) -> None:
        actions.amend_stream(
            actor=OFFICER,
            at=AT,
            stream_id=stream.id,
            paying=paying(years={NEXT: Money(1_00)}, is_baseline=True),
            because="The budget was passed.",
        )
        [shown] = queries.streams_of(OFFICER, place_id(), DAY)
        assert shown.flow.years == ((NEXT, Money(1_00)),)
        assert shown.flow.is_baseline
        with pytest.raises(RefusedError, match="why it changes"):
            actions.amend_stream(actor=OFFICER, at=AT, stream_id=stream.id, paying=paying(), because="")


class TestACommissioner:
    def test_keeps_the_streams_of_their_own_place_and_sees_no_other(
        self, stream: Stream, somebody: Callable[..., Actor]
    ) -> None:
        of_bolton, of_bury = somebody("commissioner", "bolton"), somebody("commissioner", "bury")
        actions.amend_stream(actor=of_bolton, at=AT, stream_id=stream.id, paying=paying(), because="So.")
        for refused in (
            lambda: actions.amend_stream(
                actor=of_bury, at=AT, stream_id=stream.id, paying=paying(), because="So."
            ),
            lambda: actions.strike_stream(actor=of_bury, at=AT, stream_id=stream.id, because="So."),
            lambda: actions.record_stream(actor=of_bury, at=AT, place_id=place_id(), paying=paying(name="B")),
        ):
            with pytest.raises(RefusedError, match="not one of yours"):
                refused()  # type: ignore[no-untyped-call]  # a list of lambdas
        assert queries.stream_of(of_bolton, stream.id, DAY) is not None
        assert queries.stream_of(of_bury, stream.id, DAY) is None
        assert [each.slug for each in queries.places_visible_to(of_bury, DAY)] == ["bury"]
        assert queries.place_at(of_bury, "bolton", DAY) is None
        assert len(queries.places_visible_to(LEAD, DAY)) == 10


class TestOurOwnStream:
    @pytest.fixture
    def rounds(self, programme: Programme) -> list[Round]:
        with act(actor=LEAD, at=AT, verb="test", subject=("test", 1)):
            return [
                Round.objects.create(programme=programme, year=str(FinancialYear(year)), standing=standing)
                for year, standing in (
                    (2024, "not_held"),
                    (2025, "not_held"),
                    (2026, "intended"),
                    (2027, "planned"),
                )
            ]

    def test_is_never_typed_and_follows_rounds_and_grants(self, rounds: list[Round]) -> None:
        awards = {rounds[1].id: Award(Money(7_00), is_illustration=True)}
        [ours] = queries.streams_of(LEAD, place_id(), DAY, awards)
        assert ours.flow.years == ((FinancialYear(2024), None), (FinancialYear(2025), Money(7_00)))
        assert ours.flow.is_ours
        assert ours.made_up == (FinancialYear(2025),)
        assert ours.flow.ends_on == date(2026, 3, 31)

    def test_counts_no_intention_as_money(self, rounds: list[Round]) -> None:
        [ours] = queries.streams_of(LEAD, place_id(), DAY)
        assert ours.intended == (FinancialYear(2026),)
        assert not ours.flow.runs_in(FinancialYear(2026))
        assert not ours.flow.runs_in(FinancialYear(2027)), "what is being planned is not shown"


class TestStreamsOfSeveralPlaces:
    def test_are_recorded_in_one_act_and_refused_together(
        self, programme: Programme, somebody: Callable[..., Actor]
    ) -> None:
        wanted = [(place_id(), paying()), (place_id(BURY), paying(name="Another"))]
        with pytest.raises(RefusedError, match="not one of yours"):
            actions.record_streams(actor=somebody("commissioner", "bolton"), at=AT, wanted=wanted)
        assert not Stream.objects.exists()
        actions.record_streams(actor=LEAD, at=AT, wanted=wanted)
        [shown] = queries.streams_of(LEAD, place_id(BURY), DAY)
        assert (shown.flow.name, len(shown.flow.years)) == ("Another", 2)
