"""A name, an address or an organisation of somebody who is here: put right, told to both addresses, nobody else's."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from throughline.frame.models import Letter
from throughline.ledger import queries as ledger
from throughline.ledger.models import Act
from throughline.organisations import actions, queries
from throughline.organisations.models import Invitation, Person

from .conftest import COMMAND, Make
from .signing_in import WRONG, sign_in

NOW = timezone.now


class TestAnAdministratorWhoPutsAPersonRight:
    @pytest.fixture(autouse=True)
    def _signed_in(self, client: Client, someone: Make) -> None:
        self.client, self.administrator = client, someone("administrator", name="Ada Min")
        self.person = someone("analyst", name="Nia Price", email="nia@example.org")
        sign_in(client, self.administrator)

    def say(self, **said: str) -> str:
        """Send the form and return where it leads, or what it says."""
        now = {"name": "Nia Price", "email": "nia@example.org", "body": str(self.person.body_id)}
        answer = self.client.post(f"/people/{self.person.pk}/correct/", now | said)
        return answer.headers.get("Location") or answer.content.decode()

    def test_finds_what_is_said_in_the_form(self) -> None:
        self.client.get(f"/people/{self.person.pk}/")
        page = self.client.get(f"/people/{self.person.pk}/correct/").content.decode()
        assert 'value="Nia Price"' in page
        assert 'value="nia@example.org"' in page

    def test_changes_the_name_everywhere_and_tells_nobody(self) -> None:
        assert self.say(name=" Nia  O'Brien-Ńguyen ") == f"/people/{self.person.pk}/"
        assert "Nia O&#39;Brien-Ńguyen" in self.client.get("/people/?q=nguyen").content.decode()
        assert not Letter.objects.exists()
        assert ledger.history_of("person", self.person.id)[-1].facts == {"changed": ["name"]}

    def test_changes_the_address_and_tells_the_old_and_the_new(self) -> None:
        self.say(email="Nia.Jones@Example.org")
        assert {each.to for each in Letter.objects.all()} == {"nia@example.org", "nia.jones@example.org"}
        assert WRONG in sign_in(Client(), self.person)
        self.person.refresh_from_db()
        assert sign_in(Client(), self.person) == "/"

    def test_ends_the_links_that_went_to_the_old_address(self) -> None:
        actions.offer_new_password(at=NOW(), email="nia@example.org")
        link = Letter.objects.get(to="nia@example.org").path
        self.say(email="nia.jones@example.org")
        assert b"no longer works" in self.client.get(link, follow=True).content

    def test_sends_an_open_invitation_to_the_new_address(self) -> None:
        person, link = actions.invite(
            actor=COMMAND,
            at=NOW(),
            name="Typo",
            email="tpyo@example.org",
            body=queries.body("gmca"),
            role="analyst",
        )
        self.person = person
        self.say(name="Typo", email="typo@example.org")
        assert Client().get(link).status_code == 410
        again = Letter.objects.get(to="typo@example.org", path__startswith="/invitations/")
        assert Client().get(again.path).status_code == 200
        assert Invitation.objects.get().state == "open"

    def test_does_not_take_an_address_that_is_somebody_elses(self) -> None:
        assert "Somebody signs in with this email address already." in self.say(
            email=self.administrator.email.upper()
        )
        assert Person.objects.get(pk=self.person.pk).email == "nia@example.org"

    def test_is_told_when_nothing_was_different(self) -> None:
        self.say()
        assert "Nothing was different." in self.client.get(f"/people/{self.person.pk}/").content.decode()
        assert not Act.objects.filter(verb="person.corrected").exists()

    @pytest.mark.parametrize(
        "said", [{"name": " "}, {"email": "nobody"}, {"email": "a@b\r\nBcc: c@d"}, {"body": "0"}]
    )
    def test_is_told_what_is_missing_or_wrong(self, said: dict[str, str]) -> None:
        assert re.search("There is a problem", self.say(**said))


class TestSomebodyElse:
    def test_changes_nobody(self, client: Client, someone: Make) -> None:
        lead, other = someone("programme-lead"), someone("analyst")
        sign_in(client, lead)
        for person in (lead, other):
            answer = client.post(
                f"/people/{person.pk}/correct/",
                {"name": "X", "email": "x@example.org", "body": person.body_id},
            )
            assert answer.status_code == 403
        assert not Act.objects.filter(verb="person.corrected").exists()
