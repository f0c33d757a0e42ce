"""A programme officer drafts a decision, with scripts and without, and hands it on; two of them write at once."""

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import expect
from tests.browser import overflow, press, violations

pytestmark = pytest.mark.browser


def begin(page: Any, title: str) -> str:
    """A new draft; its address."""
    page.goto("/drafts/begin/")
    page.get_by_label("What is it about?").fill(title)
    press(page, page.get_by_role("button", name="Begin"))
    return str(page.url)


def go_on(page: Any) -> None:
    """Save by keyboard and come to the next section."""
    button = page.get_by_role("button", name="Save and continue")
    button.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


def choose(page: Any, words: str) -> None:
    page.get_by_label(words, exact=True).focus()
    page.keyboard.press("Space")


def is_fit(page: Any) -> None:
    """By axe, and without sideways scrolling at 320 pixels."""
    assert violations(page) == [], page.url
    page.set_viewport_size({"width": 320, "height": 640})
    assert overflow(page) <= 0, page.url
    page.set_viewport_size({"width": 390, "height": 844})


class TestADraftWithoutScriptsByKeyboard:
    def test_comes_from_its_first_word_to_the_programme_lead(self, visit: Callable[..., Any]) -> None:
        page = visit("/drafts/", width=390, as_="programme-officer", scripts=False)
        title = f"Kettle Hill grants {uuid4().hex[:6]}"
        draft = begin(page, title)
        page.goto(draft + "sections/type/")
        choose(page, "Deputy Mayor's decision")
        choose(page, "Final sign off")
        go_on(page)
        choose(page, "Police and crime commissioner function of the Mayor")
        go_on(page)
        assert page.url.endswith("/sections/power/")
        page.goto(draft + "sections/decision/")
        page.get_by_label("The decision is that").fill(
            "Grants of £90,000 in total are awarded for Kettle Hill."
        )
        go_on(page)
        page.goto(draft + "sections/financial/")
        page.get_by_label("Total").fill("90,000")
        page.locator("[name=parts-0-place]").fill("Bolton")
        page.locator("[name=parts-0-pence]").fill("89,999.99")
        press(page, page.get_by_role("button", name=re.compile("Save and add more.*Parts")))
        expect(page.locator("main")).to_contain_text("£0.01 less than the total")

        page.goto(draft + "submit/")
        assert page.get_by_role("button", name="Submit the draft").is_disabled()
        expect(page.locator("main")).to_contain_text("nobody can sign figures that disagree")
        page.goto(draft + "sections/financial/")
        page.locator("[name=parts-0-pence]").fill("90,000.00")
        go_on(page)
        page.goto(draft + "submit/")
        expect(page.locator("main")).to_contain_text("It is not said by which legal route")
        press(page, page.get_by_role("button", name="Submit the draft"))
        expect(page.locator("main")).to_contain_text("Submitted")
        page.goto(draft + "sections/reasons/")
        expect(page.locator("main")).to_contain_text("This draft is submitted")
        assert overflow(page) <= 0


class TestADraftWithScripts:
    def test_is_saved_while_somebody_types_and_says_when(self, visit: Callable[..., Any]) -> None:
        page = visit("/", as_="programme-officer")
        draft = begin(page, "Typed")
        page.goto(draft + "sections/reasons/")
        page.get_by_label("The reasons are").fill("Because of the winter.")
        page.get_by_text("Saved at").wait_for()
        page.goto(draft + "whole/")
        expect(page.locator("main")).to_contain_text("Because of the winter.")

    def test_keeps_what_was_typed_without_a_connection_and_saves_it_when_there_is_one(
        self, visit: Callable[..., Any]
    ) -> None:
        page = visit("/", as_="programme-officer")
        draft = begin(page, "Lost")
        page.goto(draft + "sections/reasons/")
        page.context.set_offline(True)
        page.get_by_label("The reasons are").fill("Written in a tunnel.")
        page.get_by_text("there is no connection").wait_for()
        assert page.get_by_label("The reasons are").input_value() == "Written in a tunnel."
        page.context.set_offline(False)
        page.get_by_text("Saved at").wait_for()

    def test_tells_the_second_of_two_and_shows_both_texts(self, visit: Callable[..., Any]) -> None:
        officer, lead = visit("/", as_="programme-officer"), visit("/", as_="programme-lead")
        draft = begin(officer, "Written by two")
        for page in (officer, lead):
            page.goto(draft + "sections/reasons/")
        lead.get_by_label("The reasons are").fill("The lead's words.")
        lead.get_by_text("Saved at").wait_for()
        officer.get_by_label("The reasons are").fill("The officer's words.")
        officer.get_by_text("Press “Save and continue” to see both texts").wait_for()
        press(officer, officer.get_by_role("button", name="Save and continue"))
        expect(officer.locator("main")).to_contain_text("The lead's words.")
        assert officer.get_by_label("The reasons are").input_value() == "The officer's words."
        assert violations(officer) == []
        officer.get_by_label("The reasons are").fill("Both.")
        press(officer, officer.get_by_role("button", name="Save and continue"))
        officer.goto(draft + "whole/")
        expect(officer.locator("main")).to_contain_text("Both.")


class TestEveryPageOfADraft:
    def test_has_nothing_that_axe_finds_and_fits_its_window(self, visit: Callable[..., Any]) -> None:
        page = visit("/drafts/", width=390, as_="programme-officer")
        page.get_by_role("link", name="Dependency and Recovery grants 2026/27").first.click()
        page.wait_for_url("**/drafts/*-*/")
        draft = page.url
        for rest in (
            *("", "whole/", "versions/", "submit/", "withdraw/", "attachments/", "sections/leans/?q=2024"),
            *(
                f"sections/{slug}/"
                for slug in ("subject", "decision", "financial", "route", "strategy", "exempt")
            ),
        ):
            page.goto(draft + rest)
            is_fit(page)
        for path in ("/drafts/", "/drafts/begin/"):
            page.goto(path)
            is_fit(page)
