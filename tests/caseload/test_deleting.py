"""How long is a person's record kept, what holds it, and what is left of it when it went?"""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from tests.caseload.conftest import TODAY, Ward, _somebody
from tests.caseload.triage_steps import asked_by, limit, offered
from tests.harness import Connection

from throughline.caseload.actions import deleting, transfers, triage
from throughline.caseload.actions.people import identity_of
from throughline.caseload.models import Person, Referral, SearchHash
from throughline.caseload.queries import keeping
from throughline.caseload.sealed import DeletedError
from throughline.caseload.sight import look
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act
from throughline.ledger.sealer import seal
from throughline.organisations.models import Body

pytestmark = pytest.mark.django_db
Make = Callable[..., Referral]
Browse = Callable[[Actor], Client]
OFFICER = Actor("system:data-protection", frozenset({"data-protection"}))
LATER = datetime(2040, 4, 1, 9, tzinfo=UTC)


@pytest.fixture
def declined(ward: Ward, referred: Make) -> Referral:
    """Somebody whose only referral was declined."""
    made = referred()
    look(ward.worker, TODAY)
    triage.decline(actor=ward.worker, at=timezone.now(), referral_id=made.id, reason="OOA")
    return made


@pytest.fixture
def seven_years(ward: Ward) -> None:
    """The provider keeps a record for seven years."""
    deleting.keep_for(actor=OFFICER, at=timezone.now(), body_id=ward.ash, years=7, since=timezone.localdate())


def years_ago(referral: Referral, ward: Ward, years: int) -> None:
    """All that happened to the referral lies so many years back."""
    look(ward.manager, TODAY)
    long_ago = timezone.now() - timedelta(days=366 * years)
    with act(actor=ward.manager, at=timezone.now(), verb="test.moved", subject=("referral", referral.id)):
        Referral.objects.filter(id=referral.id).update(
            begun_at=long_ago, sent_at=long_ago, triaged_at=long_ago
        )


@pytest.mark.hazard("H14")
class TestARecordPastItsRetention:
    def test_stands_in_the_list_when_its_years_are_nearly_over_and_not_before(
        self, ward: Ward, declined: Referral
    ) -> None:
        look(ward.manager, TODAY)
        ends = timezone.localdate().replace(year=timezone.localdate().year + 7)
        assert keeping.ending(ward.ash, LATER.date()) == [], "no retention is set"
        deleting.keep_for(
            actor=OFFICER, at=timezone.now(), body_id=ward.ash, years=7, since=timezone.localdate()
        )
        assert keeping.ending(ward.ash, ends - timedelta(days=91)) == []
        [found] = keeping.ending(ward.ash, ends)
        assert (found.reference, found.until) == (declined.reference, ends)

    def test_opens_no_more_and_is_not_found(self, ward: Ward, declined: Referral, seven_years: None) -> None:
        look(ward.manager, TODAY)
        for _ in range(2):
            deleting.delete(actor=ward.manager, at=LATER, person_id=declined.person_id)
        gone = Person.objects.get(id=declined.person_id)
        with pytest.raises(DeletedError):
            identity_of(gone)
        assert not SearchHash.objects.exists()
        assert [each.is_empty for each in keeping.gone(ward.ash)] == [True]

    @pytest.mark.parametrize(("at", "words"), [(datetime(2033, 1, 1, tzinfo=UTC), "kept until"), (LATER, "")])
    def test_goes_on_its_day_and_no_day_earlier(
        self, ward: Ward, declined: Referral, seven_years: None, at: datetime, words: str
    ) -> None:
        look(ward.manager, TODAY)
        if words:
            with pytest.raises(RefusedError, match=words):
                deleting.delete(actor=ward.manager, at=at, person_id=declined.person_id)
        else:
            deleting.delete(actor=ward.manager, at=at, person_id=declined.person_id)
        assert bool(Person.objects.get().deleted_at) != bool(words)

    def test_is_kept_while_no_retention_is_set(self, ward: Ward, declined: Referral) -> None:
        look(ward.manager, TODAY)
        with pytest.raises(RefusedError, match="not said how long"):
            deleting.delete(actor=ward.manager, at=LATER, person_id=declined.person_id)

    def test_is_kept_while_a_hold_stands(self, ward: Ward, declined: Referral, seven_years: None) -> None:
        look(ward.manager, TODAY)
        who = {"actor": ward.manager, "at": LATER, "person_id": declined.person_id}
        deleting.hold(**who, because="inquest")
        with pytest.raises(RefusedError, match="legal hold"):
            deleting.delete(**who)
        deleting.hold(**who, because="")
        deleting.delete(**who)
        assert bytes(Person.objects.get().wrapped_key) == b""

    def test_is_held_and_deleted_by_the_service_that_keeps_it_by_now(
        self, ward: Ward, declined: Referral, seven_years: None
    ) -> None:
        """Ash sees the person by the referral that it declined; the record has moved on to Elm."""
        look(ward.manager, TODAY)
        who = {"actor": ward.manager, "at": LATER, "person_id": declined.person_id}
        with act(actor=ward.manager, at=LATER, verb="test.moved", subject=("person", declined.person_id)):
            Person.objects.filter(id=declined.person_id).update(body_id=ward.elm, legal_hold="inquest")
        for because in ("", "claim"):
            with pytest.raises(RefusedError, match="Another service"):
                deleting.hold(**who, because=because)
        with pytest.raises(RefusedError, match="Another service"):
            deleting.delete(**who)
        assert Person.objects.get().legal_hold == "inquest"

    def test_is_kept_while_a_referral_runs(self, ward: Ward, referred: Make, seven_years: None) -> None:
        made = referred("accepted")
        look(ward.manager, TODAY)
        with pytest.raises(RefusedError, match="under way"):
            deleting.delete(actor=ward.manager, at=LATER, person_id=made.person_id)

    @pytest.mark.parametrize("who", ["worker", "practitioner", "head", "officer"])
    def test_is_deleted_by_nobody_but_the_manager(
        self, ward: Ward, declined: Referral, seven_years: None, who: str
    ) -> None:
        look(getattr(ward, who), TODAY)
        with pytest.raises(RefusedError, match="not for your role"):
            deleting.delete(actor=getattr(ward, who), at=LATER, person_id=declined.person_id)


class TestTheNightlyJob:
    def test_deletes_a_month_after_the_end_and_says_so_in_the_ledger(
        self, ward: Ward, declined: Referral, seven_years: None
    ) -> None:
        ends = timezone.now().replace(year=timezone.now().year + 7, day=1)
        assert deleting.delete_what_is_over(at=ends + timedelta(days=20)) == 0
        assert deleting.delete_what_is_over(at=ends + timedelta(days=70)) == 1
        assert deleting.delete_what_is_over(at=ends + timedelta(days=70)) == 0
        look(ward.manager, TODAY)
        [gone] = keeping.gone(ward.ash)
        assert (gone.reference, gone.is_empty, gone.act.actor) == (
            declined.reference, True, deleting.MACHINE.id,
        )  # fmt: skip

    def test_reaches_also_whom_nobody_sees(self, ward: Ward, declined: Referral, seven_years: None) -> None:
        limit(ward, declined, ward.worker.id)
        look(ward.manager, TODAY)
        assert not Person.objects.exists()
        assert keeping.ending(ward.ash, LATER.date()) == []
        assert deleting.delete_what_is_over(at=LATER) == 1
        look(ward.worker, TODAY)
        assert bytes(Person.objects.get().wrapped_key) == b""

    def test_leaves_what_is_held_and_what_runs(
        self, ward: Ward, declined: Referral, referred: Make, seven_years: None
    ) -> None:
        referred("accepted", crn="X222222")
        look(ward.manager, TODAY)
        deleting.hold(actor=ward.manager, at=LATER, person_id=declined.person_id, because="claim")
        assert deleting.delete_what_is_over(at=LATER) == 0

    def test_is_told_of_whom_nobody_else_is(self, ward: Ward, declined: Referral) -> None:
        for actor in (ward.manager, ward.worker, ward.head, ward.officer):
            look(actor, TODAY)
            with connection.cursor() as cursor:
                cursor.execute("SELECT count(*) FROM caseload_over(%s, '2099-01-01')", [ward.ash])
                assert cursor.fetchone() == (0,)


@pytest.mark.hazard("H18")
class TestAPersonWhoMovedToAnotherProvider:
    def test_is_kept_and_deleted_by_the_new_one(self, ward: Ward, referred: Make, seven_years: None) -> None:
        made = referred("assigned")
        transfer = offered(ward, made, to="west")
        look(ward.elm_worker, TODAY)
        transfers.take(
            actor=ward.elm_worker, at=timezone.now(), transfer_id=transfer.id, key_worker=ward.elm_worker.id
        )
        look(ward.elm_manager, TODAY)
        assert Person.objects.get().body_id == ward.elm
        with pytest.raises(RefusedError, match="under way"):
            deleting.delete(actor=ward.elm_manager, at=LATER, person_id=made.person_id)
        assert keeping.rule_of(Person.objects.get().body_id, LATER.date()) is None, (
            "ash's seven years are ash's"
        )


class TestThePages:
    def test_set_how_long_a_record_is_kept(self, ward: Ward, browse: Browse) -> None:
        officer = _somebody("dpo", "data-protection", Body.objects.get(code="gmca"))
        day = timezone.localdate()
        said = {"years": "7", "since_day": day.day, "since_month": day.month, "since_year": day.year}
        client = browse(officer)
        assert "Not set" in client.get("/retention/rules/").content.decode()
        assert client.post("/retention/rules/ash-service/", said).status_code == 302
        assert "7 years" in client.get("/retention/rules/ash-service/").content.decode()
        again = client.post("/retention/rules/ash-service/", said).content.decode()
        assert "Choose another day" in again
        assert (
            "1 to 20" in client.post("/retention/rules/ash-service/", said | {"years": "0"}).content.decode()
        )
        manager = browse(ward.manager)
        manager.post("/retention/rules/ash-service/", said | {"years": "1"})
        assert keeping.rules_of(ward.ash).count() == 1

    def test_hold_a_record_and_end_the_hold(self, ward: Ward, declined: Referral, browse: Browse) -> None:
        page = f"/people/{declined.reference}/keeping/"
        worker, manager = browse(ward.worker), browse(ward.manager)
        worker.post(page, {"step": "hold", "because": "inquest"})
        look(ward.manager, TODAY)
        assert Person.objects.get().legal_hold == ""
        assert "Choose why" in manager.post(page, {"step": "hold"}).content.decode()
        assert manager.post(page, {"step": "hold", "because": "inquest"}).status_code == 302
        assert "An inquest" in manager.get("/retention/").content.decode()
        assert manager.post(page, {"step": "release"}).status_code == 302
        look(ward.manager, TODAY)
        assert Person.objects.get().legal_hold == ""

    def test_delete_a_record_after_its_reference_was_typed_and_show_the_proof(
        self, ward: Ward, declined: Referral, seven_years: None, browse: Browse
    ) -> None:
        page = f"/people/{declined.reference}/delete/"
        manager = browse(ward.manager)
        assert manager.get(page).status_code == 302, "it is kept for seven years yet"
        years_ago(declined, ward, 8)
        assert declined.reference in manager.get("/retention/").content.decode()
        assert "is about" in manager.post(page, {"reference": "DR-222-222"}).content.decode()
        assert manager.post(page, {"reference": declined.reference.lower()}).status_code == 302
        shown = manager.get("/retention/").content.decode()
        assert "No key, nothing to find it by" in shown
        assert manager.get(f"/people/{declined.reference}/").status_code == 404
        assert manager.get(f"/retention/proofs/{declined.person_id}.json").status_code == 404, (
            "it is not sealed"
        )
        seal(at=timezone.now())
        proof = manager.get(f"/retention/proofs/{declined.person_id}.json")
        leaf = json.loads(proof.content)["leaf"]
        assert "person.deleted" in leaf
        assert "X123456" not in proof.content.decode()
        for other in (ward.worker, ward.elm_manager, ward.head):
            assert browse(other).get(f"/retention/proofs/{declined.person_id}.json").status_code in (403, 404)

    def test_are_closed_to_everybody_else(self, ward: Ward, declined: Referral, browse: Browse) -> None:
        for actor in (
            ward.elm_manager,
            ward.elm_worker,
            ward.worker_south,
            ward.head,
            ward.officer,
            ward.court,
        ):
            browser = browse(actor)
            for page in ("keeping", "delete", "agreed", "put-right", "put-right/crn"):
                path = f"/people/{declined.reference}/{page}/"
                assert browser.get(path).status_code in (403, 404), (actor, path)
                assert browser.post(path, {"step": "hold", "because": "claim"}).status_code in (403, 404)
        for actor in (ward.worker, ward.head, ward.officer):
            assert browse(actor).get("/retention/").status_code == 403


class TestTheirCost:
    def test_is_pinned(self, ward: Ward, declined: Referral, seven_years: None, browse: Browse) -> None:
        manager = browse(ward.manager)
        for page, most in (
            ("/retention/", 6),
            ("/limits/", 6),
            (f"/people/{declined.reference}/keeping/", 7),
            (f"/people/{declined.reference}/agreed/", 7),
            (f"/people/{declined.reference}/put-right/", 5),
        ):
            assert asked_by(manager, page) <= most, (page, asked_by(manager, page))


@pytest.mark.hazard("H14")
class TestTheKey:
    def test_never_stood_in_history_and_no_hash_did(self, as_superuser: Connection) -> None:
        columns = as_superuser.execute(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_name LIKE 'caseload_%history'"
        ).fetchall()
        assert ("caseload_personhistory", "identity") in columns
        assert not [each for each in columns if each[1] in ("wrapped_key", "hash", "client_hash", "crn")]
