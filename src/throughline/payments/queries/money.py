"""Where is each grant's money: planned, due, requested, paid, recovered, to be recovered?

Every pence of an award is in exactly one place: not planned, planned, due (held or not), requested, or paid. What was
paid is kept by the recipient, recovered, or to be recovered.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Case, QuerySet, Sum, Value, When

from throughline.agreements.queries import grants as agreements
from throughline.assurance.queries.standing import spent_at_year_end
from throughline.assurance.queries.to_return import to_return_of
from throughline.frame.written import Given, Written
from throughline.funding.ports import Used
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
    recovered_by_decision: Money = (
        NOTHING  # of what was recovered: decided so, and it does not go on to the funder
    )

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
        places = [place, "recovered_by_decision"] if (way, place) == ("decided", "recovered") else [place]
        for each in places:
            sums[grant][each] = sums[grant].get(each, NOTHING) + _money(pence)
    return {grant: Paid(**found) for grant, found in sums.items()}


def _moved() -> QuerySet[Any, Any]:
    among: dict[str, Any] = {"grant__id__among": Given("ids")}
    out = Instalment.objects.filter(**among).exclude(state="cancelled")
    back = Recovery.objects.filter(**among).exclude(state="dropped")
    decided = Case(When(year_end__outcome="recover", then=Value("decided")), default=Value("back"))
    rows: QuerySet[Any, Any] = _summed(out, Value("out")).union(_summed(back, decided), all=True)
    return rows


def _summed(rows: QuerySet[Any], way: Value | Case) -> Any:
    by_state = rows.order_by().annotate(way=way).values("grant", "way", "state")
    return by_state.annotate(pence_sum=Sum("amount_pence")).values_list("grant", "way", "state", "pence_sum")


_MOVED = Written(_moved)


def asked_for(grant_ids: Collection[UUID]) -> dict[UUID, Money]:
    """How much of each of these grants was asked of finance, paid or not."""
    return {grant: each.requested + each.paid for grant, each in of_grants(grant_ids).items()}


def used_by_round(rounds: Collection[UUID]) -> dict[UUID, Used]:
    """What of each round is given out or promised, what was paid, and what goes back to its funder; three queries.

    Committed are awards that stand, and what a grant that ended was paid, less what came back, or is decided to go back
    to the funder; that is counted there. What a grant that ended was not paid is committed no more: it is the round's
    again, until another decision gives it. Authority: R12, R13, R29.
    """
    awarded = agreements.awarded_in(rounds)
    ids = [grant for grant, _, _ in awarded]
    where, returning = of_grants(ids), to_return_of(ids)
    found = dict.fromkeys(rounds, Used())
    for grant, round_id, award in awarded:
        money, to_return = where[grant], returning.get(grant, NOTHING)
        out = max(award, money.requested + money.paid)
        # What goes back may have come back already.
        back = max(money.recovered, to_return + money.recovered_by_decision)
        before = found[round_id]
        found[round_id] = Used(
            before.committed + out - back,
            before.paid + money.paid - money.recovered,
            before.to_return + to_return,
        )
    return found


def held_unspent(grant_id: UUID) -> Money:
    """What of a grant its recipient has and did not spend, as certified; of a fixed price all that was paid. R20."""
    standing = of_grants([grant_id])[grant_id]
    left = standing.paid - standing.recovered - standing.to_recover
    spent = spent_at_year_end(grant_id) if agreements.paid_for_actual_spend([grant_id]) else None
    return max(left - (spent or NOTHING), NOTHING)


def _money(pence: int | Money | None) -> Money:
    return pence if isinstance(pence, Money) else Money(int(pence or 0))
