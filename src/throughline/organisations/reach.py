"""Whose papers may somebody see: everybody's, or those of their own body and of the places that it serves?

A door asks for a role; which rows stand behind it follows from here. Deny by default: no body, no rows.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from throughline.kernel.actor import Actor

from .models import Person, PlaceServed, served_on

EVERYWHERE = frozenset(
    {
        "programme-officer",
        "programme-lead",
        "analyst",
        "assistant-director",
        "director",
        "treasurer",
        "deputy-mayor",
        "monitoring-officer",
        "procurement",
        "legal",
        "finance-preparer",
        "finance-approver",
        "finance-releaser",
        "hmpps-contract-manager",
        "hmpps-finance",
        "hmpps-analyst",
        "director-of-probation",
        "auditor",
        "panel-member",
        "supplier",
        "system",
    }
)


@dataclass(frozen=True, slots=True)
class Reach:
    """The rows of grants, streams, returns and the like that an actor may see on a day."""

    everywhere: bool = False
    body: UUID | None = None
    places: frozenset[UUID] = frozenset()

    def rows(self, place: str = "place", body: str = "") -> Q:
        """The condition on rows with such a place; with `body`, rows of the actor's own body count too."""
        if self.everywhere:
            return Q()
        own = Q(**{f"{place}__in": self.places})
        return own | Q(**{body: self.body}) if body and self.body else own

    def covers(self, place: UUID) -> bool:
        """Whether a row of this place is within reach."""
        return self.everywhere or place in self.places


def reach_of(actor: Actor, on: date) -> Reach:
    """How far the actor sees on that day: a council's officer its borough, a provider's manager its own grants."""
    if actor.roles & EVERYWHERE:
        return Reach(everywhere=True)
    if not actor.is_signed_in:
        return Reach()
    person = (
        Person.objects.filter(id=actor.id.removeprefix("person:")).values_list("body", "body__kind").first()
    )
    if person is None:
        return Reach()
    body, kind = person
    if kind not in ("local authority", "community safety partnership"):
        return Reach(body=body)
    served = PlaceServed.objects.filter(
        served_on(on),
        body=body,
    )
    return Reach(body=body, places=frozenset(served.values_list("place_id", flat=True)))
