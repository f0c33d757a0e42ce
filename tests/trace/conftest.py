"""A database that holds the whole demonstration, looked at by many tests, each undone."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from tests.harness import Cluster, connect_django

from throughline.kernel.actor import Actor


@pytest.fixture(scope="session")
def demonstrated(
    django_db_setup: None, cluster: Cluster, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Path]]:
    """The demonstration as `up` shows it first: its database, and the folder of its keys and checkpoints."""
    from django.conf import settings

    from throughline.web.supplied import load_supplied

    folder, kept = tmp_path_factory.mktemp("demonstrated"), settings.THROUGHLINE_DATA
    name = cluster.clone()
    with django_db_blocker.unblock():
        before = connect_django(cluster, name)
        settings.THROUGHLINE_DATA, settings.DEMONSTRATION = folder, True
        load_supplied()
        settings.THROUGHLINE_DATA, settings.DEMONSTRATION = kept, False
        connect_django(cluster, before)
    yield name, folder
    cluster.drop(name)


@pytest.fixture
def demonstration(
    demonstrated: tuple[str, Path], cluster: Cluster, django_db_blocker: Any, settings: Any
) -> Iterator[None]:
    """The same database in a transaction that is undone."""
    from django.db import transaction

    settings.THROUGHLINE_DATA, settings.DEMONSTRATION = demonstrated[1], True
    settings.SECOND_STEP_REQUIRED = False
    with django_db_blocker.unblock():
        before = connect_django(cluster, demonstrated[0])
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
        connect_django(cluster, before)


@pytest.fixture
def somebody(demonstration: None) -> Callable[[str], Actor]:
    """The made-up person who signs in with that name, as they act."""
    from throughline.organisations.queries import person_named

    def found(name: str) -> Actor:
        person = person_named(f"{name}@demonstration.example")
        assert person is not None, name
        return person.as_actor()

    return found


@pytest.fixture
def signed_in(demonstration: None) -> Callable[[str], Client]:
    """A browser in which that made-up person has signed in."""
    from throughline.organisations.queries import person_named

    def found(name: str) -> Client:
        person = person_named(f"{name}@demonstration.example")
        assert person is not None, name
        client = Client()
        client.force_login(person)
        return client

    return found
