"""Where does a bench run, and how does it take its times?"""

import gc
import json
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

ROLES = ("postgres", "owner", "app", "keeper")


@contextmanager
def database(on_disk: Path | None = None) -> Iterator[tuple[Any, str]]:
    """Django on a migrated database of its own, as a demonstration without second step: its server, and its name.

    `on_disk` is the folder of a server of its own, for what has no room in memory; it is not durable either.
    """
    from tests.harness import SHARED, clusters_of_this_run, connect_django  # it sets the environment first

    with ExitStack() as kept:
        if on_disk is not None:
            from throughline.frame.postgres import Server

            server = kept.enter_context(Server(on_disk, durable=False))
            os.environ[SHARED] = json.dumps({role: server.address(role) for role in ROLES})
        cluster = kept.enter_context(clusters_of_this_run())["newest"]
        folder = kept.enter_context(tempfile.TemporaryDirectory())
        import django
        from django.conf import settings

        django.setup()
        settings.DEMONSTRATION, settings.SECOND_STEP_REQUIRED = True, False
        settings.THROUGHLINE_DATA = Path(folder)
        name = cluster.clone()
        before = connect_django(cluster, name)
        try:
            yield cluster, name
        finally:
            connect_django(cluster, before)
            cluster.drop(name)


def taken_ms(rounds: int, *works: Callable[[], object]) -> list[list[float]]:
    """The milliseconds of each in every round, in turns, so that a busy machine slows all alike."""
    gc.collect()
    gc.freeze()  # as in the web server
    taken: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for work, times in zip(works, taken, strict=True):
            began = time.perf_counter()
            work()
            times.append((time.perf_counter() - began) * 1000)
    return taken


def medians_ms(rounds: int, *works: Callable[[], object]) -> list[float]:
    """The median milliseconds of each, taken in turns."""
    return [statistics.median(times) for times in taken_ms(rounds, *works)]


def replay(statements: list[str], read: Callable[[bytes], object] = bytes) -> None:
    """The same reads alone, in a transaction as they were, rows fetched and thrown away, bytes read by `read`."""
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        for statement in statements:
            if not statement.startswith(("BEGIN", "COMMIT", "INSERT", "UPDATE")):
                cursor.execute(statement)
                for row in cursor.fetchall() if cursor.description else ():
                    for value in row:
                        if isinstance(value, bytes):
                            read(value)


def own(statements: list[str]) -> list[str]:
    """The statements that are the page's own, without those of its transaction."""
    return [each for each in statements if not each.startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))]
