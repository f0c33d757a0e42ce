"""Is a form that somebody sent after their session had ended kept for them, for nobody else, and sent on once?"""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django import Settings
from tests.organisations.conftest import Make
from tests.organisations.conftest import reference as reference
from tests.organisations.conftest import someone as someone
from tests.organisations.signing_in import sign_in

from throughline.frame import kept_forms
from throughline.frame.models import KeptForm
from throughline.kernel.actor import Actor
from throughline.organisations import queries
from throughline.organisations.models import Person

TYPED = {"name": "Nia “Price” <b>", "email": "nia@example.org", "role": "auditor"}
ADD = "/people/add/"


@pytest.fixture
def administrator(someone: Make) -> Person:
    return someone("administrator", name="Ada Min")


def ended(client: Client, person: Person) -> None:
    """Sign in, then end the session behind the browser's back."""
    sign_in(client, person)
    Session.objects.all().delete()


def send(client: Client, **further: Any) -> str:
    """Send the form of a new person and return where that leads."""
    return client.post(ADD, TYPED | further, headers={"referer": f"http://testserver{ADD}"}).headers[
        "Location"
    ]


def hidden_fields(page: str) -> dict[str, str]:
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page)
    from html import unescape

    return {name: unescape(said) for name, said in found}


@pytest.mark.hazard("H09")
class TestAFormSentAfterItsSessionEnded:
    def test_waits_behind_the_sign_in_page(self, client: Client, administrator: Person) -> None:
        ended(client, administrator)
        leads = send(client)
        assert re.fullmatch(r"/sign-in/\?next=/kept/[0-9a-f-]{36}/", leads)
        page = client.get(leads).content.decode()
        assert "what you typed is kept" in page
        assert queries.person_named("nia@example.org") is None

    def test_is_shown_and_sent_on_once_after_signing_in_again(
        self, client: Client, administrator: Person
    ) -> None:
        ended(client, administrator)
        kept = send(client, body=queries.body("bolton").pk).partition("next=")[2]
        assert sign_in(client, administrator, next=kept) == kept
        page = client.get(kept).content.decode()
        assert "Nia “Price” &lt;b&gt;" in page
        assert f'href="{ADD}"' in page
        fields = hidden_fields(page)
        first = client.post(kept, fields)
        assert (first.status_code, first.headers["Location"]) == (307, ADD)
        assert client.post(ADD, fields).status_code == 200
        assert queries.person_named("nia@example.org") is not None
        assert client.post(kept, fields).status_code == 404
        assert not KeptForm.objects.exists()

    def test_is_nobody_elses(self, client: Client, administrator: Person, someone: Make) -> None:
        ended(client, administrator)
        kept = send(client).partition("next=")[2]
        sign_in(client, someone("administrator"))
        assert client.get(kept).status_code == 404
        assert client.post(kept).status_code == 404
        assert KeptForm.objects.count() == 1

    def test_is_kept_whatever_ended_the_session(
        self, client: Client, administrator: Person, settings: Settings
    ) -> None:
        sign_in(client, administrator)
        client.get("/account/")
        settings.SESSION_COOKIE_AGE = -1
        assert "/kept/" in send(client)

    def test_is_kept_when_another_page_was_opened_in_between(
        self, client: Client, administrator: Person
    ) -> None:
        ended(client, administrator)
        assert client.get("/people/").status_code == 302
        assert "/kept/" in send(client)

    def test_cannot_be_read_from_the_database(self, client: Client, administrator: Person) -> None:
        ended(client, administrator)
        send(client)
        kept = KeptForm.objects.get()
        assert "nia" not in kept.sealed.lower()
        assert kept.sealed.startswith("gAAAA")

    def test_goes_after_an_hour(self, client: Client, administrator: Person) -> None:
        ended(client, administrator)
        send(client)
        kept = KeptForm.objects.get()
        actor, later = Actor(f"person:{administrator.id}"), timezone.now() + timedelta(hours=1)
        assert kept_forms.kept_for(actor, kept.id, at=timezone.now()) is not None
        assert kept_forms.kept_for(actor, kept.id, at=later) is None
        assert kept_forms.purge(at=later) == 1

    def test_says_which_files_have_to_be_chosen_again(self, client: Client, administrator: Person) -> None:
        ended(client, administrator)
        kept = send(client, paper=SimpleUploadedFile("plan.pdf", b"%PDF")).partition("next=")[2]
        sign_in(client, administrator)
        assert "Files are not kept. Choose this one again on the page that follows: plan.pdf." in (
            client.get(kept).content.decode()
        )

    def test_fills_no_table_however_often_it_is_sent(self, client: Client, administrator: Person) -> None:
        ended(client, administrator)
        for _ in range(kept_forms.MOST_FORMS + 5):
            send(client)
        assert KeptForm.objects.count() == kept_forms.MOST_FORMS


class TestAFormThatIsNeverKept:
    @pytest.mark.parametrize(
        ("address", "said"),
        [
            ("/account/password/", {"oldpassword": "a", "password1": "b", "password2": "b"}),
            ("/account/confirm/", {"password": "a"}),
            (ADD, TYPED | {"client_secret": "x"}),
            (ADD, {}),
            (ADD, TYPED | {"name": "x" * (kept_forms.MOST_CHARACTERS + 1)}),
        ],
    )
    def test_is_one_about_passwords_an_empty_or_a_huge_one(
        self, client: Client, administrator: Person, address: str, said: dict[str, str]
    ) -> None:
        ended(client, administrator)
        assert client.post(address, said).headers["Location"] == f"/sign-in/?next={address}"
        assert not KeptForm.objects.exists()

    def test_is_that_of_a_stranger(self, client: Client, db: None) -> None:
        assert send(client) == f"/sign-in/?next={ADD}"
        client.cookies["sessionid"] = "made-up"
        assert "nothing you typed is lost" in client.post(ADD, TYPED).content.decode()
        assert not KeptForm.objects.exists()


class TestAFormWhoseKeyIsStale:
    HERE = {"origin": "http://testserver"}

    def test_is_shown_with_what_was_typed_and_a_fresh_key(self, administrator: Person) -> None:
        client = Client(enforce_csrf_checks=True)
        client.force_login(administrator, backend="throughline.organisations.sign_in.Backend")
        answer = client.post(ADD, TYPED, headers=self.HERE)
        assert answer.status_code == 403
        fields = hidden_fields(answer.content.decode())
        assert fields["email"] == "nia@example.org"
        key = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', answer.content.decode())
        assert key
        body = str(queries.body("bolton").pk)
        sent = client.post(ADD, fields | {"body": body, "csrfmiddlewaretoken": key[1]}, headers=self.HERE)
        assert sent.status_code == 200
        assert queries.person_named("nia@example.org") is not None

    def test_offers_nothing_to_press_when_another_site_sent_it(self, administrator: Person) -> None:
        client = Client(enforce_csrf_checks=True)
        client.force_login(administrator, backend="throughline.organisations.sign_in.Backend")
        for headers in ({}, {"origin": "https://evil.example"}, {"origin": "null"}):
            page = client.post(ADD, TYPED, headers=headers).content.decode()
            assert "nia@example.org" not in page
            assert "Send it on" not in page

    def test_waits_behind_the_sign_in_page_when_the_session_had_ended_too(
        self, administrator: Person
    ) -> None:
        client = Client(enforce_csrf_checks=True)
        client.force_login(administrator, backend="throughline.organisations.sign_in.Backend")
        from allauth.usersessions.models import UserSession

        UserSession.objects.create(
            user=administrator, session_key=client.session.session_key, ip="127.0.0.1", user_agent="x"
        )
        Session.objects.all().delete()
        assert "/kept/" in client.post(ADD, TYPED, headers=self.HERE).headers["Location"]
        page = client.post(ADD, TYPED, headers={"origin": "https://evil.example"})
        assert page.status_code == 403
        assert KeptForm.objects.count() == 1


class TestAFormWhoseSessionWasEndedFromElsewhere:
    """On the page of sessions, as one ends a stolen one: nothing is kept in anybody's name, and nothing is lost."""

    @pytest.fixture
    def stolen(self, client: Client, administrator: Person) -> Client:
        other = Client()
        sign_in(other, administrator)
        sign_in(client, administrator)
        client.post("/account/sessions/", {"session": "others"})
        return other

    def test_is_shown_to_the_browser_that_sent_it_and_kept_nowhere(self, stolen: Client) -> None:
        answer = stolen.post(ADD, TYPED, headers={"referer": f"http://testserver{ADD}"})
        page = answer.content.decode()
        assert answer.status_code == 403
        assert "nothing you typed is lost" in page
        assert TYPED.items() <= hidden_fields(page).items()
        assert f'action="{ADD}"' in page
        assert not KeptForm.objects.exists()
        assert queries.person_named("nia@example.org") is None

    def test_is_sent_on_from_there_after_signing_in_again(
        self, stolen: Client, administrator: Person
    ) -> None:
        shown = stolen.post(ADD, TYPED | {"body": str(queries.body("bolton").pk)})
        fields = hidden_fields(shown.content.decode())
        sign_in(stolen, administrator)
        assert stolen.post(ADD, fields).status_code == 200
        assert queries.person_named("nia@example.org") is not None

    def test_about_a_password_is_shown_to_nobody(self, stolen: Client) -> None:
        answer = stolen.post("/account/password/", {"oldpassword": "a", "password1": "b"})
        assert answer.headers["Location"] == "/sign-in/?next=/account/password/"
