"""Does a chart draw the figure of its measure, and nothing else under its name?"""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from throughline.evidence.gate.shapes import TOTAL
from throughline.evidence.measures.catalogue import BY_CODE, MEASURES
from throughline.evidence.measures.shapes import Measure
from throughline.evidence.models import Extract, Release
from throughline.evidence.queries.charted import between_places, in_time

OF, COUNTED, FIGURE = 200, 120, 3.5
MONTHS = [f"{year}-{month:02}" for year in (2024, 2025) for month in range(1, 13)]
PLACES = ("Bolton", "Bury", "Wigan", "Trafford")


def left(of: tuple[str, ...] | list[str], until: date = date(2026, 1, 1)) -> Release:
    said = {"of": OF, "counted": COUNTED, "share": COUNTED / OF, "figure": FIGURE}
    extract = Extract(covers_from=date(2024, 1, 1), covers_until=until)
    return Release(extract=extract, figures={**dict.fromkeys(of, said), TOTAL: said})


def drawn(measure: Measure) -> set[float]:
    found = in_time(replace(measure, matures_after=0), left(MONTHS))
    return {point["value"] for point in found.facts["points"]} if found else set()


@pytest.mark.parametrize("measure", MEASURES, ids=lambda one: one.code)
class TestEachMeasure:
    def test_has_its_places_beside_one_another_only_by_a_share(self, measure: Measure) -> None:
        assert bool(between_places(measure, left(PLACES))) == (measure.kind in ("share", "days", "change"))

    def test_has_its_months_after_one_another_by_its_own_figure_or_not_at_all(self, measure: Measure) -> None:
        own: dict[str, Any] = {"count": {OF}, "rate": {FIGURE}, "cost": set(), "load": set(), "posts": set()}
        assert drawn(measure) == own.get(measure.kind, {COUNTED / OF})


class TestAMonthThatIsNotWhole:
    def test_is_not_drawn(self) -> None:
        measure = BY_CODE["engagement"]
        found = in_time(replace(measure, matures_after=0), left(MONTHS, until=date(2025, 12, 31)))
        assert found
        assert [point["month"] for point in found.facts["points"]][-1] == "Nov 2025"

    def test_nor_one_of_whose_members_some_are_not_mature(self) -> None:
        measure = replace(BY_CODE["engagement"], matures_after=32)
        found = in_time(measure, left(MONTHS))
        assert found
        assert [point["month"] for point in found.facts["points"]][-1] == "Oct 2025"
