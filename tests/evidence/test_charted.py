"""What do the charts of a measure say of figures that left: the reader's own place, money as money, a baseline?"""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from throughline.evidence.measures.catalogue import BY_CODE, MEASURES
from throughline.evidence.measures.shapes import Measure
from throughline.evidence.models import Extract, Release
from throughline.evidence.queries import charted, measured

RETAINED, COST, CONTACTS = (BY_CODE[code] for code in ("retained", "cost-per-start", "contacts"))


def left(figures: dict[str, Any], by: str = "place", places: tuple[str, ...] = ()) -> Release:
    dimensions = [{"name": by, "categories": list(places), "is_sensitive": False}]
    extract = Extract(covers_from=date(2024, 1, 1), covers_until=date(2026, 7, 1))
    return Release(by=by, figures=figures, dimensions=dimensions, cells=[], extract=extract)


def share(counted: int, of: int) -> dict[str, float]:
    return {"counted": counted, "of": of, "share": counted / of}


THREE = {"Bolton": share(50, 70), "Bury": share(30, 40), "Wigan": share(60, 90), "total": share(140, 200)}
MONTHS = [f"{year}-{month:02}" for year in (2024, 2025) for month in range(1, 13)]


class TestPlacesBesideOneAnother:
    def test_mark_the_readers_own(self) -> None:
        chart = charted.between_places(RETAINED, left(THREE), frozenset({"Wigan"}))
        assert chart
        assert [each["place"] for each in chart.facts["places"] if each["is_own"]] == ["Wigan"]

    def test_name_each_place_where_its_name_has_room(self) -> None:
        crowd = {f"Place {n}": share(50 + n % 2, 100) for n in range(10)}
        chart = charted.between_places(RETAINED, left(crowd), frozenset({"Place 7"}))
        assert chart
        named = {each["place"] for each in chart.facts["places"] if each["narrow"]}
        assert "Place 7" in named
        assert len(named) < 10

    def test_of_a_cost_show_the_cost_and_no_limits(self) -> None:
        figures = {
            "Wigan": {**share(2, 2), "figure": 294884.0},
            "Bolton": {**share(2, 2), "figure": 355386.0},
            "Bury": {**share(1, 1), "figure": 606783.0},
            "total": {**share(5, 5), "figure": 337620.0},
        }
        chart = charted.between_places(COST, left(figures), frozenset({"Wigan"}))
        assert chart
        assert "limits" not in chart.facts
        assert [each["said"] for each in chart.facts["places"]] == ["£2,948.84", "£3,553.86", "£6,067.83"]
        assert "from £2,948.84 in Wigan to £6,067.83 in Bury" in chart.shows
        assert measured.finding(COST, left(figures)) == "Cost for each start: £3,376.20, as agreed"


class TestMonthAfterMonth:
    def test_of_a_cost_are_not_drawn_because_a_month_says_only_how_many_started(self) -> None:
        assert charted.in_time(COST, left({month: share(5, 5) for month in MONTHS}, "month")) is None

    def test_of_a_rate_are_the_rate(self) -> None:
        figures = {month: {**share(9, 10), "figure": 2.5} for month in MONTHS}
        chart = charted.in_time(CONTACTS, left(figures, "month"))
        assert chart
        assert {each["value"] for each in chart.facts["points"]} == {2.5}
        assert chart.shows.startswith("No month is out of the usual: 2.5 on average")

    def test_are_judged_by_a_baseline_that_somebody_named(self) -> None:
        shares = {month: share(50 + n % 2 + 30 * (n >= 12), 100) for n, month in enumerate(MONTHS)}
        chart = charted.in_time(RETAINED, left(shares, "month"), (date(2024, 12, 31), "50%", "the pilot"))
        assert chart
        assert chart.facts["baseline"] == "Dec 2024"
        signals = [each["is_signal"] for each in chart.facts["points"]]
        assert not any(signals[:11])
        assert all(signals[12:])
        assert "outside the limits (Jan 2025 to Dec 2025)" in chart.shows
        assert "in the baseline, to Dec 2024" in chart.shows


@pytest.mark.parametrize("measure", MEASURES, ids=lambda one: one.code)
def test_each_measure_has_its_months_by_its_own_figure_or_not_at_all(measure: Measure) -> None:
    figures = {month: {**share(120, 200), "figure": 3.5} for month in MONTHS}
    found = charted.in_time(replace(measure, matures_after=0, needs=()), left(figures, "month"))
    own: dict[str, set[float]] = {"count": {200}, "rate": {3.5}, "cost": set(), "load": set(), "posts": set()}
    assert {each["value"] for each in (found.facts["points"] if found else ())} == own.get(
        measure.kind, {0.6}
    )


class TestAMonthThatIsNotWhole:
    @pytest.mark.parametrize(
        ("until", "matures_after", "last"),
        [
            (date(2026, 1, 1), 0, "Dec 2025"),
            (date(2025, 12, 31), 0, "Nov 2025"),
            (date(2026, 1, 1), 31, "Nov 2025"),
            (date(2026, 1, 1), 32, "Oct 2025"),
        ],
    )
    def test_is_not_drawn(self, until: date, matures_after: int, last: str) -> None:
        release = left({month: share(50, 100) for month in MONTHS}, "month")
        release.extract.covers_until = until
        found = charted.in_time(replace(RETAINED, matures_after=matures_after), release)
        assert found
        assert found.facts["points"][-1]["month"] == last
