"""Is a statement that is written once the same as one that Django writes each time?"""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from throughline.frame.written import Given, Written, day_given
from throughline.ledger.actions import act
from throughline.organisations.models import Body, Place, PlaceServed

from ..organisations.conftest import AT, COMMAND

DAY = date(2026, 5, 1)


def served() -> QuerySet[PlaceServed, Any]:
    among: dict[str, Any] = {"place__id__among": Given("places")}
    rows = PlaceServed.objects.filter(**among, served_from__lte=day_given("on"))
    return rows.order_by("place__name").values_list("place__name", "served_from")


@pytest.fixture
def places(db: None) -> list[Place]:
    with act(actor=COMMAND, at=AT, verb="test", subject=("test", "places")):
        body = Body.objects.create(code="100%", name="100 % made up", kind="local authority")
        made = [
            Place.objects.create(name=name, gss_code=f"E0{n:07}", kind="metropolitan district")
            for n, name in enumerate(("Ash", "Birch"))
        ]
        for n, each in enumerate(made):
            PlaceServed.objects.create(body=body, place=each, served_from=date(2026, 4 + n, 2))
    return made


class TestAStatement:
    def test_is_written_once_and_asked_for_what_is_given(self, places: list[Place]) -> None:
        written = []

        def write() -> QuerySet[PlaceServed, Any]:
            written.append(1)
            return served()

        asked, ids = Written(write), [each.pk for each in places]
        assert asked(places=ids, on=DAY) == [("Ash", date(2026, 4, 2))]
        assert [name for name, _ in asked(places=ids, on=date(2026, 6, 1))] == ["Ash", "Birch"]
        assert asked(places=ids[1:], on=DAY) == []
        assert asked(places=[], on=DAY) == []
        assert written == [1]

    def test_takes_a_query_for_its_keys_in_the_same_statement(self, places: list[Place]) -> None:
        asked = Written(served)
        with CaptureQueriesContext(connection) as sent:
            found = asked(places=Place.objects.filter(name__startswith="A").values("pk"), on=DAY)
        assert [name for name, _ in found] == ["Ash"]
        assert len(sent) == 1

    def test_needs_everything_that_it_asks_about(self, places: list[Place]) -> None:
        with pytest.raises(KeyError):
            Written(served)(places=[])
