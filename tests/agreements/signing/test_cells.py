"""Every state × step × role of an agreement: what the table allows is done through the actions, and no more.

A test is a state; it tries each step in each role on one agreement, and takes back what was done.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from throughline.agreements.actions import agreements as actions
from throughline.agreements.lifecycle import AGREEMENT
from throughline.agreements.models import Agreement
from throughline.kernel.actor import Actor
from throughline.kernel.lifecycle import NOBODY, Step
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act

from .conftest import AT, SUPPLIER, Town, hash_of

CLOCK = Actor("system:agreements", frozenset({"system"}))
LATER = datetime(2030, 1, 7, 9, tzinfo=UTC)  # after every last day
WHY = "The days are not ours."
# A step of the table that another act brings about; it has tests of its own below.
BY_ANOTHER = {"replace"}


@pytest.fixture
def actors(town: Town) -> dict[str, Actor]:
    """Somebody for each role, who may sign for either side; nobody of them has drafted anything."""
    for role in AGREEMENT.roles:
        if role not in ("supplier", "system"):
            town.add(f"one {role}".replace(" ", "-"), role, "gmca", None)
            town.authority(f"one-{role}", "bolton")
    people = {role: town[f"one-{role}"] for role in AGREEMENT.roles if role not in ("supplier", "system")}
    stranger = Actor("person:00000000-0000-4000-8000-000000000000")
    return {NOBODY: stranger, "supplier": SUPPLIER, "system": CLOCK} | people


def in_state(town: Town, state: str) -> Agreement:
    """The agreement in that state, by the acts that lead there."""
    said: dict[str, Any] = {"actor": town["officer"], "at": AT}
    match state:
        case "draft" | "discarded":
            agreement = town.drafted()
        case "issued" | "refused" | "expired":
            agreement = town.issued()
        case "signed":
            agreement = town.signed()
        case _:
            agreement = town.in_force()
    said["agreement_id"] = agreement.id
    ways: dict[str, Callable[[], object]] = {
        "discarded": lambda: actions.discard(**said),
        "refused": lambda: actions.refuse(
            **said | {"actor": town["commissioner"], "seen": hash_of(agreement), "because": WHY}
        ),
        "expired": lambda: actions.expire(**said | {"actor": CLOCK, "at": LATER}),
        "ended": lambda: actions.end(**said | {"at": LATER}),
        "terminated": lambda: actions.terminate(**said | {"actor": town["lead"], "because": WHY}),
        "varied": lambda: successor(town, agreement, countersigned=True),
    }
    if state in ways:
        ways[state]()
    agreement.refresh_from_db()
    assert agreement.state == state
    return agreement


def successor(town: Town, agreement: Agreement, *, countersigned: bool = False) -> Agreement:
    """The one that takes its place, signed by the other side."""
    after = town.signed(replaces_id=agreement.id)
    return town.countersign(after) if countersigned else after


def take(town: Town, step: str, agreement: Agreement, actor: Actor) -> object:
    """The step on this agreement, through its action, on a day on which it may be."""
    said: dict[str, Any] = {"actor": actor, "at": AT, "agreement_id": agreement.id}
    seen = {"seen": hash_of(agreement) if agreement.texts.exists() else ""}
    if actor is SUPPLIER and step in ("sign", "countersign"):
        seen["as_person"] = town.people["commissioner" if step == "sign" else "director"].id
    wanted = actions.Wanted(date(2024, 4, 1), date(2025, 3, 31), agreement.specification_id)
    works: dict[str, Callable[[], object]] = {
        "edit": lambda: actions.edit(**said, wanted=wanted),
        "issue": lambda: actions.issue(**said),
        "sign": lambda: actions.sign(**said, **seen),
        "refuse": lambda: actions.refuse(**said, **seen, because=WHY),
        "countersign": lambda: actions.countersign(**said, **seen),
        "take_back": lambda: actions.take_back(**said),
        "expire": lambda: actions.expire(**said | {"at": LATER}),
        "reissue": lambda: actions.reissue(**said),
        "end": lambda: actions.end(**said | {"at": LATER}),
        "terminate": lambda: actions.terminate(**said, because=WHY),
        "discard": lambda: actions.discard(**said),
    }
    return works[step]()


@contextmanager
def as_if() -> Iterator[None]:
    """Whatever is done is as if it had never been."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


class TestAnAgreement:
    @pytest.mark.parametrize("state", AGREEMENT.states)
    def test_goes_a_step_where_the_table_allows_it_and_stays_where_not(
        self, town: Town, actors: dict[str, Actor], state: str
    ) -> None:
        agreement = in_state(town, state)
        tried = 0
        for step in AGREEMENT.steps:
            if step.name in BY_ANOTHER | {"draft"}:
                continue
            for role, actor in actors.items():
                cell = (state, step.name, role)
                tried += 1
                with as_if():
                    if state in step.from_states and role in step.roles:
                        take(town, step.name, agreement, actor)
                        assert Agreement.objects.get(pk=agreement.pk).state == step.to, cell
                    else:
                        with pytest.raises(RefusedError):
                            pytest.fail(f"{cell} was done: {take(town, step.name, agreement, actor)}")
                        assert Agreement.objects.get(pk=agreement.pk).state == state, cell
        assert tried == (len(AGREEMENT.steps) - 2) * (len(AGREEMENT.roles) + 1)

    def test_is_drafted_by_whom_the_table_names(self, town: Town, actors: dict[str, Actor]) -> None:
        step = AGREEMENT.step("draft")
        for role, actor in actors.items():
            town.people["tried"] = town.people["officer"]
            with as_if():
                if role in step.roles:
                    assert self.draft(town, actor).state == step.to
                else:
                    with pytest.raises(RefusedError):
                        self.draft(town, actor)

    def draft(self, town: Town, actor: Actor) -> Agreement:
        grant = town.grant
        return actions.draft_agreement(
            actor=actor,
            at=AT,
            kind="grant",
            place_id=grant.place_id,
            party_id=grant.recipient_id,
            programme_id=grant.round.programme_id,
            grant_id=grant.id,
            begins_on=date(2024, 4, 1),
            ends_on=date(2025, 3, 31),
        )

    def test_is_replaced_by_whoever_countersigns_its_successor(
        self, town: Town, actors: dict[str, Actor]
    ) -> None:
        step = AGREEMENT.step("replace")
        agreement = in_state(town, "in_force")
        after = successor(town, agreement)
        for role, actor in actors.items():
            with as_if():
                if role in step.roles:
                    take(town, "countersign", after, actor)
                    assert town.again(agreement).state == "varied", role
                    assert town.again(after).state == "in_force", role
                else:
                    with pytest.raises(RefusedError):
                        take(town, "countersign", after, actor)
                    assert town.again(agreement).state == "in_force", role

    @pytest.mark.parametrize("step", ["end", "terminate"])
    def test_is_replaced_by_nobody_once_it_is_over(self, town: Town, step: str) -> None:
        agreement = in_state(town, "in_force")
        after = successor(town, agreement)
        take(town, step, agreement, town["lead"])
        with pytest.raises(RefusedError, match="this can be done while it is in force"):
            town.countersign(after)

    @pytest.mark.parametrize("state", [each for each in AGREEMENT.states if each != "in_force"])
    def test_is_named_as_replaced_only_while_it_is_in_force(self, town: Town, state: str) -> None:
        if state in ("draft", "issued", "signed"):
            return  # another one about the same is on its way, which is refused before
        agreement = in_state(town, state)
        with pytest.raises(RefusedError, match="only of an agreement about the same that is in force"):
            town.drafted(replaces_id=agreement.id)

    @pytest.mark.parametrize("state", AGREEMENT.states)
    def test_is_moved_otherwise_by_no_mistake_above_the_database(self, town: Town, state: str) -> None:
        agreement = in_state(town, state)
        for to in AGREEMENT.states:
            if (state, to) in AGREEMENT.transitions() or state == to:
                continue
            with (
                transaction.atomic(),
                pytest.raises(DatabaseError),
                transaction.atomic(),
                act(actor=SUPPLIER, at=AT, verb="tried", subject=("test", "1")),
            ):
                Agreement.objects.filter(pk=agreement.pk).update(state=to, because=WHY)
            assert town.again(agreement).state == state


def test_each_step_is_tried() -> None:
    steps: tuple[Step, ...] = AGREEMENT.steps
    assert {step.name for step in steps} >= BY_ANOTHER
