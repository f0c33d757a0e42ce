"""What did funders agree to put in, on which terms, and what of it has come? Who may see it?"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import F, Min, Prefetch, Q, QuerySet, Value
from django.db.models.functions import Concat, Lower
from django.urls import reverse

from throughline.frame.tasks import Task, Waiting
from throughline.frame.trees import hang, trees
from throughline.kernel.actor import Actor
from throughline.kernel.money import Money
from throughline.organisations import queries as organisations
from throughline.organisations.roles import title_of

from ..lifecycle import MONEY_IN, RECEIPT
from ..models import FunderDuty, InboundAgreement, InboundYear, Receipt
from ..wording import CARRY, INSTRUMENTS

HMPPS = "hmpps"
FUNDERS_PEOPLE = frozenset(
    {"hmpps-contract-manager", "hmpps-finance", "hmpps-analyst", "director-of-probation"}
)
READERS = MONEY_IN | {
    "finance-approver",
    "finance-releaser",
    "assistant-director",
    "director",
    "treasurer",
    "deputy-mayor",
    "monitoring-officer",
    "analyst",
    "auditor",
}
_DUTY = (
    *("text", "due_on", "owner_role"),
    *("agreement__funder__name", "agreement__programme__name", "agreement__recorded_at"),
)
_RECEIPT = (
    *("amount_pence", "state", "year", "recorded_at", "due_on"),
    *("agreement__funder__name", "agreement__programme__name"),
)
AWAITED = ("due", "invoiced")
FINANCE = "Finance preparer"
NOTHING = Money(0)
SOON = timedelta(days=30)


def visible_to(actor: Actor) -> QuerySet[InboundAgreement]:
    """All for those who run, sign for and audit the programme; HMPPS's people see HMPPS's own; nobody else any."""
    said = Lower(Concat("funder__name", Value(" "), "programme__name", Value(" "), "reference"))
    rows = (
        InboundAgreement.objects.annotate(said=said, first_year=Min("years__year"))
        .select_related("programme", "funder")
        .order_by("programme__name", "funder__name", "-first_year", "id")
    )
    if actor.roles & READERS:
        return rows
    return rows.filter(funder__code=HMPPS) if actor.roles & FUNDERS_PEOPLE else rows.none()


def sees_own_only(actor: Actor) -> bool:
    """Whether the actor looks at the programme from a funder's side."""
    return bool(actor.roles & FUNDERS_PEOPLE) and not actor.roles & READERS


@dataclass(frozen=True, slots=True)
class YearOfMoney:
    """One year of an inbound agreement: what it states, and what of it is expected and has come."""

    year: str
    stated: Money | None
    awaited: Money
    received: Money

    @property
    def not_yet_expected(self) -> Money | None:
        """What the agreement states and no receipt stands for; None where it states nothing."""
        return None if self.stated is None else self.stated - self.awaited - self.received


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """An inbound agreement with its years, what it asks for and what came, in the order of days."""

    agreement: InboundAgreement
    instrument: str
    carry_forward: str
    years: tuple[YearOfMoney, ...]
    duties: tuple[FunderDuty, ...]
    receipts: tuple[Receipt, ...]

    @property
    def span(self) -> str:
        """The years that it speaks of: 2024/25, or 2025/26 to 2027/28."""
        first, last = self.years[0].year, self.years[-1].year
        return first if first == last else f"{first} to {last}"


def agreement_page(actor: Actor, agreement_id: UUID) -> AgreementPage | None:
    """What an agreement's page shows, or None when the actor may not see such an agreement."""
    return next(iter(pages(list(visible_to(actor).filter(pk=agreement_id)))), None)


def pages(agreements: Sequence[InboundAgreement]) -> list[AgreementPage]:
    """The agreements with years, duties and receipts, in the words and sums of their pages; one query."""
    hang(
        agreements,
        Prefetch("years", InboundYear.objects.order_by("year")),
        Prefetch("duties", FunderDuty.objects.order_by(F("due_on").asc(nulls_last=True), "text", "id")),
        Prefetch("receipts", Receipt.objects.order_by("due_on", "recorded_at", "id")),
    )
    return [_page(each) for each in agreements]


def _page(agreement: InboundAgreement) -> AgreementPage:
    receipts = tuple(agreement.receipts.all())
    return AgreementPage(
        agreement=agreement,
        instrument=INSTRUMENTS[agreement.instrument],
        carry_forward=CARRY[agreement.carry_forward],
        years=tuple(
            YearOfMoney(
                year=each.year,
                stated=each.amount_pence,
                awaited=_sum(receipts, each.year, AWAITED),
                received=_sum(receipts, each.year, ("received",)),
            )
            for each in agreement.years.all()
        ),
        duties=tuple(agreement.duties.all()),
        receipts=receipts,
    )


def _sum(receipts: Iterable[Receipt], year: str, states: Iterable[str]) -> Money:
    fitting = [each.amount_pence for each in receipts if each.year == year and each.state in states]
    return sum(fitting, NOTHING)


def duty_of(actor: Actor, duty_id: UUID) -> FunderDuty | None:
    """The duty, if it is of an agreement that the actor may see."""
    rows = FunderDuty.objects.filter(agreement__in=visible_to(actor).order_by().values("pk"))
    return rows.select_related("agreement__funder", "agreement__programme").filter(pk=duty_id).first()


def receipt_of(actor: Actor, receipt_id: UUID) -> Receipt | None:
    """The receipt, if it is of an agreement that the actor may see."""
    rows = Receipt.objects.filter(agreement__in=visible_to(actor).order_by().values("pk"))
    return rows.select_related("agreement__funder", "agreement__programme").filter(pk=receipt_id).first()


def open_duties(actor: Actor) -> QuerySet[FunderDuty]:
    """What funders ask for and nobody has answered, of the agreements that the actor may see; the nearest first."""
    rows = FunderDuty.objects.filter(state="open", agreement__in=visible_to(actor).order_by().values("pk"))
    return rows.select_related("agreement__funder", "agreement__programme").order_by(
        F("due_on").asc(nulls_last=True), "agreement__funder__name", "id"
    )


def awaited(actor: Actor) -> QuerySet[Receipt]:
    """What is due or asked for and has not come, of the agreements that the actor may see; the nearest first."""
    rows = Receipt.objects.filter(state__in=AWAITED, agreement__in=visible_to(actor).order_by().values("pk"))
    return rows.select_related("agreement__funder", "agreement__programme").order_by("due_on", "id")


def nearest(actor: Actor, most: int) -> tuple[list[Receipt], list[FunderDuty]]:
    """So many of what is awaited and of what funders ask for, the nearest first; one query."""
    money, duties = trees(awaited(actor)[:most], open_duties(actor)[:most])
    return money, duties


def address(agreement_id: UUID) -> str:
    """Where an agreement stands."""
    return reverse("inbound-agreement", args=[agreement_id])


def tasks(actor: Actor, today: date) -> Iterator[Waiting]:
    """What somebody must do about money in: ask for it, take it in, answer what a funder asks of their role."""
    if actor.roles & MONEY_IN:
        yield Waiting(_near(actor, today), _RECEIPT, lambda found: _own_receipts(actor, found))
    duties = open_duties(actor).filter(Q(due_on__isnull=True) | Q(due_on__lte=today + SOON))
    yield Waiting(
        duties.filter(owner_role__in=actor.roles)[:20],
        _DUTY,
        lambda found: [_duty_task(each) for each in found],
    )


def tasks_of_others(actor: Actor, today: date) -> Iterator[Waiting]:
    """What a funder asks of somebody else and is near or late, for those who answer for the money."""
    if actor.roles & MONEY_IN:
        yield Waiting(_near(actor, today), _RECEIPT, lambda found: _others_receipts(actor, found))
        duties = open_duties(actor).filter(due_on__lte=today + SOON).exclude(owner_role__in=actor.roles)
        yield Waiting(
            duties[:20],
            _DUTY,
            lambda found: [_duty_task(each, who=title_of(each.owner_role)) for each in found],
        )


def _near(actor: Actor, today: date) -> QuerySet[Receipt]:
    """What is awaited soon."""
    return awaited(actor).filter(due_on__lte=today + SOON)[:20]


def _own_receipts(actor: Actor, near: list[Receipt]) -> list[Task]:
    return [_receipt_task(each) for each in near if RECEIPT.may(_next_of(each), each.state, actor)]


def _others_receipts(actor: Actor, near: list[Receipt]) -> list[Task]:
    waits = [each for each in near if not RECEIPT.may(_next_of(each), each.state, actor)]
    return [_receipt_task(each, who=FINANCE) for each in waits]


def _next_of(each: Receipt) -> str:
    """What happens next with money that is awaited: it is asked for, then it comes."""
    return "invoice" if each.state == "due" else "receive"


def _receipt_task(each: Receipt, who: str = "") -> Task:
    """The task with the page of its act, or, where it is somebody else's, with who that is."""
    doing = "Say that it was asked for" if each.state == "due" else "Say that it came"
    return Task(
        what=f"{each.amount_pence} from {each.agreement.funder.name} "
        + ("is due" if each.state == "due" else "has been asked for"),
        where=f"{each.agreement.programme.name}, {each.year}",
        since=each.recorded_at,
        action="Look" if who else doing,
        href=f"{address(each.agreement_id)}#receipts"
        if who
        else reverse("receipt-step", args=[each.id, _next_of(each)]),
        by=each.due_on,
        who=who,
    )


def _duty_task(each: FunderDuty, who: str = "") -> Task:
    return Task(
        what=each.text,
        where=f"Asked by {each.agreement.funder.name}, {each.agreement.programme.name}",
        since=each.agreement.recorded_at,
        action="" if who else "Answer it",
        href=reverse("funder-duty", args=[each.id]),
        by=each.due_on,
        who=who,
    )


def choices_of_funders() -> list[tuple[str, str]]:
    """Every organisation that may put money in, by id."""
    return [(str(each.id), each.name) for each in organisations.bodies().order_by("name", "id")]


def rows_for_file(actor: Actor) -> list[tuple[Any, ...]]:
    """Every year of every agreement that the actor may see, as the file lists them."""
    return [
        (
            page.agreement.funder.name,
            page.agreement.programme.name,
            page.instrument,
            page.agreement.reference,
            each.year,
            in_figures(each.stated) or "not stated",
            in_figures(each.awaited),
            in_figures(each.received),
            page.agreement.state,
            "yes" if page.agreement.is_illustration else "",
            page.agreement.source,
        )
        for page in pages(list(visible_to(actor)))
        for each in page.years
    ]


def in_figures(amount: Money | None) -> str:
    """An amount as a spreadsheet reads it; empty for one that is not stated."""
    if amount is None:
        return ""
    pounds, pence = divmod(abs(amount.pence), 100)
    return f"{'-' if amount.pence < 0 else ''}{pounds}.{pence:02}"
