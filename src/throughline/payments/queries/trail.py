"""What of this room stands behind grants: instalments with what people did to each, and what came back?"""

from collections.abc import Collection
from dataclasses import dataclass, field
from uuid import UUID

from ..models import Instalment, Recovery
from .standing import with_papers


@dataclass(slots=True)
class MoneyTrail:
    """One grant's instalments, cancelled ones too, with holds, overrides and requests; and its recoveries."""

    instalments: list[Instalment] = field(default_factory=list)
    recoveries: list[Recovery] = field(default_factory=list)


def trails(grant_ids: Collection[UUID]) -> dict[UUID, MoneyTrail]:
    """The trail of each of these grants, in a constant number of queries."""
    found = {each: MoneyTrail() for each in grant_ids}
    rows = Instalment.objects.filter(grant__in=found).order_by("due_on", "number", "pk")
    for instalment in with_papers(rows):
        found[instalment.grant_id].instalments.append(instalment)
    for recovery in Recovery.objects.filter(grant__in=found).order_by("proposed_at", "pk"):
        found[recovery.grant_id].recoveries.append(recovery)
    return found
