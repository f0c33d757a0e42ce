"""What is open of a grant's award, and which grants have money without an instalment?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from throughline.agreements.queries import grants as agreements
from throughline.kernel.actor import Actor
from throughline.kernel.money import Money

from ..models import Instalment, PaymentRequest
from ..rules import NOTHING
from . import money
from .standing import OPEN

RUNNING = ("live", "suspended", "closing")


@dataclass(frozen=True, slots=True)
class OpenPart:
    """What may still be planned anew of one grant."""

    grant_id: UUID
    name: str
    award: Money
    rest: Money
    rows: Sequence[Instalment]


def open_part(actor: Actor, grant_id: UUID, on: date) -> OpenPart | None:
    """The open part of a grant's award, with the instalments it has now; None when it is out of reach."""
    grant = agreements.visible_to(actor, on).filter(pk=grant_id).first()
    if grant is None:
        return None
    award = agreements.awards([grant_id]).get(grant_id, NOTHING)
    rows = list(
        Instalment.objects.filter(grant=grant_id).exclude(state="cancelled").order_by("due_on", "number")
    )
    in_runs = set(
        PaymentRequest.objects.filter(instalment__in=rows, is_live=True).values_list("instalment", flat=True)
    )
    still_open = [each for each in rows if each.state in OPEN and each.pk not in in_runs]
    others = sum((each.amount_pence for each in rows if each not in still_open), NOTHING)
    name = f"{grant.place.name}, {grant.round.year}: {grant.recipient.name}"
    return OpenPart(grant_id, name, award, award - others, still_open)


@dataclass(frozen=True, slots=True)
class Unplanned:
    """A running grant with a part of its award that no instalment carries."""

    grant_id: UUID
    name: str
    amount: Money


def unplanned(actor: Actor, on: date) -> list[Unplanned]:
    """Grants whose award is more than their instalments, by place."""
    rows = {each.pk: each for each in agreements.visible_to(actor, on).filter(state__in=RUNNING)}
    awards, where = agreements.awards(rows), money.of_grants(rows)
    found = []
    for grant_id, grant in rows.items():
        left = awards.get(grant_id, NOTHING) - where[grant_id].instalments
        if left > NOTHING:
            found.append(Unplanned(grant_id, f"{grant.place.name}, {grant.round.year}", left))
    return found
