"""What becomes of money that was not spent: which proposals wait, which are decided, and what is still without one?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from throughline.agreements.queries import grants as agreements
from throughline.frame.lists import state_in_words
from throughline.kernel.actor import Actor
from throughline.kernel.money import Money
from throughline.organisations import queries as organisations
from throughline.organisations.reach import reach_of

from ..lifecycle import YEAR_END
from ..models import ReturnGrant, YearEnd
from ..models.watching import OUTCOMES
from .reported import reported_of

STATES = {each: state_in_words(each) for each in YEAR_END.states}
BECOMES = dict(OUTCOMES)
TONES = {"proposed": "wait", "decided": "good", "returned": "stop"}
NEWEST = ("-proposed_at", "id")
NOTHING = Money(0)


def visible_to(actor: Actor, on: date) -> QuerySet[YearEnd]:
    """Proposals and decisions about grants that the actor may see, newest first."""
    rows = YearEnd.objects.filter(reach_of(actor, on).rows("grant__place", "grant__recipient"))
    return rows.select_related("grant__place", "grant__recipient", "grant__round__programme").order_by(
        *NEWEST
    )


@dataclass(frozen=True, slots=True)
class Shown:
    """A proposal or decision as pages print it."""

    id: UUID
    grant_id: UUID
    area: str
    grant: str
    outcome: str
    amount: Money
    state: str
    state_words: str
    tone: str
    proposed_at: datetime


def shown(rows: Iterable[YearEnd]) -> list[Shown]:
    """The rows as lists and pages print them."""
    return [
        Shown(
            each.pk,
            each.grant_id,
            each.grant.place.name,
            named(each.grant),
            OUTCOMES[each.outcome],
            each.amount_pence,
            each.state,
            STATES[each.state],
            TONES[each.state],
            each.proposed_at,
        )
        for each in rows
    ]


def named(grant: Any) -> str:
    """What a grant is called on these pages."""
    return f"{grant.place.name}, {grant.round.programme.name} {grant.round.year}"


@dataclass(frozen=True, slots=True)
class Left:
    """A grant with money that was not spent, and how much of it nobody has decided about."""

    grant_id: UUID
    grant: str
    award: Money
    spent: Money
    undecided: Money


def left_of(actor: Actor, on: date) -> list[Left]:
    """The grants whose certified year-end return leaves money about which nothing is proposed or decided."""
    said = ReturnGrant.objects.filter(of__kind="year_end", of__versions__certification__isnull=False)
    rows = list(agreements.visible_to(actor, on).filter(pk__in=said.values("grant")))
    ids = [each.pk for each in rows]
    awards, reported, settled = agreements.given(ids), reported_of(ids), _settled(ids)
    found = []
    for each in rows:
        it = reported.get(each.pk)
        if it is None or it.kind != "year_end" or it.spent is None:
            continue
        award = awards.get(each.pk, NOTHING)
        undecided = award - it.spent - settled.get(each.pk, NOTHING)
        if undecided > NOTHING:
            found.append(Left(each.pk, named(each), award, it.spent, undecided))
    return found


def _settled(ids: Iterable[UUID]) -> dict[UUID, Money]:
    rows = YearEnd.objects.filter(grant__in=list(ids), state__in=("proposed", "decided"))
    found: dict[UUID, Money] = {}
    for grant, amount in rows.values_list("grant", "amount_pence"):
        found[grant] = found.get(grant, NOTHING) + amount
    return found


def of_grant(grant_id: UUID) -> list[Shown]:
    """Everything that was proposed for a grant, newest first."""
    rows = YearEnd.objects.filter(grant=grant_id).order_by(*NEWEST)
    return shown(rows.select_related("grant__place", "grant__round__programme"))


def names(row: YearEnd) -> dict[str, str]:
    """Who proposed and decided."""
    return organisations.names_of({row.proposed_by, row.decided_by} - {""})


def of_area(rows: Any, code: str) -> Any:
    """The decisions of a locality."""
    return rows.filter(grant__place__gss_code=code)
