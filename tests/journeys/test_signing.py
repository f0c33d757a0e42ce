"""A Deputy Mayor signs on a phone, a draft comes back and is signed again, somebody covers for a post."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import expect
from tests.browser import enter, overflow, press, reach, violations
from tests.journeys.conftest import PASSPHRASE

from throughline.organisations.demonstration import people

pytestmark = pytest.mark.browser

WAITING = "Illustration: Overdose response kits and training 2026/27"
RETURNED = "Illustration: Peer mentors in two units 2026/27"
Visit = Callable[..., Any]


def is_fit(page: Any) -> None:
    """By axe, and without sideways scrolling at 320 pixels."""
    size = page.viewport_size
    assert violations(page) == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert overflow(page) <= 0
    page.set_viewport_size(size)


def says(page: Any, *words: str) -> None:
    """The page comes to show these words."""
    for each in words:
        expect(page.locator("main")).to_contain_text(each, use_inner_text=True, timeout=20_000)


IN_SIGHT = """() => {
    const bar = document.querySelector(".tl-sign-bar--stays").getBoundingClientRect();
    return bar.top >= 0 && bar.bottom <= innerHeight + 1 && bar.height <= innerHeight / 3;
}"""
BEHIND = """() => {
    const bar = document.querySelector(".tl-sign-bar--stays"), focused = document.activeElement;
    const [over, under] = [bar.getBoundingClientRect(), focused.getBoundingClientRect()];
    const covered = under.bottom > over.top + 1 && under.top < over.bottom - 1;
    return !bar.contains(focused) && focused !== document.body && covered ? focused.outerHTML : "";
}"""


def keeps_the_act_in_sight(page: Any) -> None:
    """At each size the button to sign is there below the header, and covers nothing that the Tab key comes to."""
    size = page.viewport_size
    for width, height in ((390, 844), (320, 640), (195, 422)):  # the last is a phone at 200 %
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate("scrollTo(0, 200)")
        assert page.evaluate(IN_SIGHT), width
        for _ in range(40):
            page.keyboard.press("Tab")
            assert page.evaluate(BEHIND) == "", width
    page.set_viewport_size(size)


def open_task(page: Any, draft: str) -> None:
    """From home to the draft that waits for this person to sign."""
    page.goto("/")
    row = page.locator(".tl-task", has_text=draft)
    press(page, row.locator("a.tl-task__link"))


def prove(page: Any) -> None:
    """Say once more that it is you, and come back."""
    page.fill("input[name=password]", PASSPHRASE)
    press(page, page.locator("main form button[type=submit]").first)


def sign(page: Any, draft: str) -> None:
    """Sign it, confirming on the way if that is asked."""
    open_task(page, draft)
    press(page, page.get_by_role("button", name="Sign as"))
    if "/account/confirm/" in page.url:
        prove(page)
        press(page, page.get_by_role("button", name="Sign as"))
    says(page, "You have signed")


def sign_by_keyboard(page: Any, role: str, draft: str) -> None:
    """From the sign-in page to the signature, with Tab, Enter and typing."""
    reach(page, page.locator("#id_login"))
    page.keyboard.type(f"{role}@demonstration.example")
    reach(page, page.locator("input[name=password]:visible"))
    page.keyboard.type(PASSPHRASE)
    enter(page, page.locator("main form button[type=submit]").first)
    enter(page, page.locator(".tl-task", has_text=draft).locator("a.tl-task__link"))
    enter(page, page.get_by_role("button", name="Sign as"))
    if "/account/confirm/" in page.url:
        reach(page, page.locator("input[name=password]:visible"))
        page.keyboard.type(PASSPHRASE)
        enter(page, page.locator("main form button[type=submit]").first)
        enter(page, page.get_by_role("button", name="Sign as"))
    says(page, "You have signed")


def last_day(page: Any, year: int, month: int = 12) -> None:
    for part, value in (("day", 1), ("month", month), ("year", year)):
        page.fill(f"input[name=last_{part}]", str(value))


class TestADraftThatCameBack:
    def test_is_mended_submitted_and_signed_again_also_by_whom_a_post_is_delegated_to(
        self, visit: Visit
    ) -> None:
        officer = visit("/drafts/?q=mentors", as_="programme-officer")
        press(officer, officer.get_by_role("link", name=RETURNED))
        draft = officer.url
        officer.goto(draft + "holding/")
        says(officer, "The money for the second half")
        is_fit(officer)
        officer.goto(draft + "submit/")
        press(officer, officer.locator("main form button[type=submit]").last)

        lead = visit(draft + "ask/", as_="programme-lead")
        is_fit(lead)
        press(lead, lead.get_by_role("button", name="Ask for signatures"))
        is_fit(lead)

        director = visit("/posts/", as_="assistant-director")
        is_fit(director)
        press(director, director.get_by_role("button", name="Let somebody cover").first)
        is_fit(director)
        cover = next(each.name for each in people() if each.role.code == "monitoring-officer")
        director.get_by_label("Who covers").select_option(label=cover)
        director.get_by_label("Why").fill("Annual leave")
        last_day(director, 2040)
        press(director, director.get_by_role("button", name="Let them cover"))
        says(director, "a year at most")
        expect(director.get_by_label("Why")).to_have_value("Annual leave")
        last_day(director, datetime.now(UTC).year + 1, month=1)
        press(director, director.get_by_role("button", name="Let them cover"))
        says(director, cover)

        sign(visit("/", as_="monitoring-officer"), RETURNED)
        sign(visit("/", as_="director"), RETURNED)
        sign_by_keyboard(visit("/sign-in/"), "treasurer", RETURNED)
        last = visit(draft + "holding/", as_="programme-officer")
        says(last, f"{cover}, under a delegation", "Decided: it is on record")


class TestTheDeputyMayorOnAPhone:
    def test_sees_what_changed_confirms_and_signs(self, visit: Visit) -> None:
        page = visit("/", width=390, as_="deputy-mayor")
        open_task(page, WAITING)
        says(page, "You are asked to sign as GM Deputy Mayor because", "What changed since you last looked")
        says(page, "£248,600.00")
        is_fit(page)
        keeps_the_act_in_sight(page)
        whole = page.get_by_role("link", name="Read the whole text")
        press(page, whole)
        is_fit(page)
        page.go_back()
        press(page, page.get_by_role("link", name="Return, amend, refuse or defer"))
        page.get_by_label("Approve it with an amendment in words").check()
        page.get_by_label("Your words").fill("Only until the end of March 2027.")
        press(page, page.get_by_role("button", name="Send it"))
        expect(page).to_have_url(re.compile("/account/confirm/"))
        is_fit(page)
        prove(page)
        expect(page.get_by_label("Your words")).to_have_value("Only until the end of March 2027.")
        expect(page.get_by_label("Approve it with an amendment in words")).to_be_checked()
        enter(page, page.get_by_role("button", name="Send it"))
        says(page, "Approved with your amendment")
        is_fit(page)
