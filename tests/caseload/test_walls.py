"""What does the database itself show of people on probation, and to whom?"""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone
from tests.caseload.conftest import AT, TODAY, Ward
from tests.harness import Connection

from throughline.caseload.actions import referring
from throughline.caseload.actions.people import identity_of
from throughline.caseload.models import LimitName, Person, Referral, SearchHash
from throughline.caseload.sight import look
from throughline.frame.scope import NO_SIGHT, enter_sight
from throughline.kernel.actor import PUBLIC
from throughline.ledger.actions import act
from throughline.organisations import working
from throughline.organisations.models import WorksIn

pytestmark = pytest.mark.django_db
Make = Callable[..., Referral]


def seen() -> int:
    return Referral.objects.count()


class TestNobodyWhoSaidNotWhoTheyAre:
    def test_sees_a_row(self, referred: Make) -> None:
        referred()
        enter_sight(PUBLIC, NO_SIGHT)
        assert seen() == Person.objects.count() == SearchHash.objects.count() == 0

    def test_sees_its_history(self, referred: Make) -> None:
        referred()
        enter_sight(PUBLIC, NO_SIGHT)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT (SELECT count(*) FROM caseload_referralhistory), (SELECT count(*) FROM caseload_personhistory)"
            )
            assert cursor.fetchone() == (0, 0)


@pytest.mark.hazard("H03")
class TestSomebodyInSight:
    def test_of_the_unit_sees_it(self, ward: Ward, referred: Make) -> None:
        made = referred()
        for actor in (ward.practitioner, ward.head, ward.worker, ward.manager):
            look(actor, TODAY)
            assert seen() == 1
            assert (
                identity_of(Referral.objects.select_related("person").get(id=made.id).person).name
                == "Ada Niamh O’Shea-Quinn"
            )

    def test_of_another_unit_or_provider_does_not(self, ward: Ward, referred: Make) -> None:
        referred()
        for actor in (
            ward.worker_south,
            ward.elm_worker,
            ward.elm_manager,
            ward.west_practitioner,
            ward.officer,
            ward.court,
        ):
            look(actor, TODAY)
            assert seen() == Person.objects.count() == SearchHash.objects.count() == 0, actor

    def test_loses_it_when_their_work_in_the_unit_ends(self, ward: Ward, referred: Make) -> None:
        referred()
        [row] = WorksIn.objects.filter(person=ward.worker.id.removeprefix("person:"))
        working.end_worker(actor=ward.manager, at=AT, works_in_id=row.id, on=TODAY)
        look(ward.worker, TODAY)
        assert seen() == 0

    def test_sees_no_draft_but_their_own(self, ward: Ward, referred: Make) -> None:
        referred("draft")
        for actor, many in ((ward.practitioner, 1), (ward.head, 0), (ward.worker, 0), (ward.manager, 0)):
            look(actor, TODAY)
            assert seen() == many

    def test_cannot_send_what_they_do_not_see(self, ward: Ward, referred: Make) -> None:
        made = referred("draft")
        look(ward.head, TODAY)
        with pytest.raises(Referral.DoesNotExist):
            referring.send(actor=ward.head, at=AT, referral=made.id, send_key="once")


@pytest.mark.hazard("H02")
class TestALimitedRecord:
    def limit(self, ward: Ward, made: Referral, access: str, good_until: date, **names: str) -> None:
        look(ward.head, TODAY)
        with act(actor=ward.head, at=AT, verb="limit.set", subject=("person", made.person_id)):
            for kind, staff in names.items():
                LimitName.objects.create(person_id=made.person_id, kind=kind, staff=staff)
            Person.objects.filter(id=made.person_id).update(
                access=access,
                access_source="probation",
                access_on=TODAY,
                access_by=ward.head.id,
                access_good_until=good_until,
            )

    @pytest.mark.parametrize(
        ("access", "kind", "sees", "not_sees"),
        [("restricted", "may", "worker", "manager"), ("excluding", "may_not", "manager", "worker")],
    )
    def test_is_shown_as_it_says(
        self, ward: Ward, referred: Make, access: str, kind: str, sees: str, not_sees: str
    ) -> None:
        made = referred()
        self.limit(ward, made, access, timezone.localdate() + timedelta(days=5), **{kind: ward.worker.id})
        look(getattr(ward, sees), TODAY)
        assert seen() == 1
        look(getattr(ward, not_sees), TODAY)
        assert seen() == Person.objects.count() == SearchHash.objects.count() == 0

    def test_that_is_stale_is_shown_to_nobody(self, ward: Ward, referred: Make) -> None:
        made = referred()
        self.limit(ward, made, "restricted", timezone.localdate() - timedelta(days=1), may=ward.worker.id)
        for actor in (ward.worker, ward.manager, ward.head):
            look(actor, TODAY)
            assert seen() == 0

    def test_that_is_not_known_is_shown_to_nobody(self, ward: Ward, referred: Make) -> None:
        made = referred()
        look(ward.head, TODAY)
        with act(actor=ward.head, at=AT, verb="limit.set", subject=("person", made.person_id)):
            Person.objects.filter(id=made.person_id).update(access="unknown")
        for actor in (ward.practitioner, ward.worker, ward.manager, ward.head):
            look(actor, TODAY)
            assert seen() == 0


@pytest.mark.hazard("H02")
class TestTheTables:
    def test_each_says_its_wall_and_is_held_to_it_even_for_its_owner(self, db: None) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT relname, relrowsecurity AND relforcerowsecurity FROM pg_class"
                " WHERE relkind IN ('r', 'p') AND relname LIKE 'caseload\\_%'"
            )
            tables = dict(cursor.fetchall())
        assert [name for name, is_walled in tables.items() if not is_walled] == []
        assert {each._meta.db_table for each in apps.get_app_config("caseload").get_models()} == set(tables)

    def test_hold_a_policy_for_the_keeper(self, as_owner: Connection) -> None:
        found = as_owner.execute(
            "SELECT count(*) FROM pg_class c WHERE relname LIKE 'caseload%' AND relrowsecurity AND NOT EXISTS"
            " (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid AND polname = 'keeper_keeps')"
        ).fetchone()
        assert found == (0,)

    def test_show_none_of_their_rows_to_everybody(self, as_owner: Connection) -> None:
        open_to_all = as_owner.execute(
            "SELECT polrelid::regclass::text FROM pg_policy WHERE polroles && ARRAY['app'::regrole::oid, 0::oid]"
            " AND polcmd IN ('r', '*') AND pg_get_expr(polqual, polrelid) = 'true'"
            " AND polrelid::regclass::text LIKE 'caseload\\_%'"
        )
        assert open_to_all.fetchall() == []

    def test_whose_rows_stay_give_nobody_who_serves_the_right_to_change_them(
        self, as_owner: Connection
    ) -> None:
        stay = [
            each._meta.db_table
            for each in apps.get_app_config("caseload").get_models()
            if any(one.name == "rows_stay_as_they_are" for one in getattr(each._meta, "triggers", ()))
        ]
        assert len(stay) >= 6
        rights = as_owner.execute(
            "SELECT t, r FROM unnest(%s::text[]) t, unnest(ARRAY['app', 'keeper']) r"
            " WHERE has_table_privilege(r, t, 'UPDATE') OR has_table_privilege(r, t, 'DELETE')"
            " OR has_table_privilege(r, t, 'TRUNCATE')",
            [stay],
        )
        assert rights.fetchall() == []
