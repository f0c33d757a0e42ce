"""A programme officer reads a notice, confirms it beside its words and records it; a lead publishes it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import expect
from tests.browser import overflow, press, violations
from tests.journeys.conftest import notices

pytestmark = pytest.mark.browser

NOTICE = """DECISION RECORD

Reference: KTH/{unique}
Title: Kettle Hill {unique} outreach grants
Decision maker: Director of Neighbourhoods
Decision status: Approved
Date of decision: 4 April 2023

Decision: Grants of £90,000 in total are awarded for outreach on Kettle Hill.

Area | Amount
Halewick | £40,000.00
Oxmoor | £30,000.00
Penfield | £20,000.00

Signed by: Director of Neighbourhoods
Date: 4 April 2023
"""


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    """A made-up notice that nobody has sent before."""
    file = tmp_path / "kettle-hill.txt"
    file.write_text(NOTICE.format(unique=uuid4().hex[:8]), encoding="utf-8")
    return file


def send(page: Any, file: Path) -> None:
    page.set_input_files("input[type=file]", str(file))
    press(page, page.get_by_role("button", name="Read it"))


def confirm_the_rest(page: Any) -> None:
    while (group := page.get_by_role("button", name="as shown")).count():
        press(page, group.first)


def is_fit(page: Any) -> None:
    """By axe at both widths, and without sideways scrolling at 320 pixels."""
    assert violations(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert violations(page) == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert overflow(page) <= 0
    page.set_viewport_size({"width": 1280, "height": 844})


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
class TestAProgrammeOfficer:
    def test_reads_confirms_and_records_a_notice(
        self, visit: Callable[..., Any], width: int, notice: Path, scripts: bool
    ) -> None:
        page = visit("/notices/read/", width=width, as_="programme-officer", scripts=scripts)
        send(page, notice)
        assert page.get_by_role("button", name="still unconfirmed").is_disabled()

        part = page.locator("#field-breakdown-1")
        press(page, part.get_by_role("link", name="Correct"))
        page.locator("#field-breakdown-1").get_by_label("Amount").fill("29,999.99")
        press(page, page.get_by_role("button", name="Save"))
        assert page.url.endswith("#field-breakdown-1")
        expect(page.locator("#field-breakdown-1")).to_contain_text("£29,999.99")
        expect(page.locator(".tl-findings"), "the parts no longer add up").to_contain_text("£0.01 less")
        press(page, page.locator("#field-breakdown-1").get_by_role("button", name="Undo"))

        confirm_the_rest(page)
        press(page, page.get_by_role("button", name="Record the decision"))
        page.get_by_label("In plain words").fill("outreach to people who sleep rough")
        press(page, page.get_by_role("button", name="Record the decision"))
        expect(page.locator("main")).to_contain_text(
            "£90,000 for outreach to people who sleep rough, in three parts."
        )
        expect(page.locator("main")).to_contain_text("The parts add up to the total.")
        assert overflow(page) <= 0


class TestTheTwoSidesOfTheReader:
    def test_lead_to_each_other_without_scripts(self, visit: Callable[..., Any], notice: Path) -> None:
        page = visit("/notices/read/", as_="programme-officer", scripts=False)
        send(page, notice)
        press(page, page.locator("#field-total-pence").get_by_role("link", name="See it"))
        assert page.url.endswith("#at-total-pence")
        marked = page.locator("mark", has=page.locator("#at-total-pence"))
        expect(marked).to_have_text("£90,000")
        press(page, page.locator(".tl-reader__original").get_by_role("link", name="Penfield"))
        assert page.url.endswith("#field-breakdown-2")

    def test_show_a_field_and_then_its_words_on_a_phone(
        self, visit: Callable[..., Any], notice: Path
    ) -> None:
        page = visit("/notices/read/", width=390, as_="programme-officer")
        send(page, notice)
        field = page.locator("#field-breakdown-2")
        said, quoted = field.locator(".tl-field__value"), field.locator(".tl-field__quote")
        assert quoted.is_visible()
        assert said.bounding_box()["y"] < quoted.bounding_box()["y"]


class TestEveryPageOnTheWay:
    def test_has_nothing_that_axe_finds_and_fits_its_window(
        self, visit: Callable[..., Any], notice: Path
    ) -> None:
        page = visit("/notices/read/", as_="programme-lead")
        is_fit(page)
        send(page, notice)
        is_fit(page)
        reader = page.url
        page.goto(reader + "?correct=breakdown[0]")
        is_fit(page)
        page.locator("[name=pence]").fill("much")
        press(page, page.get_by_role("button", name="Save"))
        is_fit(page)
        page.goto(reader + "discard/")
        is_fit(page)
        page.goto(reader)
        confirm_the_rest(page)
        press(page, page.get_by_role("button", name="Record the decision"))
        is_fit(page)
        press(page, page.get_by_role("button", name="Record the decision"))
        is_fit(page)
        press(page, page.get_by_role("button", name="Publish"))
        is_fit(page)
        press(page, page.get_by_role("button", name="Publish"))
        expect(page.locator("main")).to_contain_text("is on the public register")
        page.goto("/notices/")
        is_fit(page)


class TestTheRealNotices:
    def test_are_noticed_as_the_ones_that_are_on_record(self, visit: Callable[..., Any]) -> None:
        folder = notices()
        if folder is None:
            pytest.skip("THROUGHLINE_NOTICES does not name the folder of the real notices.")
        for file in sorted(folder.glob("*.txt")):
            page = visit("/notices/read/", as_="programme-officer")
            send(page, file)
            expect(page.locator("main")).to_contain_text("This very file is on record already")
            is_fit(page)
