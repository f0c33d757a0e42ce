"""How does a change become an act that can be proved?"""

import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from throughline.kernel.actor import Actor

from .canonical import Json, canonical, commitment, leaf_of, new_salt
from .models import Personal

Subject = tuple[str, object]


@dataclass(slots=True)
class OpenAct:
    """An act while it is being done; subject, facts and personal may be completed until the block ends."""

    verb: str
    subject: Subject
    facts: dict[str, Json]
    personal: dict[str, Json]
    id: UUID


@contextmanager
def act(
    *,
    actor: Actor,
    at: datetime,
    verb: str,
    subject: Subject,
    facts: Mapping[str, Json] | None = None,
    personal: Mapping[str, Json] | None = None,
    public: bool = False,
) -> Iterator[OpenAct]:
    """The changes of the block and the record of the act are written together, or neither is.

        with act(actor=actor, at=at, verb="decision.recorded", subject=("decision", None)) as doing:
            decision = Decision.objects.create(...)
            doing.subject = ("decision", decision.pk)
            doing.facts["total_pence"] = decision.total.pence

    `at` is an aware moment. `subject` is a kind and an identifier, None only until the block ends.
    `facts` are whole numbers, strings, booleans, None, lists and dicts of them, and never personal;
    anything personal goes to `personal`, of which the ledger shows only a salted commitment.
    `public` acts are listed to everyone. An act inside an act is an act of its own that says within
    which it was done. Raises ValueError for a naive moment, a missing subject or a float.
    """
    if at.tzinfo is None:
        raise ValueError("An act needs a moment with its time zone.")
    doing = OpenAct(verb, subject, dict(facts or {}), dict(personal or {}), _new_id(at))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            # An act inside no other asks only for the histories that it touches itself, not all since the beginning.
            "SELECT coalesce(current_setting('throughline.act', true), ''), "
            "CASE WHEN coalesce(current_setting('throughline.act', true), '') = '' "
            "THEN set_config('throughline.touched', '', true) END, "
            "set_config('throughline.act', %s, true)",
            [str(doing.id)],
        )
        outer = cursor.fetchone()[0]
        yield doing
        _record(cursor, doing, actor, at, public, outer)


def _new_id(at: datetime) -> UUID:
    """A UUID of version 7: acts of one time lie together, so that millions are read in order. RFC 9562 §5.7."""
    return UUID(int=first_id(at).int | secrets.randbits(12) << 64 | secrets.randbits(62))


def first_id(at: datetime) -> UUID:
    """The smallest id that an act of that millisecond can have. RFC 9562 §5.7."""
    milliseconds = int(at.timestamp() * 1000) & (1 << 48) - 1
    return UUID(int=milliseconds << 80 | 7 << 76 | 2 << 62)


def _record(
    cursor: CursorWrapper, doing: OpenAct, actor: Actor, at: datetime, public: bool, outer: str
) -> None:
    kind, subject_id = doing.subject
    if subject_id is None:
        raise ValueError(f"The act “{doing.verb}” ended without saying which {kind} it is about.")
    values = {name: (new_salt(), canonical(value)) for name, value in doing.personal.items()}
    cursor.execute(
        "SELECT changes::text, encode(sha256(convert_to(changes::text, 'UTF8')), 'hex') "
        "FROM ledger_changes(%s) AS changes",
        [doing.id],
    )
    changes, digest = cursor.fetchone()
    leaf = leaf_of(
        act=str(doing.id),
        actor=actor.id,
        at=at,
        verb=doing.verb,
        subject=(kind, str(subject_id)),
        facts=doing.facts,
        personal={name: commitment(salt, value) for name, (salt, value) in values.items()},
        changes=digest if changes != "[]" else None,
        within=outer or None,
    )
    cursor.execute(
        "WITH act AS (INSERT INTO ledger_act "
        "(id, at, actor, verb, subject_kind, subject_id, public, leaf, changes) "
        "VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s::jsonb) RETURNING id) "
        "INSERT INTO ledger_pending (act_id) SELECT id FROM act "
        "RETURNING set_config('throughline.act', %s, true)",
        [doing.id, at, actor.id, doing.verb, kind, str(subject_id), public, leaf.decode(), changes, outer],
    )
    if values:
        Personal.objects.bulk_create(
            Personal(act_id=doing.id, name=name, salt=salt, value=value.decode())
            for name, (salt, value) in values.items()
        )
