"""What may whoever starts the embedded PostgreSQL rely on, on good days and bad ones?"""

import os
import shutil
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

from throughline.cli.test import DEBIANS
from throughline.frame.data_folder import DataFolder, Holder, waited_for
from throughline.frame.installation import ROOT, running
from throughline.frame.postgres import Server
from throughline.frame.postgres_programs import KEPT_PROGRAMS, bundled_programs, programs_for
from throughline.frame.processes import living_in
from throughline.kernel.verdict import RefusedError

AS_ROOT = os.geteuid() == 0
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that a first start made whole."""
    folder = tmp_path_factory.mktemp("made") / "data"
    with Server(folder, durable=False):
        return folder


@pytest.fixture
def server(made: Path, tmp_path: Path) -> Iterator[Server]:
    """A later start, of a copy of that folder with its owner: a folder may be moved, and initdb takes a second."""
    subprocess.run(["cp", "-a", str(made), str(tmp_path / "data")], check=True)
    with Server(tmp_path / "data", durable=False) as started:
        yield started


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """No managed database is named, as on the machine of somebody who tries it."""
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_KEEPER_URL", "THROUGHLINE_DATA"):
        monkeypatch.delenv(name, raising=False)


def asked(address: str, question: str) -> object:
    with psycopg.connect(address) as connection:
        return connection.execute(question).fetchall()[0][0]


def told(address: str, statement: str) -> None:
    with psycopg.connect(address) as connection:
        connection.execute(statement)


def gone(folder: Path) -> bool:
    return waited_for(lambda: not living_in(folder), 20)


class TestAFreshFolder:
    @pytest.fixture(scope="class")
    @classmethod
    def server(cls, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
        with Server(tmp_path_factory.mktemp("fresh") / "data", durable=False) as started:
            yield started

    def test_answers_to_the_three_roles(self, server: Server) -> None:
        for role in ("app", "owner", "keeper"):
            assert asked(getattr(server.addresses, role), "SELECT current_user::text") == role

    def test_lets_app_and_keeper_use_what_the_owner_makes(self, server: Server) -> None:
        told(server.addresses.owner, "CREATE TABLE paid (pence bigint)")
        told(server.addresses.app, "INSERT INTO paid VALUES (63973300)")
        assert asked(server.addresses.keeper, "SELECT pence FROM paid") == 63973300

    def test_does_not_let_app_make_tables(self, server: Server) -> None:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            told(server.addresses.app, "CREATE TABLE mine (pence bigint)")

    def test_refuses_a_wrong_password(self, server: Server) -> None:
        wrong = server.address("app").replace(server.folder.secret("app"), "guessed")
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(wrong)

    def test_keeps_its_secrets_and_its_socket_to_its_owner(self, server: Server) -> None:
        secrets = list((server.folder.path / "secrets").iterdir())
        assert {path.name for path in secrets} == {"owner", "app", "keeper", "postgres"}
        assert {path.stat().st_mode & 0o777 for path in secrets} == {0o600}
        assert server.sockets.stat().st_mode & 0o777 == 0o700

    def test_never_writes_a_password_to_its_log(self, server: Server) -> None:
        said = (server.folder.logs / "postgres.log").read_text()
        assert not [role for role in ("owner", "app", "keeper") if server.folder.secret(role) in said]

    def test_opens_no_port(self, server: Server) -> None:
        assert asked(server.address("postgres"), "SELECT current_setting('listen_addresses')") == ""

    def test_sorts_the_same_on_every_machine(self, server: Server) -> None:
        asks = "SELECT datlocprovider::text || datlocale FROM pg_database WHERE datname = 'throughline'"
        assert asked(server.address("postgres"), asks) == "bC.UTF-8"

    def test_may_have_spaces_and_quotes_in_its_path(self, tmp_path: Path) -> None:
        with Server(tmp_path / "it's a data folder", durable=False) as server:
            assert server.answers()


class TestALaterStart:
    def test_finds_what_was_written(self, server: Server) -> None:
        told(server.addresses.owner, "CREATE TABLE kept AS SELECT 1 AS pence")
        server.stop()
        server.start()
        assert asked(server.addresses.owner, "SELECT pence FROM kept") == 1

    def test_works_after_the_folder_was_moved(self, tmp_path: Path) -> None:
        with Server(tmp_path / "here", durable=False) as server:
            told(server.addresses.owner, "CREATE TABLE kept AS SELECT 1 AS pence")
        (tmp_path / "here").rename(tmp_path / "there")
        with Server(tmp_path / "there", durable=False) as server:
            assert asked(server.addresses.app, "SELECT count(*) FROM kept") == 1

    def test_leaves_no_process_and_no_socket_when_it_stops(self, server: Server) -> None:
        server.stop()
        assert not server.sockets.exists()
        assert not living_in(server.folder.database)


@on_linux
class TestAServerThatWasKilled:
    def test_starts_again_with_everything_committed(self, tmp_path: Path) -> None:
        server = Server(tmp_path / "data")
        server.start()
        told(server.addresses.owner, "CREATE TABLE kept AS SELECT 1 AS pence")
        for process in living_in(server.folder.database):
            with suppress(ProcessLookupError):  # the others leave when they see the first one die
                os.kill(process, signal.SIGKILL)
        assert gone(server.folder.database)
        assert not server.is_running()
        again = Server(tmp_path / "data")
        with again:
            assert asked(again.addresses.app, "SELECT pence FROM kept") == 1

    def test_is_not_confused_by_a_process_that_has_its_old_number(self, server: Server) -> None:
        server.stop()
        lock = server.folder.database / "postmaster.pid"
        lock.write_text(
            f"{os.getpid()}\n{server.folder.database}\n1\n5432\n{server.sockets}\n\n 0 0\nready\n"
        )
        server.start()
        assert server.answers()

    def test_clears_what_a_killed_initdb_left(self, tmp_path: Path) -> None:
        half = tmp_path / "data" / "postgres.new"
        half.mkdir(parents=True)
        (half / "PG_VERSION").write_text("18\n")
        with Server(tmp_path / "data", durable=False) as server:
            assert server.answers()
        assert not half.exists()

    def test_ends_when_its_parent_is_killed_and_can_be_started_at_once(self, tmp_path: Path) -> None:
        data = tmp_path / "data"
        parent = subprocess.Popen(
            [sys.executable, "-c", WAITING_PARENT, str(data)], stdout=subprocess.PIPE, env=with_our_source()
        )
        assert parent.stdout is not None
        assert parent.stdout.readline() == b"started\n"
        parent.kill()
        parent.wait()
        with Server(data, durable=False) as server:
            assert server.answers()
        assert gone(server.folder.database)

    def test_leaves_a_whole_folder_whenever_the_first_start_is_killed(self, tmp_path: Path) -> None:
        for number, moment in enumerate((0.15, 0.3, 0.45, 0.6, 0.75)):
            data = tmp_path / f"data{number}"
            parent = subprocess.Popen(
                [sys.executable, "-c", WAITING_PARENT, str(data)], env=with_our_source()
            )
            with pytest.raises(subprocess.TimeoutExpired):
                parent.wait(moment)
            parent.kill()
            parent.wait()
            with Server(data, durable=False) as server:
                for role in ("app", "owner", "keeper"):
                    assert asked(getattr(server.addresses, role), "SELECT 1") == 1


class TestWhatCannotStart:
    def test_names_the_version_that_made_the_data(self, server: Server) -> None:
        server.stop()
        (server.folder.database / "PG_VERSION").write_text("99\n")
        with pytest.raises(RefusedError, match=r"made by PostgreSQL 99, and this is PostgreSQL \d+"):
            server.start()

    def test_says_that_the_disk_is_full_before_it_begins(self, tmp_path: Path) -> None:
        folder = DataFolder(tmp_path)
        with pytest.raises(RefusedError, match=r"is full: \d+ MB are free and 9536743 MB are needed"):
            folder.ask_for_room(10**13)

    def test_says_that_the_disk_is_full_when_it_runs_full(self, tmp_path: Path) -> None:
        small = tmp_path / "small"
        small.mkdir()
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=30m", "none", str(small)], check=False, capture_output=True
        )
        if mounted.returncode != 0:
            pytest.skip("this user may not mount a small disk")
        try:
            server = Server(small / "data", durable=False)
            server.folder.path.mkdir()
            (server.folder.path / "log").mkdir()
            (server.folder.path / "secrets").mkdir()
            server.programs = programs_for(server.account)
            server._make_socket_folder()
            with pytest.raises(RefusedError, match="is full, so the database could not start"):
                server._initialise()
            assert not (small / "data" / "postgres.new").exists()
        finally:
            shutil.rmtree(server.sockets, ignore_errors=True)
            subprocess.run(["umount", str(small)], check=True)

    def test_says_that_the_folder_is_a_file(self, tmp_path: Path) -> None:
        (tmp_path / "data").write_text("")
        with pytest.raises(RefusedError, match="is a file, and the data needs a folder there"):
            Server(tmp_path / "data").start()

    @pytest.mark.skipif(AS_ROOT, reason="root may write everywhere")
    def test_says_that_the_folder_is_closed(self, tmp_path: Path) -> None:
        tmp_path.chmod(0o500)
        with pytest.raises(RefusedError, match="This user may not write to"):
            Server(tmp_path / "data").start()


@pytest.mark.skipif(not AS_ROOT, reason="asks what root gets")
class TestStartedByRoot:
    def test_runs_as_somebody_else_in_a_folder_that_only_root_may_enter(self, tmp_path: Path) -> None:
        closed = tmp_path / "closed"
        closed.mkdir(mode=0o700)
        with Server(closed / "data", durable=False) as server:
            owners = set()
            for process in living_in(server.folder.database):
                with suppress(FileNotFoundError):  # a server's helpers come and go
                    owners.add(Path(f"/proc/{process}").stat().st_uid)
            assert owners
            assert 0 not in owners
        assert closed.stat().st_mode & 0o777 == 0o700

    def test_copies_its_programs_when_they_lie_in_a_folder_that_only_root_may_enter(
        self, tmp_path: Path
    ) -> None:
        closed = tmp_path / "closed"
        closed.mkdir(mode=0o700)
        wheel = bundled_programs().parents[1]
        for name in (wheel.name, f"{wheel.name}.libs"):
            shutil.copytree(wheel.with_name(name), closed / name, symlinks=True)
        programs = closed / wheel.name / bundled_programs().relative_to(wheel)
        with Server(tmp_path / "data", durable=False, programs=programs) as server:
            assert server.programs.is_relative_to(KEPT_PROGRAMS)
            assert server.answers()


@pytest.mark.skipif(not DEBIANS.exists(), reason="no PostgreSQL 15 from the system")
class TestAnOlderPostgres:
    def test_is_started_the_same_way(self, tmp_path: Path) -> None:
        with Server(tmp_path / "data", durable=False, programs=DEBIANS) as server:
            assert (
                asked(server.addresses.app, "SELECT current_setting('server_version_num')::int / 10000") == 15
            )


@pytest.mark.usefixtures("alone")
class TestACommandBesideUp:
    def test_uses_the_server_that_runs(self, server: Server) -> None:
        with server.folder.held(Holder(os.getpid(), "throughline up", "http://127.0.0.1:1")) as ours:
            assert ours
            with running(server.folder.path) as addresses:
                assert asked(addresses.app, "SELECT 1") == 1
                assert os.environ["DATABASE_URL"] == addresses.app
        assert server.answers()
        assert "DATABASE_URL" not in os.environ

    def test_starts_and_stops_one_when_none_runs(self, server: Server) -> None:
        server.stop()
        with running(server.folder.path) as addresses:
            assert asked(addresses.app, "SELECT 1") == 1
        assert not server.answers()
        assert not living_in(server.folder.database)

    def test_is_not_cut_off_by_another_command_that_started_the_server(self, server: Server) -> None:
        server.stop()
        code = USING_COMMAND.format(hold="time.sleep(0.6)")
        first = subprocess.Popen([sys.executable, "-c", code, str(server.folder.path)], env=with_our_source())
        assert waited_for(server.answers, 20)
        with running(server.folder.path) as addresses, psycopg.connect(addresses.app) as connection:
            with pytest.raises(subprocess.TimeoutExpired):
                first.wait(1.5)
            assert connection.execute("SELECT 1").fetchall() == [(1,)]
        assert first.wait(20) == 0

    def test_says_that_there_is_nothing_yet(self, tmp_path: Path) -> None:
        with pytest.raises(RefusedError, match="There is no Throughline in"), running(tmp_path / "nothing"):
            pass

    def test_says_which_address_of_a_managed_server_is_missing(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("DATABASE_URL", "postgresql://app:x@db.example/throughline")
        missing = "DATABASE_OWNER_URL and DATABASE_KEEPER_URL missing"
        with pytest.raises(RefusedError, match=missing), running(tmp_path):
            pass

    def test_uses_a_managed_server_that_is_named(
        self, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name, address in server.addresses.environment().items():
            monkeypatch.setenv(name, address)
        with running(tmp_path / "elsewhere") as addresses:
            assert addresses == server.addresses
        assert not (tmp_path / "elsewhere" / "postgres").exists()

    def test_says_when_the_managed_server_is_away(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_KEEPER_URL"):
            monkeypatch.setenv(name, f"postgresql://x:y@/z?host={tmp_path}")
        with (
            pytest.raises(RefusedError, match="The database of DATABASE_URL does not answer"),
            running(tmp_path),
        ):
            pass


def with_our_source() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(ROOT / "src")}


WAITING_PARENT = textwrap.dedent("""
    import sys, time
    from pathlib import Path
    from throughline.frame.postgres import Server
    server = Server(Path(sys.argv[1]), durable=False)
    server.start()
    print("started", flush=True)
    time.sleep(60)
""")

USING_COMMAND = textwrap.dedent("""
    import sys, time
    from throughline.frame.installation import running
    with running(sys.argv[1]):
        {hold}
""")
