"""The keeper's connection, for tests of what only the keeper may do."""

from collections.abc import Iterator

import psycopg
import pytest
from tests.harness import Cluster, Connection

from throughline.frame.addresses import with_name


@pytest.fixture
def as_keeper(committed_on: Cluster, committed_db: str) -> Iterator[Connection]:
    """A connection of the role that backs up and purges, to the test's own database."""
    with psycopg.connect(
        with_name(committed_on.addresses["keeper"], committed_db), autocommit=True
    ) as connection:
        yield connection
