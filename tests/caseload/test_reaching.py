"""Who says how a unit is reached, when a clinic is held and where concerns go, and who is told?"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.caseload.conftest import ADMINISTRATOR, AT, Ward
from tests.pages import words

from throughline.caseload.actions import reaching
from throughline.caseload.actions.reaching import Desk, Held
from throughline.caseload.models import Clinic, Route, UnitDesk
from throughline.caseload.queries.referring import contact_of
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act
from throughline.ledger.models import Act
from throughline.organisations.models import UnitPlace

pytestmark = pytest.mark.django_db
Browse = Callable[[Actor], Client]
DESK = Desk("The duty desk, 0161 496 0300", "Room 2", time(9), time(16, 30))
MONDAYS = Held(0, time(10), 30, 6, "Room 2", date(2026, 3, 2))
TYPED = {
    "single_point_of_contact": "The duty desk, 0161 496 0300",
    "opens": "9am", "closes": "4:30pm", "clinic": "",
}  # fmt: skip


@pytest.fixture
def covered(ward: Ward) -> Ward:
    """North and west cover Bolton."""
    with act(actor=ADMINISTRATOR, at=AT, verb="test.made", subject=("unit", "covered")):
        for unit in (ward.north, ward.west):
            UnitPlace.objects.create(unit_id=unit, place_id=ward.bolton)
    return ward


class TestAUnit:
    def test_is_reached_as_its_head_says_and_whoever_refers_is_told(self, ward: Ward) -> None:
        assert contact_of(ward.north) != DESK.single_point_of_contact
        reaching.say_desk(actor=ward.head, at=AT, unit_id=ward.north, desk=DESK)
        assert contact_of(ward.north) == DESK.single_point_of_contact
        assert Act.objects.filter(verb="unit.desk_said", subject_id=str(ward.north)).count() == 1

    def test_has_one_desk_however_often_it_is_said(self, ward: Ward) -> None:
        for closes in (time(16), time(17)):
            reaching.say_desk(
                actor=ward.officer, at=AT, unit_id=ward.north, desk=replace(DESK, closes=closes)
            )
        assert UnitDesk.objects.get(unit=ward.north).closes == time(17)

    @pytest.mark.parametrize("who", ["practitioner", "worker", "manager", "west_practitioner"])
    def test_is_not_for_anybody_else_to_say(self, ward: Ward, who: str) -> None:
        with pytest.raises(RefusedError, match="head of the unit or a programme officer"):
            reaching.say_desk(actor=getattr(ward, who), at=AT, unit_id=ward.north, desk=DESK)

    def test_is_not_for_the_head_of_another_unit(self, ward: Ward) -> None:
        with pytest.raises(RefusedError, match="You do not say how this unit is reached"):
            reaching.say_desk(actor=ward.head, at=AT, unit_id=ward.west, desk=DESK)

    def test_does_not_close_before_it_opens(self, ward: Ward) -> None:
        with pytest.raises(RefusedError, match="close before they open"):
            reaching.say_desk(
                actor=ward.head, at=AT, unit_id=ward.north, desk=replace(DESK, closes=time(8, 59))
            )


class TestAClinic:
    def test_is_held_by_the_manager_whose_service_serves_the_unit(self, ward: Ward) -> None:
        row = reaching.hold_clinic(actor=ward.manager, at=AT, unit_id=ward.north, held=MONDAYS)
        assert (row.body_id, row.held_until) == (ward.ash, None)

    def test_is_on_record_once(self, ward: Ward) -> None:
        reaching.hold_clinic(actor=ward.manager, at=AT, unit_id=ward.north, held=MONDAYS)
        with pytest.raises(RefusedError, match="on record already"):
            reaching.hold_clinic(actor=ward.manager, at=AT, unit_id=ward.north, held=MONDAYS)

    @pytest.mark.parametrize("who", ["elm_manager", "worker", "head", "officer"])
    def test_is_not_for_anybody_else(self, ward: Ward, who: str) -> None:
        with pytest.raises(RefusedError, match="manager of the service"):
            reaching.hold_clinic(actor=getattr(ward, who), at=AT, unit_id=ward.north, held=MONDAYS)

    def test_fits_into_its_day(self, ward: Ward) -> None:
        late = replace(MONDAYS, begins=time(22), times=5)
        with pytest.raises(RefusedError, match="do not fit"):
            reaching.hold_clinic(actor=ward.manager, at=AT, unit_id=ward.north, held=late)

    def test_ends_from_today_on_and_not_before(self, ward: Ward) -> None:
        row = reaching.hold_clinic(actor=ward.manager, at=AT, unit_id=ward.north, held=MONDAYS)
        with pytest.raises(RefusedError, match="not undone"):
            reaching.end_clinic(actor=ward.manager, at=AT, clinic_id=row.id, until=date(2026, 3, 1))
        reaching.end_clinic(actor=ward.manager, at=AT, clinic_id=row.id, until=date(2026, 3, 9))
        assert Clinic.objects.get(id=row.id).held_until == date(2026, 3, 9)

    def test_is_not_ended_by_another_service(self, ward: Ward) -> None:
        row = reaching.hold_clinic(actor=ward.manager, at=AT, unit_id=ward.north, held=MONDAYS)
        with pytest.raises(RefusedError, match="manager of the service"):
            reaching.end_clinic(actor=ward.elm_manager, at=AT, clinic_id=row.id, until=date(2026, 4, 1))


class TestAConcern:
    def said(self, ward: Ward, actor: Actor, hours: int = 4) -> Route:
        return reaching.say_route(
            actor=actor, at=AT, place_id=ward.bolton, kind="children", contact="The hub", within_hours=hours
        )

    def test_goes_where_the_head_of_a_unit_that_covers_the_place_says(self, covered: Ward) -> None:
        self.said(covered, covered.head)
        self.said(covered, covered.officer, hours=2)
        assert Route.objects.get(place=covered.bolton).within_hours == 2

    def test_goes_nowhere_else_because_somebody_elses_unit_says_so(self, ward: Ward) -> None:
        with pytest.raises(RefusedError, match="head of the unit"):
            self.said(ward, ward.head)


class TestThePages:
    def test_teach_before_anybody_has_said_anything(self, covered: Ward, browse: Browse) -> None:
        page = words(browse(covered.practitioner).get("/units/"))
        assert "Nobody has said how" in page
        one = words(browse(covered.practitioner).get(f"/units/{covered.north}/"))
        assert "people are sent to the head of the unit" in one
        assert "Say how it is reached" not in one

    def test_keep_what_the_head_types_and_show_it_to_everybody(self, covered: Ward, browse: Browse) -> None:
        sent = browse(covered.head).post(f"/units/{covered.north}/desk/", TYPED)
        assert sent.headers["Location"] == f"/units/{covered.north}/"
        assert "The duty desk" in words(browse(covered.worker).get(f"/units/{covered.north}/"))

    def test_keep_nothing_from_the_head_of_another_unit_and_lose_nothing(
        self, covered: Ward, browse: Browse
    ) -> None:
        page = browse(covered.head).post(f"/units/{covered.west}/desk/", TYPED).content.decode()
        assert "You do not say how this unit is reached" in page
        assert 'value="4:30pm"' in page
        assert not UnitDesk.objects.exists()

    def test_take_a_route_and_a_clinic(self, covered: Ward, browse: Browse) -> None:
        route = f"/units/{covered.north}/concerns/{covered.bolton}/adults/"
        browse(covered.head).post(route, {"contact": "Adult safeguarding", "within_hours": "12"})
        today = timezone.localdate()
        held: dict[str, Any] = {
            "weekday": "1",
            "begins": "10am",
            "minutes": "30",
            "times": "6",
            "place": "Room 2",
        }
        held |= {f"held_from_{part}": getattr(today, part) for part in ("day", "month", "year")}
        browse(covered.manager).post(f"/units/{covered.north}/clinic/", held)
        page = words(browse(covered.manager).get(f"/units/{covered.north}/"))
        assert "Adult safeguarding 12 hours" in page
        assert "Tuesdays from 10:00, 6 times of 30 minutes" in page
        assert "End" in page

    @pytest.mark.parametrize("hours", ["0", "169", "soon", ""])
    def test_refuse_hours_that_are_none(self, covered: Ward, browse: Browse, hours: str) -> None:
        route = f"/units/{covered.north}/concerns/{covered.bolton}/adults/"
        page = browse(covered.head).post(route, {"contact": "Adults", "within_hours": hours})
        assert page.status_code == 200
        assert not Route.objects.exists()

    @pytest.mark.parametrize("hostile", ["Be\x00fore", "x" * 1_000_000, "<script>alert('x')</script>"])
    def test_break_on_nothing_that_is_typed(self, covered: Ward, browse: Browse, hostile: str) -> None:
        head = browse(covered.head)
        for path in ("desk/", f"concerns/{covered.bolton}/adults/"):
            names = ("single_point_of_contact", "opens", "closes", "clinic", "contact", "within_hours")
            answer = head.post(f"/units/{covered.north}/{path}", dict.fromkeys(names, hostile))
            assert answer.status_code == 200
            assert b"<script>alert(" not in answer.content

    def test_are_not_there_for_another_place_or_kind(self, covered: Ward, browse: Browse) -> None:
        head = browse(covered.head)
        assert head.get(f"/units/{covered.south}/concerns/{covered.bolton}/adults/").status_code == 404
        assert head.get(f"/units/{covered.north}/concerns/{covered.bolton}/cats/").status_code == 404

    def test_ask_as_many_times_for_many_units_as_for_one(
        self, covered: Ward, django_assert_num_queries: Any
    ) -> None:
        from throughline.caseload.queries.reaching import units

        for unit in (covered.north, covered.south, covered.west):
            reaching.say_desk(actor=covered.officer, at=AT, unit_id=unit, desk=DESK)
        with django_assert_num_queries(5):
            assert len(units(timezone.localdate())) == 3
