"""A grant is stopped and let go on, a round gets its terms, and a specification grows by what somebody said."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect
from tests.browser import enter, press, reach
from tests.journeys.test_promises import is_fit

pytestmark = pytest.mark.browser


class TestAGrantOnAPhone:
    def test_is_suspended_with_a_reason_and_goes_on(self, visit: Callable[..., Any]) -> None:
        page = visit("/grants/?year=2024%2F25&q=trafford", width=390, as_="programme-lead")
        is_fit(page)
        press(page, page.get_by_role("link", name="Trafford: GM Dependency and Recovery, 2024/25"))
        expect(page.locator("main")).to_contain_text("Money moves when its conditions hold.")
        is_fit(page)

        press(page, page.get_by_role("link", name="Suspend it"))
        press(page, page.get_by_role("button", name="Suspend the grant"))
        expect(page.locator("main"), "nothing stops without a reason").to_contain_text("There is a problem")
        is_fit(page)
        page.get_by_label("Why").fill("The council asked us to wait for its new plan.")
        press(page, page.get_by_role("button", name="Suspend the grant"))
        expect(page.locator("main")).to_contain_text("The council asked us to wait for its new plan.")
        is_fit(page)

        press(page, page.get_by_role("button", name="Let it go on"))
        page.get_by_label("Why").fill("The plan has come.")
        press(page, page.get_by_role("button", name="Let it go on"))
        expect(page.locator("main")).to_contain_text("The grant goes on.")

    def test_is_seen_by_its_council_and_by_no_other(self, visit: Callable[..., Any]) -> None:
        page = visit("/grants/", width=390, as_="commissioner")
        expect(page.locator("main")).to_contain_text("Bolton")
        expect(page.locator("main")).not_to_contain_text("Trafford")
        press(page, page.get_by_role("link", name="Bolton: GM Dependency and Recovery, 2024/25"))
        press(page, page.get_by_role("link", name="The spending plan is approved"))
        expect(page.locator("main")).to_contain_text("The spending plan is approved")
        is_fit(page)


class TestTheTermsOfARound:
    def test_are_those_of_the_year_before_until_somebody_changes_them(
        self, visit: Callable[..., Any]
    ) -> None:
        page = visit("/programmes/gm-irs-dr/2026-27/terms/", as_="programme-officer")
        expect(page.locator("main")).to_contain_text("This round has no terms yet")
        is_fit(page)
        press(page, page.get_by_role("button", name="Set the terms"))
        expect(page.locator("main")).to_contain_text("This is as in 2025/26, moved to this year.")
        is_fit(page)
        page.get_by_label("Condition 1").fill("The posts are named")
        page.get_by_label("What these terms rest on").fill("Made up for a journey.")
        press(page, page.get_by_role("button", name="Save the terms"))
        expect(page.locator("main")).to_contain_text("1 July 2026, the whole award")
        expect(page.locator("main")).to_contain_text("The posts are named")
        is_fit(page)


class TestASpecification:
    def test_takes_up_what_somebody_said_with_the_keyboard_alone(self, visit: Callable[..., Any]) -> None:
        page = visit("/specifications/", as_="programme-officer")
        is_fit(page)
        enter(page, page.get_by_role("button", name="Begin the next version"))
        page.get_by_label("Programme", exact=True).select_option(label="GM Dependency and Recovery")
        reach(page, page.get_by_label("What it is called"))
        page.keyboard.type("The service from 2028")
        enter(page, page.get_by_role("button", name="Begin it"))
        press(page, page.get_by_role("link", name="The service from 2028"))
        enter(page, page.get_by_role("link", name="Add a requirement"))
        is_fit(page)
        page.get_by_label("Its number").fill("R20")
        page.get_by_label("What the service must do").fill("Letters are short and plain.")
        page.get_by_label("Lived experience").check()
        page.get_by_label("What it serves").fill("W2")
        press(page, page.get_by_role("button", name="Save the requirement"))
        expect(page.locator("main"), "their words are asked for").to_contain_text("what people said")
        page.get_by_label("What they said").fill("I did not open the letter. It was four pages.")
        press(page, page.get_by_role("button", name="Save the requirement"))
        expect(page.locator("#differences + ul")).to_contain_text("Letters are short and plain.")
        is_fit(page)
        enter(page, page.get_by_role("link", name="Throw this draft away"))
        press(page, page.get_by_role("button", name="Throw it away"))

    def test_shows_what_people_said_beside_what_was_done(self, visit: Callable[..., Any]) -> None:
        page = visit("/specifications/said/gm-irs-dr/", width=390, as_="lived-experience")
        expect(page.locator("main")).to_contain_text("Every group is over by then.")
        expect(page.locator("main")).to_contain_text("At least one group a week begins after six")
        is_fit(page)
