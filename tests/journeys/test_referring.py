"""A practitioner refers somebody whom probation knows, by keyboard only; what it costs is printed."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect
from tests.browser import MOST_TABS, unfit

pytestmark = pytest.mark.browser
Visit = Callable[..., Any]
FORMER = "the former system: 19 page views, 18 typed fields"


class Hands:
    """Somebody without a mouse: every key that they press is counted, and every field that they type into."""

    def __init__(self, page: Any) -> None:
        self.page, self.strokes, self.typed, self.views, self.began = page, 0, 0, 1, time.monotonic()

    def key(self, name: str) -> None:
        self.page.keyboard.press(name)
        self.strokes += 1

    def come_to(self, target: Any) -> None:
        target.wait_for()
        for _ in range(MOST_TABS):
            if target.evaluate("each => each === document.activeElement"):
                return
            self.key("Tab")
        raise AssertionError(f"Nobody comes to {target} by keyboard on {self.page.url}.")

    def write(self, label: str, words: str) -> None:
        self.come_to(self.page.get_by_label(label, exact=True))
        self.page.keyboard.type(words)
        self.strokes += len(words)
        self.typed += 1

    def choose(self, first: str, which: int) -> None:
        """The answer of that number among radios of which none is chosen yet."""
        self.come_to(self.page.locator(first))
        self.key("Space")
        for _ in range(which):
            self.key("ArrowDown")

    def go_on(self, name: str) -> None:
        self.come_to(self.page.get_by_role("button", name=name, exact=True))
        with self.page.expect_navigation():
            self.key("Enter")
        self.views += 1

    def said(self) -> str:
        seconds = time.monotonic() - self.began
        return f"{self.views} page views, {self.typed} typed fields, {self.strokes} strokes, {seconds:.0f} s"


class TestAReferralByKeyboard:
    def test_of_a_known_person_takes_at_most_six_pages_and_six_typed_fields(
        self, visit: Visit, capsys: pytest.CaptureFixture[str]
    ) -> None:
        page = visit("/referrals/new/", as_="probation-practitioner")
        hands = Hands(page)
        hands.write("CRN", "x900002")
        hands.go_on("Continue")
        expect(page.locator(".tl-identity")).to_contain_text("CRN X900002")
        hands.write(
            "What happened, and what do you hope this changes?", "Starts a new order and asks for help."
        )
        hands.go_on("Continue")
        hands.choose("#id_need_DNR", 1)
        for each in ("is_parent", "at_home", "has_contact", "is_pregnant", "known_to_social_care"):
            hands.choose(f"#id_children_{each}", 1)
        hands.write("What must whoever meets them know?", "Nothing unusual.")
        hands.go_on("Continue")
        hands.choose("#id_safe_contact", 2)
        hands.write("When can they come?", "Not on Mondays.")
        hands.go_on("Continue")
        expect(page.locator("main")).to_contain_text("the person is first seen by")
        hands.go_on("Send the referral")
        expect(page.locator("main")).to_contain_text("Referral sent")
        with capsys.disabled():
            print(f"\nA referral by keyboard: {hands.said()}; {FORMER}")  # noqa: T201 - the journey prints its cost
        assert hands.views <= 6
        assert hands.typed <= 6
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
