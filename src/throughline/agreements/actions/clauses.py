"""How does a clause get its words, and who confirms them?"""

from datetime import datetime

from django.db.models import Max
from django.utils.timezone import localdate

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act

from ..lifecycle import OFFICERS, SUPPLIER
from ..models import Clause, ClauseVersion
from ..signing.composing import NAMES
from ..signing.content import filled

WRITERS = OFFICERS | SUPPLIER | {"legal"}
CONFIRMERS = frozenset({"legal"})


def word_clause(
    *, actor: Actor, at: datetime, clause_id: int, text: str, source: str, was: int = 0
) -> ClauseVersion:
    """From today new agreements have these words; texts that were issued stay as they are.

    A legal adviser's words are confirmed with them; saying them again unchanged is how one confirms. `was` is the
    version that the page showed: RefusedError when somebody has written another since.
    """
    if not actor.roles & WRITERS:
        raise RefusedError("Clauses are written by programme officers and legal advisers.")
    if len(text.split()) < 3:
        raise RefusedError("Write the clause in a sentence or more.")
    if not source.strip():
        raise RefusedError("Say whose words these are.")
    try:
        filled(text, dict.fromkeys(NAMES, ""))
    except ValueError as unknown:
        raise RefusedError(str(unknown)) from unknown
    confirms = bool(actor.roles & CONFIRMERS)
    with act(
        actor=actor,
        at=at,
        verb="clause.confirmed" if confirms else "clause.worded",
        subject=("clause", clause_id),
    ) as doing:
        clause = Clause.objects.select_for_update().get(pk=clause_id)
        newest = clause.versions.aggregate(newest=Max("number"))["newest"] or 0
        if was and was != newest:
            raise RefusedError(
                "Somebody has written this clause anew since you opened the page. Read theirs first."
            )
        kept = ClauseVersion.objects.create(
            clause=clause,
            number=newest + 1,
            text=text.strip(),
            used_from=localdate(at),
            source=source.strip(),
            confirmed_by=actor.id if confirms else "",
            confirmed_on=localdate(at) if confirms else None,
        )
        doing.facts |= {"kind": clause.kind, "code": clause.code, "version": kept.number}
    return kept
