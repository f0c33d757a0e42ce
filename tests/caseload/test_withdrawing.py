"""When probation withdraws a referral, or support rests: is anybody still reminded, expected or told on?"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.caseload.care.conftest import Book, booked
from tests.caseload.conftest import AT, TODAY, Ward
from tests.caseload.test_watching_pages import day
from tests.pages import words

from throughline.caseload import codes
from throughline.caseload.actions import asking_to_look, attendance, deaths, leaving, pausing, treatment
from throughline.caseload.actions.reminding import remind_of_provider
from throughline.caseload.actions.withdrawing import withdraw
from throughline.caseload.models import (
    Alert,
    Appointment,
    DeathReview,
    Pathway,
    Person,
    Referral,
    Told,
    Treatment,
)
from throughline.caseload.queries.today import today_of
from throughline.caseload.queries.week import meetings
from throughline.caseload.sight import look
from throughline.frame import letters
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act

pytestmark = pytest.mark.django_db
Make = Callable[..., Referral]
Browse = Callable[[Actor], Client]
__all__ = ["booked"]  # the fixture of care
MAIL = {"safe_contact": "any", "email": "ada@example.org"}
TOMORROW = AT + timedelta(days=1)
DIED = deaths.Death(None, TODAY, "unknown", "The team, by phone.")


@pytest.fixture
def ahead(booked: Book, referred: Make) -> Appointment:
    """Somebody to be reminded by mail of tomorrow, seen by nobody yet."""
    return booked(referred("assigned", **MAIL), begins_at=TOMORROW)


def withdrawn(ward: Ward, made: Appointment, code: str = "MOV") -> None:
    look(ward.practitioner, TODAY)
    withdraw(actor=ward.practitioner, at=AT, referral_id=made.referral_id, code=code)


def paused(ward: Ward, made: Appointment, reason: str = "recall", **more: Any) -> None:
    look(ward.worker, TODAY)
    given: dict[str, Any] = {"since": TODAY, "prison": "HMP Made Up"} | more
    pausing.pause(actor=ward.worker, at=AT, referral_id=made.referral_id, reason=reason, **given)


def expected(ward: Ward, made: Appointment) -> list[str]:
    """Where the time is still kept: by a reminder, on Today of its day, in the week."""
    found = ["reminder"] * remind_of_provider(ward.ash, at=AT)
    look(ward.worker, TODAY)
    begins = made.begins_at
    day = today_of(ward.worker, begins - timedelta(hours=1))
    found += ["today"] * sum(getattr(each, "state", "") == "scheduled" for each in day.cards)
    found += ["to remind"] * len(today_of(ward.worker, AT).remind)
    week = meetings(ward.worker, TODAY, AT).filter(state="scheduled")
    return [*found, *(["week"] * week.count())]


@pytest.mark.hazard("H19")
class TestATimeAhead:
    def test_is_kept_while_support_goes_on(self, ward: Ward, ahead: Appointment) -> None:
        assert expected(ward, ahead) == ["reminder", "today", "week"]

    @pytest.mark.parametrize("code", [code for code in codes.WITHDRAWAL if code != "USE"])
    def test_is_called_off_by_a_withdrawal_whatever_its_code(
        self, ward: Ward, ahead: Appointment, code: str
    ) -> None:
        withdrawn(ward, ahead, code)
        assert expected(ward, ahead) == []
        ahead.refresh_from_db()
        assert ahead.state == "did_not_happen"

    def test_is_called_off_by_a_death_that_probation_notifies(self, ward: Ward, ahead: Appointment) -> None:
        look(ward.practitioner, TODAY)
        deaths.notify(actor=ward.practitioner, at=AT, referral_id=ahead.referral_id, death=DIED)
        assert expected(ward, ahead) == []

    @pytest.mark.parametrize("reason", list(codes.PAUSES))
    def test_is_called_off_when_support_rests(self, ward: Ward, ahead: Appointment, reason: str) -> None:
        paused(ward, ahead, reason)
        assert expected(ward, ahead) == []
        look(ward.worker, TODAY)
        ahead.refresh_from_db()
        assert ahead.state == "did_not_happen"

    def test_that_was_since_the_recall_and_nobody_recorded_is_called_off_too(
        self, ward: Ward, booked: Book, referred: Make
    ) -> None:
        made = booked(referred("assigned"), begins_at=AT - timedelta(days=1))
        paused(ward, made, since=TODAY - timedelta(days=3))
        made.refresh_from_db()
        assert made.state == "did_not_happen"
        assert not Told.objects.filter(kind="did_not_attend").exists()


@pytest.mark.hazard("H20")
class TestASecondWall:
    """What stands booked of somebody who ended or rests, however it came to stand there."""

    @pytest.mark.parametrize(
        "stands",
        [
            {"state": "withdrawn", "withdrawn_for": "MOV"},
            {"state": "paused", "pause": "recall", "paused_on": TODAY},
            {"state": "paused", "pause": "hospital", "paused_on": TODAY, "release_on": TODAY},
            {"state": "exited", "exit_reason": "moved"},
        ],
        ids=lambda stands: f"{stands['state']}-{stands.get('pause', '')}",
    )
    def test_reminds_nobody_and_shows_nothing_to_keep(
        self, ward: Ward, ahead: Appointment, stands: dict[str, Any]
    ) -> None:
        look(ward.worker, TODAY)
        with act(actor=ward.worker, at=AT, verb="test.made", subject=("referral", ahead.referral_id)):
            Referral.objects.filter(id=ahead.referral_id).update(**stands)
        assert Appointment.objects.get().state == "scheduled"
        assert expected(ward, ahead) == []

    def test_reminds_nobody_who_has_died_whichever_referral_it_is_booked_for(
        self, ward: Ward, ahead: Appointment
    ) -> None:
        look(ward.worker, TODAY)
        with act(actor=ward.worker, at=AT, verb="test.made", subject=("referral", ahead.referral_id)):
            Person.objects.filter(id=ahead.referral.person_id).update(died_on=TODAY)
        assert expected(ward, ahead) == []

    def test_keeps_what_is_booked_for_after_a_known_release(
        self, ward: Ward, booked: Book, referred: Make
    ) -> None:
        referral = referred("assigned", **MAIL)
        paused(ward, booked(referral, begins_at=AT), release_on=TODAY + timedelta(days=1))
        made = booked(referral, begins_at=TOMORROW)
        assert expected(ward, made) == ["reminder", "today", "week"]


@pytest.mark.hazard("H19")
class TestSomebodyWhoseSupportRests:
    def test_is_not_said_to_have_missed_what_they_could_not_come_to(
        self, ward: Ward, booked: Book, referred: Make
    ) -> None:
        made = booked(referred("assigned"), begins_at=AT - timedelta(hours=1))
        paused(ward, made)
        with pytest.raises(RefusedError, match="not attending"):
            attendance.miss(actor=ward.worker, at=AT, appointment_id=made.id)
        came = attendance.Came(no_session="POP_ACCEPTABLE")
        attendance.fall_through(actor=ward.worker, at=AT, appointment_id=made.id, came=came)
        assert not Told.objects.filter(kind="did_not_attend").exists()

    def test_is_met_no_sooner_than_the_release(self, ward: Ward, booked: Book, ahead: Appointment) -> None:
        paused(ward, ahead)
        with pytest.raises(RefusedError, match="Support rests"):
            booked(ahead.referral, begins_at=TOMORROW)

    def test_is_booked_again_once_they_are_back(self, ward: Ward, booked: Book, ahead: Appointment) -> None:
        paused(ward, ahead)
        pausing.resume(actor=ward.worker, at=AT, referral_id=ahead.referral_id)
        again = booked(ahead.referral, begins_at=TOMORROW)
        assert expected(ward, again) == ["reminder", "today", "week"]


class TestAWithdrawal:
    def test_ends_pathways_and_asks_to_tell_the_treatment_service(
        self, ward: Ward, referred: Make, booked: Book, browse: Browse
    ) -> None:
        made = booked(referred("assigned"), begins_at=TOMORROW)
        referral = made.referral
        treatment.refer(
            actor=ward.worker, at=AT, referral_id=referral.id, service="Made-up clinic", referred_on=TODAY
        )
        withdrawn(ward, made)
        look(ward.worker, TODAY)
        assert Pathway.objects.get().runs_until == TODAY + timedelta(days=1)
        home = words(browse(ward.worker).get("/"))
        assert f"Tell the treatment service that {referral.reference} is withdrawn" in home
        look(ward.worker, TODAY)
        running = Treatment.objects.get()
        treatment.refuse(
            actor=ward.worker,
            at=AT,
            treatment_id=running.id,
            confirmed=treatment.Confirmed(TODAY, reason="other"),
        )
        assert "Tell the treatment service" not in words(browse(ward.worker).get("/"))

    def test_is_read_by_the_key_worker_and_then_waits_no_more(
        self, ward: Ward, ahead: Appointment, browse: Browse
    ) -> None:
        withdrawn(ward, ahead)
        client, reference = browse(ward.worker), ahead.referral.reference
        assert f"Probation withdrew the referral: {reference}" in words(client.get("/"))
        page = client.get(f"/people/{reference}/referral/")
        assert "Probation withdrew the referral" in words(page)
        assert client.post(f"/people/{reference}/referral/read/").status_code == 302
        assert "Probation withdrew" not in words(client.get("/"))
        look(ward.worker, TODAY)
        assert Alert.objects.get().read_by == ward.worker.id

    def test_is_no_other_key_workers_to_read(self, ward: Ward, ahead: Appointment, browse: Browse) -> None:
        withdrawn(ward, ahead)
        for other in (ward.worker_south, ward.elm_worker, ward.elm_manager):
            assert ahead.referral.reference not in words(browse(other).get("/"))

    def test_is_told_by_a_letter_that_holds_no_person(self, ward: Ward, ahead: Appointment) -> None:
        withdrawn(ward, ahead)
        assert [asking_to_look.write_of_alerts(ward.north, ward.ash, at=AT) for _ in range(2)] == [1, 0]
        [letter] = letters.every_letter().filter(key__startswith="referral-alert:")
        assert letter.key.endswith(ward.worker.id.removeprefix("person:"))
        said = f"{letter.subject} {letter.text} {letter.path}".lower()
        for word in (
            "ada",
            "o’shea",
            "withdr",
            ahead.referral.reference.lower(),
            "drug",
            "probation service",
        ):
            assert word not in said

    def test_of_somebody_not_yet_taken_on_is_read_by_whoever_decides(
        self, ward: Ward, referred: Make, browse: Browse
    ) -> None:
        made = referred("sent")
        look(ward.practitioner, TODAY)
        withdraw(actor=ward.practitioner, at=AT, referral_id=made.id, code="MIS")
        assert f"Probation withdrew the referral: {made.reference}" in words(browse(ward.worker).get("/"))


class TestADeathThatProbationKnows:
    def test_is_not_a_withdrawal_like_any_other(self, ward: Ward, ahead: Appointment) -> None:
        look(ward.practitioner, TODAY)
        with pytest.raises(RefusedError, match="Notify the death"):
            withdraw(actor=ward.practitioner, at=AT, referral_id=ahead.referral_id, code="USE")

    def test_is_asked_for_its_day_and_opens_a_review(
        self, ward: Ward, ahead: Appointment, browse: Browse
    ) -> None:
        client, reference = browse(ward.practitioner), ahead.referral.reference
        answer = client.post(f"/referrals/{reference}/withdraw/", {"code": "USE"})
        assert answer["Location"] == f"/referrals/{reference}/withdraw/death/"
        today = timezone.localdate()
        given = {
            **day("learned_on", today),
            "is_drug_related": "unknown",
            "notified": "The team, by phone.",
        }
        silent = client.post(answer["Location"], given)
        assert "Say the day of death, or that nobody knows it yet." in words(silent)
        assert client.post(answer["Location"], given | {"is_unknown": "on"}).status_code == 302
        look(ward.manager, today)
        made = Referral.objects.get(id=ahead.referral_id)
        assert (made.state, made.withdrawn_for) == ("withdrawn", "USE")
        assert made.person.died_on == today
        assert DeathReview.objects.get().died_on is None
        home = words(browse(ward.manager).get("/"))
        assert f"Review the death: {reference}" in home
        look(ward.manager, today)
        with pytest.raises(RefusedError, match="has died"):
            leaving.come_back(actor=ward.manager, at=timezone.now(), referral_id=made.id)

    @pytest.mark.parametrize("stage", ["referred", "accepted", "started"])
    def test_ends_treatment_however_far_it_had_come(self, ward: Ward, ahead: Appointment, stage: str) -> None:
        look(ward.worker, TODAY)
        known: dict[str, Any] = {"actor": ward.worker, "at": AT}
        made = treatment.refer(
            referral_id=ahead.referral_id, service="Made-up clinic", referred_on=TODAY, **known
        )
        said = {"treatment_id": made.id, "confirmed": treatment.Confirmed(TODAY)}
        if stage != "referred":
            treatment.accept(**said, **known)
        if stage == "started":
            treatment.start(**said, **known)
        look(ward.practitioner, TODAY)
        died = deaths.Death(date(2026, 2, 20), TODAY, "yes", "The coroner’s officer.")
        deaths.notify(actor=ward.practitioner, at=AT, referral_id=ahead.referral_id, death=died)
        assert Treatment.objects.get().state in ("refused", "not_started", "ended")
        assert Told.objects.get(kind="withdrawn").is_urgent
