"""A database that holds the whole demonstration, looked at by many tests, each undone."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from tests.harness import Cluster, Loaded, connect_django

from throughline.kernel.actor import Actor


@pytest.fixture(scope="session")
def looked_through(
    cluster: Cluster, demonstrated: Loaded, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Loaded]:
    """This worker's copy of the demonstration, and the folder of its keys and checkpoints."""
    with cluster.copy(demonstrated, tmp_path_factory.mktemp("demonstrated")) as copy:
        yield copy


@pytest.fixture
def demonstration(
    looked_through: Loaded, cluster: Cluster, django_db_blocker: Any, settings: Any
) -> Iterator[None]:
    """The same database in a transaction that is undone."""
    from django.db import transaction

    settings.THROUGHLINE_DATA, settings.DEMONSTRATION = looked_through[1], True
    settings.SECOND_STEP_REQUIRED = False
    with django_db_blocker.unblock():
        before = connect_django(cluster, looked_through[0])
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
