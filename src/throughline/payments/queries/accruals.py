"""What stands in the accounts on a day, such as 31 March: paid, owed already, committed for later?

Each pence of a grant's award is in one of the three: paid by that day, fallen due by that day and not paid by then (an
accrual), or neither (a commitment); of one that was terminated by then only what was asked for counts. Awards and
instalments are those of the end of that day; of a grant that was first recorded later, as it was first recorded. What
came back by that day is shown beside them.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Min, Q
from django.utils import timezone

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


@dataclass(frozen=True, slots=True)
class _Part:
    """An instalment with the moments at which it was planned and, if it was, cancelled."""

    grant_id: UUID
    due_on: date
    amount: Money
    paid_on: date | None
    planned_at: datetime
    cancelled_at: datetime | None

    def stood(self, at: datetime) -> bool:
        return self.planned_at <= at and (self.cancelled_at is None or self.cancelled_at > at)


def lines(actor: Actor, day: date) -> Sequence[Line]:
    """Every grant of a round that had begun, as its money stood on that day, by place; six queries.

    One of an earlier year is left out once all of it is paid and nothing of it came back since.
    """
    year = FinancialYear.of(day)
    wanted = agreements.visible_to(actor, day).exclude(state__in=GONE)
    grants = {each.pk: each for each in wanted if FinancialYear.parse(each.round.year) <= year}
    parts = _parts(grants)
    moments = _moments(grants, parts, day)
    awards, ended = agreements.awards_by(moments), agreements.terminated_at(grants)
    paid, accrued, back = dict[UUID, Money](), dict[UUID, Money](), dict[UUID, Money]()
    asked = dict[UUID, Money]()
    for each in parts:
        if not each.stood(moments[each.grant_id]):
            continue
        asked[each.grant_id] = asked.get(each.grant_id, NOTHING) + each.amount
        if each.paid_on is not None and each.paid_on <= day:
            paid[each.grant_id] = paid.get(each.grant_id, NOTHING) + each.amount
        elif each.due_on <= day:
            accrued[each.grant_id] = accrued.get(each.grant_id, NOTHING) + each.amount
    for came in Recovery.objects.filter(grant__in=grants, state="recovered", recovered_on__lte=day):
        back[came.grant_id] = back.get(came.grant_id, NOTHING) + came.amount_pence
    found = [
        Line(
            grant_id,
            grant.place.name,
            grant.recipient.name,
            grant.round.year,
            (asked if grant_id in ended and ended[grant_id] <= moments[grant_id] else awards).get(
                grant_id, NOTHING
            ),
            paid.get(grant_id, NOTHING),
            accrued.get(grant_id, NOTHING),
            back.get(grant_id, NOTHING),
        )
        for grant_id, grant in grants.items()
    ]
    return [each for each in found if each.year == str(year) or each.paid != each.award or each.came_back]


def _parts(grants: Collection[UUID]) -> list[_Part]:
    """Every instalment that there ever was of these grants; two queries."""
    rows = Instalment.objects.filter(grant__in=grants).annotate(
        planned_at=Min("history__pgh_act__at"),
        cancelled_at=Min("history__pgh_act__at", filter=Q(history__state="cancelled")),
    )
    requests = PaymentRequest.objects.filter(instalment__grant__in=grants, outcome="paid")
    paid_on = dict(requests.values_list("instalment", "paid_on"))
    return [
        _Part(
            each.grant_id,
            each.due_on,
            each.amount_pence,
            paid_on.get(each.pk),
            each.planned_at,
            each.cancelled_at,
        )
        for each in rows
    ]


def _moments(grants: Collection[UUID], parts: Sequence[_Part], day: date) -> Mapping[UUID, datetime]:
    """The end of that day for each grant, or when its first instalment was recorded where that came later."""
    end = timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min)) - timedelta(microseconds=1)
    first: dict[UUID, datetime] = {}
    for each in parts:
        first[each.grant_id] = min(first.get(each.grant_id, each.planned_at), each.planned_at)
    return {each: max(end, first.get(each, end)) for each in grants}


def total(found: Sequence[Line]) -> Line:
    """The sum of the lines."""
    sums = {
        name: sum((getattr(each, name) for each in found), NOTHING)
        for name in ("award", "paid", "accrued", "came_back")
    }
    return Line(UUID(int=0), "All grants", "", "", **sums)
