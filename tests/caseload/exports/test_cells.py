"""May each role take each step of an evaluation's file and of a request for a record in each state?"""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone
from tests.caseload.conftest import AT, TODAY, Ward, _somebody
from tests.caseload.triage_steps import undone

from throughline.caseload.actions import copying, evaluating
from throughline.caseload.exports.lifecycle import EVALUATION_FILE, SUBJECT_ACCESS
from throughline.caseload.models import EvaluationFile, Referral, SubjectAccess
from throughline.caseload.sealed import Words, closed, place_of
from throughline.caseload.sight import look
from throughline.kernel.actor import Actor
from throughline.kernel.lifecycle import Lifecycle
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act
from throughline.organisations.models import Body


def bring(table: Lifecycle, row: Any, state: str, path: dict[str, tuple[str, ...]]) -> None:
    """The row goes to that state by the steps that lead there."""
    for each in path[state]:
        with act(actor=Actor("system:test"), at=AT, verb="test.moved", subject=("row", row.id)):
            type(row).objects.filter(id=row.id).update(state=each)


def tried(
    table: Lifecycle, begun: Callable[[], Any], path: dict[str, tuple[str, ...]], step: Callable[..., Any]
) -> list[str]:
    """Where an act allowed what its table forbids, or the other way round."""
    wrong = []
    for cell in table.cells():
        if cell.state is None or cell.step == "ask":
            continue
        with undone():
            row = begun()
            bring(table, row, cell.state, path)
            actor = Actor(f"person:{row.id}", frozenset({cell.role} - {""}))
            try:
                step(cell.step, actor, row)
                done = True
            except (RefusedError, ObjectDoesNotExist):
                done = False
            if done != cell.allowed:
                wrong.append(f"{cell.state} {cell.step} {cell.role}: {done}")
    return wrong


def test_an_evaluations_file(ward: Ward) -> None:
    analyst = _somebody("analyst", "analyst", Body.objects.get(code="gmca"))
    acts = {"release": evaluating.release, "turn_down": evaluating.turn_down, "end": evaluating.end}

    def begun() -> EvaluationFile:
        return evaluating.ask(
            actor=analyst, at=AT, name="Made up", because="costs", cohort="referred", dates="month",
            period=(date(2026, 1, 1), date(2026, 2, 1)), is_made_up=True,
        )  # fmt: skip

    path: dict[str, tuple[str, ...]] = {
        "asked": (), "turned_down": ("turned_down",), "released": ("released",), "ended": ("released", "ended"),
    }  # fmt: skip
    assert set(path) == set(EVALUATION_FILE.states)
    wrong = tried(
        EVALUATION_FILE,
        begun,
        path,
        lambda name, actor, row: acts[name](actor=actor, at=AT, evaluation_id=row.id),
    )
    assert not wrong
    for role in ("analyst", "data-protection", "provider-manager", "programme-officer"):
        assert bool(EVALUATION_FILE.may("ask", None, Actor("person:1", frozenset({role})))) == (
            role == "analyst"
        )


def test_a_request_for_a_record(
    ward: Ward, referred: Callable[..., Referral], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "keys_of", lambda _: set())  # the copy holds all: who may is what is tried
    made = referred("assigned")
    now = timezone.now()
    look(ward.worker, TODAY)

    def begun() -> SubjectAccess:
        look(ward.manager, TODAY)
        row = copying.ask(
            actor=ward.worker, at=now, referral_id=made.id, asked_on=TODAY, how="Here.", known_by="Known."
        )
        with act(actor=ward.manager, at=now, verb="test.moved", subject=("row", row.id)):
            copy = closed(row.person, Words('{"keys": []}'), place_of(copying.TABLE, row.id, "content"))
            SubjectAccess.objects.filter(id=row.id).update(content=copy)
        return row

    def step(name: str, actor: Actor, row: SubjectAccess) -> None:
        who: dict[str, Any] = {"actor": actor, "at": now, "access_id": row.id}
        if name == "check":
            copying.check(**who, grounds={})
        elif name == "refuse":
            copying.refuse(**who, reason="identity")
        elif name == "send_back":
            copying.send_back(**who)
        else:
            copying.release(**who)

    path: dict[str, tuple[str, ...]] = {
        "asked": (), "checked": ("checked",), "released": ("checked", "released"), "refused": ("refused",),
    }  # fmt: skip
    assert set(path) == set(SUBJECT_ACCESS.states)
    assert not tried(SUBJECT_ACCESS, begun, path, step)
