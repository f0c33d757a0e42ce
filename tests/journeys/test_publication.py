"""A programme lead publishes what was decided, corrects it, and a later decision comes to stand in its place."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect
from tests.browser import overflow, press, violations
from tests.decisions.deciding import SIGNED_AT, decide
from tests.harness import Cluster, connect_django

from throughline.decisions.drafting.content import Attached, LeansOn
from throughline.frame.upload import Upload, store

pytestmark = pytest.mark.browser
LOOKS = os.environ.get("THROUGHLINE_LOOKS", "")  # a folder, when somebody wants to look at the pages


@pytest.fixture
def decided(site: str, site_database: str, cluster: Cluster, django_db_blocker: Any) -> list[str]:
    """The numbers of two decisions that were signed by all and wait to be published."""
    name = site_database.rpartition("/")[2].partition("?")[0]
    with django_db_blocker.unblock():
        before = connect_django(cluster, name)
        paper = store(Upload("appraisal.txt", b"A made-up appraisal."), kind="txt", at=SIGNED_AT)
        linked = [
            LeansOn("item", "Steering group of 4 May 2026", about="Meeting", decided_on="2026-05-04"),
            LeansOn("decision", "Harbour outreach grants 2025/26", decided_on="2025-06-01"),
        ]
        exempt = {"exempt": {"exempt": [{"section": "route", "ground": "privilege"}]}}
        attached = [Attached("1", "Options appraisal", "appraisal.txt", paper.sha256, "txt", 20)]
        numbers = [decide(exempt, attachments=attached, leans_on=linked).number for _ in range(2)]
        connect_django(cluster, before)
    return numbers


def is_fit(page: Any, name: str) -> None:
    """By axe at both widths, and without sideways scrolling at 320 pixels."""
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 844})
        assert violations(page) == [], name
        if LOOKS:
            page.screenshot(path=str(Path(LOOKS) / f"{name}-{width}.png"), full_page=True)
    page.set_viewport_size({"width": 320, "height": 640})
    assert overflow(page) <= 0, name
    page.set_viewport_size({"width": 1280, "height": 844})


def button(page: Any, name: str) -> None:
    press(page, page.get_by_role("button", name=name))


class TestWhatWasDecided:
    def test_is_published_corrected_and_superseded(
        self, visit: Callable[..., Any], decided: list[str]
    ) -> None:
        number, later = decided
        page = visit(f"/decisions/{number}/", as_="programme-lead")
        is_fit(page, "staff-decided")
        press(page, page.get_by_role("button", name="Publish").or_(page.get_by_role("link", name="Publish")))
        expect(page.locator("main")).to_contain_text("These parts stay here")
        is_fit(page, "publish")
        button(page, "Publish")
        expect(page.locator("main")).to_contain_text("is on the public register")

        press(page, page.get_by_role("link", name="Correct it by a new version"))
        is_fit(page, "correct-what")
        page.get_by_label("Subject:").check()
        button(page, "Correct these")
        page.get_by_label("Subject").fill("Harbour outreach grants of 2026/27")
        button(page, "Look at what changes")
        expect(page.locator("main"), "a correction without a reason goes no further").to_contain_text(
            "Say why"
        )
        assert page.get_by_label("Subject").input_value() == "Harbour outreach grants of 2026/27"
        is_fit(page, "correct")
        page.get_by_label("Why?").fill("The title named the wrong year.")
        button(page, "Look at what changes")
        is_fit(page, "correct-check")
        button(page, "Publish version 2")
        expect(page.locator("main")).to_contain_text("The title named the wrong year.")
        is_fit(page, "staff-corrected")

        page.goto(f"/decisions/{later}/publish/")
        button(page, "Publish")
        page.goto(f"/decisions/{number}/")
        press(page, page.get_by_role("link", name="Say that a later decision stands in its place"))
        page.get_by_label("Number of the later decision").fill("2099-999")
        page.get_by_label("Why?").fill("The grants were made anew.")
        button(page, "Look at both")
        expect(page.locator("main")).to_contain_text("There is no decision 2099-999")
        is_fit(page, "supersede")
        page.get_by_label("Number of the later decision").fill(later)
        button(page, "Look at both")
        is_fit(page, "supersede-check")
        button(page, "Say so in public")

        everybody = visit(f"/register/decisions/{number}/")
        expect(everybody.locator("main")).to_contain_text("This decision no longer stands.")
        is_fit(everybody, "public-superseded")
        press(everybody, everybody.get_by_role("link", name=f"Decision {later}"))
        expect(everybody.locator("main")).to_contain_text(f"decision {number}")
        is_fit(everybody, "public")
        if LOOKS:
            for which in (number, later):
                answer = everybody.request.get(f"/register/decisions/{which}.pdf")
                (Path(LOOKS) / f"{which}.pdf").write_bytes(answer.body())
