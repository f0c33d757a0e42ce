"""Whose papers may somebody see: everybody's, or those of their own body and of the places that it serves?

A door asks for a role; which rows stand behind it follows from here. Deny by default: no body, no rows.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Q, QuerySet

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


# Bodies that serve a place see its papers; others only their own.
SERVING = ("local authority", "community safety partnership")


@dataclass(frozen=True)
class Reach:
    """The rows of grants, streams, returns and the like that an actor may see on a day.

    Rows are narrowed inside the query that asks for them; only who needs `body` or `covers` costs a query, once.
    """

    everywhere: bool = False
    person: str = ""
    on: date = date.min

    def rows(self, place: str = "place", body: str = "") -> Q:
        """The condition on rows with such a place; with `body`, rows of the actor's own body count too."""
        if self.everywhere:
            return Q()
        if not self.person:
            return Q(**{f"{place}__in": ()})
        own = Q(**{f"{place}__in": self._served().values("place")})
        return own | Q(**{f"{body}__in": self._people().values("body")}) if body else own

    def own(self, body: str) -> Q:
        """The condition on rows that their body is the actor's own; nothing fits for whoever sees everywhere."""
        return Q(**{f"{body}__in": self._people().values("body")}) if self.person else Q(pk__in=())

    def covers(self, place: UUID) -> bool:
        """Whether a row of this place is within reach."""
        return self.everywhere or place in self.places

    @property
    def body(self) -> UUID | None:
        """The actor's own body; None for whoever sees everywhere or is nobody."""
        return self._known[0]

    @property
    def places(self) -> frozenset[UUID]:
        """The places that the actor's own body serves."""
        return self._known[1]

    @cached_property
    def _known(self) -> tuple[UUID | None, frozenset[UUID]]:
        if self.everywhere or not self.person:
            return None, frozenset()
        places = ArraySubquery(self._served().values("place"))
        found = self._people().annotate(reached=places).values_list("body", "reached").first()
        return (found[0], frozenset(found[1])) if found else (None, frozenset())

    def _people(self) -> QuerySet[Person]:
        return Person.objects.filter(id=self.person)

    def _served(self) -> QuerySet[PlaceServed]:
        return PlaceServed.objects.filter(
            served_on(self.on), body__people__id=self.person, body__kind__in=SERVING
        )


def reach_of(actor: Actor, on: date) -> Reach:
    """How far the actor sees on that day: a council's officer its borough, a provider's manager its own grants."""
    if actor.roles & EVERYWHERE:
        return Reach(everywhere=True)
    if not actor.is_signed_in:
        return Reach()
    return Reach(person=actor.id.removeprefix("person:"), on=on)
