"""In whose name does this transaction run, and how far does it see?

The scope is set inside the transaction, never on the session, so a pooled connection carries nobody's rights onward.
Row security reads it; a transaction that set no sight finds no row of a table that asks for one.
"""

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
WORKED_OUT = ("refers", "serves", "may", "may_not", "glass", "offered", "crn", "client")


def enter_scope(actor: Actor) -> None:
    """Name the actor to the database until the current transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('throughline.actor', %s, true), set_config('throughline.roles', %s, true)",
            [actor.id, ",".join(sorted(actor.roles))],
        )


def enter_sight(actor: Actor, sight: Sight, then: str = "true") -> None:
    """Name the actor and how far they see to the database until the current transaction ends.

    `then` is a function of ours that works out of it, once, what the policies ask; what was worked out for whoever
    looked before is forgotten.
    """
    said = {
        "actor": actor.id,
        "roles": ",".join(sorted(actor.roles)),
        "side": sight.side,
        "body": str(sight.body or ""),
        "units": "{" + ",".join(sorted(map(str, sight.units))) + "}",
        "own": str(sight.own or ""),
        **dict.fromkeys(WORKED_OUT, ""),
    }
    setting = ", ".join(f"set_config('throughline.{name}', %s, true)" for name in said)
    with connection.cursor() as cursor:  # OFFSET keeps the settings before what is worked out of them
        cursor.execute(
            f"SELECT {then} FROM (SELECT {setting} OFFSET 0) AS said",  # noqa: S608 - our own names
            list(said.values()),
        )
