"""Every state × step × role of an instalment, a run and a recovery: what the tables allow is done, and no more.

A test is a state and a step; it tries each role, and takes back what was done.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError
from tests.payments.conftest import AT, Town, answer_file, in_an_act, paid, rejected, seen, undone

from throughline.kernel.actor import Actor
from throughline.kernel.lifecycle import NOBODY, Lifecycle, Step
from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError
from throughline.payments.actions import answers, holds, keeping, planning, recoveries, runs
from throughline.payments.lifecycle import INSTALMENT, RECOVERY, REQUEST_RUN
from throughline.payments.models import Hold, Instalment, PaymentRequest, Recovery, RequestRun

LATER = AT + timedelta(days=120)


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


@pytest.fixture
def town(town_of_the_module: Town) -> Town:
    return town_of_the_module


@pytest.fixture(autouse=True)
def taken_back(town: Town) -> Iterator[None]:
    with undone():
        yield


def every_role(table: Lifecycle, state: str, step: Step, row: Any, take: Callable[[Actor], Any]) -> None:
    """Each role takes the step on the row where the table says so, and is refused where not."""
    for role, actor in actors(table).items():
        cell = (state, step.name, role)
        with undone():
            if state in step.from_states and role in step.roles:
                take(actor)
                row.refresh_from_db()
                assert row.state == step.to, cell
            else:
                with pytest.raises(RefusedError):
                    pytest.fail(f"{cell} was done: {take(actor)}")
                row.refresh_from_db()
                assert row.state == state, cell
        row.refresh_from_db()


def instalment_in(town: Town, state: str) -> Instalment:
    """An instalment that came to that state by what people do."""
    if state == "planned":
        return town.instalments()[1]
    row = town.first()
    if state in ("requested", "paid", "reconciled"):
        request = town.released(only=[row]).requests.get()
        if state != "requested":
            town.answer(paid(request, document="FIN-1" if state == "reconciled" else ""))
    elif state == "held":
        hold(row, town["programme-officer"])
    elif state == "cancelled":
        planning.cancel(actor=town["programme-officer"], at=AT, instalment_id=row.pk, because="Made up.")
    row.refresh_from_db()
    assert row.state == state
    return row


def hold(row: Instalment, actor: Actor) -> Hold:
    return holds.hold(
        actor=actor,
        at=AT,
        instalment_id=row.pk,
        reason="A question is open.",
        cleared_by_role="programme-officer",
        look_again_on=AT.date(),
    )


def instalment_step(step: str, row: Instalment, town: Town, actor: Actor) -> Any:
    """Each step by the action in which it is taken: some by a row of their own, some as part of a larger act."""
    who: dict[str, Any] = {"actor": actor, "at": AT, "instalment_id": row.pk}
    if step == "hold" and actor.roles != {"system"}:
        return hold(row, actor)
    if step == "cancel":
        return planning.cancel(**who, because="It is not needed.")
    if step == "reconcile":
        return answers.reconcile(**who, ledger_reference="FIN-1")
    if step == "clear" and row.state == "held" and actor.roles != {"system"}:
        return holds.lift(actor=actor, at=AT, hold_id=row.holds.get().pk, because="It is answered.")
    return keeping.take(actor, AT, Instalment.objects.select_for_update().get(pk=row.pk), step)


class TestAnInstalment:
    @pytest.mark.parametrize(("state", "step"), pairs(INSTALMENT))
    def test_goes_a_step_where_the_table_allows_it_and_stays_where_not(
        self, town: Town, state: str, step: Step
    ) -> None:
        row = instalment_in(town, state)
        every_role(INSTALMENT, state, step, row, lambda actor: instalment_step(step.name, row, town, actor))

    def test_is_planned_by_whom_the_table_names(self, town: Town) -> None:
        step = INSTALMENT.step("plan")
        award = sum((each.amount_pence for each in town.instalments()), Money(0))
        for role, actor in actors(INSTALMENT).items():

            def plan(actor: Actor = actor) -> None:
                planning.reprofile(
                    actor=actor,
                    at=AT,
                    grant_id=town.grant.pk,
                    parts=[(LATER.date(), award)],
                    name="All at once",
                )

            with undone():
                if role in step.roles:
                    plan()
                    assert [each.amount_pence for each in town.instalments()] == [award]
                else:
                    with pytest.raises(RefusedError):
                        plan()

    @pytest.mark.parametrize("state", INSTALMENT.states)
    def test_is_moved_otherwise_by_no_mistake_above_the_database(self, town: Town, state: str) -> None:
        row = instalment_in(town, state)
        for to in INSTALMENT.states:
            if to == state or (state, to) in INSTALMENT.transitions():
                continue
            with pytest.raises(DatabaseError, match="Invalid transition"), undone(), in_an_act():
                Instalment.objects.filter(pk=row.pk).update(state=to)


class TestWhatFinanceSays:
    """The steps that an answer brings about, by each role that may load one and each that may not."""

    @pytest.mark.parametrize(("line", "to"), [(paid, "reconciled"), (rejected, "due")])
    def test_moves_an_instalment_when_a_preparer_loads_it(
        self, town: Town, line: Callable[[PaymentRequest], str], to: str
    ) -> None:
        row = instalment_in(town, "requested")
        file = answer_file(line(row.requests.get()))
        for role, actor in actors(INSTALMENT).items():
            with undone():
                if role == "finance-preparer":
                    answers.load(actor=actor, at=AT, upload=file)
                    row.refresh_from_db()
                    assert row.state == to
                elif role != "supplier":
                    with pytest.raises(RefusedError):
                        answers.load(actor=actor, at=AT, upload=file)


def run_in(town: Town, state: str) -> RequestRun:
    """A run that came to that state by what people do."""
    run = town.prepare()
    if state in ("approved", "released", "part_answered", "answered"):
        run = town.approve(run)
    if state in ("released", "part_answered", "answered"):
        run = town.release(run)
        lines = [paid(each) for each in run.requests.order_by("reference")]
        if state != "released":
            town.answer(*(lines[:1] if state == "part_answered" else lines))
    if state == "discarded":
        runs.discard(actor=town["finance-approver"], at=AT, run_id=run.pk, because="Made up.")
    run.refresh_from_db()
    assert run.state == state
    return run


def run_step(step: str, run: RequestRun, actor: Actor) -> Any:
    who: dict[str, Any] = {"actor": actor, "at": AT, "run_id": run.pk}
    if step == "amend":
        return runs.amend(**who, request_id=run.requests.all()[0].pk)
    if step == "approve":
        return runs.approve(**who, seen=seen(run))
    if step == "release":
        return runs.release(**who, seen=str(run.file_id))
    if step == "discard":
        return runs.discard(**who, because="A wrong code.")
    waiting = [paid(each) for each in run.requests.filter(outcome="").order_by("reference")]
    if not waiting or run.state not in ("released", "part_answered"):
        waiting = [paid(each) for each in run.requests.all()]
    loaded = answers.load(
        actor=actor, at=AT, upload=answer_file(*(waiting[:1] if step == "answer" else waiting))
    )
    run.refresh_from_db()
    if run.state != REQUEST_RUN.step(step).to or not loaded.rows.filter(problem="").exists():
        raise RefusedError("Nothing in it was news.")
    return loaded


class TestARun:
    @pytest.mark.parametrize(
        ("state", "step"),
        [each for each in pairs(REQUEST_RUN) if each.id not in ("part_answered-answer", "answered-complete")],
    )
    def test_goes_a_step_where_the_table_allows_it_and_stays_where_not(
        self, town: Town, state: str, step: Step
    ) -> None:
        run = run_in(town, state)
        for role, actor in actors(REQUEST_RUN).items():
            cell = (state, step.name, role)
            if step.name == "amend" and role == "finance-preparer":
                actor = town["finance-preparer"]  # a run is amended by who prepared it
            with undone():
                if state in step.from_states and role in step.roles:
                    run_step(step.name, run, actor)
                    run.refresh_from_db()
                    assert run.state == step.to, cell
                else:
                    with pytest.raises(RefusedError):
                        pytest.fail(f"{cell} was done: {run_step(step.name, run, actor)}")
                    run.refresh_from_db()
                    assert run.state == state, cell
            run = RequestRun.objects.get(pk=run.pk)

    def test_stays_answered_in_part_while_something_waits_and_answered_for_good(self, town: Town) -> None:
        with undone():
            run = run_in(town, "part_answered")
            town.answer(paid(run.requests.exclude(outcome="").get()), "")
            run.refresh_from_db()
            assert run.state == "part_answered"
        with undone():
            run = run_in(town, "answered")
            town.answer(*(paid(each) for each in run.requests.all()), "")
            run.refresh_from_db()
            assert run.state == "answered"

    def test_is_prepared_by_whom_the_table_names(self, town: Town) -> None:
        for role, actor in actors(REQUEST_RUN).items():
            with undone():
                if role in REQUEST_RUN.step("prepare").roles:
                    assert runs.prepare(actor=actor, at=AT).state == "prepared"
                else:
                    with pytest.raises(RefusedError):
                        runs.prepare(actor=actor, at=AT)

    @pytest.mark.parametrize("state", REQUEST_RUN.states)
    def test_is_moved_otherwise_by_no_mistake_above_the_database(self, town: Town, state: str) -> None:
        run = run_in(town, state)
        for to in REQUEST_RUN.states:
            if to == state or (state, to) in REQUEST_RUN.transitions():
                continue
            with pytest.raises(DatabaseError, match="Invalid transition"), undone(), in_an_act():
                RequestRun.objects.filter(pk=run.pk).update(state=to)


def proposed(town: Town, actor: Actor | None = None) -> Recovery:
    if not PaymentRequest.objects.filter(outcome="paid").exists():
        town.paid()
    return recoveries.propose(
        actor=actor or town["programme-officer"],
        at=AT,
        grant_id=town.grant.pk,
        amount=Money(10_000),
        how="invoice",
        reason="It was not spent.",
    )


def recovery_in(town: Town, state: str) -> Recovery:
    """A recovery that came to that state by what people do."""
    row = proposed(town)
    if state == "dropped":
        recovery_step("drop", row, town["programme-lead"])
    for step, to, role in (
        ("approve", "approved", "finance-approver"),
        ("ask", "asked", "finance-releaser"),
        ("receive", "recovered", "finance-preparer"),
    ):
        row.refresh_from_db()
        if row.state == state:
            break
        recovery_step(step, row, town[role])
        assert Recovery.objects.get(pk=row.pk).state == to
    row.refresh_from_db()
    assert row.state == state
    return row


def recovery_step(step: str, row: Recovery, actor: Actor) -> Any:
    who: dict[str, Any] = {"actor": actor, "at": AT, "recovery_id": row.pk}
    if step == "receive":
        return recoveries.receive(**who, recovered_on=AT.date(), ledger_reference="FIN-9")
    if step == "drop":
        return recoveries.drop(**who, because="It was spent after all.")
    return {"approve": recoveries.approve, "ask": recoveries.ask}[step](**who)


class TestARecovery:
    @pytest.mark.parametrize(("state", "step"), pairs(RECOVERY))
    def test_goes_a_step_where_the_table_allows_it_and_stays_where_not(
        self, town: Town, state: str, step: Step
    ) -> None:
        row = recovery_in(town, state)
        every_role(RECOVERY, state, step, row, lambda actor: recovery_step(step.name, row, actor))

    def test_is_proposed_by_whom_the_table_names(self, town: Town) -> None:
        town.paid()
        for role, actor in actors(RECOVERY).items():
            with undone():
                if role in RECOVERY.step("propose").roles:
                    assert proposed(town, actor).state == "proposed"
                else:
                    with pytest.raises(RefusedError):
                        proposed(town, actor)

    @pytest.mark.parametrize("state", RECOVERY.states)
    def test_is_moved_otherwise_by_no_mistake_above_the_database(self, town: Town, state: str) -> None:
        row = recovery_in(town, state)
        for to in RECOVERY.states:
            if to == state or (state, to) in RECOVERY.transitions():
                continue
            with pytest.raises(DatabaseError, match="Invalid transition"), undone(), in_an_act():
                Recovery.objects.filter(pk=row.pk).update(state=to)
