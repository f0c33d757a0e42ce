"""Does everything still agree: file, row, last version, act, leaf, tree, checkpoint inside and outside?

Read-only, on one snapshot of a system that goes on running. Whoever administers the database and lacks the signing
key cannot make this pass after an edit, as long as the file of outside checkpoints is out of their reach.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
from django.apps import apps
from psycopg import sql

from .audit_checkpoints import Checkpoints, KeyChain
from .audit_rows import TrackedTable, row_problems
from .audit_tree import column_problems, named, pass_over
from .guard import history_tables
from .outside import Kept
from .verifier import PublicKey, Statement, WrongError


@dataclass(frozen=True, slots=True)
class Report:
    """What an audit looked at and found; whole when there is no problem."""

    leaves: int
    waiting: int
    tables: int
    last: Statement | None
    problems: list[str]


def tracked_tables() -> list[TrackedTable]:
    """Every tracked table of every room."""
    found, stored_file = [], apps.get_model("frame", "StoredFile")
    for history, model in history_tables().items():
        tracked: Any = model.pgh_tracked_model
        own = {field.name for field in tracked._meta.local_fields}
        columns = tuple(str(field.column) for field in model._meta.concrete_fields if field.name in own)
        files = [field.column for field in tracked._meta.local_fields if field.related_model is stored_file]
        key = tracked._meta.pk.column
        found.append(TrackedTable(tracked._meta.db_table, history, key, columns, tuple(files)))
    return found


def audit(
    connection: psycopg.Connection[Any],
    outside: list[Kept],
    key: PublicKey | None,
    tables: list[TrackedTable],
) -> Report:
    """Look at everything once; `outside` was read before; `key` None means that there is none yet."""
    with _reading(connection), ThreadPoolExecutor(1) as beside:
        checkpoints = Checkpoints.read(connection, outside)
        (snapshot,) = connection.execute("SELECT pg_export_snapshot()").fetchone() or ("",)
        of_rows = beside.submit(_beside, connection.info, snapshot, tables)
        tree = pass_over(connection, checkpoints.sizes)
        problems = list(tree.problems)
        try:
            believed = key is not None and checkpoints.compare(tree, KeyChain.read(connection, key))
            if key is None and checkpoints.sizes:
                problems.append("There are checkpoints, and no key to check them with.")
        except WrongError as found:
            believed = False
            problems.append(str(found))
        problems += [*checkpoints.problems, *named(connection, tree, believed), *of_rows.result()]
        (waiting,) = connection.execute("SELECT count(*) FROM ledger_pending").fetchone() or (0,)
    return Report(tree.leaves, waiting, len(tables), checkpoints.last, problems)


def _beside(info: psycopg.ConnectionInfo, snapshot: str, tables: list[TrackedTable]) -> list[str]:
    """What the database compares itself, on a second connection while this program hashes; the same snapshot."""
    second = psycopg.connect(info.dsn, password=info.password, autocommit=True)
    with second as connection, _reading(connection, snapshot):
        return [*column_problems(connection), *row_problems(connection, tables)]


@contextmanager
def _reading(connection: psycopg.Connection[Any], snapshot: str = "") -> Iterator[None]:
    """A transaction that writes nothing and sees one moment, the one of `snapshot` if that is given."""
    connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
    connection.read_only = True
    with connection.transaction():
        if snapshot:
            connection.execute(sql.SQL("SET TRANSACTION SNAPSHOT {}").format(snapshot))
        connection.execute("SET LOCAL timezone TO 'UTC'; SET LOCAL search_path TO pg_catalog, public")
        connection.execute("SET LOCAL extra_float_digits TO 1; SET LOCAL bytea_output TO 'hex'")
        connection.execute("SET LOCAL intervalstyle TO 'iso_8601'")
        yield
