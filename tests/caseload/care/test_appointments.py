"""How is somebody met, what is recorded of it, and what stays of what was agreed before?"""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from tests.caseload.care.conftest import AFTER, TEN, Book, planned
from tests.caseload.conftest import TODAY, Ward

from throughline.caseload.actions import appointments, attendance
from throughline.caseload.actions.attendance import Came, session_of
from throughline.caseload.models import Appointment, Group, Referral, Told
from throughline.caseload.rules import first_contact_clock
from throughline.caseload.sealed import Session
from throughline.caseload.sight import look
from throughline.kernel.verdict import RefusedError
from throughline.ledger.models import Act

pytestmark = pytest.mark.django_db
Make = Callable[..., Referral]


def told(referral: Referral) -> list[tuple[str, str]]:
    rows = Told.objects.filter(referral=referral).order_by("told_at", "kind")
    return list(rows.values_list("kind", "code"))


class TestBookingATime:
    def test_tells_probation_that_it_is_arranged(self, booked: Book) -> None:
        made = booked(kind="assessment")
        assert made.state == "scheduled"
        assert ("appointment_arranged", "CRSSAA") in told(made.referral)

    def test_with_the_same_form_twice_books_once(self, booked: Book) -> None:
        made = booked(key="form-1")
        again = booked(made.referral, key="form-1", begins_at=TEN + timedelta(hours=1))
        assert again.id == made.id
        assert Appointment.objects.count() == 1

    @pytest.mark.parametrize("state", ["sent"])
    def test_waits_until_the_referral_is_taken_on(self, booked: Book, referred: Make, state: str) -> None:
        with pytest.raises(RefusedError, match="once the referral has been accepted"):
            booked(referred(state))

    def test_is_with_somebody_who_works_in_the_unit(self, ward: Ward, booked: Book) -> None:
        for stranger in (ward.worker_south, ward.elm_worker, ward.practitioner):
            with pytest.raises(RefusedError, match="does not work in the person’s unit"):
                booked(with_whom=stranger.id)

    @pytest.mark.parametrize("minutes", [0, -5, 481])
    def test_lasts_some_minutes_and_no_more_than_a_day_of_work(self, booked: Book, minutes: int) -> None:
        with pytest.raises(RefusedError, match="one minute to eight hours"):
            booked(minutes=minutes)

    def test_is_for_nobody_whom_the_booker_does_not_see(self, ward: Ward, referred: Make) -> None:
        referral = referred("assigned")
        for stranger in (ward.elm_worker, ward.worker_south, ward.officer):
            look(stranger, TODAY)
            with pytest.raises(Referral.DoesNotExist):
                appointments.book(
                    actor=stranger, at=TEN, referral_id=referral.id, kind="one_to_one", planned=planned(ward)
                )

    def test_is_not_for_probation(self, ward: Ward, referred: Make) -> None:
        referral = referred("assigned")
        look(ward.practitioner, TODAY)
        with pytest.raises(RefusedError, match="not for your role"):
            appointments.book(
                actor=ward.practitioner,
                at=TEN,
                referral_id=referral.id,
                kind="one_to_one",
                planned=planned(ward),
            )


class TestMovingATime:
    def move(
        self, ward: Ward, made: Appointment, key: str = "move-1", moved_for: str = "person"
    ) -> Appointment:
        return appointments.reschedule(
            actor=ward.worker,
            at=TEN,
            appointment_id=made.id,
            planned=planned(ward, begins_at=TEN + timedelta(days=1)),
            moved_for=moved_for,
            booking_key=key,
        )

    def test_keeps_what_was_agreed_and_who_asked(self, ward: Ward, booked: Book) -> None:
        made = booked()
        new = self.move(ward, made)
        made.refresh_from_db()
        assert (made.state, made.moved_for, made.begins_at) == ("rescheduled", "person", TEN)
        assert (new.state, new.replaces_id) == ("scheduled", made.id)
        assert ("rescheduled", "RSSR") in told(made.referral)

    def test_with_the_same_form_twice_moves_once(self, ward: Ward, booked: Book) -> None:
        made = booked()
        assert self.move(ward, made).id == self.move(ward, made).id
        assert Appointment.objects.count() == 2

    def test_that_moved_already_is_refused(self, ward: Ward, booked: Book) -> None:
        made = booked()
        self.move(ward, made)
        with pytest.raises(RefusedError, match="is rescheduled"):
            self.move(ward, made, key="move-2")

    def test_asks_who_wanted_it(self, ward: Ward, booked: Book) -> None:
        with pytest.raises(RefusedError, match="who asked"):
            self.move(ward, booked(), moved_for="")


class TestSomebodyWhoCame:
    def test_stops_the_clock_of_the_first_contact(self, ward: Ward, booked: Book) -> None:
        made = booked()
        attendance.attend(actor=ward.worker, at=AFTER, appointment_id=made.id)
        referral = Referral.objects.get(id=made.referral_id)
        assert referral.first_contact_on == date(2026, 3, 2)
        assert (
            first_contact_clock(date(2026, 2, 16), date(2026, 5, 1), referral.first_contact_on).tone == "done"
        )
        assert told(referral)[-1:] == [("attended", "ATTC")]

    def test_a_second_time_does_not_move_the_first_contact(self, ward: Ward, booked: Book) -> None:
        made = booked()
        later = booked(made.referral, begins_at=TEN + timedelta(days=7))
        attendance.attend(actor=ward.worker, at=AFTER + timedelta(days=7), appointment_id=later.id)
        assert Referral.objects.get(id=made.referral_id).first_contact_on == date(2026, 3, 9)
        attendance.attend(actor=ward.worker, at=AFTER + timedelta(days=8), appointment_id=made.id)
        assert Referral.objects.get(id=made.referral_id).first_contact_on == date(2026, 3, 2)

    def test_is_kept_with_what_was_said_sealed(self, ward: Ward, booked: Book) -> None:
        made = booked()
        came = Came(session=Session(summary="Talked about triggers."), late_minutes=10, tells_probation=True)
        attendance.attend(actor=ward.worker, at=AFTER, appointment_id=made.id, came=came)
        kept = Appointment.objects.select_related("referral__person").get(id=made.id)
        assert kept.came_late_minutes == 10
        assert b"triggers" not in bytes(kept.notes)
        assert session_of(kept).summary == "Talked about triggers."
        assert Told.objects.get(kind="attended").is_urgent

    def test_is_not_said_before_the_day(self, ward: Ward, booked: Book) -> None:
        made = booked(begins_at=TEN + timedelta(days=1))
        with pytest.raises(RefusedError, match="say then who came"):
            attendance.attend(actor=ward.worker, at=AFTER, appointment_id=made.id)


class TestSomebodyWhoDidNotCome:
    def test_is_told_as_what_happened_without_a_judgement(self, ward: Ward, booked: Book) -> None:
        made = booked()
        attendance.miss(actor=ward.worker, at=AFTER, appointment_id=made.id)
        assert told(made.referral)[-1] == ("did_not_attend", "AFTA")
        assert Referral.objects.get(id=made.referral_id).first_contact_on is None

    def test_did_not_come_because_it_never_happened_for_one_of_three_reasons(
        self, ward: Ward, booked: Book
    ) -> None:
        made = booked()
        with pytest.raises(RefusedError, match="Say why"):
            attendance.fall_through(actor=ward.worker, at=AFTER, appointment_id=made.id)
        attendance.fall_through(
            actor=ward.worker, at=AFTER, appointment_id=made.id, came=Came(no_session="LOGISTICS")
        )
        assert told(made.referral)[-1] == ("did_not_happen", "LOGISTICS")


@pytest.mark.hazard("H09")
class TestAPhoneThatResends:
    def test_records_once(self, ward: Ward, booked: Book) -> None:
        made = booked()
        for minute in range(3):
            attendance.miss(
                actor=ward.worker, at=AFTER + timedelta(minutes=minute), appointment_id=made.id, send_key="k1"
            )
        made.refresh_from_db()
        assert made.recorded_at == AFTER
        assert Act.objects.filter(verb="appointment.missed").count() == 1
        assert Told.objects.filter(kind="did_not_attend").count() == 1

    def test_after_it_was_taken_back_does_not_bring_the_mistake_back(self, ward: Ward, booked: Book) -> None:
        made = booked()
        who = {"actor": ward.worker, "at": AFTER, "appointment_id": made.id}
        attendance.miss(**who, send_key="k1")
        attendance.take_back(**who, because="Wrong card.")
        attendance.miss(**who, send_key="k1")
        made.refresh_from_db()
        assert made.state == "scheduled"

    def test_another_outcome_than_a_colleague_recorded_is_told_who_did(
        self, ward: Ward, booked: Book
    ) -> None:
        made = booked()
        attendance.attend(actor=ward.worker, at=AFTER, appointment_id=made.id, send_key="k1")
        look(ward.manager, TODAY)
        with pytest.raises(
            RefusedError, match="Made-up worker recorded this as attended on Monday 2 March at 11am"
        ):
            attendance.miss(actor=ward.manager, at=AFTER, appointment_id=made.id, send_key="k2")


class TestTakingBackAMistake:
    def test_says_why_and_lets_it_be_recorded_again(self, ward: Ward, booked: Book) -> None:
        made = booked()
        who = {"actor": ward.worker, "at": AFTER, "appointment_id": made.id}
        attendance.attend(**who, came=Came(session=Session(summary="Not theirs."), late_minutes=5))
        attendance.take_back(**who, because="It was another person’s card.")
        made.refresh_from_db()
        assert (made.state, made.came_late_minutes, made.recorded_by) == ("scheduled", None, "")
        assert Referral.objects.get(id=made.referral_id).first_contact_on is None
        assert told(made.referral)[-1][0] == "put_right"
        attendance.miss(**who, send_key="k2")
        again = Appointment.objects.select_related("referral__person").get(id=made.id)
        assert session_of(again) == Session(put_right="It was another person’s card.")

    def test_needs_a_reason(self, ward: Ward, booked: Book) -> None:
        made = booked()
        attendance.attend(actor=ward.worker, at=AFTER, appointment_id=made.id)
        with pytest.raises(RefusedError, match="in error"):
            attendance.take_back(actor=ward.worker, at=AFTER, appointment_id=made.id, because=" ")

    def test_leaves_what_stood_there_in_the_history(self, ward: Ward, booked: Book) -> None:
        made = booked()
        who = {"actor": ward.worker, "at": AFTER, "appointment_id": made.id}
        attendance.attend(**who)
        attendance.take_back(**who, because="Wrong card.")
        history = Appointment.pgh_event_model.objects.filter(pgh_obj_id=made.id).order_by("pgh_id")
        assert [each.state for each in history] == ["scheduled", "attended", "scheduled"]


class TestTheHourThatComesTwice:
    def test_keeps_both_of_its_appointments_an_hour_apart(self, booked: Book) -> None:
        first = booked(begins_at=datetime(2026, 10, 25, 0, 30, tzinfo=UTC))
        second = booked(first.referral, begins_at=datetime(2026, 10, 25, 1, 30, tzinfo=UTC))
        first.refresh_from_db()
        second.refresh_from_db()
        assert second.begins_at - first.begins_at == timedelta(hours=1)


class TestAGroup:
    def group(self, ward: Ward, places: int = 2) -> Group:
        look(ward.worker, TODAY)
        return appointments.plan_group(
            actor=ward.worker,
            at=TEN,
            unit_id=ward.north,
            body_id=ward.ash,
            title="Staying well",
            places=places,
            planned=planned(ward, mode="IN_PERSON_OTHER", place="Room 2"),
        )

    def join(self, ward: Ward, group: Group, referral: Referral) -> Appointment:
        look(ward.worker, TODAY)
        return appointments.join_group(actor=ward.worker, at=TEN, group_id=group.id, referral_id=referral.id)

    def test_gives_each_a_place_until_it_is_full(self, ward: Ward, referred: Make) -> None:
        group = self.group(ward)
        one, two, three = (referred("assigned", crn=f"X10000{n}") for n in range(3))
        self.join(ward, group, one)
        self.join(ward, group, two)
        with pytest.raises(RefusedError, match="full"):
            self.join(ward, group, three)

    def test_gives_nobody_two_places(self, ward: Ward, referred: Make) -> None:
        group, referral = self.group(ward), referred("assigned")
        self.join(ward, group, referral)
        with pytest.raises(RefusedError, match="has a place"):
            self.join(ward, group, referral)
