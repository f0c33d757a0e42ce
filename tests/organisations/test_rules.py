"""Who may add people, give roles and take them away, and who gets in."""

from dataclasses import replace

import pytest

from throughline.kernel.actor import PUBLIC, Actor
from throughline.kernel.verdict import Refused
from throughline.organisations import rules
from throughline.organisations.roles import BY_CODE, ROLES
from throughline.organisations.rules import Standing

ADMINISTRATOR = Actor("person:a", frozenset({"administrator"}))
OFFICER = Actor("person:b", frozenset({"programme-officer", "director", "auditor"}))
COMMAND = Actor("system:people")


SOMEBODY = Standing("x", is_active=True, roles=frozenset({"analyst"}), other_administrators=2)
LAST = replace(SOMEBODY, roles=frozenset({"analyst", "administrator"}), other_administrators=0)


class TestAdministering:
    @pytest.mark.parametrize("actor", [ADMINISTRATOR, COMMAND])
    def test_an_administrator_and_the_command_line_may(self, actor: Actor) -> None:
        assert rules.may_administer(actor)

    @pytest.mark.parametrize("actor", [PUBLIC, OFFICER, Actor("person:c")])
    def test_nobody_else_may_whatever_the_step(self, actor: Actor) -> None:
        verdicts = [
            rules.may_administer(actor),
            rules.may_grant_role(actor, SOMEBODY, "director"),
            rules.may_end_role(actor, SOMEBODY, "analyst"),
            rules.may_deactivate(actor, SOMEBODY),
            rules.may_reactivate(actor, replace(SOMEBODY, is_active=False)),
            rules.may_issue_link(actor, SOMEBODY),
        ]
        assert verdicts == [Refused("Only an administrator may do this.", "Ask an administrator.")] * 6


class TestGivingARole:
    def test_an_administrator_may(self) -> None:
        assert rules.may_grant_role(ADMINISTRATOR, SOMEBODY, "director")

    @pytest.mark.parametrize(
        ("who", "role"),
        [
            (replace(SOMEBODY, person_id="a"), "director"),
            (replace(SOMEBODY, is_active=False), "director"),
            (SOMEBODY, "no-such-role"),
            (SOMEBODY, "analyst"),
        ],
    )
    def test_not_to_oneself_nor_to_the_departed_nor_twice_nor_what_is_no_role(
        self, who: Standing, role: str
    ) -> None:
        assert not rules.may_grant_role(ADMINISTRATOR, who, role)


class TestTheLastAdministrator:
    def test_keeps_the_role(self) -> None:
        assert not rules.may_end_role(ADMINISTRATOR, LAST, "administrator")
        assert rules.may_end_role(ADMINISTRATOR, replace(LAST, other_administrators=1), "administrator")

    def test_loses_other_roles_freely(self) -> None:
        assert rules.may_end_role(ADMINISTRATOR, LAST, "analyst")

    def test_is_not_deactivated_even_by_the_command_line(self) -> None:
        assert not rules.may_deactivate(COMMAND, LAST)
        assert rules.may_deactivate(COMMAND, replace(LAST, other_administrators=1))


class TestOnesOwnAccess:
    def test_is_not_ended_and_gets_no_link_by_oneself(self) -> None:
        me = replace(SOMEBODY, person_id="a")
        assert not rules.may_deactivate(ADMINISTRATOR, me)
        assert not rules.may_issue_link(ADMINISTRATOR, me)


class TestLettingInAgain:
    def test_is_for_the_departed_only(self) -> None:
        assert rules.may_reactivate(ADMINISTRATOR, replace(SOMEBODY, is_active=False))
        assert not rules.may_reactivate(ADMINISTRATOR, SOMEBODY)
        assert not rules.may_issue_link(ADMINISTRATOR, replace(SOMEBODY, is_active=False))


class TestGettingIn:
    @pytest.mark.parametrize(
        ("is_active", "is_demonstration", "demonstration_mode", "admitted"),
        [
            (True, False, False, True),
            (True, False, True, True),
            (True, True, True, True),
            (True, True, False, False),
            (False, False, False, False),
            (False, True, True, False),
        ],
    )
    def test_the_departed_never_and_the_made_up_only_in_demonstrations(
        self, is_active: bool, is_demonstration: bool, demonstration_mode: bool, admitted: bool
    ) -> None:
        verdict = rules.may_sign_in(
            is_active=is_active, is_demonstration=is_demonstration, demonstration_mode=demonstration_mode
        )
        assert bool(verdict) is admitted


class TestTheTableOfRoles:
    def test_every_role_has_a_code_of_its_own_a_title_and_a_sentence(self) -> None:
        assert len(BY_CODE) == len(ROLES) == len({role.title for role in ROLES})
        assert all(role.sentence.endswith(".") and role.title and role.group for role in ROLES)

    def test_no_role_holds_everything(self) -> None:
        assert not {"superuser", "staff", "everything"} & set(BY_CODE)
