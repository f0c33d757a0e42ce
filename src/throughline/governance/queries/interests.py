"""Whom does a declared interest keep out of which point?"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from throughline.kernel.actor import Actor

from ..models import Declaration


@dataclass(frozen=True, slots=True)
class KeptOut:
    """What of one meeting is not for somebody: everything when `None` is among the points."""

    points: frozenset[UUID | None]

    def of(self, point_id: UUID | None) -> bool:
        """Whether they are kept out of the point; without a point, of what is for the whole meeting."""
        return None in self.points or point_id in self.points


def kept_out(actor: Actor, meeting_id: UUID) -> KeptOut:
    """What of the meeting is not for the actor; one query."""
    rows = Declaration.objects.filter(meeting_id=meeting_id, keeps_out=True).select_related("member")
    return kept_out_among(rows, actor)


def kept_out_among(declarations: Iterable[Declaration], actor: Actor) -> KeptOut:
    """The same, from declarations that came with their members."""
    return KeptOut(
        frozenset(
            each.agenda_item_id
            for each in declarations
            if each.keeps_out and each.member is not None and actor.id == f"person:{each.member.person_id}"
        )
    )
