"""Do made-up people in great numbers look like people, and only where nobody real is?"""

import os
from typing import Any

import pytest
from django.db import transaction
from tests.caseload.conftest import AT, TODAY, make_ward
from tests.harness import Connection

from throughline.caseload.actions.people import identity_of
from throughline.caseload.models import Appointment, Person, Referral
from throughline.caseload.sight import look
from throughline.caseload.synthetic.desks import make_desks
from throughline.caseload.synthetic.loading import Loaded, load
from throughline.caseload.synthetic.people import people
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.organisations.demonstration import load as load_demonstration


class TestTheGenerator:
    def test_makes_the_same_adults_for_the_same_seed(self) -> None:
        one, two = (list(people(7, 300, TODAY)) for _ in range(2))
        assert one == two
        assert {each.identity.crn for each in one} == {f"X{n:06}" for n in range(300)}
        assert all((each.identity.age_on(TODAY) or 0) >= 18 for each in one)
        assert any(" " not in each.identity.name for each in one), "some people have one name"


class TestABulkOfMadeUpPeople:
    @pytest.fixture
    def loaded(self, committed_db: str, settings: Any) -> tuple[Loaded, list[str]]:
        with transaction.atomic():
            ward = make_ward()
            settings.DEMONSTRATION = True
            load_demonstration(actor=Actor("system:supplied", frozenset({"supplier"})), at=AT)
            desks = make_desks(at=AT, on=TODAY, workers_each=2)
        assert ward
        made = load(
            os.environ["DATABASE_OWNER_URL"],
            desks,
            seed=1,
            how_many=40,
            referrals_each=1.5,
            contacts_each=4,
            at=AT,
        )
        return made, [worker for desk in desks for worker in desk.workers]

    def test_is_seen_by_its_workers_and_nobody_else(self, loaded: tuple[Loaded, list[str]]) -> None:
        made, workers = loaded
        assert made.people == 40
        assert made.referrals >= 40
        seen, theirs, contacts = 0, 0, 0
        with transaction.atomic():
            look(Actor("person:00000000-0000-0000-0000-000000000000", frozenset({"key-worker"})), TODAY)
            assert Referral.objects.count() == 0
            for worker in workers:
                look(Actor(worker, frozenset({"key-worker"})), TODAY)
                theirs += Referral.objects.filter(key_worker=worker).count()
                contacts += Appointment.objects.filter(with_whom=worker).count()
                for person in Person.objects.all()[:2]:
                    assert identity_of(person).crn
                    seen += 1
        assert seen > 10
        assert contacts == theirs * 4 == made.contacts

    def test_is_refused_beside_a_real_person(self, committed_db: str, as_superuser: Connection) -> None:
        with transaction.atomic():
            ward = make_ward()
        as_superuser.execute("SET session_replication_role = replica")
        as_superuser.execute(
            "INSERT INTO caseload_person (id, body_id, identity, wrapped_key, is_made_up, access, access_source,"
            " access_by, legal_hold, deleted_by) VALUES (gen_random_uuid(), %s, '', '', false, 'open', '', '', '', '')",
            [ward.ash],
        )
        with pytest.raises(RefusedError, match="real person"):
            load(
                os.environ["DATABASE_OWNER_URL"],
                [],
                seed=1,
                how_many=1,
                referrals_each=1,
                contacts_each=1,
                at=AT,
            )
