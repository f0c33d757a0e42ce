"""How does a spreadsheet come back into its return? Whole, or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError

from ..queries.contents import content_of
from ..queries.returns import hands_of
from ..returning.rules import may_take
from ..returning.sheets import Fault, read
from .calendar import locked
from .filling import Typed, save


class WrongCellsError(RefusedError):
    """Cells of the workbook are wrong, so nothing of it was kept; `faults` names each by sheet and row."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(" ".join(map(str, faults[:5])))


@dataclass(frozen=True, slots=True)
class Brought:
    """What a workbook changed: (place, column, before, after), and what to know of the file."""

    changed: tuple[tuple[str, str, str, str], ...]
    notes: tuple[str, ...]


def bring_in(*, actor: Actor, at: datetime, return_id: UUID, name: str, content: bytes) -> Brought:
    """Everything that the workbook says is kept in one transaction; WrongCellsError names each wrong cell."""
    with transaction.atomic():
        asked = locked(return_id)
        may_take("save", asked.state, actor, hands_of(asked, actor, timezone.localdate(at))).or_raise()
        stands = content_of(asked)
        reading = read(name, content, stands)
        if reading.faults:
            raise WrongCellsError(reading.faults)
        typed = [Typed(each.ref, each.values, each.revision) for each in reading.rows]
        kept = save(actor=actor, at=at, return_id=return_id, typed=typed, of=stands)
    return Brought(tuple(kept.changed), reading.notes)
