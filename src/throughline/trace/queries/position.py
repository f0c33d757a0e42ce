"""How does every area of a round stand: money, papers, and what stops it?

One row a grant. What the rooms below know of all grants is read once and handed on, so that forty-three areas cost
as many queries as one (docs/adr/0032).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db.models import Count, Q

from throughline.agreements.queries import grants
from throughline.agreements.queries.paying import paying
from throughline.assurance.queries import standing as assurance
from throughline.assurance.queries.papers import known_of
from throughline.kernel.actor import Actor
from throughline.kernel.money import Money
from throughline.payments.queries import money as payments
from throughline.payments.queries import standing as standings

from .. import rules
from ..rules import NOTHING, Mark, Trend

GONE = ("withdrawn",)


@dataclass(frozen=True, slots=True)
class Choice:
    """A round that can be looked at: a programme in a year, and how many of its grants are live."""

    programme: str
    name: str
    year: str
    live: int


@dataclass(frozen=True, slots=True)
class AreaRow:
    """One area's grant: its money, its papers, and where each figure comes from.

    `received` is what was paid less what came back; None wherever no return has said anything yet.
    """

    grant_id: UUID
    area: str
    place_id: UUID
    recipient: str
    is_illustration: bool
    awarded: Money
    requested: Money
    paid: Money
    received: Money
    spent: Money | None
    projected: Money | None
    unallocated: Money | None
    lying: Mark
    returns: Mark
    statement: Mark
    conditions: Mark
    risk: Mark
    trend: Trend | None

    @property
    def has_said(self) -> bool:
        """Whether somebody has said everything that the page asks of the area."""
        return self.spent is not None and not (self.statement.is_unsaid or self.risk.is_unsaid)

    @property
    def tone(self) -> rules.Tone:
        return rules.gravest((self.lying, self.returns, self.statement, self.conditions, self.risk))


MONEY = ("awarded", "requested", "paid", "received", "spent", "projected", "unallocated")
LABELS = {
    "awarded": "Allocation",
    "requested": "Requested",
    "paid": "Paid",
    "received": "Received",
    "spent": "Spent",
    "projected": "Projected",
    "unallocated": "Unallocated",
}


@dataclass(frozen=True, slots=True)
class Position:
    """A round's areas with the sum of every money column; None where no area has said anything."""

    rows: Sequence[AreaRow]
    sums: dict[str, Money | None]
    limit: Money | None
    has_illustrations: bool


def choices(actor: Actor, on: date) -> list[Choice]:
    """The rounds with grants that the actor may see: those with live grants first, then the newest year."""
    found = (
        grants.visible_to(actor, on)
        .exclude(state__in=GONE)
        .order_by()
        .values_list("round__programme__code", "round__programme__name", "round__year")
        .annotate(live=Count("id", filter=Q(state="live")))
        .order_by("-round__year", "round__programme__name", "round__programme__code")
    )
    return sorted((Choice(*each) for each in found), key=lambda each: not each.live)


def position(actor: Actor, on: date, *, programme: str, year: str) -> Position:
    """The round's areas as they stand on that day, by name; a pinned number of queries."""
    asked = grants.visible_to(actor, on).filter(round__programme__code=programme, round__year=year)
    seen = paying(asked.exclude(state__in=GONE).order_by().values("id"), on).values()
    found = sorted(seen, key=lambda each: (each.place, each.id))
    still_open = standings.open_of([each.id for each in found], on)
    due = [each for each in still_open if each.due_on <= on]
    coming = {each.grant_id for each in still_open if each.due_on > on}
    known = known_of(found, with_figures=True, judged={each.grant_id for each in due})
    paid, papers = payments.of_grants(known.grants), assurance.figures_in(known, on)
    verdicts: dict[UUID, list[standings.InstalmentStanding]] = {}
    for instalment in standings.stand(due, on, known):
        verdicts.setdefault(instalment.grant_id, []).append(instalment)
    limit = next((each.terms.underspend_limit for each in found if each.terms), None)
    rows = []
    for each in found:
        money, said = paid[each.id], papers[each.id]
        judged = verdicts.get(each.id, ())
        held_for = [reason.text for one in judged for reason in one.in_the_way]
        waits = [one.verdict for one in judged] or (["not_due"] if each.id in coming else [])
        rows.append(
            AreaRow(
                grant_id=each.id,
                area=each.place,
                place_id=each.place_id,
                recipient=each.recipient,
                is_illustration=each.is_illustration,
                awarded=each.award,
                requested=money.requested + money.paid,
                paid=money.paid,
                received=money.paid - money.recovered,
                spent=said.spent,
                projected=said.projected,
                unallocated=said.unallocated,
                lying=rules.unallocated_mark(said.unallocated, limit),
                returns=rules.returns_mark(
                    said.returns_due,
                    said.returns_late,
                    said.next_due,
                    any_came=said.version_id is not None or said.planned is not None,
                ),
                statement=rules.statement_mark(said.statement),
                conditions=rules.conditions_mark(each.state, waits, held_for),
                risk=rules.risk_mark(said.risk, said.open_findings),
                trend=rules.trend(said.unallocated, said.unallocated_before),
            )
        )
    return Position(
        rows=rows,
        sums={name: total(getattr(row, name) for row in rows) for name in MONEY},
        limit=limit,
        has_illustrations=any(row.is_illustration for row in rows),
    )


def ordered(shown: Position, by: str) -> Position:
    """The same rows in another order: by area, what needs somebody first, or most unallocated first."""
    if by == "colour":
        return replace(shown, rows=sorted(shown.rows, key=lambda row: rules.GRAVEST.index(row.tone)))
    if by == "unallocated":
        return replace(shown, rows=sorted(shown.rows, key=lambda row: -(row.unallocated or NOTHING).pence))
    return shown


def total(amounts: Iterable[Money | None]) -> Money | None:
    """The sum of those that are known; None when none is."""
    known = [each for each in amounts if each is not None]
    return sum(known, NOTHING) if known else None
