"""Every state × step × role of an appointment and a treatment: what the tables allow is done, and no more.

A test is a state and a step; it tries each role, and takes back what was done. What a role sees is asked in
`test_walls`: here everybody sees what the worker of the unit sees.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError
from tests.caseload.care.conftest import AFTER, TEN, Book, planned
from tests.caseload.conftest import TODAY, Ward
from tests.caseload.triage_steps import undone

from throughline.caseload.actions import appointments, attendance, treatment
from throughline.caseload.actions.attendance import Came
from throughline.caseload.actions.treatment import Confirmed
from throughline.caseload.care.lifecycle import APPOINTMENT, TREATMENT
from throughline.caseload.models import Appointment, Referral, Treatment
from throughline.caseload.sight import look
from throughline.kernel.actor import Actor
from throughline.kernel.lifecycle import NOBODY, Lifecycle, Step
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act

pytestmark = pytest.mark.django_db
Make = Callable[..., Referral]


def pairs(table: Lifecycle) -> list[Any]:
    """Every state with every step that does not begin."""
    return [
        pytest.param(state, step, id=f"{state}-{step.name}")
        for state in table.states
        for step in table.steps
        if step.from_states
    ]


def every_role(table: Lifecycle, state: str, step: Step, row: Any, take: Callable[[Actor], Any]) -> None:
    """Each role takes the step on the row where the table says so, and is refused where not."""
    for role in (NOBODY, *table.roles):
        actor, cell = Actor(f"person:{uuid4()}", frozenset({role} - {NOBODY})), (state, step.name, role)
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


def appointment_step(ward: Ward, step: str, made: Appointment, actor: Actor) -> Any:
    who = {"actor": actor, "at": AFTER, "appointment_id": made.id}
    if step == "reschedule":
        later = planned(ward, begins_at=TEN + timedelta(days=1))
        return appointments.reschedule(**who, planned=later, moved_for="person")
    if step.startswith("reopen"):
        if (step == "reopen_attended") != (made.state == "attended"):
            raise RefusedError("Which of the two it is follows from the state.")
        return attendance.take_back(**who, because="In error.")
    record = {"attend": attendance.attend, "miss": attendance.miss, "fall_through": attendance.fall_through}[
        step
    ]
    return record(**who, came=Came(no_session="LOGISTICS" if step == "fall_through" else ""))


class TestAnAppointment:
    @pytest.fixture
    def made(self, ward: Ward, booked: Book) -> Appointment:
        return booked()

    def bring(self, ward: Ward, made: Appointment, state: str) -> None:
        look(ward.worker, TODAY)
        if state != "scheduled":
            with act(actor=ward.worker, at=AFTER, verb="test.moved", subject=("appointment", made.id)):
                recorded = (
                    {} if state == "rescheduled" else {"recorded_at": AFTER, "recorded_by": ward.worker.id}
                )
                Appointment.objects.filter(id=made.id).update(state=state, **recorded)
        made.refresh_from_db()

    @pytest.mark.parametrize(("state", "step"), pairs(APPOINTMENT))
    def test_goes_a_step_where_the_table_allows_it_and_stays_where_not(
        self, ward: Ward, made: Appointment, state: str, step: Step
    ) -> None:
        self.bring(ward, made, state)
        every_role(
            APPOINTMENT, state, step, made, lambda actor: appointment_step(ward, step.name, made, actor)
        )

    def test_is_booked_by_whom_the_table_lets(self, ward: Ward, made: Appointment) -> None:
        for role in (NOBODY, *APPOINTMENT.roles, "probation-practitioner", "programme-officer"):
            actor = Actor(f"person:{uuid4()}", frozenset({role} - {NOBODY}))
            given = {"referral_id": made.referral_id, "kind": "one_to_one", "planned": planned(ward)}
            with undone():
                if role in APPOINTMENT.step("book").roles:
                    assert appointments.book(actor=actor, at=TEN, **given).state == "scheduled"
                else:
                    with pytest.raises(RefusedError):
                        appointments.book(actor=actor, at=TEN, **given)

    @pytest.mark.parametrize("state", APPOINTMENT.states)
    def test_is_moved_otherwise_by_no_mistake_above_the_database(
        self, ward: Ward, made: Appointment, state: str
    ) -> None:
        self.bring(ward, made, state)
        for to in APPOINTMENT.states:
            if to == state or (state, to) in APPOINTMENT.transitions():
                continue
            with (
                pytest.raises(DatabaseError, match="Invalid transition"),
                undone(),
                act(actor=ward.worker, at=AFTER, verb="test.moved", subject=("appointment", made.id)),
            ):
                Appointment.objects.filter(id=made.id).update(
                    state=to, recorded_at=AFTER, recorded_by=ward.worker.id
                )


def treatment_step(step: str, made: Treatment, actor: Actor) -> Any:
    do = {
        "accept": treatment.accept,
        "refuse": treatment.refuse,
        "start": treatment.start,
        "not_start": treatment.not_start,
        "exit": treatment.leave,
    }[step]
    reason = {"refuse": "capacity", "not_start": "declined", "exit": "completed"}.get(step, "")
    return do(actor=actor, at=AFTER, treatment_id=made.id, confirmed=Confirmed(TODAY, reason))


WAYS = {
    "referred": [],
    "accepted": ["accept"],
    "refused": ["refuse"],
    "started": ["accept", "start"],
    "not_started": ["accept", "not_start"],
    "ended": ["accept", "start", "exit"],
}


class TestATreatment:
    @pytest.fixture
    def made(self, ward: Ward, referred: Make) -> Treatment:
        referral = referred("assigned")
        look(ward.worker, TODAY)
        return treatment.refer(
            actor=ward.worker, at=TEN, referral_id=referral.id, service="Made-up treatment", referred_on=TODAY
        )

    @pytest.mark.parametrize(("state", "step"), pairs(TREATMENT))
    def test_goes_a_step_where_the_table_allows_it_and_stays_where_not(
        self, ward: Ward, made: Treatment, state: str, step: Step
    ) -> None:
        for each in WAYS[state]:
            treatment_step(each, made, ward.worker)
        made.refresh_from_db()
        assert made.state == state
        if state == step.to:
            return  # the same answer again changes nothing: see test_support
        every_role(TREATMENT, state, step, made, lambda actor: treatment_step(step.name, made, actor))

    @pytest.mark.parametrize("state", TREATMENT.states)
    def test_is_moved_otherwise_by_no_mistake_above_the_database(
        self, ward: Ward, made: Treatment, state: str
    ) -> None:
        for each in WAYS[state]:
            treatment_step(each, made, ward.worker)
        for to in TREATMENT.states:
            if to == state or (state, to) in TREATMENT.transitions():
                continue
            with (
                pytest.raises(DatabaseError, match="Invalid transition"),
                undone(),
                act(actor=ward.worker, at=AFTER, verb="test.moved", subject=("treatment", made.id)),
            ):
                Treatment.objects.filter(id=made.id).update(state=to)
