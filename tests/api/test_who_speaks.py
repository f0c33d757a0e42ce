"""Who may speak to the interface, for how long, and of whom is each told?"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client as Browser
from django.utils import timezone
from tests.api.conftest import Machine, Machines, make_machine
from tests.api.test_referrals import sent
from tests.caseload.conftest import ADMINISTRATOR, AT, Ward, make_ward

from throughline.api import speaking
from throughline.caseload.actions import clients
from throughline.caseload.models import Client, Token
from throughline.frame.scope import enter_scope
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act
from throughline.organisations import working
from throughline.organisations.models import UnitServed

pytestmark = pytest.mark.django_db
FORM = "application/x-www-form-urlencoded"
BODIES: dict[str, Any] = {
    "/referrals": {"service": {}, "said": {}},
    "/events": {"events": [{"event_id": "1", "kind": "accepted", "on": "2026-03-03"}]},
    "/monitoring": {"rows": [{"CLIENTID": "1", "EPISODID": "1"}]},
    "/withdrawal": {"code": "MIS"},
    "PATCH": {"because": "So.", "said": {}},
}


def operations(reference: str) -> list[tuple[str, str, Any]]:
    """Every operation of the specification, with a body where it has one."""
    from throughline.api.interface import specification

    found = []
    for path, methods in specification()["paths"].items():
        for method in methods:
            body = BODIES["PATCH"] if method == "patch" else BODIES.get(f"/{path.rpartition('/')[2]}")
            asked = path.removeprefix("/api/v1").replace("{reference}", reference)
            found.append((method.upper(), asked, body if method != "get" else None))
    return found


def ask_for_token(**said: str) -> Any:
    headers = {name: said.pop(name) for name in list(said) if name.startswith("HTTP_")}
    form = urlencode({"grant_type": "client_credentials", **said})
    return Browser().post("/api/v1/token", form, FORM, **headers)


class TestAToken:
    def test_is_given_for_id_and_secret_by_header_or_form_and_kept_as_a_hash(
        self, machines: Machines, basic: Callable[..., str]
    ) -> None:
        ash = machines.ash
        for answer in (
            ask_for_token(HTTP_AUTHORIZATION=basic(ash.id, ash.secret)),
            ask_for_token(client_id=str(ash.id), client_secret=ash.secret),
        ):
            said = answer.json()
            assert (answer.status_code, said["token_type"], said["expires_in"]) == (200, "Bearer", 900)
            assert answer["Cache-Control"].startswith("max-age=0") or "no-store" in answer["Cache-Control"]
            machine = Machine(ash.id, ash.secret, said["access_token"])
            assert machine.ask("GET", "/referrals").status_code == 200
            enter_scope(ADMINISTRATOR)
            assert said["access_token"] not in str(list(Token.objects.values_list("hash", flat=True)))
        assert ash.secret not in Client.objects.get(id=ash.id).secret

    def test_may_be_for_less_and_never_for_more(self, machines: Machines) -> None:
        ash = machines.ash
        given = ask_for_token(client_id=str(ash.id), client_secret=ash.secret, scope="feedback:read").json()
        assert given["scope"] == "feedback:read"
        machine = Machine(ash.id, ash.secret, given["access_token"])
        assert machine.ask("GET", "/feedback").status_code == 200
        assert machine.ask("GET", "/referrals").status_code == 403
        more = ask_for_token(client_id=str(ash.id), client_secret=ash.secret, scope="referrals:send")
        assert (more.status_code, more.json()["error"]) == (400, "invalid_scope")

    @pytest.mark.parametrize("wrong", ["secret", "id", "nothing", "half"])
    def test_is_given_to_nobody_else(self, machines: Machines, wrong: str) -> None:
        ash = machines.ash
        said = {
            "secret": {"client_id": str(ash.id), "client_secret": "tl-guessed"},
            "id": {"client_id": str(uuid4()), "client_secret": ash.secret},
            "nothing": {},
            "half": {"HTTP_AUTHORIZATION": "Basic %%%"},
        }[wrong]
        answer = ask_for_token(**said)
        assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")

    def test_is_asked_for_by_a_form_of_its_kind(self, machines: Machines) -> None:
        assert Browser().get("/api/v1/token").status_code == 405
        assert Browser().post("/api/v1/token", "{}", "application/json").json()["error"] == "invalid_request"
        assert ask_for_token(grant_type="password").json()["error"] == "unsupported_grant_type"
        assert Browser().post("/api/v1/token", "a" * 5000, FORM).status_code == 413

    def test_is_good_for_fifteen_minutes(self, machines: Machines) -> None:
        enter_scope(ADMINISTRATOR)
        assert Token.objects.update(good_until=timezone.now() - timedelta(seconds=1)) == 3
        answer = machines.ash.ask("GET", "/referrals")
        assert (answer.status_code, answer["WWW-Authenticate"][:6]) == (401, "Bearer")


class TestWhoeverShowsNoToken:
    @pytest.mark.parametrize("shown", ["", "Bearer", "Bearer guessed", "Basic guessed", "Bearer \u00a0"])
    def test_is_told_nothing_by_any_operation(self, machines: Machines, shown: str) -> None:
        for method, path, body in operations("DR-222-222"):
            answer = machines.ash.ask(method, path, body, HTTP_AUTHORIZATION=shown)
            assert (answer.status_code, answer["Content-Type"]) == (401, "application/problem+json"), path


class TestAClientThatWasEnded:
    def test_is_told_nothing_from_that_moment(self, machines: Machines) -> None:
        clients.end(actor=machines.ward.manager, at=timezone.now(), client_id=machines.ash.id)
        assert machines.ash.ask("GET", "/referrals").status_code == 401
        answer = ask_for_token(client_id=str(machines.ash.id), client_secret=machines.ash.secret)
        assert answer.status_code == 401

    def test_is_ended_by_its_own_organisation_or_an_administrator(self, machines: Machines) -> None:
        ward = machines.ward
        with pytest.raises(Client.DoesNotExist):
            clients.end(actor=ward.elm_manager, at=timezone.now(), client_id=machines.ash.id)
        with pytest.raises(RefusedError):
            clients.end(actor=ward.worker, at=timezone.now(), client_id=machines.ash.id)
        enter_scope(ADMINISTRATOR)
        assert Client.objects.get(id=machines.ash.id).ended_at is None


@pytest.fixture
def ward(db: None) -> Ward:
    return make_ward()


class TestMakingAClient:
    @pytest.mark.parametrize("role", ["practitioner", "worker", "court", "officer"])
    def test_is_for_who_answers_for_its_people(self, ward: Ward, role: str) -> None:
        with pytest.raises(RefusedError, match="not for your role"):
            make_machine(getattr(ward, role), ward.north, at=AT)

    def test_gives_no_more_than_its_maker_sees(self, ward: Ward) -> None:
        for maker, unit in (
            (ward.head, ward.south),
            (ward.manager, ward.west),
            (ward.elm_manager, ward.north),
        ):
            with pytest.raises(RefusedError, match="units that are yours"):
                make_machine(maker, unit, at=AT)
        with pytest.raises(RefusedError, match="what it may do"):
            make_machine(ward.manager, ward.north, scopes=["referrals:send"], at=AT)


class TestEachClientAndEachOperation:
    def test_may_do_what_its_scopes_say_and_sees_nobody_of_another(self, machines: Machines) -> None:
        """Client × operation, about a referral of Ash's north unit."""
        reference = sent(machines)["reference"]
        may = {
            "probation": {"services", "referrals", "reference", "withdrawal", "feedback"},
            "ash": {"referrals", "reference", "events", "monitoring", "feedback"},
            "elm": {"referrals", "reference", "events", "monitoring", "feedback"},
        }
        for name, allowed in may.items():
            for method, path, body in operations(reference):
                what = "reference" if path.endswith(reference) else path.rpartition("/")[2]
                answer = getattr(machines, name).ask(method, path, body, seen='"x"')
                is_sending = (
                    name != "probation"
                    and method in ("POST", "PATCH")
                    and what not in ("events", "monitoring")
                )
                if what not in allowed or is_sending:
                    assert answer.status_code in (403, 422), (name, method, path)
                elif name == "elm":
                    assert reference not in answer.content.decode().replace(path, ""), (method, path)
                    assert answer.status_code == (404 if what == "reference" else 200), (method, path)
                else:
                    assert answer.status_code in (200, 412, 422), (name, method, path, answer.content)

    def test_sees_the_units_that_it_was_made_for_alone(self, machines: Machines) -> None:
        reference = sent(machines)["reference"]
        south = make_machine(machines.ward.manager, machines.ward.south)
        assert south.ask("GET", f"/referrals/{reference}").status_code == 404
        assert south.ask("GET", "/referrals").json()["referrals"] == []
        said = {"event_id": "1", "kind": "accepted", "on": timezone.localdate().isoformat(), "crn": "X765432"}
        assert south.ask("POST", "/events", {"events": [said]}).json()["rejected"] == 1

    def test_sees_nobody_once_its_provider_serves_the_unit_no_more(self, machines: Machines) -> None:
        reference, ward = sent(machines)["reference"], machines.ward
        row = UnitServed.objects.get(body=ward.ash, unit=ward.north)
        with act(actor=ADMINISTRATOR, at=timezone.now(), verb="test.made", subject=("unit", row.id)):
            working.end_serving(
                actor=ADMINISTRATOR, at=timezone.now(), served_id=row.id, on=timezone.localdate()
            )
        assert machines.ash.ask("GET", f"/referrals/{reference}").status_code == 404


class TestAClientThatAsksTooOften:
    def test_is_told_to_wait(self, machines: Machines, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(speaking, "MOST", 2)
        now = timezone.now()
        monkeypatch.setattr(timezone, "now", lambda: now)
        cache.clear()
        found = [machines.ash.ask("GET", "/feedback").status_code for _ in range(4)]
        assert found[0] == 200
        assert found[-1] == 429
        assert machines.elm.ask("GET", "/feedback").status_code == 200
