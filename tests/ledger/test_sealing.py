"""Numbers without a gap, signed checkpoints, copies outside, and keys that change hands."""

import stat
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger import queries, sealer
from throughline.ledger.actions import act
from throughline.ledger.custody import Custody
from throughline.ledger.models import Checkpoint, Leaf, Node, Pending
from throughline.ledger.outside import Outside
from throughline.ledger.sealer import rotate_key, seal
from throughline.ledger.verifier import PublicKey, check, extends, opened

AT = datetime(2024, 5, 28, 9, 30, tzinfo=UTC)
CLERK = Actor("person:00000000-0000-0000-0000-000000000001")


def acts(count: int, **other: Any) -> list[Any]:
    done = []
    for number in range(count):
        with act(actor=CLERK, at=AT, verb="counted", subject=("number", number), **other) as doing:
            done.append(doing.id)
    return done


@pytest.mark.usefixtures("committed_db")
class TestSealing:
    def test_numbers_acts_in_the_order_in_which_they_were_written(self, tmp_path: Path) -> None:
        ids = acts(3)
        assert seal(at=AT, folder=tmp_path) == 3
        ids += acts(2)
        assert seal(at=AT, folder=tmp_path) == 2
        assert list(Leaf.objects.order_by("number").values_list("number", "act_id")) == list(enumerate(ids))
        assert not Pending.objects.exists()

    def test_signs_a_checkpoint_that_is_kept_outside_too(self, tmp_path: Path) -> None:
        acts(2)
        seal(at=AT, folder=tmp_path)
        (kept,) = Outside(tmp_path).all()
        assert kept.note == queries.last_checkpoint()
        assert opened(kept.note, [Custody(tmp_path).key().public]).size == 2

    def test_of_nothing_does_nothing(self, tmp_path: Path) -> None:
        assert seal(at=AT, folder=tmp_path) == 0
        assert not Checkpoint.objects.exists()

    def test_keeps_the_subtrees_from_which_any_proof_is_made(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sealer, "BATCH", 150)
        ids = acts(600)
        seal(at=AT, folder=tmp_path)
        assert list(Node.objects.order_by("index").values_list("level", "index")) == [(8, 0), (8, 1)]
        public = PublicKey.parse(queries.public_key())
        for at in (0, 255, 256, 511, 599):
            record = queries.record_of(ids[at])
            assert record is not None
            assert check(record, key=public)[0].startswith(f"Proven: leaf {at} of 600")
        roots = {size: bytes(root) for size, root in Checkpoint.objects.values_list("size", "root")}
        assert extends(150, roots[150], 600, roots[600], queries.consistency_of(150, 600))

    def test_gives_a_proof_in_few_queries(self, tmp_path: Path, django_assert_num_queries: Any) -> None:
        (first, *_) = acts(40)
        seal(at=AT, folder=tmp_path)
        with django_assert_num_queries(4):
            queries.record_of(first)

    def test_by_several_at_once_leaves_no_gap_and_no_double(self, tmp_path: Path) -> None:
        def write() -> None:
            acts(25)
            connection.close()

        def seal_often() -> None:
            for _ in range(5):
                seal(at=AT, folder=tmp_path)
            connection.close()

        threads = [threading.Thread(target=work) for work in (write, seal_often, write, seal_often, write)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        seal(at=AT, folder=tmp_path)
        assert list(Leaf.objects.order_by("number").values_list("number", flat=True)) == list(range(75))
        assert [kept.size for kept in Outside(tmp_path).all()] == list(
            Checkpoint.objects.order_by("size").values_list("size", flat=True)
        )


@pytest.mark.usefixtures("committed_db")
class TestASealerThatWasKilled:
    def test_before_it_kept_the_checkpoint_outside_is_made_good_by_the_next(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        acts(1)
        with monkeypatch.context() as killed:
            killed.setattr(sealer, "keep_outside", lambda _: (_ for _ in ()).throw(KeyboardInterrupt))
            with pytest.raises(KeyboardInterrupt):
                seal(at=AT, folder=tmp_path)
        assert Outside(tmp_path).all() == []
        seal(at=AT, folder=tmp_path)
        assert [kept.size for kept in Outside(tmp_path).all()] == [1]

    def test_in_the_middle_of_an_outside_line_is_made_good_by_the_next(self, tmp_path: Path) -> None:
        acts(1)
        seal(at=AT, folder=tmp_path)
        acts(1)
        with open(Outside(tmp_path).place, "ab") as file:
            file.write(b'{"size": 2, "sealed')
        assert [kept.size for kept in Outside(tmp_path).all()] == [1]
        seal(at=AT, folder=tmp_path)
        assert [kept.size for kept in Outside(tmp_path).all()] == [1, 2]

    def test_between_the_new_keys_act_and_its_taking_over_is_made_good_by_the_next(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        acts(1)
        with monkeypatch.context() as killed:
            killed.setattr(
                Custody, "let_successor_take_over", lambda _: (_ for _ in ()).throw(KeyboardInterrupt)
            )
            with pytest.raises(KeyboardInterrupt):
                rotate_key(actor=CLERK, at=AT, folder=tmp_path)
        acts(1)
        seal(at=AT, folder=tmp_path)
        assert Custody(tmp_path).successor() is None
        assert opened(queries.last_checkpoint() or "", [Custody(tmp_path).key().public]).size == 3


@pytest.mark.usefixtures("committed_db")
class TestTheSigningKey:
    def test_is_a_file_that_only_its_owner_reads(self, tmp_path: Path) -> None:
        acts(1)
        seal(at=AT, folder=tmp_path)
        assert stat.S_IMODE(Custody(tmp_path).place.stat().st_mode) == 0o600

    def test_is_never_made_anew_for_a_ledger_that_has_one(self, tmp_path: Path) -> None:
        acts(1)
        seal(at=AT, folder=tmp_path)
        Custody(tmp_path).place.unlink()
        acts(1)
        with pytest.raises(RefusedError, match="signing key is not at"):
            seal(at=AT, folder=tmp_path)
        assert Pending.objects.count() == 1

    def test_of_another_ledger_is_refused(self, tmp_path: Path) -> None:
        acts(1)
        seal(at=AT, folder=tmp_path)
        Custody(tmp_path).place.unlink()
        Custody(tmp_path).first_key()
        acts(1)
        with pytest.raises(RefusedError, match="not the ledger's own"):
            seal(at=AT, folder=tmp_path)

    def test_that_is_damaged_is_refused_in_a_sentence(self, tmp_path: Path) -> None:
        acts(1)
        seal(at=AT, folder=tmp_path)
        Custody(tmp_path).place.write_text("PRIVATE+KEY+half")
        acts(1)
        with pytest.raises(RefusedError, match="cannot be read"):
            seal(at=AT, folder=tmp_path)

    def test_signs_its_successor_which_signs_from_then_on(self, tmp_path: Path) -> None:
        (before,) = acts(1)
        seal(at=AT, folder=tmp_path)
        old = Custody(tmp_path).key().public
        new = PublicKey.parse(rotate_key(actor=CLERK, at=AT, folder=tmp_path))
        (after,) = acts(1)
        seal(at=AT, folder=tmp_path)
        assert Custody(tmp_path).key().public == new != old
        for known in (old, new):
            for known_act in (before, after):
                record = queries.record_of(known_act)
                assert record is not None
                assert check(record, key=known)[0].startswith("Proven")

    def test_changes_hands_as_often_as_one_likes(self, tmp_path: Path) -> None:
        acts(1)
        seal(at=AT, folder=tmp_path)
        first = Custody(tmp_path).key().public
        for _ in range(3):
            rotate_key(actor=CLERK, at=AT, folder=tmp_path)
        (last,) = acts(1)
        seal(at=AT, folder=tmp_path)
        record = queries.record_of(last)
        assert record is not None
        assert check(record, key=first)[0].startswith("Proven")


@pytest.mark.usefixtures("committed_db")
class TestASealerThatIsShownAnotherPast:
    def test_does_not_sign_when_an_older_state_was_put_back(self, tmp_path: Path, as_superuser: Any) -> None:
        acts(1)
        seal(at=AT, folder=tmp_path)
        acts(1)
        seal(at=AT, folder=tmp_path)
        as_superuser.execute("SET session_replication_role = replica")
        as_superuser.execute(
            "DELETE FROM ledger_checkpoint WHERE size = 2; DELETE FROM ledger_leaf WHERE number = 1"
        )
        acts(1)
        with pytest.raises(RefusedError, match="older state of the database was put back"):
            seal(at=AT, folder=tmp_path)

    def test_does_not_sign_on_top_of_a_root_that_it_never_signed(
        self, tmp_path: Path, as_superuser: Any
    ) -> None:
        acts(3)
        seal(at=AT, folder=tmp_path)
        as_superuser.execute("SET session_replication_role = replica")
        as_superuser.execute("UPDATE ledger_checkpoint SET frontier = sha256('a') || sha256('b')")
        acts(1)
        with pytest.raises(RefusedError, match="was changed"):
            seal(at=AT, folder=tmp_path)


class TestADisclosedValue:
    @pytest.mark.usefixtures("committed_db")
    def test_is_in_the_record_only_for_whoever_may_see_it(self, tmp_path: Path) -> None:
        (done,) = acts(1, personal={"signatory": "Sam Example"})
        seal(at=AT, folder=tmp_path)
        shown, hidden = (queries.record_of(done, disclose=may) for may in (True, False))
        assert shown is not None
        assert hidden is not None
        assert "Sam Example" not in str(hidden)
        assert 'Proven: “signatory” was "Sam Example".' in check(shown)

    @pytest.mark.usefixtures("committed_db")
    def test_leaves_the_proof_whole_when_it_is_deleted(self, tmp_path: Path, as_keeper: Any) -> None:
        (done,) = acts(1, personal={"signatory": "Sam Example"})
        seal(at=AT, folder=tmp_path)
        as_keeper.execute("DELETE FROM ledger_personal")
        record = queries.record_of(done, disclose=True)
        assert record is not None
        assert check(record)[0].startswith("Proven")
