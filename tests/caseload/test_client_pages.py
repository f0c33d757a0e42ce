"""May an organisation let a machine in, see when it last spoke, and end it?"""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone
from tests.caseload.conftest import Ward
from tests.pages import words

from throughline.caseload.actions import clients
from throughline.caseload.models import Client
from throughline.kernel.actor import Actor

pytestmark = pytest.mark.django_db
Browse = Callable[[Actor], Browser]
WHO_IS_ASKING = 9


@pytest.fixture
def proved(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever sits there has just proved that it is them."""
    monkeypatch.setattr("throughline.caseload.views.clients.is_proved", lambda _: True)


def let_in(ward: Ward, actor: Actor, **said: Any) -> Client:
    made, _ = clients.make(
        actor=actor,
        at=timezone.now(),
        name="Case system",
        units=[ward.north],
        scopes=["referrals:read"],
        **said,
    )
    return made


class TestLettingAMachineIn:
    def test_asks_for_proof_first(self, ward: Ward, browse: Browse) -> None:
        answer = browse(ward.manager).get("/machines/new/")
        assert (answer.status_code, answer["Location"][:17]) == (302, "/account/confirm/")

    @pytest.mark.usefixtures("proved")
    def test_shows_its_secret_once_and_keeps_none(self, ward: Ward, browse: Browse) -> None:
        browser = browse(ward.manager)
        said = {
            "name": "Case system",
            "units": [str(ward.north)],
            "scopes": ["referrals:read", "events:send"],
        }
        answer = browser.post("/machines/new/", said)
        [secret] = re.findall(r"tl-[\w-]{43}", words(answer))
        client = Client.objects.get()
        given = clients.give_token(
            at=timezone.now(), client_id=str(client.id), secret=secret, wanted=["events:send"]
        )
        assert given is not None
        assert given.scopes == ("events:send",)
        assert secret not in browser.get("/machines/").content.decode()
        assert "no-store" in answer["Cache-Control"]
        assert "has this name" in words(browser.post("/machines/new/", said))

    @pytest.mark.usefixtures("proved")
    def test_offers_no_more_than_ones_own(self, ward: Ward, browse: Browse) -> None:
        shown = words(browse(ward.head).get("/machines/new/"))
        assert "North unit" in shown
        assert "South unit" not in shown
        assert "Send what happened" not in shown
        said = {"name": "X", "units": [str(ward.south)], "scopes": ["events:send"]}
        assert browse(ward.head).post("/machines/new/", said).status_code == 200
        assert Client.objects.count() == 0

    @pytest.mark.parametrize("role", ["worker", "practitioner", "court", "officer"])
    def test_is_for_nobody_else(self, ward: Ward, browse: Browse, role: str) -> None:
        for path in ("/machines/", "/machines/new/"):
            assert browse(getattr(ward, role)).get(path).status_code == 403


class TestTheList:
    def test_says_who_let_it_in_and_when_it_last_spoke(
        self, ward: Ward, browse: Browse, django_assert_max_num_queries: Any
    ) -> None:
        let_in(ward, ward.manager)
        browser = browse(ward.manager)
        with django_assert_max_num_queries(10 + WHO_IS_ASKING):
            shown = words(browser.get("/machines/"))
        assert "Never yet" in shown
        assert "let in by Made-up manager" in shown
        assert "No machine speaks yet" in words(browse(ward.elm_manager).get("/machines/"))

    def test_ends_one_of_ones_own(self, ward: Ward, browse: Browse) -> None:
        made = let_in(ward, ward.manager)
        path = f"/machines/{made.id}/end/"
        for other in (ward.elm_manager, ward.head):
            assert browse(other).get(path).status_code == browse(other).post(path).status_code == 404
        assert browse(ward.manager).get(path).status_code == 200
        assert browse(ward.manager).post(path).status_code == 302
        made.refresh_from_db()
        assert made.ended_by == ward.manager.id
        assert "Ended" in words(browse(ward.manager).get("/machines/"))
