"""Is what somebody typed still there when their session ended in the middle of a form?"""

import re
from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from playwright.sync_api import expect
from tests.browser import overflow, press, violations
from tests.journeys.conftest import PASSPHRASE

pytestmark = pytest.mark.browser

Visit = Callable[..., Any]


def end_every_session(database: str) -> None:
    """What an administrator, a purge or a restart may do behind a person's back."""
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("DELETE FROM django_session")


class TestSomebodyWhoseSessionEndedInTheMiddleOfAForm:
    def test_signs_in_again_sees_what_they_typed_and_sends_it_on(
        self, visit: Visit, site_database: str
    ) -> None:
        page = visit("/people/add/", width=390, as_="administrator", scripts=False)
        page.fill("input[name=name]", "Zoë O’Neil")
        page.fill("input[name=email]", "zoe@example.org")
        page.select_option("select[name=body]", label="Bolton Metropolitan Borough Council")
        page.select_option("select[name=role]", "commissioner")
        end_every_session(site_database)
        press(page, page.get_by_role("button", name="Add and make the link"))
        expect(page.locator("main")).to_contain_text("what you typed is kept")
        page.fill("input[name=login]", "administrator@demonstration.example")
        page.fill("input[name=password]", PASSPHRASE)
        press(page, page.get_by_role("button", name="Sign in", exact=True))
        assert re.search(r"/kept/[0-9a-f-]{36}/$", page.url)
        expect(page.locator("main")).to_contain_text("Zoë O’Neil")
        expect(page.locator("main")).to_contain_text("zoe@example.org")
        assert overflow(page) <= 0
        kept = page.url
        press(page, page.get_by_role("button", name="Send it on"))
        expect(page.locator("main")).to_contain_text("Hand this link to Zoë O’Neil")
        page.goto(kept)
        expect(page.locator("main")).to_contain_text("There is nothing kept here")

    def test_is_shown_a_page_that_axe_finds_nothing_on(self, visit: Visit, site_database: str) -> None:
        page = visit("/people/add/", as_="administrator")
        page.fill("input[name=name]", "Somebody")
        end_every_session(site_database)
        press(page, page.get_by_role("button", name="Add and make the link"))
        assert violations(page) == []
        page.fill("input[name=login]", "administrator@demonstration.example")
        page.fill("input[name=password]", PASSPHRASE)
        press(page, page.get_by_role("button", name="Sign in", exact=True))
        assert violations(page) == []
        press(page, page.get_by_role("link", name="Go back to the page without sending"))
        assert page.url.endswith("/people/add/")


class TestSomebodyWhoSignedInAgainInAnotherWindow:
    def test_sends_the_old_window_on_with_a_fresh_key(self, visit: Visit, site_database: str) -> None:
        page = visit("/people/add/", as_="administrator")
        page.fill("input[name=name]", "Amir")
        page.fill("input[name=email]", "amir@example.org")
        page.select_option("select[name=body]", label="Bolton Metropolitan Borough Council")
        page.select_option("select[name=role]", "commissioner")
        end_every_session(site_database)
        other = page.context.new_page()
        other.goto("/sign-in/")
        other.fill("input[name=login]", "administrator@demonstration.example")
        other.fill("input[name=password]", PASSPHRASE)
        press(other, other.get_by_role("button", name="Sign in", exact=True))
        press(page, page.get_by_role("button", name="Add and make the link"))
        expect(page.locator("main")).to_contain_text("This is what you typed.")
        assert violations(page) == []
        press(page, page.get_by_role("button", name="Send it on"))
        expect(page.locator("main")).to_contain_text("Hand this link to Amir")
