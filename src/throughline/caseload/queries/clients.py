"""Which machines speak for an organisation, for which units, and when did each speak last?"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F, Max
from django.utils import timezone

from throughline.kernel.actor import Actor
from throughline.organisations import queries as organisations

from ..actions.clients import SCOPES
from ..models import Client
from ..sight import look


@dataclass(frozen=True, slots=True)
class Row:
    """A client as its page shows it; `last_used` is empty for one that never spoke."""

    id: UUID
    name: str
    body: str
    units: tuple[str, ...]
    may: tuple[str, ...]
    made_at: datetime
    made_by: str
    last_used: datetime | None
    ended_at: datetime | None


def clients(actor: Actor) -> list[Row]:
    """Those of the actor's organisation, of every organisation for an administrator; those that speak first."""
    look(actor, timezone.localdate())
    rows = Client.objects.select_related("body").annotate(last_used=Max("tokens__last_used"))
    found = list(rows.order_by(F("ended_at").desc(nulls_first=True), "body__name", "name", "id"))
    names = organisations.names_of({each.made_by for each in found})
    units = unit_names({unit for each in found for unit in each.units})
    return [
        Row(
            id=each.id,
            name=each.name,
            body=each.body.name,
            units=tuple(sorted(units[unit] for unit in each.units)),
            may=tuple(SCOPES[scope] for scope in each.scopes.split()),
            made_at=each.made_at,
            made_by=names[each.made_by],
            last_used=each.last_used,
            ended_at=each.ended_at,
        )
        for each in found
    ]


def one(actor: Actor, client_id: UUID) -> Row | None:
    """One of them; None for any other."""
    return next((each for each in clients(actor) if each.id == client_id), None)


def unit_names(units: set[UUID] | frozenset[UUID]) -> dict[UUID, str]:
    """The names of these units."""
    return dict(organisations.units().filter(id__in=units).values_list("id", "name"))
