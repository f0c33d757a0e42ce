"""A promise of the 2021 notice, from "nobody gave a date" to kept by evidence that somebody else agreed with."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect
from tests.browser import enter, overflow, press, reach, violations

pytestmark = pytest.mark.browser

BY_POINTER, BY_KEYBOARD = "An Operational Development Group", "Links with probation"


def is_fit(page: Any) -> None:
    """By axe at its width, and without sideways scrolling at 320 pixels; then as wide as before."""
    before = page.viewport_size
    assert violations(page) == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert overflow(page) <= 0
    page.set_viewport_size(before)


class TestAPromiseOfTheNotice:
    def test_is_given_an_owner_and_a_day_and_is_kept_by_evidence_on_a_phone(
        self, visit: Callable[..., Any]
    ) -> None:
        page = visit("/promises/", width=390, as_="programme-officer")
        press(page, page.get_by_role("link", name=BY_POINTER))
        expect(page.locator("main")).to_contain_text("Nobody gave a date.")
        is_fit(page)

        press(page, page.get_by_role("link", name="Ask the owner, and give it a day"))
        page.get_by_label("Who owns it").select_option(label="Programme officer")
        for box, typed in (("Day", "1"), ("Month", "3"), ("Year", "2099")):
            page.get_by_label(box, exact=True).fill(typed)
        press(page, page.get_by_role("button", name="Save the change"))
        expect(page.locator("main"), "a change says why").to_contain_text("has not been filled in")
        expect(page.get_by_label("Year", exact=True), "what was typed stays").to_have_value("2099")
        is_fit(page)
        page.get_by_label("Why").fill("The notice names no day; agreed with HMPPS.")
        press(page, page.get_by_role("button", name="Save the change"))
        expect(page.locator("main")).to_contain_text(
            "Owner: Nobody yet became Programme officer. Due: no day became 1 March 2099."
        )

        press(page, page.get_by_role("button", name="Show that it is kept"))
        is_fit(page)
        page.get_by_label("A file").set_input_files(
            {"name": "plan.txt", "mimeType": "text/plain", "buffer": b"The plan, made up."}
        )
        page.get_by_label("What shows it").fill("Agreed at the Commissioning Meeting.")
        press(page, page.get_by_role("button", name="Show the evidence"))
        expect(page.get_by_role("button", name="Agree that it is kept")).to_be_disabled()
        expect(page.locator("main")).to_contain_text("You showed this evidence")

        lead = visit(page.url, width=390, as_="programme-lead")
        with lead.expect_download() as download:
            lead.get_by_role("link", name="plan.txt").click()
        assert download.value.suggested_filename == "plan.txt"
        press(lead, lead.get_by_role("button", name="Agree that it is kept"))
        lead.get_by_label("What convinced you").fill("I was there.")
        press(lead, lead.get_by_role("button", name="Agree that it is kept"))
        expect(lead.locator("main")).to_contain_text("The promise is kept.")
        expect(lead.locator("main")).to_contain_text("I was there.")
        is_fit(lead)

    def test_is_kept_with_the_keyboard_alone_on_a_desk(self, visit: Callable[..., Any]) -> None:
        page = visit("/promises/", as_="programme-officer")
        enter(page, page.get_by_role("link", name=BY_KEYBOARD))
        enter(page, page.get_by_role("button", name="Show that it is kept"))
        reach(page, page.get_by_label("What shows it"))
        page.keyboard.type("Signed with probation, and in use.")
        enter(page, page.get_by_role("button", name="Show the evidence"))
        lead = visit(page.url, as_="programme-lead")
        enter(lead, lead.get_by_role("button", name="Agree that it is kept"))
        enter(lead, lead.get_by_role("button", name="Agree that it is kept"))
        expect(lead.locator("main")).to_contain_text("The promise is kept.")
        is_fit(lead)


class TestTheRestThatIsWatched:
    def test_leads_from_a_list_to_a_page_and_its_form(self, visit: Callable[..., Any]) -> None:
        page = visit("/risks/", as_="programme-lead")
        for path, link, button in (
            ("/risks/", "A locality recommissions", "Look at it again"),
            ("/plan/", "First five", "Say that it was reached"),
            ("/reviews/", "external review", ""),
        ):
            page.goto(path, wait_until="domcontentloaded")  # the picture has a test of its own
            press(page, page.get_by_role("link", name=link).first)
            is_fit(page)
            if button:
                press(page, page.get_by_role("button", name=button))
                is_fit(page)
        for path in ("/risks/new/", "/plan/new/", "/reviews/new/"):
            page.goto(path)
            is_fit(page)

    def test_shows_the_plan_as_a_picture_that_fits_with_its_words(self, visit: Callable[..., Any]) -> None:
        page = visit("/plan/", as_="programme-lead")
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 844})
            page.reload()
            picture = page.get_by_role("img", name="Milestones by month")
            page.wait_for_function("image => image.complete", arg=picture.element_handle())
            assert picture.evaluate("image => image.naturalWidth") > 300
            assert picture.bounding_box()["width"] <= width
