"""How do acts get their numbers, and when are they proved?

One sealer at a time: it takes the acts that wait, in the order in which they were written, numbers them
without a gap, extends the tree and signs a checkpoint, all in one transaction. Then the checkpoint goes
outside the database. Killed at any instant, the next call finds either nothing done or that copy to make.
"""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError

from .actions import act
from .checkpoint import SigningKey
from .custody import Custody
from .models import Act, Checkpoint
from .outside import Kept, Outside
from .tree import STRIDE, Frontier, Node
from .verifier import SUCCESSION, PublicKey, WrongError, leaf_hash, opened

LOCK = 6962
BATCH = 10_000


def seal(*, at: datetime, folder: Path | None = None) -> int:
    """Every act written before the call is sealed, its checkpoint kept outside; return how many.

    Not to be called inside a transaction. Raises RefusedError when the signing key is away.
    """
    folder = folder or settings.THROUGHLINE_DATA
    sealed = 0
    while batch := _seal_batch(at, Custody(folder)):
        sealed += batch
        keep_outside(Outside(folder))
    keep_outside(Outside(folder))
    return sealed


def rotate_key(*, actor: Actor, at: datetime, folder: Path | None = None) -> str:
    """A new key signs from now on, named in an act that the old key signed; return its public line."""
    custody = Custody(folder or settings.THROUGHLINE_DATA)
    seal(at=at, folder=custody.folder)
    old, new = custody.key(), custody.prepare_successor()
    with act(
        actor=actor,
        at=at,
        verb=SUCCESSION,
        subject=("ledger", old.name),
        facts={"from": str(old.public), "to": str(new.public)},
        public=True,
    ):
        pass
    seal(at=at, folder=custody.folder)
    _let_successor_take_over(custody)
    return str(new.public)


def keep_outside(outside: Outside) -> int:
    """Every checkpoint of the database is outside too; return how many were added."""
    return outside.catch_up(
        lambda size: (
            Kept(checkpoint.size, checkpoint.sealed_at.isoformat(), checkpoint.note)
            for checkpoint in Checkpoint.objects.filter(size__gt=size).order_by("size")
        )
    )


def _seal_batch(at: datetime, custody: Custody) -> int:
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        cursor.execute(
            "SELECT p.id, a.id, a.leaf FROM ledger_pending p JOIN ledger_act a ON a.id = p.act_id "
            "ORDER BY p.id LIMIT %s",
            [BATCH],
        )
        waiting = cursor.fetchall()
        if not waiting:
            return 0
        last = Checkpoint.objects.order_by("-size").first()
        key = _key(custody, last)
        frontier = Frontier.read(last.size, bytes(last.frontier)) if last else Frontier()
        first = frontier.size
        hashes = [leaf_hash(leaf.encode()) for _, _, leaf in waiting]
        nodes = [node for digest in hashes for node in frontier.append(digest)]
        _write(cursor, first, waiting, hashes, [node for node in nodes if node[0] and node[0] % STRIDE == 0])
        root = frontier.root()
        Checkpoint.objects.create(
            size=frontier.size,
            root=root,
            note=key.checkpoint(frontier.size, root),
            key=str(key.public),
            frontier=bytes(frontier),
            sealed_at=at,
        )
    return len(waiting)


def _write(
    cursor: CursorWrapper, first: int, waiting: list[Any], hashes: list[bytes], nodes: list[Node]
) -> None:
    acts = [act_id for _, act_id, _ in waiting]
    cursor.execute(
        "INSERT INTO ledger_leaf (number, act_id, hash) "
        "SELECT * FROM unnest(%s::bigint[], %s::uuid[], %s::bytea[])",
        [list(range(first, first + len(waiting))), acts, hashes],
    )
    cursor.execute(
        "INSERT INTO ledger_node (level, index, hash) "
        "SELECT * FROM unnest(%s::smallint[], %s::bigint[], %s::bytea[])",
        [list(column) for column in zip(*nodes, strict=True)] or [[], [], []],
    )
    cursor.execute("DELETE FROM ledger_pending WHERE id = ANY(%s)", [[row[0] for row in waiting]])


def _key(custody: Custody, last: Checkpoint | None) -> SigningKey:
    """The key that may sign what follows `last`; RefusedError when that is not what was signed before."""
    kept = Outside(custody.folder).last()
    if kept and kept.size > (last.size if last else 0):
        raise RefusedError(
            f"An older state of the database was put back: {last.size if last else 0} acts are sealed in it, and "
            f"{kept.size} were. Acts wait until the later state is restored (docs/ledger.md says how else)."
        )
    if last is None:
        return custody.first_key()
    _let_successor_take_over(custody)
    key = custody.key()
    try:
        signed = opened(last.note, [PublicKey.parse(old) for old, _, _ in successions()] + [key.public])
    except WrongError as found:
        raise RefusedError(f"The last checkpoint in the database is not the ledger's own. {found}") from None
    frontier = Frontier.read(last.size, bytes(last.frontier))
    if (kept and kept.size == last.size and kept.note != last.note) or signed.root != frontier.root():
        raise RefusedError(
            "The last checkpoint in the database was changed. `ledger verify` says what else was."
        )
    return key


def _let_successor_take_over(custody: Custody) -> None:
    """A waiting key takes over once an act that names it is under a signed checkpoint."""
    successor = custody.successor()
    if successor and any(to == str(successor.public) for _, to, _ in successions()):
        custody.let_successor_take_over()


def successions() -> Iterator[tuple[str, str, int]]:
    """Each sealed change of key: the old public line, the new one, and the leaf's number."""
    sealed = Act.objects.filter(subject_kind="ledger", verb=SUCCESSION, sealed_as__isnull=False)
    for found in sealed.select_related("sealed_as").order_by("sealed_as__number"):
        facts = json.loads(found.leaf)["facts"]
        yield facts["from"], facts["to"], found.sealed_as.number
