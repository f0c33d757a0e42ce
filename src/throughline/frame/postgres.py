"""How does the embedded PostgreSQL come to life, answer, and end?

We take the programs of the wheel and own the lifecycle: made beside its place and renamed when whole, reached
by a socket in a folder of its own, alive when a connection answers, gone when we are gone (docs/adr/0020).
"""

import hashlib
import os
import re
import shutil
import signal
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self
from urllib.parse import quote, urlencode

import psycopg
from psycopg import sql

from throughline.frame.data_folder import DataFolder, waited_for
from throughline.frame.postgres_programs import ENVIRONMENT, major_version, programs_for, unprivileged_account
from throughline.frame.processes import (
    ON_LINUX,
    appended,
    end_process,
    living_in,
    open_to,
    run_to_end,
    start_child,
)
from throughline.frame.supervisor import Child
from throughline.kernel.verdict import RefusedError

DATABASE = "throughline"
ROLES = ("owner", "app", "keeper")
ANSWER_WITHIN_SECONDS = 300
Connection = psycopg.Connection[tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the database answers: one address for each role, as the environment variables want them."""

    app: str
    owner: str
    keeper: str

    def environment(self) -> dict[str, str]:
        """The three addresses under the names that the settings read."""
        return {
            "DATABASE_URL": self.app,
            "DATABASE_OWNER_URL": self.owner,
            "DATABASE_KEEPER_URL": self.keeper,
        }


class Server:
    """A PostgreSQL server in a data folder: `with Server(folder) as server:` or `start()` and `stop()`.

    `durable=False` trades safety on a power cut for speed (tests); `programs` is another PostgreSQL's bin
    folder. Start it from a thread that lives on: the server ends with it.
    """

    def __init__(self, folder: Path, *, programs: Path | None = None, durable: bool = True) -> None:
        self.folder = DataFolder(folder.resolve())
        self.durable = durable
        self.account = unprivileged_account()
        self._programs = programs
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def addresses(self) -> Addresses:
        """The addresses of the database `throughline` for the three roles."""
        return Addresses(*(self.address(role) for role in ("app", "owner", "keeper")))

    def address(self, role: str, database: str = DATABASE) -> str:
        """The address of any database of this server for owner, app, keeper, or postgres who may do all."""
        place = urlencode({"host": str(self.sockets)})
        return f"postgresql://{role}:{quote(self.folder.secret(role))}@/{quote(database)}?{place}"

    @property
    def sockets(self) -> Path:
        """A short path (sockets allow 100 characters) that nobody else can guess and occupy."""
        named = hashlib.sha256(f"{self.folder.path}\0{self.folder.secret('postgres')}".encode())
        return Path("/tmp") / f"tl-{named.hexdigest()[:16]}"  # noqa: S108  # the name cannot be guessed

    def start(self) -> None:
        """The server answers with its roles and its database there, or RefusedError says why not."""
        self.folder.make()
        self.programs = programs_for(self.account, self._programs)
        whole = self.folder.database.exists()
        if whole:
            self._check_version()
        self._end_what_was_left()
        self._make_socket_folder()
        if not whole:
            self._initialise()
        end = time.monotonic() + ANSWER_WITHIN_SECONDS
        while not self._launched(end):
            time.sleep(0.5)
        self._make_roles_and_database()

    def stop(self) -> None:
        """The server has written everything down and is gone, with its socket."""
        if self._process is not None:
            end_process(self._process, (signal.SIGINT, 60), (signal.SIGQUIT, 10))
            self._process = None
            shutil.rmtree(self.sockets, ignore_errors=True)

    def answers(self) -> bool:
        """Whether a connection succeeds now."""
        try:
            psycopg.connect(self.address("postgres", "postgres"), connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True

    def as_child(self) -> Child:
        """The server process, to be watched with the others."""
        if self._process is None:
            raise RuntimeError("The server was not started.")
        log = self.folder.logs / "postgres.log"
        return Child("The database", self._process, log, log.stat().st_size)

    def is_running(self) -> bool:
        """Whether the server process that we started is still there."""
        return self._process is not None and self._process.poll() is None

    def _launched(self, end: float) -> bool:
        log = self.folder.logs / "postgres.log"
        with appended(log) as output:
            begins = output.tell()
            with open_to(self.account, self.folder.database) as (name, opened):
                self._process = start_child(
                    [str(self.programs / "postgres"), "-D", name, *self._settings()],
                    end=signal.SIGINT,
                    output=output,
                    environment=ENVIRONMENT,
                    opened=opened,
                    account=self.account,
                )
        process = self._process
        waited_for(
            lambda: process.poll() is not None or self.answers(),
            end - time.monotonic(),
            every=0.03,
        )
        if process.poll() is None and self.answers():
            return True
        said = log.read_bytes()[begins:].decode(errors="replace")
        self.stop()
        if "pre-existing shared memory" in said and time.monotonic() < end:
            return False
        raise RefusedError(self._why_not(said, log))

    def _settings(self) -> list[str]:
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.sockets),
            "unix_socket_permissions": "0700",
            "timezone": "UTC",
            "log_timezone": "UTC",
            "cluster_name": "throughline",
            # Its log names no row and repeats no statement: both hold names, addresses and what was typed.
            "log_error_verbosity": "terse",
            "log_min_error_statement": "panic",
        }
        if not self.durable:
            settings |= {
                "fsync": "off",
                "synchronous_commit": "off",
                "full_page_writes": "off",
                "wal_level": "minimal",
                "max_wal_senders": "0",
            }
        return [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]

    def _initialise(self) -> None:
        draft = self.folder.database.with_name("postgres.new")
        waited_for(lambda: _is_cleared(draft), 30)  # a killed start may have left an initdb that still writes
        draft.mkdir(mode=0o700)
        password = self.sockets / "password"
        password.write_text(self.folder.secret("postgres"))
        self._give(draft)
        self._give(password)
        options = ["--username=postgres", f"--pwfile={password}", "--auth=scram-sha-256", "--encoding=UTF8"]
        options += ["--locale=C"]
        if major_version(self.programs) >= 17:
            options += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        if not self.durable:
            options.append("--no-sync")
        with open_to(self.account, draft) as (name, opened):
            code, said = run_to_end(
                [str(self.programs / "initdb"), "-D", name, *options],
                environment=ENVIRONMENT,
                opened=opened,
                account=self.account,
            )
        password.unlink()
        if code != 0:
            shutil.rmtree(draft, ignore_errors=True)
            (self.folder.logs / "initdb.log").write_text(said)
            raise RefusedError(self._why_not(said, self.folder.logs / "initdb.log"))
        draft.rename(self.folder.database)

    def _check_version(self) -> None:
        kept, ours = (
            (self.folder.database / "PG_VERSION").read_text().strip(),
            major_version(self.programs),
        )
        if kept != str(ours):
            raise RefusedError(
                f"The database in {self.folder.path} was made by PostgreSQL {kept}, and this is PostgreSQL "
                f"{ours}. Nothing was changed. Start it with the Throughline that made it, run "
                f"`./throughline backup` there, and `./throughline restore` here into an empty folder."
            )

    def _end_what_was_left(self) -> None:
        """No process of an earlier server lives in the folder, and no lock file names another's process."""
        left = living_in(self.folder.database)
        lock = self.folder.database / "postmaster.pid"
        if left:
            server = _server_named_in(lock)
            for stage in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
                for process in [server] if stage is signal.SIGINT and server in left else left:
                    _signal(process, stage)
                if waited_for(lambda: not living_in(self.folder.database), 30):
                    break
        if ON_LINUX:
            lock.unlink(missing_ok=True)

    def _make_socket_folder(self) -> None:
        shutil.rmtree(self.sockets, ignore_errors=True)
        self.sockets.mkdir(mode=0o700)
        self._give(self.sockets)

    def _give(self, path: Path) -> None:
        if self.account:
            os.chown(path, self.account.pw_uid, self.account.pw_gid)

    def _make_roles_and_database(self) -> None:
        with psycopg.connect(self.address("postgres", "postgres"), autocommit=True) as connection:
            make_roles(connection, {role: self.folder.secret(role) for role in ROLES})
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
                make_database(connection, DATABASE)
        with psycopg.connect(self.address("owner"), autocommit=True) as connection:
            grant_by_default(connection)

    def _why_not(self, said: str, log: Path) -> str:
        if "No space left on device" in said:
            return (
                f"The disk that holds {self.folder.path} is full, so the database could not start. "
                f"Nothing is lost: make room and start again."
            )
        reasons = re.findall(r"(?:FATAL|PANIC|error):\s+(.*)", said) or said.strip().splitlines()[-1:]
        reason = reasons[0].rstrip(".") if reasons else "it did not answer"
        return f"The database in {self.folder.path} did not start: {reason}. Its log is {log}."


def make_roles(connection: Connection, passwords: dict[str, str]) -> None:
    """The roles exist, new ones with these passwords; to be called as a superuser, as often as one likes."""
    known = {row[0] for row in connection.execute("SELECT rolname FROM pg_roles").fetchall()}
    for role in passwords.keys() - known:
        digest = connection.pgconn.encrypt_password(passwords[role].encode(), role.encode(), b"scram-sha-256")
        statement = sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}")
        connection.execute(statement.format(sql.Identifier(role), sql.Literal(digest.decode())))


def make_database(connection: Connection, name: str) -> None:
    """An empty database of that name belongs to `owner`; the connection is a superuser's, in autocommit."""
    connection.execute(
        sql.SQL("CREATE DATABASE {} OWNER owner TEMPLATE template0").format(sql.Identifier(name))
    )


def grant_by_default(connection: Connection) -> None:
    """What `owner` makes from now on is open to `app` and `keeper`; a migration takes rights away."""
    for statement in (
        "GRANT USAGE ON SCHEMA public TO app, keeper",
        "ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO app, keeper",
        "ALTER DEFAULT PRIVILEGES GRANT USAGE, SELECT ON SEQUENCES TO app, keeper",
    ):
        connection.execute(statement)


def grant_nothing_by_default(connection: Connection) -> None:
    """What `owner` makes from now on is closed, so a restored table has the rights of its dump."""
    connection.execute("ALTER DEFAULT PRIVILEGES REVOKE ALL ON TABLES FROM app, keeper")
    connection.execute("ALTER DEFAULT PRIVILEGES REVOKE ALL ON SEQUENCES FROM app, keeper")


def _server_named_in(lock: Path) -> int:
    """The process that a lock file names; 0 when it names none, or is gone because that server just ended."""
    with suppress(FileNotFoundError, ValueError):
        return int(lock.read_text().split("\n")[0])
    return 0


def _is_cleared(folder: Path) -> bool:
    """Nobody lives in the folder any more, and it is gone."""
    for process in living_in(folder):
        _signal(process, signal.SIGKILL)
    shutil.rmtree(folder, ignore_errors=True)
    return not folder.exists()


def _signal(process: int, sent: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.kill(process, sent)
