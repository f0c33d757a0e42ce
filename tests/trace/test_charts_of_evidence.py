"""Does every chart of the evidence have its numbers, a sentence that says what it shows and one that says what not?"""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from throughline.evidence.measures.catalogue import MEASURES

SignedIn = Callable[[str], Client]
PAGES = (
    "/evidence/need/",
    "/evidence/capacity/",
    "/evidence/journey/",
    "/evidence/staying/",
    "/evidence/fair/",
    "/evidence/co-located/",
    "/evidence/reoffending/",
    "/evidence/hidden-need/",
)
CHART = re.compile(r"<img[^>]+\.svg")
CANNOT = re.compile(r"What (?:this|it) cannot")
LIMITS = {
    "Localities beside one another": ("Usual for so many (95%)", "Hardly ever outside (99.8%)"),
    "Month by month": ("Usual from", "Usual up to"),
}


@pytest.mark.usefixtures("demonstration")
class TestAChart:
    @pytest.mark.parametrize("path", PAGES)
    def test_of_a_page_has_its_numbers_and_says_what_it_shows_and_cannot(
        self, signed_in: SignedIn, path: str
    ) -> None:
        page = signed_in("analyst").get(path).content.decode()
        assert CHART.search(page), path
        assert "<table" in page
        assert "What this shows" in page
        assert CANNOT.search(page)

    def test_of_a_measure_has_its_limits_in_the_table_too(self, signed_in: SignedIn) -> None:
        browser, charted = signed_in("analyst"), 0
        for measure in MEASURES:
            page = browser.get(f"/evidence/measures/{measure.code}/").content.decode()
            for part in page.split('<h2 class="govuk-heading-m">'):
                if not CHART.search(part):
                    continue
                charted += 1
                assert part.count(">What this shows<") == part.count("<table") == 1, measure.code
                assert CANNOT.search(part), measure.code
                has_limits = "Usual" in part
                assert has_limits == (measure.kind in ("share", "days", "change") or "Month by month" in part)
                for heading, heads in LIMITS.items():
                    if part.startswith(heading) and has_limits:
                        assert all(head in part for head in heads), measure.code
        assert charted > len(MEASURES)
