"""Does somebody get in through the directory of their organisation, with the real protocol in a real browser?"""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from playwright.sync_api import expect
from pytest_django import Settings
from tests.browser import overflow, press, violations
from tests.organisations.directory_process import NODE, SECRET, provider

pytestmark = pytest.mark.browser


class _Quiet(WSGIRequestHandler):
    def log_message(self, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def invitation(committed_db: str, settings: Settings) -> Iterator[str]:
    """The address of an invitation at a site that knows the directory of a made-up council."""
    from django.core.wsgi import get_wsgi_application

    from throughline.kernel.actor import Actor
    from throughline.organisations import actions, queries
    from throughline.organisations.directory_settings import Directory

    if NODE is None:
        pytest.skip("No Node on this machine: the real directory did not run.")
    command, at = Actor("system:tests"), datetime.now(UTC)
    server = make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=_Quiet)
    ours = f"http://127.0.0.1:{server.server_port}"
    with provider(ours) as issuer:
        settings.PUBLIC_ADDRESS = ours
        settings.DIRECTORIES = (
            Directory("council", "A made-up council", issuer, "throughline", SECRET, ("council.example",)),
        )
        actions.load_reference(actor=command, at=at)
        _, path = actions.invite(
            actor=command,
            at=at,
            name="Nia Price",
            email="nia@council.example",
            body=queries.body("gmca"),
            role="commissioner",
        )
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"{ours}{path}"
        server.shutdown()
        server.server_close()


def at_the_directory(page: Any, login: str) -> None:
    """Answer the directory's form."""
    expect(page.locator("body")).to_contain_text("The directory of a made-up council")
    page.fill("input[name=login]", login)
    press(page, page.get_by_role("button", name="Sign in", exact=True))


class TestSomebodyInvitedWhoHasADirectory:
    def test_comes_in_by_it_signs_out_of_both_and_comes_again(self, invitation: str, chromium: Any) -> None:
        context = chromium.new_context(viewport={"width": 390, "height": 844})
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.goto(invitation)
        assert violations(page) == []
        assert overflow(page) <= 0
        press(page, page.get_by_role("button", name="Sign in with A made-up council"))
        at_the_directory(page, "nia")
        ours = invitation.partition("/invitations/")[0]
        page.goto(f"{ours}/account/")
        expect(page.locator("main")).to_contain_text("Local authority commissioner")
        expect(page.locator("main")).to_contain_text("A made-up council says who you are")
        assert violations(page) == []
        press(page, page.locator("main").get_by_role("button", name="Sign out"))
        assert violations(page) == []
        press(page, page.get_by_role("link", name="sign out there too"))
        assert "/session/end" in page.url
        page.goto(f"{ours}/sign-in/?next=/account/sessions/")
        press(page, page.get_by_role("button", name="Sign in with A made-up council"))
        if "/interaction/" in page.url:
            at_the_directory(page, "nia")
        assert page.url == f"{ours}/account/sessions/"
        context.close()


class TestAStrangerWithADirectory:
    def test_is_told_whom_to_ask(self, invitation: str, chromium: Any) -> None:
        context = chromium.new_context(viewport={"width": 390, "height": 844})
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.goto(f"{invitation.partition('/invitations/')[0]}/sign-in/")
        assert violations(page) == []
        press(page, page.get_by_role("button", name="Sign in with A made-up council"))
        at_the_directory(page, "stranger")
        expect(page.locator("main")).to_contain_text("Nobody has invited you to Throughline yet.")
        assert violations(page) == []
        assert overflow(page) <= 0
        context.close()
