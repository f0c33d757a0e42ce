"""Who says who works in which unit, and what does it do to whom they see?"""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.utils import timezone
from tests.caseload.conftest import ADMINISTRATOR, AT, TODAY, Ward
from tests.pages import words

from throughline.caseload.models import Referral
from throughline.caseload.sight import look
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.organisations import actions, working
from throughline.organisations.models import Body, UnitServed, WorksIn
from throughline.organisations.placing.rules import may_place

pytestmark = pytest.mark.django_db
Browse = Callable[[Actor], Client]
Make = Callable[..., Referral]


def person(actor: Actor) -> str:
    return actor.id.removeprefix("person:")


def row_of(actor: Actor) -> str:
    return str(WorksIn.objects.get(person=person(actor)).id)


@pytest.fixture
def administrator(ward: Ward) -> Actor:
    """Somebody who administers, at the combined authority."""
    one = actions.add_person(
        actor=ADMINISTRATOR,
        at=AT,
        name="Made-up administrator",
        email="administrator@example.org",
        body=Body.objects.get(code="gmca"),
    )
    actions.grant_role(actor=ADMINISTRATOR, at=AT, person=one, role="administrator")
    return Actor(f"person:{one.id}", frozenset({"administrator"}))


class TestTheRule:
    own, other, unit, elsewhere = uuid4(), uuid4(), uuid4(), uuid4()

    @pytest.mark.parametrize(
        ("role", "body", "unit", "may"),
        [
            ("administrator", other, elsewhere, True),
            ("provider-manager", own, unit, True),
            ("provider-manager", other, unit, False),
            ("provider-manager", own, elsewhere, False),
            ("head-of-unit", own, unit, True),
            ("head-of-unit", other, unit, False),
            ("head-of-unit", own, elsewhere, False),
            ("key-worker", own, unit, False),
            ("probation-practitioner", own, unit, False),
            ("programme-officer", own, unit, False),
        ],
    )
    def test_lets_a_manager_place_their_own_people_in_their_own_units_alone(
        self, role: str, body: UUID, unit: UUID, may: bool
    ) -> None:
        actor = Actor("person:x", frozenset({role}))
        verdict = may_place(actor, own_body=self.own, own_units={self.unit}, body=body, unit=unit)
        assert bool(verdict) is may


class TestThePage:
    def test_shows_a_manager_their_own_units_and_people(self, ward: Ward, browse: Browse) -> None:
        said = words(browse(ward.manager).get("/working/"))
        assert "North unit" in said
        assert "Served by Ash Service since 1 January 2026" in said
        assert "Made-up worker" in said
        assert "Made-up practitioner" not in said
        assert "West unit" not in said

    def test_shows_a_head_their_unit_and_its_probation_staff(self, ward: Ward, browse: Browse) -> None:
        said = words(browse(ward.head).get("/working/"))
        assert "North unit" in said
        assert "Made-up practitioner" in said
        assert "Made-up worker" not in said
        assert "South unit" not in said

    def test_shows_an_administrator_everything(
        self, ward: Ward, administrator: Actor, browse: Browse
    ) -> None:
        said = words(browse(administrator).get("/working/"))
        for each in ("North unit", "South unit", "West unit", "Made-up practitioner", "Made-up elm-worker"):
            assert each in said

    def test_is_for_nobody_else(self, ward: Ward, browse: Browse) -> None:
        for actor in (ward.worker, ward.practitioner, ward.officer, ward.court):
            assert browse(actor).get("/working/").status_code == 403

    def test_places_somebody_who_sees_the_unit_s_people_from_then_on(
        self, ward: Ward, referred: Make, browse: Browse
    ) -> None:
        referred()
        look(ward.worker_south, timezone.localdate())
        assert not Referral.objects.exists()
        given = {"person": person(ward.worker_south), "since": f"{timezone.localdate():%d/%m/%Y}"}
        client = browse(ward.manager)
        assert client.post(f"/working/{ward.north}/add/", given).status_code == 302
        look(ward.worker_south, timezone.localdate())
        assert Referral.objects.exists()
        assert "has not been chosen" in words(client.post(f"/working/{ward.north}/add/", {"since": ""}))

    def test_ends_with_its_own_question_and_ends_sight(
        self, ward: Ward, referred: Make, browse: Browse
    ) -> None:
        referred()
        client, today = browse(ward.manager), timezone.localdate()
        address = f"/working/people/{row_of(ward.worker)}/end/"
        assert "From that day they see nobody of this unit" in words(client.get(address))
        assert client.post(address, {"on": f"{today:%d/%m/%Y}"}).status_code == 302
        look(ward.worker, today)
        assert not Referral.objects.exists()
        assert "This ended already" in words(client.post(address, {"on": f"{today:%d/%m/%Y}"}))

    @pytest.mark.parametrize("who", ["elm_manager", "head"])
    def test_hides_other_organisations_people(self, ward: Ward, browse: Browse, who: str) -> None:
        client = browse(getattr(ward, who))
        assert client.get(f"/working/people/{row_of(ward.worker)}/end/").status_code == 404
        with pytest.raises(RefusedError, match="another organisation"):
            working.end_worker(
                actor=getattr(ward, who), at=AT, works_in_id=UUID(row_of(ward.worker)), on=TODAY
            )

    def test_lets_no_manager_widen_their_own_sight(self, ward: Ward, browse: Browse) -> None:
        client = browse(ward.elm_manager)
        assert client.get(f"/working/{ward.north}/add/").status_code == 404
        with pytest.raises(RefusedError, match="not one of yours"):
            working.place_worker(
                actor=ward.elm_manager,
                at=AT,
                person_id=UUID(person(ward.elm_worker)),
                unit_id=ward.north,
                since=TODAY,
            )
        with pytest.raises(RefusedError, match="Which provider serves"):
            working.serve_unit(
                actor=ward.elm_manager, at=AT, body_id=ward.elm, unit_id=ward.north, since=TODAY
            )
        assert client.get("/working/serve/").status_code == 403

    def test_lets_an_administrator_say_who_serves_a_unit_and_until_when(
        self, ward: Ward, administrator: Actor, browse: Browse
    ) -> None:
        client, today = browse(administrator), timezone.localdate()
        given = {"unit": str(ward.west), "body": str(ward.ash), "since": f"{today:%d/%m/%Y}"}
        assert client.post("/working/serve/", given).status_code == 302
        row = UnitServed.objects.get(unit=ward.west, body=ward.ash)
        later = today + timedelta(days=1)
        assert client.post(f"/working/serving/{row.id}/end/", {"on": f"{later:%d/%m/%Y}"}).status_code == 302
        assert ward.ash not in [body for body, _ in working.providers_of(ward.west, later)]
