"""Which localities does a unit cover from when until when, who says so, and what follows by date?"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.caseload.conftest import ADMINISTRATOR, AT, SUPPLIER, Ward, browse, ward
from tests.pages import words

from throughline.caseload.queries import referring
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act
from throughline.ledger.models import Act
from throughline.organisations import covering, queries, working
from throughline.organisations.models import UnitPlace

pytestmark = pytest.mark.django_db
__all__ = ["browse", "ward"]
Browse = Callable[[Actor], Client]
SPRING = date(2026, 4, 1)


def covered(ward: Ward, since: date = SPRING, until: date | None = None) -> UnitPlace:
    return covering.begin_cover(
        actor=ADMINISTRATOR,
        at=AT,
        unit_id=ward.north,
        place_id=ward.bolton,
        since=since,
        until=until,
        because="The list of 1 April.",
    )


class TestAUnitThatCoversALocality:
    def test_is_referred_to_for_it_from_the_day_until_the_day(self, ward: Ward) -> None:
        row = covered(ward)
        covering.end_cover(
            actor=ADMINISTRATOR, at=AT, row_id=row.id, on=date(2026, 9, 1), because="Bolton moves to south."
        )
        for day, is_covered in (
            (SPRING - timedelta(days=1), False),
            (SPRING, True),
            (date(2026, 8, 31), True),
            (date(2026, 9, 1), False),
        ):
            assert bool(working.places_of(ward.north, day)) is is_covered, day
            assert bool(referring.where(ward.practitioner, day)) is is_covered, day
            assert bool(working.places_worked_for(ward.head, day)) is is_covered, day
            unit = queries.units(day).get(id=ward.north)
            assert bool(unit.coverage.all()) is is_covered, day

    def test_is_said_in_the_ledger_by_whom_and_its_reason_only_committed_to(self, ward: Ward) -> None:
        covered(ward)
        said = Act.objects.get(verb="unit.covers")
        assert said.actor == ADMINISTRATOR.id
        assert "The list of 1 April" not in said.leaf
        assert '"since":"2026-04-01"' in said.leaf


class TestTwoTimesThatOverlap:
    @pytest.mark.parametrize(
        ("since", "until"),
        [
            (date(2026, 6, 1), None),
            (date(2026, 1, 1), None),
            (date(2026, 1, 1), date(2026, 4, 2)),
            (date(2026, 4, 2), date(2026, 4, 3)),
        ],
    )
    def test_are_refused_in_a_sentence(self, ward: Ward, since: date, until: date | None) -> None:
        covered(ward, until=date(2026, 7, 1))
        with pytest.raises(RefusedError, match="covers this locality already from 1 April 2026 until 1 July"):
            covered(ward, since, until)

    def test_are_not_where_one_begins_as_the_other_ends(self, ward: Ward) -> None:
        covered(ward, until=date(2026, 7, 1))
        covered(ward, date(2026, 7, 1))
        covered(ward, date(2026, 1, 1), SPRING)
        assert UnitPlace.objects.filter(unit=ward.north).count() == 3

    def test_are_refused_where_an_undated_list_has_it_already(self, ward: Ward) -> None:
        with act(actor=SUPPLIER, at=AT, verb="test.made", subject=("unit", "covered")):
            UnitPlace.objects.create(unit_id=ward.north, place_id=ward.bolton)
        with pytest.raises(RefusedError, match="from the beginning on"):
            covered(ward)


class TestAnEnd:
    def test_that_is_over_stays(self, ward: Ward) -> None:
        row = covered(ward, date(2026, 1, 1), date(2026, 2, 1))
        with pytest.raises(RefusedError, match="over already"):
            covering.end_cover(actor=ADMINISTRATOR, at=AT, row_id=row.id, on=date(2026, 5, 1), because="x")

    def test_to_come_may_be_moved_but_not_over_the_next_beginning(self, ward: Ward) -> None:
        row = covered(ward, until=date(2026, 7, 1))
        covered(ward, date(2026, 8, 1))
        covering.end_cover(actor=ADMINISTRATOR, at=AT, row_id=row.id, on=date(2026, 8, 1), because="x")
        with pytest.raises(RefusedError, match="begins again before"):
            covering.end_cover(actor=ADMINISTRATOR, at=AT, row_id=row.id, on=date(2026, 8, 2), because="x")

    def test_is_after_the_beginning(self, ward: Ward) -> None:
        row = covered(ward)
        with pytest.raises(RefusedError, match="after it begins"):
            covering.end_cover(actor=ADMINISTRATOR, at=AT, row_id=row.id, on=SPRING, because="x")


class TestWhoeverMayNotSay:
    def test_reads_the_list_and_changes_nothing(self, ward: Ward, browse: Browse) -> None:
        row = covered(ward)
        page = words(browse(ward.head).get(reverse("covering"), {"q": "North unit"}))
        assert "North unit covers Bolton" in page
        assert "Say that a unit" not in page
        for address in (reverse("covering-begin"), reverse("covering-end", args=[row.id])):
            assert browse(ward.head).get(address).status_code == 403
        assert browse(ward.worker).get(reverse("covering")).status_code == 403
        with pytest.raises(RefusedError, match="not for your role"):
            covering.end_cover(actor=ward.head, at=AT, row_id=row.id, on=date(2026, 9, 1), because="x")


class TestThePages:
    def test_begin_and_end_a_relation_and_say_what_is_wrong(
        self, ward: Ward, browse: Browse, django_assert_max_num_queries: Any
    ) -> None:
        client, today = browse(ward.officer), timezone.localdate()
        assert "North unit" not in words(client.get(reverse("covering"), {"q": "North unit"}))
        said = {"unit": str(ward.north), "place": str(ward.bolton), "since": f"{today:%d/%m/%Y}"}
        assert "has not been filled in" in words(client.post(reverse("covering-begin"), said))
        said["because"] = "The new list."
        assert client.post(reverse("covering-begin"), said)["Location"] == reverse("covering")
        assert "covers this locality already" in words(client.post(reverse("covering-begin"), said))
        with django_assert_max_num_queries(20):
            page = words(client.get(reverse("covering")))
        assert "Unverified" in page
        page = words(client.get(reverse("covering"), {"q": "north bolt", "when": "now"}))
        assert "The new list." in page
        assert "No unit and locality fit" in words(client.get(reverse("covering"), {"q": "zzz"}))
        assert "North unit" in client.get(reverse("covering-csv"), {"q": "bol north"}).content.decode()
        row = UnitPlace.objects.get(unit=ward.north)
        ends = {"on": f"{today + timedelta(days=30):%d/%m/%Y}", "because": "A mistake."}
        assert client.post(reverse("covering-end", args=[row.id]), ends).status_code == 302
        assert "Ends soon" in words(client.get(reverse("covering"), {"q": "north unit"}))
        assert client.get(reverse("covering-end", args=[0])).status_code == 404
