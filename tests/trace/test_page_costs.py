"""How many statements does each page of money and papers send, over the whole demonstration?"""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from throughline.organisations.access import log
from throughline.organisations.queries import person_named
from throughline.organisations.roles import ROLES

# Those above ten and why: docs/adr/0032.
LISTS = {
    "/position/?programme=gm-irs-dr&year=2025/26": 11,
    "/payments/": 12,
    "/grants/": 9,
    "/agreements/": 5,
    "/agreements/draft/": 5,
    "/variations/": 5,
    "/returns/": 7,
    "/watch/": 11,
    "/localities/": 7,
    "/money-in/": 11,
    "/year-end/": 12,
    "/scrutiny/for-the-panel/": 14,
    "/decisions/": 6,
    "/drafts/": 5,
    "/accessibility/": 3,
}
# Home of somebody who came before; those above ten also ask who holds a signature or may publish, and by which law.
HOME = 10
HOME_ABOVE = {
    "programme-lead": 16,
    "programme-officer": 13,
    "commissioner": 12,
    "administrator": 11,
    # It also asks which records nobody sees until this role says who may.
    "head-of-unit": 11,
    # They also ask what the partnership said of the year before, on which a small grant's advance leans (R26).
    "csp-chair": 11,
    "csp-officer": 11,
}
ELSEWHERE = ("provider-manager.provider-3", "key-worker.provider-3")
ID = "[0-9a-f-]{36}"
PAGES = {
    ("/grants/", f"/grants/{ID}/", ""): 10,
    ("/grants/", f"/grants/{ID}/", "thread/"): 12,
    ("/agreements/", f"/agreements/{ID}/", ""): 7,
    ("/variations/", f"/variations/{ID}/", ""): 10,
    ("/returns/", f"/returns/{ID}/", ""): 16,
    ("/payments/", f"/payments/{ID}/", ""): 14,
    ("/localities/", "/localities/bury/", ""): 10,
    ("/decisions/?q=2021", "/decisions/2021-001/", ""): 8,
}
SignedIn = Callable[[str], Client]


@pytest.mark.usefixtures("demonstration")
class TestAPage:
    @pytest.mark.parametrize("path", LISTS)
    def test_that_lists_sends_so_many(self, signed_in: SignedIn, path: str) -> None:
        assert sent(signed_in("programme-officer"), path) <= LISTS[path]

    @pytest.mark.parametrize("way", PAGES, ids=lambda way: way[1] + way[2])
    def test_of_one_thing_sends_so_many(self, signed_in: SignedIn, way: tuple[str, str, str]) -> None:
        browser = signed_in("programme-officer")
        listed, address, rest = way
        first = re.search(f'href="({address})"', browser.get(listed).content.decode())
        assert first, way
        assert sent(browser, first[1] + rest) <= PAGES[way]

    @pytest.mark.parametrize("role", [*(role.code for role in ROLES), *ELSEWHERE])
    def test_home_sends_so_many(self, signed_in: SignedIn, role: str) -> None:
        browser = signed_in(role)
        person = person_named(f"{role}@demonstration.example")
        for days in (3, 1):
            log.note("signed_in", at=timezone.now() - timedelta(days=days), person=person, request=None)
        assert sent(browser, "/") <= HOME_ABOVE.get(role, HOME)


def sent(browser: Client, path: str) -> int:
    """The statements of a page that was there before, without those of its transaction."""
    browser.get(path)
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(path).status_code == 200
    return sum(not each["sql"].startswith(("SAVEPOINT", "RELEASE")) for each in asked)
