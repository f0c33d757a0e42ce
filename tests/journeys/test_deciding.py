"""One round goes from its plan to the public record: split, draft, four signatures, publication."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect
from tests.browser import press, violations
from tests.journeys.test_signing import says, sign
from tests.journeys.test_workbench import TABLE, begin

pytestmark = pytest.mark.browser

SUBJECT = "Dependency and Recovery grants of 2031/32"
ROUND = "/programmes/gm-irs-dr/2031-32/"
SPOKEN_OF = {
    "type": ["Deputy Mayor's decision", "Final sign off"],
    "function": ["Police and crime commissioner function of the Mayor"],
}


def put_forward(page: Any) -> None:
    """A round is planned, counted, worked out, and its split put forward."""
    page.get_by_label("Which financial year?").fill("2031/32")
    page.get_by_label("How much is intended?").fill("900,000")
    press(page, page.get_by_role("button", name="Plan this round"))
    page.goto(ROUND + "workbench/")
    begin(page, "By need")
    page.get_by_label("Indicator 1", exact=True).fill("People")
    page.get_by_label("Where do its numbers come from?").first.fill("A count of the spring")
    press(page, page.get_by_role("button", name="Save and see the split"))
    press(page, page.get_by_role("link", name="Bring in a table", exact=True))
    page.get_by_label("Paste cells from a spreadsheet").fill(TABLE)
    press(page, page.get_by_role("button", name="Look at it first"))
    press(page, page.get_by_role("button", name="Keep these values"))
    press(page, page.get_by_role("button", name="Work it out and keep it"))
    press(page, page.get_by_role("button", name="Put this split forward"))
    page.get_by_label("Why?").fill("Every person counts the same.")
    press(page, page.get_by_role("button", name="Put it forward"))
    says(page, "is put forward")


def draft(page: Any) -> str:
    """A draft that reads its figures from the split, submitted; its address."""
    page.get_by_label("What is it about?").fill(SUBJECT)
    press(page, page.get_by_role("button", name="Begin"))
    address = page.url[: page.url.index("/drafts/") + len("/drafts/") + 36] + "/"
    for section, choices in SPOKEN_OF.items():
        page.goto(f"{address}sections/{section}/")
        for each in choices:
            page.get_by_label(each, exact=True).check()
        press(page, page.get_by_role("button", name="Save and continue"))
    page.goto(f"{address}sections/decision/")
    page.get_by_label("The decision is that").fill("Grants are awarded to the ten localities by need.")
    press(page, page.get_by_role("button", name="Save and continue"))
    page.goto(f"{address}sections/financial/")
    press(page, page.get_by_role("button", name=re.compile("Link “By need”")))
    says(page, "£900,000.00", "These figures are read from the split")
    press(page, page.get_by_role("link", name="All sections"))
    press(page, page.get_by_role("button", name="Look once more and submit"))
    press(page, page.get_by_role("button", name="Submit the draft"))
    says(page, "Submitted")
    return address


class TestARound:
    def test_goes_from_its_plan_to_the_public_record(self, visit: Callable[..., Any]) -> None:
        lead = visit("/programmes/gm-irs-dr/plan/", as_="programme-lead")
        put_forward(lead)
        address = draft(visit("/drafts/begin/", as_="programme-officer"))
        lead.goto(f"{address}ask/")
        press(lead, lead.get_by_role("button", name="Ask for signatures"))
        for post in ("assistant-director", "director", "treasurer", "deputy-mayor"):
            sign(visit("/", as_=post), SUBJECT)

        lead.goto("/")
        press(lead, lead.locator(".tl-task", has_text=SUBJECT).locator("a.tl-task__link"))
        number = re.findall(r"/decisions/([0-9-]+)/", lead.url)[0]
        everybody = visit(f"/register/decisions/{number}/")
        expect(everybody.locator("h1"), "nobody reads it before it is published").to_contain_text(
            "Page not found"
        )
        lead.goto(f"/decisions/{number}/publish/")
        press(lead, lead.get_by_role("button", name="Publish"))
        says(lead, "is on the public register")

        everybody.goto(f"/register/decisions/{number}/")
        says(everybody, "£900,000", "The parts add up to the total.")
        assert violations(everybody) == []
        everybody.goto(ROUND)
        says(everybody, "£900,000.00", "Manchester", "People")
        assert violations(everybody) == []
        lead.goto(ROUND + "workbench/")
        says(lead, "Decided")
