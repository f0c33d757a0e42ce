"""A key worker assesses somebody for the first time and leaves with a plan; how much of a day that takes is printed."""

import re
import sys
from collections.abc import Callable
from typing import Any

import pytest
from tests.browser import press, unfit

pytestmark = pytest.mark.browser
Visit = Callable[..., Any]
WHO = "Achterberg"
LEVELS = {"ACCOM": "Medium", "ETE": "Low", "FBD": "Low", "DNR": "High", "LIFE": "Medium", "FAM": "No need",
          "EWB": "High", "SOC": "No need"}  # fmt: skip


class Counted:
    """A page with what its person does on it: pages seen, fields typed in, presses of a key."""

    def __init__(self, page: Any) -> None:
        self.page, self.views, self.fields, self.keys = page, 1, 0, 0

    def fill(self, name: str, text: str) -> None:
        self.page.fill(f"[name={name}]", text)
        self.fields += 1
        self.keys += len(text)

    def choose(self, label: str, words: str) -> None:
        group = self.page.locator(f"[name={label}]")
        group.locator(f"xpath=../label[normalize-space()='{words}']").click()

    def press(self, button: str) -> None:
        press(self.page, self.page.get_by_role("button", name=button).first)
        self.views += 1


def find(page: Any, who: str) -> None:
    """The list shows who is searched for, and its address does not say it."""
    page.fill("[name=q]", who)
    press(page, page.get_by_role("button", name="Search and filter"))
    assert page.url.endswith("/my-people/")


class TestAFirstAssessment:
    def test_leads_from_the_list_to_a_plan_in_ten_pages(self, visit: Visit) -> None:
        page = visit("/my-people/", as_="key-worker")
        find(page, WHO)
        found = unfit(page)
        page.set_viewport_size({"width": 390, "height": 844})
        counted = Counted(page)
        press(page, page.get_by_role("link", name=re.compile(WHO)))
        counted.views += 1
        found += unfit(page)
        counted.press("Begin the first assessment")
        for code, level in LEVELS.items():
            counted.choose(f"{code}_level", level)
        counted.fill("DNR_goal", "Wake up without it")
        found += unfit(page)
        counted.press("Save and go on")
        counted.choose("heroin_used", "Last 6 months")
        found += unfit(page)
        counted.press("Save and go on")
        for number, words in (("1", "4 or more times a week"), ("2", "10 or more"), ("3", "Weekly")):
            counted.choose(f"q{number}", words)
        found += unfit(page)
        counted.press("Save and go on")
        assert "full AUDIT" in page.locator("h1").inner_text()
        for number in range(4, 9):
            counted.choose(f"q{number}", "Monthly")
        for number in (9, 10):
            counted.choose(f"q{number}", "No")
        counted.press("Save and go on")
        for name, value in {"opioids": "20", "alcohol": "12", "psychological": "8", "quality": "6"}.items():
            counted.fill(name, value)
        found += unfit(page)
        counted.press("Save and go on")
        counted.fill("strengths", "A sister who picks up the phone")
        counted.press("Save and go on")
        counted.fill("DNR_step", "Prescriber on Tuesday at ten")
        found += unfit(page)
        counted.press("Save and go on")
        assert "AUDIT 21 of 40: possible dependence" in page.inner_text("main")
        found += unfit(page)
        counted.press("Complete the assessment")
        counted.choose("kind", "Specialist treatment")
        found += unfit(page)
        counted.press("Start the pathway")
        assert "Pathway started" in page.inner_text("main")
        for name in ("Needs", "Plan", "Contacts", "Feedback", "Access"):
            press(page, page.get_by_role("link", name=name, exact=True))
            found += unfit(page)
        assert not found
        sys.stdout.write(
            f"\nfirst assessment to pathway: {counted.views} page views, {counted.fields} typed fields, "
            f"{counted.keys} strokes\n"
        )
        assert counted.views <= 12
        assert counted.fields <= 10

    def test_is_there_again_when_the_browser_was_killed(self, visit: Visit) -> None:
        page = visit("/my-people/", as_="key-worker")
        find(page, "O’Hanlon")
        press(page, page.get_by_role("link", name=re.compile("Hanlon")))
        press(page, page.get_by_role("button", name="Review the needs"))
        section = page.url.rsplit("/", 2)[0] + "/strengths/"
        page.goto(section)
        text = "“It’s my mum’s flat”, she said: " + "é ü ł 🙂 " * 40
        page.fill("[name=strengths]", text)
        page.locator("[data-saved]", has_text="Saved at").wait_for()
        page.context.close()
        again = visit(section, as_="key-worker")
        assert again.input_value("[name=strengths]") == text.strip()
