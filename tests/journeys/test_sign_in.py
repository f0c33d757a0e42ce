"""Does everybody get in who should: with and without scripts, by keyboard, with a code, and nobody who guesses?"""

import base64
import hmac
import re
import struct
import time
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect
from tests.browser import press, violations
from tests.journeys.conftest import PASSPHRASE

pytestmark = pytest.mark.browser

Visit = Callable[..., Any]


def code_for(secret: str, *, ahead: int = 0) -> str:
    """The code that an app on a telephone shows now, or so many codes ahead (RFC 6238)."""
    counter = struct.pack(">Q", int(time.time()) // 30 + ahead)
    digest = hmac.digest(base64.b32decode(secret), counter, "sha1")
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


def set_up_app(page: Any) -> str:
    """Set up an app on its page, confirm who one is when asked, and return its secret."""
    page.goto("/account/second-step/app/")
    if "/confirm/" in page.url:
        page.fill("input[name=password]", PASSPHRASE)
        press(page, page.get_by_role("button", name="Continue"))
    secret = str(page.locator(".tl-key").inner_text()).replace(" ", "")
    page.fill("input[name=code]", code_for(secret))
    press(page, page.get_by_role("button", name="Save"))
    return secret


class TestAVisitorOfADemonstration:
    def test_signs_in_as_a_made_up_person_with_one_press(self, visit: Visit) -> None:
        page = visit("/sign-in/?next=/account/", width=390)
        press(page, page.get_by_role("button", name=re.compile("^Auditor")))
        assert page.url.endswith("/account/")
        expect(page.locator("main")).to_contain_text("Follows any pound")

    def test_does_it_by_keyboard_alone(self, visit: Visit) -> None:
        page = visit("/sign-in/?next=/account/")
        for _ in range(30):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.name") == "login":
                break
        page.keyboard.type("treasurer@demonstration.example")
        page.keyboard.press("Tab")
        page.keyboard.type(PASSPHRASE)
        page.keyboard.press("Enter")
        page.wait_for_url("**/account/")
        expect(page.locator("main")).to_contain_text("treasurer@demonstration.example")

    def test_does_it_without_scripts_and_signs_out_again(self, visit: Visit) -> None:
        page = visit("/sign-in/", scripts=False)
        assert not page.get_by_role("button", name="passkey").is_visible()
        page.fill("input[name=login]", "legal@demonstration.example")
        page.fill("input[name=password]", PASSPHRASE)
        press(page, page.get_by_role("button", name="Sign in", exact=True))
        page.goto("/account/")
        press(page, page.locator("main").get_by_role("button", name="Sign out"))
        assert page.url.endswith("/sign-in/")
        page.goto("/account/")
        assert "/sign-in/?next=" in page.url


class TestSomebodyWithAnApp:
    def test_sets_it_up_without_scripts_and_then_needs_its_code(self, visit: Visit) -> None:
        page = visit("/", as_="hmpps-finance", scripts=False)
        secret = set_up_app(page)
        expect(page.locator(".tl-codes code")).to_have_count(10)
        page.goto("/account/sessions/")
        other = visit("/", as_="hmpps-finance", scripts=False)
        other.goto("/account/")
        assert other.url.endswith("/sign-in/code/")
        # A code is taken once; a clock that is one code ahead is let in (MFA_TOTP_TOLERANCE).
        other.fill("input[name=code]", code_for(secret, ahead=1))
        press(other, other.get_by_role("button", name="Continue"))
        other.goto("/account/")
        expect(other.locator("main")).to_contain_text("hmpps-finance@demonstration.example")


class TestSomebodyWithAPasskey:
    def test_adds_it_and_signs_in_with_it_alone(self, visit: Visit, site: str) -> None:
        at_localhost = site.replace(
            "127.0.0.1", "localhost"
        )  # a passkey belongs to a name, never to a number
        page = visit("/health/")
        devices = page.context.new_cdp_session(page)
        devices.send("WebAuthn.enable")
        telephone = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        devices.send("WebAuthn.addVirtualAuthenticator", {"options": telephone})
        page.goto(f"{at_localhost}/sign-in/?next=/account/second-step/passkeys/add/")
        page.fill("input[name=login]", "clinical-safety@demonstration.example")
        page.fill("input[name=password]", PASSPHRASE)
        press(page, page.get_by_role("button", name="Sign in", exact=True))
        page.fill("input[name=password]", PASSPHRASE)
        press(page, page.get_by_role("button", name="Continue"))
        press(page, page.get_by_role("button", name="Add the passkey"))
        page.wait_for_url("**/recovery-codes/")
        page.goto(f"{at_localhost}/account/")
        press(page, page.locator("main").get_by_role("button", name="Sign out"))
        press(page, page.get_by_role("button", name="Sign in with a passkey"))
        page.wait_for_url(f"{at_localhost}/")
        page.goto(f"{at_localhost}/account/")
        expect(page.locator("main")).to_contain_text("clinical-safety@demonstration.example")


class TestSomebodyWhoGuesses:
    def test_is_told_what_is_wrong_and_then_to_wait(self, visit: Visit) -> None:
        page = visit("/sign-in/", width=390)
        for number in range(6):
            page.fill("input[name=login]", "nobody@demonstration.example")
            page.fill("input[name=password]", f"a guess, the {number}th")
            press(page, page.get_by_role("button", name="Sign in", exact=True))
            if number == 0:
                assert page.title().startswith("Error: ")
                assert violations(page) == []
        expect(page.locator(".govuk-error-summary")).to_contain_text("Wait five minutes")


class TestAnAdministrator:
    def test_adds_somebody_who_chooses_a_password_and_gets_in(self, visit: Visit) -> None:
        page = visit("/people/add/", width=390, as_="administrator")
        page.fill("input[name=name]", "Ng")
        page.fill("input[name=email]", "ng@example.org")
        page.select_option("select[name=body]", label="Bolton Metropolitan Borough Council")
        page.select_option("select[name=role]", "commissioner")
        press(page, page.get_by_role("button", name="Add and make the link"))
        assert violations(page) == []
        link = page.locator("code.tl-link").inner_text()
        other = visit(link.partition("/invitations/")[1] + link.partition("/invitations/")[2], width=390)
        assert violations(other) == []
        for name in ("new_password1", "new_password2"):
            other.fill(f"input[name={name}]", "violet anvil seventeen")
        press(other, other.get_by_role("button", name="Save password and come in"))
        press(other, other.locator("main").get_by_role("button", name="Sign in"))
        other.fill("input[name=login]", "ng@example.org")
        other.fill("input[name=password]", "violet anvil seventeen")
        press(other, other.get_by_role("button", name="Sign in", exact=True))
        other.goto("/account/")
        expect(other.locator("main")).to_contain_text("Local authority commissioner")
