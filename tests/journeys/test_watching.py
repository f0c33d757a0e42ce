"""A concern raised at night, seen through to its receipt by keyboard; what the journey took is printed."""

import sys
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect
from tests.browser import unfit
from tests.journeys.test_triage import Taken

pytestmark = pytest.mark.browser


class TestAConcernAtNight:
    def test_is_raised_acted_on_and_closed_with_its_receipt_by_keyboard_alone(
        self, visit: Callable[..., Any]
    ) -> None:
        page = visit("/my-people/", as_="key-worker")
        page.set_viewport_size({"width": 1280, "height": 844})
        taken = Taken(page)
        taken.go(page.locator("main a[href^='/people/DR-']").first)
        taken.go(page.get_by_role("button", name="Raise a concern"))
        assert unfit(page) == []
        page.set_viewport_size({"width": 1280, "height": 844})
        taken.type(
            page.get_by_label("What did you see or hear?"),
            "Made up: a bruise, and a story that does not fit.",
        )
        taken.choose(page.get_by_label("The person"))
        taken.choose(page.get_by_label("Children’s services hub"))
        taken.choose(page.get_by_label("Urgent: probation is told at once"))
        taken.go(page.get_by_role("button", name="Raise the concern"))
        expect(page.locator("main")).to_contain_text("hours left")
        assert unfit(page) == []
        page.set_viewport_size({"width": 1280, "height": 844})
        taken.go(page.get_by_role("button", name="I have read it and own it"))
        taken.type(page.get_by_label("What is being done"), "Phoned the hub at 11pm.")
        taken.go(page.get_by_role("button", name="Record what is done"))
        taken.type(page.get_by_label("Receipt"), "Hub duty desk, 11.20pm, ref 4471")
        taken.go(page.get_by_role("button", name="Close with this receipt"))
        expect(page.locator("main")).to_contain_text("Closed in time")
        sys.stdout.write(
            f"concern raised at night to its receipt: {taken.views} page views, {taken.fields} typed fields\n"
        )
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
