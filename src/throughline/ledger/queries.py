"""What was done to this, is it sealed, and how does an outsider check it?"""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Max

from throughline.frame.figures import Figure

from . import verifier
from .actions import first_id
from .checkpoint import proof_text
from .models import Act, Checkpoint, Leaf, Pending, Personal
from .sealer import successions
from .tree import Kept, Row, consistency_spans, inclusion_spans, roots_of

SEALING = "recorded, sealing"
KEPT = """
WITH r (level, first, until) AS (SELECT * FROM unnest(%s::int[], %s::bigint[], %s::bigint[]))
SELECT 0, l.number, l.hash FROM r
    JOIN ledger_leaf l ON r.level = 0 AND l.number >= r.first AND l.number < r.until
UNION ALL
SELECT n.level, n.index, n.hash FROM r
    JOIN ledger_node n ON n.level = r.level AND n.index >= r.first AND n.index < r.until
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """One act as pages show it; `number` is None while the act is recorded and waits to be sealed."""

    id: UUID
    at: datetime
    actor: str
    verb: str
    subject_kind: str
    subject_id: str
    facts: dict[str, Any]
    number: int | None

    @property
    def state(self) -> str:
        """What a page says about the proof: "recorded, sealing" or the leaf's number."""
        return SEALING if self.number is None else f"sealed as number {self.number}"


def history_of(subject_kind: str, subject_id: object) -> list[Entry]:
    """Every act on one subject, oldest first; one query."""
    acts = Act.objects.filter(subject_kind=subject_kind, subject_id=str(subject_id))
    return _entries(acts.order_by("at", "sealed_as__number", "id"))


def recent_public_acts(*, limit: int) -> list[Entry]:
    """The last acts that everyone may see, newest first; one query."""
    return _entries(Act.objects.filter(public=True).order_by("-at", "-sealed_as__number", "-id")[:limit])


def acts_on(kinds: Collection[str], *, since: datetime, limit: int) -> list[Entry]:
    """The last acts after that moment on subjects of these kinds, newest first, whoever may see them; one query."""
    # Ids go by time, and they have an index.
    acts = Act.objects.filter(id__gt=first_id(since), subject_kind__in=kinds)
    return _entries(acts.order_by("-id")[:limit])


def last_act(subject_kind: str, subject_id: object, verb: str) -> Entry | None:
    """The newest act of that name on one subject; one query."""
    found = Act.objects.filter(subject_kind=subject_kind, subject_id=str(subject_id), verb=verb)
    return next(iter(_entries(found.order_by("-at", "-id")[:1])), None)


def last_acts(subject_kind: str, subject_ids: Collection[object], verb: str) -> dict[str, Entry]:
    """The newest act of that name on each of these subjects that has one, by its id; one query."""
    found = Act.objects.filter(
        subject_kind=subject_kind, subject_id__in=[str(each) for each in subject_ids], verb=verb
    )
    return {each.subject_id: each for each in _entries(found.order_by("at", "id"))}


def acts_of_kind(subject_kind: str) -> list[Entry]:
    """Every act on subjects of that kind, in the order of their ids; for kinds of few subjects; one query."""
    return _entries(Act.objects.filter(subject_kind=subject_kind).order_by("subject_id", "at"))


def last_subject(subject_kind: str) -> str:
    """The last of the ids of that kind on which anything was done; empty when nothing was; one query."""
    ids = (
        Act.objects.filter(subject_kind=subject_kind)
        .order_by("-subject_id")
        .values_list("subject_id", flat=True)
    )
    return ids.first() or ""


def last_checkpoint() -> str | None:
    """The newest signed checkpoint; None before the first."""
    return Checkpoint.objects.order_by("-size").values_list("note", flat=True).first()


def consistency_of(old: int, new: int) -> list[bytes]:
    """The hashes that prove that the tree of `new` leaves begins with the tree of `old`."""
    return roots_of(consistency_spans(old, new), _kept)


def record_of(act_id: UUID, *, disclose: bool = False) -> dict[str, Any] | None:
    """What "verify this record" downloads and verifier.py reads; None while the act waits.

    `disclose` adds the personal values with their salts, for somebody who may see them.
    """
    found = _sealed(act_id)
    if found is None:
        return None
    leaf, newest = found
    steps = list(successions())
    return {
        "format": verifier.FORMAT,
        "leaf": leaf.act.leaf,
        "proof": _proof(leaf, newest),
        "key": steps[0][0] if steps else newest.key,
        "successions": [_succession(number) for _, _, number in steps],
        "disclosed": _personal(act_id) if disclose else {},
    }


def public_key() -> str:
    """The public line of the key that signed the newest checkpoint; empty before the first."""
    return Checkpoint.objects.order_by("-size").values_list("key", flat=True).first() or ""


def verifier_source() -> bytes:
    """The single-file verifier, as it is handed to anyone."""
    return Path(verifier.__file__).read_bytes()


def _sealed(act_id: UUID) -> tuple[Leaf, Checkpoint] | None:
    leaf = Leaf.objects.select_related("act").filter(act_id=act_id).first()
    newest = Checkpoint.objects.order_by("-size").first()
    return (leaf, newest) if leaf and newest else None


def _proof(leaf: Leaf, under: Checkpoint) -> str:
    return proof_text(leaf.number, roots_of(inclusion_spans(leaf.number, under.size), _kept), under.note)


def _succession(number: int) -> dict[str, str]:
    """A change of key with its proof under the checkpoint that the old key signed."""
    leaf = Leaf.objects.select_related("act").get(number=number)
    under = Checkpoint.objects.filter(size__gt=number).order_by("size")[0]
    return {"leaf": leaf.act.leaf, "proof": _proof(leaf, under)}


def _personal(act_id: UUID) -> dict[str, dict[str, str]]:
    values = Personal.objects.filter(act_id=act_id).order_by("name")
    return {shown.name: {"salt": bytes(shown.salt).hex(), "value": shown.value} for shown in values}


def _entries(acts: Any) -> list[Entry]:
    return [
        Entry(
            act.id,
            act.at,
            act.actor,
            act.verb,
            act.subject_kind,
            act.subject_id,
            json.loads(act.leaf)["facts"],
            getattr(getattr(act, "sealed_as", None), "number", None),
        )
        for act in acts.select_related("sealed_as")
    ]


def _kept(rows: list[Row]) -> Kept:
    """The kept hashes of these rows, in one query."""
    columns = [list(column) for column in zip(*rows, strict=True)] or [[], [], []]
    with connection.cursor() as cursor:
        cursor.execute(KEPT, columns)
        return {(level, at): bytes(digest) for level, at, digest in cursor.fetchall()}


def figures(*, at: datetime) -> list[Figure]:
    """How many acts wait for their number, and how old the last checkpoint is; -1 while there is none."""
    last = Checkpoint.objects.aggregate(last=Max("sealed_at"))["last"]
    age = -1 if last is None else int((at - last).total_seconds())
    return [
        Figure("acts_unsealed", "Acts that wait for their place in the ledger.", Pending.objects.count()),
        Figure("checkpoint_age_seconds", "Seconds since the last signed checkpoint.", age),
    ]


def acts_of(subjects: Collection[tuple[str, object]]) -> list[Entry]:
    """Every act on any of these subjects, oldest first; one query."""
    wanted = {(kind, str(subject_id)) for kind, subject_id in subjects}
    acts = Act.objects.filter(
        subject_kind__in={kind for kind, _ in wanted}, subject_id__in={subject_id for _, subject_id in wanted}
    )
    found = _entries(acts.order_by("at", "sealed_as__number", "id"))
    return [each for each in found if (each.subject_kind, each.subject_id) in wanted]
