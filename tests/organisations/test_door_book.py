"""Who came to the door, who may read that, and how somebody who forgot their password comes in again."""

import re

from django.test import Client
from django.utils import timezone

from throughline.frame.models import Letter
from throughline.organisations import actions, queries
from throughline.organisations.models import Entry

from .conftest import AT, COMMAND, Make
from .signing_in import CODE, SIGN_IN, set_up_app, sign_in

NOW = timezone.now


class TestTheAccessLog:
    def test_says_who_came_from_which_device_and_who_failed(self, someone: Make) -> None:
        client = Client(headers={"user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Firefox/133.0"})
        person = someone()
        sign_in(client, person, "wrong")
        sign_in(client, person)
        kinds = list(Entry.objects.order_by("id").values_list("kind", "how", "device", "ip"))
        assert kinds == [
            ("failed", "password", "Firefox on Linux", "127.0.0.1"),
            ("signed_in", "password", "Firefox on Linux", "127.0.0.1"),
        ]

    def test_says_who_had_the_password_and_not_the_code(self, client: Client, someone: Make) -> None:
        person, other = someone(), Client()
        sign_in(client, person)
        set_up_app(client)
        sign_in(other, person)
        other.post(CODE, {"code": "000000"})
        assert Entry.objects.filter(kind="failed", how="code", person=person).count() == 1

    def test_keeps_nothing_of_an_address_that_nobody_has(self, client: Client, db: None) -> None:
        client.post(SIGN_IN, {"login": "my-secret-password@example.org", "password": "x"})
        entry = Entry.objects.get()
        assert entry.person is None
        assert "secret" not in entry.search_text

    def test_is_for_administrators_and_auditors_and_ones_own_for_everybody(
        self, client: Client, someone: Make
    ) -> None:
        officer, auditor = someone("programme-officer", name="Off Icer"), someone("auditor")
        sign_in(client, officer)
        assert client.get("/people/access/").status_code == 403
        assert client.get("/people/access/access.csv").status_code == 403
        assert "When you came to the door" in client.get("/account/").content.decode()
        other = Client()
        sign_in(other, auditor)
        page = other.get("/people/access/?q=off+icer").content.decode()
        assert "Off Icer" in page
        assert "1 entry" in re.sub(r"\s+", " ", page)
        lines = other.get("/people/access/access.csv?kind=signed_in").content.decode().splitlines()
        assert len(lines) == 3


class TestAForgottenPassword:
    FORGOTTEN = "/password/forgotten/"

    def ask(self, client: Client, email: str) -> str:
        return re.sub(
            r"csrf\S+ value=\S+", "", client.post(self.FORGOTTEN, {"email": email}).content.decode()
        )

    def test_is_answered_alike_whether_anybody_has_the_address(self, client: Client, someone: Make) -> None:
        person = someone()
        known, unknown = self.ask(client, person.email), self.ask(client, "nobody@example.org")
        assert known == unknown
        assert [letter.to for letter in Letter.objects.all()] == [person.email]

    def test_leads_to_a_new_one_while_the_old_one_works(self, client: Client, someone: Make) -> None:
        person = someone()
        self.ask(client, person.email.upper())
        assert sign_in(Client(), person) == "/"
        self.ask(client, person.email)
        link = Letter.objects.order_by("-owed_at").first()
        assert link is not None
        page = client.get(link.path, follow=True)
        [(address, _)] = page.redirect_chain
        new = "copper lantern nineteen"
        assert client.post(address, {"password1": new, "password2": new}).status_code == 302
        assert sign_in(Client(), person, new) == "/"

    def test_of_somebody_without_one_brings_no_letter(self, client: Client, someone: Make) -> None:
        closed, invited_person = (
            someone(),
            actions.invite(
                actor=COMMAND,
                at=AT,
                name="New",
                email="new@example.org",
                body=queries.body("gmca"),
                role="auditor",
            )[0],
        )
        actions.deactivate(actor=COMMAND, at=AT, person=closed)
        Letter.objects.all().delete()
        self.ask(client, closed.email)
        self.ask(client, invited_person.email)
        assert not Letter.objects.exists()

    def test_cannot_be_used_to_flood_somebody(self, client: Client, someone: Make) -> None:
        person = someone()
        answers = [client.post(self.FORGOTTEN, {"email": person.email}).status_code for _ in range(4)]
        assert answers == [200, 200, 200, 429]
