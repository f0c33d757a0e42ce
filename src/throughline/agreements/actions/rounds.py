"""How does a round begin like the one before it?"""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from throughline.kernel.actor import Actor
from throughline.kernel.dates import FinancialYear
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act

from ..models import Grant
from ..queries.grants import recipients_of, terms_of
from .grants import offer_round
from .terms import set_terms, terms_like


@transaction.atomic
def copy_round(
    *,
    actor: Actor,
    at: datetime,
    round_id: UUID,
    year: FinancialYear,
    from_round_id: UUID,
    recipients: Mapping[UUID, UUID] | None = None,
) -> list[Grant]:
    """The round has the terms of an earlier one, moved to its year, and its decided parts are offered, in one act.

    Each part goes to the body that received that place's grant then, unless `recipients` names another.
    """
    last = terms_of([from_round_id]).get(from_round_id)
    if last is None:
        raise RefusedError("The earlier round has no terms to copy.")
    facts = {"from": str(from_round_id)}
    with act(actor=actor, at=at, verb="round.copied", subject=("round", str(round_id)), facts=facts):
        set_terms(actor=actor, at=at, round_id=round_id, terms=terms_like(last, year))
        to = {**recipients_of(from_round_id), **(recipients or {})}
        return offer_round(actor=actor, at=at, round_id=round_id, recipients=to)
