"""Which databases do the tests get? The harness's, also where pytest-django offers its own, and what is supplied."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from copy import deepcopy
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from tests.browser import chromium as chromium
from tests.harness import Cluster, Loaded, connect_django
from tests.harness import (
    django_db_setup as django_db_setup,
)  # a fixture here wins over a plugin's of the same name

Load = Callable[..., None]
Prepared = Callable[..., AbstractContextManager[Any]]


@pytest.fixture(scope="session")
def supplied_once(cluster: Cluster, fill: Load) -> Loaded:
    """What comes with Throughline: to be cloned, never to be connected to."""
    return cluster.made_once("supplied", partial(fill, demonstration=False))


@pytest.fixture(scope="session")
def supplied(
    cluster: Cluster, supplied_once: Loaded, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Loaded]:
    """A database that holds it, and the folder of its keys and checkpoints."""
    with cluster.copy(supplied_once, tmp_path_factory.mktemp("supplied")) as copy:
        yield copy


@pytest.fixture(scope="session")
def demonstrated(cluster: Cluster, fill: Load) -> Loaded:
    """The demonstration as `up` shows it first: to be cloned, never to be connected to.

    Its making was ended after every commit and begun again, so whatever is proven on it holds after a `kill -9` too.
    """
    return cluster.made_once("demonstrated", partial(fill, demonstration=True))


@pytest.fixture(scope="session")
def fill(django_db_setup: None, cluster: Cluster, django_db_blocker: Any) -> Load:
    """What loads what is supplied into a database and a folder."""
    from django.conf import settings

    from throughline.web.supplied import load_supplied

    def into(name: str, folder: Path, *, demonstration: bool) -> None:
        kept = settings.THROUGHLINE_DATA, settings.DEMONSTRATION
        with django_db_blocker.unblock():
            before = connect_django(cluster, name)
            settings.THROUGHLINE_DATA, settings.DEMONSTRATION = folder, demonstration
            if demonstration:
                until_done(load_supplied)
            else:
                load_supplied()
            settings.THROUGHLINE_DATA, settings.DEMONSTRATION = kept
            connect_django(cluster, before)

    return into


class _EndedError(BaseException):
    """What was committed stays; all else of the process is gone."""


def until_done(load: Callable[[], None]) -> None:
    """Load, ended after each commit that wrote something and begun again, until it comes through."""
    from django.db import connection

    commit = connection._commit

    def commit_and_end() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_current_xact_id_if_assigned() IS NOT NULL")
            [wrote] = cursor.fetchone()
        commit()
        if wrote:
            raise _EndedError

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(connection, "_commit", commit_and_end)
        while True:
            try:
                load()
            except _EndedError:
                connection.close()
            else:
                return


@pytest.fixture(scope="session")
def preparing(django_db_setup: None, cluster: Cluster, django_db_blocker: Any) -> Iterator[Prepared]:
    """What `prepared` gives.

    What `make` writes is committed once for this worker, into a clone of the template or `of` another database. Each
    test finds it there, with a copy of what `make` gave, in a transaction that is checked and undone.
    """
    from django.db import connection, transaction

    kept: dict[tuple[Callable[[], object], str], tuple[str, object]] = {}

    @contextmanager
    def begin(make: Callable[[], object], of: str = "") -> Iterator[Any]:
        with django_db_blocker.unblock():
            if (make, of) not in kept:
                name = cluster.clone(of=of)
                before = connect_django(cluster, name)
                try:
                    with transaction.atomic():
                        kept[make, of] = name, make()
                finally:
                    connect_django(cluster, before)
            name, made = kept[make, of]
            before = connect_django(cluster, name)
            try:
                undone = transaction.atomic()
                undone._from_testcase = True  # as Django's own tests: what is durable may stand in it
                with undone:
                    yield deepcopy(made)
                    if not connection.needs_rollback:
                        connection.check_constraints()
                    transaction.set_rollback(True)
            finally:
                connect_django(cluster, before)

    yield begin
    for name, _ in kept.values():
        cluster.drop(name)


@pytest.fixture
def looked_at(
    request: pytest.FixtureRequest,
    supplied: tuple[str, Path],
    cluster: Cluster,
    django_db_blocker: Any,
    settings: Any,
) -> Iterator[None]:
    """The same database itself, in a transaction that is undone, unless the test asks for one to itself (`loaded`)."""
    from django.db import transaction

    if "loaded" in request.fixturenames:
        request.getfixturevalue("loaded")
        yield
        return
    settings.THROUGHLINE_DATA = supplied[1]
    with django_db_blocker.unblock():
        before = connect_django(cluster, supplied[0])
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
        connect_django(cluster, before)


@pytest.fixture
def prepared(request: pytest.FixtureRequest, preparing: Prepared) -> Prepared:
    """A function that gives what many tests begin with: `with prepared(make) as made: yield made`.

    A test that asks for a database to itself finds it in there, made anew.
    """
    if {"loaded", "committed_db"} & set(request.fixturenames):
        return lambda make, of="": nullcontext(make())
    return preparing


@pytest.fixture
def prepared_there(looked_at: None, prepared: Prepared, supplied_once: Loaded) -> Prepared:
    """The same, on what is supplied."""
    return partial(prepared, of=supplied_once[0])


@pytest.fixture
def loaded(
    supplied: tuple[str, Path], cluster: Cluster, django_db_blocker: Any, settings: Any
) -> Iterator[str]:
    """A clone of it for this test alone; gives its name."""
    settings.THROUGHLINE_DATA = supplied[1]
    name = cluster.clone(of=supplied[0])
    with django_db_blocker.unblock():
        before = connect_django(cluster, name)
        yield name
        connect_django(cluster, before)
    cluster.drop(name)
