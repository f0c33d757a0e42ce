"""Where do the tests' databases come from?

One embedded server for a run, one migrated template, a clone of it for each worker (0.1 s), and a clone of its own for
a test that commits; what is loaded into one is loaded once for the run, and cloned too. Tests connect as the app role,
like the pages do; `as_owner` and `as_superuser` are for those that ask what the database itself refuses.
A running server is shared by naming its addresses in THROUGHLINE_TEST_SERVER.
What commits, races or acts as another role runs twice when THROUGHLINE_TEST_OLDER names an older PostgreSQL's programs.
"""

import gc
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SHARED = "THROUGHLINE_TEST_SERVER"
OLDER = "THROUGHLINE_TEST_OLDER"
FORMERLY = "; the former system: "
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

import hypothesis  # noqa: E402 - the environment above comes first
import psycopg  # noqa: E402 - the environment above comes first
import pytest  # noqa: E402 - the environment above comes first
from psycopg import sql  # noqa: E402 - the environment above comes first
from tests.hashing import hash_quickly  # noqa: E402 - the environment above comes first

from throughline.frame.addresses import as_django, with_name  # noqa: E402 - the environment above comes first
from throughline.frame.postgres import Server, grant_by_default, make_database  # noqa: E402 - the environment above comes first

Connection = psycopg.Connection[Any]
Loaded = tuple[str, Path]
MEMORY = Path("/dev/shm")
RENAME = sql.SQL("ALTER DATABASE {} RENAME TO {}")
# No test is timed, and a run asks the same everywhere: whoever looks for more sets `derandomize` off here.
hypothesis.settings.register_profile(
    "house",
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("house")


class Cluster:
    """A running server, its addresses by role, and the migrated template."""

    def __init__(self, addresses: dict[str, str]) -> None:
        self.addresses = addresses

    @cached_property
    def administrator(self) -> Connection:
        """Whoever may do everything, by one connection as long as this process lives: a new one costs as a clone."""
        return psycopg.connect(with_name(self.addresses["postgres"], "postgres"), autocommit=True)

    def begin_template(self) -> threading.Thread:
        """A database with every migration applied by the owner is being made; whoever clones it waits for it."""
        making = self.addresses["making"]
        make_database(self.administrator, making)
        owner = with_name(self.addresses["owner"], making)
        with psycopg.connect(owner, autocommit=True) as connection:
            grant_by_default(connection)
        migrating = subprocess.Popen(
            [sys.executable, "-m", "django", "migrate", "--verbosity", "0", "--skip-checks"],
            env={
                **os.environ,
                "DATABASE_URL": owner,
                "DATABASE_OWNER_URL": owner,
                "PYTHONPATH": str(ROOT / "src"),
            },
            stderr=subprocess.PIPE,
            text=True,
        )
        finishing = threading.Thread(target=self._finish_template, args=[migrating])
        finishing.start()
        return finishing

    def _finish_template(self, migrating: "subprocess.Popen[str]") -> None:
        said = migrating.communicate()[1]
        names = map(sql.Identifier, (self.addresses["making"], self.addresses["template"]))
        if migrating.returncode == 0:
            try:
                self.administrator.execute(RENAME.format(*names))
                return
            except psycopg.errors.DuplicateDatabase:
                pass  # another run on the same server was faster
        else:
            sys.stderr.write(f"The migrations failed:\n{said[-4000:]}\n")
        self.drop(self.addresses["making"])

    def wait_for_template(self) -> None:
        """The template is whole, or RuntimeError when it will never be."""
        while not self.has(self.addresses["template"]):
            if not self.has(self.addresses["making"]) and not self.has(self.addresses["template"]):
                raise RuntimeError("The migrations failed; what they said stands in this run's errors.")
            time.sleep(0.1)

    def clone(self, of: str = "", name: str = "") -> str:
        """The name of a fresh copy of the template, or of another database that nobody is connected to."""
        name = name or f"test_{uuid.uuid4().hex[:12]}"
        if not of:
            self.wait_for_template()
        let_go(of)
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER owner STRATEGY FILE_COPY")
        self.administrator.execute(
            statement.format(sql.Identifier(name), sql.Identifier(of or self.addresses["template"]))
        )
        return name

    def made_once(self, name: str, make: Callable[[str, Path], None]) -> Loaded:
        """A database of this run and a folder to it: whichever worker asks first makes both, the others wait."""
        made, folder = f"{name}_{self.addresses['run']}", Path(self.addresses["made"]) / name
        self.administrator.execute("SELECT pg_advisory_lock(hashtext(%s))", [made])
        try:
            if not self.has(made):
                folder.mkdir(exist_ok=True)
                making = self.clone()
                make(making, folder)
                let_go(making)
                self.administrator.execute(RENAME.format(*map(sql.Identifier, (making, made))))
        finally:
            self.administrator.execute("SELECT pg_advisory_unlock(hashtext(%s))", [made])
        return made, folder

    @contextmanager
    def copy(self, made: Loaded, folder: Path, name: str = "") -> Iterator[Loaded]:
        """A clone of what was made once, with a copy of its folder; the clone is dropped in the end."""
        name = self.clone(of=made[0], name=name)
        yield name, shutil.copytree(made[1], folder, dirs_exist_ok=True)
        self.drop(name)

    def has(self, name: str) -> bool:
        asked = "SELECT 1 FROM pg_database WHERE datname = %s"
        return self.administrator.execute(asked, [name]).fetchone() is not None

    def drop(self, name: str) -> None:
        let_go(name)
        self.administrator.execute(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        )

    def drop_all_of_this_run(self) -> None:
        """What was made once for it goes."""
        ours = self.administrator.execute(
            "SELECT datname FROM pg_database WHERE right(datname, 9) = %s", [f"_{self.addresses['run']}"]
        ).fetchall()
        for (name,) in ours:
            self.drop(name)


def _migrations() -> str:
    """What the migrations of now would make, and what is built after them, as a name."""
    digest, source = sha256(), ROOT / "src" / "throughline"
    after = [source / "caseload" / "walls.py", source / "ledger" / "guard.py"]
    for file in (*sorted(source.glob("*/migrations/*.py")), *after):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


@contextmanager
def clusters_of_this_run() -> Iterator[dict[str, Cluster]]:
    """By name: the newest, which is the shared server if one is named, and the older one if its programs are."""
    with ExitStack() as servers:
        found = {"newest": os.environ.get(SHARED, "")} | ({"older": ""} if OLDER in os.environ else {})
        clusters = {name: servers.enter_context(_cluster(name, shared)) for name, shared in found.items()}
        making = [
            each.begin_template() for each in clusters.values() if not each.has(each.addresses["template"])
        ]
        yield clusters
        for each in making:
            each.join()


@contextmanager
def _cluster(name: str, shared: str) -> Iterator[Cluster]:
    server, made = (Path(tempfile.mkdtemp(prefix="throughline-test-", dir=_in_memory())) for _ in range(2))
    run = uuid.uuid4().hex[:8]
    names = {
        "template": f"template_{_migrations()}",
        "making": f"making_{run}",
        "run": run,
        "made": str(made),
    }
    programs = Path(os.environ[OLDER]) if name == "older" else None
    try:
        if shared:
            cluster = Cluster(json.loads(shared) | names)
            yield cluster
            cluster.drop_all_of_this_run()
        else:
            with Server(server, durable=False, programs=programs) as running:
                roles = ("postgres", "owner", "app", "keeper")
                yield Cluster({role: running.address(role) for role in roles} | names)
    finally:
        for folder in (server, made):
            shutil.rmtree(folder, ignore_errors=True)


def _in_memory() -> Path | None:
    """Where files cost no disk, when there is room for some hundred clones; None: where the system puts them."""
    room = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > 4 * 1024**3
    return MEMORY if room else None


class _Run:
    """Starts the clusters in the controller, once; workers are told their addresses."""

    def __init__(self) -> None:
        self.context: Any = None
        self.clusters: dict[str, Cluster] = {}

    def start(self) -> dict[str, Cluster]:
        if not self.clusters:
            self.context = clusters_of_this_run()
            self.clusters = self.context.__enter__()
        return self.clusters

    def stop(self) -> None:
        if self.context is not None:
            self.context.__exit__(None, None, None)
            self.context, self.clusters = None, {}


RUN = _Run()


class _ForWorkers:
    """Only where xdist is there: each worker gets the addresses."""

    @pytest.hookimpl(optionalhook=True)
    def pytest_configure_node(self, node: Any) -> None:
        node.workerinput["clusters"] = {name: each.addresses for name, each in RUN.start().items()}


def pytest_configure(config: pytest.Config) -> None:
    hash_quickly()
    workerinput = getattr(config, "workerinput", None)
    if workerinput is not None:
        RUN.clusters = {name: Cluster(each) for name, each in workerinput["clusters"].items()}
    else:
        config.pluginmanager.register(_ForWorkers(), "cluster-for-workers")


def pytest_collection_finish() -> None:
    """What stands now stands to the end: looking for what can be forgotten need not go over it each time."""
    gc.collect()
    gc.freeze()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The files that take long come first, so that no worker is left alone with one at the end.

    Of those the first asks for the demonstration, and those that need none follow: nobody waits while it is made.
    """

    def is_long(item: pytest.Item) -> bool:
        return not {"browser", "slow"}.isdisjoint(mark.name for mark in item.iter_markers())

    def asks(item: pytest.Item) -> bool:
        return "demonstrated" in getattr(item, "fixturenames", ())

    making = next((item.path for item in items if is_long(item) and asks(item)), None)
    items.sort(key=lambda item: 3 if not is_long(item) else 0 if item.path == making else 1 + asks(item))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Whatever asks what the database itself refuses is asked on the older PostgreSQL too, where there is one."""
    marks = {mark.name for mark in metafunc.definition.iter_markers()}
    if "committed_on" in metafunc.fixturenames and OLDER in os.environ and not marks & {"browser", "slow"}:
        metafunc.parametrize("committed_on", ["newest", "older"], indirect=True)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """What each journey took is printed at the end of a run, whatever was captured and in which process."""
    reports = terminalreporter.getreports("passed")
    lines = [line for each in reports for line in each.capstdout.splitlines() if FORMERLY in line]
    if lines:
        terminalreporter.section("what the journeys took")
        terminalreporter.write("".join(f"{line}\n" for line in dict.fromkeys(lines)))


def pytest_unconfigure(config: pytest.Config) -> None:
    if getattr(config, "workerinput", None) is None:
        RUN.stop()


# A new connection knows none of the tables and compiles every trigger anew, so one is kept for each database.
_KEPT: dict[str, Any] = {}


def connect_django(cluster: Cluster, database: str) -> str:
    """Point Django's connection at a database as the app role; return the database it pointed at before."""
    from django.db import connections

    connection = connections["default"]
    settings = connection.settings_dict  # one for all wrappers, also for those of threads that begin later
    before = str(settings["NAME"])
    _KEPT[before] = connection
    for role, variable in (
        ("app", "DATABASE_URL"),
        ("owner", "DATABASE_OWNER_URL"),
        ("keeper", "DATABASE_KEEPER_URL"),
    ):
        os.environ[variable] = with_name(cluster.addresses[role], database)
    wanted = as_django(with_name(cluster.addresses["app"], database))
    for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT"):
        settings[key] = wanted[key]
    connections["default"] = _KEPT.pop(database, None) or connections.create_connection("default")
    return before


def let_go(database: str) -> None:
    """Django has no connection to it any more; it can be cloned, renamed or dropped."""
    if database in _KEPT:
        _KEPT.pop(database).close()


@pytest.fixture(scope="session")
def cluster() -> Cluster:
    """The run's server and its migrated template."""
    return RUN.start()["newest"]


@pytest.fixture
def committed_on(request: pytest.FixtureRequest) -> Cluster:
    """The server on which this test commits: the run's, or the older one."""
    return RUN.start()[getattr(request, "param", "newest")]


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
def committed_db(
    django_db_setup: None, cluster: Cluster, committed_on: Cluster, django_db_blocker: Any
) -> Iterator[str]:
    """A clone for this test alone, where commits are real; gives the database's name."""
    name = committed_on.clone()
    with django_db_blocker.unblock():
        before = connect_django(committed_on, name)
        yield name
        connect_django(cluster, before)
    committed_on.drop(name)


def _as(cluster: Cluster, role: str, database: str) -> Connection:
    return psycopg.connect(with_name(cluster.addresses[role], database), autocommit=True)


@pytest.fixture
def as_owner(committed_on: Cluster, committed_db: str) -> Iterator[Connection]:
    """A connection of the role that migrates, to the test's own database."""
    with _as(committed_on, "owner", committed_db) as connection:
        yield connection


@pytest.fixture
def as_superuser(committed_on: Cluster, committed_db: str) -> Iterator[Connection]:
    """A connection that may do everything: the adversary who administers the database."""
    with _as(committed_on, "postgres", committed_db) as connection:
        yield connection
