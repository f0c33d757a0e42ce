"""Every state × step × role of what comes in and of streams: what the tables allow is done, and no more."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from throughline.funding.actions import duties, money_in, receipts, streams
from throughline.funding.lifecycle import FUNDER_DUTY, INBOUND_AGREEMENT, RECEIPT, STREAM
from throughline.funding.models import FunderDuty, InboundAgreement, Receipt, Stream
from throughline.kernel.actor import Actor
from throughline.kernel.lifecycle import NOBODY, Lifecycle
from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act

from .conftest import AGREED, AT, COMMAND, DAY, LEAD, THIS, agreement_of, paying, place_id

SUPER = Actor("system:tests", COMMAND.roles | LEAD.roles | {"finance-preparer"})
TABLES: dict[type[Any], Lifecycle] = {
    InboundAgreement: INBOUND_AGREEMENT,
    FunderDuty: FUNDER_DUTY,
    Receipt: RECEIPT,
    Stream: STREAM,
}


def take(kind: type[Any], step: str, thing: Any, actor: Actor) -> Any:
    """Take the step by its action; one that begins something begins another one beside `thing`."""
    who: dict[str, Any] = {"actor": actor, "at": AT}
    if kind is InboundAgreement:
        if step == "record":
            return agreement_of_actor(thing, actor)
        if step == "amend":
            return money_in.amend_agreement(agreement_id=thing.id, agreed=AGREED, because="So.", **who)
        return money_in.end_agreement(agreement_id=thing.id, **who)
    if kind is FunderDuty:
        if step == "set":
            said: dict[str, Any] = {"kind": "condition", "text": "Say more", "owner_role": "programme-lead"}
            return duties.set_duty(agreement_id=thing.agreement_id, **said, **who)
        return duties.answer_duty(duty_id=thing.id, step=step, because="So.", **who)
    if kind is Receipt:
        if step == "expect":
            asked: dict[str, Any] = {"year": THIS, "amount": Money(1_00), "due_on": DAY}
            return receipts.expect_receipt(agreement_id=thing.agreement_id, **asked, **who)
        if step == "invoice":
            return receipts.invoice_receipt(receipt_id=thing.id, reference="INV-9", invoiced_on=DAY, **who)
        if step == "receive":
            return receipts.receive_receipt(receipt_id=thing.id, reference="GL-9", received_on=DAY, **who)
        return receipts.cancel_receipt(receipt_id=thing.id, because="So.", **who)
    if step == "record":
        return streams.record_stream(place_id=place_id(), paying=paying(name="Another"), **who)
    if step == "amend":
        return streams.amend_stream(stream_id=thing.id, paying=paying(), because="So.", **who)
    return streams.strike_stream(stream_id=thing.id, because="So.", **who)


def agreement_of_actor(thing: Any, actor: Actor) -> InboundAgreement:
    return money_in.record_agreement(
        actor=actor, at=AT, programme_id=thing.programme_id, funder_id=thing.funder_id, agreed=AGREED
    )


@pytest.fixture
def begun(programme: Any) -> Callable[[type[Any]], Any]:
    """A noun of that kind in its first state."""

    def first(kind: type[Any]) -> Any:
        if kind is Stream:
            return streams.record_stream(actor=COMMAND, at=AT, place_id=place_id(), paying=paying())
        agreement = agreement_of(programme)
        if kind is InboundAgreement:
            return agreement
        if kind is Receipt:
            return receipts.expect_receipt(
                actor=COMMAND, at=AT, agreement_id=agreement.id, year=THIS, amount=Money(5_00), due_on=DAY
            )
        return duties.set_duty(
            actor=COMMAND,
            at=AT,
            agreement_id=agreement.id,
            kind="report",
            text="Report",
            owner_role="programme-lead",
            due_on=date(2026, 3, 31),
        )

    return first


def way_to(table: Lifecycle, state: str) -> list[str]:
    """The shortest steps from the first state to this one."""
    ways: dict[str, list[str]] = {table.first_states[0]: []}
    while state not in ways:
        ways |= {
            step.to: [*ways[start], step.name]
            for step in table.steps
            for start in step.from_states
            if start in ways and step.to not in ways
        }
    return ways[state]


CELLS = [
    pytest.param(kind, state, step, id=f"{table.noun} {state} {step.name}")
    for kind, table in TABLES.items()
    for state in table.states
    for step in table.steps
]


class TestEveryCell:
    @pytest.mark.parametrize(("kind", "state", "step"), CELLS)
    def test_is_done_where_the_table_allows_it_and_refused_where_not(
        self,
        kind: type[Any],
        state: str,
        step: Any,
        begun: Callable[[type[Any]], Any],
        somebody: Callable[..., Actor],
    ) -> None:
        table = TABLES[kind]
        thing = begun(kind)
        for name in way_to(table, state):
            take(kind, name, thing, SUPER)
        thing.refresh_from_db()
        assert thing.state == state
        commissioner = somebody("commissioner", "bolton")
        begins = not step.from_states
        for role in (NOBODY, *table.roles):
            known = {"supplier": COMMAND, "commissioner": commissioner}
            actor = known.get(role) or Actor("person:0198b1a0-0000-7000-8000-000000000000", frozenset({role}))
            allowed = role in step.roles and (begins or state in step.from_states)
            with transaction.atomic():
                before = kind.objects.count()
                if allowed:
                    made = take(kind, step.name, thing, actor)
                    assert made.state == step.to, (role, made.state)
                    assert kind.objects.count() == before + begins
                else:
                    with pytest.raises(RefusedError):
                        pytest.fail(f"{role} did it: {take(kind, step.name, thing, actor)}")
                    assert kind.objects.count() == before
                    assert kind.objects.get(pk=thing.pk).state == state
                transaction.set_rollback(True)

    @pytest.mark.parametrize("kind", TABLES, ids=lambda kind: TABLES[kind].noun)
    def test_is_kept_by_the_database_too(self, kind: type[Any], begun: Callable[[type[Any]], Any]) -> None:
        table, thing = TABLES[kind], begun(kind)
        never = [
            each
            for each in table.states
            if each != thing.state and (thing.state, each) not in table.transitions()
        ]
        for state in [*never, "made_up"]:
            with (
                pytest.raises(DatabaseError),
                act(actor=LEAD, at=AT, verb="test", subject=("test", thing.pk)),
            ):
                kind.objects.filter(pk=thing.pk).update(state=state)
        assert kind.objects.get(pk=thing.pk).state == thing.state
