"""In whose name does this transaction run?

The scope is set inside the transaction, never on the session, so a pooled connection carries nobody's rights onward.
A row security policy reads it as `throughline.actor` and `throughline.roles`; no table has one yet.
"""

from django.db import connection

from throughline.kernel.actor import Actor


def enter_scope(actor: Actor) -> None:
    """Name the actor to the database until the current transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('throughline.actor', %s, true), set_config('throughline.roles', %s, true)",
            [actor.id, ",".join(sorted(actor.roles))],
        )
