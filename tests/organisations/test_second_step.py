"""The second step: asked for, kept safe, lost, replaced and required."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from pytest_django import Settings

from throughline.ledger.models import Act

from .conftest import Make
from .signing_in import CODE, THROTTLED, code_for, is_in, set_up_app, sign_in


class TestAnApp:
    @pytest.fixture
    def secret(self, client: Client, someone: Make) -> str:
        self.person = someone()
        sign_in(client, self.person)
        return set_up_app(client)

    def test_is_asked_for_after_the_password(self, secret: str) -> None:
        other = Client()
        assert sign_in(other, self.person) == CODE
        assert not is_in(other)
        assert other.post(CODE, {"code": code_for(secret)}).headers["Location"] == "/"
        assert is_in(other)

    def test_keeps_the_way_to_the_page_that_was_asked_for(self, secret: str) -> None:
        other = Client()
        sign_in(other, self.person, next="/account/sessions/")
        assert other.post(CODE, {"code": code_for(secret)}).headers["Location"] == "/account/sessions/"

    def test_takes_each_code_once(self, secret: str) -> None:
        code = code_for(secret, steps=-1)
        first, second = Client(), Client()
        sign_in(first, self.person)
        assert first.post(CODE, {"code": code}).status_code == 302
        sign_in(second, self.person)
        assert "That code is not right." in second.post(CODE, {"code": code}).content.decode()

    def test_keeps_its_secret_encrypted(self, secret: str) -> None:
        kept = Authenticator.objects.get(user=self.person, type="totp").data["secret"]
        assert secret not in kept
        assert kept.startswith("gAAAA")

    def test_still_works_after_the_installations_key_was_changed(
        self, secret: str, settings: Settings
    ) -> None:
        settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
        settings.SECRET_KEY = "another one"
        other = Client()
        sign_in(other, self.person)
        assert other.post(CODE, {"code": code_for(secret)}).headers["Location"] == "/"

    def test_can_be_replaced_by_a_recovery_code_once(self, client: Client, secret: str) -> None:
        page = client.get("/account/second-step/recovery-codes/").content.decode()
        codes = re.findall(r"<li><code>(\d+)</code></li>", page)
        assert len(codes) == 10
        for expected in (302, 200):
            other = Client()
            sign_in(other, self.person)
            assert other.post(CODE, {"code": codes[0]}).status_code == expected

    def test_shows_the_recovery_codes_one_time_only(self, client: Client, secret: str) -> None:
        client.get("/account/second-step/recovery-codes/")
        again = client.get("/account/second-step/recovery-codes/").content.decode()
        assert not re.findall(r"<code>\d+</code>", again)
        assert "cannot be shown again" in again

    def test_is_removed_only_after_confirming_who_one_is(
        self, client: Client, secret: str, settings: Settings
    ) -> None:
        settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0
        asked = client.post("/account/second-step/app/remove/")
        assert asked.headers["Location"].startswith("/account/confirm/")
        assert Authenticator.objects.filter(user=self.person, type="totp").exists()

    def test_is_removed_with_its_recovery_codes_and_each_step_is_an_act(
        self, client: Client, secret: str
    ) -> None:
        client.post("/account/second-step/app/remove/")
        assert not Authenticator.objects.filter(user=self.person).exists()
        verbs = Act.objects.filter(actor=f"person:{self.person.id}").values_list("verb", flat=True)
        assert set(verbs) == {
            "person.signed_in",
            "person.second_step_added",
            "person.recovery_codes_made",
            "person.second_step_removed",
        }


class TestWhereASecondStepIsRequired:
    @pytest.fixture(autouse=True)
    def _required(self, settings: Settings) -> None:
        settings.SECOND_STEP_REQUIRED = True

    def test_nothing_but_setting_one_up_is_open_until_it_is(self, client: Client, someone: Make) -> None:
        sign_in(client, someone("administrator"))
        assert client.get("/people/").headers["Location"] == "/account/second-step/"
        assert client.get("/account/second-step/").status_code == 200
        set_up_app(client)
        assert client.get("/people/").status_code == 200

    def test_visitors_read_what_is_public(self, client: Client, db: None) -> None:
        assert client.get("/places/").status_code == 200


class TestManyWrongCodes:
    def test_stop_the_right_code(self, client: Client, someone: Make) -> None:
        person = someone()
        sign_in(client, person)
        secret = set_up_app(client)
        other = Client()
        assert sign_in(other, person) == CODE
        answers = [other.post(CODE, {"code": "000000"}).content.decode() for _ in range(5)]
        assert all("That code is not right." in answer for answer in answers)
        assert THROTTLED in other.post(CODE, {"code": code_for(secret)}).content.decode()
