"""Every state × step × role of a grant, a condition and a specification: what the tables allow is done, and no more.

A test is a state and a step; it tries each role, and takes back what was done.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from tests.agreements.conftest import AT, LEAD, OFFICER, in_an_act, in_state

from throughline.agreements import ports
from throughline.agreements.actions import grants, specifications
from throughline.agreements.actions.specifications import RequirementText
from throughline.agreements.lifecycle import CONDITION, GRANT, SPECIFICATION
from throughline.agreements.models import Condition, Grant, SpecificationVersion
from throughline.funding.models import Programme
from throughline.kernel.actor import Actor
from throughline.kernel.lifecycle import NOBODY, Lifecycle, Step
from throughline.kernel.verdict import RefusedError

ASKED = RequirementText("R1", "A key worker in each unit", "hmpps", "More people reached")


def pairs(table: Lifecycle) -> list[Any]:
    """Every state with every step that does not begin."""
    return [
        pytest.param(state, step, id=f"{state}-{step.name}")
        for state in table.states
        for step in table.steps
        if step.from_states
    ]


def actors(table: Lifecycle) -> dict[str, Actor]:
    return {role: Actor(f"person:{uuid4()}", frozenset({role} - {NOBODY})) for role in (NOBODY, *table.roles)}


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def every_role(
    table: Lifecycle, state: str, step: Step, row: Any, take: Callable[[Actor], Any], *, to: str = ""
) -> None:
    """Each role takes the step on the row where the table says so, and is refused where not."""
    for role, actor in actors(table).items():
        cell = (state, step.name, role)
        with undone():
            if state in step.from_states and role in step.roles:
                take(actor)
                row.refresh_from_db()
                assert row.state == (to or step.to), cell
            else:
                with pytest.raises(RefusedError):
                    pytest.fail(f"{cell} was done: {take(actor)}")
                row.refresh_from_db()
                assert row.state == state, cell
        row.refresh_from_db()


def grant_step(step: str, grant: Grant, actor: Actor) -> Any:
    who = {"actor": actor, "at": AT, "grant_id": grant.id}
    if step in grants.STOPS:
        return grants.stop_or_resume(**who, step=step, because="A reason.")
    if step in ("begin_closing", "close"):
        return grants.close(**who, step=step)
    return {"accept": grants.accept, "go_live": grants.go_live}[step](**who)


class TestAGrant:
    @pytest.fixture(autouse=True)
    def settled(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(ports.unsettled, "_answer", lambda ids: {})

    @pytest.mark.parametrize(("state", "step"), pairs(GRANT))
    def test_goes_a_step_where_the_table_allows_it_and_stays_where_not(
        self, grant: Grant, state: str, step: Step
    ) -> None:
        in_state(grant, state)
        every_role(GRANT, state, step, grant, lambda actor: grant_step(step.name, grant, actor))

    @pytest.mark.parametrize("state", GRANT.states)
    def test_is_moved_otherwise_by_no_mistake_above_the_database(self, grant: Grant, state: str) -> None:
        in_state(grant, state)
        for to in GRANT.states:
            if to == state or (state, to) in GRANT.transitions():
                continue
            with pytest.raises(DatabaseError, match="Invalid transition"), undone(), in_an_act():
                Grant.objects.filter(pk=grant.pk).update(state=to, because="A mistake.")

    def test_keeps_its_recipient_even_past_every_page(self, grant: Grant) -> None:
        another = Grant.objects.exclude(pk=grant.pk).values("recipient")[:1]
        with pytest.raises(DatabaseError, match="Cannot update"), in_an_act():
            Grant.objects.filter(pk=grant.pk).update(recipient=another)

    @pytest.mark.parametrize("step", grants.STOPS)
    def test_is_stopped_only_with_a_reason(self, grant: Grant, step: str) -> None:
        in_state(grant, GRANT.step(step).from_states[0])
        with pytest.raises(RefusedError, match="Say why"):
            grants.stop_or_resume(actor=LEAD, at=AT, grant_id=grant.id, step=step, because=" ")


@pytest.fixture
def condition(grant: Grant) -> Condition:
    """A condition that a person answers."""
    return grant.conditions.get(code="delivery")


def condition_in(condition: Condition, state: str) -> Condition:
    if state != condition.state:
        with in_an_act():
            Condition.objects.filter(pk=condition.pk).update(state=state, because="Said before.")
        condition.refresh_from_db()
    return condition


def answer(condition: Condition, step: str, actor: Actor, because: str = "It is so.") -> Condition:
    return grants.answer_condition(actor=actor, at=AT, condition_id=condition.id, step=step, because=because)


class TestACondition:
    @pytest.mark.parametrize(("state", "step"), pairs(CONDITION))
    def test_is_answered_where_the_table_allows_it_and_stays_where_not(
        self, condition: Condition, state: str, step: Step
    ) -> None:
        condition_in(condition, state)
        every_role(CONDITION, state, step, condition, lambda actor: answer(condition, step.name, actor))

    @pytest.mark.parametrize("state", CONDITION.states)
    def test_is_moved_otherwise_by_no_mistake_above_the_database(
        self, condition: Condition, state: str
    ) -> None:
        condition_in(condition, state)
        for to in CONDITION.states:
            if to == state or (state, to) in CONDITION.transitions():
                continue
            with pytest.raises(DatabaseError, match="Invalid transition"), undone(), in_an_act():
                Condition.objects.filter(pk=condition.pk).update(state=to, because="A mistake.")

    def test_keeps_what_it_asks_even_past_every_page(self, condition: Condition) -> None:
        with pytest.raises(DatabaseError, match="Cannot update"), in_an_act():
            Condition.objects.filter(pk=condition.pk).update(text="Something easier.")

    def test_is_set_with_its_grant_only(self, condition: Condition) -> None:
        with pytest.raises(ValueError, match="set with its grant"):
            answer(condition, "set", LEAD)


@pytest.fixture
def version(looked_at: None) -> SpecificationVersion:
    """A draft of the programme's first specification."""
    return specifications.write_version(
        actor=OFFICER,
        at=AT,
        programme_id=Programme.objects.get().id,
        title="What the service must be",
        requirements=(ASKED,),
    )


def version_step(step: str, version: SpecificationVersion, actor: Actor) -> Any:
    who = {"actor": actor, "at": AT, "version_id": version.id}
    if step == "edit":
        return specifications.put_requirement(**who, requirement=ASKED)
    if step == "settle":
        return specifications.settle(**who, in_use_from=date(2024, 7, 1))
    return specifications.discard(**who)


class TestASpecification:
    @pytest.mark.parametrize(
        ("state", "step"), [each for each in pairs(SPECIFICATION) if "replace" not in each.id]
    )
    def test_goes_a_step_where_the_table_allows_it_and_stays_where_not(
        self, version: SpecificationVersion, state: str, step: Step
    ) -> None:
        ways = {"current": ["current"], "earlier": ["current", "earlier"], "discarded": ["discarded"]}
        for each in ways.get(state, []):
            with in_an_act():
                SpecificationVersion.objects.filter(pk=version.pk).update(state=each)
        version.refresh_from_db()
        every_role(SPECIFICATION, state, step, version, lambda actor: version_step(step.name, version, actor))

    @pytest.mark.parametrize("role", [NOBODY, *SPECIFICATION.roles])
    def test_is_replaced_by_whoever_settles_the_next_one(
        self, version: SpecificationVersion, role: str
    ) -> None:
        specifications.settle(actor=LEAD, at=AT, version_id=version.id, in_use_from=date(2024, 7, 1))
        following = specifications.write_version(
            actor=OFFICER, at=AT, programme_id=version.programme_id, title="The next one"
        )
        actor = actors(SPECIFICATION)[role]
        if role in SPECIFICATION.step("replace").roles:
            version_step("settle", following, actor)
            version.refresh_from_db()
            assert version.state == "earlier"
        else:
            with pytest.raises(RefusedError):
                version_step("settle", following, actor)
            version.refresh_from_db()
            assert version.state == "current"

    @pytest.mark.parametrize("role", [NOBODY, *SPECIFICATION.roles])
    def test_is_begun_by_whom_the_table_names(self, looked_at: None, role: str) -> None:
        actor, programme = actors(SPECIFICATION)[role], Programme.objects.get().id
        values = {"actor": actor, "at": AT, "programme_id": programme, "title": "One"}
        if role in SPECIFICATION.step("write").roles:
            assert specifications.write_version(**values).state == "draft"
        else:
            with pytest.raises(RefusedError):
                specifications.write_version(**values)
