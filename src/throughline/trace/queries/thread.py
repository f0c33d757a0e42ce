"""Where did this pound come from, who promised what for it, and what became of it?

A thread is a grant's way from the decision to what was spent and seen, with the paper behind each step. The page, the
pack and the drill-down from the position page show the same one.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from throughline.agreements.queries import grants
from throughline.agreements.queries.trail import Grant
from throughline.kernel.actor import Actor
from throughline.kernel.money import Money
from throughline.ledger.queries import Entry

from ..shapes import Step
from .steps import steps_of
from .trails import trails_of


@dataclass(frozen=True, slots=True)
class Thread:
    """A grant with its way, step by step, and every act on it in the ledger."""

    grant: Grant
    award: Money
    steps: Sequence[Step]
    acts: Sequence[Entry]
    names: dict[str, str]

    @property
    def title(self) -> str:
        """The grant in words."""
        return f"{self.grant.place.name}, {self.grant.round.year}"


def threads(actor: Actor, on: date, grant_ids: Collection[UUID]) -> list[Thread]:
    """The threads of those grants that the actor may see, by place; a constant number of queries."""
    seen = grants.visible_to(actor, on).filter(id__in=list(grant_ids)).order_by("place__name", "id")
    return [
        Thread(each.of.grant, each.award, steps_of(each), each.acts, each.names)
        for each in trails_of(actor, on, list(seen.values_list("id", flat=True)))
    ]


def thread(actor: Actor, on: date, grant_id: UUID) -> Thread | None:
    """The grant's thread; None where the actor may not see the grant."""
    return next(iter(threads(actor, on, [grant_id])), None)


def of_round(actor: Actor, on: date, code: str, year: str) -> list[Thread]:
    """The threads of a round's grants that the actor may see, by place."""
    rows = grants.visible_to(actor, on).filter(round__programme__code=code, round__year=year)
    return threads(actor, on, list(rows.exclude(state="withdrawn").values_list("id", flat=True)))
