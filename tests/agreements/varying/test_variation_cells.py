"""Every state × step × role of a variation: what the table allows is done, and no more."""

from contextlib import suppress
from itertools import product
from typing import Any

import pytest
from django.db import DatabaseError
from tests.agreements.conftest import in_an_act
from tests.agreements.test_cells import actors, undone
from tests.agreements.varying.conftest import AT, POSTS, World

from throughline.agreements.actions import variations, varied
from throughline.agreements.actions.varied import APPROVED
from throughline.agreements.lifecycle import VARIATION
from throughline.agreements.models import Variation
from throughline.agreements.varying.rules import Change
from throughline.decisions.decided import DecisionMade
from throughline.decisions.queries.notices import visible_to
from throughline.kernel.actor import Actor
from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError

BY_DECISION = {"agree": "approved", "agree_amended": "approved_as_amended", "refuse": "refused"}
STEPS = [each for each in VARIATION.steps if each.from_states and each.name not in BY_DECISION]
OTHERS = {"director-of-public-health": "bolton", "provider-manager": "bolton", "csp-chair": "bolton-csp"}


def people(world: World) -> dict[str, Actor]:
    """One person a role: those of the locality are of Bolton's own council or partnership."""
    found = actors(VARIATION) | {"commissioner": world["commissioner"]}
    for role, of in OTHERS.items():
        if role not in world.people:
            world.add(role, role, of)
        found[role] = world[role]
    return found


def in_state(world: World, state: str) -> Variation:
    """A variation of Bolton's grant in that state, as others brought it there."""
    asked = world.asked()
    said: dict[str, Any] = {"at": AT, "variation_id": asked.id}
    if state in ("asked", "declined", "withdrawn"):
        if state == "declined":
            variations.decline(actor=world["lead"], because="No money is left.", **said)
        if state == "withdrawn":
            variations.withdraw(actor=world["commissioner"], because="No longer needed.", **said)
        return world.now(asked)
    variations.take_up(actor=world["officer"], **said)
    if state == "prepared":
        return world.now(asked)
    asked = world.put(asked)
    if state == "deciding":
        return world.now(asked)
    answers = {"refused": ("refuse", "Not this year."), "amended": ("approve_as_amended", "A little less.")}
    world.decide(asked, *answers.get(state, ()))
    if state == "applied":
        varied.apply(actor=world["lead"], **said)
    return world.now(asked)


def decided(world: World, variation: Variation, actor: Actor, step: str) -> DecisionMade:
    """What the last signature tells; a decision that a test does not make is any that is on record."""
    number = visible_to(world["legal"])[0].number
    outcome = BY_DECISION[step]
    assert (outcome in APPROVED) is (step != "refuse")
    return DecisionMade(number, variation.draft_id or variation.id, None, outcome, False, actor, AT)


def take(step: str, world: World, variation: Variation, actor: Actor) -> Any:
    by: dict[str, Any] = {"actor": actor, "at": AT, "variation_id": variation.id}
    works: dict[str, Any] = {
        "take_up": lambda: variations.take_up(**by),
        "decline": lambda: variations.decline(because="No money is left.", **by),
        "edit": lambda: variations.edit(
            title="More",
            reason="Pay has risen.",
            changes=[Change(world.grant.id, "amount", Money(1_00))],
            **by,
        ),
        "put_to_decision": lambda: variations.put_to_decision(
            decision_type="deputy-mayor", function="police-and-crime", **by
        ),
        "apply": lambda: varied.apply(**by),
        "settle": lambda: variations.settle(
            changes=[Change(world.grant.id, "amount", world.award() + Money(50_00))], **by
        ),
        "withdraw": lambda: variations.withdraw(because="No longer needed.", **by),
    }
    return works[step]()


class TestAVariation:
    @pytest.mark.parametrize("state", VARIATION.states)
    def test_goes_each_step_where_the_table_allows_it_and_stays_where_not(
        self, world: World, state: str
    ) -> None:
        variation = in_state(world, state)
        for step, (role, actor) in product(STEPS, people(world).items()):
            cell = (state, step.name, role)
            with undone():
                if state in step.from_states and role in step.roles:
                    take(step.name, world, variation, actor)
                    variation.refresh_from_db()
                    assert variation.state == step.to, cell
                else:
                    with pytest.raises(RefusedError):
                        pytest.fail(f"{cell} was done: {take(step.name, world, variation, actor)}")
            variation.refresh_from_db()
            assert variation.state == state, cell

    @pytest.mark.parametrize("state", VARIATION.states)
    def test_is_decided_only_by_a_decision_on_its_draft(self, world: World, state: str) -> None:
        variation = in_state(world, state)
        for row, (role, actor) in product(map(VARIATION.step, BY_DECISION), people(world).items()):
            cell = (state, row.name, role)
            with undone():
                with suppress(RefusedError):
                    varied.hear_decision(decided(world, variation, actor, row.name))
                variation.refresh_from_db()
                is_taken = state in row.from_states and role in row.roles & set(POSTS)
                assert variation.state == (row.to if is_taken else state), cell
            variation.refresh_from_db()

    @pytest.mark.parametrize("step", ["ask", "prepare"])
    def test_begins_by_whom_the_table_names(self, world: World, step: str) -> None:
        row = VARIATION.step(step)
        begin = {"ask": variations.ask, "prepare": variations.prepare}[step]
        said: dict[str, Any] = {
            "at": AT,
            "title": "More for Bolton",
            "reason": "Pay has risen.",
            "changes": [Change(world.grant.id, "amount", Money(1_00))],
        }
        for role, actor in people(world).items():
            with undone():
                if role in row.roles:
                    assert begin(actor=actor, **said).state == row.to, role
                else:
                    with pytest.raises(RefusedError):
                        pytest.fail(f"{role} began it: {begin(actor=actor, **said)}")

    @pytest.mark.parametrize("state", VARIATION.states)
    def test_is_moved_otherwise_by_no_mistake_above_the_database(self, world: World, state: str) -> None:
        variation = in_state(world, state)
        for to in VARIATION.states:
            if to == state or (state, to) in VARIATION.transitions():
                continue
            with pytest.raises(DatabaseError, match="Invalid transition"), undone(), in_an_act():
                Variation.objects.filter(pk=variation.pk).update(state=to, because="A mistake.")
