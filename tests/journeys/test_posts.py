"""A vacant post, from the provider's home page to the commissioner's, and the streams that its money comes from."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect
from tests.browser import enter, overflow, press, reach, violations

pytestmark = pytest.mark.browser
POST = "Recovery coordinator"


def is_fit(page: Any) -> None:
    """By axe at its width, and without sideways scrolling at 320 pixels; then as wide as before."""
    before = page.viewport_size
    assert violations(page) == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert overflow(page) <= 0
    page.set_viewport_size(before)


def on_day(page: Any, day: str, month: str, year: str, nth: int = 0) -> None:
    for box, typed in (("Day", day), ("Month", month), ("Year", year)):
        page.get_by_label(box, exact=True).nth(nth).fill(typed)


class TestAVacantPost:
    def test_is_told_covered_paid_once_and_filled(self, visit: Callable[..., Any]) -> None:
        provider = visit("/", width=390, as_="provider-manager")
        press(provider, provider.get_by_role("link", name=f"{POST} is vacant, and nobody covers it").first)
        expect(provider.locator("main")).to_contain_text("Nobody has been in it since 16 February 2026.")
        is_fit(provider)
        press(provider, provider.get_by_role("link", name="Say who covers it, and what it may enter"))
        provider.get_by_label("Who covers it when it is vacant").fill("Team manager")
        press(provider, provider.get_by_role("button", name="Save it"))
        expect(provider.locator("main")).to_contain_text("Covered by Team manager.")

        commissioner = visit("/localities/", width=390, as_="commissioner")
        expect(commissioner.locator("h1")).to_contain_text("Bolton")
        expect(commissioner.locator("main")).to_contain_text("covered by Team manager")
        is_fit(commissioner)
        press(commissioner, commissioner.get_by_role("link", name=POST))
        expect(commissioner.locator("main")).to_contain_text("60 % is paid by nobody on record.")
        press(commissioner, commissioner.get_by_role("button", name="Say who pays"))
        commissioner.get_by_label("Who pays?").select_option(
            label="National grant for treatment and recovery, Bolton"
        )
        commissioner.get_by_label("Which part of it").fill("61")
        on_day(commissioner, "1", "4", "2026")
        press(commissioner, commissioner.get_by_role("button", name="Add the share"))
        expect(commissioner.locator("main")).to_contain_text("At most 60 % is left.")
        is_fit(commissioner)
        commissioner.get_by_label("Which part of it").fill("60")
        press(commissioner, commissioner.get_by_role("button", name="Add the share"))
        expect(commissioner.locator("main")).to_contain_text("All of it is paid today, and no part twice.")

        enter(provider, provider.get_by_role("button", name="Say that it is filled"))
        reach(provider, provider.get_by_label("Day", exact=True))
        on_day(provider, "2", "3", "2026")
        press(provider, provider.get_by_role("button", name="Say that it is filled"))
        expect(provider.locator("main")).to_contain_text("The post is filled.")


class TestTheStreamsOfALocality:
    def test_are_drawn_listed_and_added_to(self, visit: Callable[..., Any]) -> None:
        page = visit("/localities/bolton/", as_="commissioner")
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 844})
            page.reload()
            picture = page.get_by_role("img", name="Money for people on probation in Bolton")
            page.wait_for_function("image => image.complete", arg=picture.element_handle())
            assert picture.evaluate("image => image.naturalWidth") > 300
            assert picture.bounding_box()["width"] <= width
        expect(page.locator("main")).to_contain_text("After 2026/27,")
        [unknown] = re.findall(r"(\d+) streams? runs? besides", page.locator("main").inner_text())
        press(page, page.get_by_role("button", name="Add a stream"))
        is_fit(page)
        page.get_by_label("What is it called there?").fill("Outreach van")
        page.get_by_label("Outreach and engagement").check()
        page.get_by_label("Who pays, if they are not in the list?").fill("A charity (made up)")
        page.get_by_label("How much in which year?").fill("2026/27\n2027/28 12,000")
        page.get_by_label("Where is this known from?").fill("A made-up letter")
        press(page, page.get_by_role("button", name="Put it on the page"))
        expect(page.locator("main")).to_contain_text("Outreach van")
        more = f"{int(unknown) + 1} streams run besides, whose amount nobody has stated"
        expect(page.locator("main")).to_contain_text(more)


class TestMoneyIn:
    def test_is_taken_in_part_and_the_rest_stays_due(self, visit: Callable[..., Any]) -> None:
        page = visit("/money-in/", width=390, as_="finance-preparer")
        is_fit(page)
        press(page, page.locator("#awaited + ul").get_by_role("link").first)
        press(page, page.get_by_role("link", name="Say that it came").first)
        is_fit(page)
        page.get_by_label("How much came?").fill("100,000.00")
        on_day(page, "2", "11", "2026")
        page.get_by_label("Under which reference does the finance system have it?").fill("GL-JOURNEY-1")
        press(page, page.get_by_role("button", name="Say that it came"))
        expect(page.locator("main")).to_contain_text("It came, and counts as received.")
        expect(page.locator("main")).to_contain_text("£65,000.00")
        is_fit(page)

    def test_shows_hmpps_its_own_side(self, visit: Callable[..., Any]) -> None:
        page = visit("/money-in/", as_="hmpps-contract-manager")
        expect(page.locator("h1")).to_contain_text("Your money")
        expect(page.locator("main")).not_to_contain_text("Greater Manchester Combined Authority")
        is_fit(page)
