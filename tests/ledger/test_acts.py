"""A change and its act: written together, bound to each other, and refused apart."""

import json
import uuid
from datetime import UTC, datetime
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from throughline.kernel.actor import Actor
from throughline.ledger import queries
from throughline.ledger.actions import act
from throughline.ledger.models import Act, Pending, Personal

AT = datetime(2024, 5, 28, 9, 30, tzinfo=UTC)
CLERK = Actor("person:00000000-0000-0000-0000-000000000001")
Place: Any = apps.get_model("organisations", "Place")
PlaceHistory: Any = apps.get_model("organisations", "PlaceHistory")


def place(name: str = "Northmoor", **other: Any) -> Any:
    """A tracked row, made by an act of its own."""
    with act(actor=CLERK, at=AT, verb="place.named", subject=("place", None), **other) as doing:
        made = Place.objects.create(name=name, gss_code=uuid.uuid4().hex[:9], kind="made up")
        doing.subject = ("place", made.pk)
    return made


def fail(_: object) -> None:
    raise ZeroDivisionError


@pytest.mark.django_db
class TestAnAct:
    def test_says_who_did_what_to_what_and_when(self) -> None:
        made = place(facts={"name": "Northmoor"})
        (entry,) = queries.history_of("place", made.pk)
        assert (entry.actor, entry.verb, entry.at, entry.facts) == (
            CLERK.id,
            "place.named",
            AT,
            {"name": "Northmoor"},
        )

    def test_waits_without_a_number_until_it_is_sealed(self) -> None:
        made = place()
        (entry,) = queries.history_of("place", made.pk)
        assert (entry.number, entry.state) == (None, queries.SEALING)
        assert Pending.objects.filter(act_id=entry.id).exists()
        assert queries.record_of(entry.id) is None

    def test_vouches_for_every_row_that_changed_in_it(self) -> None:
        made = place()
        (changes,) = Act.objects.get().changes
        assert changes["table"] == "organisations_placehistory"
        assert [row[0] for row in changes["rows"]] == [PlaceHistory.objects.get(pgh_obj=made).pgh_id]
        assert json.loads(Act.objects.get().leaf)["changes"] is not None

    def test_without_a_changed_row_vouches_for_its_facts_alone(self) -> None:
        with act(actor=CLERK, at=AT, verb="notice.read", subject=("notice", 1)):
            pass
        assert json.loads(Act.objects.get().leaf)["changes"] is None

    def test_is_nowhere_when_its_change_fails(self) -> None:
        with pytest.raises(ZeroDivisionError), act(actor=CLERK, at=AT, verb="x", subject=("place", 1)):
            fail(Place.objects.create(name="Northmoor", gss_code="1", kind="made up"))
        assert not Act.objects.exists()
        assert not Place.objects.filter(gss_code="1").exists()

    def test_is_refused_without_a_time_zone_a_subject_or_with_a_float(self) -> None:
        naive = AT.replace(tzinfo=None)
        with (
            pytest.raises(ValueError, match="time zone"),
            act(actor=CLERK, at=naive, verb="x", subject=("a", 1)),
        ):
            pass
        with (
            pytest.raises(ValueError, match="which place"),
            act(actor=CLERK, at=AT, verb="x", subject=("place", None)),
        ):
            pass
        with (
            pytest.raises(ValueError, match="float"),
            act(actor=CLERK, at=AT, verb="x", subject=("a", 1), facts={"pounds": 0.1}),  # type: ignore[dict-item]  # refused
        ):
            pass
        assert not Act.objects.exists()

    def test_inside_an_act_says_within_which_and_takes_only_its_own_rows(self) -> None:
        with act(actor=CLERK, at=AT, verb="outer", subject=("a", 1)) as outer:
            before = Place.objects.create(name="Before", gss_code="1", kind="made up")
            with act(actor=CLERK, at=AT, verb="inner", subject=("b", 2)) as inner:
                during = Place.objects.create(name="During", gss_code="2", kind="made up")
            after = Place.objects.create(name="After", gss_code="3", kind="made up")
        assert json.loads(Act.objects.get(id=inner.id).leaf)["within"] == str(outer.id)
        acts = {row.pgh_obj_id: row.pgh_act_id for row in PlaceHistory.objects.all()}
        assert acts == {before.pk: outer.id, during.pk: inner.id, after.pk: outer.id}

    def test_inside_an_act_leaves_the_outer_one_open_when_it_fails(self) -> None:
        with act(actor=CLERK, at=AT, verb="outer", subject=("a", 1)) as outer:
            with pytest.raises(ZeroDivisionError), act(actor=CLERK, at=AT, verb="inner", subject=("b", 2)):
                fail(None)
            Place.objects.create(name="After", gss_code="3", kind="made up")
        assert [found.id for found in Act.objects.all()] == [outer.id]

    def test_is_listed_to_everyone_only_when_it_is_public(self) -> None:
        place("Hidden")
        shown = place("Shown", public=True)
        assert [entry.subject_id for entry in queries.recent_public_acts(limit=5)] == [str(shown.pk)]

    def test_shows_of_a_person_only_a_commitment(self) -> None:
        place(personal={"signatory": "Sam Example"})
        assert "Sam Example" not in Act.objects.get().leaf
        assert Personal.objects.get().value == '"Sam Example"'

    def test_takes_five_statements_beside_its_change(self, django_assert_num_queries: Any) -> None:
        with django_assert_num_queries(5), act(actor=CLERK, at=AT, verb="x", subject=("a", 1)):
            pass  # a savepoint and its release, the act's beginning, its changes, its row


@pytest.mark.django_db
class TestATrackedRow:
    def test_cannot_be_made_changed_or_deleted_outside_an_act(self) -> None:
        made = place()
        for change in (
            lambda: Place.objects.create(name="Elsewhere", gss_code="2", kind="made up"),
            lambda: Place.objects.filter(pk=made.pk).update(name="Elsewhere"),
            lambda: Place.objects.filter(pk=made.pk).delete(),
        ):
            with pytest.raises(DatabaseError, match="outside an act"), transaction.atomic():
                change()

    def test_cannot_be_changed_after_the_act_in_the_same_transaction(self) -> None:
        made = place()
        with pytest.raises(DatabaseError, match="outside an act"), transaction.atomic():
            Place.objects.filter(pk=made.pk).update(name="Elsewhere")

    def test_keeps_every_version(self) -> None:
        made = place()
        with act(actor=CLERK, at=AT, verb="place.renamed", subject=("place", made.pk)):
            made.name = "Southmoor"
            made.save()
        with act(actor=CLERK, at=AT, verb="place.removed", subject=("place", made.pk)):
            made.delete()
        versions = PlaceHistory.objects.order_by("pgh_id").values_list("pgh_label", "name")
        assert list(versions) == [("insert", "Northmoor"), ("update", "Southmoor"), ("delete", "Southmoor")]

    def test_cannot_name_an_act_that_is_never_written(self) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT set_config('throughline.act', %s, true)", [str(uuid.uuid4())])
            Place.objects.create(name="Nobody's", gss_code="1", kind="made up")
            with pytest.raises(DatabaseError, match="ledger_act"):
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            transaction.set_rollback(True)


class TestWhatIsWritten:
    TABLES = ("ledger_act", "ledger_leaf", "ledger_node", "ledger_checkpoint", "organisations_placehistory")

    @pytest.mark.django_db
    @pytest.mark.parametrize("table", TABLES)
    @pytest.mark.parametrize("statement", ["DELETE FROM {}", "TRUNCATE {} CASCADE"])
    def test_cannot_be_taken_away_by_the_pages(self, table: str, statement: str) -> None:
        with pytest.raises(DatabaseError, match="permission denied"), connection.cursor() as cursor:
            cursor.execute(statement.format(table))

    @pytest.mark.django_db
    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE ledger_act SET verb = 'x'",
            "UPDATE ledger_leaf SET number = 1",
            "UPDATE ledger_personal SET value = 'x'",
            "DELETE FROM ledger_personal",
            "UPDATE ledger_pending SET act_id = NULL",
            "UPDATE organisations_placehistory SET name = 'x'",
        ],
    )
    def test_cannot_be_changed_by_the_pages(self, statement: str) -> None:
        with pytest.raises(DatabaseError, match="permission denied"), connection.cursor() as cursor:
            cursor.execute(statement)

    @pytest.mark.parametrize("table", TABLES)
    def test_cannot_be_changed_even_by_the_owner_who_ignores_triggers(
        self, table: str, as_owner: Any
    ) -> None:
        as_owner.execute("SELECT set_config('pgtrigger.ignore', '{all}', false)")
        for statement in ("DELETE FROM {}", "TRUNCATE {} CASCADE"):
            with pytest.raises(Exception, match="append-only"):
                as_owner.execute(statement.format(table))

    def test_about_a_person_can_be_deleted_by_the_keeper_alone(
        self, committed_db: str, as_keeper: Any
    ) -> None:
        place(personal={"signatory": "Sam Example"})
        as_keeper.execute("DELETE FROM ledger_personal")
        assert not Personal.objects.exists()
