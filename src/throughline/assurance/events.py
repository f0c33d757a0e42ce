"""What does assurance tell the rooms above, in the transaction in which it happens?"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from throughline.kernel.actor import Actor
from throughline.kernel.money import Money


@dataclass(frozen=True, slots=True)
class YearEndDecided:
    """It is decided what becomes of a part of a grant that was not spent; `outcome` is one of `models.watching`."""

    year_end_id: UUID
    grant_id: UUID
    outcome: str
    amount: Money
    actor: Actor
    at: datetime
