"""Under which codes does finance know each recipient, and for whom are they missing?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from throughline.agreements.queries import grants as agreements
from throughline.kernel.actor import Actor

from ..models import ColumnMapping, SupplierCode

OVER = ("closed", "withdrawn", "terminated")


@dataclass(frozen=True, slots=True)
class Known:
    """One recipient of one programme, with finance's codes for it if they are known."""

    body_id: UUID
    recipient: str
    programme_id: UUID
    programme: str
    codes: SupplierCode | None


def known(actor: Actor, on: date) -> Sequence[Known]:
    """Every recipient of a grant that may still be paid; those whose codes are missing first."""
    grants = agreements.visible_to(actor, on).exclude(state__in=OVER)
    kept = {(each.body_id, each.programme_id): each for each in SupplierCode.objects.all()}
    found = {
        (each.recipient_id, each.round.programme_id): Known(
            each.recipient_id,
            each.recipient.name,
            each.round.programme_id,
            each.round.programme.name,
            kept.get((each.recipient_id, each.round.programme_id)),
        )
        for each in grants
    }
    return sorted(found.values(), key=lambda each: (each.codes is not None, each.recipient, each.programme))


def columns_of(kind: str) -> list[dict[str, str]]:
    """The columns of files of this kind as they are now; none while nobody has said."""
    found = ColumnMapping.objects.filter(kind=kind, is_in_use=True).first()
    return list(found.columns) if found else []
