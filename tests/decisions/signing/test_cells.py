"""Every state × step × role of a draft and of its signatures: what the tables allow is done, and no more.

A test is a state and a step; it tries each role on one prepared draft, and takes back what was done.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from tests.harness import Cluster, connect_django

from throughline.decisions.actions import drafting
from throughline.decisions.lifecycle import DRAFT, SIGNATURE
from throughline.decisions.models import Draft, Signature
from throughline.kernel.actor import Actor
from throughline.kernel.lifecycle import NOBODY, Lifecycle, Step
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act

from .conftest import AT, HOLDERS, populate
from .stages import DECIDING, Stages, take

# What the table allows by role, and no draft under the scheme comes to: (state, step, role).
NEVER = {
    *(("signing", step, "assistant-director") for step in DECIDING),  # never the last to sign
    *(("submitted", "return_with_reasons", post) for post in HOLDERS),  # nobody is asked yet
}
LAST = ("signing", "sign", "deputy-mayor")  # nobody signs after: signing is approving
NO_SIGNATURE_MOVES = {
    ("planned", "ask", "deputy-mayor"),  # the last asks nobody
    ("planned", "lapse", "deputy-mayor"),  # all others have signed by then
    (
        "asked",
        "lapse",
        "assistant-director",
    ),  # their own; test_signing shows how it falls with what it rests on
    ("asked", "lapse", "deputy-mayor"),
    ("given", "lapse", "assistant-director"),  # nobody signs before
}


def pairs(table: Lifecycle, *without: str) -> list[Any]:
    """Every state with every step."""
    return [
        pytest.param(state, step, id=f"{state}-{step.name}")
        for state in table.states
        for step in table.steps
        if step.name not in without
    ]


@pytest.fixture(scope="module")
def stages(django_db_setup: None, cluster: Cluster, django_db_blocker: Any) -> Iterator[Stages]:
    """The drafts are made once for all tests here, in a database of their own."""
    name = cluster.clone()
    with django_db_blocker.unblock():
        before = connect_django(cluster, name)
        yield Stages(populate())
        connect_django(cluster, before)
    cluster.drop(name)


class TestADraft:
    @pytest.mark.parametrize(("state", "step"), pairs(DRAFT, "begin"))
    def test_goes_a_step_where_the_table_allows_it_and_stays_where_not(
        self, stages: Stages, state: str, step: Step
    ) -> None:
        refused: dict[str, list[tuple[Any, Actor]]] = {}
        for role, actor in stages.actors.items():
            cell = (state, step.name, role)
            stage = stages.turn_of(role, step.name, state)
            if state not in step.from_states or role not in step.roles or cell in NEVER:
                refused.setdefault(stage, []).append((cell, actor))
                continue
            with stages.at(stage) as draft:
                take(step.name, draft, actor)
                draft.refresh_from_db()
                assert draft.state == ("approved" if cell == LAST else step.to), cell
        for stage, cells in refused.items():
            with stages.at(stage) as draft:
                before = signatures(draft)
                for cell, actor in cells:
                    with pytest.raises(RefusedError):
                        pytest.fail(f"{cell} was done: {take(step.name, draft, actor)}")
                draft.refresh_from_db()
                assert (draft.state, signatures(draft)) == (state, before), cells

    def test_is_begun_by_whom_the_table_names(self, stages: Stages) -> None:
        step = DRAFT.step("begin")
        for role, actor in stages.actors.items():
            with transaction.atomic():
                if role in step.roles:
                    assert drafting.begin_draft(actor=actor, at=AT).state == step.to
                else:
                    with pytest.raises(RefusedError):
                        drafting.begin_draft(actor=actor, at=AT)
                transaction.set_rollback(True)


@pytest.fixture(scope="module")
def moves(stages: Stages) -> set[tuple[str | None, str, str]]:
    """Every way in which anybody's step moves a signature: (from, to, role)."""
    seen: set[tuple[str | None, str, str]] = set()
    for stage in stages.under_way:
        for step in DRAFT.steps:
            for role, actor in stages.actors.items():
                if not DRAFT.may(step.name, stage.partition("+")[0], actor):
                    continue  # TestADraft shows that it is refused
                with stages.at(stage) as draft:
                    before = signatures(draft)
                    try:
                        take(step.name, draft, actor)
                    except RefusedError:
                        assert signatures(draft) == before
                        continue
                    for key, to in signatures(draft).items():
                        way = [before.get(key), to]
                        if way == [None, "asked"]:  # planned and asked in one act
                            way.insert(1, "planned")
                        seen |= {(a, str(b), role) for a, b in pairwise(way) if a != b}
    return seen


def signatures(draft: Draft) -> dict[Any, str]:
    return dict(Signature.objects.filter(draft=draft).values_list("id", "state"))


class TestASignature:
    @pytest.mark.parametrize(("state", "step"), [(None, SIGNATURE.step("plan")), *pairs(SIGNATURE, "plan")])
    def test_moves_by_the_steps_of_those_whom_the_table_names(
        self, moves: set[tuple[str | None, str, str]], state: str | None, step: Step
    ) -> None:
        fits = state in step.from_states if state else not step.from_states
        for role in (NOBODY, *DRAFT.roles):
            cell = (state, step.name, role)
            expected = fits and role in step.roles and cell not in NO_SIGNATURE_MOVES
            assert ((state, step.to, role) in moves) is expected, cell

    @pytest.mark.parametrize(("state", "step"), pairs(SIGNATURE))
    def test_is_moved_otherwise_by_no_mistake_above_the_database(
        self, stages: Stages, state: str, step: Step
    ) -> None:
        if (state, step.to) in SIGNATURE.transitions() or state == step.to:
            return
        lead = stages.actors["programme-lead"]
        with transaction.atomic():
            row = Signature.objects.filter(state=state)[0]
            answered = {"answered_at": AT, "answered_by": lead.id}
            with (
                pytest.raises(DatabaseError, match="signature"),
                act(actor=lead, at=AT, verb="test", subject=("draft", row.draft_id)),
            ):
                Signature.objects.filter(pk=row.pk).update(state=step.to, **answered)
            transaction.set_rollback(True)
        assert Signature.objects.get(pk=row.pk).state == state
