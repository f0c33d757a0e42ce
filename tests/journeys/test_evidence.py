"""From the evidence to a figure that one may quote: an analyst at a desk, a commissioner on a phone, both with axe."""

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect
from tests.browser import press, reach, unfit

pytestmark = pytest.mark.browser
Visit = Callable[..., Any]


class TestAnAnalyst:
    def test_goes_from_the_overview_to_a_measure_its_numbers_and_what_the_gate_hid(
        self, visit: Visit
    ) -> None:
        page = visit("/evidence/", as_="analyst")
        press(page, page.get_by_role("link", name="What is measured"))
        press(page, page.get_by_role("link", name="Working days to first contact"))
        expect(page.locator("h1")).to_contain_text("within 10 working days")
        for chart in page.locator(".tl-chart__picture").all():
            assert chart.evaluate("each => each.complete && each.naturalWidth > 0")
            assert len(chart.get_attribute("alt")) > 60
        page.get_by_label("By", exact=True).select_option("month")
        press(page, page.get_by_role("button", name="Show"))
        found = unfit(page)
        with page.expect_download() as downloading:
            page.get_by_role("link", name="CSV").click()
        rows = list(
            csv.DictReader(io.StringIO(Path(downloading.value.path()).read_text(encoding="utf-8-sig")))
        )
        assert {"2024-05", "2026-01"} <= {row["Month"] for row in rows}
        assert {row["Made up"] for row in rows} == {"yes"}
        page.goto("/evidence/gate/?hides=some")
        press(page, page.locator("main").get_by_role("link", name=re.compile(" by ")).first)
        expect(page.locator("main")).to_contain_text("hidden")
        assert not (found + unfit(page))

    def test_answers_a_pair_from_the_keyboard_and_changes_the_answer(self, visit: Visit) -> None:
        page = visit("/evidence/linking/", as_="analyst")
        press(page, page.get_by_role("link", name="Made-up people, 2025/26"))
        press(page, page.get_by_role("button", name="Look at the next pair"))
        with page.expect_navigation():
            page.keyboard.press("s")
        reach(page, page.get_by_role("link", name="Change your answer"))
        with page.expect_navigation():
            page.keyboard.press("Enter")
        expect(page.get_by_role("button", name=re.compile("your answer so far"))).to_contain_text("Same")
        with page.expect_navigation():
            page.keyboard.press("d")
        press(page, page.get_by_role("link", name=re.compile("What the model said of pair")))
        expect(page.locator("h1")).to_contain_text("you said: different people")


class TestACommissionerOnAPhone:
    def test_reads_the_own_locality_first_and_takes_the_pack_along(self, visit: Visit) -> None:
        page = visit("/evidence/need/", as_="commissioner.wigan", width=390)
        first = page.locator("tbody tr").first
        expect(first).to_contain_text("Wigan Yours")
        found = unfit(page)
        page.set_viewport_size({"width": 390, "height": 844})
        page.goto("/evidence/measures/retained/")
        assert "narrow=1" in page.locator(".tl-chart__picture").first.evaluate("each => each.currentSrc")
        found += unfit(page)
        page.set_viewport_size({"width": 390, "height": 844})
        page.goto("/packs/")
        press(page, page.get_by_role("link", name="Wigan, October to December 2025", exact=True))
        expect(page.locator("h1")).to_contain_text("people who need help in Wigan do not get it")
        found += unfit(page)
        answer = page.request.get(page.get_by_role("link", name="PDF", exact=True).get_attribute("href"))
        assert answer.headers["content-type"] == "application/pdf"
        assert answer.body().startswith(b"%PDF")
        assert not found, "\n".join(found)
