"""The made-up people of the areas and of the providers: seeded, beside one person for each role."""

import pytest
from pytest_django import Settings

from throughline.kernel.verdict import RefusedError
from throughline.organisations import demonstration, queries
from throughline.organisations import demonstration_localities as localities
from throughline.organisations.models import Person

from .conftest import AT, COMMAND


class TestThePeopleOfTheLocalities:
    def test_are_a_commissioner_a_certifier_and_a_chair_in_each_area(self) -> None:
        for area in localities.areas():
            for role in localities.IN_AN_AREA:
                assert localities.address_of(role, area) in _addresses()

    def test_are_a_manager_and_a_finance_director_in_each_provider(self) -> None:
        for provider in localities.PROVIDERS:
            for role in localities.IN_A_PROVIDER:
                assert localities.address_of(role, provider) in _addresses()

    def test_are_the_same_every_time_and_nobody_else(self) -> None:
        assert localities.people() == localities.people()
        names = [each.name for each in localities.people()] + [each.name for each in demonstration.people()]
        assert len(set(names)) == len(names)

    def test_come_to_ten_allocations_from_five_providers(self) -> None:
        served = [area for _, areas in localities.PROVIDERS.values() for area in areas]
        assert sorted(served) == sorted(localities.areas())
        assert len(localities.PROVIDERS) == 5


def _addresses() -> set[str]:
    return {each.email for each in localities.people()} | {each.email for each in demonstration.people()}


@pytest.mark.usefixtures("reference")
class TestLoadingThem:
    def test_is_for_demonstrations_only(self) -> None:
        with pytest.raises(RefusedError, match="for demonstrations"):
            localities.load(actor=COMMAND, at=AT)
        assert not Person.objects.exists()

    def test_adds_each_once_with_the_one_role_in_their_own_body(self, settings: Settings) -> None:
        settings.DEMONSTRATION = True
        demonstration.load(actor=COMMAND, at=AT)
        assert localities.load(actor=COMMAND, at=AT) == len(localities.people())
        assert localities.load(actor=COMMAND, at=AT) == 0
        for made in localities.people():
            person = queries.person_named(made.email)
            assert person is not None
            assert person.is_demonstration
            assert person.body.code == made.body
            assert person.as_actor().roles == {made.role}
        asked = [("commissioner", "bolton"), ("commissioner", "wigan")]
        found = localities.actors(asked)
        assert found.keys() == set(asked)
        assert all(each.roles == {"commissioner"} for each in found.values())
