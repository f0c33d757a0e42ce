"""A practitioner refers somebody whom probation knows, by keyboard only; what it costs is printed."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect
from tests.browser import unfit
from tests.journeys.counting import ByKeyboard, tell

pytestmark = pytest.mark.browser
Visit = Callable[..., Any]
FORMER = "19 page views, 18 typed fields"


class TestAReferralByKeyboard:
    def test_of_a_known_person_takes_at_most_six_pages_and_six_typed_fields(self, visit: Visit) -> None:
        page = visit("/referrals/new/", as_="probation-practitioner")
        hands = ByKeyboard(page, "probation-practitioner")
        hands.type("CRN", "x900002")
        hands.press("Continue")
        expect(page.locator(".tl-identity")).to_contain_text("CRN X900002")
        hands.type(
            "What happened, and what do you hope this changes?", "Starts a new order and asks for help."
        )
        hands.press("Continue")
        hands.answer("#id_need_DNR", 1)
        for each in ("is_parent", "at_home", "has_contact", "is_pregnant", "known_to_social_care"):
            hands.answer(f"#id_children_{each}", 1)
        hands.type("What must whoever meets them know?", "Nothing unusual.")
        hands.press("Continue")
        hands.answer("#id_safe_contact", 2)
        hands.type("When can they come?", "Not on Mondays.")
        hands.press("Continue")
        expect(page.locator("main")).to_contain_text("the person is first seen by")
        hands.press("Send the referral")
        expect(page.locator("main")).to_contain_text("Referral sent")
        tell("a referral by keyboard only", hands, FORMER)
        assert hands.views <= 6
        assert hands.fields <= 6
        assert unfit(page) == []

        # the key worker of the same unit sees it at once, and probation's page says what happens next
        reference = page.url.split("/")[4]
        worker = visit("/inbox/", as_="key-worker")
        expect(worker.locator("main")).to_contain_text(reference)
        page.goto(f"/referrals/{reference}/")
        expect(page.locator("main")).to_contain_text("10 working days left")
        assert unfit(page) == []


class TestItsPages:
    def test_are_fit_for_everybody_and_keep_what_is_typed(self, visit: Visit) -> None:
        page = visit("/referrals/new/", as_="probation-practitioner")
        assert unfit(page) == []
        page.set_viewport_size({"width": 1280, "height": 900})
        page.get_by_label("CRN", exact=True).fill("X900011")
        with page.expect_navigation():
            page.get_by_role("button", name="Continue", exact=True).click()
        why = page.url
        page.locator("#id_why_now").fill("Half a sen")
        expect(page.locator("[data-saved]")).to_contain_text("Saved at")
        page.goto("/")  # the window is closed in the middle of a word
        page.goto(why)
        expect(page.locator("#id_why_now")).to_have_value("Half a sen")
        assert unfit(page) == []
        for part in ("who", "risk", "practical", "check"):
            page.goto(why.replace("/why/", f"/{part}/"))
            assert unfit(page) == [], part
        page.goto("/")
        expect(page.locator("main")).to_contain_text("Finish your referral")

    def test_work_without_scripts(self, visit: Visit) -> None:
        page = visit("/referrals/new/", as_="probation-practitioner", scripts=False)
        page.get_by_label("CRN", exact=True).fill("X900013")
        with page.expect_navigation():
            page.get_by_role("button", name="Continue", exact=True).click()
        page.locator("#id_why_now").fill("No script here.")
        with page.expect_navigation():
            page.get_by_role("button", name="Save and come back later").click()
        expect(page.locator("main")).to_contain_text("Saved.")
