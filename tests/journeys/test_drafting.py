"""A programme officer drafts a decision, with scripts and without, and hands it on; two of them write at once."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import expect
from tests.browser import enter, overflow, press, reach, violations

from throughline.decisions.drafting.sections import SECTIONS

pytestmark = pytest.mark.browser


def begin(page: Any, title: str) -> str:
    """A new draft; its address."""
    page.goto("/drafts/begin/")
    page.get_by_label("What is it about?").fill(title)
    press(page, page.get_by_role("button", name="Begin"))
    return str(page.url)


def write(page: Any, label: str, words: str) -> None:
    reach(page, page.get_by_label(label, exact=True).first)
    page.keyboard.press("Control+A")
    page.keyboard.type(words)


def choose(page: Any, name: str, words: str) -> None:
    reach(page, page.locator(f"input[name={name}]").first)
    page.keyboard.press("Space")
    wanted = page.get_by_label(words, exact=True)
    for _ in range(page.locator(f"input[name={name}]").count()):
        if wanted.is_checked():
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"“{words}” is not to be chosen by keyboard.")


def hold(route: Any, held: list[Any]) -> None:
    """What a script sends arrives, and its answer waits, as on a bad connection; a person's own form goes through."""
    if route.request.headers.get("accept") == "application/json":
        held.append((route, route.fetch()))
    else:
        route.continue_()


def is_fit(page: Any) -> None:
    """By axe, and without sideways scrolling at 320 pixels."""
    assert violations(page) == [], page.url
    page.set_viewport_size({"width": 320, "height": 640})
    assert overflow(page) <= 0, page.url
    page.set_viewport_size({"width": 390, "height": 844})


class TestADraftByKeyboardAloneAndWithoutScripts:
    def test_comes_from_its_first_word_through_every_section_to_the_programme_lead(
        self, visit: Callable[..., Any]
    ) -> None:
        page = visit("/drafts/", width=390, as_="programme-officer", scripts=False)
        says = page.locator("main")
        enter(page, page.get_by_role("button", name="Begin a draft"))
        write(page, "What is it about? (optional)", f"Kettle Hill grants {uuid4().hex[:6]}")
        enter(page, page.get_by_role("button", name="Begin", exact=True))
        enter(page, page.get_by_role("link", name="Subject", exact=True))
        for section in SECTIONS:
            expect(page.locator("h1")).to_contain_text(section.heading)
            match section.slug:
                case "type":
                    choose(page, "decision_type", "Deputy Mayor's decision")
                    choose(page, "stage", "Final sign off")
                case "function":
                    choose(page, "function", "Police and crime commissioner function of the Mayor")
                case "decision":
                    write(
                        page,
                        "The decision is that",
                        "Grants of £90,000 in total are awarded for Kettle Hill.",
                    )
                case "financial":
                    write(page, "Total", "90,000")
                    write(page, "Place or purpose", "Bolton")
                    write(page, "Amount", "89,999.99")
            if section.fields:
                enter(page, page.get_by_role("button", name="Save and continue"))
            else:
                enter(page, page.get_by_role("link", name="Next: "))
        enter(page, page.get_by_role("button", name="Look once more and submit"))
        assert page.get_by_role("button", name="Submit the draft").is_disabled()
        expect(says).to_contain_text("nobody can sign figures that disagree")
        enter(page, says.get_by_role("link", name="Financial", exact=True).first)
        expect(says).to_contain_text("£0.01 less than the total")
        write(page, "Amount", "90,000.00")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        expect(page.locator("h1")).to_contain_text("Dates and value")
        enter(page, page.get_by_role("link", name="All sections"))
        enter(page, page.get_by_role("button", name="Look once more and submit"))
        expect(says).to_contain_text("It is not said by which legal route")
        enter(page, page.get_by_role("button", name="Submit the draft"))
        expect(says).to_contain_text("Submitted")
        enter(page, page.get_by_role("link", name="Reasons", exact=True))
        expect(says).to_contain_text("This draft is submitted")
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

    def test_lets_its_writer_go_on_unasked_and_never_meet_themselves(self, visit: Callable[..., Any]) -> None:
        page = visit("/", as_="programme-officer")
        asked: list[str] = []
        page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
        page.goto(begin(page, "Slow") + "sections/reasons/")
        held: list[Any] = []
        page.route("**/sections/reasons/", lambda route: hold(route, held))
        page.get_by_label("The reasons are").press_sequentially("First")
        while not held:
            page.wait_for_timeout(100)
        page.get_by_label("The reasons are").press_sequentially(" and more")
        page.get_by_role("button", name="Save and continue").click(no_wait_after=True)
        with page.expect_navigation():
            held[0][0].fulfill(response=held[0][1])
        assert page.url.endswith("/sections/alternatives/")
        page.goto(page.url.replace("sections/alternatives/", "whole/"))
        expect(page.locator("main")).to_contain_text("First and more")
        assert asked == []

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
