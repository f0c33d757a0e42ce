"""Does everything come back from one file, and nothing from a bad one?"""

import io
import json
import tarfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from throughline.frame.backup import back_up, restore, rows_by_table
from throughline.frame.data_folder import Holder, waited_for
from throughline.frame.installation import running
from throughline.frame.postgres import Server
from throughline.kernel.verdict import RefusedError

AT = datetime(2026, 4, 1, 9, tzinfo=UTC)
TABLES = """
    CREATE TABLE award (number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, place text, pence bigint);
    INSERT INTO award (place, pence) SELECT 'Ward ' || n, n * 101 FROM generate_series(1, 500) n;
    CREATE TABLE act (number bigint PRIMARY KEY, said text);
    INSERT INTO act VALUES (1, 'founded');
    REVOKE UPDATE, DELETE, TRUNCATE ON act FROM app, keeper;
    CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'acts stay'; END $$;
    CREATE TRIGGER stays BEFORE UPDATE OR DELETE ON act FOR EACH ROW EXECUTE FUNCTION refuse();
    CREATE TABLE hidden (number bigint);
    INSERT INTO hidden SELECT generate_series(1, 7);
    ALTER TABLE hidden ENABLE ROW LEVEL SECURITY;
    ALTER TABLE hidden FORCE ROW LEVEL SECURITY;
    CREATE POLICY keeps ON hidden TO keeper USING (true);
"""


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_KEEPER_URL", "THROUGHLINE_DATA"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A small house: awards, an append-only table, rows that only the keeper sees, a checkpoint and a key."""
    with Server(tmp_path_factory.mktemp("source") / "data", durable=False) as server:
        with psycopg.connect(server.addresses.owner) as connection:
            connection.execute(TABLES)
        (server.folder.checkpoints / "ledger.jsonl").write_text('{"size": 1}\n')
        server.folder.keys.mkdir()
        (server.folder.keys / "ledger.key").write_text("SECRET SEED\n")
        with server.folder.held(Holder(1, "throughline up", "http://127.0.0.1:1")):
            yield server


@pytest.fixture
def backup(source: Server, tmp_path: Path) -> Path:
    file = tmp_path / "kept.tar"
    back_up(file, str(source.folder.path), with_keys=False, at=AT)
    return file


def rights(server: Server) -> object:
    with psycopg.connect(server.address("postgres")) as connection:
        return connection.execute(
            "SELECT relname, array(SELECT x::text FROM unnest(relacl) x ORDER BY 1), relrowsecurity,"
            " relforcerowsecurity FROM pg_class WHERE relnamespace = 'public'::regnamespace ORDER BY 1"
        ).fetchall()


def changed(file: Path, name: str, change: Callable[[bytes], bytes]) -> None:
    """The same backup with one part changed, or left out when the change gives nothing."""
    with tarfile.open(file) as tar:
        parts = {entry.name: tar.extractfile(entry).read() for entry in tar}  # type: ignore[union-attr]  # plain files
    parts[name] = change(parts.get(name, b""))
    with tarfile.open(file, "w") as tar:
        for part, content in parts.items():
            if content:
                entry = tarfile.TarInfo(part)
                entry.size = len(content)
                tar.addfile(entry, io.BytesIO(content))


class TestTheDrill:
    def test_every_row_right_trigger_and_policy_comes_back(
        self, source: Server, backup: Path, tmp_path: Path
    ) -> None:
        restore(backup, tmp_path / "new")
        with Server(tmp_path / "new", durable=False) as server:
            assert rows_by_table(server.addresses.keeper) == rows_by_table(source.addresses.keeper)
            assert rows_by_table(server.addresses.keeper)["public.hidden"] == 7
            assert rights(server) == rights(source)
            closed = pytest.raises(psycopg.errors.InsufficientPrivilege)
            with psycopg.connect(server.addresses.app) as connection, closed:
                connection.execute("DELETE FROM act")
            refused = pytest.raises(psycopg.errors.RaiseException, match="acts stay")
            with psycopg.connect(server.addresses.owner) as connection, refused:
                connection.execute("DELETE FROM act")

    def test_new_rows_get_new_numbers(self, backup: Path, tmp_path: Path) -> None:
        restore(backup, tmp_path / "new")
        with running(tmp_path / "new") as addresses, psycopg.connect(addresses.app) as connection:
            made = connection.execute(
                "INSERT INTO award (place, pence) VALUES ('Ward 501', 1) RETURNING number"
            )
            assert made.fetchall() == [(501,)]

    def test_the_checkpoints_come_back(self, backup: Path, tmp_path: Path) -> None:
        restore(backup, tmp_path / "new")
        assert (tmp_path / "new" / "checkpoints" / "ledger.jsonl").read_text() == '{"size": 1}\n'

    def test_it_may_be_restored_into_a_folder_that_is_there_and_empty(
        self, backup: Path, tmp_path: Path
    ) -> None:
        (tmp_path / "new").mkdir()
        restore(backup, tmp_path / "new")
        assert (tmp_path / "new" / "postgres" / "PG_VERSION").exists()

    def test_it_may_be_restored_into_an_empty_managed_database(
        self, source: Server, backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with Server(tmp_path / "managed", durable=False) as managed:
            for name, address in managed.addresses.environment().items():
                monkeypatch.setenv(name, address)
            restore(backup, tmp_path / "new")
            assert rows_by_table(managed.addresses.keeper) == rows_by_table(source.addresses.keeper)
            with pytest.raises(RefusedError, match="has tables already"):
                restore(backup, tmp_path / "newer")
        assert not (tmp_path / "new" / "postgres").exists()


class TestTheSigningKeys:
    def test_are_left_out(self, backup: Path, tmp_path: Path) -> None:
        assert b"SECRET SEED" not in backup.read_bytes()

    def test_come_along_when_asked_for(self, source: Server, tmp_path: Path) -> None:
        back_up(tmp_path / "kept.tar", str(source.folder.path), with_keys=True, at=AT)
        restore(tmp_path / "kept.tar", tmp_path / "new")
        key = tmp_path / "new" / "keys" / "ledger.key"
        assert key.read_text() == "SECRET SEED\n"
        assert key.stat().st_mode & 0o777 == 0o600


class TestTheFile:
    def test_is_its_owners_alone(self, backup: Path) -> None:
        assert backup.stat().st_mode & 0o777 == 0o600

    def test_never_replaces_another(self, source: Server, backup: Path) -> None:
        with pytest.raises(RefusedError, match="is there already, and a backup never overwrites"):
            back_up(backup, str(source.folder.path), with_keys=False, at=AT)

    def test_is_not_begun_when_rows_would_be_missing(self, source: Server, tmp_path: Path) -> None:
        with psycopg.connect(source.addresses.owner, autocommit=True) as connection:
            connection.execute("DROP POLICY keeps ON hidden")
            try:
                with pytest.raises(RefusedError, match="rows of hidden are hidden from the role `keeper`"):
                    back_up(tmp_path / "kept.tar", str(source.folder.path), with_keys=False, at=AT)
            finally:
                connection.execute("CREATE POLICY keeps ON hidden TO keeper USING (true)")
        assert list(tmp_path.iterdir()) == []

    def test_says_that_its_folder_is_not_there(self, source: Server, tmp_path: Path) -> None:
        with pytest.raises(RefusedError, match="cannot be used: No such file or directory"):
            back_up(tmp_path / "no" / "kept.tar", str(source.folder.path), with_keys=False, at=AT)


class TestABadFile:
    @pytest.mark.parametrize(
        ("name", "change", "reason"),
        [
            ("database.dump", lambda content: content[:-1] + b"!", "does not have the hash"),
            ("database.dump", lambda content: b"", "is not a backup"),
            ("checkpoints/ledger.jsonl", lambda content: b'{"size": 9}\n', "does not have the hash"),
            ("manifest.json", lambda content: b"", "is not a backup"),
            ("manifest.json", lambda content: b"[1, 2]", "is not a backup"),
            (
                "manifest.json",
                lambda content: content.replace(b'"format": 1', b'"format": 2'),
                "a newer Throughline",
            ),
            (
                "manifest.json",
                lambda content: content.replace(b"checkpoints/", b"../outside/"),
                "is not a backup",
            ),
        ],
    )
    def test_is_refused_and_leaves_nothing(
        self, backup: Path, tmp_path: Path, name: str, change: Callable[[bytes], bytes], reason: str
    ) -> None:
        changed(backup, name, change)
        with pytest.raises(RefusedError, match=reason):
            restore(backup, tmp_path / "new")
        assert [path.name for path in tmp_path.iterdir()] == ["kept.tar"]

    @pytest.mark.parametrize("content", [b"", b"not a backup", b"\0" * 4096])
    def test_of_another_kind_is_refused(self, tmp_path: Path, content: bytes) -> None:
        (tmp_path / "kept.tar").write_bytes(content)
        with pytest.raises(RefusedError, match="is not a backup of Throughline"):
            restore(tmp_path / "kept.tar", tmp_path / "new")
        assert not (tmp_path / "new").exists()

    def test_that_is_not_there_is_named(self, tmp_path: Path) -> None:
        with pytest.raises(RefusedError, match="There is no file"):
            restore(tmp_path / "kept.tar", tmp_path / "new")

    def test_a_good_dump_that_cannot_be_loaded_leaves_nothing(self, backup: Path, tmp_path: Path) -> None:
        import hashlib

        with tarfile.open(backup) as tar:
            manifest = json.loads(tar.extractfile("manifest.json").read())  # type: ignore[union-attr]  # it is there
        broken = b"PGDMP but no more"
        for part in manifest["parts"]:
            if part["name"] == "database.dump":
                part.update(size=len(broken), sha256=hashlib.sha256(broken).hexdigest())
        changed(backup, "database.dump", lambda content: broken)
        changed(backup, "manifest.json", lambda content: json.dumps(manifest).encode())
        with pytest.raises(RefusedError, match="pg_restore did not finish"):
            restore(backup, tmp_path / "new")
        assert [path.name for path in tmp_path.iterdir()] == ["kept.tar"]


class TestAFolderInUse:
    def test_is_never_restored_into(self, backup: Path, tmp_path: Path) -> None:
        (tmp_path / "new").mkdir()
        (tmp_path / "new" / "letter.txt").write_text("mine")
        with pytest.raises(RefusedError, match="is not empty, and a restore never mixes"):
            restore(backup, tmp_path / "new")
        assert (tmp_path / "new" / "letter.txt").read_text() == "mine"

    def test_that_a_killed_restore_left_half_done_is_cleared(self, backup: Path, tmp_path: Path) -> None:
        half = tmp_path / ".new.unfinished" / "postgres"
        half.mkdir(parents=True)
        restore(backup, tmp_path / "new")
        assert waited_for(lambda: not half.parent.exists(), 1)
