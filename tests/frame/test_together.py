"""Rows of several nouns in one statement."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.db.models import F, Value
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from throughline.frame.tasks import Task, Waiting, told, told_apart
from throughline.frame.together import together
from throughline.kernel.actor import Actor
from throughline.organisations.access import log
from throughline.organisations.actions import load_reference
from throughline.organisations.models import Body, Entry, PlaceServed

AT = timezone.now()


@pytest.fixture
def bodies(db: None) -> None:
    load_reference(actor=Actor("system:test"), at=AT)


@pytest.mark.usefixtures("bodies")
class TestRowsReadTogether:
    def test_come_in_one_statement_each_in_its_own_order(self) -> None:
        with CaptureQueriesContext(connection) as asked:
            up, down = together(
                [(Body.objects.order_by("name"), ["name"]), (Body.objects.order_by("-name")[:3], ["name"])]
            )
        assert len(asked) == 1
        assert [each.name for each in up] == list(
            Body.objects.order_by("name").values_list("name", flat=True)
        )
        assert [each.pk for each in down] == [each.pk for each in up[:-4:-1]]

    def test_are_the_same_rows_with_the_same_types(self) -> None:
        rows = PlaceServed.objects.order_by("pk")
        [[found, *_]] = together([(rows, ["served_from", "body__name", "place__gss_code"])])
        expected = rows.select_related("body", "place")[0]
        assert found == expected
        assert (found.served_from, found.body, found.body_id) == (
            expected.served_from,
            expected.body,
            expected.body_id,
        )
        assert (found.body.name, found.place.gss_code) == (expected.body.name, expected.place.gss_code)

    def test_bring_what_was_worked_out_beside_them(self) -> None:
        now = timezone.now()
        rows = Body.objects.annotate(called=F("name"), at=Value(now)).order_by("name")[:1]
        [[found]] = together([(rows, ["called", "at"])])
        assert (found.called, found.at) == (Body.objects.order_by("name")[0].name, now)

    def test_fetch_a_column_that_was_not_asked_for_when_it_is_read(self) -> None:
        [[found]] = together([(Body.objects.order_by("name")[:1], [])])
        with CaptureQueriesContext(connection) as asked:
            assert found.name == Body.objects.order_by("name")[0].name
        assert len(asked) == 2

    def test_are_none_where_nothing_can_fit(self) -> None:
        assert together([(Body.objects.none(), ["name"]), (Body.objects.filter(pk__in=[]), ["name"])]) == [
            [],
            [],
        ]

    def test_have_nothing_beside_them_where_there_is_nothing(self) -> None:
        log.note("failed", at=AT, person=None, request=None)
        [[found]] = together([(Entry.objects.all(), ["person__name"])])
        with CaptureQueriesContext(connection) as asked:
            assert found.person is None
        assert len(asked) == 0


@pytest.mark.usefixtures("bodies")
class TestTasksThatAreTold:
    def test_of_all_parts_come_in_one_statement(self) -> None:
        waiting = Waiting(
            Body.objects.order_by("name")[:2], ["name"], lambda found: [task(b.name) for b in found]
        )
        with CaptureQueriesContext(connection) as asked:
            one, two = told_apart([[waiting, task("Z")], [waiting]])
        assert len(asked) == 1
        assert (len(one), len(two)) == (3, 2)

    def test_ask_nothing_where_nothing_waits(self) -> None:
        with CaptureQueriesContext(connection) as asked:
            assert told_apart([[], [task("Z")]]) == [[], [task("Z")]]
        assert len(asked) == 0

    def test_stand_by_their_day_and_then_by_age(self) -> None:
        tasks = [
            task("old", days=9),
            task("new"),
            task("late", by=date(2024, 1, 2)),
            task("later", by=date(2024, 1, 3)),
        ]
        assert [each.what for each in told(reversed(tasks))] == ["late", "later", "old", "new"]


def task(what: str, *, days: int = 0, by: date | None = None) -> Task:
    return Task(what, "Here", AT - timedelta(days=days), "Do it", "/", by)
