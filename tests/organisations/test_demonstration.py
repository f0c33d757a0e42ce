"""The made-up people: one for each role, the same everywhere, and never in production."""

import pytest
from django.test import Client
from pytest_django import Settings

from throughline.kernel.verdict import RefusedError
from throughline.organisations import actions, demonstration, queries
from throughline.organisations.models import Person
from throughline.organisations.roles import ROLES

from .conftest import AT, COMMAND

SIGN_IN = "/sign-in/"


class TestTheMadeUpPeople:
    def test_are_one_for_each_role_with_names_and_addresses_of_their_own(self) -> None:
        made = demonstration.people()
        assert [each.role for each in made] == list(ROLES)
        assert len({each.name for each in made}) == len({each.email for each in made}) == len(ROLES)

    def test_are_the_same_every_time(self) -> None:
        assert demonstration.people() == demonstration.people()

    def test_have_names_as_real_ones_are(self) -> None:
        names = [each.name for each in demonstration.people()]
        assert any("'" in name or "’" in name for name in names)
        assert any(" " not in name for name in names)
        assert any(not name.isascii() for name in names)

    def test_have_addresses_that_can_never_exist(self) -> None:
        assert all(each.email.endswith(".example") for each in demonstration.people())

    def test_are_listed_for_whoever_starts_a_demonstration(self) -> None:
        lines = demonstration.sign_in_lines()
        assert demonstration.PASSWORD in lines[0]
        assert len(lines) == 1 + len(ROLES)
        assert any("administrator@demonstration.example" in line for line in lines)


@pytest.mark.usefixtures("reference")
class TestOutsideADemonstration:
    def test_they_are_refused(self) -> None:
        with pytest.raises(RefusedError, match="for demonstrations"):
            demonstration.load(actor=COMMAND, at=AT)
        assert not Person.objects.exists()

    def test_the_sign_in_page_offers_none(self, client: Client) -> None:
        assert b"made-up" not in client.get(SIGN_IN).content

    def test_those_left_over_from_one_cannot_sign_in(self, client: Client, settings: Settings) -> None:
        settings.DEMONSTRATION = True
        demonstration.load(actor=COMMAND, at=AT)
        given = {"login": "director@demonstration.example", "password": demonstration.PASSWORD}
        assert client.post(SIGN_IN, given).url == "/"  # type: ignore[attr-defined]  # a redirect
        settings.DEMONSTRATION = False
        assert client.get("/account/").status_code == 302
        assert client.post(SIGN_IN, given).url == "/sign-in/closed/"  # type: ignore[attr-defined]  # a redirect
        assert client.get("/account/").status_code == 302


@pytest.mark.usefixtures("reference")
class TestInADemonstration:
    @pytest.fixture(autouse=True)
    def _demonstration(self, settings: Settings) -> None:
        settings.DEMONSTRATION = True

    def test_each_has_exactly_the_one_role(self) -> None:
        assert demonstration.load(actor=COMMAND, at=AT) == len(ROLES)
        for made in demonstration.people():
            person = queries.person_named(made.email)
            assert person is not None
            assert person.as_actor().roles == {made.role.code}
            assert person.is_demonstration

    def test_those_who_sign_hold_the_post(self) -> None:
        demonstration.load(actor=COMMAND, at=AT)
        person = queries.person_named("treasurer@demonstration.example")
        assert person is not None
        assert [held.post.code for held in queries.posts_held(person, AT.date())] == ["treasurer"]

    def test_loading_twice_adds_nobody(self) -> None:
        demonstration.load(actor=COMMAND, at=AT)
        assert demonstration.load(actor=COMMAND, at=AT) == 0

    def test_an_administrator_there_can_administer(self) -> None:
        demonstration.load(actor=COMMAND, at=AT)
        person = queries.person_named("administrator@demonstration.example")
        assert person is not None
        actions.add_person(
            actor=person.as_actor(), at=AT, name="New", email="new@example.org", body=queries.body("gmca")
        )

    def test_the_sign_in_page_offers_all_of_them(self, client: Client) -> None:
        page = client.get(SIGN_IN).content.decode()
        assert all(f'value="{each.email}"' in page for each in demonstration.people())
        assert demonstration.PASSWORD in page
