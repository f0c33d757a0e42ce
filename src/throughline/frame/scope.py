"""In whose name does this transaction run?

The scope is set inside the transaction, never on the session, so a pooled connection carries nobody's rights onward.
Row security policies read `throughline.actor` and `throughline.roles`.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from throughline.kernel.actor import Actor


def enter_scope(actor: Actor) -> None:
    """Name the actor to the database until the current transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('throughline.actor', %s, true), set_config('throughline.roles', %s, true)",
            [actor.id, ",".join(sorted(actor.roles))],
        )


@contextmanager
def scoped_transaction(actor: Actor) -> Iterator[None]:
    """Run a block as one transaction in the actor's name; for jobs, commands and streams."""
    with transaction.atomic():
        enter_scope(actor)
        yield
