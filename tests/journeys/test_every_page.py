"""Can everybody use every page: by WCAG 2.2 AA, at phone and desktop width, and at 320 pixels?"""

from typing import Any

import pytest
from playwright.sync_api import expect
from tests.browser import overflow, press, violations

pytestmark = pytest.mark.browser

PUBLIC = [
    "/register/",
    "/register/?q=nothing+has+these+words",
    "/register/decisions/2021-001/",
    "/register/decisions/2024-001/",
    "/register/rounds/",
    "/register/allocations/",
    "/register/grants/",
    "/register/monthly/",
    "/register/monthly/2021-11/",
    "/register/monthly/2024-05/",
    "/programmes/gm-irs-dr/",
    "/programmes/gm-irs-dr/2021-22/",
    "/programmes/gm-irs-dr/2022-23/",
    "/programmes/gm-irs-dr/2024-25/",
    "/forward-plan/",
    "/forward-plan/?all=yes",
    "/call-in/",
    "/verify/",
    "/search/",
    "/search/?q=bolton",
    "/accessibility/",
    "/privacy/",
    "/sign-in/",
    "/no/such/page/",
]
STAFF = {
    "programme-officer": [
        "/",
        "/decisions/",
        "/decisions/2021-001/",
        "/drafts/",
        "/drafts/begin/",
        "/notices/",
        "/notices/read/",
        "/promises/",
        "/risks/",
        "/plan/",
        "/plan/?q=nothing+has+these+words",
        "/reviews/",
        "/governance/",
        "/governance/groups/add/",
        "/governance/meetings/",
        "/governance/meetings/?q=nothing+has+these+words",
        "/governance/meetings/plan/",
        "/governance/actions/",
        "/governance/endorsements/",
        "/governance/endorsements/add/",
        "/governance/consultations/",
        "/governance/consultations/add/",
        "/governance/appraisals/",
        "/governance/appraisals/add/",
        "/governance/priorities/",
        "/account/",
    ],
    "monitoring-officer": ["/", "/scheme/", "/scheme/try/", "/regimes/", "/to-publish/", "/panel/"],
    "analyst": [
        "/programmes/gm-irs-dr/2026-27/workbench/",
        "/programmes/gm-irs-dr/2026-27/",
        "/programmes/gm-irs-dr/plan/",
    ],
    "administrator": ["/", "/people/"],
    "key-worker": ["/", "/notices/read/", "/governance/"],
}


class TestAPublicPage:
    @pytest.mark.parametrize("path", PUBLIC)
    def test_has_nothing_that_axe_finds_and_fits_its_window(self, visit: Any, path: str) -> None:
        page = visit(path, width=1280)
        assert violations(page) == []
        page.set_viewport_size({"width": 390, "height": 844})
        assert violations(page) == []
        page.set_viewport_size({"width": 320, "height": 640})
        assert overflow(page) <= 0, "the page scrolls sideways at 320 pixels"


class TestAPageForStaff:
    @pytest.mark.parametrize("role", STAFF)
    def test_has_nothing_that_axe_finds_and_fits_its_window(self, visit: Any, role: str) -> None:
        page = visit("/", as_=role)
        for path in STAFF[role]:
            page.set_viewport_size({"width": 1280, "height": 844})
            page.goto(path)
            assert violations(page) == [], path
            page.set_viewport_size({"width": 390, "height": 844})
            assert violations(page) == [], path
            page.set_viewport_size({"width": 320, "height": 640})
            assert overflow(page) <= 0, f"{path} scrolls sideways at 320 pixels"


class TestAnalyst:
    def test_sees_the_run_of_2021_reproduce_every_published_amount(self, visit: Any) -> None:
        page = visit("/programmes/gm-irs-dr/2021-22/", as_="analyst")
        press(page, page.get_by_role("link", name="Counts that would give the published split"))
        expect(page.locator("main")).to_contain_text("The counts are inference.")
        expect(page.locator("main")).to_contain_text("All 10 shares are the published amounts, to the penny.")
        expect(page.locator("main")).to_contain_text("From its own frozen inputs, to identical bytes.")
        assert violations(page) == []


class TestSomebodyWhoIsNoAnalyst:
    def test_is_not_shown_the_run(self, visit: Any) -> None:
        page = visit("/programmes/gm-irs-dr/2021-22/")
        expect(page.locator("main")).not_to_contain_text("Allocation runs")
