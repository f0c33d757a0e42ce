"""A concern raised at night, seen through to its receipt by keyboard; what the journey took is printed."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect
from tests.browser import unfit
from tests.journeys.caring import Set, Visit, a_week_without_holidays, at
from tests.journeys.counting import ByKeyboard, tell

from throughline.kernel.wording import long_date

pytestmark = pytest.mark.browser


class TestAConcernAtNight:
    def test_is_raised_acted_on_and_closed_with_its_receipt_by_keyboard_alone(
        self, visit: Visit, clock: Set
    ) -> None:
        saturday = a_week_without_holidays() + timedelta(days=3)
        clock(at(saturday, "23:00"))
        page = visit("/my-people/", as_="key-worker")
        page.set_viewport_size({"width": 1280, "height": 844})
        taken = ByKeyboard(page, "key-worker")
        taken.go(page.locator("main a[href^='/people/DR-']").first)
        taken.go(page.get_by_role("button", name="Raise a concern"))
        assert unfit(page) == []
        page.set_viewport_size({"width": 1280, "height": 844})
        taken.type("What did you see or hear?", "Made up: a bruise, and a story that does not fit.")
        taken.choose("The person")
        taken.choose("Children’s services hub, within 24 hours")
        taken.choose("Urgent: probation is told at once")
        taken.go(page.get_by_role("button", name="Raise the concern"))
        expect(page.locator("main")).to_contain_text("23 hours left")
        expect(page.locator("main")).to_contain_text(f"by {long_date(saturday + timedelta(days=1))} at 11")
        expect(page.locator("main")).to_contain_text("written to at once, day or night")
        assert unfit(page) == []
        page.set_viewport_size({"width": 1280, "height": 844})
        taken.go(page.get_by_role("button", name="I have read it and own it"))
        taken.type("What is being done", "Phoned the hub at 11pm.")
        taken.go(page.get_by_role("button", name="Record what is done"))
        taken.type("Receipt", "Hub duty desk, 11.20pm, ref 4471")
        taken.go(page.get_by_role("button", name="Close with this receipt"))
        expect(page.locator("main")).to_contain_text("Closed in time")
        tell("a concern raised at night, to its receipt, by keyboard", taken, "not there")
        assert taken.views <= 7
        assert taken.fields <= 3

        told = visit("/feedback/", width=390, as_="probation-practitioner")
        first = told.locator(".tl-told li").first
        expect(first).to_contain_text("Urgent")
        expect(told.locator("main")).to_contain_text("A concern was raised: children’s services hub")
        expect(told.locator("main")).not_to_contain_text("bruise")
        assert unfit(told) == []
        first.get_by_role("button").click()
        expect(told.locator(".govuk-notification-banner")).to_contain_text("Acknowledged")
