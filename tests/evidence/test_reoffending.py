"""What comes out of the ministry's file: measures, and a comparison of people alike? R42, R45"""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from throughline.evidence import engines, store, synthetic
from throughline.evidence.actions import extracts, measuring, offences
from throughline.evidence.comparing import matching, people, started
from throughline.evidence.extract import OFFENCES, TABLES
from throughline.evidence.measures.catalogue import BY_CODE
from throughline.evidence.models import Extract, Release, ReturnedFile
from throughline.evidence.offences.checking import check
from throughline.evidence.synthetic.offences import offences_file
from throughline.evidence.synthetic.truth import Truth
from throughline.kernel.actor import Actor

AT = datetime(2026, 5, 1, 9, tzinfo=UTC)
TODAY = date(2026, 5, 1)
KNOWN = date(2026, 3, 31)
COVERS = (date(2024, 4, 1), date(2026, 4, 1))
ANALYST = Actor("person:analyst", frozenset({"analyst"}))
MACHINE = Actor("system:evidence", frozenset({"system"}))


@pytest.fixture(scope="module")
def made_up() -> dict[str, pa.Table]:
    return synthetic.make(seed=6, people=1500)


@pytest.fixture(scope="module")
def file(made_up: dict[str, pa.Table]) -> bytes:
    return offences_file(made_up, seed=6, known_until=KNOWN)


@pytest.fixture
def held(db: None, tmp_path: Path, settings: Any, made_up: dict[str, pa.Table]) -> Extract:
    settings.THROUGHLINE_DATA = tmp_path
    source = extracts.Source("Made up", "generator", COVERS, True, 6)
    return extracts.take(actor=MACHINE, at=AT, source=source, tables=made_up)


def take(row: Extract, content: bytes, **said: Any) -> ReturnedFile:
    asked = {"actor": ANALYST, "at": AT, "known_until": KNOWN, "name": "back.csv"}
    return offences.take(extract_id=row.id, content=content, **{**asked, **said})


class TestTheMeasures:
    def test_are_not_measured_before_and_measured_once_the_file_is_there(
        self, held: Extract, file: bytes, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        codes = ("proven-reoffending", "reoffences", "drug-related-reoffending")
        some = tuple(BY_CODE[code] for code in codes)
        monkeypatch.setattr("throughline.evidence.measures.catalogue.MEASURES", some)

        def measured() -> Any:
            measuring.ask(actor=ANALYST, at=AT, extract_id=held.id)
            return measuring.measure(at=AT, extract_id=held.id, in_short=True)

        assert measured().not_measured == list(codes)
        assert not Release.objects.filter(measure__in=codes).exists()
        take(held, file)
        run = measured()
        assert run.not_measured == []
        left = set(Release.objects.filter(by="place").values_list("measure", flat=True))
        assert "proven-reoffending" in left
        assert left | {each["measure"] for each in run.refused} >= set(codes)  # the gate may hold one back
        for each in Release.objects.filter(measure__in=codes):
            assert not any(cell["count"] is not None and 0 < cell["count"] < 5 for cell in each.cells)

    def test_leave_out_whose_time_has_not_run_in_the_ministrys_file(
        self, made_up: dict[str, pa.Table]
    ) -> None:
        measure = BY_CODE["proven-reoffending"]
        assert measure.last_start(date(2026, 3, 31), {"offences": date(2025, 12, 31)}) == date(2024, 7, 1)
        assert measure.last_start(date(2026, 3, 31), {"offences": date(2028, 3, 31)}) == date(2026, 3, 31)
        assert BY_CODE["retained"].last_start(date(2026, 3, 31), {"offences": date(2025, 1, 1)}) == date(
            2026, 3, 31
        ) - timedelta(days=BY_CODE["retained"].matures_after)


ROWS = {
    # who, sent, treatment started, offence, proven
    "soon, offended in the year after day 42": ("2024-01-01", "2024-01-20", "2024-03-01", "2024-06-01"),
    "soon, offended before day 42 alone": ("2024-01-01", "2024-01-20", "2024-02-12", "2024-06-01"),
    "late, offended": ("2024-01-01", "2024-02-13", "2024-03-01", "2024-06-01"),
    "never, proven too late": ("2024-01-01", "", "2024-03-01", "2025-08-14"),
    "never, proven on the last day": ("2024-01-01", "", "2024-03-01", "2025-08-13"),
    "never, offended on the day after the year": ("2024-01-01", "", "2025-02-12", "2025-06-01"),
    "never, offended on the last day of the year": ("2024-01-01", "", "2025-02-11", "2025-06-01"),
    "never, none": ("2024-01-01", "", "", ""),
    "too recent": ("2024-12-01", "2024-12-10", "", ""),
}


def a_handful() -> dict[str, pa.Table]:
    """One person for each of ROWS, one whom the ministry did not match, and a second referral of the first."""
    empty = {each.name: store.from_text(each, []) for each in TABLES}
    kinds = {each.name: each for each in (*TABLES, OFFENCES)}

    def table(name: str, rows: list[dict[str, str]]) -> pa.Table:
        return store.from_text(
            kinds[name], [[row.get(each, "") for each in kinds[name].names] for row in rows]
        )

    who = {said: f"{number:032x}" for number, said in enumerate(ROWS, 1)}
    taken_on = {"state": "exited", "triaged_on": "2024-01-02"}
    referrals = [
        {"referral": who[said], "person": who[said], "sent_on": ROWS[said][0], **taken_on} for said in ROWS
    ]
    referrals += [
        {"referral": "e" * 32, "person": "e" * 32, "sent_on": "2024-01-01", **taken_on},
        {"referral": "f" * 32, "person": who["never, none"], "sent_on": "2024-02-01", **taken_on},
    ]
    starts = [{"referral": who[said], "started_on": row[1]} for said, row in ROWS.items()]
    back = [
        {"person": who[said], "offence_on": row[2], "proven_on": row[3], "group": "theft" if row[2] else ""}
        for said, row in ROWS.items()
    ]
    persons = [{"person": each, "provider": "x"} for each in [*who.values(), "e" * 32]]
    return store.numbered(
        empty
        | {
            "people": table("people", persons),
            "referrals": table("referrals", referrals),
            "treatments": table("treatments", starts),
            "offences": table("offences", back),
        }
    )


def by_hand(opened: Callable[..., Any]) -> dict[str, tuple[str, bool]]:
    since, until = date(2024, 1, 1), date(2026, 4, 1)
    with opened(a_handful(), since, until, heard={"offences": KNOWN}) as engine:
        rows = engine.rows(started.mature(engine)).to_pylist()
    names = [*ROWS, "not matched", "again"]
    return {names[row["referral"]]: (row["started"], row["counts"]) for row in rows}


EXPECTED = {
    "soon, offended in the year after day 42": ("started", True),
    "soon, offended before day 42 alone": ("started", False),
    "late, offended": ("not started", True),
    "never, proven too late": ("not started", False),
    "never, proven on the last day": ("not started", True),
    "never, offended on the day after the year": ("not started", False),
    "never, offended on the last day of the year": ("not started", True),
    "never, none": ("not started", False),
}


class TestTheMatchedComparison:
    def test_counts_from_the_42nd_day_for_those_who_started_and_those_who_did_not(self) -> None:
        assert by_hand(engines.duckdb) == EXPECTED

    @pytest.mark.slow
    def test_counts_the_same_on_spark(self) -> None:
        from functools import partial

        from tests.evidence.sparked import session

        assert by_hand(partial(engines.spark, session=session())) == EXPECTED

    def test_finds_near_enough_what_was_planted(self) -> None:
        tables = synthetic.make(seed=11, people=12_000)
        content = offences_file(
            tables, seed=11, known_until=KNOWN, truth=Truth(offends_a_year=1.2, treatment_spares=0.6)
        )
        sent = offences._sent(tables, None)
        rows = check("x.csv", content, sent=sent, known_until=KNOWN, today=TODAY).rows
        numbered = store.numbered(tables | {"offences": store.from_text(OFFENCES, rows)})
        with engines.duckdb(numbered, *COVERS, heard={"offences": KNOWN}) as engine:
            found = matching.compare(
                people.compared(
                    people.described(engine, started.mature(engine), "started"), "started", "started"
                )
            )
        assert found.pairs > 300
        assert found.difference < -0.05
        assert found.high < 0

    def test_leaves_with_its_balance_or_says_why_it_does_not(self, held: Extract, file: bytes) -> None:
        from throughline.evidence.actions.comparing import compare

        take(held, file)
        rows, heard = offences.returned_rows(held)
        tables = extracts.opened(actor=MACHINE, at=AT, extract_id=held.id, because="comparison")
        said: dict[str, Any] = {
            "extract": held,
            "period": "2024-04-01/2026-04-01",
            "actor": MACHINE,
            "at": AT,
        }
        few: list[dict[str, str]] = []
        # The file knows only until a day at which hardly anybody's time has run.
        with engines.duckdb(
            store.numbered(tables | rows), *COVERS, heard={"offences": date(2025, 11, 20)}
        ) as engine:
            left = {each.measure for each in compare(engine=engine, refused=few, **said)}
        assert "matched-reoffending" not in left
        [why] = [each["why"] for each in few if each["measure"] == "matched-reoffending"]
        assert "fewer than 60 people on one side" in why
        with engines.duckdb(store.numbered(tables | rows), *COVERS, heard=heard) as engine:
            [release] = [
                each for each in compare(engine=engine, **said) if each.measure == "matched-reoffending"
            ]
        figure = release.figures["started"]
        assert figure["pairs"] >= matching.LEAST
        assert figure["low"] <= figure["difference"] <= figure["high"]
        assert {each["circumstance"].partition(":")[0] for each in figure["balance"]} >= {"sex", "age_band"}
