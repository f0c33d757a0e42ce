"""What does somebody achieve who may sign in and means harm: forms that say more, other rows, hostile words?"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings
from django.utils import timezone
from tests.caseload.conftest import ADMINISTRATOR, AT, SUPPLIER, TODAY, _somebody, make_referral, make_ward
from tests.caseload.hidden_people import (
    NAMES,
    Hidden,
    House,
    addresses_of,
    fingerprint,
    hide,
    lists_for,
    make_house,
    signed_in,
    undone,
)
from tests.caseload.triage_steps import deleted

from throughline.caseload import interventions_supplied
from throughline.caseload.actions import limits, referring, triage
from throughline.caseload.models import Glass, LimitName, Person, Referral, SearchHash
from throughline.caseload.sight import look, look_for_provider
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.organisations import actions as organisations
from throughline.organisations import working
from throughline.organisations.models import Body
from throughline.organisations.models import Person as Staff


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: Any) -> Iterator[House]:
    """The ward and those around it; undone at the end."""
    with django_db_blocker.unblock(), override_settings(SECOND_STEP_REQUIRED=False), transaction.atomic():
        made = make_house(make_ward())
        interventions_supplied.load(actor=SUPPLIER, at=AT)
        yield made
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def back(house: House) -> Iterator[None]:
    """Each test begins with the same house."""
    with undone():
        yield


@pytest.fixture
def two(house: House) -> tuple[Referral, Hidden]:
    """Two people of the north unit whom its worker sees; the second with a row in every table."""
    return make_referral(house.ward, "assigned"), hide(house, "north")


class TestSomebodyInSight:
    def test_has_no_page_that_shows_the_row_of_another(
        self, house: House, two: tuple[Referral, Hidden]
    ) -> None:
        """Both are in sight: still a row is read and changed only under its own person."""
        first, second = two
        found = []
        for actor in (house.ward.worker, house.ward.manager, house.ward.practitioner, house.ward.head):
            browser = signed_in(actor)
            for asked, path in addresses_of(second, actor):
                swapped = path.replace(second.referral.reference, first.reference)
                if swapped == path or not re.search(r"[0-9a-f]{8}-", path):
                    continue
                for answer in (browser.get(swapped), browser.post(swapped, {"revision": "0"})):
                    if answer.status_code not in (404, 405) and asked != "referral-answer":
                        found.append(f"{actor.roles} {asked}: {answer.status_code}")
        assert not found, "\n".join(found)


class TestAFormThatSaysMore:
    def test_changes_what_it_asks_for_and_nothing_else(self, house: House) -> None:
        ward = house.ward
        made = make_referral(ward, "sent")
        more = {
            "state": "closed", "access": "open", "key_worker": ward.elm_worker.id, "unit": str(ward.west),
            "provider": str(ward.elm), "begun_by": ward.worker.id, "is_made_up": "", "sent_by": ward.worker.id,
            "id": str(ward.west), "person": str(ward.west), "reference": "DR-222-222", "legal_hold": "mine",
        }  # fmt: skip
        assert signed_in(ward.worker).post(f"/inbox/{made.reference}/accept/", more).status_code == 302
        look(ward.worker, TODAY)
        found = Referral.objects.select_related("person").get(id=made.id)
        assert (found.state, found.unit_id, found.provider_id, found.key_worker, found.begun_by) == (
            "accepted", ward.north, ward.ash, "", ward.practitioner.id,
        )  # fmt: skip
        assert found.person.legal_hold == ""

    def test_gives_a_person_to_nobody_of_another_unit(self, house: House) -> None:
        ward = house.ward
        made = make_referral(ward, "accepted")
        for other in (ward.elm_worker, ward.worker_south, ward.practitioner, ward.officer, house.gone):
            signed_in(ward.manager).post(
                f"/inbox/{made.reference}/allocate/", {"key_worker": other.id, "worker": other.id}
            )
            look(ward.manager, TODAY)
            assert Referral.objects.get(id=made.id).key_worker == ""

    def test_refers_nobody_to_a_unit_that_is_not_the_actors(self, house: House) -> None:
        ward = house.ward
        browser = signed_in(ward.practitioner)
        service = f"{ward.west}:{ward.bolton}:{ward.elm}"
        browser.post("/referrals/new/", {"crn": "X777777", "service": service, "unit": str(ward.west)})
        for actor in (ward.west_practitioner, ward.elm_worker):
            look(actor, TODAY)
            assert not Referral.objects.exists()


class TestWhoeverOpenedARecord:
    def test_sees_it_no_more_when_its_hours_are_over(self, house: House) -> None:
        ward = house.ward
        made = make_referral(ward, "assigned")
        browser = signed_in(ward.elm_worker)
        said = {"reference": made.reference, "because": "Found unconscious at our door."}
        assert browser.post("/break-glass/", said).status_code == 302
        assert browser.get(f"/people/{made.reference}/").status_code == 200
        look(ward.elm_worker, TODAY)
        from throughline.ledger.actions import act

        with act(actor=ward.elm_worker, at=AT, verb="test.moved", subject=("person", made.person_id)):
            Glass.objects.update(open_until=timezone.now() - timedelta(hours=2))
        assert browser.get(f"/people/{made.reference}/").status_code == 404

    def test_sees_no_draft_of_somebody_else_about_the_person(self, house: House) -> None:
        ward = house.ward
        made = make_referral(ward, "assigned")
        look(house.colleague, TODAY)
        from throughline.caseload.actions import referrals
        from throughline.caseload.sealed import Asked, Identity

        draft = referrals.begin(
            actor=house.colleague, at=AT, provider_id=ward.ash, unit_id=ward.north, place_id=ward.bolton,
            identity=Identity(), asked=Asked(), person=Person.objects.get(id=made.person_id), is_made_up=True,
        )  # fmt: skip
        look(ward.elm_worker, TODAY)
        limits.break_glass(
            actor=ward.elm_worker, at=timezone.now(), reference=made.reference, because="Found at our door."
        )
        look(ward.elm_worker, TODAY)
        assert list(Referral.objects.all()) == [made]
        with pytest.raises(RefusedError):
            limits.break_glass(
                actor=ward.elm_worker,
                at=timezone.now(),
                reference=draft.reference,
                because="Found at our door.",
            )

    def test_does_not_change_what_they_opened_by_a_form(self, house: House) -> None:
        ward = house.ward
        made = make_referral(ward, "sent")
        browser = signed_in(ward.elm_worker)
        browser.post(
            "/break-glass/", {"reference": made.reference, "because": "Found unconscious at our door."}
        )
        browser.post(f"/inbox/{made.reference}/accept/")
        look(ward.worker, TODAY)
        assert Referral.objects.get(id=made.id).state == "sent"

    def test_is_not_reviewed_by_themselves(self, house: House) -> None:
        ward = house.ward
        made = make_referral(ward, "assigned")
        browser = signed_in(ward.manager)
        browser.post(
            "/break-glass/", {"reference": made.reference, "because": "Found unconscious at our door."}
        )
        look(ward.manager, TODAY)
        glass = Glass.objects.get()
        browser.post(f"/break-glass/reviews/{glass.id}/", {"was_right": "yes", "words": "It was."})
        assert Glass.objects.get().reviewed_at is None


class TestManagersOfOtherUnits:
    @pytest.mark.parametrize("viewer", ["elm_manager", "west_head"])
    def test_count_no_limit_and_no_broken_glass(self, house: House, viewer: str) -> None:
        ward = house.ward
        probation = Body.objects.get(code="probation-greater-manchester")
        actor = (
            ward.elm_manager
            if viewer == "elm_manager"
            else _somebody("west-head", "head-of-unit", probation, ward.west)
        )
        hide(house, "restricted")
        look(actor, TODAY)
        assert LimitName.objects.count() == Glass.objects.count() == 0


class TestPlacing:
    def test_widens_nobodys_own_sight(self, house: House) -> None:
        ward, hidden = house.ward, hide(house, "west")
        before = fingerprint(hidden.seen_by)
        for actor in (ward.head, ward.manager):
            with pytest.raises(RefusedError):
                working.place_worker(
                    actor=actor,
                    at=AT,
                    person_id=_id(actor),
                    unit_id=ward.west,
                    since=TODAY - timedelta(days=1),
                )
            browser = signed_in(actor)
            paths = [f"/units/{ward.west}/place/", f"/working/{ward.west}/", f"/placing/{ward.west}/"]
            for path in paths:
                browser.post(path, {"person": _id(actor), "since": "1/1/2026"})
            look(actor, TODAY)
            assert not Referral.objects.exists()
        assert fingerprint(hidden.seen_by) == before

    def test_by_a_practitioner_is_refused(self, house: House) -> None:
        ward = house.ward
        for actor in (ward.practitioner, ward.worker, ward.court, ward.officer):
            with pytest.raises(RefusedError):
                working.place_worker(actor=actor, at=AT, person_id=_id(actor), unit_id=ward.west, since=TODAY)


class TestSomebodyWithTwoRoles:
    @pytest.fixture(scope="class")
    @classmethod
    def elsewhere(cls, house: House) -> Iterator[list[Hidden]]:
        """Whom none of them sees, made once."""
        with undone():
            yield [hide(house, kind) for kind in ("west", "restricted", "draft")]

    @pytest.mark.parametrize(
        ("name", "more"),
        [("worker", "provider-manager"), ("practitioner", "key-worker"), ("practitioner", "provider-manager"),
         ("court", "key-worker"), ("worker", "head-of-unit"), ("worker", "probation-practitioner")],
    )  # fmt: skip
    def test_sees_no_unit_but_their_own_and_no_other_provider(
        self, house: House, elsewhere: list[Hidden], name: str, more: str
    ) -> None:
        ward = house.ward
        was = house.actor(name)
        organisations.grant_role(actor=ADMINISTRATOR, at=AT, person=Staff.objects.get(id=_id(was)), role=more)
        actor = Actor(was.id, was.roles | {more})
        browser = signed_in(actor)
        for hidden in elsewhere:
            for asked, path in addresses_of(hidden, actor):
                assert asked == "referral-sent" or browser.get(path).status_code in (404, 405), asked
        look(actor, TODAY)
        assert {*Referral.objects.values_list("provider_id", flat=True)} <= {ward.ash}

    def test_of_both_sides_reads_nothing_of_probations_own_as_a_provider(self, house: House) -> None:
        ward = house.ward
        actor = Actor(ward.worker.id, frozenset({"key-worker", "probation-practitioner"}))
        look(actor, TODAY)
        from throughline.caseload.models import ProbationRecord

        assert not ProbationRecord.objects.exists()


class TestSomebodyWhomTwoProvidersKnow:
    def test_is_two_records_and_neither_shows_the_other(self, house: House) -> None:
        ward = house.ward
        ours = make_referral(ward, "assigned")
        elm = replace(
            ward, ash=ward.elm, north=ward.west, worker=ward.elm_worker, practitioner=ward.west_practitioner
        )
        theirs = make_referral(elm, "assigned")
        assert ours.person_id != theirs.person_id
        for actor, own, other in ((ward.worker, ours, theirs), (ward.elm_worker, theirs, ours)):
            look(actor, TODAY)
            assert [*Referral.objects.values_list("id", flat=True)] == [own.id]
            browser = signed_in(actor)
            shown = browser.post("/my-people/", {"q": "X123456"}, follow=True).content.decode()
            assert own.reference in shown
            assert other.reference not in shown
            for answer in (
                browser.get(f"/people/{own.reference}/"),
                browser.get(f"/people/{own.reference}/access/"),
            ):
                assert other.reference not in answer.content.decode()


class TestTheCourtTeam:
    def test_sees_what_they_sent_themselves_and_nothing_else(self, house: House) -> None:
        ward = house.ward
        hide(house, "north")
        own = make_referral(replace(ward, practitioner=ward.court), "assigned")
        look(ward.court, TODAY)
        assert list(Referral.objects.all()) == [own]
        browser = signed_in(ward.court)
        shown = browser.get("/referrals/").content.decode()
        assert own.reference in shown
        assert NAMES["north"][1] not in shown


class TestJobs:
    def test_remind_nobody_whose_record_is_limited(self, house: House) -> None:
        ward = house.ward
        for access in ("restricted", "excluding"):
            made = make_referral(ward, "assigned")
            look(ward.head, TODAY)
            limits.limit(
                actor=ward.head, at=timezone.now(), referral_id=made.id, access=access, source="Duty manager",
                said_on=timezone.localdate(), staff=[house.trusted.id],
            )  # fmt: skip
        look_for_provider(Actor("system:reminders", frozenset({"system"})), ward.ash, TODAY)
        assert not Referral.objects.exists()


class TestADraftThrownAway:
    def test_leaves_nothing_by_which_the_person_is_found(self, house: House) -> None:
        ward = house.ward
        made = make_referral(ward, "draft")
        look(ward.practitioner, TODAY)
        referring.discard(actor=ward.practitioner, at=timezone.now(), referral_id=made.id)
        assert not SearchHash.objects.filter(person=made.person_id).exists()


class TestADeletedPerson:
    def test_opens_on_no_page_and_breaks_none(self, house: House) -> None:
        ward = house.ward
        made = make_referral(ward, "sent", family_name="Quixworthy")
        look(ward.worker, TODAY)
        triage.decline(actor=ward.worker, at=timezone.now(), referral_id=made.id, reason="OOA")
        look(ward.manager, TODAY)
        deleted(ward, made.person_id)
        made = Referral.objects.get(id=made.id)
        gone = Hidden("restricted", made, ward.manager, _no_rows())
        found, asked = [], set[tuple[str, str]]()
        for side, actor in (
            ("provider", ward.worker),
            ("provider", ward.manager),
            ("probation", ward.practitioner),
            ("probation", ward.head),
        ):
            browser = signed_in(actor)
            browser.raise_request_exception = False
            pages = {(side, path) for _, path in addresses_of(gone, actor)} - asked  # once for each side
            asked |= pages
            for path in [*lists_for(actor), "/", *(path for _, path in sorted(pages))]:
                answer = browser.get(path)
                if answer.status_code >= 500 or "Quixworthy" in answer.content.decode("utf-8", "replace"):
                    found.append(f"{actor.roles} {path}: {answer.status_code}")
        assert not found, "\n".join(found)


def _no_rows() -> Any:
    from collections import defaultdict
    from uuid import uuid4

    return defaultdict(uuid4)


def _id(actor: Actor) -> Any:
    from uuid import UUID

    return UUID(actor.id.removeprefix("person:"))
