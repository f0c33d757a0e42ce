"""A monitoring officer changes who signs, and a key decision is announced; in a real browser."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect
from tests.browser import press, violations

pytestmark = pytest.mark.browser


class TestTheMonitoringOfficer:
    def test_tries_a_case_prepares_a_version_and_is_told_which_test_case_fails(self, visit: Any) -> None:
        page = visit("/scheme/", as_="monitoring-officer")
        press(page, page.get_by_role("button", name="Try a case"))
        page.get_by_label("Total of the decision").fill("20,000")
        page.get_by_label("Running total this year to the same recipient").fill("60,000")
        press(page, page.get_by_role("button", name="See who signs"))
        expect(page.locator("#answer")).to_contain_text("come to £60,000.00")
        assert violations(page) == []

        page.goto("/scheme/")
        press(page, page.get_by_role("button", name="Prepare a new version"))
        assert violations(page) == []
        limit = page.locator("[name='deputy-mayor--deputy-mayor--from']")
        limit.fill("75,000")
        press(page, page.get_by_role("button", name="Save and see the test cases"))
        expect(page.locator("main")).to_contain_text("do not come out as expected")
        assert page.get_by_role("button", name="Confirm this version").is_disabled()
        assert violations(page) == []

        press(page, page.get_by_role("button", name="Throw this version away"))
        expect(page.locator("main")).to_contain_text("The scheme in force goes on")

    def test_confirms_what_the_law_asks_of_a_function_by_keyboard(self, visit: Any) -> None:
        page = visit("/regimes/", as_="monitoring-officer")
        press(page, page.get_by_role("link", name=re.compile("The whole of it.*Fire and rescue")))
        press(page, page.get_by_role("button", name="Confirm it"))
        page.get_by_label("I have compared it with the paper that it names").focus()
        page.keyboard.press("Space")
        press(page, page.get_by_role("button", name="Confirm"))
        expect(page.locator("main")).to_contain_text("Confirmed by")
        assert violations(page) == []


class TestAKeyDecision:
    def test_is_announced_for_everybody_with_its_clear_days(self, visit: Any) -> None:
        page = visit("/forward-plan/", as_="programme-officer")
        press(page, page.get_by_role("button", name="Announce a key decision"))
        page.get_by_label("Function of the authority").check()
        page.get_by_label("What will be decided?").fill("Night bus support")
        page.get_by_label("Who will decide?").fill("The authority")
        page.get_by_label("To which post can people write").fill("Programme lead")
        page.get_by_label("On which day").fill("28/05/2099")
        press(page, page.get_by_role("button", name="Announce it"))
        expect(page.locator("main")).to_contain_text("28 asked for")
        assert violations(page) == []
