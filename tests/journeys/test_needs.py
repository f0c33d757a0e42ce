"""A key worker assesses somebody for the first time and leaves with a plan; how much of a day that takes is printed."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from tests.browser import press, unfit
from tests.journeys.counting import Counted, tell

pytestmark = pytest.mark.browser
Visit = Callable[..., Any]
WHO = "Achterberg"
LEVELS = {"ACCOM": "Medium", "ETE": "Low", "FBD": "Low", "DNR": "High", "LIFE": "Medium", "FAM": "No need",
          "EWB": "High", "SOC": "No need"}  # fmt: skip


class Assessing(Counted):
    """A key worker at the sections of an assessment."""

    def fill(self, name: str, text: str) -> None:
        self.write(self.page.locator(f"[name={name}]"), text)

    def pick(self, label: str, words: str) -> None:
        group = self.page.locator(f"[name={label}]")
        group.locator(f"xpath=../label[normalize-space()='{words}']").click()


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
        counted = Assessing(page, "key-worker")
        counted.go(page.get_by_role("link", name=re.compile(WHO)))
        found += unfit(page)
        counted.press("Begin the first assessment")
        for code, level in LEVELS.items():
            counted.pick(f"{code}_level", level)
        counted.fill("DNR_goal", "Wake up without it")
        found += unfit(page)
        counted.press("Save and go on")
        counted.pick("heroin_used", "Last 6 months")
        found += unfit(page)
        counted.press("Save and go on")
        for number, words in (("1", "4 or more times a week"), ("2", "10 or more"), ("3", "Weekly")):
            counted.pick(f"q{number}", words)
        found += unfit(page)
        counted.press("Save and go on")
        assert "full AUDIT" in page.locator("h1").inner_text()
        for number in range(4, 9):
            counted.pick(f"q{number}", "Monthly")
        for number in (9, 10):
            counted.pick(f"q{number}", "No")
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
        counted.pick("kind", "Specialist treatment")
        found += unfit(page)
        counted.press("Start the pathway")
        assert "Pathway started" in page.inner_text("main")
        tell("a first assessment in full, to the pathway", counted, "not there")
        views = counted.views
        for name in ("Needs", "Plan", "Contacts", "Feedback", "Access"):
            press(page, page.get_by_role("link", name=name, exact=True))
            found += unfit(page)
        assert not found
        assert views <= 12
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
