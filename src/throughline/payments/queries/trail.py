"""What of this room stands behind grants: instalments with what people did to each, and what came back?"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import partial
from uuid import UUID

from throughline.frame.trees import Reading

from ..models import Instalment, Recovery
from .standing import with_papers


@dataclass(slots=True)
class MoneyTrail:
    """One grant's instalments, cancelled ones too, with holds, overrides and requests; and its recoveries."""

    instalments: list[Instalment] = field(default_factory=list)
    recoveries: list[Recovery] = field(default_factory=list)


def trails(grant_ids: Collection[UUID]) -> Reading:
    """The trail of each of these grants, by its id."""
    ids = list(grant_ids)
    instalments = Instalment.objects.filter(grant__in=ids).select_related("grant__place")
    recoveries = Recovery.objects.filter(grant__in=ids).order_by("proposed_at", "pk")
    return Reading(
        (with_papers(instalments.order_by("due_on", "number", "pk")), recoveries), partial(_trails, ids)
    )


def _trails(
    ids: Sequence[UUID], instalments: Sequence[Instalment], recoveries: Sequence[Recovery]
) -> dict[UUID, MoneyTrail]:
    found = {each: MoneyTrail() for each in ids}
    for instalment in instalments:
        found[instalment.grant_id].instalments.append(instalment)
    for recovery in recoveries:
        found[recovery.grant_id].recoveries.append(recovery)
    return found
