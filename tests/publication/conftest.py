"""What else do the register's tests need? The adversary, on the database that holds what is supplied."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree
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


@pytest.fixture
def alone(loaded: str, settings: Any, tmp_path: Path) -> str:
    """The same, with checkpoints of its own outside the database, so that the test may seal what it does."""
    settings.THROUGHLINE_DATA = copytree(settings.THROUGHLINE_DATA, tmp_path / "data")
    return loaded
