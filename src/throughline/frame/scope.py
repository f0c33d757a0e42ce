"""In whose name does this transaction run, and how far does it see?

The scope is set inside the transaction, never on the session, so a pooled connection carries nobody's rights onward.
Row security reads it; a transaction that set no sight finds no row of a table that asks for one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from throughline.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Sight:
    """Which rows about people somebody may see: on which `side`, of which body, in which units; or their `own` one."""

    side: str
    body: UUID | None = None
    units: frozenset[UUID] = frozenset()
    own: UUID | None = None


NO_SIGHT = Sight("")


def enter_scope(actor: Actor) -> None:
    """Name the actor to the database until the current transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('throughline.actor', %s, true), set_config('throughline.roles', %s, true)",
            [actor.id, ",".join(sorted(actor.roles))],
        )


def enter_sight(actor: Actor, sight: Sight) -> None:
    """Name the actor and how far they see to the database until the current transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('throughline.actor', %s, true), set_config('throughline.roles', %s, true),"
            " set_config('throughline.side', %s, true), set_config('throughline.body', %s, true),"
            " set_config('throughline.units', %s, true), set_config('throughline.own', %s, true)",
            [
                actor.id,
                ",".join(sorted(actor.roles)),
                sight.side,
                str(sight.body or ""),
                _array(sight.units),
                str(sight.own or ""),
            ],
        )


def _array(ids: Iterable[UUID]) -> str:
    return "{" + ",".join(sorted(map(str, ids))) + "}"
