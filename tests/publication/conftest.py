"""What else do the register's tests need? The adversary, on the database that holds what is supplied."""

from collections.abc import Iterator
from typing import Any

import pytest
from tests.harness import Cluster


@pytest.fixture
def as_superuser(cluster: Cluster, loaded: str) -> Iterator[Any]:
    """A connection that may do everything to the test's own database."""
    import psycopg

    from throughline.frame.addresses import with_name

    with psycopg.connect(with_name(cluster.addresses["postgres"], loaded), autocommit=True) as connection:
        yield connection
