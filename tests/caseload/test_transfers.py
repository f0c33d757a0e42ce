"""Who sees a person who moves, from the offer to the day after, and what does each unit read of it? R35"""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.caseload.conftest import AT, TODAY, Ward
from tests.caseload.triage_steps import offered
from tests.pages import words

from throughline.caseload.actions import appointments, pausing, transfers, triage, withdrawing
from throughline.caseload.actions.appointments import Planned
from throughline.caseload.models import (
    Appointment,
    Person,
    Read,
    Referral,
    ReleasePlan,
    SearchHash,
    Told,
    Transfer,
)
from throughline.caseload.sight import look
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act
from throughline.organisations.models import Place, UnitPlace

pytestmark = pytest.mark.django_db
Make = Callable[..., Referral]
Browse = Callable[[Actor], Client]


def see(actor: Actor) -> bool:
    look(actor, TODAY)
    counts = {model.objects.exists() for model in (Referral, Person, SearchHash)}
    assert len(counts) == 1
    return counts.pop()


@pytest.mark.hazard("H12")
class TestAnOffer:
    def test_shows_the_person_to_the_other_unit_and_to_nobody_else(self, ward: Ward, referred: Make) -> None:
        offered(ward, referred("assigned"), to="west")
        for actor in (ward.worker, ward.manager, ward.practitioner, ward.elm_worker, ward.elm_manager):
            assert see(actor), actor
        for actor in (ward.worker_south, ward.west_practitioner, ward.officer, ward.court):
            assert not see(actor), actor

    def test_leaves_the_person_with_whoever_offers(self, ward: Ward, referred: Make) -> None:
        made = referred("accepted")
        offered(ward, made, to="west")
        look(ward.elm_worker, TODAY)
        with pytest.raises(RefusedError, match="only offered to your unit"):
            triage.assign(actor=ward.elm_worker, at=AT, referral_id=made.id, key_worker=ward.elm_worker.id)
        with pytest.raises(RefusedError, match="only offered to your unit"):
            pausing.pause(actor=ward.elm_worker, at=AT, referral_id=made.id, reason="other", since=TODAY)
        look(ward.worker, TODAY)
        assert triage.assign(actor=ward.worker, at=AT, referral_id=made.id, key_worker=ward.worker.id)

    def test_stands_in_the_other_unit_s_inbox_but_not_among_what_it_decides(
        self, ward: Ward, referred: Make, browse: Browse
    ) -> None:
        offered(ward, referred("sent"), to="west")
        said = words(browse(ward.elm_worker).get("/inbox/"))
        assert "Offered to your unit Ada Niamh" in said
        assert "Nothing waits for your decision" in said

    def test_is_made_once_at_a_time(self, ward: Ward, referred: Make) -> None:
        made = referred("assigned")
        offered(ward, made)
        with pytest.raises(RefusedError, match="offered to another unit already"):
            offered(ward, made, to="west")

    def test_goes_to_a_unit_that_the_provider_serves_and_not_to_one_s_own(
        self, ward: Ward, referred: Make
    ) -> None:
        made = referred("assigned")
        look(ward.worker, TODAY)
        given = {"actor": ward.worker, "at": AT, "referral_id": made.id, "because": "Moved."}
        with pytest.raises(RefusedError, match="does not serve that unit"):
            transfers.offer(**given, to_unit=ward.west, to_provider=ward.ash, to_place=ward.bolton)
        with pytest.raises(RefusedError, match="with this unit already"):
            transfers.offer(**given, to_unit=ward.north, to_provider=ward.ash, to_place=ward.bolton)
        with pytest.raises(RefusedError, match="Say why"):
            transfers.offer(
                **{**given, "because": " "}, to_unit=ward.south, to_provider=ward.ash, to_place=ward.bolton
            )

    def test_goes_to_another_locality_of_the_same_unit(
        self, ward: Ward, referred: Make, browse: Browse
    ) -> None:
        made, bury = referred("assigned"), Place.objects.get(name="Bury").id
        given = {"actor": ward.worker, "at": AT, "referral_id": made.id, "because": "Moved to Bury."}
        to = {"to_unit": ward.north, "to_provider": ward.ash, "to_place": bury}
        look(ward.worker, TODAY)
        with pytest.raises(RefusedError, match="does not cover this locality"):
            transfers.offer(**given, **to)
        with act(actor=ward.manager, at=AT, verb="test.made", subject=("unit", ward.north)):
            for place in (ward.bolton, bury):
                UnitPlace.objects.create(unit_id=ward.north, place_id=place)
        page = words(browse(ward.worker).get(f"/inbox/{made.reference}/transfer/"))
        assert "North unit: Ash Service, for Bury" in page
        assert "North unit: Ash Service, for Bolton" not in page
        look(ward.worker, TODAY)
        offer = transfers.offer(**given, **to)
        transfers.take(actor=ward.worker, at=AT, transfer_id=offer.id, key_worker=ward.worker.id)
        made.refresh_from_db()
        assert (made.unit_id, made.provider_id, made.place_id) == (ward.north, ward.ash, bury)
        with pytest.raises(RefusedError, match="with this unit already"):
            transfers.offer(**given, **to)

    def test_shows_a_limited_record_to_nobody_whom_it_does_not_name(self, ward: Ward, referred: Make) -> None:
        made = referred("assigned")
        offered(ward, made, to="west")
        look(ward.head, TODAY)
        with act(actor=ward.head, at=AT, verb="limit.set", subject=("person", made.person_id)):
            Person.objects.filter(id=made.person_id).update(
                access="restricted",
                access_source="probation",
                access_on=TODAY,
                access_by=ward.head.id,
                access_good_until=timezone.localdate() + timedelta(days=9),
            )
        for actor in (ward.elm_worker, ward.elm_manager):
            assert not see(actor)
            assert not Transfer.objects.exists()

    @pytest.mark.parametrize("end", ["decline", "withdraw"])
    def test_ends_with_the_referral(self, ward: Ward, referred: Make, end: str) -> None:
        made = referred("sent")
        offered(ward, made, to="west")
        if end == "decline":
            triage.decline(actor=ward.worker, at=AT, referral_id=made.id, reason="OOA")
        else:
            look(ward.practitioner, TODAY)
            withdrawing.withdraw(actor=ward.practitioner, at=AT, referral_id=made.id, code="MOV")
        assert not see(ward.elm_worker)
        look(ward.worker, TODAY)
        assert Transfer.objects.get().state == "taken_back"


class TestOnceItIsTaken:
    def test_only_the_new_unit_sees_the_person(self, ward: Ward, referred: Make) -> None:
        offer = offered(ward, referred("assigned"), to="west")
        look(ward.elm_worker, TODAY)
        transfers.take(actor=ward.elm_worker, at=AT, transfer_id=offer.id, key_worker=ward.elm_worker.id)
        for actor in (ward.elm_worker, ward.elm_manager, ward.west_practitioner):
            assert see(actor), actor
        for actor in (ward.worker, ward.manager, ward.practitioner, ward.head, ward.worker_south):
            assert not see(actor), actor

    def test_the_person_is_as_far_as_they_had_come_and_has_a_key_worker(
        self, ward: Ward, referred: Make
    ) -> None:
        offer = offered(ward, referred("assigned"), to="west")
        look(ward.elm_worker, TODAY)
        with pytest.raises(RefusedError, match="Say which key worker"):
            transfers.take(actor=ward.elm_worker, at=AT, transfer_id=offer.id)
        with pytest.raises(RefusedError, match="works in your unit"):
            transfers.take(actor=ward.elm_worker, at=AT, transfer_id=offer.id, key_worker=ward.worker.id)
        made = transfers.take(
            actor=ward.elm_worker, at=AT, transfer_id=offer.id, key_worker=ward.elm_worker.id
        )
        made.refresh_from_db()
        assert (made.state, made.key_worker, made.provider_id, made.unit_id) == (
            "assigned",
            ward.elm_worker.id,
            ward.elm,
            ward.west,
        )
        assert [each.kind for each in Told.objects.order_by("told_at", "kind")][-1] == "transferred"

    def test_what_is_booked_is_booked_with_the_new_key_worker(self, ward: Ward, referred: Make) -> None:
        made = referred("assigned")
        look(ward.worker, TODAY)
        for days in (-3, 7):
            appointments.book(
                actor=ward.worker,
                at=AT - timedelta(days=4),
                referral_id=made.id,
                kind="one_to_one",
                planned=Planned(AT + timedelta(days=days), 45, "PHONE_CALL", ward.worker.id, ""),
            )
        offer = offered(ward, made, to="west")
        look(ward.elm_worker, TODAY)
        transfers.take(actor=ward.elm_worker, at=AT, transfer_id=offer.id, key_worker=ward.elm_worker.id)
        booked = Appointment.objects.order_by("begins_at").values_list("with_whom", flat=True)
        assert list(booked) == [ward.worker.id, ward.elm_worker.id]

    def test_whoever_had_nobody_waits_at_the_new_unit(self, ward: Ward, referred: Make) -> None:
        offer = offered(ward, referred("accepted"))
        look(ward.worker_south, TODAY)
        made = transfers.take(actor=ward.worker_south, at=AT, transfer_id=offer.id)
        assert (made.state, made.key_worker, made.unit_id) == ("accepted", "", ward.south)

    def test_the_old_unit_reads_that_and_nothing_about_the_person(
        self, ward: Ward, referred: Make, browse: Browse
    ) -> None:
        made = referred("assigned")
        offer = offered(ward, made, to="west")
        look(ward.elm_worker, TODAY)
        transfers.take(actor=ward.elm_worker, at=AT, transfer_id=offer.id, key_worker=ward.elm_worker.id)
        said = words(browse(ward.worker).get(f"/transfers/{offer.id}/"))
        assert "The person was taken on" in said
        assert "Ada" not in said
        assert made.reference not in said
        assert browse(ward.worker_south).get(f"/transfers/{offer.id}/").status_code == 404

    def test_nobody_takes_whoever_s_support_ended(self, ward: Ward, referred: Make) -> None:
        made = referred("accepted")
        offer = offered(ward, made)
        look(ward.practitioner, TODAY)
        with act(actor=ward.practitioner, at=AT, verb="test.moved", subject=("referral", made.id)):
            Referral.objects.filter(id=made.id).update(state="withdrawn", withdrawn_for="MOV")
        look(ward.worker_south, TODAY)
        with pytest.raises(RefusedError, match="ended meanwhile"):
            transfers.take(actor=ward.worker_south, at=AT, transfer_id=offer.id)


class TestTurnedDownOrTakenBack:
    @pytest.mark.parametrize("step", ["turn-down", "take-back"])
    def test_the_person_stays_and_the_other_unit_sees_them_no_more(
        self, ward: Ward, referred: Make, browse: Browse, step: str
    ) -> None:
        offer = offered(ward, referred("assigned"), to="west")
        asker = ward.elm_worker if step == "turn-down" else ward.practitioner
        page = browse(asker).post(f"/transfers/{offer.id}/{step}/", {"because": "No room until June."})
        assert page.status_code == 302
        assert see(ward.worker)
        assert not see(ward.elm_worker)

    def test_with_the_reason_for_whoever_offered(self, ward: Ward, referred: Make, browse: Browse) -> None:
        offer = offered(ward, referred("assigned"), to="west")
        browse(ward.elm_worker).post(f"/transfers/{offer.id}/turn-down/", {"because": "No room until June."})
        said = words(browse(ward.worker).get(f"/transfers/{offer.id}/"))
        assert "No room until June." in said
        assert "Has moved house." in said

    def test_only_by_the_side_whose_step_it_is(self, ward: Ward, referred: Make) -> None:
        offer = offered(ward, referred("assigned"), to="west")
        look(ward.worker, TODAY)
        for step in (transfers.take, transfers.turn_down):
            more = {"because": "No."} if step is transfers.turn_down else {"key_worker": ward.worker.id}
            with pytest.raises(RefusedError, match="to another unit, not to yours"):
                step(actor=ward.worker, at=AT, transfer_id=offer.id, **more)
        look(ward.elm_worker, TODAY)
        with pytest.raises(RefusedError, match="Only the unit that offered"):
            transfers.take_back(actor=ward.elm_worker, at=AT, transfer_id=offer.id)


class TestThePagesOfATransfer:
    def test_offer_and_take_the_person(self, ward: Ward, referred: Make, browse: Browse) -> None:
        made = referred("assigned")
        client = browse(ward.worker)
        page = words(client.get(f"/inbox/{made.reference}/transfer/"))
        assert "South unit: Ash Service" in page
        assert "West unit: Elm Service" in page
        to = f"{ward.west} {ward.elm} {ward.bolton}"
        sent = client.post(f"/inbox/{made.reference}/transfer/", {"to": to, "because": "Moved."}, follow=True)
        assert "Take the offer back" in words(sent)
        offer = f"/transfers/{Transfer.objects.get().id}/"
        taker = browse(ward.elm_worker)
        assert "Ada Niamh" in words(taker.get(offer))
        look(ward.elm_worker, TODAY)
        assert Read.objects.filter(read_by=ward.elm_worker.id, what="transfer").exists()
        assert taker.post(offer, {"key_worker": ward.elm_worker.id}).status_code == 302
        assert see(ward.elm_worker)


class TestARecall:
    def test_pauses_with_a_way_into_prison_healthcare_and_back(
        self, ward: Ward, referred: Make, browse: Browse
    ) -> None:
        made, client, today = referred("assigned"), browse(ward.worker), timezone.localdate()
        assert "prison healthcare is told next" in words(client.get(f"/inbox/{made.reference}/pause/"))
        given = {"reason": "recall", "prison": "HMP Forest Bank"}
        for part in ("day", "month", "year"):
            given[f"since_{part}"] = str(getattr(today, part))
        paused = client.post(f"/inbox/{made.reference}/pause/", given)
        assert paused["Location"] == f"/people/{made.reference}/prison-healthcare/"
        assert "Healthcare, HMP Forest Bank" in client.get(paused["Location"]).content.decode()
        look(ward.worker, TODAY)
        made.refresh_from_db()
        plan, told = ReleasePlan.objects.get(), Told.objects.get(kind="paused")
        assert (made.state, made.release_unknown, plan.prison, plan.chased_by) == (
            "paused",
            "not_told",
            "HMP Forest Bank",
            ward.worker.id,
        )
        assert (told.code, told.about_on) == ("recall", today)
        assert "The first assessment comes next" in words(client.get(f"/inbox/{made.reference}/resume/"))
        assert "When were they released?" in words(client.get(f"/inbox/{made.reference}/resume/"))
        back = {f"released_on_{part}": str(getattr(today, part)) for part in ("day", "month", "year")}
        assert client.post(f"/inbox/{made.reference}/resume/", back).status_code == 302
        look(ward.worker, TODAY)
        made.refresh_from_db()
        assert (made.state, made.pause, made.paused_on) == ("assigned", "", None)

    def test_names_the_prison_or_that_it_is_not_known(self, ward: Ward, referred: Make) -> None:
        made = referred("assigned")
        look(ward.worker, TODAY)
        given = {"actor": ward.worker, "at": AT, "referral_id": made.id, "since": TODAY}
        with pytest.raises(RefusedError, match="Say which prison"):
            pausing.pause(**given, reason="recall")
        with pytest.raises(RefusedError, match="today or a day before"):
            pausing.pause(**{**given, "since": TODAY + timedelta(days=1)}, reason="other")

    def test_may_be_said_by_probation_too(self, ward: Ward, referred: Make) -> None:
        made = referred("assigned")
        look(ward.practitioner, TODAY)
        pausing.pause(
            actor=ward.practitioner,
            at=AT,
            referral_id=made.id,
            reason="remand",
            since=TODAY,
            prison="not known yet",
        )
        made.refresh_from_db()
        assert made.state == "paused"
