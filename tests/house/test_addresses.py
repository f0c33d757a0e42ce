"""Does the list of all pages, which axe and a phone's width are tried on, know every page that stands by itself?"""

import re

import pytest
from django.urls import Resolver404, resolve
from tests.house.test_doors import ADDRESSES
from tests.journeys import test_every_page as every

IS_FILE = re.compile(r"\.(csv|svg|ics|json|pdf|xml|txt|py|xlsx|ico)$")
# A part that varies: a page of one record, which a journey or a test of its room opens.
VARIES = re.compile(r"[<(^]")
TAKES_A_FORM = "it only takes a form"
FOR_MACHINES = "a program asks for it"
ON_THE_WAY = "one comes to it in the middle of signing in, where tests/journeys/test_sign_in.py is"
EXCUSED = {
    "health/": FOR_MACHINES,
    "metrics/": FOR_MACHINES,
    "api/v1/token": FOR_MACHINES,
    "api/v1/services": FOR_MACHINES,
    "api/v1/referrals": FOR_MACHINES,
    "api/v1/events": FOR_MACHINES,
    "api/v1/monitoring": FOR_MACHINES,
    "api/v1/feedback": FOR_MACHINES,
    "verify/checkpoint": "a signed text, as it is kept",
    "sign-in/code/": ON_THE_WAY,
    "sign-in/passkey/": ON_THE_WAY,
    "password/chosen/": ON_THE_WAY,
    "account/confirm/code/": ON_THE_WAY,
    "account/confirm/passkey/": ON_THE_WAY,
    "account/second-step/app/remove/": ON_THE_WAY,
    "account/second-step/recovery-codes/": ON_THE_WAY,
    "account/second-step/recovery-codes/new/": ON_THE_WAY,
    "feedback/acknowledge/": TAKES_A_FORM,
    "my-page/close/": TAKES_A_FORM,
    "outbox/again/": TAKES_A_FORM,
    "people/glass/end/": TAKES_A_FORM,
    "regimes/prepare/": TAKES_A_FORM,
    "returns/schedule/": TAKES_A_FORM,
    "scheme/prepare/": TAKES_A_FORM,
    "my-page/plan/": "a code opens it, as tests/caseload/elsewhere/test_own_page.py does",
    "my-page/another-time/": "a code opens it, as tests/journeys/test_delivering.py does",
}


def listed() -> set[str]:
    """The routes that the list opens."""
    found = set()
    paths = (*every.PUBLIC, *every.ABOUT_PEOPLE, *(each for paths in every.STAFF.values() for each in paths))
    for path in paths:
        try:
            found.add(resolve(path.partition("?")[0]).route)
        except Resolver404:  # one is there because it is no address
            continue
    return found


PAGES = {route for route in ADDRESSES if not VARIES.search(route) and not IS_FILE.search(route)}


class TestEveryPageThatStandsByItself:
    def test_is_in_the_list_of_all_pages_or_excused_with_a_reason(self) -> None:
        unknown = sorted(PAGES - listed() - set(EXCUSED))
        assert not unknown, f"Put them into tests/journeys/test_every_page.py: {unknown}"

    @pytest.mark.parametrize("route", sorted(EXCUSED))
    def test_is_not_excused_for_nothing(self, route: str) -> None:
        assert route in PAGES
        assert route not in listed()
