"""Do acts, leaves, subtrees and checkpoints still say the same?

One pass over all leaves in chunks: the database sends the acts' bytes, and everything is hashed again here.
What does not pass a chunk's fast comparison is looked at leaf by leaf afterwards, so that it has a name.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import psycopg

from .tree import HASH_BYTES, STRIDE, Frontier, folded, pairs

Connection = psycopg.Connection[Any]
CHUNK_LEVEL = 12
CHUNK = 1 << CHUNK_LEVEL

CHUNKS = """
COPY (
    SELECT chunk.* FROM generate_series(0, (SELECT max(number) FROM ledger_leaf), 4096) AS first, LATERAL (
        SELECT count(*) = count(a.id),
            convert_to(coalesce(string_agg(coalesce(a.leaf, ''), E'\\n' ORDER BY l.number), ''), 'UTF8'),
            coalesce(string_agg(l.hash, ''::bytea ORDER BY l.number), ''::bytea)
        FROM ledger_leaf l LEFT JOIN ledger_act a ON a.id = l.act_id
        WHERE l.number >= first AND l.number < first + 4096
    ) AS chunk
) TO STDOUT (FORMAT BINARY)
"""
ONE_BY_ONE = """
    SELECT n, l.hash, a.leaf, a.id, a.verb, a.subject_kind, a.subject_id, a.at
    FROM generate_series(%s::bigint, %s::bigint) AS n
        LEFT JOIN ledger_leaf l ON l.number = n LEFT JOIN ledger_act a ON a.id = l.act_id ORDER BY n
"""
# Canonical JSON has its keys in order, so what the columns say must be how the leaf begins.
COLUMNS = """
    SELECT id, verb, subject_kind, subject_id, at FROM ledger_act
    WHERE NOT starts_with(leaf, concat('{"about":{"id":', to_json(subject_id), ',"kind":', to_json(subject_kind),
        '},"act":"', id, '","actor":', to_json(actor), ',"at":"',
        to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), '","changes":',
        CASE WHEN changes = '[]' THEN 'null'
            ELSE '"' || encode(sha256(convert_to(changes::text, 'UTF8')), 'hex') || '"' END,
        ',"did":', to_json(verb), ',"facts":'))
    ORDER BY at, id
"""
LOST = """
    SELECT a.id, a.verb, a.subject_kind, a.subject_id, a.at FROM ledger_act a
        LEFT JOIN ledger_leaf l ON l.act_id = a.id AND l.number >= 0
        LEFT JOIN ledger_pending p ON p.act_id = a.id
    WHERE (l.number IS NULL) = (p.id IS NULL) ORDER BY a.at
"""
COUNTS = """
    SELECT (SELECT coalesce(max(number) + 1, 0) FROM ledger_leaf), (SELECT count(*) FROM ledger_act),
        (SELECT count(*) FROM ledger_pending),
        (SELECT count(*) FROM ledger_pending p JOIN ledger_act a ON a.id = p.act_id)
"""


@dataclass(slots=True)
class TreePass:
    """What one pass over the leaves gave: roots at the sizes asked for, and chunks to look at one by one."""

    leaves: int
    roots: dict[int, bytes] = field(default_factory=dict)
    suspicious: list[int] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def pass_over(connection: Connection, sizes: list[int]) -> TreePass:
    """Hash every leaf and every node again; compare them with what is kept; give the root at each size."""
    leaves, acts, queued, waiting = connection.execute(COUNTS).fetchone() or (0, 0, 0, 0)
    done = TreePass(leaves)
    rows = connection.execute("SELECT level, index, hash FROM ledger_node").fetchall()
    kept = {(level, index): bytes(digest) for level, index, digest in rows}
    frontier = Frontier()
    asked = [size for size in sorted(sizes, reverse=True) if size <= leaves]
    for levels in _chunks(connection, done):
        first, count = frontier.size, len(levels[0])
        while asked and asked[-1] <= first + count:
            size = asked.pop()
            done.roots[size] = folded(frontier.hashes + _right_edge(levels, size - first))
        eighth = levels[STRIDE] if len(levels) > STRIDE else []
        nodes = [(STRIDE, (first >> STRIDE) + at, digest) for at, digest in enumerate(eighth)]
        if count == CHUNK:
            nodes += frontier.append(levels[CHUNK_LEVEL][0], CHUNK_LEVEL)
        for level, index, digest in nodes:
            if level % STRIDE == 0 and kept.pop((level, index), None) != digest:
                done.problems.append(
                    f"The kept hash of subtree {index} on level {level} (leaves {index << level} to "
                    f"{((index + 1) << level) - 1}) was changed or taken away, or one of those leaves was."
                )
    for level, index in sorted(kept):
        done.problems.append(
            f"The kept hash of subtree {index} on level {level} covers leaves that are not there."
        )
    if queued != waiting:
        done.problems.append(f"{queued - waiting} of the acts that waited to be sealed are gone.")
    for act in connection.execute(LOST) if acts != leaves + waiting else ():
        done.problems.append(f"{act_named(*act)} must either be sealed or wait, and does neither or both.")
    return done


def column_problems(connection: Connection) -> Iterator[str]:
    """A sentence for each act whose columns do not say what its leaf says."""
    for act in connection.execute(COLUMNS):
        yield f"{act_named(*act)} has columns that were changed: its leaf says otherwise."


def named(connection: Connection, done: TreePass, believed: bool) -> Iterator[str]:
    """A sentence for each leaf that did not agree; `believed`: the signed checkpoints fit the kept leaf hashes."""
    unlike: list[tuple[int, str, bytes, bytes]] = []
    for first in done.suspicious:
        last = min(first + CHUNK, done.leaves) - 1
        for number, stored, leaf, *act in connection.execute(ONE_BY_ONE, [first, last]):
            if stored is None:
                yield f"Leaf {number} is gone."
            elif leaf is None:
                yield f"The act that was sealed as leaf {number} is gone."
            elif (computed := hashlib.sha256(b"\x00" + leaf.encode()).digest()) != bytes(stored):
                unlike.append((number, act_named(*act), computed, bytes(stored)))
    sealed_as = {stored: number for number, _, _, stored in unlike}
    for number, act, computed, _ in unlike:
        if computed in sealed_as:
            yield f"{act} stands as leaf {number} and was sealed as leaf {sealed_as[computed]}: reordered."
        elif believed:
            yield f"{act} was changed after it was sealed as leaf {number}."
        else:
            yield f"{act} and leaf {number} disagree: one of them was changed."


def act_named(identifier: Any, verb: Any, kind: Any, subject: Any, at: Any) -> str:
    """An act as a problem names it."""
    return f"Act {identifier} ({verb}, {kind} {subject}, {at:%Y-%m-%d %H:%M:%S})"


def _chunks(connection: Connection, done: TreePass) -> Iterator[list[list[bytes]]]:
    """Every level of each chunk's tree, from the leaf hashes up; a chunk that does not agree is noted."""
    sha256 = hashlib.sha256
    for name in ("enable_hashjoin", "enable_mergejoin", "enable_seqscan"):
        connection.execute(f"SET LOCAL {name} TO off")  # acts are found by key, chunk after chunk
    with connection.cursor() as cursor, cursor.copy(CHUNKS) as copy:
        copy.set_types(["bool", "bytea", "bytea"])
        for chunk, (has_acts, leaves, stored) in enumerate(copy.rows()):
            count = min(CHUNK, done.leaves - chunk * CHUNK)
            hashes = [sha256(b"\x00" + leaf).digest() for leaf in leaves.split(b"\n")]
            if not has_acts or len(hashes) != count or b"".join(hashes) != stored:
                done.suspicious.append(chunk * CHUNK)
                stored = stored.ljust(count * HASH_BYTES, b"\x00")
                hashes = [stored[at : at + HASH_BYTES] for at in range(0, count * HASH_BYTES, HASH_BYTES)]
            levels = [hashes]
            while len(levels[-1]) > 1:
                levels.append(pairs(levels[-1]))
            yield levels
    connection.execute(
        "SET LOCAL enable_hashjoin TO on; SET LOCAL enable_mergejoin TO on; SET LOCAL enable_seqscan TO on"
    )


def _right_edge(levels: list[list[bytes]], count: int) -> list[bytes]:
    """The complete subtrees over a chunk's first `count` leaves, from left to right."""
    edge, first = [], 0
    for level in range(len(levels) - 1, -1, -1):
        if count >> level & 1:
            edge.append(levels[level][first >> level])
            first += 1 << level
    return edge
