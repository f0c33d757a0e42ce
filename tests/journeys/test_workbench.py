"""A lead plans a round: a table comes in, a scenario is tried and worked out, and one split is put forward."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import expect
from tests.browser import overflow, press, violations

pytestmark = pytest.mark.browser

BENCH = "/programmes/gm-irs-dr/2026-27/workbench/"
TABLE = "\n".join(
    ["Place\tPeople\tPeople low\tPeople high"]
    + [
        f"{place}\t{count}\t{count - 20}\t{count + 30}"
        for place, count in {
            "Bolton": 774, "Bury": 432, "Manchester": 1708, "Oldham": 612, "Rochdale": 655,
            "Salford": 801, "Stockport": 540, "Tameside": 570, "Trafford": 390, "Wigan": 690,
        }.items()
    ]
)  # fmt: skip


def is_fit(page: Any) -> None:
    """By axe at both widths, and without sideways scrolling at 320 pixels."""
    assert violations(page) == [], page.url
    page.set_viewport_size({"width": 390, "height": 844})
    assert violations(page) == [], page.url
    page.set_viewport_size({"width": 320, "height": 640})
    assert overflow(page) <= 0, page.url
    page.set_viewport_size({"width": 1280, "height": 844})


def begin(page: Any, name: str) -> None:
    press(page, page.get_by_role("button", name="Begin a scenario"))
    page.get_by_label("What is it called?").fill(name)
    press(page, page.get_by_role("button", name="Begin", exact=True))


class TestALeadWithoutScripts:
    def test_takes_a_scenario_from_a_pasted_table_to_the_split_that_is_put_forward(
        self, visit: Callable[..., Any], width: int
    ) -> None:
        name = f"By need {uuid4().hex[:6]}"
        page = visit(BENCH, width=width, as_="programme-lead", scripts=False)
        begin(page, name)
        page.get_by_label("How much is shared out?").fill("1,320,000.00")
        page.get_by_label("Indicator 1", exact=True).fill("People")
        page.get_by_label("These figures are made up").check()
        press(page, page.get_by_role("button", name="Save and see the split"))
        expect(page.locator("main")).to_contain_text("a missing count is not zero")

        press(page, page.get_by_role("link", name="Bring in a table", exact=True))
        page.get_by_label("Paste cells from a spreadsheet").fill(TABLE.replace("Bolton", "Boltn"))
        press(page, page.get_by_role("button", name="Look at it first"))
        expect(page.locator(".govuk-error-summary")).to_contain_text("Did you mean Bolton?")
        page.get_by_label("Paste cells from a spreadsheet").fill(TABLE)
        press(page, page.get_by_role("button", name="Look at it first"))
        expect(page.locator("main")).to_contain_text("Nothing is kept yet.")
        press(page, page.get_by_role("button", name="Keep these values"))
        expect(page.locator("tfoot")).to_contain_text("£1,320,000.00 of £1,320,000.00")

        press(page, page.get_by_role("link", name="What if", exact=True))
        page.get_by_label("Cap", exact=True).fill("100,000")
        press(page, page.get_by_role("button", name="See the difference"))
        expect(page.locator("main")).to_contain_text("Only Bolton")
        press(page, page.get_by_role("button", name="Keep this in the scenario"))
        expect(page.locator("main")).to_contain_text("Bolton stands at its cap of £100,000.00.")

        press(page, page.get_by_role("button", name="Work it out and keep it"))
        expect(page.locator("main")).to_contain_text("From its own frozen inputs, to identical bytes.")
        press(page, page.get_by_role("button", name="Put this split forward"))
        page.get_by_label("Why?").fill("It follows need and nothing else.")
        press(page, page.get_by_role("button", name="Put it forward"))
        expect(page.locator("main")).to_contain_text(
            "is put forward. A draft of the decision can link it now."
        )
        page.goto(BENCH)
        expect(page.locator(".govuk-inset-text").first).to_contain_text(name)
        assert overflow(page) <= 0


def reach(page: Any, name: str, role: str = "link") -> None:
    """Go on with Tab until what has that name is in focus."""
    wanted = page.get_by_role(role, name=name, exact=True).first
    for _ in range(120):
        page.keyboard.press("Tab")
        if wanted.evaluate("each => each === document.activeElement"):
            return
    raise AssertionError(f"{name} is not reached by keyboard on {page.url}")


def enter(page: Any) -> None:
    with page.expect_navigation():
        page.keyboard.press("Enter")


def type_into(page: Any, label: str, text: str) -> None:
    reach(page, label, "textbox")
    page.keyboard.type(text)


class TestWithTheKeyboardOnly:
    def test_a_split_is_begun_counted_worked_out_and_put_forward(self, visit: Callable[..., Any]) -> None:
        page = visit(BENCH, as_="programme-lead")
        reach(page, "Begin a scenario", "button")
        enter(page)
        name = f"By keyboard {uuid4().hex[:6]}"
        type_into(page, "What is it called?", name)
        enter(page)
        page.keyboard.press("Control+Home")
        type_into(page, "Indicator 1", "People")
        reach(page, "These figures are made up, as an illustration", "checkbox")
        page.keyboard.press("Space")
        reach(page, "Save and go to the places", "button")
        enter(page)
        for place in ("Bolton", "Bury", "Manchester", "Oldham", "Rochdale", "Salford", "Stockport", "Tameside",
                      "Trafford", "Wigan"):  # fmt: skip
            type_into(page, f"People of {place}", "100")
        expect(page.locator("[data-saved]")).to_contain_text("Saved at")
        reach(page, "Save these places", "button")
        enter(page)
        reach(page, "Split")
        enter(page)
        expect(page.locator("tfoot")).to_contain_text("£1,320,000.00 of £1,320,000.00")
        reach(page, "Work it out and keep it", "button")
        enter(page)
        reach(page, "Put this split forward", "button")
        enter(page)
        type_into(page, "Why?", "The same for everybody.")
        reach(page, "Put it forward", "button")
        enter(page)
        expect(page.locator("main")).to_contain_text("is put forward.")


class TestEveryPageOfTheWorkbench:
    def test_has_nothing_that_axe_finds_and_fits_its_window(self, visit: Callable[..., Any]) -> None:
        page = visit(BENCH, as_="programme-lead")
        is_fit(page)
        run = page.locator("thead a").first.get_attribute("href")
        scenario = page.locator(".tl-task__link").first.get_attribute("href")
        press(page, page.get_by_role("button", name="Compare the ticked ones"))
        is_fit(page)
        for path in (
            run,
            run + "choose/",
            run + "set-aside/",
            scenario,
            scenario + "rules/",
            scenario + "places/",
            scenario + "import/",
            scenario + "what-if/?place=E08000001&E08000001-count-0=9",
            BENCH + "new/",
            "/programmes/gm-irs-dr/plan/",
            "/programmes/gm-irs-dr/2026-27/plan/",
            "/programmes/gm-irs-dr/2026-27/",
            "/programmes/gm-irs-dr/",
        ):
            page.goto(path)
            is_fit(page)
        page.goto(scenario + "import/")
        page.get_by_label("Paste cells from a spreadsheet").fill("Place\tPeople\nNowhere\t1")
        press(page, page.get_by_role("button", name="Look at it first"))
        is_fit(page)
