"""How is an agreement taken in hand and moved on?"""

from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from throughline.kernel.actor import Actor

from ..lifecycle import AGREEMENT
from ..models import Agreement, Grant
from ..signing.standing import with_facts


class ByTheClock(Protocol):
    """A step that days bring about."""

    def __call__(self, *, actor: Actor, at: datetime, agreement_id: UUID) -> Agreement: ...


def locked(agreement_id: UUID) -> Agreement:
    """The agreement, which nobody else changes until the transaction ends, nor its grant.

    The grant comes first, as in every act that takes both. What it names is read after the lock: a row that was joined
    while waiting would still be that of before.
    """
    grant_id = Agreement.objects.values_list("grant_id", flat=True).get(pk=agreement_id)
    if grant_id is not None:
        Grant.objects.select_for_update().get(pk=grant_id)
    Agreement.objects.select_for_update().get(pk=agreement_id)
    return with_facts(Agreement.objects.filter(pk=agreement_id)).get()


def move(agreement: Agreement, step: str, **changes: Any) -> None:
    """The agreement is where the step leads, with these changes; the caller has asked whether it may be."""
    agreement.state = AGREEMENT.step(step).to
    for name, value in changes.items():
        setattr(agreement, name, value)
    agreement.save(update_fields=["state", *changes])
