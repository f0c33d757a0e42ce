"""A return is filled in, certified, queried and submitted again, by three people in three browsers."""

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect
from tests.browser import press, unfit

pytestmark = pytest.mark.browser

Visit = Callable[..., Any]
OPEN = "/returns/?state=open&q=bolton"


def is_fit(page: Any) -> None:
    """By axe, and without sideways scrolling on a phone."""
    assert unfit(page) == [], page.url


@pytest.fixture
def people(visit: Visit) -> dict[str, Any]:
    """The commissioner and the certifier of Bolton and a programme officer, each in a browser of their own."""
    return {who: visit("/", as_=who) for who in ("commissioner", "certifier", "programme-officer")}


class TestAReturn:
    def test_is_filled_in_certified_queried_and_submitted_again(self, people: dict[str, Any]) -> None:
        page = people["commissioner"]
        page.goto(OPEN)
        is_fit(page)
        press(page, page.locator(".tl-result__title a").first)
        address = page.url
        is_fit(page)
        expect(page.locator("main")).to_contain_text("% of its values stand there already")

        parts = [each.get_attribute("href") for each in page.locator(".govuk-task-list__link").all()]
        for part in parts[1:]:
            page.goto(part)
            is_fit(page)
        page.goto(parts[0])
        boxes = page.get_by_label(re.compile("^Spent so far"))
        boxes.nth(0).fill("1,00")
        boxes.nth(0).press("Tab")
        expect(page.locator(".govuk-error-message").first).to_contain_text("is not an amount in pounds")
        boxes.nth(0).fill("95,000.00")
        boxes.nth(0).press("Tab")
        expect(page.locator("[data-saved]")).to_contain_text("Saved at")
        expect(page.locator("[data-check]")).to_contain_text("£95,000.00")
        is_fit(page)

        # the rest of the money comes in the spreadsheet, which is equally good
        page.goto(address + "sheet/")
        is_fit(page)
        file = page.context.request.get(address + "sheet.xlsx").body()
        page.locator("#file").set_input_files(named("wrong.xlsx", filled(file, "about four")))
        press(page, page.get_by_role("button", name="Bring it in"))
        expect(page.locator(".govuk-error-summary")).to_contain_text("Money, row 3")
        is_fit(page)
        page.locator("#file").set_input_files(named("right.xlsx", filled(file, 400)))
        press(page, page.get_by_role("button", name="Bring it in"))
        expect(page.locator("main")).to_contain_text("The spreadsheet was read.")

        page.goto(address + "check/")
        is_fit(page)
        while page.get_by_role("heading", name="Put right first").count():
            mend(page)
            page.goto(address + "check/")
        press(page, page.get_by_role("button", name="Submit it"))
        expect(page.locator("main")).to_contain_text("nothing more is asked of you")
        certify(people["certifier"], address)

        officer = people["programme-officer"]
        officer.goto(address + "query/")
        is_fit(officer)
        officer.get_by_label("Your question").first.fill("Why was so little spent on recovery?")
        press(officer, officer.get_by_role("button", name="Ask", exact=True))
        expect(officer.locator("main")).to_contain_text("It is queried")

        page.goto("/")
        expect(page.locator("main")).to_contain_text("Fill it in")
        page.goto(address)
        is_fit(page)
        page.get_by_label("Your answer").fill("The rooms opened late, in this illustration.")
        press(page, page.get_by_role("button", name=re.compile("^Keep the answer")))
        page.goto(address + "check/")
        press(page, page.get_by_role("button", name="Submit it"))
        certify(people["certifier"], address)
        officer.goto(address + "versions/2/")
        is_fit(officer)
        expect(officer.locator("main")).to_contain_text("Certified by")
        officer.goto("/return-questions/")
        is_fit(officer)


def filled(file: bytes, amount: object) -> bytes:
    """The spreadsheet with that amount in every row of money that is empty still, and an answer to each question."""
    book = load_workbook(BytesIO(file))
    for sheet, header, value in (("Money", "Spent so far (£)", amount), ("Questions", "Answer", "yes")):
        column = [cell.value for cell in book[sheet][1]].index(header) + 1
        for row in range(2, book[sheet].max_row + 1):
            if book[sheet].cell(row, column).value in (None, ""):
                book[sheet].cell(row, column).value = value
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def named(name: str, content: bytes) -> dict[str, Any]:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


def mend(page: Any) -> None:
    """Go where the first fault is, and say in a sentence what it wants."""
    press(page, page.locator("main .govuk-list--spaced a").first)
    for words in page.locator("main textarea").all():
        if words.is_visible() and not words.input_value():
            words.fill("As planned, in this illustration.")
    press(page, page.get_by_role("button", name="Save and go back"))


def certify(page: Any, address: str) -> None:
    """Read on the first page, certify on the second."""
    page.goto(address)
    press(page, page.get_by_role("button", name="Read and certify"))
    is_fit(page)
    press(page, page.get_by_role("button", name="It is right: go on"))
    page.get_by_label(re.compile("^These figures agree")).check()
    is_fit(page)
    press(page, page.get_by_role("button", name="Certify", exact=True))
    expect(page.locator("main")).to_contain_text("Certified. Thank you")
