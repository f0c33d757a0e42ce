"""Every role at every step of probation's on a referral, and every state × step × role of a protocol."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from tests.agreements.test_cells import actors, every_role, pairs, undone
from tests.caseload.conftest import ADA, AT, TODAY, Ward

from throughline.caseload.actions import after_sending, cohorts, protocols, referring, withdrawing
from throughline.caseload.lifecycle import PROTOCOL, REFERRAL
from throughline.caseload.models import Protocol, Referral
from throughline.caseload.referring import flat
from throughline.caseload.sealed import Asked
from throughline.caseload.sight import look
from throughline.kernel.actor import Actor
from throughline.kernel.lifecycle import Step
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act

pytestmark = pytest.mark.django_db
SAID = protocols.Said("Who.", "Risk.", "What.", date(2026, 1, 1), date(2027, 1, 1))
WHOLE = Asked(
    why_now="A new order.",
    children=dict.fromkeys(
        ("is_parent", "at_home", "has_contact", "is_pregnant", "known_to_social_care"), "no"
    ),
    needs={"DNR": "LOW"},
    practitioner_name="Made-up practitioner",
)
MINE = ("send", "discard", "withdraw")


def reach(row: Referral, state: str) -> None:
    """The row stands in that state, whatever the way there."""
    with act(actor=Actor("system:test"), at=AT, verb="test.reached", subject=("referral", row.id)):
        for step in _way(state):
            if step == "assign":
                Referral.objects.filter(id=row.id).update(state="assigned", key_worker="person:x")
            elif REFERRAL.step(step).to == "sent":
                Referral.objects.filter(id=row.id).update(state="sent", sent_at=AT, sent_by=row.begun_by)
            else:
                Referral.objects.filter(id=row.id).update(state=REFERRAL.step(step).to)


def _way(state: str) -> list[str]:
    """The shortest way of steps from a draft to the state."""
    ways: dict[str, list[str]] = {"draft": []}
    while state not in ways:
        for step in REFERRAL.steps:
            for start in step.from_states:
                if start in ways and step.to not in ways:
                    ways[step.to] = [*ways[start], step.name]
    return ways[state]


def take(step: str, row: Referral, actor: Actor) -> Any:
    if step == "send":
        return referring.send(actor=actor, at=AT, referral=row.id, send_key="")
    who: dict[str, Any] = {"actor": actor, "at": AT, "referral_id": row.id}
    return withdrawing.withdraw(**who, code="MOV") if step == "withdraw" else referring.discard(**who)


class TestAReferral:
    @pytest.mark.parametrize(
        ("state", "name"), [pytest.param(s, n, id=f"{s}-{n}") for s in REFERRAL.states for n in MINE]
    )
    def test_is_sent_discarded_and_withdrawn_by_whom_the_table_names(
        self, ward: Ward, referred: Callable[..., Referral], state: str, name: str
    ) -> None:
        row = referred("draft", asked=WHOLE)
        look(ward.practitioner, TODAY)
        reach(row, state)
        row.refresh_from_db()
        every_role(REFERRAL, state, REFERRAL.step(name), row, lambda actor: take(name, row, actor))

    def test_is_begun_by_whom_the_table_names(self, ward: Ward) -> None:
        values = {
            name: value for name, value in flat(replace(ADA, crn=""), WHOLE, {}).items() if value is not None
        }
        for role, actor in actors(REFERRAL).items():
            look(actor, TODAY)
            with undone():
                try:
                    referring.begin(
                        actor=actor,
                        at=AT,
                        provider_id=ward.ash,
                        unit_id=ward.north,
                        place_id=ward.bolton,
                        values=values,
                        is_made_up=True,
                    )
                except RefusedError:
                    assert role not in REFERRAL.step("begin").roles
                else:
                    assert role in REFERRAL.step("begin").roles

    @pytest.mark.parametrize("state", REFERRAL.states)
    def test_is_amended_by_probation_while_it_is_open(
        self, ward: Ward, referred: Callable[..., Referral], state: str
    ) -> None:
        row = referred("draft", asked=WHOLE)
        look(ward.practitioner, TODAY)
        reach(row, state)
        row.refresh_from_db()
        for role, actor in actors(REFERRAL).items():
            may = bool(after_sending.may_amend(state, actor))
            with undone():
                try:
                    after_sending.amend(
                        actor=actor,
                        at=AT,
                        referral_id=row.id,
                        values={"availability": "Mondays"},
                        because="Works.",
                    )
                except RefusedError:
                    assert not may, role
                else:
                    assert may, role


def half(row: Protocol, side: str) -> None:
    """One side has agreed."""
    with act(actor=Actor("system:test"), at=AT, verb="test.reached", subject=("protocol", row.id)):
        Protocol.objects.filter(id=row.id).update(
            state="half_agreed", **{f"for_{side}_at": AT, f"for_{side}_by": f"person:{uuid4()}"}
        )


class TestAProtocol:
    def made(self, ward: Ward, state: str) -> Protocol:
        row = protocols.draft(
            actor=ward.officer, at=AT, provider_id=ward.ash, unit_id=ward.north, cohort="Adults", said=SAID
        )
        if state in ("half_agreed", "agreed", "replaced", "ended"):
            half(row, "provider")
        if state in ("agreed", "replaced", "ended"):
            protocols.agree(actor=ward.head, at=AT, protocol_id=row.id)
        if state == "replaced":
            protocols.replace(actor=ward.head, at=AT, protocol_id=row.id)
        if state == "ended":
            protocols.end(
                actor=ward.head, at=AT, protocol_id=row.id, on=AT.date(), because="Not agreed any more."
            )
        if state == "discarded":
            protocols.discard(actor=ward.officer, at=AT, protocol_id=row.id)
        row.refresh_from_db()
        assert row.state == state
        return row

    @pytest.mark.parametrize(("state", "step"), pairs(PROTOCOL))
    def test_takes_each_step_where_the_table_says_so(self, ward: Ward, state: str, step: Step) -> None:
        row = self.made(ward, state)
        its_own = {"head-of-unit": ward.head, "provider-manager": ward.manager}

        def take(actor: Actor) -> Any:
            [role] = actor.roles or {""}
            who: dict[str, Any] = {"actor": its_own.get(role, actor), "at": AT, "protocol_id": row.id}
            if step.name in ("agree", "agree_too"):
                if protocols.step_to_agree(row) != step:
                    raise RefusedError("Not its turn.")
                side = "probation" if role == "supplier" else ""
                if role == "provider-manager" and state == "half_agreed":
                    half_by_probation(row)
                return protocols.agree(**who, side=side)
            if step.name == "end":
                who |= {"on": AT.date(), "because": "Not agreed any more."}
            return getattr(protocols, step.name)(**who)

        every_role(PROTOCOL, state, step, row, take)

    def test_is_drafted_by_whom_the_table_names(self, ward: Ward) -> None:
        for role, actor in actors(PROTOCOL).items():
            with undone():
                try:
                    protocols.draft(
                        actor=actor,
                        at=AT,
                        provider_id=ward.ash,
                        unit_id=ward.north,
                        cohort=role or "x",
                        said=SAID,
                    )
                except RefusedError:
                    assert role not in PROTOCOL.step("draft").roles
                else:
                    assert role in PROTOCOL.step("draft").roles


def half_by_probation(row: Protocol) -> None:
    with act(actor=Actor("system:test"), at=AT, verb="test.reached", subject=("protocol", row.id)):
        Protocol.objects.filter(id=row.id).update(
            for_provider_at=None,
            for_provider_by="",
            for_probation_at=AT,
            for_probation_by=f"person:{uuid4()}",
        )


class TestTwoSidesAndTwoPeople:
    def drafted(self, ward: Ward, version: int = 1) -> Protocol:
        return protocols.draft(
            actor=ward.head, at=AT, provider_id=ward.ash, unit_id=ward.north, cohort="Adults", said=SAID
        )

    def test_agree_to_a_protocol_and_then_it_is_in_force(self, ward: Ward) -> None:
        row = self.drafted(ward)
        protocols.agree(actor=ward.head, at=AT, protocol_id=row.id)
        assert cohorts.in_force(ward.ash, ward.north, AT.date()) == []
        protocols.agree(actor=ward.manager, at=AT, protocol_id=row.id)
        assert cohorts.in_force(ward.ash, ward.north, AT.date()) == [row]

    def test_are_not_one_side_twice(self, ward: Ward) -> None:
        row = self.drafted(ward)
        protocols.agree(actor=ward.head, at=AT, protocol_id=row.id)
        with pytest.raises(RefusedError, match="Your side has agreed already"):
            protocols.agree(actor=ward.head, at=AT, protocol_id=row.id)

    def test_are_not_one_person_with_two_roles(self, ward: Ward) -> None:
        row = self.drafted(ward)
        both = Actor(ward.manager.id, frozenset({"provider-manager", "head-of-unit"}))
        protocols.agree(actor=both, at=AT, protocol_id=row.id, side="probation")
        with pytest.raises(RefusedError, match="Two people agree"):
            protocols.agree(actor=both, at=AT, protocol_id=row.id, side="provider")

    def test_are_those_of_its_own_unit_and_provider(self, ward: Ward) -> None:
        row = self.drafted(ward)
        with pytest.raises(RefusedError, match="another unit’s or another provider’s"):
            protocols.agree(actor=ward.elm_manager, at=AT, protocol_id=row.id)

    def test_replace_the_version_before_with_the_next(self, ward: Ward) -> None:
        first = self.drafted(ward)
        for actor in (ward.head, ward.manager):
            protocols.agree(actor=actor, at=AT, protocol_id=first.id)
        second = self.drafted(ward)
        for actor in (ward.manager, ward.head):
            protocols.agree(actor=actor, at=AT, protocol_id=second.id)
        first.refresh_from_db()
        assert (first.state, second.version) == ("replaced", 2)
