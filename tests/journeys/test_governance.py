"""A programme officer plans a meeting, sends its pack, minutes it; the owner of an action closes it on their phone."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from tests.browser import overflow, press, violations

pytestmark = pytest.mark.browser


def is_fit(page: Any, scripts: bool) -> None:
    """By axe at both widths (axe is a script itself), and without sideways scrolling at 320 pixels."""
    for width in (1280, 390) if scripts else ():
        page.set_viewport_size({"width": width, "height": 844})
        assert violations(page) == [], page.url
    page.set_viewport_size({"width": 320, "height": 640})
    assert overflow(page) <= 0, page.url
    page.set_viewport_size({"width": 1280, "height": 844})


def go(page: Any, name: str) -> None:
    """Follow what is called that in the page itself: a link, or a link that looks like a button."""
    main = page.locator("main")
    press(page, main.get_by_role("link", name=name).or_(main.get_by_role("button", name=name)).first)


def button(page: Any, name: str) -> None:
    press(page, page.get_by_role("button", name=name))


def day(page: Any, field: str) -> None:
    today = timezone.localdate()
    for part, value in (("day", today.day), ("month", today.month), ("year", today.year)):
        page.fill(f"[name={field}_{part}]", str(value))


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
class TestAMeeting:
    def test_goes_from_its_plan_to_a_closed_action(
        self, visit: Callable[..., Any], tmp_path: Path, scripts: bool
    ) -> None:
        name = f"Lantern Group {uuid4().hex[:6]}"
        page = visit("/governance/groups/add/", as_="programme-lead", scripts=scripts)
        page.get_by_label("Name of the group").fill(name)
        page.get_by_label("Short name").fill(name.lower().replace(" ", "-"))
        page.get_by_label("How many voting members").fill("1")
        button(page, "Add the group")
        go(page, "Add a member")
        page.get_by_label("Somebody who signs in here").select_option(index=1)
        page.get_by_label("Chair").check()
        button(page, "Add the member")

        go(page, "Plan a meeting")
        button(page, "Plan the meeting")
        is_fit(page, scripts)  # with its errors
        day(page, "on")
        page.get_by_label("At what time?").fill("2.30pm")
        button(page, "Plan the meeting")
        meeting = page.url
        go(page, "Add to the agenda")
        page.get_by_label("What is the point about?").fill("Naloxone on site")
        page.get_by_label("To decide").check()
        button(page, "Add the point")
        go(page, "Add a paper")
        paper = tmp_path / "naloxone.csv"
        paper.write_text("Unit,Kits\nA made-up unit,4\n", encoding="utf-8")
        page.set_input_files("input[type=file]", str(paper))
        page.get_by_label("Title of the paper").fill("Kits by unit")
        page.get_by_label("To which point").select_option(label="1. Naloxone on site")
        button(page, "Add it to the pack")
        button(page, "Send the pack to the members")
        expect(page.locator("main")).to_contain_text("The pack is sent: 1 member gets a letter")
        is_fit(page, scripts)
        with page.expect_download() as coming:
            page.get_by_role("link", name="Kits by unit").click()
        assert coming.value.suggested_filename == "naloxone.csv"

        go(page, "Say who was there")
        page.get_by_label("Present", exact=True).check()
        is_fit(page, scripts)
        button(page, "Save who was there")
        expect(page.locator("main")).to_contain_text("Quorate: 1 of 1 voting members were there")
        go(page, "Write the minutes")
        page.get_by_label("What was said?").fill("Every key worker carries a kit from now on.")
        button(page, "Save the minutes")
        go(page, "Record a decision")
        page.get_by_label("In which words?").fill("Key workers carry kits.")
        button(page, "Record it")
        go(page, "Agree an action")
        page.get_by_label("What is to be done?").fill("Hand out the kits")
        me = page.locator(".tl-account__name").inner_text().split(": ")[-1]
        page.get_by_label("Who does it?").select_option(label=me)
        day(page, "due_on")
        button(page, "Agree the action")
        is_fit(page, scripts)
        page.goto(meeting + "pack/")
        is_fit(page, scripts)

        page.goto("/")
        expect(page.locator("main")).to_contain_text("Hand out the kits")
        page.set_viewport_size({"width": 390, "height": 844})
        go(page, "Hand out the kits")
        go(page, "Close the action")
        page.get_by_label("What was done?").fill("Handed out at every unit.")
        button(page, "Close the action")
        expect(page.locator("main")).to_contain_text("It is closed.")
        expect(page.locator("main")).to_contain_text("Handed out at every unit.")
        is_fit(page, scripts)
