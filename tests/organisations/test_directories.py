"""Signing in through an organisation's own directory: who gets in, who does not, and what is never taken on trust."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from throughline.ledger.models import Act
from throughline.organisations import actions, queries
from throughline.organisations.directory_settings import Directory, read_directories
from throughline.organisations.models import Entry, Invitation, Person

from .conftest import AT, COMMAND, PASSWORD
from .directory_process import NODE, SECRET, provider, visit
from .signing_in import CODE, is_in, set_up_app, sign_in

OURS = "http://testserver"
GO = "/sign-in/with/council/"
needs_node = pytest.mark.skipif(
    NODE is None, reason="No Node on this machine: the real directory did not run."
)


@pytest.fixture(scope="session")
def issuer() -> Iterator[str]:
    """A real provider, once for all tests."""
    with provider(OURS) as address:
        yield address


@pytest.fixture
def council(issuer: str, settings: Settings) -> Directory:
    """The settings name the directory of a made-up council."""
    told_by = Directory(
        id="council",
        name="A made-up council",
        issuer=issuer,
        client_id="throughline",
        client_secret=SECRET,
        email_domains=("council.example",),
        body="gmca",
        second_step_amr=("mfa",),
    )
    settings.PUBLIC_ADDRESS = OURS
    settings.DIRECTORIES = (told_by,)
    return told_by


@pytest.fixture
def nia(reference: None) -> Person:
    """Somebody who was invited and has not come yet."""
    person, _ = actions.invite(
        actor=COMMAND,
        at=timezone.now(),
        name="Nia Price",
        email="nia@council.example",
        body=queries.body("gmca"),
        role="auditor",
    )
    return person


def come(client: Client, login: str, next_page: str = "") -> Any:
    """Press the link, sign in at the directory as this login, and come back."""
    asked = client.get(f"{GO}?next={next_page}" if next_page else GO)
    assert asked.status_code == 302
    return client.get(visit(asked.headers["Location"], OURS, login=login, go="1"))


@needs_node
@pytest.mark.usefixtures("council")
class TestAnInvitedPerson:
    def test_gets_in_and_is_bound_to_the_directorys_number(self, client: Client, nia: Person) -> None:
        assert come(client, "nia").headers["Location"] == "/"
        assert is_in(client)
        [account] = SocialAccount.objects.all()
        assert (account.user, account.provider, account.uid) == (nia, "council", "n-1")
        assert account.extra_data == {}
        assert Act.objects.filter(verb="person.directory_bound").count() == 1
        assert Invitation.objects.get().state == "accepted"
        assert Entry.objects.filter(kind="signed_in", how="council", person=nia).count() == 1

    def test_is_led_to_the_page_that_was_asked_for_and_never_out_of_here(
        self, client: Client, nia: Person
    ) -> None:
        assert come(client, "nia", "/account/sessions/").headers["Location"] == "/account/sessions/"
        assert come(Client(), "nia", "https://evil.example/").headers["Location"] == "/"

    def test_is_known_by_the_number_even_when_the_address_changes(self, client: Client, nia: Person) -> None:
        come(client, "nia")
        actor_before = nia.id
        from throughline.ledger.actions import act

        with act(actor=COMMAND, at=AT, verb="test", subject=("person", nia.id)):
            Person.objects.filter(pk=nia.pk).update(email="nia.jones@council.example")
        again = Client()
        assert come(again, "nia").headers["Location"] == "/"
        assert again.session["_auth_user_id"] == str(actor_before)

    def test_lets_the_directory_take_over_by_proving_the_password_first(
        self, client: Client, nia: Person
    ) -> None:
        nia.set_password(PASSWORD)
        nia.save()
        answer = come(client, "nia")
        assert "You sign in here with a password." in answer.content.decode()
        assert not is_in(client)
        assert sign_in(client, nia) == "/"
        assert f'href="{GO}?next=/account/"' in client.get("/account/").content.decode()
        asked = client.get(f"{GO}?next=/account/").headers["Location"]
        assert asked.startswith("/account/confirm/?next=")
        client.post(asked, {"password": PASSWORD})
        assert come(client, "nia", "/account/").headers["Location"] == "/account/"
        assert is_in(client)
        assert "is not right" in sign_in(Client(), nia)

    def test_is_not_taken_over_from_a_session_that_somebody_left_open(
        self, client: Client, nia: Person
    ) -> None:
        nia.set_password(PASSWORD)
        nia.save()
        asked = client.get(GO).headers["Location"]
        sign_in(client, nia)
        answer = client.get(visit(asked, OURS, login="nia", go="1"))
        assert answer.status_code == 403
        assert not SocialAccount.objects.exists()

    def test_comes_too_late_once_the_invitation_has_run_out(self, client: Client, nia: Person) -> None:
        from throughline.ledger.actions import act

        with act(actor=COMMAND, at=AT, verb="test", subject=("person", nia.id)):
            Invitation.objects.update(open_until=timezone.now())
        assert "Your invitation has run out." in come(client, "nia").content.decode()
        assert not SocialAccount.objects.exists()

    def test_is_asked_for_no_local_second_step_when_the_directory_asked_for_one(
        self, client: Client, nia: Person, settings: Settings
    ) -> None:
        settings.SECOND_STEP_REQUIRED = True
        come(client, "nia-mfa")
        assert client.get("/account/sessions/").status_code == 200

    def test_has_to_set_one_up_when_the_directory_did_not(
        self, client: Client, nia: Person, settings: Settings
    ) -> None:
        settings.SECOND_STEP_REQUIRED = True
        come(client, "nia")
        assert client.get("/account/sessions/").headers["Location"] == "/account/second-step/"
        set_up_app(client)
        assert come(Client(), "nia").headers["Location"] == CODE
        assert come(Client(), "nia-mfa").headers["Location"] == "/"

    def test_is_turned_away_once_they_have_left(self, client: Client, nia: Person) -> None:
        come(client, "nia")
        actions.deactivate(actor=COMMAND, at=AT, person=nia)
        assert not is_in(client)
        other = Client()
        assert "Nobody has invited you" in come(other, "nia").content.decode()
        assert not is_in(other)
        assert not SocialAccount.objects.exists()

    def test_is_asked_again_by_the_directory_before_signing(self, client: Client, nia: Person) -> None:
        come(client, "nia")
        there = client.get("/account/confirm/?next=/account/sessions/").headers["Location"]
        assert there == f"{GO}?next=%2Faccount%2Fsessions%2F"
        asked = client.get(there).headers["Location"]
        assert "prompt=login" in asked
        assert "max_age=0" in asked
        answer = client.get(visit(asked, OURS, login="nia", go="1"))
        assert answer.headers["Location"] == "/account/sessions/"
        [proof] = [
            each for each in client.session["account_authentication_methods"] if "reauthenticated" in each
        ]
        assert (proof["method"], proof["provider"]) == ("socialaccount", "council")

    def test_does_not_prove_it_by_somebody_elses_name(self, client: Client, nia: Person) -> None:
        come(client, "nia")
        asked = client.get(GO).headers["Location"]
        answer = client.get(visit(asked, OURS, login="other-nia", go="1"))
        assert "named somebody else" in answer.content.decode()
        assert all("reauthenticated" not in each for each in client.session["account_authentication_methods"])

    def test_is_offered_to_sign_out_at_the_directory_too(
        self, client: Client, nia: Person, issuer: str
    ) -> None:
        come(client, "nia")
        left = client.post("/sign-out/").headers["Location"]
        assert left == "/sign-in/?left=council"
        assert "sign out there too" in client.get(left).content.decode()
        there = client.get("/sign-out/with/council/").headers["Location"]
        assert there.startswith(f"{issuer}/session/end?client_id=throughline&")


@needs_node
@pytest.mark.usefixtures("council", "nia")
class TestSomebodyWhomNobodyInvited:
    @pytest.mark.parametrize(
        ("login", "sentence"),
        [
            ("stranger", "Nobody has invited you to Throughline yet."),
            ("unverified", "did not confirm an address"),
            ("elsewhere", "did not confirm an address"),
        ],
    )
    def test_is_told_so_and_stays_outside(self, client: Client, login: str, sentence: str) -> None:
        people = Person.objects.count()
        answer = come(client, login)
        assert answer.status_code == 403
        assert sentence in answer.content.decode()
        assert not is_in(client)
        assert Person.objects.count() == people
        assert not SocialAccount.objects.exists()
        assert Entry.objects.filter(kind="turned_away", how="directory council").count() == 1

    def test_cannot_take_over_who_is_bound_by_having_their_address_now(self, client: Client) -> None:
        come(Client(), "nia")
        answer = come(client, "other-nia")
        assert "under another number" in answer.content.decode()
        assert not is_in(client)

    def test_from_another_organisation_is_not_let_in(
        self, client: Client, council: Directory, settings: Settings
    ) -> None:
        from dataclasses import replace

        settings.DIRECTORIES = (replace(council, body="bolton"),)
        assert come(client, "nia").status_code == 403


@needs_node
@pytest.mark.usefixtures("council", "nia")
class TestTheQuestion:
    def test_carries_state_nonce_and_pkce_and_nothing_that_an_address_adds(self, client: Client) -> None:
        asked = client.get(f"{GO}?scope=admin&auth_params=prompt%3Dnone&process=connect").headers["Location"]
        said = {name: values[0] for name, values in parse_qs(urlsplit(asked).query).items()}
        assert said["code_challenge_method"] == "S256"
        assert len(said["nonce"]) >= 24
        assert said["state"]
        assert set(said["scope"].split()) == {"openid", "profile", "email"}
        assert "prompt" not in said

    def test_answered_for_another_browser_is_not_taken(self, client: Client) -> None:
        asked = Client().get(GO).headers["Location"]
        answer = client.get(visit(asked, OURS, login="nia", go="1"))
        assert answer.status_code == 403
        assert not is_in(client)

    def test_answered_twice_is_taken_once(self, client: Client) -> None:
        asked = client.get(GO).headers["Location"]
        back = visit(asked, OURS, login="nia", go="1")
        assert client.get(back).status_code == 302
        other = client.get(back)
        assert other.status_code == 403

    def test_whose_answer_has_another_nonce_is_not_taken(self, client: Client) -> None:
        asked = client.get(GO).headers["Location"]
        nonce = parse_qs(urlsplit(asked).query)["nonce"][0]
        answer = client.get(visit(asked.replace(nonce, "x" * 30), OURS, login="nia", go="1"))
        assert answer.status_code == 403
        assert "was not meant for this sign-in" in answer.content.decode()
        assert not is_in(client)

    def test_that_the_visitor_breaks_off_is_no_error(self, client: Client) -> None:
        asked = client.get(GO).headers["Location"]
        answer = client.get(visit(asked, OURS, cancel="1"))
        assert "You went back before you had signed in." in answer.content.decode()

    def test_to_a_directory_that_nobody_named_leads_nowhere(self, client: Client) -> None:
        assert client.get("/sign-in/with/nowhere/").status_code == 404
        assert client.get("/sign-in/with/nowhere/back/?code=1&state=1").status_code == 404


@pytest.mark.django_db
class TestADirectoryThatAnswersNonsense:
    @pytest.mark.parametrize("said", [b"<html>", b"[]", b"null", b"{}", b'"x"', b"{", b"\xff\xfe"])
    def test_is_named_in_plain_words(self, client: Client, settings: Settings, said: bytes) -> None:
        class Nonsense(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.send_header("Content-Length", str(len(said)))
                self.end_headers()
                self.wfile.write(said)

            def log_message(self, *args: Any) -> None:
                """Say nothing."""

        server = HTTPServer(("127.0.0.1", 0), Nonsense)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        there = f"http://127.0.0.1:{server.server_port}"
        settings.DIRECTORIES = (Directory("council", "A council", there, "x", "y", ("council.example",)),)
        for address in (GO, "/sign-out/with/council/"):
            answer = client.get(address)
            assert answer.status_code == 403
            assert "You were not signed in" in answer.content.decode()
        server.shutdown()
        server.server_close()


@pytest.mark.django_db
class TestADirectoryThatDoesNotAnswer:
    def test_is_named_in_plain_words(self, client: Client, settings: Settings) -> None:
        settings.DIRECTORIES = (
            Directory("council", "A made-up council", "http://127.0.0.1:1", "x", "y", ("council.example",)),
        )
        answer = client.get(GO)
        assert answer.status_code == 403
        assert "Your directory does not answer just now." in answer.content.decode()

    def test_is_still_offered_on_the_sign_in_page_beside_the_password(
        self, client: Client, settings: Settings
    ) -> None:
        settings.DIRECTORIES = (
            Directory("council", "A made-up council", "http://127.0.0.1:1", "x", "y", ("council.example",)),
        )
        page = client.get("/sign-in/").content.decode()
        assert "Sign in with A made-up council" in page
        assert "Or with a password" in page


class TestTheFileOfDirectories:
    GIVEN = {
        "id": "council",
        "name": "A council",
        "issuer": "https://login.example",
        "client_id": "x",
        "client_secret": "y",
        "email_domains": ["Council.example"],
        "second_step_amr": ["mfa"],
    }

    def read(self, folder: Path, said: object) -> tuple[Directory, ...]:
        file = folder / "directories.json"
        file.write_text(json.dumps(said))
        return read_directories(str(file))

    def test_is_read_at_start(self, tmp_path: Path) -> None:
        [told_by] = self.read(tmp_path, [self.GIVEN])
        assert told_by.takes("NIA@council.example")
        assert not told_by.takes("nia@notcouncil.example")
        assert told_by.asked_for_a_second_step({"amr": ["pwd", "mfa"]})
        assert not told_by.asked_for_a_second_step({"amr": "mfa", "acr": None})

    def test_need_not_be_there(self) -> None:
        assert read_directories("") == ()

    @pytest.mark.parametrize(
        ("change", "sentence"),
        [
            ({"client_secret": ""}, "does not say: client_secret"),
            ({"issuer": "http://login.example"}, "does not begin with https://"),
            ({"emial_domains": []}, "what nobody understands: emial_domains"),
        ],
    )
    def test_that_is_wrong_is_refused_in_a_sentence(
        self, tmp_path: Path, change: dict[str, object], sentence: str
    ) -> None:
        with pytest.raises(ValueError, match=sentence):
            self.read(tmp_path, [self.GIVEN | change])

    def test_gives_each_address_to_one_directory(self, tmp_path: Path) -> None:
        other = self.GIVEN | {"id": "other"}
        with pytest.raises(ValueError, match="may confirm addresses"):
            self.read(tmp_path, [self.GIVEN, other])
        with pytest.raises(ValueError, match="a body of its own"):
            self.read(tmp_path, [self.GIVEN | {"body": "gmca"}, other])
        gmca, bolton = self.read(tmp_path, [self.GIVEN | {"body": "gmca"}, other | {"body": "bolton"}])
        assert gmca.is_for("nia@council.example", "gmca")
        assert not bolton.is_for("nia@council.example", "gmca")

    def test_names_each_directory_once(self, tmp_path: Path) -> None:
        with pytest.raises(ValueError, match="the same id"):
            self.read(tmp_path, [self.GIVEN, self.GIVEN])
