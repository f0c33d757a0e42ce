"""A form that comes twice acts once: a double press, or a phone that tries again."""

import re

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from tests.pages import words
from tests.payments.conftest import AT, Town, body
from tests.races import at_once

from throughline.frame.sent_once import SAID
from throughline.kernel.actor import Actor
from throughline.organisations import actions as organisations
from throughline.organisations.models import Person
from throughline.payments.models import Hold

TYPED = {
    "reason": "A question is open.",
    "cleared_by_role": "programme-officer",
    "look_again_on_day": "1",
    "look_again_on_month": "12",
    "look_again_on_year": str(timezone.localdate().year + 1),
}


class Browser:
    """One in which an officer has signed in and opened the page that holds the first instalment."""

    def __init__(self, town: Town, person: Person) -> None:
        self.person, self.address = person, f"/payments/{town.first().pk}/hold/"
        self.client = self._signed_in()
        self.opened()

    def _signed_in(self) -> Client:
        client = Client(enforce_csrf_checks=True)
        client.force_login(self.person)
        return client

    def opened(self) -> None:
        page = self.client.get(self.address).content.decode()
        self.token = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[-1]

    def send(self, **typed: str) -> HttpResponse:
        said = {**TYPED, **typed, "csrfmiddlewaretoken": self.token}
        # Its own client with the same cookies, as two requests of one browser are two connections.
        client = Client(enforce_csrf_checks=True)
        client.cookies = self.client.cookies
        return client.post(self.address, said)


@pytest.fixture
def browser(committed_town: Town, monkeypatch: pytest.MonkeyPatch) -> Browser:
    monkeypatch.setattr(settings, "SECOND_STEP_REQUIRED", False)
    monkeypatch.setattr(settings, "PASSWORD_HASHERS", ["django.contrib.auth.hashers.MD5PasswordHasher"])
    command = Actor("system:tests")
    person = organisations.add_person(
        actor=command, at=AT, name="An officer", email="officer@example.org", body=body("gmca")
    )
    organisations.grant_role(actor=command, at=AT, person=person, role="programme-officer")
    return Browser(committed_town, person)


class TestAFormThatComesTwice:
    def test_acts_once_when_both_come_in_the_same_moment(self, browser: Browser) -> None:
        answers = at_once(browser.send, browser.send)
        assert {each.headers.get("Location") for each in answers} == {browser.address.removesuffix("hold/")}
        assert Hold.objects.count() == 1

    def test_leads_to_the_same_page_and_says_so(self, browser: Browser) -> None:
        first, second = browser.send(), browser.send()
        assert (first.status_code, second["Location"]) == (302, first["Location"])
        assert Hold.objects.count() == 1
        assert SAID in words(browser.client.get(second["Location"]))

    def test_is_read_again_when_it_was_refused(self, browser: Browser) -> None:
        for _ in range(2):
            assert "There is a problem" in words(browser.send(reason=""))
        assert browser.send().status_code == 302

    def test_acts_again_from_a_page_opened_again(self, browser: Browser) -> None:
        browser.send()
        browser.opened()
        browser.send()
        assert Hold.objects.count() == 2

    def test_acts_when_what_it_says_is_another(self, browser: Browser) -> None:
        browser.send()
        browser.send(reason="A second question.")
        assert Hold.objects.count() == 2
