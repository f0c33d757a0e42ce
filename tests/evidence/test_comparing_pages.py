"""Do the pages of comparison say what the tables that left say, and nothing that the gate hides?"""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from tests.evidence.held import held_extract

from throughline.evidence import store, synthetic
from throughline.evidence.actions.comparing import compare
from throughline.evidence.comparing import journey, people, stays
from throughline.evidence.engines import Engine, duckdb
from throughline.evidence.models import Extract, Release
from throughline.evidence.queries import comparing as queries
from throughline.evidence.queries import journey as ways
from throughline.kernel.actor import Actor

AT = datetime(2026, 5, 1, 9, tzinfo=UTC)
COVERS = (date(2024, 4, 1), date(2026, 4, 1))
PERIOD = "2024-04-01/2026-04-01"
ANALYST = Actor("person:analyst", frozenset({"analyst"}))
Staff = Callable[[str], Client]


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with duckdb(store.numbered(synthetic.make(seed=5, people=2500)), *COVERS, threads=1) as found:
        yield found


def held() -> Extract:
    return held_extract(actor=ANALYST, at=AT, covers_from=COVERS[0], covers_until=COVERS[1], seed=5)


@pytest.fixture(scope="module")
def leave(engine: Engine) -> Callable[[], list[Release]]:
    """What the tests of this file begin with: every table of comparison of one extract."""
    return lambda: compare(engine=engine, extract=held(), period=PERIOD, actor=ANALYST, at=AT)


@pytest.fixture
def compared(leave: Callable[[], list[Release]], preparing: Any) -> Iterator[list[Release]]:
    with preparing(leave) as made:
        yield made


class TestEverybodyWhoWasReferred:
    def test_got_somewhere_and_nobody_is_lost_on_the_way(self, engine: Engine) -> None:
        rows = engine.rows(journey.furthest(engine.tables)).to_pylist()
        ends = Counter(row["furthest"] for row in rows)
        assert set(ends) <= set(journey.ENDS)
        steps = journey.steps({end: ends[end] for end in journey.ENDS})
        assert steps[0][1] == len(rows) - ends["too_recent"]
        lost = sum(many for _, _, stops in steps for _, many in stops)
        assert steps[-1][1] + lost == len(rows)

    def test_was_referred_at_least_a_year_before_the_end(self, engine: Engine) -> None:
        rows = engine.rows(journey.furthest(engine.tables)).to_pylist()
        sent = {
            row["referral"]: row["sent_on"] for row in engine.rows(engine.tables["referrals"]).to_pylist()
        }
        early = [row for row in rows if row["furthest"] != "too_recent"]
        assert max(sent[row["referral"]] for row in early) == date(2025, 3, 31)


class TestTheTablesOfComparison:
    def test_leave_through_the_gate(self, compared: list[Release]) -> None:
        assert {each.measure for each in compared} == {
            "journey",
            "stays",
            "ways-out",
            "case-mix-first-contact",
            "case-mix-treatment-start",
            "case-mix-retained",
            "case-mix-planned-exits",
            "matched-colocated",
        }
        for each in compared:
            assert not any(cell["count"] is not None and 0 < cell["count"] < 5 for cell in each.cells)

    def test_leave_once(self, compared: list[Release], engine: Engine) -> None:
        again = compare(engine=engine, extract=compared[0].extract, period=PERIOD, actor=ANALYST, at=AT)
        assert [each.pk for each in again] == [each.pk for each in compared]

    def test_are_passed_over_when_there_are_too_few(self, db: None) -> None:
        with duckdb(store.numbered(synthetic.make(seed=5, people=60)), *COVERS, threads=1) as few:
            left = compare(engine=few, extract=held(), period=PERIOD, actor=ANALYST, at=AT)
        assert "matched-colocated" not in {each.measure for each in left}

    def test_a_curve_ends_where_its_counts_are_hidden_or_few(self, compared: list[Release]) -> None:
        for each in compared:
            if each.measure in ("stays", "ways-out"):
                cells = {tuple(cell["key"]): cell["count"] for cell in each.cells}
                for band, said in each.figures.items():
                    assert all(count is not None for key, count in cells.items() if key[0] == band)
                    assert said.get("there", 10) >= stays.LEAST


class TestThePages:
    def test_say_how_far_people_got(self, compared: list[Release], staff: Staff) -> None:
        chair = staff("csp-chair")
        page = chair.get("/evidence/journey/").content.decode()
        assert "Of every 100 people referred" in page
        assert "Made up." in page
        assert "selected>Bolton" in chair.get("/evidence/journey/?place=Bolton").content.decode()

    def test_know_no_place_that_is_not_one(self, compared: list[Release]) -> None:
        found = ways.journey(ANALYST, "<script>")
        assert found is not None
        assert found.place == ""

    def test_say_how_long_people_stay_near_the_truth_that_was_planted(self, compared: list[Release]) -> None:
        found = queries.staying(ANALYST)
        assert found is not None
        at = dict(found.weeks)[12]
        assert at["low"] <= 0.62 <= at["high"]
        assert "stay for 12 weeks" in found.finding

    def test_never_blame_for_chance(self, compared: list[Release]) -> None:
        found = queries.fair(ANALYST, "planned-exits")
        assert found is not None
        for row in found.rows:
            assert not row["is_signal"] or not row["low"] <= 1 <= row["high"]

    def test_say_whether_the_two_groups_are_alike(self, compared: list[Release]) -> None:
        found = queries.colocated(ANALYST)
        assert found is not None
        assert found.said["pairs"] >= 60
        assert max(abs(row["after"]) for row in found.balance) < 0.15
        assert "not proof" in found.finding or "chance" in found.finding

    @pytest.mark.parametrize("page", ["journey", "staying", "fair", "co-located"])
    def test_teach_while_there_is_nothing(self, staff: Staff, page: str, db: None) -> None:
        answer = staff("hmpps-analyst").get(f"/evidence/{page}/")
        assert answer.status_code == 200
        assert "No table of this has left yet" in answer.content.decode()

    @pytest.mark.parametrize(
        "file",
        [
            "journey/steps.csv",
            "journey/steps.svg",
            "staying/curve.csv",
            "staying/curve.svg",
            "fair/ratios.csv",
            "fair/ratios.svg",
            "co-located/balance.csv",
            "co-located/balance.svg",
        ],
    )
    def test_have_their_files(self, compared: list[Release], staff: Staff, file: str) -> None:
        answer = staff("analyst").get(f"/evidence/{file}")
        assert answer.status_code == 200
        assert len(answer.content) > 60

    @pytest.mark.parametrize("role", ["key-worker", "probation-practitioner", "treasurer"])
    def test_are_for_those_who_read_evidence(self, staff: Staff, role: str, db: None) -> None:
        assert staff(role).get("/evidence/journey/").status_code == 403

    def test_ask_the_database_a_constant_number_of_times(
        self, compared: list[Release], staff: Staff, django_assert_max_num_queries: Any
    ) -> None:
        analyst = staff("analyst")
        analyst.get("/evidence/journey/")
        for page in ("journey", "staying", "fair", "co-located"):
            with django_assert_max_num_queries(8):
                analyst.get(f"/evidence/{page}/")


class TestThosePairedWithOthers:
    def test_are_told_apart_by_what_was_known_before(self) -> None:
        later = {"state", "first_contact_on", "exited_on", "was_planned", "exit_reason", "assigned_on"}
        assert not later & set(people.CIRCUMSTANCES)
