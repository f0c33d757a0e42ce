"""Two devices and one appointment, in two connections: one outcome, and the other is told."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from tests.caseload.care.conftest import AFTER, TEN, planned
from tests.caseload.conftest import TODAY, Ward, make_referral, make_ward
from tests.races import outcomes

from throughline.caseload.actions import appointments, attendance
from throughline.caseload.models import Appointment, Referral, Told
from throughline.caseload.sight import look
from throughline.kernel.actor import Actor


def by(actor: Actor, step: Callable[..., Any], **given: Any) -> Callable[[], Any]:
    """The step as a page takes it: in a transaction that has looked."""

    def do() -> Any:
        with transaction.atomic():
            look(actor, TODAY)
            return step(actor=actor, **{"at": AFTER, **given})

    return do


def ready() -> tuple[Ward, Referral]:
    with transaction.atomic():
        ward = make_ward()
        return ward, make_referral(ward, "assigned")


def booked(ward: Ward, referral: Referral) -> Appointment:
    made: Appointment = by(
        ward.worker,
        appointments.book,
        at=TEN,
        referral_id=referral.id,
        kind="one_to_one",
        planned=planned(ward),
    )()
    return made


def seen(ward: Ward, *kinds: str) -> tuple[list[str], int]:
    """The states of all appointments, and how often probation was told one of these."""
    with transaction.atomic():
        look(ward.worker, TODAY)
        states = list(Appointment.objects.order_by("state").values_list("state", flat=True))
        return states, Told.objects.filter(kind__in=kinds).count()


@pytest.mark.hazard("H09")
class TestAPhoneThatResendsWhileTheFirstIsOnItsWay:
    def test_records_once_and_neither_is_refused(self, committed_db: str) -> None:
        ward, referral = ready()
        made = booked(ward, referral)
        press = by(ward.worker, attendance.attend, appointment_id=made.id, send_key="k")
        assert outcomes(press, press) == ["done", "done"]
        assert seen(ward, "attended") == (["attended"], 1)

    def test_books_once(self, committed_db: str) -> None:
        ward, referral = ready()
        given = {
            "referral_id": referral.id,
            "kind": "one_to_one",
            "planned": planned(ward),
            "booking_key": "k",
        }
        press = by(ward.worker, appointments.book, **given)
        assert outcomes(press, press) == ["done", "done"]
        assert seen(ward, "appointment_arranged") == (["scheduled"], 1)

    def test_moves_once(self, committed_db: str) -> None:
        ward, referral = ready()
        made = booked(ward, referral)
        later = planned(ward, begins_at=TEN + timedelta(days=1))
        given = {"appointment_id": made.id, "planned": later, "moved_for": "person", "booking_key": "k"}
        press = by(ward.worker, appointments.reschedule, **given)
        assert outcomes(press, press) == ["done", "done"]
        assert seen(ward, "rescheduled") == (["rescheduled", "scheduled"], 1)


@pytest.mark.hazard("H10")
class TestTwoDevicesThatSayDifferentThings:
    def test_leave_one_outcome_and_the_other_is_told_who_recorded_it(self, committed_db: str) -> None:
        ward, referral = ready()
        made = booked(ward, referral)
        became = outcomes(
            by(ward.worker, attendance.attend, appointment_id=made.id, send_key="a"),
            by(ward.manager, attendance.miss, appointment_id=made.id, send_key="b"),
        )
        assert became.count("done") == 1
        [told] = [each for each in became if each != "done"]
        assert "recorded this as" in told
        assert "changed nothing" in told
        states, count = seen(ward, "attended", "did_not_attend")
        assert len(states) == count == 1

    def test_one_moves_and_one_records_leave_one_of_the_two(self, committed_db: str) -> None:
        ward, referral = ready()
        made = booked(ward, referral)
        later = planned(ward, begins_at=TEN + timedelta(days=1))
        became = outcomes(
            by(ward.worker, attendance.attend, appointment_id=made.id),
            by(
                ward.manager,
                appointments.reschedule,
                appointment_id=made.id,
                planned=later,
                moved_for="person",
            ),
        )
        assert became.count("done") == 1
        states, _ = seen(ward)
        assert states in (["attended"], ["rescheduled", "scheduled"])


class TestTwoWorkersAndTheLastPlaceOfAGroup:
    def test_give_it_once(self, committed_db: str) -> None:
        ward, one = ready()
        with transaction.atomic():
            two = make_referral(ward, "assigned")
        group = by(
            ward.worker,
            appointments.plan_group,
            unit_id=ward.north,
            body_id=ward.ash,
            title="Staying well",
            places=1,
            planned=planned(ward),
        )()
        became = outcomes(
            by(ward.worker, appointments.join_group, group_id=group.id, referral_id=one.id),
            by(ward.manager, appointments.join_group, group_id=group.id, referral_id=two.id),
        )
        assert became.count("done") == 1
        assert any("full" in each for each in became)
