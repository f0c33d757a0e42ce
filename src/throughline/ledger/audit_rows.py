"""Is every row what its last version says, every version what its act vouches for, and every file still itself?

The comparison runs inside the database, with its built-in functions only, and sends back what does not agree.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import sql

Connection = psycopg.Connection[Any]

# Most tables of a young ledger are empty: all are asked at once, and what is empty is compared with nothing.
HELD = "SELECT {name} WHERE EXISTS (SELECT FROM {rows}) OR EXISTS (SELECT FROM {history})"
# The fast question: how many versions are there, and how many of them are just as their act vouches?
GOOD = """
SELECT (SELECT count(*) FROM {history}), count(*)
FROM (SELECT DISTINCT pgh_act_id FROM {history}) AS touched JOIN ledger_act a ON a.id = touched.pgh_act_id,
    jsonb_array_elements(a.changes) AS part, jsonb_array_elements(part->'rows') AS pgh_entry,
    LATERAL (SELECT * FROM {history} WHERE pgh_id = (pgh_entry->>0)::bigint) AS h
WHERE part->>'table' = {name} AND h.pgh_act_id = a.id AND part->'columns' = {columns}
    AND pgh_entry->>1 = encode(sha256(convert_to(to_jsonb(h)::text, 'UTF8')), 'hex')
"""
VERSIONS = """
WITH vouched AS (
    SELECT a.id, a.verb, a.at, part->'columns' AS columns, (pgh_entry->>0)::bigint AS pgh_id, pgh_entry->>1 AS digest
    FROM ledger_act a, jsonb_array_elements(a.changes) AS part, jsonb_array_elements(part->'rows') AS pgh_entry
    WHERE a.changes @> {this_table} AND part->>'table' = {name}
)
SELECT CASE WHEN v.pgh_id IS NULL THEN 'added' WHEN h.pgh_id IS NULL THEN 'gone' ELSE 'changed' END,
    coalesce(v.pgh_id, h.pgh_id), h.pgh_obj_id::text, v.id, v.verb, v.at
FROM vouched v FULL JOIN {history} h ON h.pgh_id = v.pgh_id
WHERE v.pgh_id IS NULL OR h.pgh_id IS NULL OR h.pgh_act_id <> v.id OR v.digest <> encode(sha256(convert_to((
    CASE WHEN v.columns = {columns} THEN to_jsonb(h)
    ELSE (SELECT jsonb_object_agg(key, value) FROM jsonb_each(to_jsonb(h)) WHERE v.columns ? key) END
)::text, 'UTF8')), 'hex')
ORDER BY 2
"""
ROWS = """
SELECT CASE WHEN h.pgh_id IS NULL THEN 'added' WHEN l.{key} IS NULL THEN 'gone'
        WHEN h.pgh_label = 'delete' THEN 'back' ELSE 'changed' END,
    coalesce(l.{key}, h.pgh_obj_id)::text, array_remove(ARRAY[{changed}]::text[], NULL), a.id, a.verb, a.at
FROM {rows} l FULL JOIN (
    SELECT DISTINCT ON (pgh_obj_id) * FROM {history} ORDER BY pgh_obj_id, pgh_id DESC
) h ON h.pgh_obj_id = l.{key} LEFT JOIN ledger_act a ON a.id = h.pgh_act_id
WHERE CASE WHEN l.{key} IS NULL THEN h.pgh_label <> 'delete'
    ELSE h.pgh_id IS NULL OR h.pgh_label = 'delete' OR ({ours}) IS DISTINCT FROM ({theirs}) END
ORDER BY 2
"""
COLUMNS = """
    SELECT jsonb_agg(attname ORDER BY attname)::text FROM pg_attribute
    WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped
"""
VOUCHED = """
    SELECT part->>'table', sum(jsonb_array_length(part->'rows'))::bigint
    FROM ledger_act, jsonb_array_elements(changes) AS part WHERE changes <> '[]' GROUP BY 1 ORDER BY 1
"""
PERSONAL = """
    SELECT p.name, a.id, a.verb, a.at FROM ledger_personal p LEFT JOIN ledger_act a ON a.id = p.act_id
    WHERE a.leaf::jsonb->'personal'->>p.name IS DISTINCT FROM
        encode(sha256(p.salt || convert_to(p.value, 'UTF8')), 'hex')
    ORDER BY p.id
"""
CHANGED_FILES = """
    SELECT sha256, name FROM frame_storedfile WHERE encode(sha256(content), 'hex') <> sha256 ORDER BY sha256
"""
LOST_FILES = """
    SELECT l.{key}::text, l.{file} FROM {rows} l LEFT JOIN frame_storedfile f ON f.sha256 = l.{file}
    WHERE l.{file} IS NOT NULL AND f.sha256 IS NULL ORDER BY 1
"""


@dataclass(frozen=True, slots=True)
class TrackedTable:
    """A table with its history: names, the key's column, the columns that history keeps, and those that name files."""

    name: str
    history: str
    key: str
    columns: tuple[str, ...]
    files: tuple[str, ...] = ()


def row_problems(connection: Connection, tables: list[TrackedTable]) -> Iterator[str]:
    """A sentence for each row, version and personal value that is not what its act vouches for."""
    vouched: dict[str, int] = dict(connection.execute(VOUCHED).fetchall())
    for history in vouched.keys() - {table.history for table in tables}:
        yield f"The table {history}, for whose rows acts vouch, is gone."
    held = _held(connection, tables)
    for table in tables:
        if table.history not in held and table.history not in vouched:
            continue
        yield from _versions(connection, table, vouched.get(table.history, 0))
        yield from _rows(connection, table)
        yield from _lost_files(connection, table)
    for digest, name in connection.execute(CHANGED_FILES).fetchall():
        yield f"The stored file {name} is no longer the one with the SHA-256 {digest}: its bytes were changed."
    for name, *act in connection.execute(PERSONAL).fetchall():
        yield f"The personal value “{name}” of {_act(*act)} was changed."


def _held(connection: Connection, tables: list[TrackedTable]) -> set[str]:
    """The histories of the tables that have a row or a version."""
    asked = [
        sql.SQL(HELD).format(
            name=sql.Literal(table.history),
            rows=sql.Identifier(table.name),
            history=sql.Identifier(table.history),
        )
        for table in tables
    ]
    found = connection.execute(sql.SQL(" UNION ALL ").join(asked)).fetchall() if asked else []
    return {history for (history,) in found}


def _versions(connection: Connection, table: TrackedTable, vouched: int) -> Iterator[str]:
    (columns,) = connection.execute(COLUMNS, [table.history]).fetchone() or ("",)
    name = sql.Literal(table.history)
    parts = {
        "name": name,
        "this_table": sql.SQL("jsonb_build_array(jsonb_build_object('table', {}))").format(name),
        "history": sql.Identifier(table.history),
        "columns": sql.SQL("{}::jsonb").format(sql.Literal(columns)),
    }
    if connection.execute(sql.SQL(GOOD).format(**parts)).fetchone() == (vouched, vouched):
        return
    query = sql.SQL(VERSIONS).format(**parts)
    for what, version, key, *act in connection.execute(query).fetchall():
        where = f"Version {version} in {table.history}"
        if what == "added":
            yield f"{where} (row {key} of {table.name}) was added, or moved to another act: no act vouches for it."
        elif what == "gone":
            yield f"{where} was deleted; {_act(*act)} vouches for it."
        else:
            yield f"{where} (row {key} of {table.name}) was changed after {_act(*act)}."


def _rows(connection: Connection, table: TrackedTable) -> Iterator[str]:
    def listed(alias: str) -> sql.Composable:
        return sql.SQL(", ").join(sql.Identifier(alias, column) for column in table.columns)

    changed = sql.SQL(", ").join(
        sql.SQL("CASE WHEN {} IS DISTINCT FROM {} THEN {} END").format(
            sql.Identifier("l", column), sql.Identifier("h", column), sql.Literal(column)
        )
        for column in table.columns
    )
    query = sql.SQL(ROWS).format(
        rows=sql.Identifier(table.name),
        history=sql.Identifier(table.history),
        key=sql.Identifier(table.key),
        changed=changed,
        ours=listed("l"),
        theirs=listed("h"),
    )
    for what, key, columns, *act in connection.execute(query).fetchall():
        where = f"Row {key} of {table.name}"
        if what == "added":
            yield f"{where} has no history: it was added outside any act."
        elif what == "gone":
            yield f"{where} was deleted after {_act(*act)}."
        elif what == "back":
            yield f"{where} is back although {_act(*act)} deleted it."
        else:
            yield f"{where} was changed after {_act(*act)}: {', '.join(columns)}."


def _lost_files(connection: Connection, table: TrackedTable) -> Iterator[str]:
    for column in table.files:
        query = sql.SQL(LOST_FILES).format(
            key=sql.Identifier(table.key), file=sql.Identifier(column), rows=sql.Identifier(table.name)
        )
        for key, digest in connection.execute(query).fetchall():
            yield f"The file with the SHA-256 {digest}, that row {key} of {table.name} names, is gone."


def _act(identifier: Any, verb: Any, at: Any) -> str:
    return f"act {identifier} ({verb}, {at:%Y-%m-%d %H:%M:%S})" if verb else "an act that is gone"
