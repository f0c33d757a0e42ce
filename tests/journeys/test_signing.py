"""A Deputy Mayor signs on a phone, a draft comes back and is signed again, somebody covers for a post."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from tests.browser import overflow, press, violations
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
    assert "You have signed" in page.locator("main").inner_text()


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
        assert "The money for the second half" in officer.locator("main").inner_text()
        is_fit(officer)
        officer.goto(draft + "submit/")
        press(officer, officer.locator("main form button[type=submit]").last)

        lead = visit(draft + "ask/", as_="programme-lead")
        is_fit(lead)
        press(lead, lead.get_by_role("button", name="Ask for signatures"))
        is_fit(lead)

        director = visit("/posts/", as_="assistant-director")
        is_fit(director)
        press(director, director.get_by_role("link", name="Let somebody cover").first)
        is_fit(director)
        cover = next(each.name for each in people() if each.role.code == "monitoring-officer")
        director.get_by_label("Who covers").select_option(label=cover)
        director.get_by_label("Why").fill("Annual leave")
        last_day(director, 2040)
        press(director, director.get_by_role("button", name="Let them cover"))
        assert "a year at most" in director.locator("main").inner_text()
        assert director.get_by_label("Why").input_value() == "Annual leave"
        last_day(director, datetime.now(UTC).year + 1, month=1)
        press(director, director.get_by_role("button", name="Let them cover"))
        assert cover in director.locator("main").inner_text()

        sign(visit("/", as_="monitoring-officer"), RETURNED)
        sign(visit("/", as_="director"), RETURNED)
        sign(visit("/", as_="treasurer"), RETURNED)
        last = visit(draft + "holding/", as_="programme-officer")
        text = last.locator("main").inner_text()
        assert f"{cover}, under a delegation" in text
        assert "Decided: it is on record" in text


class TestTheDeputyMayorOnAPhone:
    def test_sees_what_changed_confirms_and_signs(self, visit: Visit) -> None:
        page = visit("/", width=390, as_="deputy-mayor")
        open_task(page, WAITING)
        text = page.locator("main").inner_text()
        assert "You are asked to sign as GM Deputy Mayor because" in text
        assert "What changed since you last looked" in text
        assert "£248,600.00" in text
        is_fit(page)
        whole = page.get_by_role("link", name="Read the whole text")
        press(page, whole)
        is_fit(page)
        page.go_back()
        page.get_by_text("Something else than signing").click()
        page.get_by_label("Approve it with an amendment in words").check()
        page.get_by_label("Your words").fill("Only until the end of March 2027.")
        press(page, page.get_by_role("button", name="Send it"))
        assert "/account/confirm/" in page.url
        is_fit(page)
        prove(page)
        assert page.get_by_label("Your words").input_value() == "Only until the end of March 2027."
        assert page.get_by_label("Approve it with an amendment in words").is_checked()
        page.get_by_role("button", name="Send it").focus()
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert "Approved with your amendment" in page.locator("main").inner_text()
        is_fit(page)
