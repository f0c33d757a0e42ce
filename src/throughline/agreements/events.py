"""What do agreements tell the rooms above, in the transaction in which it happens?"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from throughline.kernel.actor import Actor
from throughline.kernel.money import Money


@dataclass(frozen=True, slots=True)
class GrantLive:
    """A grant's agreement is in force: its money can be planned."""

    grant_id: UUID
    actor: Actor
    at: datetime


@dataclass(frozen=True, slots=True)
class AwardChanged:
    """A live grant's award is another one now."""

    grant_id: UUID
    before: Money
    after: Money
    because: str
    actor: Actor
    at: datetime


@dataclass(frozen=True, slots=True)
class GrantStopped:
    """A grant was suspended, withdrawn or terminated, or goes on again; `state` is what it is now."""

    grant_id: UUID
    state: str
    because: str
    actor: Actor
    at: datetime


@dataclass(frozen=True, slots=True)
class AgreementInForce:
    """Both sides signed the same text; `variation_id` is what it carries out, if it varies an earlier one."""

    agreement_id: UUID
    grant_id: UUID | None
    variation_id: UUID | None
    actor: Actor
    at: datetime
