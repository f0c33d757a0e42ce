"""What whoever administers the database can do, and how each of it is found and named.

The adversary is a superuser without the signing key, who switches triggers off and may rewrite anything.
"""

import hashlib
import json
import uuid
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.apps import apps

from throughline.kernel.actor import Actor
from throughline.ledger.actions import act
from throughline.ledger.audit import Report, audit, tracked_tables
from throughline.ledger.custody import Custody
from throughline.ledger.outside import Outside
from throughline.ledger.sealer import rotate_key, seal
from throughline.ledger.tree import STRIDE, Frontier
from throughline.ledger.verifier import leaf_hash

AT = datetime(2024, 5, 28, 9, 30, tzinfo=UTC)
CLERK = Actor("person:00000000-0000-0000-0000-000000000001")
Place: Any = apps.get_model("organisations", "Place")


class House:
    """A ledger of named places: tracked rows, several checkpoints, a data folder, and an adversary."""

    def __init__(self, folder: Path, superuser: Any, keeper: Any) -> None:
        self.folder, self.superuser, self.keeper = folder, superuser, keeper
        superuser.execute("SET session_replication_role = replica")
        self.places = [self.name(f"Place {number}") for number in range(3)]
        self.seal()

    def name(self, name: str) -> Any:
        with act(
            actor=CLERK, at=AT, verb="place.named", subject=("place", None), personal={"by": name}
        ) as doing:
            place = Place.objects.create(name=name, gss_code=uuid.uuid4().hex[:9], kind="made up")
            doing.subject, doing.facts["name"] = ("place", place.pk), name
        return place

    def rename(self, place: Any, name: str) -> None:
        with act(actor=CLERK, at=AT, verb="place.renamed", subject=("place", place.pk)):
            Place.objects.filter(pk=place.pk).update(name=name)

    def seal(self) -> int:
        return seal(at=AT, folder=self.folder)

    def audit(self) -> Report:
        return audit(
            self.keeper, Outside(self.folder).all(), Custody(self.folder).key().public, tracked_tables()
        )

    def tamper(self, statement: str, *values: Any) -> list[str]:
        """Do it as the adversary; return what the audit says."""
        self.superuser.execute(statement, values)
        return self.audit().problems


@pytest.fixture
def house(tmp_path: Path, committed_db: str, as_superuser: Any, as_keeper: Any) -> House:
    return House(tmp_path, as_superuser, as_keeper)


class TestALedgerThatNobodyTouched:
    def test_is_whole(self, house: House) -> None:
        house.rename(house.places[0], "Renamed")
        house.seal()
        report = house.audit()
        assert (report.problems, report.leaves, report.waiting) == ([], 4, 0)
        assert getattr(report.last, "size", None) == 4

    def test_is_whole_while_acts_wait(self, house: House) -> None:
        house.name("Waiting")
        assert (house.audit().problems, house.audit().waiting) == ([], 1)

    def test_is_whole_after_the_key_changed_hands(self, house: House) -> None:
        for _ in range(2):
            rotate_key(actor=CLERK, at=AT, folder=house.folder)
            house.name("Later")
            house.seal()
        assert house.audit().problems == []

    def test_is_whole_after_a_row_was_deleted_by_an_act(self, house: House) -> None:
        with act(actor=CLERK, at=AT, verb="place.removed", subject=("place", 1)):
            house.places[0].delete()
        house.seal()
        assert house.audit().problems == []

    def test_is_whole_after_the_keeper_deleted_a_personal_value(self, house: House) -> None:
        house.keeper.execute("DELETE FROM ledger_personal")
        assert house.audit().problems == []

    def test_is_whole_after_a_tracked_table_got_a_column(self, house: House) -> None:
        for table in ("organisations_place", "organisations_placehistory"):
            house.superuser.execute(f"ALTER TABLE {table} ADD COLUMN colour text NOT NULL DEFAULT 'red'")
        assert house.audit().problems == []

    def test_is_whole_with_subtrees_and_many_checkpoints(self, house: House) -> None:
        for number in range(600):
            with act(actor=CLERK, at=AT, verb="counted", subject=("number", number)):
                pass
            if number % 97 == 0:
                house.seal()
        house.seal()
        assert house.audit().problems == []

    def test_is_whole_before_the_first_act(self, committed_db: str, as_keeper: Any) -> None:
        assert audit(as_keeper, [], None, tracked_tables()).problems == []


class TestARow:
    def test_that_was_changed_is_named_with_its_column_and_its_last_act(self, house: House) -> None:
        place = house.places[1]
        (problem,) = house.tamper("UPDATE organisations_place SET name = 'Bent' WHERE id = %s", place.pk)
        assert problem.startswith(f"Row {place.pk} of organisations_place was changed after act ")
        assert problem.endswith("(place.named, 2024-05-28 09:30:00): name.")

    def test_that_was_deleted_is_named(self, house: House) -> None:
        place = house.places[1]
        (problem,) = house.tamper("DELETE FROM organisations_place WHERE id = %s", place.pk)
        assert problem.startswith(f"Row {place.pk} of organisations_place was deleted after act ")

    def test_that_was_slipped_in_is_named(self, house: House) -> None:
        (problem,) = house.tamper(
            "INSERT INTO organisations_place (id, name, gss_code, kind) VALUES (%s, 'New', 'x', 'y')",
            uuid.uuid4(),
        )
        assert problem.endswith("of organisations_place has no history: it was added outside any act.")

    def test_that_was_brought_back_is_named(self, house: House) -> None:
        with act(actor=CLERK, at=AT, verb="place.removed", subject=("place", 1)):
            Place.objects.get(pk=house.places[0].pk).delete()
        (problem,) = house.tamper(
            "INSERT INTO organisations_place SELECT id, name, gss_code, kind FROM organisations_placehistory "
            "WHERE pgh_label = 'delete'"
        )
        assert "is back although act " in problem


class TestAVersion:
    def test_that_was_changed_with_its_row_is_named(self, house: House) -> None:
        house.superuser.execute(
            "UPDATE organisations_place SET name = 'Bent' WHERE id = %s", [house.places[1].pk]
        )
        (problem,) = house.tamper(
            "UPDATE organisations_placehistory SET name = 'Bent' WHERE id = %s", house.places[1].pk
        )
        assert problem.startswith("Version 2 in organisations_placehistory (row ")
        assert " was changed after act " in problem

    def test_that_was_changed_is_named_after_the_table_got_a_column_too(self, house: House) -> None:
        house.superuser.execute("ALTER TABLE organisations_placehistory ADD COLUMN colour text DEFAULT 'red'")
        house.superuser.execute("ALTER TABLE organisations_place ADD COLUMN colour text DEFAULT 'red'")
        problems = house.tamper("UPDATE organisations_placehistory SET name = 'Bent' WHERE pgh_id = 1")
        assert any(problem.startswith("Version 1 in organisations_placehistory") for problem in problems)

    def test_that_was_deleted_is_named(self, house: House) -> None:
        house.rename(house.places[0], "Renamed")
        (problem,) = house.tamper("DELETE FROM organisations_placehistory WHERE pgh_id = 1")
        assert problem.startswith("Version 1 in organisations_placehistory was deleted; act ")

    def test_that_was_slipped_in_is_named(self, house: House) -> None:
        problems = house.tamper(
            "INSERT INTO organisations_placehistory (pgh_created_at, pgh_label, id, name, gss_code, kind, pgh_obj_id, "
            "pgh_act_id) SELECT now(), 'update', id, 'Bent', gss_code, kind, pgh_obj_id, pgh_act_id "
            "FROM organisations_placehistory WHERE pgh_id = 1"
        )
        assert any(
            "was added, or moved to another act: no act vouches for it" in problem for problem in problems
        )

    def test_that_was_given_to_another_act_is_named(self, house: House) -> None:
        problems = house.tamper(
            "UPDATE organisations_placehistory SET pgh_act_id = "
            "(SELECT pgh_act_id FROM organisations_placehistory WHERE pgh_id = 2) WHERE pgh_id = 1"
        )
        assert problems[0].startswith("Version 1 in organisations_placehistory")

    def test_whose_whole_table_was_dropped_is_named(self, house: House) -> None:
        report = audit(house.keeper, Outside(house.folder).all(), Custody(house.folder).key().public, [])
        assert report.problems == [
            "The table organisations_placehistory, for whose rows acts vouch, is gone."
        ]


class TestAnAct:
    def first(self, house: House) -> uuid.UUID:
        return uuid.UUID(
            str(house.superuser.execute("SELECT act_id FROM ledger_leaf ORDER BY number").fetchone()[0])
        )

    @pytest.mark.parametrize(
        "change",
        [
            "verb = 'place.bent'",
            "actor = 'person:somebody else'",
            "at = at + interval '1 day'",
            "subject_id = 'another'",
            "subject_kind = 'another'",
            "changes = '[]'",
        ],
    )
    def test_whose_columns_were_changed_is_named(self, house: House, change: str) -> None:
        first = self.first(house)
        problems = house.tamper("UPDATE ledger_act SET " + change + " WHERE id = %s", first)  # noqa: S608 - parametrized above
        assert problems[0].startswith(f"Act {first} (")
        assert problems[0].endswith(") has columns that were changed: its leaf says otherwise.")

    def test_whose_facts_were_changed_is_named(self, house: House) -> None:
        first = self.first(house)
        (problem,) = house.tamper(
            'UPDATE ledger_act SET leaf = replace(leaf, \'"name":"Place 0"\', \'"name":"Bent"\') WHERE id = %s',
            first,
        )
        assert problem.startswith(f"Act {first} (place.named, place {house.places[0].pk}, ")
        assert problem.endswith("was changed after it was sealed as leaf 0.")

    def test_that_was_deleted_is_named(self, house: House) -> None:
        problems = house.tamper("DELETE FROM ledger_act WHERE id = %s", self.first(house))
        assert problems[0] == "The act that was sealed as leaf 0 is gone."

    def test_that_waits_and_was_changed_is_named(self, house: House) -> None:
        house.name("Waiting")
        (problem,) = house.tamper(
            "UPDATE ledger_act SET actor = 'x' WHERE id = (SELECT act_id FROM ledger_pending)"
        )
        assert problem.endswith(") has columns that were changed: its leaf says otherwise.")

    def test_that_was_kept_from_being_sealed_is_named(self, house: House) -> None:
        house.name("Waiting")
        (problem,) = house.tamper("DELETE FROM ledger_pending")
        assert problem.endswith("must either be sealed or wait, and does neither or both.")

    def test_that_waited_and_was_taken_away_is_noticed(self, house: House) -> None:
        house.name("Waiting")
        problems = house.tamper("DELETE FROM ledger_act WHERE id = (SELECT act_id FROM ledger_pending)")
        assert problems[0] == "1 of the acts that waited to be sealed are gone."

    def test_that_was_slipped_in_below_the_first_number_is_named(self, house: House) -> None:
        house.superuser.execute(
            "INSERT INTO ledger_act (id, at, actor, verb, subject_kind, subject_id, public, leaf, changes) SELECT "
            "gen_random_uuid(), at, actor, 'bent', subject_kind, subject_id, public, leaf, '[]' FROM ledger_act LIMIT 1"
        )
        problems = house.tamper(
            "INSERT INTO ledger_leaf (number, act_id, hash) "
            "SELECT -1, id, sha256('x') FROM ledger_act WHERE verb = 'bent'"
        )
        assert problems[0].endswith("must either be sealed or wait, and does neither or both.")

    def test_whose_personal_value_was_changed_is_named(self, house: House) -> None:
        (problem,) = house.tamper("UPDATE ledger_personal SET value = '\"Bent\"' WHERE value = '\"Place 1\"'")
        assert problem.startswith("The personal value “by” of act ")


class TestALeaf:
    def test_whose_hash_was_changed_is_named(self, house: House) -> None:
        problems = house.tamper("UPDATE ledger_leaf SET hash = sha256('x') WHERE number = 1")
        assert any("and leaf 1 disagree: one of them was changed." in problem for problem in problems)
        assert any(
            "vouches for another tree: a leaf from 0 to 2 was edited" in problem for problem in problems
        )

    def test_that_was_deleted_is_named(self, house: House) -> None:
        assert "Leaf 1 is gone." in house.tamper("DELETE FROM ledger_leaf WHERE number = 1")

    def test_that_changed_places_with_another_is_named(self, house: House) -> None:
        house.superuser.execute("ALTER TABLE ledger_leaf DROP CONSTRAINT ledger_leaf_act_id_key")
        problems = house.tamper(
            "UPDATE ledger_leaf SET act_id = CASE number WHEN 0 THEN b ELSE a END FROM "
            "(SELECT (SELECT act_id FROM ledger_leaf WHERE number = 0) a, "
            "(SELECT act_id FROM ledger_leaf WHERE number = 1) b) AS both_acts WHERE number IN (0, 1)"
        )
        assert [problem.rpartition(") ")[2] for problem in problems] == [
            "stands as leaf 0 and was sealed as leaf 1: reordered.",
            "stands as leaf 1 and was sealed as leaf 0: reordered.",
        ]

    def test_that_was_slipped_in_is_named(self, house: House) -> None:
        house.name("Waiting")
        house.superuser.execute(
            "INSERT INTO ledger_leaf (number, act_id, hash) SELECT 3, act_id, sha256('x') FROM ledger_pending"
        )
        problems = house.tamper("DELETE FROM ledger_pending")
        assert "Leaves 3 to 3 are under no checkpoint." in problems


class TestASubtree:
    @pytest.fixture
    def grown(self, house: House) -> House:
        for number in range(2**STRIDE):
            with act(actor=CLERK, at=AT, verb="counted", subject=("number", number)):
                pass
        house.seal()
        return house

    def test_whose_hash_was_changed_is_named(self, grown: House) -> None:
        (problem,) = grown.tamper("UPDATE ledger_node SET hash = sha256('x')")
        assert problem.startswith(
            "The kept hash of subtree 0 on level 8 (leaves 0 to 255) was changed or taken away"
        )

    def test_that_was_deleted_is_named(self, grown: House) -> None:
        (problem,) = grown.tamper("DELETE FROM ledger_node")
        assert problem.startswith("The kept hash of subtree 0 on level 8")

    def test_that_was_slipped_in_is_named(self, grown: House) -> None:
        (problem,) = grown.tamper("INSERT INTO ledger_node (level, index, hash) VALUES (8, 9, sha256('x'))")
        assert problem == "The kept hash of subtree 9 on level 8 covers leaves that are not there."


class TestACheckpoint:
    def test_that_was_deleted_in_the_database_is_named(self, house: House) -> None:
        assert house.tamper("DELETE FROM ledger_checkpoint") == [
            "The checkpoint of 3 leaves is kept outside, and the database has lost it."
        ]

    def test_that_was_changed_in_the_database_is_named(self, house: House) -> None:
        problems = house.tamper("UPDATE ledger_checkpoint SET note = replace(note, '3', '4')")
        assert problems == ["The checkpoint of 3 leaves says one thing in the database and another outside."]

    def test_whose_root_was_changed_beside_its_note_is_named(self, house: House) -> None:
        problems = house.tamper("UPDATE ledger_checkpoint SET root = sha256('x')")
        assert problems == ["The checkpoint of 3 leaves was changed in the database beside its signed note."]

    def test_that_never_went_outside_is_named(self, house: House) -> None:
        Outside(house.folder).place.unlink()
        assert house.audit().problems == ["The checkpoint of 3 leaves is not kept outside."]

    def test_that_was_forged_without_the_key_is_named(self, house: House) -> None:
        Outside(house.folder).place.unlink()
        problems = house.tamper("UPDATE ledger_checkpoint SET note = replace(note, E'\\n3\\n', E'\\n4\\n')")
        assert any("was forged or changed" in problem for problem in problems)

    def test_by_another_key_is_named(self, house: House, tmp_path: Path) -> None:
        (tmp_path / "keys" / "ledger.key").unlink()
        Custody(tmp_path).first_key()
        assert any("not signed by a key that you trust" in problem for problem in house.audit().problems)


class TestAnAdversaryWhoRewritesEverythingInTheDatabase:
    def test_is_found_by_the_checkpoint_outside(self, house: House) -> None:
        """An act's facts are changed, and every hash above it is made to fit; only the signature cannot be."""
        for number in range(3):
            house.name(f"Later {number}")
        house.seal()
        leaves = [
            leaf.replace("Later 1", "Bent") if "Later 1" in leaf else leaf
            for (leaf,) in house.superuser.execute(
                "SELECT a.leaf FROM ledger_leaf l JOIN ledger_act a ON a.id = l.act_id ORDER BY l.number"
            )
        ]
        frontier = Frontier()
        for number, leaf in enumerate(leaves):
            frontier.append(leaf_hash(leaf.encode()))
            house.superuser.execute(
                "UPDATE ledger_act SET leaf = %s WHERE id = %s", [leaf, json.loads(leaf)["act"]]
            )
            house.superuser.execute(
                "UPDATE ledger_leaf SET hash = %s WHERE number = %s",
                [hashlib.sha256(b"\x00" + leaf.encode()).digest(), number],
            )
        (problem,) = house.tamper(
            "UPDATE ledger_checkpoint SET root = %s, frontier = %s WHERE size = 6 AND false",
            frontier.root(),
            bytes(frontier),
        )
        assert problem.startswith("The checkpoint of 6 leaves, sealed ")
        assert problem.endswith(
            "vouches for another tree: a leaf from 3 to 5 was edited, deleted or reordered."
        )

    def test_is_found_when_an_older_state_is_put_back(self, house: House) -> None:
        house.rename(house.places[0], "Renamed")
        house.seal()
        for statement in (
            "DELETE FROM ledger_checkpoint WHERE size = 4",
            "DELETE FROM ledger_act WHERE id = (SELECT act_id FROM ledger_leaf WHERE number = 3)",
            "DELETE FROM ledger_leaf WHERE number = 3",
            "DELETE FROM organisations_placehistory WHERE pgh_id = 4",
        ):
            house.superuser.execute(statement)
        problems = house.tamper("UPDATE organisations_place SET name = 'Place 0' WHERE name = 'Renamed'")
        assert problems[0] == "The checkpoint of 4 leaves is kept outside, and the database has lost it."
        assert problems[1].endswith(
            "vouches for 4 leaves and there are 3: the last 1 were taken away, or an older state was put back."
        )


class TestAnAudit:
    def test_writes_nothing(self, house: House) -> None:
        house.audit()
        with pytest.raises(psycopg.errors.ReadOnlySqlTransaction), house.keeper.transaction():
            house.keeper.execute("DELETE FROM ledger_personal")
