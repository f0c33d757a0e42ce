"""Does Spark bring an extract to the same released tables as DuckDB, and does each say what worked it out?

That every measure's members are the same on both engines, `test_measures.py` asks row by row.
"""

import argparse
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from django.db import transaction
from tests.evidence.measured import mixed, with_offences
from tests.evidence.sparked import session

from throughline.evidence import engines, extract_commands, store, synthetic
from throughline.evidence.actions import comparing, extracts, measuring, offences, recomputing
from throughline.evidence.gate.shapes import Shown
from throughline.evidence.measures.catalogue import MEASURES
from throughline.evidence.models import Extract, Release
from throughline.evidence.synthetic.offences import offences_file
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.queries import history_of

AT = datetime(2026, 5, 1, 9, tzinfo=UTC)
COVERS = date(2024, 4, 1), date(2026, 4, 1)
ANALYST = Actor("person:analyst", frozenset({"analyst"}))
# Counts, days, money, posts, and what the ministry returned: every way from an engine's rows to a table.
CHOSEN = ("referrals", "first-contact", "cost-per-start", "posts-filled", "proven-reoffending")
SEED = 6


@pytest.fixture
def held(db: None, tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Extract:
    """Made-up people, sealed, with the file that a ministry would return."""
    settings.THROUGHLINE_DATA = tmp_path
    row = extracts.take_generated(actor=ANALYST, at=AT, seed=SEED, people=300)
    rows = extracts.opened(actor=ANALYST, at=AT, extract_id=row.id, because="returned")
    sent: dict[str, Any] = {"name": "returned.csv", "known_until": row.last_day}
    sent["content"] = offences_file(rows, seed=SEED, known_until=row.last_day)
    offences.take(actor=ANALYST, at=AT, extract_id=row.id, **sent)
    some = tuple(each for each in MEASURES if each.code in CHOSEN)
    monkeypatch.setattr("throughline.evidence.measures.catalogue.MEASURES", some)
    return row


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The command with these words, as an analyst; gives what it ends with."""

    @contextmanager
    def acting(args: argparse.Namespace) -> Iterator[Actor]:
        yield ANALYST

    def done(*words: str) -> int:
        parser = argparse.ArgumentParser()
        extract_commands.add_commands(parser.add_subparsers())
        args = parser.parse_args([*words, "--asked-by", "x@example.org"])
        found: int = args.run(args)
        return found

    monkeypatch.setattr(extract_commands, "acting", acting)
    return done


def left(row: Extract) -> tuple[dict[Any, Any], list[Any]]:
    """Every table that left of that extract, whole, and what was held back."""
    found = {
        (each.measure, each.by): (each.cells, each.figures, each.dimensions, each.reasons, each.expression)
        for each in Release.objects.filter(extract=row)
    }
    return found, [row.measuring.not_measured, row.measuring.refused]


@pytest.mark.slow
class TestFromSparkToARelease:
    def test_every_table_is_the_one_that_duckdb_gives_and_says_what_worked_it_out(
        self, held: Extract, run: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        spark = partial(engines.spark, session=session())
        monkeypatch.setattr(engines, "on_spark", lambda address: spark)
        monkeypatch.setattr(measuring, "BREAKDOWNS", measuring.IN_SHORT)
        with transaction.atomic():
            assert run("measure", str(held.id)) == 0
            here, held_back_here = left(held)
            assert set(Release.objects.values_list("engine", flat=True)) == {"duckdb", ""}
            transaction.set_rollback(True)
        assert not Release.objects.exists()
        held.refresh_from_db()
        assert run("measure", str(held.id), "--engine", "spark") == 0
        there, held_back_there = left(held)
        assert {measure for measure, _ in there} > {*CHOSEN, "stays", "case-mix-retained"}
        assert [key for key in here.keys() | there.keys() if here.get(key) != there.get(key)] == []
        assert held_back_there == held_back_here
        # Capacity counts in this process; every other table was worked out on Spark.
        assert set(Release.objects.filter(engine="").values_list("measure", flat=True)) == {"capacity"}
        assert set(Release.objects.exclude(engine="").values_list("engine", flat=True)) == {"spark"}
        asked = [each for each in history_of("extract", held.id) if each.verb == "extract.measuring_asked"]
        assert asked[-1].facts == {"engine": "spark"}
        assert not session().catalog.listTables()
        again = recomputing.recompute(actor=ANALYST, at=AT, extract_id=held.id)  # on DuckDB
        assert [each.differs for each in again if each.differs] == []


@pytest.mark.slow
class TestWorkedOutAgainOnSpark:
    def test_what_duckdb_let_out_is_equal_and_differs_once_the_rows_are_others(
        self, held: Extract, run: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(engines, "on_spark", lambda address: partial(engines.spark, session=session()))
        monkeypatch.setattr(measuring, "BREAKDOWNS", (("place",),))
        assert run("measure", str(held.id)) == 0
        asked = "recompute", "--extract", str(held.id), "--engine", "spark"
        assert run(*asked) == 0
        assert re.search(r"[1-9]\d* of \d+ tables are equal; 0 differ", capsys.readouterr().out)
        opened = [each for each in history_of("extract", held.id) if each.verb == "extract.opened"]
        assert opened[-1].facts == {"because": "checking", "for": "", "engine": "spark"}
        rows = recomputing.opened(actor=ANALYST, at=AT, extract_id=held.id, because="checking")
        fewer = rows | {"referrals": rows["referrals"].slice(40)}
        monkeypatch.setattr(recomputing, "opened", lambda **_: fewer)
        assert run(*asked) == 1


@pytest.fixture(scope="module")
def made_up() -> dict[str, pa.Table]:
    return with_offences(synthetic.make(seed=12, people=2_000), seed=12, known_until=date(2026, 3, 31))


@pytest.fixture(scope="module")
def here(made_up: dict[str, pa.Table]) -> list[dict[str, Any]]:
    return told(engines.duckdb, made_up)


class TestWhatCompares:
    """Of how far people got, how long they stayed, observed over expected, and both matched comparisons."""

    def test_says_something_of_each(self, here: list[dict[str, Any]]) -> None:
        assert {asked["measure"] for asked in here if "why" not in asked} == {
            *(f"case-mix-{code}" for code in comparing.MIXED),
            *("journey", "stays", "ways-out", "matched-colocated", "matched-reoffending"),
        }

    def test_does_not_depend_on_the_order_of_the_rows_nor_on_how_they_are_cut(
        self, made_up: dict[str, pa.Table], here: list[dict[str, Any]]
    ) -> None:
        assert told(engines.duckdb, mixed(made_up, np.random.default_rng(2))) == here

    @pytest.mark.slow
    def test_comes_out_the_same_on_spark(
        self, made_up: dict[str, pa.Table], here: list[dict[str, Any]]
    ) -> None:
        assert told(partial(engines.spark, session=session()), made_up) == here


def told(opener: engines.Opener, made_up: dict[str, pa.Table]) -> list[dict[str, Any]]:
    """What goes to the gate of every table of comparison, by that engine."""
    with opener(store.numbered(made_up), *COVERS) as engine:
        return [whole(asked) for asked in comparing.tables_of(engine)]


def whole(asked: dict[str, Any]) -> dict[str, Any]:
    """What goes to the gate, with the figures that there would be if nothing were hidden."""
    if not callable(asked.get("figures")):
        return asked
    counts = asked["counts"]
    shown = Shown(counts.name, counts.dimensions, counts.with_sums())
    return {**asked, "figures": asked["figures"](shown)}


class TestACluster:
    def test_is_given_no_rows_unless_it_protects_them(self) -> None:
        good = dict.fromkeys(engines.PROTECTED, "true")
        assert engines.may_hold_people(good)
        for name in engines.PROTECTED:
            verdict = engines.may_hold_people(good | {name: "false"})
            assert not verdict
            assert name in verdict.reason

    def test_needs_java_17_here(self) -> None:
        assert engines.may_start_spark('openjdk version "17.0.11" 2024-04-16')
        for said in ('openjdk version "21.0.3" 2024-04-16', 'java version "1.8.0_402"', ""):
            assert not engines.may_start_spark(said)

    @pytest.mark.parametrize("words", [("measure", "any"), ("recompute", "--extract", "any")])
    def test_works_only_with_spark(self, run: Any, words: tuple[str, ...]) -> None:
        with pytest.raises(RefusedError, match="--engine spark"):
            run(*words, "--cluster", "spark://cluster.example:7077")
