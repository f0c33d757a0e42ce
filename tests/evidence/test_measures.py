"""Does each measure give the answer that somebody worked out by hand, and the same whatever the order of the rows?"""

from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.evidence.measured import SINCE, mixed, tables_of, until, with_offences

from throughline.evidence import engines, store, synthetic
from throughline.evidence.gate.shapes import TOTAL, Shown
from throughline.evidence.measures import counting
from throughline.evidence.measures.catalogue import MEASURES, OBJECTIVES
from throughline.evidence.measures.counting import Members
from throughline.evidence.measures.shapes import Measure

PERIOD = (date(2024, 4, 1), date(2026, 4, 1))


def worked_out(measure: Measure, opened: Any = engines.duckdb) -> Members:
    with opened(tables_of(measure.example), SINCE, until(measure.example)) as engine:
        return counting.members_of(engine, measure, counting.people_of(engine))


def figure_of(members: Members) -> float | None:
    """The measure's own figure over everybody, without the gate: only an example's made-up rows are seen so."""
    measure, value = members.measure, members.value[~np.isnan(members.value)]
    if measure.kind == "days":
        return float(np.median(value))
    if measure.kind == "change":
        return float(value.mean())
    if measure.kind in ("rate", "posts"):
        return counting.figure_of(measure, members.value, members.per)
    amount = sum(members.amounts.values())
    if measure.kind == "cost":
        return amount / int(members.counts.sum())
    return len(members) / amount * measure.scale if measure.kind == "load" else None


class TestAMeasure:
    @pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.code)
    def test_gives_what_was_worked_out_by_hand(self, measure: Measure) -> None:
        members = worked_out(measure)
        assert members.is_measured
        assert (len(members), int(members.counts.sum())) == (measure.example.of, measure.example.counted)
        assert figure_of(members) == (
            None if measure.example.figure is None else pytest.approx(measure.example.figure)
        )

    @pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.code)
    def test_says_of_whom_it_is_what_it_leaves_out_and_what_it_cannot_show(self, measure: Measure) -> None:
        assert measure.objective in OBJECTIVES
        for text in (
            measure.definition,
            measure.cohort,
            measure.exclusions,
            measure.shows_not,
            measure.authority,
        ):
            assert text.endswith((".", ")")) or text == measure.authority
        assert (measure.kind in ("days", "change", "rate", "posts", "cost", "load")) == bool(measure.unit)
        assert (measure.kind in ("cost", "load")) == (measure.amounts is not None)

    def test_that_needs_what_the_extract_does_not_say_is_not_measured(self) -> None:
        held = {measure.code for measure in MEASURES if measure.needs}
        assert {"engagement", "proven-reoffending", "cost-per-start"} <= held
        tables = store.numbered({table.name: store.from_text(table, []) for table in store.extract.TABLES})
        with engines.duckdb(tables, *PERIOD) as engine:
            assert {each.code for each in MEASURES if not counting.is_measured(engine, each)} == held

    def test_has_a_code_of_its_own(self) -> None:
        assert len({measure.code for measure in MEASURES}) == len(MEASURES) == 41


def shown_whole(counts: Any) -> Shown:
    return Shown(counts.name, counts.dimensions, counts.with_sums())


def measured(tables: dict[str, pa.Table], by: tuple[str, ...] = ("place",)) -> dict[str, Any]:
    """Every measure's counts and figures by these groups, without the gate: made-up people alone."""
    found: dict[str, Any] = {}
    with engines.duckdb(store.numbered(tables), *PERIOD) as engine:
        people = counting.people_of(engine)
        for measure in MEASURES:
            members = counting.members_of(engine, measure, people)
            if not members.is_measured:
                continue
            if measure.kind == "posts":
                found[measure.code] = counting.posts_of(members, ("place",))
                continue
            counts = counting.counted(members, by)
            found[measure.code] = counts.counts, counting.figures(members, by, shown_whole(counts))
    return found


@pytest.fixture(scope="module")
def made_up() -> dict[str, pa.Table]:
    return with_offences(synthetic.make(seed=6, people=300), seed=6, known_until=date(2026, 3, 31))


@pytest.fixture(scope="module")
def of_all(made_up: dict[str, pa.Table]) -> dict[str, Any]:
    return measured(made_up)


class TestAllMeasures:
    def test_do_not_depend_on_the_order_of_the_rows_nor_on_how_they_are_cut(
        self, made_up: dict[str, pa.Table], of_all: dict[str, Any]
    ) -> None:
        assert set(of_all) == {each.code for each in MEASURES}
        assert measured(mixed(made_up, np.random.default_rng(1))) == of_all

    def test_count_the_same_people_by_every_group(
        self, made_up: dict[str, pa.Table], of_all: dict[str, Any]
    ) -> None:
        by_place, by_sex = of_all, measured(made_up, ("sex",))
        for code in by_sex.keys() - {"posts-filled", "unit-days"}:
            assert sum(by_place[code][0].values()) == sum(by_sex[code][0].values()), code

    @settings(max_examples=4, deadline=None)
    @given(many=st.integers(1, 299))
    def test_a_person_more_never_lowers_a_count(
        self, made_up: dict[str, pa.Table], of_all: dict[str, Any], many: int
    ) -> None:
        whole, fewer = of_all, measured(without(made_up, many))
        for code, (counts, _) in ((code, said) for code, said in fewer.items() if isinstance(said, tuple)):
            before = {key: counts.get(key, 0) for key in whole[code][0]}
            assert all(before[key] <= many for key, many in whole[code][0].items()), code


def without(tables: dict[str, pa.Table], kept: int) -> dict[str, pa.Table]:
    """Only the first so many people and what belongs to them; posts and money stay."""
    import pyarrow.compute as pc

    people = pc.unique(tables["people"].column("person"))[:kept]
    found = dict(tables)
    for name in ("people", "referrals"):
        found[name] = tables[name].filter(pc.is_in(tables[name].column("person"), value_set=people))
    theirs = pc.unique(found["referrals"].column("referral"))
    for name, table in tables.items():
        if name not in ("people", "referrals") and "referral" in table.column_names:
            column = table.column("referral").cast(pa.string())
            found[name] = table.filter(pc.is_in(column, value_set=theirs))
    return found


class TestTheFigures:
    def test_leave_out_the_median_of_fewer_than_ten_and_whatever_is_hidden(self) -> None:
        measure = next(each for each in MEASURES if each.code == "first-contact")
        members = worked_out(measure)
        counts = counting.counted(members, ("place",))
        whole = counting.figures(members, ("place",), shown_whole(counts))
        assert whole[TOTAL] == {"of": 3, "counted": 1, "share": 1 / 3}
        assert set(whole) == {"not said", TOTAL}
        hidden = Shown(counts.name, counts.dimensions, dict.fromkeys(counts.keys()))
        assert counting.figures(members, ("place",), hidden) == {}

    def test_name_months_and_quarters_without_anybody_too(self) -> None:
        members = worked_out(next(each for each in MEASURES if each.code == "referrals"))
        assert members.groups["month"].categories[:2] == ("2024-01", "2024-02")
        assert members.groups["quarter"].categories[-1] == "2026 Q1"
        assert len(members.groups["month"].categories) == 27


@pytest.mark.slow
class TestSpark:
    def test_gives_what_duckdb_gives_for_every_measure(self, made_up: dict[str, pa.Table]) -> None:
        from tests.evidence.sparked import session

        tables = store.numbered(made_up)
        with (
            engines.duckdb(tables, *PERIOD) as here,
            engines.spark(tables, *PERIOD, session=session()) as there,
        ):
            for measure in MEASURES:
                if not counting.is_measured(here, measure):
                    continue
                assert rows(here, measure) == rows(there, measure), measure.code

    @pytest.mark.parametrize("code", ["proven-reoffending", "reoffences", "drug-related-reoffending"])
    def test_gives_what_was_worked_out_by_hand_of_the_ministrys_file(self, code: str) -> None:
        from functools import partial

        from tests.evidence.sparked import session

        measure = next(each for each in MEASURES if each.code == code)
        members = worked_out(measure, partial(engines.spark, session=session()))
        assert (len(members), int(members.counts.sum())) == (measure.example.of, measure.example.counted)


def rows(engine: engines.Engine, measure: Measure) -> list[tuple[Any, ...]]:
    found = engine.rows(counting.mature(engine.tables, measure))
    names = sorted(found.column_names)
    columns = [found.column(name).to_pylist() for name in names]
    return sorted(zip(*columns, strict=True), key=repr)
