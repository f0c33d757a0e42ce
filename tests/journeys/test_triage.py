"""A unit at work by keyboard: inbox, accept, allocate, a person who moves to another unit; it prints what it took."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect
from tests.browser import unfit
from tests.journeys.counting import ByKeyboard, Counted, tell, total

pytestmark = pytest.mark.browser


class TestAUnit:
    def test_accepts_allocates_and_moves_somebody_by_keyboard_alone(self, visit: Callable[..., Any]) -> None:
        page = visit("/inbox/", as_="key-worker")
        taken = ByKeyboard(page, "key-worker")
        expect(page.locator("h1")).to_have_text("Inbox")
        assert unfit(page) == []
        page.set_viewport_size({"width": 1280, "height": 844})
        first = page.locator(".tl-inbox__name a").first
        name = first.inner_text()
        taken.go(first)
        expect(page.locator(".tl-identity")).to_contain_text(name)
        assert name not in page.title()
        assert unfit(page) == []
        page.set_viewport_size({"width": 1280, "height": 844})
        taken.go(page.get_by_role("button", name="Accept"))
        expect(page.locator(".tl-suggestion")).to_contain_text("Suggested:")
        assert unfit(page) == []
        page.set_viewport_size({"width": 1280, "height": 844})
        taken.go(page.get_by_role("button", name="Give to this key worker"))
        expect(page.locator(".govuk-notification-banner")).to_contain_text("Probation was told")
        expect(page.locator("h1")).to_have_text("Waiting for a key worker")
        assert unfit(page) == []
        tell("accept and allocate, by keyboard", taken, "not counted")
        assert taken.views <= 4
        assert taken.fields == 0

        page.set_viewport_size({"width": 1280, "height": 844})
        waiting = page.locator(".tl-inbox__name a").first
        reference = waiting.get_attribute("href").split("/")[-2]
        moving = ByKeyboard(page, "key-worker")
        moving.go(waiting)
        moving.go(page.get_by_role("link", name="Move to another unit"))
        assert unfit(page) == []
        page.set_viewport_size({"width": 1280, "height": 844})
        moving.type("Which unit, and for which locality?", "Salford")
        moving.type("Why does the person move?", "Has moved to Salford.")
        moving.go(page.get_by_role("button", name="Offer the person"))
        expect(page.get_by_role("button", name="Take the offer back")).to_be_visible()

        there = visit("/inbox/", width=390, as_="provider-manager")
        takes = Counted(there, "provider-manager")
        takes.go(there.locator(".tl-offers a").last)
        expect(there.locator("main")).to_contain_text("Has moved to Salford.")
        assert unfit(there) == []
        takes.press("Take the person on")
        expect(there.locator(".govuk-notification-banner")).to_contain_text("with your unit now")
        tell(
            "transfer, offered by keyboard and taken on",
            total(moving, takes),
            "a withdrawal and a new referral",
        )
        page.goto(f"/inbox/{reference}/")
        expect(page.locator("h1")).to_have_text("Page not found")

    def test_filters_and_remembers_without_scripts(self, visit: Callable[..., Any]) -> None:
        page = visit("/inbox/", width=390, as_="provider-manager", scripts=False)
        everybody = page.locator(".tl-counted").inner_text()
        page.get_by_label("Find by name or CRN").fill("Hegarty")
        page.get_by_role("button", name="Search and filter").click()
        assert "Hegarty" not in page.url
        expect(page.locator(".tl-counted")).to_contain_text("1 referral to decide")
        page.goto("/")
        page.goto("/inbox/")
        expect(page.locator(".tl-counted")).to_contain_text("1 referral to decide")
        page.get_by_role("button", name="Show all").click()
        expect(page.locator(".tl-counted")).to_contain_text(everybody.strip())
