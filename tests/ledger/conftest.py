"""The keeper's connection, for tests of what only the keeper may do."""

from collections.abc import Iterator

import pytest
from tests.harness import Cluster, Connection, _as, django_db_setup  # noqa: F401 - temporary until tests/conftest.py


@pytest.fixture
def as_keeper(cluster: Cluster, committed_db: str) -> Iterator[Connection]:
    """A connection of the role that backs up and purges, to the test's own database."""
    with _as(cluster, "keeper", committed_db) as connection:
        yield connection
