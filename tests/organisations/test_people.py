"""Adding people, giving roles, letting in and keeping out: each is one act, and the rules hold in the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from tests.races import at_once

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act
from throughline.ledger.models import Act, Personal
from throughline.organisations import actions, queries
from throughline.organisations.models import Holding, Person, Post, RoleGrant

from .conftest import AT, COMMAND, Make

DAY = timezone.localdate(AT)


@contextmanager
def change() -> Iterator[None]:
    """An act in which a test changes rows behind the back of the room's own actions."""
    with transaction.atomic(), act(actor=COMMAND, at=AT, verb="test", subject=("test", 1)):
        yield


def acts_about(person: Person) -> list[str]:
    return list(
        Act.objects.filter(subject_id=str(person.id)).order_by("at", "verb").values_list("verb", flat=True)
    )


class TestSomebodyWhoIsAdded:
    def test_is_tidied_and_cannot_sign_in_before_choosing_a_password(self, reference: None) -> None:
        person = actions.add_person(
            actor=COMMAND,
            at=AT,
            name="  Siobhán   O'Dowd ",
            email=" S.ODowd@Example.ORG ",
            body=queries.body("gmca"),
        )
        assert (person.name, person.email) == ("Siobhán O'Dowd", "s.odowd@example.org")
        assert not person.has_usable_password()
        assert queries.person_named("S.ODOWD@example.org") == person

    def test_may_have_one_name(self, reference: None) -> None:
        person = actions.add_person(
            actor=COMMAND, at=AT, name="Suharto", email="s@example.org", body=queries.body("hmpps")
        )
        assert str(person) == person.get_full_name() == "Suharto"

    def test_is_recorded_without_name_or_address_in_the_ledger_itself(self, someone: Make) -> None:
        person = someone(name="Ng O'Brien", email="ng@example.org")
        [done] = Act.objects.filter(verb="person.added", subject_id=str(person.id))
        assert "Brien" not in done.leaf
        assert "ng@example.org" not in done.leaf
        assert set(Personal.objects.filter(act=done).values_list("name", flat=True)) == {"name", "email"}

    def test_is_refused_when_the_address_is_in_use_whatever_its_capitals(self, someone: Make) -> None:
        someone(email="one@example.org")
        with pytest.raises(RefusedError, match="email address already"):
            someone(email="ONE@example.org")
        assert Person.objects.count() == 1

    def test_is_not_added_by_somebody_who_is_no_administrator(self, someone: Make) -> None:
        with pytest.raises(RefusedError, match="Ask an administrator"):
            actions.add_person(
                actor=someone("director").as_actor(),
                at=AT,
                name="X",
                email="x@example.org",
                body=queries.body("gmca"),
            )


class TestRoles:
    def test_hold_from_the_day_they_are_given_until_the_day_they_end(self, someone: Make) -> None:
        person = someone("analyst")
        tomorrow = AT + timedelta(days=1)
        actions.end_role(actor=COMMAND, at=tomorrow, person=person, role="analyst")
        days = [DAY - timedelta(days=1), DAY, DAY + timedelta(days=1)]
        held = [[grant.role for grant in queries.roles_in_force(person, day)] for day in days]
        assert held == [[], ["analyst"], []]

    def test_make_the_actor(self, someone: Make) -> None:
        person = someone("analyst", "programme-officer")
        assert person.as_actor() == Actor(f"person:{person.id}", frozenset({"analyst", "programme-officer"}))

    def test_are_read_again_after_the_row_is(self, someone: Make) -> None:
        person = someone("analyst")
        assert person.as_actor().roles == {"analyst"}
        actions.end_role(actor=COMMAND, at=timezone.now(), person=person, role="analyst")
        person.refresh_from_db()
        assert person.as_actor().roles == frozenset()

    def test_can_be_given_again_after_they_ended_on_the_same_day(self, someone: Make) -> None:
        person = someone("analyst")
        actions.end_role(actor=COMMAND, at=AT, person=person, role="analyst")
        actions.grant_role(actor=COMMAND, at=AT, person=person, role="analyst")
        assert [grant.role for grant in queries.roles_in_force(person, DAY)] == ["analyst"]

    def test_are_acts(self, someone: Make) -> None:
        person = someone("analyst")
        actions.end_role(actor=COMMAND, at=AT + timedelta(hours=1), person=person, role="analyst")
        assert acts_about(person) == ["person.added", "role.granted", "role.ended"]

    @pytest.mark.parametrize("role", ["analyst", "superuser", ""])
    def test_are_refused_twice_and_when_unknown(self, someone: Make, role: str) -> None:
        person = someone("analyst")
        with pytest.raises(RefusedError):
            actions.grant_role(actor=COMMAND, at=AT, person=person, role=role)

    def test_are_not_given_to_oneself(self, someone: Make) -> None:
        person = someone("administrator")
        with pytest.raises(RefusedError, match="Nobody gives themselves a role"):
            actions.grant_role(actor=person.as_actor(), at=AT, person=person, role="director")


class TestTheLastAdministrator:
    def test_stays(self, someone: Make) -> None:
        person = someone("administrator")
        with pytest.raises(RefusedError, match="last administrator"):
            actions.end_role(actor=COMMAND, at=AT, person=person, role="administrator")
        with pytest.raises(RefusedError, match="last administrator"):
            actions.deactivate(actor=COMMAND, at=AT, person=person)

    def test_is_not_one_who_cannot_sign_in_any_more(self, someone: Make) -> None:
        gone, stays = someone("administrator"), someone("administrator")
        actions.deactivate(actor=COMMAND, at=AT, person=gone)
        with pytest.raises(RefusedError, match="last administrator"):
            actions.deactivate(actor=COMMAND, at=AT, person=stays)

    @pytest.mark.usefixtures("committed_db")
    def test_stays_when_two_end_each_other_at_once(self) -> None:
        actions.load_reference(actor=COMMAND, at=AT)
        people = [
            actions.add_person(
                actor=COMMAND, at=AT, name=name, email=f"{name}@example.org", body=queries.body("gmca")
            )
            for name in ("a", "b")
        ]
        for person in people:
            actions.grant_role(actor=COMMAND, at=AT, person=person, role="administrator")
        end = partial(actions.end_role, actor=COMMAND, at=AT, role="administrator")
        results = at_once(*[partial(end, person=person) for person in people])
        assert [type(each) for each in results if isinstance(each, Exception)] == [RefusedError]
        assert RoleGrant.objects.filter(held_until=None).count() == 1


class TestSomebodyWhoIsKeptOut:
    def test_loses_password_and_gets_in_again_only_by_a_new_link(self, someone: Make) -> None:
        person = someone("analyst")
        actions.deactivate(actor=COMMAND, at=AT, person=person)
        with pytest.raises(RefusedError, match="let them in again first"):
            actions.issue_link(actor=COMMAND, at=AT, person=person)
        actions.reactivate(actor=COMMAND, at=AT, person=person)
        person.refresh_from_db()
        assert person.is_active
        assert not person.has_usable_password()
        assert actions.issue_link(actor=COMMAND, at=AT, person=person).startswith("/password/choose/")

    def test_keeps_name_and_acts(self, someone: Make) -> None:
        person = someone(name="Ola Nordmann")
        actions.deactivate(actor=COMMAND, at=AT, person=person)
        assert queries.names_of([f"person:{person.id}"]) == {f"person:{person.id}": "Ola Nordmann"}


class TestWhoMayLookSomebodyUp:
    def test_administrators_everybody_others_themselves_visitors_nobody(self, someone: Make) -> None:
        administrator, officer = someone("administrator"), someone("programme-officer")
        assert set(queries.visible_to(administrator.as_actor())) == {administrator, officer}
        assert set(queries.visible_to(officer.as_actor())) == {officer}
        assert not queries.visible_to(Actor("public")).exists()

    def test_names_are_printed_for_every_kind_of_actor(self, someone: Make) -> None:
        person = someone(name="D’Souza")
        asked = [f"person:{person.id}", "system:up", "public", "person:nonsense", f"person:{Post().id}"]
        names = queries.names_of(asked)
        assert [names[each] for each in asked] == [
            "D’Souza",
            "Throughline (up)",
            "Nobody in particular",
            "Somebody who is no longer on record",
            "Somebody who is no longer on record",
        ]


@pytest.mark.usefixtures("reference")
class TestWhatTheDatabaseItselfRefuses:
    def refuse(self, constraint: str, **fields: Any) -> None:
        usual = {"name": "A", "email": "a@example.org", "body": queries.body("gmca")}
        with pytest.raises(IntegrityError, match=constraint), change():
            Person.objects.create(**(usual | fields))

    def test_an_address_in_capitals_and_a_person_without_a_name(self) -> None:
        self.refuse("email_address_is_in_small_letters", email="A@example.org")
        self.refuse("person_has_a_name", name="")

    def test_a_role_twice_and_one_that_ends_before_it_begins(self, someone: Make) -> None:
        person = someone("analyst")
        for name, until in (("person_has_a_role_once", None), ("role_ends_after", DAY - timedelta(days=1))):
            with pytest.raises(IntegrityError, match=name), change():
                RoleGrant.objects.create(person=person, role="analyst", held_from=DAY, held_until=until)

    def test_two_holders_of_one_post(self, someone: Make) -> None:
        post = Post.objects.get(code="treasurer")
        with change():
            Holding.objects.create(post=post, person=someone(), held_from=DAY)
        with pytest.raises(IntegrityError, match="post_has_one_holder"), change():
            Holding.objects.create(post=post, person=someone(), held_from=DAY)

    def test_a_person_changed_outside_an_act(self, someone: Make) -> None:
        person = someone()
        with pytest.raises(IntegrityError, match="outside an act"), transaction.atomic():
            Person.objects.filter(pk=person.pk).update(name="Somebody Else")

    def test_not_a_new_password_which_is_no_part_of_the_record(self, someone: Make) -> None:
        person = someone()
        person.set_password("a different one entirely")
        person.save()
        assert Person.objects.get(pk=person.pk).check_password("a different one entirely")
