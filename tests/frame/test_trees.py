"""Rows with the rows below them in one statement."""

import pytest
from django.db import connection
from django.db.models import Prefetch
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from throughline.frame.trees import trees
from throughline.kernel.actor import Actor
from throughline.ledger.models import Act
from throughline.organisations.access import log
from throughline.organisations.actions import load_reference
from throughline.organisations.models import (
    Body,
    Entry,
    Place,
    Post,
    PostTitle,
    ProbationDeliveryUnit,
    UnitPlace,
)

AT = timezone.now()


@pytest.fixture(autouse=True)
def reference(db: None) -> None:
    load_reference(actor=Actor("system:test"), at=AT)


class TestATree:
    UNITS = ProbationDeliveryUnit.objects.order_by("name").prefetch_related(
        Prefetch("coverage", UnitPlace.objects.select_related("place").order_by("-place__name"))
    )

    def test_is_what_django_fetches_in_many_statements(self) -> None:
        with CaptureQueriesContext(connection) as asked:
            [found] = trees(self.UNITS)
            said = [[cover.place for cover in each.coverage.all()] for each in found]
        assert len(asked) == 1
        assert found == list(self.UNITS)
        assert said == [[cover.place for cover in each.coverage.all()] for each in self.UNITS]
        assert any(said)

    def test_has_every_column_with_its_type(self) -> None:
        [found] = trees(Act.objects.order_by("id"))
        columns = [field.attname for field in Act._meta.concrete_fields]
        assert [[getattr(each, name) for name in columns] for each in found] == [
            list(each) for each in Act.objects.order_by("id").values_list(*columns)
        ]

    def test_leads_back_up_without_asking(self) -> None:
        [found] = trees(self.UNITS)
        with CaptureQueriesContext(connection) as asked:
            assert {cover.unit for each in found for cover in each.coverage.all()} <= set(found)
        assert len(asked) == 0

    def test_hangs_rows_below_what_is_beside_a_row(self) -> None:
        titles = Prefetch("post__titles", PostTitle.objects.order_by("titled_from", "id"))
        rows = PostTitle.objects.select_related("post__body").prefetch_related(titles).order_by("id")
        with CaptureQueriesContext(connection) as asked:
            [found] = trees(rows)
            assert found
            assert all(each in each.post.titles.all() and each.post.body.name for each in found)
        assert len(asked) == 1


class TestSeveralTrees:
    def test_come_in_one_statement_each_in_its_own_order(self) -> None:
        with CaptureQueriesContext(connection) as asked:
            up, down, none = trees(
                Body.objects.order_by("name"), Place.objects.order_by("-name")[:3], Post.objects.none()
            )
        assert len(asked) == 1
        assert up == list(Body.objects.order_by("name"))
        assert down == list(Place.objects.order_by("-name")[:3])
        assert none == []

    def test_have_nothing_beside_a_row_where_there_is_nothing(self) -> None:
        log.note("failed", at=AT, person=None, request=None)
        with CaptureQueriesContext(connection) as asked:
            [[found]] = trees(Entry.objects.select_related("person__body"))
            assert found.person is None
        assert len(asked) == 1
