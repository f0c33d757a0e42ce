"""2.6 % for ten areas goes from its preview to thirty changed awards; a commissioner asks; the calendar is read."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect
from tests.browser import press
from tests.journeys.test_promises import is_fit
from tests.journeys.test_signing import says, sign

pytestmark = pytest.mark.browser

UPLIFT = "Community Safety grants 2025/26: an uplift of 2.6 %"


class TestAnUpliftForTenAreas:
    def test_is_decided_once_and_changes_thirty_awards(self, visit: Callable[..., Any]) -> None:
        officer = visit("/variations/", as_="programme-officer")
        is_fit(officer)
        press(officer, officer.get_by_role("link", name=UPLIFT))
        says(officer, "In all, 30 awards change by", "It is a rounded figure", "Illustration")
        is_fit(officer)
        address = officer.url
        press(officer, officer.get_by_role("button", name="Put it to a decision"))
        is_fit(officer)
        press(officer, officer.get_by_role("button", name="Draft the decision"))
        says(officer, "The decision is drafted with exactly these figures")
        press(officer, officer.get_by_role("link", name="Read the draft"))
        press(officer, officer.get_by_role("button", name="Look once more and submit"))
        press(officer, officer.get_by_role("button", name="Submit the draft"))
        draft = re.findall(r"/drafts/[0-9a-f-]{36}/", officer.url)[0]

        lead = visit(f"{draft}ask/", as_="programme-lead")
        says(lead, "because the award as varied is")
        press(lead, lead.get_by_role("button", name="Ask for signatures"))
        lead.goto(address)
        expect(lead.get_by_role("button", name="Apply it"), "nothing changes before").to_have_count(0)
        for post in ("assistant-director", "director", "treasurer", "deputy-mayor"):
            sign(visit("/", as_=post), UPLIFT)

        lead.goto("/")
        press(lead, lead.locator(".tl-task", has_text=UPLIFT).locator("a.tl-task__link").first)
        lead.goto(address)
        press(lead, lead.get_by_role("button", name="Apply it"))
        is_fit(lead)
        press(lead, lead.get_by_role("button", name="Apply it"))
        says(
            lead,
            "Every grant that it names says so now.",
            "The changes add up to the difference of both sums.",
        )
        is_fit(lead)

        bolton = visit(address, width=390, as_="commissioner")
        says(bolton, "In all, 3 awards of yours change by")
        expect(bolton.locator("main"), "nor what others get").not_to_contain_text("Wigan")
        is_fit(bolton)


class TestACommissionerOnAPhone:
    def test_asks_for_a_change_and_reads_the_answer(self, visit: Callable[..., Any]) -> None:
        page = visit("/variations/", width=390, as_="commissioner")
        press(page, page.get_by_role("button", name="Ask for a change"))
        is_fit(page)
        press(page, page.get_by_role("link", name=re.compile("Bolton.*Recovery 2025.26")))
        press(page, page.get_by_role("button", name="Ask for it"))
        says(page, "There is a problem")
        is_fit(page)
        page.get_by_label("The whole award, from then on").fill("150,000")
        page.get_by_label("What is it called?").fill("A second worker in Bolton")
        page.get_by_label("Why", exact=True).fill("Need has grown.")
        press(page, page.get_by_role("button", name="Ask for it"))
        says(page, "You get a letter when it is answered.")
        is_fit(page)

        lead = visit("/variations/?from=recipient", as_="programme-lead")
        press(lead, lead.get_by_role("link", name="A second worker in Bolton"))
        press(lead, lead.get_by_role("link", name="Answer no"))
        lead.get_by_label("Why").fill("No money is left in this round.")
        press(lead, lead.get_by_role("button", name="Answer no"))
        page.reload()
        says(page, "No money is left in this round.")


class TestTheCommissioningCalendar:
    def test_warns_above_its_chart_and_a_step_is_said_to_be_done(
        self, visit: Callable[..., Any], width: int
    ) -> None:
        page = visit("/commissioning-calendar/", width=width, as_="programme-officer")
        says(
            page,
            "What to look at",
            "Nothing that follows it is planned yet.",
            "Specification in the contract",
        )
        expect(page.locator(".tl-chart__picture")).to_have_js_property("complete", True)
        assert page.locator(".tl-chart__picture").evaluate("one => one.naturalWidth") > 300
        is_fit(page)
        press(page, page.locator("#contracts + table").get_by_role("link", name="Oldham").last)
        press(page, page.get_by_role("link", name=re.compile("Change.*Talk to the market")))
        is_fit(page)
        page.get_by_label("A note").fill("Eight providers came.")
        press(page, page.get_by_role("button", name="Save"))
        says(page, "Eight providers came.")
        is_fit(page)

    def test_goes_into_ones_own_calendar(self, visit: Callable[..., Any]) -> None:
        page = visit("/commissioning-calendar/", as_="commissioner")
        says(page, "Bolton")
        expect(page.locator("main"), "one's own area only").not_to_contain_text("Wigan")
        text = page.request.get("/commissioning-calendar.ics").text()
        assert "Ends: Bolton" in text
        assert "BEGIN:VEVENT" in text


class TestAContractThatIsPlanned:
    def test_gets_the_steps_of_its_route(self, visit: Callable[..., Any]) -> None:
        page = visit("/contracts/plan/", width=390, as_="commissioner")
        is_fit(page)
        page.get_by_label("What is it called?").fill("Young people’s treatment")
        page.get_by_label("By which route is it let?").select_option("direct_award_c")
        for name, year in (("First day", "2031"), ("Last day", "2034")):
            day = page.get_by_role("group", name=name, exact=False).first
            for box, typed in (("Day", "1"), ("Month", "4"), ("Year", year)):
                day.get_by_label(box, exact=True).fill(typed)
        page.get_by_label("Not begun").check()
        page.get_by_label("Where is this known from?").fill("Made up for a journey.")
        press(page, page.get_by_role("button", name="Put it on the calendar"))
        says(page, "Assess the provider against the criteria", "Publish the intention to award", "To come")
        is_fit(page)
