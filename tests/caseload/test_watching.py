"""What must not be missed: an exit and what follows, a concern to its receipt, feedback, a death, what is decided."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from tests.caseload.conftest import AT, TODAY, Ward

from throughline.caseload.actions import (
    appointments,
    asking_to_look,
    concerns,
    deaths,
    leaving,
    pathways,
    release,
    telling,
    together,
)
from throughline.caseload.actions.appointments import Planned
from throughline.caseload.actions.people import identity_of
from throughline.caseload.actions.referring import asked_of
from throughline.caseload.models import (
    Appointment,
    CaseMeeting,
    Concern,
    CourtReport,
    Outcome,
    Pathway,
    RecoveryCheck,
    Referral,
    Told,
)
from throughline.caseload.queries import leaving as after
from throughline.caseload.queries.cases import Case
from throughline.caseload.sealed import Asked
from throughline.caseload.sight import look
from throughline.frame.models import Letter
from throughline.kernel.verdict import RefusedError
from throughline.ledger.models import Act

pytestmark = pytest.mark.django_db
Make = Callable[..., Referral]
ALL = {"use": "ACHIEVED", "support": "PARTIALLY_ACHIEVED", "overdose": "PARTIALLY_ACHIEVED"}
SEEN = concerns.Seen("children", "child", "A bruise that the story does not fit.", is_urgent=True)
DEATH = deaths.Death(TODAY, TODAY, "unknown", "The practitioner, by phone today.")


@pytest.fixture
def on_pathway(ward: Ward, referred: Make) -> Referral:
    """Somebody on a pathway, with a time ahead, seen by their worker."""
    made = referred("assigned", asked=Asked(why_now="New order.", hoped_for=list(ALL)))
    look(ward.worker, TODAY)
    pathways.start(actor=ward.worker, at=AT, referral_id=made.id, kind="brief", runs_from=TODAY)
    planned = Planned(AT + timedelta(days=3), 45, "PHONE_CALL", ward.worker.id)
    appointments.book(actor=ward.worker, at=AT, referral_id=made.id, kind="one_to_one", planned=planned)
    made.refresh_from_db()
    return made


def leave(ward: Ward, made: Referral, reason: str = "completed", **more: Any) -> Referral:
    said = {"judged": ALL} | more
    return leaving.leave(actor=ward.worker, at=AT, referral_id=made.id, reason=reason, on=TODAY, **said)


class TestAPlannedExit:
    def test_adds_up_what_was_achieved_equal_outcomes_too(self, ward: Ward, on_pathway: Referral) -> None:
        leave(ward, on_pathway)
        on_pathway.refresh_from_db()
        found = after.after(Case(on_pathway, ward.worker, AT))
        assert found.score.words == "2.0 of 3"
        assert Outcome.objects.count() == 3

    def test_ends_pathways_calls_times_off_and_tells_probation(
        self, ward: Ward, on_pathway: Referral
    ) -> None:
        leave(ward, on_pathway)
        assert Pathway.objects.get().runs_until == TODAY + timedelta(days=1)
        assert Appointment.objects.get().state == "did_not_happen"
        assert Told.objects.get(kind="exited").code == "completed"

    def test_asks_again_at_three_six_and_twelve_months(self, ward: Ward, on_pathway: Referral) -> None:
        leave(ward, on_pathway)
        assert list(RecoveryCheck.objects.order_by("months").values_list("months", "due_on")) == [
            (3, date(2026, 6, 2)),
            (6, date(2026, 9, 2)),
            (12, date(2027, 3, 2)),
        ]

    def test_sent_twice_ends_it_once(self, ward: Ward, on_pathway: Referral) -> None:
        leave(ward, on_pathway)
        leave(ward, on_pathway)
        assert Told.objects.filter(kind="exited").count() == 1

    def test_is_refused_while_an_outcome_is_open_and_changes_nothing(
        self, ward: Ward, on_pathway: Referral
    ) -> None:
        with pytest.raises(RefusedError, match="still open"):
            leave(ward, on_pathway, judged={"use": "ACHIEVED"})
        on_pathway.refresh_from_db()
        assert on_pathway.state == "on_pathway"

    def test_closes_once_every_check_has_its_answer(self, ward: Ward, on_pathway: Referral) -> None:
        leave(ward, on_pathway)
        who: dict[str, Any] = {"actor": ward.worker}
        with pytest.raises(RefusedError, match="3 recovery checks are still to be made"):
            leaving.close(referral_id=on_pathway.id, at=AT, **who)
        for row, answer in zip(
            RecoveryCheck.objects.order_by("months"), ("sustained", "not_reached", "sustained"), strict=True
        ):
            at = AT + (row.due_on - TODAY)
            leaving.check(check_id=row.id, answer=answer, on=row.due_on, at=at, **who)
        on_pathway.refresh_from_db()
        found = after.after(Case(on_pathway, ward.worker, AT + timedelta(days=400)))
        assert found.coverage.words == "2 of 3 due reached, 2 sustained"
        assert leaving.close(referral_id=on_pathway.id, at=AT + timedelta(days=370), **who).state == "closed"

    def test_check_that_was_not_reached_is_replaced_and_one_that_was_answered_is_not(
        self, ward: Ward, on_pathway: Referral
    ) -> None:
        leave(ward, on_pathway)
        [row, *_] = RecoveryCheck.objects.order_by("months")
        later: dict[str, Any] = {"actor": ward.worker, "check_id": row.id, "at": AT + timedelta(days=100)}
        leaving.check(answer="not_reached", on=row.due_on, **later)
        leaving.check(answer="not", on=row.due_on, **later)
        with pytest.raises(RefusedError, match="“Not sustained” already"):
            leaving.check(answer="sustained", on=row.due_on, **later)


class TestAnUnplannedExit:
    def test_has_no_checks_and_closes_at_once(self, ward: Ward, on_pathway: Referral) -> None:
        leave(ward, on_pathway, "dropped_out", judged={})
        assert not RecoveryCheck.objects.exists()
        assert leaving.close(actor=ward.worker, at=AT, referral_id=on_pathway.id).state == "closed"

    def test_stays_open_while_a_concern_is(self, ward: Ward, on_pathway: Referral) -> None:
        concerns.raise_concern(actor=ward.worker, at=AT, referral_id=on_pathway.id, seen=SEEN)
        leave(ward, on_pathway, "dropped_out", judged={})
        with pytest.raises(RefusedError, match="A concern is still open"):
            leaving.close(actor=ward.worker, at=AT, referral_id=on_pathway.id)


class TestComingBack:
    def test_copies_what_is_known_and_asks_why_now_anew(self, ward: Ward, on_pathway: Referral) -> None:
        leave(ward, on_pathway, "dropped_out", judged={})
        again = leaving.come_back(actor=ward.worker, at=AT, referral_id=on_pathway.id)
        assert again.follows_id == on_pathway.id
        assert identity_of(again.person).crn == "X123456"
        assert (asked_of(again).why_now, asked_of(again).hoped_for) == ("", list(ALL))
        assert leaving.come_back(actor=ward.worker, at=AT, referral_id=on_pathway.id).id == again.id


class TestAConcern:
    def test_is_due_when_the_localitys_route_says_by_night_too(self, ward: Ward, referred: Make) -> None:
        made = referred("assigned")
        look(ward.worker, TODAY)
        at = datetime(2026, 3, 2, 23, 40, tzinfo=AT.tzinfo)
        row = concerns.raise_concern(actor=ward.worker, at=at, referral_id=made.id, seen=SEEN)
        assert row.due_at == at + timedelta(hours=24)
        assert row.owner == ward.worker.id
        assert Told.objects.get(kind="concern").is_urgent

    def test_sent_twice_by_the_same_form_is_raised_once(self, ward: Ward, referred: Make) -> None:
        made = referred("assigned")
        look(ward.worker, TODAY)
        once = concerns.raise_concern(actor=ward.worker, at=AT, referral_id=made.id, seen=SEEN)
        again = concerns.raise_concern(
            actor=ward.worker, at=AT + timedelta(seconds=4), referral_id=made.id, seen=SEEN
        )
        assert once.id == again.id
        assert Concern.objects.count() == 1

    def test_raised_by_probation_for_nobodys_person_is_its_raisers(self, ward: Ward, referred: Make) -> None:
        made = referred("sent")
        look(ward.practitioner, TODAY)
        row = concerns.raise_concern(actor=ward.practitioner, at=AT, referral_id=made.id, seen=SEEN)
        assert row.owner == ward.practitioner.id

    def test_closes_with_its_receipt_and_never_without(self, ward: Ward, referred: Make) -> None:
        made = referred("assigned")
        look(ward.worker, TODAY)
        who: dict[str, Any] = {"actor": ward.manager, "at": AT}
        row = concerns.raise_concern(actor=ward.worker, at=AT, referral_id=made.id, seen=SEEN)
        concerns.acknowledge(concern_id=row.id, **who)
        concerns.act_on(concern_id=row.id, doing="Phoned the hub at once.", **who)
        with pytest.raises(RefusedError, match="receipt"):
            concerns.close(concern_id=row.id, receipt=" ", came_of_it="", **who)
        done = concerns.close(concern_id=row.id, receipt="Hub, ref 4471", came_of_it="A visit.", **who)
        done.refresh_from_db()
        assert (done.state, done.owner, done.has_receipt) == ("closed", ward.manager.id, True)
        assert concerns.said_of(done)["receipt"] == "Hub, ref 4471"
        assert b"4471" not in bytes(done.said)

    def test_says_no_word_of_it_in_the_ledger(self, ward: Ward, referred: Make) -> None:
        made = referred("assigned")
        look(ward.worker, TODAY)
        concerns.raise_concern(actor=ward.worker, at=AT, referral_id=made.id, seen=SEEN)
        [kept] = Act.objects.filter(verb="concern.raised")
        assert "bruise" not in str(kept.__dict__)


class TestFeedback:
    def test_is_acknowledged_once_and_by_probation_alone(self, ward: Ward, referred: Make) -> None:
        referred("assigned")
        look(ward.practitioner, TODAY)
        waiting = list(Told.objects.values_list("id", flat=True))
        assert telling.acknowledge(actor=ward.practitioner, at=AT, told=waiting) == 2
        assert telling.acknowledge(actor=ward.head, at=AT, told=waiting) == 0
        with pytest.raises(RefusedError, match="not for your role"):
            telling.acknowledge(actor=ward.worker, at=AT, told=waiting)

    def test_of_another_unit_is_acknowledged_by_nobody_else(self, ward: Ward, referred: Make) -> None:
        referred("assigned")
        look(ward.practitioner, TODAY)
        waiting = list(Told.objects.values_list("id", flat=True))
        look(ward.west_practitioner, TODAY)
        assert telling.acknowledge(actor=ward.west_practitioner, at=AT, told=waiting) == 0

    def test_writes_once_a_working_day_how_much_there_is_and_not_about_whom(
        self, ward: Ward, referred: Make
    ) -> None:
        made = referred("assigned")
        assert asking_to_look.write_digests(at=AT) == 1
        assert asking_to_look.write_digests(at=AT) == 0
        [letter] = Letter.objects.all()
        assert letter.text.startswith("2 messages")
        for secret in ("Ada", "Quinn", made.reference, "X123456"):
            assert secret not in f"{letter.subject} {letter.text} {letter.path} {letter.key}"
        assert asking_to_look.write_digests(at=datetime(2026, 4, 3, 7, tzinfo=AT.tzinfo)) == 0  # Good Friday

    def test_that_is_urgent_is_written_of_at_once_to_whom_it_concerns(
        self, ward: Ward, referred: Make
    ) -> None:
        made = referred("assigned")
        look(ward.worker, TODAY)
        concerns.raise_concern(actor=ward.worker, at=AT, referral_id=made.id, seen=SEEN)
        assert asking_to_look.write_of_urgent(ward.north, at=AT) == 2
        assert {each.to for each in Letter.objects.all()} == {"practitioner@example.org", "head@example.org"}
        assert asking_to_look.write_of_urgent(ward.north, at=AT) == 0
        assert not any("bruise" in each.text or made.reference in each.text for each in Letter.objects.all())

    def test_about_somebody_hidden_is_counted_for_nobody(self, ward: Ward, referred: Make) -> None:
        made = referred("assigned")
        look(ward.worker, TODAY)
        concerns.raise_concern(actor=ward.worker, at=AT, referral_id=made.id, seen=SEEN)
        look(ward.manager, TODAY)
        from throughline.caseload.models import Person
        from throughline.ledger.actions import act

        with act(actor=ward.manager, at=AT, verb="test.limited", subject=("person", made.person_id)):
            Person.objects.filter(id=made.person_id).update(access="unknown")
        assert asking_to_look.write_of_urgent(ward.north, at=AT) == 0
        assert asking_to_look.write_digests(at=AT) == 0


class TestADeath:
    def test_ends_support_calls_everything_off_tells_probation_at_once_and_is_reviewed(
        self, ward: Ward, on_pathway: Referral
    ) -> None:
        row = deaths.notify(actor=ward.worker, at=AT, referral_id=on_pathway.id, death=DEATH)
        on_pathway.refresh_from_db()
        on_pathway.person.refresh_from_db()
        assert (on_pathway.state, on_pathway.exit_reason, on_pathway.was_planned) == ("exited", "died", False)
        assert on_pathway.person.died_on == TODAY
        assert not Appointment.objects.filter(state="scheduled").exists()
        assert Told.objects.get(kind="exited").is_urgent
        assert row.review_due_on == TODAY + timedelta(days=28)
        with pytest.raises(RefusedError, match="not been reviewed"):
            leaving.close(actor=ward.manager, at=AT, referral_id=on_pathway.id)
        with pytest.raises(RefusedError, match="service’s manager"):
            deaths.review(actor=ward.worker, at=AT, referral_id=on_pathway.id, learned="Nothing.")
        deaths.review(actor=ward.manager, at=AT, referral_id=on_pathway.id, learned="Call sooner.")
        assert leaving.close(actor=ward.manager, at=AT, referral_id=on_pathway.id).state == "closed"

    def test_after_a_planned_end_asks_nobody_any_more(self, ward: Ward, on_pathway: Referral) -> None:
        leave(ward, on_pathway)
        deaths.notify(actor=ward.worker, at=AT, referral_id=on_pathway.id, death=DEATH)
        deaths.review(actor=ward.manager, at=AT, referral_id=on_pathway.id, learned="Nothing.")
        assert leaving.close(actor=ward.worker, at=AT, referral_id=on_pathway.id).state == "closed"

    def test_is_the_only_way_to_say_died(self, ward: Ward, on_pathway: Referral) -> None:
        with pytest.raises(RefusedError, match="Notify the death"):
            leave(ward, on_pathway, "died", judged={})
        wrong = deaths.Death(TODAY, TODAY - timedelta(days=1), "no", "Nobody yet.")
        with pytest.raises(RefusedError, match="on or after its day"):
            deaths.notify(actor=ward.worker, at=AT, referral_id=on_pathway.id, death=wrong)


class TestARelease:
    def test_is_planned_by_both_and_its_health_by_the_service(self, ward: Ward, referred: Make) -> None:
        made = referred("assigned")
        look(ward.practitioner, TODAY)
        said = release.Ready(TODAY, "", "HMP Forest Bank", ward.worker.id)
        release.plan(actor=ward.practitioner, at=AT, referral_id=made.id, ready=said)
        with pytest.raises(RefusedError, match="for the service to say"):
            release.plan(
                actor=ward.practitioner,
                at=AT,
                referral_id=made.id,
                ready=release.Ready(TODAY, "", "HMP Forest Bank", "", "yes", "yes"),
            )
        look(ward.worker, TODAY)
        release.plan(
            actor=ward.worker,
            at=AT,
            referral_id=made.id,
            ready=release.Ready(TODAY, "", "HMP Forest Bank", ward.worker.id, "yes", "yes"),
        )
        made.refresh_from_db()
        assert (made.release_plan.is_prescription_bridged, made.release_plan.has_naloxone) == ("yes", "yes")
        with pytest.raises(RefusedError, match="why it is not known"):
            release.plan(
                actor=ward.worker, at=AT, referral_id=made.id, ready=release.Ready(None, " ", "", "")
            )


class TestTogether:
    def test_a_meeting_keeps_who_came_what_was_shared_on_which_gateway_and_what_was_decided(
        self, ward: Ward, referred: Make
    ) -> None:
        made = referred("assigned")
        look(ward.worker, TODAY)
        held = together.Held("Police, housing, the key worker", "The address", "Housing visits on Friday")
        who: dict[str, Any] = {"actor": ward.worker, "at": AT, "referral_id": made.id, "held_on": TODAY}
        row = together.record_meeting(gateway="cda", held=held, **who)
        assert together.record_meeting(gateway="cda", held=held, **who).id == row.id
        look(ward.practitioner, TODAY)
        assert together.held_of(CaseMeeting.objects.get()) == held
        with pytest.raises(RefusedError, match="gateway"):
            together.record_meeting(gateway="curiosity", held=held, **who)

    def test_a_report_is_the_services_to_make(self, ward: Ward, referred: Make) -> None:
        made = referred("assigned")
        look(ward.worker, TODAY)
        given: dict[str, Any] = {
            "at": AT,
            "referral_id": made.id,
            "period_from": TODAY,
            "period_until": TODAY,
        }
        view = together.View("None supplied", "Comes and works.")
        together.make_report(actor=ward.worker, view=view, **given)
        assert CourtReport.objects.count() == 1
        with pytest.raises(RefusedError, match="not for your role"):
            together.make_report(actor=ward.practitioner, view=view, **given)
