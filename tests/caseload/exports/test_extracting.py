"""What is in an extract for the evidence, and what never is? People are made up, with something in every table."""

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import override_settings
from django.utils import timezone
from tests.caseload.conftest import AT, SUPPLIER, make_ward
from tests.caseload.hidden_people import NAMES, WALLED, Hidden, House, hide, make_house, undone

from throughline.caseload import interventions_supplied
from throughline.caseload.actions.extracting import make_extract
from throughline.caseload.models import EvaluationFile, Person, Read, Referral
from throughline.caseload.queries.extracting import TABLES, pseudonym
from throughline.caseload.sight import look, look_for_provider
from throughline.evidence import extract as schema
from throughline.frame import sealed_file
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act

MACHINE = Actor("system:export", frozenset({"system"}))
KEY = bytes(range(64))
PERIOD = (date(2026, 1, 1), date(2027, 1, 1))
World = tuple[House, dict[str, Hidden]]


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """One of each: somebody restricted, a draft, somebody of the south, the west and the north unit."""
    with django_db_blocker.unblock(), override_settings(SECOND_STEP_REQUIRED=False), transaction.atomic():
        house = make_house(make_ward())
        interventions_supplied.load(actor=SUPPLIER, at=AT)
        yield house, {kind: hide(house, kind) for kind in NAMES}
        transaction.set_rollback(True)


def made(file: Path, **changes: Any) -> dict[str, Any]:
    asked: dict[str, Any] = {
        "actor": MACHINE, "at": timezone.now(), "file": file, "key": KEY, "period": PERIOD, "because": "measures",
        "asked_by": "person:x", "is_made_up": True,
    }  # fmt: skip
    return make_extract(**asked | changes)


def table(file: Path, name: str) -> list[dict[str, str]]:
    with sealed_file.opened(file, KEY) as (manifest, tables):
        names = next(part["columns"] for part in manifest["parts"] if part["name"] == name)
        rows = schema.rows_of(tables.read(name))
        return [dict(zip(names, map(str, row), strict=True)) for row in rows]


def everything(file: Path) -> str:
    with sealed_file.opened(file, KEY) as (manifest, tables):
        rows = [[*schema.rows_of(tables.read(name))] for name in tables.names()]
        return json.dumps(manifest) + json.dumps(rows, default=str)


class TestTheSchema:
    def test_has_a_query_for_each_of_its_tables_and_no_other(self) -> None:
        ours = [each.name for each in schema.TABLES if each.name not in ("posts", "costs")]
        assert list(TABLES) == ours  # posts and costs come from the agreements

    def test_says_of_each_column_a_known_kind_and_what_it_means(self) -> None:
        for each in schema.TABLES:
            assert len(set(each.names)) == len(each.names)
            assert all(column.kind in schema.KINDS and column.means for column in each.columns), each.name

    def test_reads_its_own_version_alone(self) -> None:
        parts = [{"name": each.name, "columns": list(each.names)} for each in schema.TABLES]
        good = {"schema": schema.SCHEMA, "version": schema.VERSION, "parts": parts}
        assert schema.may_be_read(good)
        assert not schema.may_be_read(good | {"version": 1})
        assert not schema.may_be_read(good | {"schema": "another"})
        assert not schema.may_be_read(good | {"parts": parts[1:]})


class TestAnExtract:
    def test_holds_whom_a_machine_sees_and_nobody_whose_record_is_limited(
        self, world: World, tmp_path: Path
    ) -> None:
        _, hidden = world
        with undone():
            manifest = made(tmp_path / "one")
        assert schema.may_be_read(manifest)
        there = {row["referral"] for row in table(tmp_path / "one", "referrals")}
        for kind, each in hidden.items():
            is_in = pseudonym("referral", str(each.referral.id)) in there
            assert is_in == (kind in ("south", "west", "north")), kind
        assert len(there) == 3
        for name in ("contacts", "pathways", "checks", "concerns", "told", "harm_reduction", "treatments"):
            rows = table(tmp_path / "one", name)
            assert {row["referral"] for row in rows} <= there
            assert rows, name

    def test_says_nothing_that_names_anybody_or_that_somebody_wrote(
        self, world: World, tmp_path: Path
    ) -> None:
        house, hidden = world
        with undone():
            made(tmp_path / "one")
        said = everything(tmp_path / "one")
        for each in hidden.values():
            given, family, crn, born = NAMES[each.kind]
            ids = [each.referral.reference, str(each.referral.id), str(each.referral.person_id)]
            for text in (
                given,
                family,
                crn,
                born,
                "In confidence",
                *ids,
                *map(str, each.rows.values()),
            ):
                assert text not in said, (each.kind, text)
            assert not re.search(rf"\b{born[:4]}\b", said)
        for actor in (house.ward.worker, house.ward.practitioner, house.trusted):
            assert actor.id.removeprefix("person:") not in said
        assert not re.search(r"[0-9a-f]{8}-[0-9a-f]{4}-", said)
        assert b"North unit" not in (tmp_path / "one").read_bytes()

    def test_has_the_same_bytes_for_the_same_records_and_others_once_they_change(
        self, world: World, tmp_path: Path
    ) -> None:
        _, hidden = world
        with undone():
            made(tmp_path / "one")
            made(tmp_path / "two", at=timezone.now() + timedelta(minutes=5))
            look(hidden["north"].seen_by, timezone.localdate())
            with act(actor=SUPPLIER, at=timezone.now(), verb="test.moved", subject=("referral", "x")):
                Referral.objects.filter(id=hidden["north"].referral.id).update(is_urgent=False)
            made(tmp_path / "three")
        one, two, three = ((tmp_path / name).read_bytes() for name in ("one", "two", "three"))
        assert one == two != three

    def test_puts_who_asked_why_and_what_is_left_out_on_record_without_a_count(
        self, world: World, tmp_path: Path
    ) -> None:
        with undone():
            manifest = made(tmp_path / "one")
            with connection.cursor() as cursor:
                cursor.execute("SELECT leaf FROM ledger_act WHERE verb = 'extract.made'")
                [(leaf,)] = cursor.fetchall()
        facts = json.loads(leaf)["facts"]
        assert facts["because"] == "measures"
        assert facts["asked_by"] == "person:x"
        assert facts["manifest"] == manifest["seal"]
        assert "limited" in facts["left_out"]
        assert not [value for value in facts.values() if isinstance(value, int) and value is not True]

    def test_is_a_read_of_each_person_in_it(self, world: World, tmp_path: Path) -> None:
        _, hidden = world
        with undone():
            made(tmp_path / "one")
            look(hidden["north"].seen_by, timezone.localdate())
            reads = Read.objects.filter(person=hidden["north"].referral.person_id, what="evidence extract")
            assert reads.count() == 1
            look(hidden["restricted"].seen_by, timezone.localdate())
            restricted = hidden["restricted"].referral.person_id
            assert not Read.objects.filter(person=restricted, what="evidence extract").exists()

    def test_leaves_out_made_up_people_unless_it_is_of_them_alone(self, world: World, tmp_path: Path) -> None:
        with undone(), pytest.raises(RefusedError, match="may not come in yet"):
            made(tmp_path / "one", is_made_up=False)
        assert list(tmp_path.iterdir()) == []

    def test_leaves_out_whose_key_is_destroyed(self, world: World, tmp_path: Path) -> None:
        _, hidden = world
        with undone():
            look(hidden["north"].seen_by, timezone.localdate())
            person = hidden["north"].referral.person_id
            with act(actor=SUPPLIER, at=timezone.now(), verb="test.moved", subject=("person", person)):
                Person.objects.filter(id=person).update(
                    wrapped_key=b"", identity=b"", deleted_at=timezone.now(), deleted_by="test"
                )
            manifest = made(tmp_path / "one")
        assert manifest["left_out"]["deleted"] == "some, not counted"
        assert len(table(tmp_path / "one", "referrals")) == 2

    def test_is_made_by_a_machine_for_a_reason_and_a_period(self, world: World, tmp_path: Path) -> None:
        house, _ = world
        for changes in (
            {"actor": house.ward.manager},
            {"because": "curiosity"},
            {"period": (date(2026, 5, 1), date(2026, 5, 1))},
        ):
            with undone(), pytest.raises(RefusedError):
                made(tmp_path / "one", **changes)

    def test_of_another_period_has_nobody_in_it(self, world: World, tmp_path: Path) -> None:
        with undone():
            manifest = made(tmp_path / "one", period=(date(2020, 1, 1), date(2021, 1, 1)))
        about_people = [part for part in manifest["parts"] if part["name"] not in ("posts", "costs")]
        assert not any(part["rows"] for part in about_people)


def test_every_walled_table_is_in_the_extract_or_has_a_reason_not_to_be() -> None:
    told = {
        "Person", "Referral", "NeedSought", "NeedLevel", "OutcomesProfile", "Appointment", "Pathway", "Treatment",
        "Delivered", "HarmReduction", "Onward", "Outcome", "RecoveryCheck", "Concern", "DeathReview", "Told",
    }  # fmt: skip
    not_evidence = {
        # words, or who may see, look, sign in, or came from elsewhere: nothing of need, service or result
        "SearchHash", "LimitName", "Read", "Amendment", "Question", "Transfer", "Assessment", "Note", "ReleasePlan",
        "CaseMeeting", "CourtReport", "Glass", "AskedToSee", "Consent", "OwnCode", "Voice", "Group", "Absence",
        "Skill", "ProbationRecord", "Imported", "ImportedEvent", "ImportedReject", "EpisodeLink", "SubjectAccess",
        "Taken", "Alert", "Handover",
    }  # fmt: skip
    assert {each.__name__ for each in WALLED} == told | not_evidence
    assert EvaluationFile not in WALLED


def test_a_machine_of_a_provider_sees_nobody_of_another(world: World) -> None:
    house, hidden = world
    with undone():
        look_for_provider(MACHINE, house.ward.elm, timezone.localdate())
        assert list(Referral.objects.values_list("id", flat=True)) == [hidden["west"].referral.id]
