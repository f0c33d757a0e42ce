"""Where is each grant's money: planned, due, requested, paid, recovered, to be recovered?

Every pence of an award is in exactly one place: not planned, planned, due (held or not), requested, or paid. What was
paid is kept by the recipient, recovered, or to be recovered.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, Sum, Value

from throughline.agreements.queries import grants as agreements
from throughline.assurance.queries.standing import spent_at_year_end
from throughline.assurance.queries.to_return import to_return_of
from throughline.frame.written import Given, Written
from throughline.kernel.money import Money

from ..models import Instalment, Recovery

NOTHING = Money(0)
PLACES = {
    "planned": "planned",
    "due": "due",
    "held": "due",
    "requested": "requested",
    "paid": "paid",
    "reconciled": "paid",
}
COMING_BACK = ("proposed", "approved", "asked")


@dataclass(frozen=True, slots=True)
class Paid:
    """A grant's money by where it is now; a part that went out by offset counts as paid here and recovered there."""

    planned: Money = NOTHING
    due: Money = NOTHING
    requested: Money = NOTHING
    paid: Money = NOTHING
    recovered: Money = NOTHING
    to_recover: Money = NOTHING

    @property
    def instalments(self) -> Money:
        """All that is planned or further; the award less this has no instalment yet."""
        return self.planned + self.due + self.requested + self.paid

    @property
    def kept(self) -> Money:
        """What was asked for and neither came back nor is to come back."""
        return self.requested + self.paid - self.recovered - self.to_recover


def of_grants(grant_ids: Iterable[UUID]) -> dict[UUID, Paid]:
    """Where the money of each of these grants is; one query, and an answer for every grant."""
    sums: dict[UUID, dict[str, Money]] = {each: {} for each in grant_ids}
    for grant, way, state, pence in _MOVED(ids=sums.keys()):
        place = PLACES[state] if way == "out" else "recovered" if state == "recovered" else "to_recover"
        sums[grant][place] = sums[grant].get(place, NOTHING) + _money(pence)
    return {grant: Paid(**found) for grant, found in sums.items()}


def _moved() -> QuerySet[Any, Any]:
    among: dict[str, Any] = {"grant__id__among": Given("ids")}
    out = Instalment.objects.filter(**among).exclude(state="cancelled")
    back = Recovery.objects.filter(**among).exclude(state="dropped")
    rows: QuerySet[Any, Any] = _summed(out, Value("out")).union(_summed(back, Value("back")), all=True)
    return rows


def _summed(rows: QuerySet[Any], way: Value) -> Any:
    by_state = rows.order_by().values("grant", "state").annotate(pence_sum=Sum("amount_pence"))
    return by_state.values_list("grant", way, "state", "pence_sum")


_MOVED = Written(_moved)


def asked_for(grant_ids: Collection[UUID]) -> dict[UUID, Money]:
    """How much of each of these grants was asked of finance, paid or not."""
    return {grant: each.requested + each.paid for grant, each in of_grants(grant_ids).items()}


def paid_by_round(rounds: Collection[UUID]) -> dict[UUID, Money]:
    """How much of each round was paid to recipients, less what came back."""
    out = Instalment.objects.filter(grant__round__in=rounds, state__in=["paid", "reconciled"])
    back = Recovery.objects.filter(grant__round__in=rounds, state="recovered")
    found = {
        row["grant__round"]: _money(row["pence_sum"])
        for row in out.values("grant__round").annotate(pence_sum=Sum("amount_pence")).order_by()
    }
    for row in back.values("grant__round").annotate(pence_sum=Sum("amount_pence")).order_by():
        found[row["grant__round"]] = found.get(row["grant__round"], NOTHING) - _money(row["pence_sum"])
    return found


def committed_by_round(rounds: Collection[UUID]) -> dict[UUID, Money]:
    """How much of each round is given out or promised: awards that stand, and what a grant that ended was paid.

    Less what came back, or is decided to go back to the funder; that is counted there. What a grant that ended was not
    paid is committed no more: it is the round's again, until another decision gives it. Authority: R12, R13, R29.
    """
    awarded = agreements.awarded_in(rounds)
    ids = [grant for grant, _, _ in awarded]
    where, returning, otherwise = of_grants(ids), to_return_of(ids), _recovered_by_decision(ids)
    found = dict.fromkeys(rounds, NOTHING)
    for grant, round_id, award in awarded:
        money = where[grant]
        out = max(award, money.requested + money.paid)
        goes_back = returning.get(grant, NOTHING) + otherwise.get(grant, NOTHING)
        found[round_id] += out - max(money.recovered, goes_back)  # what goes back may have come back already
    return found


def _recovered_by_decision(grant_ids: Collection[UUID]) -> dict[UUID, Money]:
    """What of each grant came back because it was decided to recover it, and does not go on to the funder."""
    rows = Recovery.objects.filter(grant__in=grant_ids, state="recovered", year_end__outcome="recover")
    sums = rows.values("grant").annotate(pence_sum=Sum("amount_pence")).order_by()
    return {row["grant"]: _money(row["pence_sum"]) for row in sums}


def held_unspent(grant_id: UUID) -> Money:
    """What of a grant its recipient has and did not spend, as certified; of a fixed price all that was paid. R20."""
    standing = of_grants([grant_id])[grant_id]
    left = standing.paid - standing.recovered - standing.to_recover
    spent = spent_at_year_end(grant_id) if agreements.paid_for_actual_spend([grant_id]) else None
    return max(left - (spent or NOTHING), NOTHING)


def _money(pence: int | Money | None) -> Money:
    return pence if isinstance(pence, Money) else Money(int(pence or 0))
