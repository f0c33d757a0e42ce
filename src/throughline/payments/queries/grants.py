"""What is open of a grant's award, and which grants have money without an instalment?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, OuterRef, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from throughline.agreements.queries import grants as agreements
from throughline.frame.fields import MoneyField
from throughline.kernel.actor import Actor
from throughline.kernel.money import Money

from ..models import Instalment, PaymentRequest
from ..rules import NOTHING
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


def unplanned(actor: Actor, on: date) -> Any:
    """Grants whose award is more than their instalments, by place: each with its `award` and what is `planned`."""
    kept = Instalment.objects.filter(grant=OuterRef("pk")).exclude(state="cancelled").order_by()
    planned = kept.values("grant").annotate(in_all=Sum("amount_pence")).values("in_all")
    rows = agreements.with_awards(agreements.visible_to(actor, on).filter(state__in=RUNNING))
    return rows.annotate(planned=Coalesce(Subquery(planned), Value(NOTHING, MoneyField()))).filter(
        award__gt=F("planned")
    )
