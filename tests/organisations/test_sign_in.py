"""Getting in and out: what the pages do with right, wrong and hostile attempts."""

import re
from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings
from tests.races import at_once

from throughline.ledger.actions import act
from throughline.ledger.models import Act
from throughline.organisations import actions, queries
from throughline.organisations.access.devices import browser
from throughline.organisations.models import Person

from .conftest import AT, COMMAND, PASSWORD, Make
from .signing_in import ACCOUNT, SIGN_IN, THROTTLED, WRONG, is_in, set_up_app, sign_in


class TestTheRightPassword:
    def test_leads_in_whatever_the_capitals_of_the_address(self, client: Client, someone: Make) -> None:
        someone(email="ola@example.org")
        answer = client.post(SIGN_IN, {"login": " Ola@Example.ORG ", "password": PASSWORD})
        assert answer.headers["Location"] == "/"
        assert is_in(client)

    def test_is_recorded_as_the_persons_act(self, client: Client, someone: Make) -> None:
        person = someone()
        sign_in(client, person)
        [done] = Act.objects.filter(verb="person.signed_in")
        assert done.actor == f"person:{person.id}"

    def test_leads_to_the_page_that_was_asked_for(self, client: Client, someone: Make) -> None:
        asked = client.get("/account/sessions/")
        assert asked.headers["Location"] == "/sign-in/?next=/account/sessions/"
        assert sign_in(client, someone(), next="/account/sessions/") == "/account/sessions/"

    @pytest.mark.parametrize(
        "address",
        [
            "https://evil.example/",
            "//evil.example/",
            "/\\evil.example",
            "javascript:alert(1)",
            "http://testserver/account/",
            "\thttps://evil.example",
        ],
    )
    def test_never_leads_out_of_here(self, client: Client, someone: Make, address: str) -> None:
        assert sign_in(client, someone(), next=address) == "/"

    def test_changes_the_sessions_key(self, client: Client, someone: Make) -> None:
        client.get("/account/sessions/")
        client.session["marker"] = 1
        before = client.session.session_key
        sign_in(client, someone())
        assert client.session.session_key != before


class TestAWrongAttempt:
    def test_is_answered_alike_for_known_and_unknown_addresses(self, client: Client, someone: Make) -> None:
        person = someone()
        known = sign_in(client, person, "wrong")
        person.email = "nobody@example.org"
        unknown = sign_in(client, person, "wrong")
        assert WRONG in known
        assert WRONG in unknown

    def test_costs_the_same_password_check_for_an_unknown_address(
        self, client: Client, someone: Make, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        hashed: list[str] = []
        monkeypatch.setattr(Person, "set_password", lambda _, password: hashed.append(password))
        stranger = Person(email="nobody@example.org")
        someone()
        sign_in(client, stranger, "wrong")
        assert hashed == ["wrong"]

    def test_says_what_is_missing_at_its_field(self, client: Client, db: None) -> None:
        page = client.post(SIGN_IN, {"login": "", "password": ""}).content.decode()
        assert "<title>Error: Sign in" in page
        assert 'href="#id_login"' in page
        assert "Enter your email address." in page
        assert "Enter your password." in page

    def test_with_bytes_that_are_no_text_is_no_error_of_ours(self, client: Client, db: None) -> None:
        answer = client.post(SIGN_IN, {"login": "a\x00b@example.org", "password": "\x00" * 5})
        assert answer.status_code == 200

    def test_of_a_closed_account_says_so_only_with_its_password(self, client: Client, someone: Make) -> None:
        person = someone()
        with act(actor=COMMAND, at=AT, verb="test", subject=("person", person.id)):
            Person.objects.filter(pk=person.pk).update(is_active=False)
        assert WRONG in sign_in(client, person, "wrong")
        assert sign_in(client, person) == "/sign-in/closed/"
        assert not is_in(client)


class TestManyWrongAttempts:
    def test_stop_even_the_right_password_for_a_while_and_only_there(
        self, client: Client, someone: Make
    ) -> None:
        person, other = someone(), someone()
        for _ in range(5):
            assert WRONG in sign_in(client, person, "wrong")
        assert THROTTLED in sign_in(client, person)
        assert sign_in(Client(), other) == "/"

    def test_are_counted_for_addresses_that_do_not_exist_too(self, client: Client, db: None) -> None:
        stranger = Person(email="nobody@example.org")
        answers = [sign_in(client, stranger, "wrong") for _ in range(6)]
        assert [THROTTLED in answer for answer in answers] == [False] * 5 + [True]

    def test_from_one_network_address_stop_whoever_they_name(self, client: Client, db: None) -> None:
        answers = [sign_in(client, Person(email=f"n{n}@example.org"), "wrong") for n in range(21)]
        assert [THROTTLED in answer for answer in answers] == [False] * 20 + [True]

    @pytest.mark.usefixtures("committed_db")
    def test_all_at_once_are_counted_one_by_one(self) -> None:
        answers = at_once(*[lambda: sign_in(Client(), Person(email="nobody@example.org"), "wrong")] * 8)
        assert sum(WRONG in answer for answer in answers) <= 5
        assert sum(THROTTLED in answer for answer in answers) >= 3


class TestTheNameOfABrowser:
    @pytest.mark.parametrize(
        ("says", "name"),
        [
            (
                "Mozilla/5.0 (Windows NT 10.0) Chrome/131.0 Safari/537.36 Edg/131.0",
                "Edge on Windows",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1",
                "Safari on an iPhone",
            ),
            (
                "Mozilla/5.0 (Linux; Android 15) Chrome/131.0 Mobile Safari/537.36",
                "Chrome on Android",
            ),
            ("Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Firefox/133.0", "Firefox on Linux"),
            ("curl/8.9", "curl/8.9"),
            ("", "A browser that says nothing about itself"),
        ],
    )
    def test_is_one_that_people_know(self, says: str, name: str) -> None:
        assert browser(says) == name


class TestASession:
    def test_ends_when_nobody_clicked_for_too_long(
        self, client: Client, someone: Make, settings: Settings
    ) -> None:
        sign_in(client, someone())
        assert is_in(client)
        settings.SESSION_COOKIE_AGE = -1
        assert not is_in(client)

    def test_ends_after_a_day_whatever_is_clicked(
        self, client: Client, someone: Make, settings: Settings
    ) -> None:
        sign_in(client, someone())
        assert is_in(client)
        settings.SESSION_LONGEST = -1
        assert not is_in(client)

    def test_costs_no_write_for_every_click(self, client: Client, someone: Make) -> None:
        sign_in(client, someone())
        client.get(ACCOUNT)
        with CaptureQueriesContext(connection) as clicked:
            client.get("/places/")
        assert not [each["sql"] for each in clicked if each["sql"].startswith(("UPDATE", "INSERT"))]

    def test_is_listed_and_can_be_ended_from_elsewhere(self, client: Client, someone: Make) -> None:
        person, other = someone(), Client(headers={"user-agent": "Lost telephone"})
        sign_in(client, person)
        sign_in(other, person)
        page = client.get("/account/sessions/").content.decode()
        assert "Lost telephone" in page
        [wanted] = re.findall(r'name="session" value="(\d+)"', page)
        client.post("/account/sessions/", {"session": wanted})
        assert not is_in(other)
        assert is_in(client)

    def test_of_somebody_else_cannot_be_ended(self, client: Client, someone: Make) -> None:
        mine, theirs, other = someone(), someone(), Client()
        sign_in(other, theirs)
        sign_in(client, mine)
        client.post("/account/sessions/", {"session": UserSession.objects.get(user=theirs).pk})
        client.post("/account/sessions/", {"session": "others"})
        assert is_in(other)

    def test_elsewhere_ends_when_the_password_changes(self, client: Client, someone: Make) -> None:
        person, other = someone(), Client()
        sign_in(client, person)
        sign_in(other, person)
        new = "copper lantern nineteen"
        client.post("/account/password/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
        assert not is_in(other)
        assert is_in(client)
        assert sign_in(Client(), person, new) == "/"
        assert Act.objects.filter(verb="person.password_changed").count() == 1

    def test_ends_with_the_next_click_of_somebody_who_was_kept_out(
        self, client: Client, someone: Make
    ) -> None:
        person = someone()
        sign_in(client, person)
        actions.deactivate(actor=COMMAND, at=AT, person=person)
        assert not is_in(client)

    def test_ends_on_signing_out_which_takes_a_post(self, client: Client, someone: Make) -> None:
        sign_in(client, someone())
        assert b"Do you want to sign out?" in client.get("/sign-out/").content
        assert is_in(client)
        assert client.post("/sign-out/").headers["Location"] == SIGN_IN
        assert not is_in(client)

    def test_cannot_be_signed_out_by_another_site(self, someone: Make) -> None:
        client = Client(enforce_csrf_checks=True)
        client.force_login(someone())
        assert client.post("/sign-out/").status_code == 403


class TestAOneTimeLink:
    @pytest.fixture
    def link(self, reference: None) -> str:
        body = queries.body("gmca")
        self.person = actions.add_person(
            actor=COMMAND, at=AT, name="Nia Price", email="nia@example.org", body=body
        )
        link = actions.issue_link(actor=COMMAND, at=AT, person=self.person)
        return link

    def choose(self, link: str, password: str = PASSWORD) -> str:
        client = Client()
        page = client.get(link, follow=True)
        if b"no longer works" in page.content:
            return "no longer works"
        [(address, _)] = page.redirect_chain
        answer = client.post(address, {"password1": password, "password2": password})
        return answer.headers.get("Location") or answer.content.decode()

    def test_lets_its_person_choose_a_password_once(self, client: Client, link: str) -> None:
        assert self.choose(link) == "/password/chosen/"
        assert self.choose(link, "something else entirely") == "no longer works"
        assert sign_in(client, self.person) == "/"
        assert (
            Act.objects.filter(verb="person.password_chosen", actor=f"person:{self.person.id}").count() == 1
        )

    @pytest.mark.parametrize("password", ["short", "1qaz2wsx3edc", "nia@example.org", "836492017465"])
    def test_does_not_take_a_weak_password(self, link: str, password: str) -> None:
        assert "There is a problem" in self.choose(link, password)

    def test_is_replaced_by_a_newer_one(self, link: str) -> None:
        newer = actions.issue_link(actor=COMMAND, at=AT, person=self.person)
        assert self.choose(link) == "no longer works"
        assert self.choose(newer) == "/password/chosen/"

    def test_ends_after_three_days(self, link: str, monkeypatch: pytest.MonkeyPatch) -> None:
        later = timezone.localtime().replace(tzinfo=None) + timedelta(days=3, minutes=1)
        monkeypatch.setattr(PasswordResetTokenGenerator, "_now", lambda _: later)
        assert self.choose(link) == "no longer works"

    def test_ends_with_its_persons_access(self, link: str) -> None:
        actions.deactivate(actor=COMMAND, at=AT, person=self.person)
        assert self.choose(link) == "no longer works"

    def test_ends_second_step_and_sessions_of_somebody_who_lost_their_phone(
        self, client: Client, someone: Make
    ) -> None:
        person = someone()
        sign_in(client, person)
        set_up_app(client)
        link = actions.issue_link(actor=COMMAND, at=AT, person=person)
        assert not is_in(client)
        assert WRONG in sign_in(Client(), person)
        assert self.choose(link, "copper lantern nineteen") == "/password/chosen/"
        assert sign_in(Client(), person, "copper lantern nineteen") == "/"

    @pytest.mark.parametrize("key", ["x-y", "0-0-0", "%00-a", "zzzzzz-set-password"])
    def test_that_somebody_made_up_is_told_so(self, client: Client, db: None, key: str) -> None:
        answer = client.get(f"/password/choose/{key}/")
        assert answer.status_code in (200, 404)
        assert b"no longer works" in answer.content or answer.status_code == 404
