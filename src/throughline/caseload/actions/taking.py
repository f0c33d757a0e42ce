"""Was this taken already? Each request and row that acts has its sender's own key, and is taken once for ever. R32"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from django.db import connection

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError

from ..known_again import memory
from ..models import Imported, Taken

KEY, SAYS = "taken key", "taken says"


class OtherWordsError(RefusedError):
    """The key was used before for something else."""


def taken_before(actor: Actor, key: str, says: str) -> Taken | None:
    """What became of it when it came before; None for the first, and whoever comes at once with it waits.

    OtherWordsError when the key came with other words.
    """
    kept = memory()
    key = kept.of(KEY, key)
    with connection.cursor() as cursor:  # until the transaction ends
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"taken {actor.id} {key}"])
    before = Taken.objects.filter(taken_from=actor.id, key=key).first()
    if before is not None and before.says != kept.of(SAYS, says):
        raise OtherWordsError("This key came before with other content. What is new has a key of its own.")
    return before


def note_taken(
    *,
    actor: Actor,
    key: str,
    says: str,
    answer: Mapping[str, Any],
    referral_id: UUID | None = None,
    run: Imported | None = None,
    row: int | None = None,
) -> None:
    """It is taken; the same again has this answer, which names nobody."""
    kept = memory()
    Taken(
        id=uuid4(),
        taken_from=actor.id,
        key=kept.of(KEY, key),
        says=kept.of(SAYS, says),
        answer=dict(answer),
        referral_id=referral_id,
        imported=run,
        row=row,
    ).save(force_insert=True)


def key_of(key: str) -> str:
    """The key as it is kept."""
    return memory().of(KEY, key)
