"""Where do the tests' databases come from?

One embedded server for a run, one migrated template, a clone of it for each worker (0.1 s), and a clone of its own for
a test that commits. Tests connect as the app role, like the pages do; `as_owner` and `as_superuser` are for those that
ask what the database itself refuses. A running server is shared by naming its addresses in THROUGHLINE_TEST_SERVER.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SHARED = "THROUGHLINE_TEST_SERVER"
NOWHERE = "postgresql://nobody:nobody@/nowhere?host=/nonexistent"

os.environ.setdefault("THROUGHLINE_MODE", "test")
os.environ["DJANGO_SETTINGS_MODULE"] = "throughline.web.settings"
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = (
    "1"  # Playwright's loop runs in the thread that also asks the database
)
for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_KEEPER_URL"):
    os.environ[name] = NOWHERE
os.environ.setdefault(
    "THROUGHLINE_DATA", str(Path(tempfile.gettempdir()) / f"throughline-test-{os.getpid()}")
)
sys.path.insert(0, str(ROOT / "src"))

import hypothesis  # noqa: E402
import psycopg  # noqa: E402 - the environment above comes first
import pytest  # noqa: E402
from psycopg import sql  # noqa: E402

from throughline.frame.addresses import as_django, with_name  # noqa: E402
from throughline.frame.postgres import Server, grant_by_default, make_database  # noqa: E402

Connection = psycopg.Connection[Any]
hypothesis.settings.register_profile("house", deadline=None)  # no test is timed
hypothesis.settings.load_profile("house")


class Cluster:
    """A running server, its addresses by role, and the migrated template."""

    def __init__(self, addresses: dict[str, str]) -> None:
        self.addresses = addresses

    @contextmanager
    def administer(self) -> Iterator[Connection]:
        with psycopg.connect(
            with_name(self.addresses["postgres"], "postgres"), autocommit=True
        ) as connection:
            yield connection

    def make_template(self) -> None:
        """A database with every migration applied by the owner."""
        name = self.addresses["template"]
        with self.administer() as connection:
            make_database(connection, name)
        owner = with_name(self.addresses["owner"], name)
        with psycopg.connect(owner, autocommit=True) as connection:
            grant_by_default(connection)
        done = subprocess.run(
            [sys.executable, "-m", "django", "migrate", "--verbosity", "0", "--skip-checks"],
            env={
                **os.environ,
                "DATABASE_URL": owner,
                "DATABASE_OWNER_URL": owner,
                "PYTHONPATH": str(ROOT / "src"),
            },
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"The migrations failed:\n{done.stderr[-4000:]}")

    def clone(self, of: str = "") -> str:
        """The name of a fresh copy of the template, or of another database that nobody is connected to."""
        name = f"test_{uuid.uuid4().hex[:12]}"
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER owner")
        with self.administer() as connection:
            connection.execute(
                statement.format(sql.Identifier(name), sql.Identifier(of or self.addresses["template"]))
            )
        return name

    def has(self, name: str) -> bool:
        with self.administer() as connection:
            found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        return found is not None

    def keep_template_as(self, name: str) -> None:
        """The template for later runs with the same migrations; another run may have been faster."""
        rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
        made = self.addresses["template"]
        try:
            with self.administer() as connection:
                connection.execute(rename.format(sql.Identifier(made), sql.Identifier(name)))
        except psycopg.errors.DuplicateDatabase:
            self.drop(made)
        self.addresses["template"] = name

    def drop(self, name: str) -> None:
        with self.administer() as connection:
            connection.execute(
                sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
            )


def _migrations() -> str:
    """What the migrations of now would make, as a name."""
    digest = sha256()
    for file in sorted((ROOT / "src").glob("throughline/*/migrations/*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


@contextmanager
def cluster_of_this_run() -> Iterator[Cluster]:
    """The shared server if one is named, else a server of our own that ends with the run."""
    template = f"template_{uuid.uuid4().hex[:8]}"
    if shared := os.environ.get(SHARED):
        cluster = Cluster({**json.loads(shared), "template": f"template_{_migrations()}"})
        if not cluster.has(cluster.addresses["template"]):
            cluster.addresses["template"] = template
            cluster.make_template()
            cluster.keep_template_as(f"template_{_migrations()}")
        yield cluster
        return
    folder = Path(tempfile.mkdtemp(prefix="throughline-test-"))
    programs = os.environ.get("THROUGHLINE_TEST_PROGRAMS")
    try:
        with Server(folder, durable=False, programs=Path(programs) if programs else None) as server:
            roles = ("postgres", "owner", "app", "keeper")
            cluster = Cluster({**{role: server.address(role) for role in roles}, "template": template})
            cluster.make_template()
            yield cluster
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class _Run:
    """Starts the cluster in the controller, once; workers are told its addresses."""

    def __init__(self) -> None:
        self.context: Any = None
        self.cluster: Cluster | None = None

    def start(self) -> Cluster:
        if self.cluster is None:
            self.context = cluster_of_this_run()
            self.cluster = self.context.__enter__()
        assert self.cluster is not None
        return self.cluster

    def stop(self) -> None:
        if self.context is not None:
            self.context.__exit__(None, None, None)
            self.context = self.cluster = None


RUN = _Run()


class _ForWorkers:
    """Only where xdist is there: each worker gets the addresses."""

    @pytest.hookimpl(optionalhook=True)
    def pytest_configure_node(self, node: Any) -> None:
        node.workerinput["cluster"] = RUN.start().addresses


def pytest_configure(config: pytest.Config) -> None:
    workerinput = getattr(config, "workerinput", None)
    if workerinput is not None:
        RUN.cluster = Cluster(workerinput["cluster"])
    else:
        config.pluginmanager.register(_ForWorkers(), "cluster-for-workers")


def pytest_unconfigure(config: pytest.Config) -> None:
    if getattr(config, "workerinput", None) is None:
        RUN.stop()


def connect_django(cluster: Cluster, database: str) -> str:
    """Point Django's connection at a database as the app role; return the database it pointed at before."""
    from django.db import connections

    connection = connections["default"]
    before = str(connection.settings_dict["NAME"])
    connection.close()
    wanted = as_django(with_name(cluster.addresses["app"], database))
    for role, variable in (
        ("app", "DATABASE_URL"),
        ("owner", "DATABASE_OWNER_URL"),
        ("keeper", "DATABASE_KEEPER_URL"),
    ):
        os.environ[variable] = with_name(cluster.addresses[role], database)
    for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT"):
        connection.settings_dict[key] = wanted[key]
    return before


@pytest.fixture(scope="session")
def cluster() -> Cluster:
    """The run's server and its migrated template."""
    return RUN.start()


@pytest.fixture(scope="session")
def django_db_setup(cluster: Cluster, django_db_blocker: Any) -> Iterator[None]:
    """Replaces pytest-django's: this worker's clone of the template, reached as the app role."""
    name = cluster.clone()
    with django_db_blocker.unblock():
        connect_django(cluster, name)
    yield
    with django_db_blocker.unblock():
        from django.db import connections

        connections["default"].close()
    cluster.drop(name)


@pytest.fixture
def committed_db(django_db_setup: None, cluster: Cluster, django_db_blocker: Any) -> Iterator[str]:
    """A clone for this test alone, where commits are real; gives the database's name."""
    name = cluster.clone()
    with django_db_blocker.unblock():
        before = connect_django(cluster, name)
        yield name
        connect_django(cluster, before)
    cluster.drop(name)


def _as(cluster: Cluster, role: str, database: str) -> Connection:
    return psycopg.connect(with_name(cluster.addresses[role], database), autocommit=True)


@pytest.fixture
def as_owner(cluster: Cluster, committed_db: str) -> Iterator[Connection]:
    """A connection of the role that migrates, to the test's own database."""
    with _as(cluster, "owner", committed_db) as connection:
        yield connection


@pytest.fixture
def as_superuser(cluster: Cluster, committed_db: str) -> Iterator[Connection]:
    """A connection that may do everything: the adversary who administers the database."""
    with _as(cluster, "postgres", committed_db) as connection:
        yield connection
