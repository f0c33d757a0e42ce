"""Does production start only when everything it needs is there, and is nothing of a demonstration in it?"""

import os
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from throughline.cli.test import DEBIANS
from throughline.frame.data_folder import waited_for
from throughline.frame.postgres import Server
from throughline.frame.supervisor import reserved_port

COMMAND = [sys.executable, "-P", "-m", "throughline.cli"]
SOURCE = Path(__file__).parents[2] / "src"
SECRET = "s" * 50


def environment(settings: dict[str, str]) -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("DATABASE_", "THROUGHLINE_", "DJANGO_"))
    }
    return kept | {"PYTHONPATH": str(SOURCE)} | settings


def asked(words: list[str], settings: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *words],
        capture_output=True,
        text=True,
        env=environment(settings),
        check=False,
        timeout=240,
    )


@pytest.fixture(scope="module")
def managed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A PostgreSQL of somebody else, with the three roles and an empty database: the oldest that we serve from."""
    programs = DEBIANS if DEBIANS.exists() else None
    with Server(tmp_path_factory.mktemp("managed") / "data", durable=False, programs=programs) as server:
        yield server


@pytest.fixture
def settings(managed: Server, tmp_path: Path) -> dict[str, str]:
    return managed.addresses.environment() | {
        "THROUGHLINE_SECRET_KEY": SECRET,
        "THROUGHLINE_ADDRESS": "https://throughline.example",
        "THROUGHLINE_HOSTS": "throughline.example",
        "THROUGHLINE_DATA": str(tmp_path),
    }


class TestSettings:
    def test_that_are_missing_are_named_one_by_one(self) -> None:
        done = asked(["serve"], {})
        assert done.returncode == 2
        assert done.stdout == ""
        assert [line.split()[0] for line in done.stderr.splitlines()] == [
            "DATABASE_URL",
            "DATABASE_KEEPER_URL",
            "THROUGHLINE_SECRET_KEY",
            "THROUGHLINE_ADDRESS",
            "THROUGHLINE_HOSTS",
            "THROUGHLINE_DATA",
        ]

    @pytest.mark.parametrize(
        ("name", "value", "sentence"),
        [
            ("THROUGHLINE_SECRET_KEY", "short", "THROUGHLINE_SECRET_KEY is too short"),
            ("THROUGHLINE_ADDRESS", "http://throughline.example", "does not begin with https://"),
            ("THROUGHLINE_DATA", "/nonexistent", "no folder that this user may write to"),
            ("DATABASE_URL", "postgresql://app:x@/y?host=/nonexistent", "DATABASE_URL does not answer"),
        ],
    )
    def test_that_are_wrong_are_named(
        self, settings: dict[str, str], name: str, value: str, sentence: str
    ) -> None:
        done = asked(["serve"], settings | {name: value})
        assert done.returncode == 2
        assert sentence in done.stderr
        assert "Traceback" not in done.stderr

    def test_may_not_let_the_owner_serve(self, managed: Server, settings: dict[str, str]) -> None:
        done = asked(["serve"], settings | {"DATABASE_URL": managed.addresses.owner})
        assert "DATABASE_URL connects as owner; the role that serves is `app`" in done.stderr

    def test_migrate_asks_for_the_owners_address(self) -> None:
        done = asked(["migrate"], {})
        assert done.returncode == 2
        assert done.stderr.startswith("DATABASE_OWNER_URL is not set")


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
class TestServing:
    def test_begins_after_migrate_and_ends_with_nothing_left(
        self, managed: Server, settings: dict[str, str], tmp_path: Path
    ) -> None:
        unprepared = asked(["serve"], settings)
        assert "The database has no tables yet: run `./throughline migrate`" in unprepared.stderr
        assert asked(["migrate"], settings).stdout == "The database has every table.\n"
        with reserved_port("127.0.0.1", 0) as free:
            port = free.getsockname()[1]
        serving = subprocess.Popen(
            [*COMMAND, "serve", "--port", str(port)],
            env=environment(settings),
            stderr=subprocess.PIPE,
            text=True,
        )
        assert serving.stderr
        for line in serving.stderr:
            if "serves https://throughline.example" in line:
                break
        asks = urllib.request.Request(
            f"http://127.0.0.1:{port}/health/", headers={"Host": "throughline.example"}
        )
        with urllib.request.urlopen(asks, timeout=30) as page:  # noqa: S310  # our own http
            assert page.status == 200
        assert len(mine(tmp_path)) >= 4
        assert not [said for said in mine(tmp_path) if b"DATABASE_OWNER_URL" in said]
        serving.send_signal(signal.SIGTERM)
        assert serving.wait(60) == 0
        assert waited_for(lambda: not mine(tmp_path), 20)


def mine(data: Path) -> list[bytes]:
    """The environments of the processes that serve from that data folder, but for the command itself."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/environ"):
        try:
            said = entry.read_bytes()
            command = (entry.parent / "cmdline").read_text()
        except OSError:
            continue
        if f"THROUGHLINE_DATA={data}\0".encode() in said and "throughline.cli" not in command:
            found.append(said)
    return found
