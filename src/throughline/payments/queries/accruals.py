"""What stands in the accounts on a day, such as 31 March: paid, owed already, committed for later?

Each pence of a grant's award is in one of the three: paid by that day, fallen due by that day and not paid by then (an
accrual), or neither (a commitment); of one that was terminated only what was asked for counts. Awards and instalments
are those of now. What came back by that day is shown beside them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from throughline.agreements.queries import grants as agreements
from throughline.kernel.actor import Actor
from throughline.kernel.dates import FinancialYear
from throughline.kernel.money import Money

from ..models import Instalment, PaymentRequest, Recovery
from ..rules import NOTHING

GONE = ("offered", "accepted", "withdrawn")


@dataclass(frozen=True, slots=True)
class Line:
    """One grant on that day."""

    grant_id: UUID
    place: str
    recipient: str
    year: str
    award: Money
    paid: Money
    accrued: Money
    came_back: Money

    @property
    def committed(self) -> Money:
        return self.award - self.paid - self.accrued


def lines(actor: Actor, day: date) -> Sequence[Line]:
    """Every grant of a round that had begun, as its money stood on that day, by place; five queries.

    One of an earlier year is left out once all of it is paid and nothing of it came back since.
    """
    year = FinancialYear.of(day)
    wanted = agreements.visible_to(actor, day).exclude(state__in=GONE)
    grants = {each.pk: each for each in wanted if FinancialYear.parse(each.round.year) <= year}
    awards = agreements.awards(grants)
    rows = Instalment.objects.filter(grant__in=grants).exclude(state="cancelled")
    paid_on = dict(
        PaymentRequest.objects.filter(instalment__in=rows, outcome="paid").values_list(
            "instalment", "paid_on"
        )
    )
    paid, accrued, back = dict[UUID, Money](), dict[UUID, Money](), dict[UUID, Money]()
    asked = dict[UUID, Money]()
    for each in rows:
        asked[each.grant_id] = asked.get(each.grant_id, NOTHING) + each.amount_pence
        on = paid_on.get(each.pk)
        if on is not None and on <= day:
            paid[each.grant_id] = paid.get(each.grant_id, NOTHING) + each.amount_pence
        elif each.due_on <= day:
            accrued[each.grant_id] = accrued.get(each.grant_id, NOTHING) + each.amount_pence
    for came in Recovery.objects.filter(grant__in=grants, state="recovered", recovered_on__lte=day):
        back[came.grant_id] = back.get(came.grant_id, NOTHING) + came.amount_pence
    found = [
        Line(
            grant_id,
            grant.place.name,
            grant.recipient.name,
            grant.round.year,
            awards.get(grant_id, NOTHING) if grant.state != "terminated" else asked.get(grant_id, NOTHING),
            paid.get(grant_id, NOTHING),
            accrued.get(grant_id, NOTHING),
            back.get(grant_id, NOTHING),
        )
        for grant_id, grant in grants.items()
    ]
    return [each for each in found if each.year == str(year) or each.paid != each.award or each.came_back]


def total(found: Sequence[Line]) -> Line:
    """The sum of the lines."""
    sums = {
        name: sum((getattr(each, name) for each in found), NOTHING)
        for name in ("award", "paid", "accrued", "came_back")
    }
    return Line(UUID(int=0), "All grants", "", "", **sums)
