"""Do tables of different measures that count the same people give back what one of them hides?"""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from tests.evidence.held import held_extract

from throughline.evidence import store, synthetic
from throughline.evidence.actions.comparing import _matched, compare
from throughline.evidence.actions.releasing import release
from throughline.evidence.comparing import stays
from throughline.evidence.engines import Engine, duckdb
from throughline.evidence.gate import through
from throughline.evidence.measures import counting
from throughline.evidence.measures.catalogue import BY_CODE, MEASURES
from throughline.evidence.measures.nesting import NESTED
from throughline.evidence.models import Extract, Release
from throughline.kernel.actor import Actor

AT = datetime(2026, 5, 1, 9, tzinfo=UTC)
COVERS = (date(2024, 4, 1), date(2026, 4, 1))
PERIOD = "2024-04-01/2026-04-01"
ANALYST = Actor("person:analyst", frozenset({"analyst"}))


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with duckdb(store.numbered(synthetic.make(seed=12, people=700)), *COVERS, threads=1) as found:
        yield found


@pytest.fixture
def extract(db: None) -> Extract:
    return held_extract(
        actor=ANALYST, at=AT, name="Few people", covers_from=COVERS[0], covers_until=COVERS[1], seed=12
    )


def cells(release: Release) -> dict[tuple[str, ...], int | None]:
    return {tuple(cell["key"]): cell["count"] for cell in release.cells}


class TestStaysAndWaysOut:
    @pytest.fixture
    def counted(self, engine: Engine) -> list[stays.Stay]:
        return stays.stays_of(engine.rows(stays.starts(engine.tables)).to_pylist())

    def test_do_not_give_four_weeks_back_from_twelve(self, counted: list[stays.Stay]) -> None:
        within = stays.told_together()
        short = through(stays.in_four_weeks(counted), within=within)
        assert short.cells["08-12", "still"] is None
        both = through(stays.by_way(counted), earlier=[short], within=within).cells
        others = [short.cells[week, "still"] for week in ("00-04", "04-08")]
        assert None in (both["00-12", "still"], *others)

    def test_count_whole_parts_of_one_another(self) -> None:
        weeks, way = stays.told_together()
        assert all(len(parts) == 1 for parts in weeks.of.values())
        assert way.of["competing"] == {"left"}
        assert way.of["still"] == {"still"}


class TestTheJourney:
    def test_does_not_give_a_hidden_quarter_of_the_referrals_back(
        self, engine: Engine, extract: Extract
    ) -> None:
        measure = BY_CODE["referrals"]
        members = counting.members_of(engine, measure, counting.people_of(engine))
        for by in (("place",), ("place", "quarter")):
            counts = counting.counted(members, by)
            asked: dict[str, Any] = {"measure": "referrals", "version": 1, "by": "+".join(by)}
            release(extract=extract, counts=counts, period=PERIOD, actor=ANALYST, at=AT, **asked)
        left = compare(engine=engine, extract=extract, period=PERIOD, actor=ANALYST, at=AT)
        journey = next(cells(each) for each in left if each.measure == "journey")
        quarters = cells(Release.objects.get(measure="referrals", by="place+quarter"))
        for place in {key[0] for key in journey}:
            early = [
                quarters[place, f"{year} Q{n}"] for year, n in ((2024, 2), (2024, 3), (2024, 4), (2025, 1))
            ]
            everybody, recent = journey[place, "total"], journey[place, "too_recent"]
            assert early.count(None) != 1 or None in (everybody, recent), place


class TestAMatchedComparison:
    def test_leaves_no_difference_where_anything_of_it_is_hidden(self, engine: Engine) -> None:
        asked = next(_matched(engine))
        whole = through(asked["counts"])
        assert asked["figures"](whole)["on site"]["pairs"] == whole.cells["on site", "total"]
        few = {**asked["counts"].counts, ("not on site", "yes"): 3}
        assert asked["figures"](through(type(asked["counts"])("few", asked["counts"].dimensions, few))) == {}


class TestMeasuresOfTheSamePeople:
    def test_are_audited_together(self, engine: Engine) -> None:
        found: dict[Any, set[str]] = {}
        for each in MEASURES:
            if counting.has_answer(each) and counting.is_measured(engine, each):
                rows = engine.rows(counting.mature(engine.tables, each))
                if rows.num_rows and "referral" in rows.column_names:
                    who = sorted(
                        zip(*(rows.column(name).to_pylist() for name in ("referral", "on")), strict=True)
                    )
                    found.setdefault(tuple(who), set()).add(each.people_of or each.code)
        assert [codes for codes in found.values() if len(codes) > 1] == []

    @pytest.mark.parametrize("code", ["reoffences", "drug-related-reoffending"])
    def test_of_whom_the_ministry_returns_a_file_are_too(self, code: str) -> None:
        assert BY_CODE[code].people_of == "proven-reoffending"

    def test_name_what_they_ask_where_it_is_something_else(self) -> None:
        for each in MEASURES:
            if each.people_of and each.kind != "cost" and each.code != "reoffences":
                assert each.answer != BY_CODE[each.people_of].answer


class TestMeasuresOfSomeOfTheSamePeople:
    """Found in made-up rows, save those of which a person may have several and that the generator gives one each."""

    OF_EVENTS = frozenset(
        {"brief-completed", "extended-completed", "feedback", "concerns-in-time", "wider-needs"}
    )
    IN_NO_OTHER = frozenset({"recovery-coverage"})

    @pytest.fixture
    def referrals(self, engine: Engine) -> dict[str, set[int]]:
        found = {}
        for each in MEASURES:
            if counting.is_measured(engine, each):
                rows = engine.rows(counting.mature(engine.tables, each))
                if rows.num_rows and "referral" in rows.column_names:
                    found[each.people_of or each.code] = set(rows.column("referral").to_pylist())
        return found

    def test_are_named_where_they_are_inside(self, referrals: dict[str, set[int]]) -> None:
        within_all = {name for each in NESTED if each.outer == "referrals" for name in each.inner}
        asked = set(referrals) - self.OF_EVENTS - self.IN_NO_OTHER - {"referrals"}
        assert asked <= within_all | {f"recovery-{months}" for months in (3, 6, 12)}

    def test_are_truly_inside(self, referrals: dict[str, set[int]]) -> None:
        for each in NESTED:
            for name in each.inner:
                if name in referrals and each.outer in referrals:
                    assert referrals[name] <= referrals[each.outer], (name, each.outer)

    def test_count_the_same_days_where_they_are_said_to(self, engine: Engine) -> None:
        def members(code: str) -> set[tuple[int, Any]]:
            rows = engine.rows(counting.mature(engine.tables, BY_CODE[code]))
            return set(zip(*(rows.column(name).to_pylist() for name in ("referral", "on")), strict=True))

        told = [each for each in NESTED if "month" in each.by and len(each.inner) == 1]
        for each in told:
            if counting.is_measured(engine, BY_CODE[each.inner[0]]):
                assert members(each.inner[0]) <= members(each.outer)
        assert len(told) > 10

    def test_are_the_parts_of_a_whole_where_they_are_said_to_be_all(self, engine: Engine) -> None:
        people = counting.people_of(engine)
        many = {
            each.code: counting.members_of(engine, each, people)
            for each in MEASURES
            if each.code.startswith("recovery")
        }
        parts = sum(len(many[f"recovery-{months}"]) for months in (3, 6, 12))
        assert parts == int(many["recovery-coverage"].counts.sum())
