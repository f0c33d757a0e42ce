"""What do other services, and those who work with nobody, learn of a person? Nothing: not even a count."""

import re
from typing import Any

import pytest
from django.test import Client
from tests.caseload.conftest import _somebody
from tests.caseload.hidden_people import NAMES, lists_for, plain, signed_in, undone, visible
from tests.caseload.leaks.looking import WhoMayNotSeeThem

from throughline.frame.scope import NO_SIGHT
from throughline.kernel.actor import PUBLIC, Actor
from throughline.organisations.models import Body
from throughline.organisations.roles import ROLES
from throughline.organisations.working import sight_of

HERE = ("another provider", "outside")
pytestmark = pytest.mark.slow
PRACTICE = {
    "probation-practitioner",
    "head-of-unit",
    "prison-and-court-team",
    "key-worker",
    "provider-manager",
}
STRANGERS = [None, *(each.code for each in ROLES if each.code not in PRACTICE)]


@pytest.mark.parametrize("world", HERE, indirect=True)
class TestWhoMayNotSeeThem(WhoMayNotSeeThem):
    """Another provider, and whoever works there no more or in no unit."""


@pytest.mark.parametrize("world", ["outside"], indirect=True)
class TestEverybodyElse:
    """The roles that work with nobody, and nobody signed in."""

    @pytest.mark.parametrize("role", STRANGERS)
    def test_sees_no_person_anywhere(self, full: Any, role: str | None) -> None:
        _, hidden = full
        with undone():
            actor = _of_role(role)
            assert sight_of(actor or PUBLIC, visible()) == NO_SIGHT
            browser = signed_in(actor)
            for each in hidden[:1]:
                answer = browser.get(f"/people/{each.referral.reference}/")
                assert answer.status_code == 403 or "/sign-in/" in answer.get("Location", "") or role is None
            lists = lists_for(actor) if role in _first_of_each_kind() else []
            for path in (*lists, "/", "/search/?q=Quixworthy", "/search/?q=Z990001"):
                _names_nobody(browser, path)


def _first_of_each_kind() -> set[str | None]:
    """Of the roles that come through the same doors one: sight is the same for all of them, none."""
    found: dict[tuple[str, ...], str | None] = {}
    for role in STRANGERS:
        actor = Actor("person:anybody", frozenset({role})) if role else None
        found.setdefault(tuple(lists_for(actor)), role)
    return set(found.values())


def _of_role(role: str | None) -> Actor | None:
    return _somebody(f"other-{role}", role, Body.objects.get(code="gmca")) if role else None


def _names_nobody(browser: Client, path: str) -> None:
    said = plain(browser.get(path)).replace(path, "")
    for given, family, crn, _ in NAMES.values():
        if "/search/" in path:
            said = said.replace(f'value="{crn}"', "").replace(f"“{crn}”", "")
        assert given not in said, path
        assert not re.search(rf"<a [^>]*>[^<]*{family}", said), path
