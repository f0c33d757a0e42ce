"""What does somebody who types `./throughline up` get, and what is left when it ends?"""

import os
import pty
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import pytest
from tests.harness import Cluster, Loaded

from throughline.frame.addresses import with_name
from throughline.frame.backup import rows_by_table
from throughline.frame.data_folder import waited_for
from throughline.frame.installation import running
from throughline.frame.postgres import Server
from throughline.frame.processes import living_in

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="reads /proc"),
]
OWN = ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_KEEPER_URL", "THROUGHLINE_DATA", "THROUGHLINE_MODE")
# The worker writes letters of what is urgent as soon as it runs, be it for a second or for minutes.
VOLATILE = re.compile(r"public\.(procrastinate|django|ledger|pghistory|frame_cache|frame_letter)")
COMMAND = [sys.executable, "-P", "-m", "throughline.cli"]
PATIENCE = 400


def environment() -> dict[str, str]:
    """What a person's shell would give: nothing of the tests' own database."""
    kept = {name: value for name, value in os.environ.items() if name not in OWN}
    source = Path(__file__).parents[2] / "src"
    return kept | {"PYTHONPATH": str(source), "PYTHONUNBUFFERED": "1"}


def hear_ctrl_c() -> None:
    """A shell that runs the tests in the background has it ignored; nobody who types `up` has."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@dataclass
class Up:
    """One `up` in a data folder of its own."""

    data: Path
    words: tuple[str, ...] = ("--port", "0")
    said: list[str] = field(default_factory=list)
    address: str = ""

    def start(self) -> "Up":
        command = [*COMMAND, "up", "--data", str(self.data), *self.words]
        self.process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=environment(),
            bufsize=1,
            preexec_fn=hear_ctrl_c,
        )
        return self

    def until_ready(self) -> "Up":
        assert self.process.stdout
        for line in self.process.stdout:
            self.said.append(line.rstrip())
            if line.startswith("Throughline is at "):
                self.address = line.split()[-1]
            if line.startswith("Ctrl-C"):
                return self
        assert self.process.stderr
        pytest.fail(f"it did not start: {self.process.stderr.read()}")

    def until(self, condition: Callable[[], bool]) -> None:
        """Return as soon as the condition holds; one that ends before, or takes too long, says what it did last."""
        reached = waited_for(lambda: condition() or self.process.poll() is not None, PATIENCE, every=0.01)
        if not reached or self.process.poll() is not None:
            self.process.kill()
            logs = [f"{log.name}: {log.read_text()[-600:]}" for log in (self.data / "log").glob("*.log")]
            pytest.fail("\n".join([str(self.process.communicate()), *logs]))

    def end(self, sent: signal.Signals = signal.SIGTERM) -> int:
        self.process.send_signal(sent)
        return self.process.wait(60)

    def left(self) -> list[str]:
        """Every process that belongs to the data folder."""
        mine = f"THROUGHLINE_DATA={self.data}\0".encode()
        found = [f"postgres {number}" for number in living_in(self.data / "postgres")]
        for entry in Path("/proc").glob("[0-9]*/environ"):
            try:
                if mine in entry.read_bytes():
                    found.append((entry.parent / "cmdline").read_text().replace("\0", " "))
            except OSError:
                continue
        return found

    def workers(self) -> list[int]:
        """The processes that do what is owed."""
        mine = f"THROUGHLINE_DATA={self.data}\0".encode()
        found = []
        for entry in Path("/proc").glob("[0-9]*/environ"):
            try:
                if mine in entry.read_bytes() and b"procrastinate" in (entry.parent / "cmdline").read_bytes():
                    found.append(int(entry.parent.name))
            except OSError:
                continue
        return found

    def leaves_nothing(self) -> bool:
        return waited_for(lambda: not self.left(), 20)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Up]:
    """An `up` from nothing that runs for all the tests that only look at it."""
    up = Up(tmp_path_factory.mktemp("house") / "data").start().until_ready()
    yield up
    up.end()


@pytest.fixture(scope="module")
def restored(house: Up, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a backup of the house gave when it was restored: to be copied, never to be started."""
    folder = tmp_path_factory.mktemp("restored")
    for words in (
        ["backup", str(folder / "kept.tar"), "--data", str(house.data), "--with-keys"],
        ["restore", str(folder / "kept.tar"), "--data", str(folder / "data")],
    ):
        done = commanded(*words)
        assert done.returncode == 0, done.stderr
    return folder / "data"


def commanded(*words: str) -> subprocess.CompletedProcess[str]:
    """What the command came to."""
    return subprocess.run(
        [*COMMAND, *words], capture_output=True, text=True, env=environment(), check=False, timeout=PATIENCE
    )


def copied(data: Path, folder: Path) -> Path:
    """A copy in that folder of the data of a Throughline that does not run, with who owns which file."""
    subprocess.run(["cp", "-a", str(data), str(folder / "data")], check=True)
    return folder / "data"


def page(address: str) -> tuple[int, str]:
    with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310  # our own http
        return answer.status, answer.read().decode()


def refused(*words: str) -> str:
    """The one sentence with which a command refuses."""
    done = commanded(*words)
    assert done.returncode == 2, done
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    return done.stderr.strip()


class TestUpFromNothing:
    def test_prints_the_address_the_people_and_the_seconds(self, house: Up) -> None:
        assert house.said[0] == f"Throughline is at {house.address}"
        assert re.fullmatch(r"\(from nothing in \d+ seconds\)", house.said[1])
        assert any("@demonstration.example" in line for line in house.said)

    def test_answers_at_health(self, house: Up) -> None:
        status, said = page(f"{house.address}/health/")
        assert status == 200
        assert '"ok"' in said

    def test_shows_its_first_page(self, house: Up) -> None:
        status, said = page(f"{house.address}/")
        assert status == 200
        assert "<h1" in said

    def test_serves_its_styles(self, house: Up) -> None:
        said = page(f"{house.address}/")[1]
        style = re.search(r'<link[^>]*href="([^"]+\.css)"', said)
        assert style
        assert page(f"{house.address}{style[1]}")[0] == 200

    def test_gives_the_owners_address_to_nobody_who_serves(self, house: Up) -> None:
        for entry in Path("/proc").glob("[0-9]*/environ"):
            try:
                said = entry.read_bytes()
            except OSError:
                continue
            if f"THROUGHLINE_DATA={house.data}\0".encode() in said:
                assert b"DATABASE_OWNER_URL" not in said

    def test_listens_to_this_machine_alone(self, house: Up) -> None:
        port = int(house.address.rsplit(":", 1)[1])
        local = f"{port:04X}"
        listening = [line.split()[1] for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
        assert f"0100007F:{local}" in listening
        assert f"00000000:{local}" not in listening


class TestWhileItRuns:
    def test_a_second_one_is_told_where_the_first_is(self, house: Up) -> None:
        said = refused("up", "--data", str(house.data), "--port", "0")
        assert said.startswith(f"Another Throughline runs on {house.data} already: {house.address}")
        assert "\n" not in said

    def test_its_port_is_refused_to_another_before_anything_is_made(self, house: Up, tmp_path: Path) -> None:
        port = house.address.rsplit(":", 1)[1]
        said = refused("up", "--data", str(tmp_path / "other"), "--port", port)
        assert said == (
            f"Port {port} of 127.0.0.1 is taken by another program. "
            f"Choose another, for example --port {int(port) + 1}."
        )
        assert not (tmp_path / "other").exists()

    def test_a_worker_that_is_killed_comes_back(self, house: Up) -> None:
        (killed,) = house.workers()
        os.kill(killed, signal.SIGKILL)
        assert waited_for(lambda: bool(set(house.workers()) - {killed}), 20)
        assert page(f"{house.address}/health/")[0] == 200

    def test_a_backup_is_whole_and_its_ledger_holds(self, house: Up, restored: Path, tmp_path: Path) -> None:
        data = copied(restored, tmp_path)
        done = commanded("ledger", "verify", "--data", str(data))
        assert done.returncode == 0, done.stderr
        assert settled_rows(data) == settled_rows(house.data)


class TestHowItEnds:
    @pytest.fixture(scope="class")
    @classmethod
    def data(cls, restored: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
        return copied(restored, tmp_path_factory.mktemp("ends"))

    @pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
    def test_no_process_is_left_and_nothing_is_there_twice(self, data: Path, sent: signal.Signals) -> None:
        before = settled_rows(data)
        up = Up(data).start().until_ready()
        assert up.said[1].startswith("(started in ")
        assert len(up.left()) > 4
        code = up.end(sent)
        assert up.leaves_nothing()
        assert code == (-signal.SIGKILL if sent is signal.SIGKILL else 0)
        assert settled_rows(data) == before

    def test_no_process_is_left_when_the_terminal_is_closed(self, data: Path) -> None:
        child, terminal = pty.fork()
        if child == 0:
            hear_ctrl_c()
            command = [*COMMAND, "up", "--data", str(data), "--port", "0"]
            os.execve(sys.executable, command, environment())  # noqa: S606  # the terminal is the point
        said = b""
        while b"Ctrl-C ends it." not in said:
            said += os.read(terminal, 4096)
        os.close(terminal)
        os.waitpid(child, 0)
        assert Up(data).leaves_nothing()

    def test_it_ends_and_says_why_when_its_database_is_killed(self, data: Path) -> None:
        up = Up(data).start().until_ready()
        os.kill(int((data / "postgres" / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
        assert up.process.wait(60) == 2
        assert up.process.stderr
        assert "The database ended by itself: " in up.process.stderr.read()
        assert up.leaves_nothing()


class TestKilledWhileItStarts:
    def test_the_next_start_is_whole_whatever_was_half_done(self, house: Up, tmp_path: Path) -> None:
        data = tmp_path / "data"
        log = data / "log"
        for half_done in (
            lambda: (data / "postgres.new").exists() or (data / "postgres").exists(),
            lambda: (data / "postgres").exists(),
            lambda: tables_in(data) > 20,
            lambda: rows_in(data, "organisations_place") > 0,
            lambda: rows_in(data, "decisions_notice") > 0,
            lambda: (log / "web.log").exists(),
        ):
            up = Up(data).start()
            up.until(half_done)
            up.end(signal.SIGKILL)
        up = Up(data).start().until_ready()
        assert page(f"{up.address}/health/")[0] == 200
        up.end()
        assert up.leaves_nothing()
        assert settled_rows(data) == settled_rows(house.data)

    def test_a_load_that_was_ended_after_every_commit_holds_the_same(
        self, house: Up, demonstrated: Loaded, cluster: Cluster, tmp_path: Path
    ) -> None:
        with cluster.copy(demonstrated, tmp_path / "copy") as (name, _):
            rows = settled(rows_by_table(with_name(cluster.addresses["keeper"], name)))
        assert rows == settled_rows(house.data)


class TestWhatItRefuses:
    def test_a_data_folder_that_is_a_file(self, tmp_path: Path) -> None:
        (tmp_path / "data").write_text("")
        said = refused("up", "--data", str(tmp_path / "data"), "--port", "0")
        assert said == f"{tmp_path / 'data'} is a file, and the data needs a folder there."

    def test_a_port_that_another_program_has(self, tmp_path: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
            said = refused("up", "--data", str(tmp_path / "data"), "--port", str(port))
        assert said.startswith(f"Port {port} of 127.0.0.1 is taken by another program.")

    @pytest.mark.parametrize("port", ["-1", "65536", "99999"])
    def test_a_number_that_is_no_port(self, port: str, tmp_path: Path) -> None:
        said = refused("up", "--data", str(tmp_path / "data"), "--port", port)
        assert said == f"{port} is no port: ports are numbers from 0 to 65535."

    def test_an_address_that_this_machine_does_not_have(self, tmp_path: Path) -> None:
        said = refused("up", "--data", str(tmp_path / "data"), "--host", "203.0.113.7", "--port", "8000")
        assert said.startswith("Port 8000 of 203.0.113.7 cannot be opened")

    def test_data_that_a_newer_throughline_made(self, restored: Path, tmp_path: Path) -> None:
        data = copied(restored, tmp_path)
        with Server(data) as server, psycopg.connect(server.addresses.owner) as connection:
            connection.execute(
                "INSERT INTO django_migrations (app, name, applied) VALUES ('ledger', '0999_is_wiser', now())"
            )
        said = refused("up", "--data", str(data), "--port", "0")
        assert "made by a newer Throughline: it has ledger's step 0999_is_wiser" in said
        assert said.splitlines()[-1].endswith("Start it with the newer one.")


def settled_rows(data: Path) -> dict[str, int]:
    """Rows by table, without those that come and go by themselves."""
    before = {name: os.environ.pop(name) for name in OWN if name in os.environ}
    try:
        with running(data) as addresses:
            rows = rows_by_table(addresses.keeper)
    finally:
        os.environ.update(before)
    return settled(rows)


def settled(rows: dict[str, int]) -> dict[str, int]:
    """The tables whose rows do not depend on how long a worker ran."""
    return {table: count for table, count in rows.items() if not VOLATILE.match(table)}


def tables_in(data: Path) -> int:
    return asked(data, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")


def rows_in(data: Path, table: str) -> int:
    return asked(data, f"SELECT count(*) FROM {table}")  # noqa: S608  # names from this file


def asked(data: Path, question: str) -> int:
    """The answer of a database that may not be there yet: then none."""
    time.sleep(0.02)
    if not (data / "secrets" / "owner").exists():
        return 0
    try:
        with psycopg.connect(Server(data).addresses.keeper, connect_timeout=2) as connection:
            return int(connection.execute(question).fetchall()[0][0])
    except psycopg.Error:
        return 0
