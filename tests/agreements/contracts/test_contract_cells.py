"""Every state × step × role of a local contract: what the table allows is done, and no more."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import DatabaseError
from tests.agreements.contracts.conftest import AT, SUPPLIER, commissioner, provider, said
from tests.agreements.test_cells import actors, pairs, undone

from throughline.agreements.actions import contracts as actions
from throughline.agreements.actions.contracts import Modified
from throughline.agreements.lifecycle import CONTRACT
from throughline.agreements.models import LocalContract
from throughline.kernel.actor import Actor
from throughline.kernel.lifecycle import Step
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act

LATER = datetime(2040, 5, 4, 9, 30, tzinfo=UTC)


def people() -> dict[str, Actor]:
    """One person a role; the commissioner is the area's own."""
    return actors(CONTRACT) | {"commissioner": commissioner("bolton")}


def in_state(state: str) -> LocalContract:
    """A contract in that state, as others brought it there."""
    begin = actions.plan if state in ("planned", "dropped") else actions.record
    contract = begin(actor=SUPPLIER, at=AT, said=said())
    if state in ("dropped", "ended"):
        with act(actor=SUPPLIER, at=AT, verb="tried", subject=("test", "1")):
            LocalContract.objects.filter(pk=contract.pk).update(state=state)
    return LocalContract.objects.get(pk=contract.pk)


def take(step: str, contract: LocalContract, actor: Actor) -> Any:
    by: dict[str, Any] = {"actor": actor, "at": LATER, "contract_id": contract.id}
    works: dict[str, Any] = {
        "edit": lambda: actions.edit(said=said(), **by),
        "amend": lambda: actions.amend(said=Modified("More workers", "Need has grown."), **by),
        "start": lambda: actions.start(
            provider_id=provider().id, begins_on=date(2027, 4, 1), ends_on=date(2030, 3, 31), **by
        ),
        "end": lambda: actions.end(**by),
        "drop": lambda: actions.drop(because="It is done together with Bury.", **by),
    }
    return works[step]()


class TestAContract:
    @pytest.mark.parametrize(("state", "step"), pairs(CONTRACT))
    def test_goes_a_step_where_the_table_allows_it_and_stays_where_not(
        self, looked_at: None, state: str, step: Step
    ) -> None:
        contract = in_state(state)
        for role, actor in people().items():
            cell = (state, step.name, role)
            with undone():
                if state in step.from_states and role in step.roles:
                    take(step.name, contract, actor)
                    contract.refresh_from_db()
                    assert contract.state == step.to, cell
                else:
                    with pytest.raises(RefusedError):
                        pytest.fail(f"{cell} was done: {take(step.name, contract, actor)}")
            contract.refresh_from_db()
            assert contract.state == state, cell

    @pytest.mark.parametrize("step", ["plan", "record"])
    def test_begins_by_whom_the_table_names(self, looked_at: None, step: str) -> None:
        row = CONTRACT.step(step)
        begin = {"plan": actions.plan, "record": actions.record}[step]
        for role, actor in people().items():
            with undone():
                if role in row.roles:
                    assert begin(actor=actor, at=AT, said=said()).state == row.to, role
                else:
                    with pytest.raises(RefusedError):
                        pytest.fail(f"{role} began it: {begin(actor=actor, at=AT, said=said())}")

    @pytest.mark.parametrize("state", CONTRACT.states)
    def test_is_moved_otherwise_by_no_mistake_above_the_database(self, looked_at: None, state: str) -> None:
        contract = in_state(state)
        for to in CONTRACT.states:
            if to == state or (state, to) in CONTRACT.transitions():
                continue
            with (
                pytest.raises(DatabaseError, match="Invalid transition"),
                undone(),
                act(actor=SUPPLIER, at=AT, verb="tried", subject=("test", "1")),
            ):
                LocalContract.objects.filter(pk=contract.pk).update(state=to)
