"""Where is each grant's money: planned, due, requested, paid, recovered, to be recovered?

Every pence of an award is in exactly one place: not planned, planned, due (held or not), requested, or paid. What was
paid is kept by the recipient, recovered, or to be recovered.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Sum

from throughline.agreements.queries import grants as agreements
from throughline.assurance.queries.to_return import to_return_of
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
    """Where the money of each of these grants is; two queries, and an answer for every grant."""
    ids = list(grant_ids)
    sums: dict[UUID, dict[str, Money]] = {each: {} for each in ids}

    def add(grant: UUID, place: str, amount: Money) -> None:
        sums[grant][place] = sums[grant].get(place, NOTHING) + amount

    out = Instalment.objects.filter(grant__in=ids).exclude(state="cancelled")
    for row in out.values("grant", "state").annotate(pence_sum=Sum("amount_pence")).order_by():
        add(row["grant"], PLACES[row["state"]], _money(row["pence_sum"]))
    back = Recovery.objects.filter(grant__in=ids).exclude(state="dropped")
    for row in back.values("grant", "state").annotate(pence_sum=Sum("amount_pence")).order_by():
        place = "recovered" if row["state"] == "recovered" else "to_recover"
        add(row["grant"], place, _money(row["pence_sum"]))
    return {grant: Paid(**found) for grant, found in sums.items()}


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

    Less what came back, or is decided to go back to the funder; that is counted there. Authority: R12, R29.
    """
    awarded = agreements.awarded_in(rounds)
    ids = [grant for grant, _, _ in awarded]
    where, returning = of_grants(ids), to_return_of(ids)
    found = dict.fromkeys(rounds, NOTHING)
    for grant, round_id, award in awarded:
        money = where[grant]
        out = max(award, money.requested + money.paid)
        found[round_id] += out - max(money.recovered, returning.get(grant, NOTHING))
    return found


def _money(pence: int | Money | None) -> Money:
    return pence if isinstance(pence, Money) else Money(int(pence or 0))
