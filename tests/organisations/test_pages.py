"""The pages about people, bodies and places: who may open them, what they show, what they cost."""

import csv
import io
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from throughline.organisations import actions, queries
from throughline.organisations.models import Person

from .conftest import AT, COMMAND, Make
from .signing_in import is_in, sign_in

ADMINISTRATION = [
    "/people/",
    "/people/people.csv",
    "/people/add/",
    "/people/6f1c0f4e-6c1c-4a43-8a3e-0f4d6b6c9a10/",
]


@pytest.fixture
def administrator(client: Client, someone: Make) -> Person:
    """An administrator who is signed in."""
    person = someone("administrator", name="Ada Min")
    sign_in(client, person)
    return person


def page(client: Client, address: str) -> str:
    answer = client.get(address, follow=True)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


class TestTheDoors:
    @pytest.mark.parametrize("address", ADMINISTRATION)
    def test_of_administration_send_visitors_to_sign_in(self, client: Client, db: None, address: str) -> None:
        assert client.get(address).headers["Location"] == f"/sign-in/?next={address}"

    @pytest.mark.parametrize("address", ADMINISTRATION)
    def test_of_administration_are_closed_to_other_roles(
        self, client: Client, someone: Make, address: str
    ) -> None:
        sign_in(client, someone("director", "programme-lead", "auditor"))
        assert client.get(address).status_code == 403

    @pytest.mark.parametrize("step", ["roles/give", "roles/end", "link", "deactivate", "reactivate"])
    def test_of_steps_are_closed_to_other_roles_and_take_no_get(
        self, client: Client, someone: Make, step: str
    ) -> None:
        victim = someone("analyst")
        address = f"/people/{victim.id}/{step}/"
        sign_in(client, someone("director"))
        assert client.post(address, {"role": "administrator"}).status_code == 403
        other = Client()
        sign_in(other, someone("administrator"))
        assert other.get(address).status_code == 405

    @pytest.mark.parametrize("address", ["/places/", "/bodies/", "/places/places.csv", "/bodies/bodies.csv"])
    def test_of_the_reference_lists_are_open(self, client: Client, reference: None, address: str) -> None:
        assert client.get(address).status_code == 200

    def test_of_somebody_who_does_not_exist_is_not_found(self, client: Client, administrator: Person) -> None:
        assert client.get(ADMINISTRATION[-1]).status_code == 404


class TestTheListOfPeople:
    def test_is_searched_by_any_part_of_a_name_without_accents_or_apostrophes(
        self, client: Client, administrator: Person, someone: Make
    ) -> None:
        someone(name="Siân O’Dowd", email="sian@example.org")
        for words in ("odowd", "SIAN", "o'dowd sian", "sian@example"):
            assert "Siân O’Dowd" in page(client, f"/people/?q={words}")
        assert "Nobody matches" in page(client, "/people/?q=zzz")

    def test_is_filtered_by_role_and_by_who_may_sign_in(
        self, client: Client, administrator: Person, someone: Make
    ) -> None:
        someone("auditor", name="Former Auditor")
        gone = someone("analyst", name="Gone Away")
        actions.deactivate(actor=COMMAND, at=AT, person=gone)
        assert "Gone Away" not in page(client, "/people/?role=auditor")
        assert "Former Auditor" in page(client, "/people/?role=auditor")
        assert "Former Auditor" not in page(client, "/people/?may=no")
        assert "Gone Away" in page(client, "/people/?may=no")

    def test_costs_the_same_queries_for_one_person_and_for_a_full_page(
        self, client: Client, administrator: Person, someone: Make
    ) -> None:
        page(client, "/people/")
        with CaptureQueriesContext(connection) as few:
            page(client, "/people/")
        for number in range(30):
            someone("analyst", name=f"Person {number:02}")
        with CaptureQueriesContext(connection) as many:
            assert "1 to 25</strong> of 31 people" in page(client, "/people/")
        assert len(many) == len(few) <= 10 + 4  # the session's and the scope's own

    def test_downloads_what_is_filtered_and_runs_no_formula(
        self, client: Client, administrator: Person, someone: Make
    ) -> None:
        someone("auditor", name="=cmd|' /C calc'!A0")
        text = client.get("/people/people.csv?role=auditor").content.decode()
        [header, row] = csv.reader(io.StringIO(text))
        assert header[0] == "Name"
        assert row[0].startswith("'=")


class TestAddingAPerson:
    GIVEN = {"name": "Nia Price", "email": "nia@example.org", "role": "auditor"}

    def test_gives_a_link_that_lets_them_in(self, client: Client, administrator: Person) -> None:
        answer = client.post("/people/add/", {**self.GIVEN, "body": queries.body("bolton").pk})
        text = answer.content.decode()
        found = re.search(r"https?://[^/]+(/invitations/[^<]+)</code>", text)
        assert found
        assert "Welcome, Nia Price" in page(Client(), found[1])
        person = queries.person_named("nia@example.org")
        assert person is not None
        assert person.as_actor().roles == {"auditor"}
        assert "no-store" in answer.headers["Cache-Control"]

    def test_says_at_each_field_what_is_missing_and_keeps_what_was_typed(
        self, client: Client, administrator: Person
    ) -> None:
        text = client.post("/people/add/", {"name": "Nia <b>Price</b>"}).content.decode()
        for sentence in (
            "Enter the person&#39;s email address.",
            "Choose the organisation the person works for.",
            "Choose what the person comes here to do.",
        ):
            assert text.count(sentence) == 2
        assert 'value="Nia &lt;b&gt;Price&lt;/b&gt;"' in text

    def test_says_when_the_address_is_in_use_and_adds_nothing(
        self, client: Client, administrator: Person, someone: Make
    ) -> None:
        someone(email="nia@example.org")
        before = Person.objects.count()
        text = client.post("/people/add/", {**self.GIVEN, "body": queries.body("bolton").pk}).content.decode()
        assert "Somebody signs in with this email address already." in text
        assert Person.objects.count() == before


class TestAPersonsPage:
    def test_prints_the_rule_beside_a_button_that_is_refused(
        self, client: Client, administrator: Person
    ) -> None:
        text = page(client, f"/people/{administrator.id}/")
        assert "This is the last administrator, and one must remain." in text
        assert "Nobody gives themselves a role. Ask another administrator." in text
        assert "Nobody ends their own access." in text

    def test_gives_and_ends_a_role(self, client: Client, administrator: Person, someone: Make) -> None:
        who = someone()
        address = f"/people/{who.id}/"
        assert (
            "They are now auditor."
            in client.post(f"{address}roles/give/", {"role": "auditor"}, follow=True).content.decode()
        )
        assert "End the role of auditor" in page(client, address)
        client.post(f"{address}roles/end/", {"role": "auditor"})
        assert "No role: this person reads what is public" in page(client, address)

    def test_says_what_was_refused(self, client: Client, administrator: Person, someone: Make) -> None:
        address = f"/people/{someone().id}/roles/give/"
        text = client.post(address, {"role": "emperor"}, follow=True).content.decode()
        assert "There is no such role." in text

    def test_keeps_somebody_out_and_lets_them_in_again(
        self, client: Client, administrator: Person, someone: Make
    ) -> None:
        who, other = someone("analyst"), Client()
        sign_in(other, who)
        client.post(f"/people/{who.id}/deactivate/")
        assert not is_in(other)
        assert "Let them in again" in page(client, f"/people/{who.id}/")
        client.post(f"/people/{who.id}/reactivate/")
        assert "They can no longer sign in" not in page(client, f"/people/{who.id}/")
        assert "Hand this link to" in client.post(f"/people/{who.id}/link/").content.decode()

    def test_shows_what_happened_and_who_did_it(
        self, client: Client, administrator: Person, someone: Make
    ) -> None:
        who = someone()
        client.post(f"/people/{who.id}/roles/give/", {"role": "auditor"})
        text = page(client, f"/people/{who.id}/")
        assert "Role given: Auditor" in text
        assert "by Ada Min" in text


class TestTheAccountPage:
    def test_says_what_each_role_is_for(self, client: Client, someone: Make) -> None:
        sign_in(client, someone("auditor", name="D'Arcy"))
        text = page(client, "/account/")
        assert "D&#39;Arcy" in text
        assert "Follows any pound and checks the record; changes nothing." in text

    def test_teaches_somebody_without_a_role(self, client: Client, someone: Make) -> None:
        sign_in(client, someone())
        assert "You have no role yet" in page(client, "/account/")


class TestTheReferenceLists:
    def test_say_what_is_unverified_and_unconfirmed(self, client: Client, reference: None) -> None:
        assert page(client, "/places/").count("Unverified") == 2
        assert "Organisation id not confirmed" in page(client, "/bodies/")

    def test_tell_which_title_a_post_had_when(self, client: Client, reference: None) -> None:
        text = page(client, "/bodies/")
        assert "Director – Police, Crime, Criminal Justice and Fire" in text
        assert "From 28 May 2024" in text

    def test_teach_when_they_are_empty(self, client: Client, db: None) -> None:
        assert "when the reference data is loaded" in page(client, "/bodies/")
        assert "when the reference data is loaded" in page(client, "/places/")
