"""An analyst looks at pairs of records from the keyboard, and reads why the model took them for one person."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect
from tests.browser import press, unfit

pytestmark = pytest.mark.browser
Visit = Callable[..., Any]


class TestLookingAtPairs:
    def test_leads_from_the_list_to_an_answer_and_what_the_model_said(self, visit: Visit) -> None:
        page = visit("/evidence/linking/", as_="analyst")
        press(page, page.get_by_role("link", name="Made-up people, 2025/26"))
        found = unfit(page)
        press(page, page.get_by_role("button", name="Look at the next pair"))
        expect(page.locator("h1")).to_contain_text("Is this the same person?")
        found += unfit(page)
        with page.expect_navigation():
            page.keyboard.press("d")
        expect(page.locator("main")).to_contain_text("1 of")
        press(page, page.get_by_role("link", name=re.compile("What the model said of pair 1")))
        expect(page.locator("h1")).to_contain_text("you said: different people")
        found += unfit(page)
        assert not found, "\n".join(found)
