"""The way from need: an estimate stands before counted steps, only where it may, and gives no count away."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from tests.pages import words

from throughline.evidence.charts.of_people import draw_steps
from throughline.evidence.comparing.journey import ENDS
from throughline.evidence.models import Extract, Release
from throughline.evidence.queries.journey import journey_of
from throughline.evidence.tables import gathered
from throughline.kernel.actor import Actor
from throughline.ledger.actions import act

AT = datetime(2026, 5, 1, 9, tzinfo=UTC)
SYSTEM = Actor("system:evidence", frozenset({"system"}))
YEARS, YEAR = "2024-04-01/2026-04-01", "2025-04-01/2026-04-01"
COUNTS = {
    "too_recent": 700, "not_taken_on": 60, "not_seen": 50, "not_assessed": 12, "nothing_begun": 8, "left_early": 90,
    "left_later": 40, "still_here": 30, "came_back": 20, "too_early": 15, "stayed_well": 175,
}  # fmt: skip
REFERRED = 500
Staff = Callable[[str], Client]


def extract(**said: Any) -> Extract:
    return Extract(
        **{
            "name": "Made-up years", "made_from": "generator", "schema_version": 2, "covers_from": date(2024, 4, 1),
            "covers_until": date(2026, 4, 1), "is_made_up": True, "seed": 5, "manifest": {}, "file": "x.sealed",
            "state": "held", "keep_until": date(2027, 4, 1), "taken_at": AT, "taken_by": SYSTEM.id, **said,
        }
    )  # fmt: skip


def journey(of: Extract, counts: dict[str, int | None] | None = None, all_of: int | None = 1_200) -> Release:
    counted = COUNTS if counts is None else counts
    cells = [
        {"key": [place, end], "count": count}
        for place in ("Bolton", "total")
        for end, count in {**counted, "total": all_of}.items()
    ]
    ends = {"name": "furthest", "categories": [*counted], "is_sensitive": True}
    return release(of, "journey", YEARS, cells, {}, [{"name": "place", "categories": ["Bolton"]}, ends])


def need(of: Extract, figures: Any = None, *, period: str = YEAR, known: int | None = 1_000) -> Release:
    said = {
        "Bolton": {"best": 1_503, "low": 1_397, "high": 1_622},
        "total": {"best": 1_503, "low": 1_397, "high": 1_622},
    }
    cells = [{"key": [place, "total"], "count": known} for place in ("Bolton", "total")]
    by = [{"name": "place", "categories": ["Bolton"]}]
    return release(of, "need-estimate", period, cells, said if figures is None else figures, by)


def release(of: Extract, measure: str, period: str, cells: Any, figures: Any, dimensions: Any) -> Release:
    return Release(
        extract=of, measure=measure, measure_version=2, name=measure, cohort=measure, by="place", period=period,
        dimensions=dimensions, cells=cells, figures=figures, reasons=[], hidden=0, released_at=AT, released_by="x",
    )  # fmt: skip


class TestTheWayFromNeed:
    def test_begins_with_an_estimate_and_its_interval_in_tens(self) -> None:
        of = extract()
        found = journey_of(journey(of), need=need(of))
        assert found.need is not None
        assert found.need.in_words() == "about 1,500 (1,400 to 1,620)"
        assert found.finding.startswith(
            "An estimated 33 of every 100 people who need help are referred. Of every 100 "
        )
        assert [step.people for step in found.steps] == [500, 440, 390, 378, 370, 280, 210, 175]

    def test_says_who_is_not_referred_and_why_without_giving_a_count_away(self) -> None:
        of = extract()
        found = journey_of(journey(of), "Bolton", need=need(of))
        assert found.need is not None
        said = found.need.lost(found.steps[0].people)
        assert "about 1,000 (900 to 1,120) were not referred" in said
        assert "about 500 of them are on no list" in said
        figures = [int(each.replace(",", "")) for each in re.findall(r"\d[\d,]*", said)]
        assert all(each % 10 == 0 for each in figures)

    def test_says_nothing_of_who_is_not_referred_where_more_were_referred_than_need_it(self) -> None:
        of, few = extract(), {"best": 400.0, "low": 350.0, "high": 470.0}
        found = journey_of(journey(of), need=need(of, {"total": few}, known=300))
        assert found.need is not None
        assert found.need.lost(found.steps[0].people) == ""
        assert not found.finding.startswith("An estimated")

    def test_is_drawn_with_its_whisker(self) -> None:
        of = extract()
        facts = journey_of(journey(of), need=need(of)).facts
        assert facts["need"]["low"] < facts["need"]["best"] < facts["need"]["high"]
        for narrow in (True, False):
            drawn = draw_steps(facts, narrow).to_dict()
            assert "Need help" in str(drawn)
            assert any("rule" in str(layer["mark"]) for layer in drawn["layer"])
        assert "rule" not in str(draw_steps(journey_of(journey(of)).facts, False).to_dict()["layer"])


class TestNeedDoesNotStandBeforeTheSteps:
    @pytest.mark.parametrize(
        ("given", "says"),
        [
            (None, "not estimated yet"),
            ({"of": {"is_made_up": False}}, "for other people"),
            ({"period": "2025-10-01/2026-04-01"}, "periods of other lengths"),
            ({"figures": {}}, "is hidden here"),
            ({"known": None}, "is hidden here"),
        ],
    )
    def test_and_the_page_says_why(self, given: dict[str, Any] | None, says: str) -> None:
        of = extract()
        held = None
        if given is not None:
            other = extract(**given.pop("of", {}))
            held = need(other, given.pop("figures", None), **given)
        found = journey_of(journey(of), need=held)
        assert found.need is None
        assert says in found.no_need
        assert "need" not in found.facts


class TestAStep:
    def test_is_known_from_those_who_stopped_later_where_an_earlier_stop_is_hidden(self) -> None:
        hidden: dict[str, int | None] = {**COUNTS, "not_taken_on": None, "not_seen": None}
        found = journey_of(journey(extract(), hidden))
        assert [step.people for step in found.steps] == [500, None, 390, 378, 370, 280, 210, 175]
        assert [row["step"] for row in found.facts["steps"]][1] == "First contact"

    def test_is_not_known_between_two_hidden_stops(self) -> None:
        hidden: dict[str, int | None] = {**COUNTS, "not_seen": None, "stayed_well": None}
        people = [step.people for step in journey_of(journey(extract(), hidden)).steps]
        assert people == [500, 440, None, None, None, None, None, None]

    def test_of_a_table_that_did_not_tell_who_was_not_assessed_loses_nobody_there(self) -> None:
        before = {end: count for end, count in COUNTS.items() if end != "not_assessed"}
        assert set(ENDS) - set(before) == {"not_assessed"}
        found = journey_of(journey(extract(), before, 1_188))
        assert [step.people for step in found.steps] == [488, 428, 378, 378, 370, 280, 210, 175]


@pytest.mark.django_db
class TestThePageAndThePack:
    @pytest.fixture(autouse=True)
    def left(self, db: None) -> None:
        of = extract()
        with act(actor=SYSTEM, at=AT, verb="test", subject=("test", 1)):
            for row in (of, journey(of), need(of)):
                row.save()

    def test_tell_estimated_need_apart_from_what_is_counted(self, staff: Staff) -> None:
        page = words(staff("csp-chair").get("/evidence/journey/?place="))
        assert "Need help estimated about 1,500 , range 1,400 to 1,620" in page
        assert "Need is a model’s figure: people who need help from 1 April 2025 to 31 March 2026" in page
        assert "Which of those in need were referred" in page
        assert "were not referred; about 500 of them are on no list" in page

    def test_give_it_as_a_file_and_a_picture(self, staff: Staff) -> None:
        browser = staff("analyst")
        file = browser.get("/evidence/journey/steps.csv").content.decode()
        assert "all,Need help,1503,1397,1622,," in file
        assert "all,Referred,500,,,," in file
        assert browser.get("/evidence/journey/steps.svg").content.startswith(b"<svg")

    def test_have_it_in_the_pack(self) -> None:
        for place in ("", "Bolton"):
            first, referred, *_ = gathered(actor=SYSTEM, place=place).steps
            assert first.name == "Need help"
            assert first.people is None
            assert first.estimate is not None
            assert (first.estimate.low, first.estimate.high) == (1_397, 1_622)
            assert "were not referred" in referred.not_counted

    def test_ask_the_database_no_more_often_than_before(
        self, staff: Staff, django_assert_max_num_queries: Any
    ) -> None:
        analyst = staff("analyst")
        analyst.get("/evidence/journey/")
        with django_assert_max_num_queries(8):
            analyst.get("/evidence/journey/")
