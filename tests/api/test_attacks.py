"""What is whoever sends nonsense answered? A problem in a sentence, which repeats nothing and breaks nothing."""

import json
from typing import Any

import pytest
from django.test import Client as Browser
from tests.api.conftest import Machines

pytestmark = pytest.mark.django_db
DEEP = "[" * 100_000
EVENT = {"event_id": "1", "reference": "DR-222-222", "kind": "accepted", "on": "2026-03-03"}


def events(**changes: Any) -> str:
    return json.dumps({"events": [{**EVENT, **changes}]})


class TestABodyThatIsNone:
    def test_is_answered_with_a_problem_each_time(self, machines: Machines) -> None:
        """One test for all: the machines are made once."""
        for body, status in (
            ("", 415),
            ("{", 400),
            ("null", 422),
            ("[]", 422),
            ("7" * 10_000, 400),
            (DEEP, 400),
            ('{"events": ' + DEEP, 400),
            ("\udcff".encode("utf-8", "surrogateescape").decode("latin-1"), 400),
            ('{"events": [], "secret": "Bea"}', 422),
            (events().replace('"kind"', '"kind": "declined", "kind"'), 400),
            (events(code="\u202egnp.exe"), 422),
            (events(secret="Bea"), 422),
            (events(event_id="a\u0000b"), 422),
            (events().replace('"1"', '"\\ud800"'), 422),
            (events(on=1_700_000_000), 422),
            (events(on="2026-02-30"), 422),
            (events(code="x" * 5_000), 422),
            (json.dumps({"events": [EVENT] * 101}), 422),
            ("x" * (1024 * 1024 + 1), 413),
        ):
            answer = machines.ash.ask("POST", "/events", body)
            said = answer.json()
            assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json"), body[
                :60
            ]
            assert {"type", "title", "status", "detail", "request"} <= set(said)
            assert "Bea" not in answer.content.decode()
            assert "secret" not in answer.content.decode()

    def test_of_another_kind_or_at_another_address_is_a_problem_too(self, machines: Machines) -> None:
        ash = machines.ash
        bearer = {"HTTP_AUTHORIZATION": f"Bearer {ash.token}"}
        asked = [
            (Browser().post("/api/v1/events", {"events": "x"}, **bearer), 415),
            (ash.ask("POST", "/events", events(), HTTP_TRANSFER_ENCODING="chunked"), 411),
            (ash.ask("PUT", "/events", {}), 405),
            (ash.ask("DELETE", "/referrals/DR-222-222"), 405),
            (ash.ask("GET", "/people"), 404),
            (ash.ask("GET", "/referrals/%00"), 400),
            (ash.ask("GET", "/referrals/DR-222-222%2F..%2F..%2Fevents"), 404),
            (ash.ask("GET", "/referrals/%F0%9F%98%80"), 404),
            (ash.ask("GET", "/referrals?limit=0"), 422),
            (ash.ask("GET", "/referrals?limit=1e9"), 422),
            (ash.ask("GET", "/referrals?after=DR-222-222"), 404),
            (ash.ask("GET", "/feedback?after=x"), 422),
            (Browser().get("/api/"), 404),
        ]
        for answer, status in asked:
            assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")

    @pytest.mark.parametrize("key", ["", "short", "with space in it", "é" * 10, "k" * 201])
    def test_without_a_key_of_its_own_does_nothing(self, machines: Machines, key: str) -> None:
        headers = {"HTTP_AUTHORIZATION": f"Bearer {machines.ash.token}"}
        if key:
            headers["HTTP_IDEMPOTENCY_KEY"] = key
        answer = Browser().post("/api/v1/events", events(), "application/json", **headers)
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["field"] == "Idempotency-Key"


class TestWhoeverIsSignedInOnAPage:
    def test_is_no_machine(self, machines: Machines) -> None:
        """A browser's session opens nothing here, so no page of another site can use it."""
        from throughline.organisations.models import Person

        browser = Browser()
        browser.force_login(Person.objects.get(id=machines.ward.manager.id.removeprefix("person:")))
        assert browser.get("/api/v1/referrals").status_code == 401
