"""What must come back, of which grant, and where is it on its way?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from throughline.agreements.queries import grants as agreements
from throughline.kernel.actor import Actor
from throughline.kernel.money import Money
from throughline.organisations import queries as organisations
from throughline.organisations.reach import reach_of

from ..models import Instalment, Recovery
from . import money
from .standing import OPEN

STATES = {
    "proposed": ("Waits for approval", "wait"),
    "approved": ("Waits to be asked for", "wait"),
    "asked": ("Asked for", "wait"),
    "recovered": ("Came back", "good"),
    "dropped": ("Dropped", "quiet"),
}


def visible_to(actor: Actor, on: date) -> QuerySet[Recovery]:
    """Recoveries within the actor's reach, newest first."""
    return (
        Recovery.objects.filter(reach_of(actor, on).rows("grant__place", "grant__recipient"))
        .select_related(
            "grant__round", "grant__place", "grant__recipient", "offset_against__grant__round", "year_end"
        )
        .order_by("-proposed_at", "pk")
    )


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a recovery: who took it and when, or nobody yet."""

    what: str
    name: str
    at: object


def steps_of(row: Recovery) -> list[Step]:
    """Its three people."""
    names = organisations.names_of({row.proposed_by, row.approved_by, row.asked_by} - {""})
    return [
        Step("Proposed", names.get(row.proposed_by, ""), row.proposed_at),
        Step("Approved", names.get(row.approved_by, ""), row.approved_at),
        Step("Finance asked", names.get(row.asked_by, ""), row.asked_at),
    ]


@dataclass(frozen=True, slots=True)
class Recoverable:
    """A grant from which money can come back, and how much at most."""

    grant_id: UUID
    name: str
    recipient: str
    recipient_id: UUID
    most: Money


def recoverable(actor: Actor, on: date) -> list[Recoverable]:
    """Every grant that was paid something that is not coming back already; newest year first."""
    rows = {each.pk: each for each in agreements.visible_to(actor, on)}
    where = money.of_grants(rows)
    found = []
    for grant_id, grant in rows.items():
        standing = where[grant_id]
        most = standing.paid - standing.recovered - standing.to_recover
        if most:
            name = f"{grant.place.name}, {grant.round.programme.name}, {grant.round.year}"
            found.append(Recoverable(grant_id, name, grant.recipient.name, grant.recipient_id, most))
    return found


def payments_to(recipient: UUID) -> Sequence[tuple[str, str]]:
    """The open instalments of a recipient, from which something can be taken off; as choices."""
    rows = (
        Instalment.objects.filter(grant__recipient=recipient, state__in=OPEN)
        .exclude(requests__is_live=True)
        .select_related("grant__round", "grant__place")
        .order_by("due_on", "number", "pk")
    )
    return [
        (
            str(each.pk),
            f"{each.grant.place.name}, {each.grant.round.year}, instalment {each.number}: {each.amount_pence}",
        )
        for each in rows
    ]
