"""An agreement comes back refused, goes out again, and is signed by both sides: on a phone, by keyboard, in Word."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect
from tests.browser import enter, overflow, press, violations
from tests.journeys.conftest import PASSPHRASE

pytestmark = pytest.mark.browser

Visit = Callable[..., Any]
TRAFFORD = "Grant agreement: Trafford, 2025/26"


def is_fit(page: Any) -> None:
    """By axe, and without sideways scrolling at 320 pixels."""
    size = page.viewport_size
    assert violations(page) == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert overflow(page) <= 0
    page.set_viewport_size(size)


def says(page: Any, *words: str) -> None:
    """The page comes to show these words."""
    for each in words:
        expect(page.locator("main")).to_contain_text(each, use_inner_text=True, timeout=20_000)


def prove(page: Any) -> None:
    """Say once more that it is you, and come back."""
    expect(page).to_have_url(re.compile("/account/confirm/"))
    page.fill("input[name=password]", PASSPHRASE)
    press(page, page.locator("main form button[type=submit]").first)


def from_home(page: Any, agreement: str) -> None:
    """From home to what waits for this person."""
    press(page, page.locator(".tl-task", has_text=agreement).locator("a.tl-task__link"))


def issue(page: Any, address: str) -> None:
    """An officer sends it to be signed."""
    page.goto(f"{address}issue/")
    is_fit(page)
    press(page, page.get_by_role("button", name="Issue it"))
    says(page, "Whoever may sign for the other side has been asked")


class TestAnAgreement:
    def test_is_refused_changed_and_signed_by_both_sides(self, visit: Visit) -> None:
        officer = visit("/agreements/?q=trafford+2025", as_="programme-officer")
        is_fit(officer)
        press(officer, officer.get_by_role("link", name=TRAFFORD))
        address = officer.url
        is_fit(officer)
        press(officer, officer.get_by_role("link", name="Take it back to change it"))
        says(officer, "1 signature will fall")
        is_fit(officer)
        officer.get_by_label("Why?").fill("The clinic’s days are missing.")
        press(officer, officer.get_by_role("button", name="Take it back"))
        press(officer, officer.get_by_role("button", name="Change it"))
        is_fit(officer)
        officer.get_by_label("What is agreed beside the clauses?").fill("The clinic opens on Mondays.")
        press(officer, officer.get_by_role("button", name="Save"))
        issue(officer, address)

        signer = visit("/", width=390, as_="commissioner.trafford")
        from_home(signer, TRAFFORD)
        says(signer, "You are asked to sign for", "£61,640.16", "The clinic opens on Mondays.")
        is_fit(signer)
        press(signer, signer.get_by_role("link", name="Refuse with reasons"))
        signer.get_by_label("Why?").fill("It opens on Tuesdays.")
        press(signer, signer.get_by_role("button", name="Refuse it"))
        prove(signer)
        expect(signer.get_by_label("Why?")).to_have_value("It opens on Tuesdays.")
        is_fit(signer)
        press(signer, signer.get_by_role("button", name="Refuse it"))
        says(signer, "You have refused it")

        officer.goto("/")
        from_home(officer, TRAFFORD)
        says(officer, "It opens on Tuesdays.")
        press(officer, officer.get_by_role("button", name="Take it up again"))
        press(officer, officer.get_by_role("button", name="Take it up again"))
        officer.goto(f"{address}edit/")
        officer.get_by_label("What is agreed beside the clauses?").fill("The clinic opens on Tuesdays.")
        press(officer, officer.get_by_role("button", name="Save"))
        issue(officer, address)

        signer.goto("/")
        from_home(signer, TRAFFORD)
        press(signer, signer.get_by_role("button", name="Sign it"))
        says(signer, "You have signed")
        is_fit(signer)

        director = visit("/", as_="director")
        from_home(director, TRAFFORD)
        says(director, "You are asked to countersign for")
        is_fit(director)
        enter(director, director.get_by_role("button", name="Countersign it"))
        prove(director)
        enter(director, director.get_by_role("button", name="Countersign it"))
        says(director, "the agreement is in force", "In force: both sides signed these bytes.")
        is_fit(director)
        for words, kind in (("PDF", "application/pdf"), ("Word", "officedocument")):
            link = director.locator(".tl-formats").get_by_role("link", name=words, exact=True)
            answer = director.context.request.get(link.get_attribute("href"))
            assert kind in answer.headers["content-type"]

    def test_is_put_together_from_clauses_that_legal_confirms(self, visit: Visit) -> None:
        legal = visit("/", width=390, as_="legal")
        from_home(legal, "clauses of agreements")
        is_fit(legal)
        press(legal, legal.get_by_role("link", name="Keeping people safe").first)
        is_fit(legal)
        legal.get_by_label("Whose words are these?").fill("Read and confirmed by legal")
        press(legal, legal.get_by_role("button", name="I confirm these words"))
        says(legal, "Confirmed with your name and today’s date.", "Confirmed by")
        legal.goto("/agreements/who-may-sign/new/")
        is_fit(legal)
        press(legal, legal.get_by_role("button", name="Record it"))
        says(legal, "Choose who may sign.")
        is_fit(legal)
