"""Which local contracts are there, when does each end, and what must happen before?

A contract's last day counts the options that were taken up. Warnings come 18, 12 and 6 months before it. R19.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.urls import reverse

from throughline.kernel.actor import Actor
from throughline.kernel.money import Money
from throughline.kernel.verdict import Allowed, Refused, Verdict
from throughline.organisations.reach import reach_of

from ..models import ContractAmendment, ContractMilestone, ContractOption, LocalContract
from ..models.contracts import INTEGRATION as INTEGRATION  # for the filters of its list
from ..models.contracts import REGIMES as REGIMES
from ..models.contracts import ROUTES
from ..rules import Option, Warned, last_day, standstill_until, warning
from .searching import searched

ALIVE = ("planned", "running")


@dataclass(frozen=True, slots=True)
class OptionShown:
    """A right to go on, and what was said of it."""

    id: int
    until: date
    decide_by: date | None
    is_taken_up: bool | None

    @property
    def words(self) -> str:
        return {None: "Not decided", True: "Taken up", False: "Not taken up"}[self.is_taken_up]


@dataclass(frozen=True, slots=True)
class StepShown:
    """A milestone of a planned contract; late when its day has gone and nobody said that it is done."""

    code: str
    title: str
    planned_on: date
    done_on: date | None
    note: str
    is_late: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A contract as pages show it. `warned` is the narrowest warning reached; `signed_from` follows the standstill."""

    id: UUID
    place: str
    place_id: UUID
    title: str
    provider: str
    commissioner: str
    regime: str
    route: str
    state: str
    begins_on: date
    ends_on: date
    last_day: date
    lifetime: Money | None
    options: tuple[OptionShown, ...]
    steps: tuple[StepShown, ...]
    signed_from: date | None
    warned: Warned | None
    is_followed: bool
    integration: str
    integration_code: str
    capacity: str
    source: str
    because: str
    is_illustration: bool
    href: str
    amendments: tuple[ContractAmendment, ...] = field(default=())

    @property
    def warning_words(self) -> str:
        """The end in words: how near it is, and whether anything follows."""
        if self.warned is None:
            return ""
        days = self.warned.days
        follows = "" if self.is_followed else " Nothing that follows it is planned yet."
        if days < 0:
            return f"Ended {in_days(-days)} ago.{follows}"
        return f"Ends in {in_days(days)}.{follows}"


def visible_to(actor: Actor, on: date) -> QuerySet[LocalContract]:
    """Contracts, by place and first day: all for those who run, sign, fund or audit; else those of one's places."""
    return (
        LocalContract.objects.filter(reach_of(actor, on).rows("place", "provider"))
        .annotate(search_text=searched("place__name", "title", "provider__name"))
        .select_related("place", "commissioner", "provider", "follows_contract")
        .prefetch_related(
            Prefetch("options", ContractOption.objects.order_by("until")),
            Prefetch("milestones", ContractMilestone.objects.order_by("planned_on", "id")),
            Prefetch("followed_by", LocalContract.objects.filter(state__in=ALIVE)),
        )
        .order_by("place__name", "begins_on", "id")
    )


def contract_whole(actor: Actor, contract_id: UUID, on: date) -> tuple[LocalContract, Shown] | None:
    """One contract with its amendments, if the actor may see it."""
    row = visible_to(actor, on).prefetch_related("amendments").filter(pk=contract_id).first()
    return (row, _shown(row, on, whole=True)) if row else None


def shown(rows: Iterable[LocalContract], on: date) -> list[Shown]:
    """The same contracts in words."""
    return [_shown(each, on) for each in rows]


def may_act(actor: Actor, row: LocalContract, on: date) -> Verdict:
    """Whether the contract is of an area that the actor acts for."""
    if reach_of(actor, on).covers(row.place_id):
        return Allowed()
    return Refused("This contract belongs to another area.")


def _shown(row: LocalContract, on: date, *, whole: bool = False) -> Shown:
    options = tuple(OptionShown(o.pk, o.until, o.decide_by, o.is_taken_up) for o in row.options.all())
    ends = last_day(row.ends_on, [Option(each.until, each.is_taken_up) for each in options])
    steps = tuple(
        StepShown(m.code, m.title, m.planned_on, m.done_on, m.note, m.done_on is None and m.planned_on < on)
        for m in row.milestones.all()
    )
    told = next((each.done_on for each in steps if each.code == "intention"), None)
    return Shown(
        id=row.id,
        place=row.place.name,
        place_id=row.place_id,
        title=row.title,
        provider=row.provider.name if row.provider else "",
        commissioner=row.commissioner.name,
        regime=REGIMES[row.regime],
        route=ROUTES[row.route][1],
        state=row.state,
        begins_on=row.begins_on,
        ends_on=row.ends_on,
        last_day=ends,
        lifetime=row.lifetime_pence,
        options=options,
        steps=steps,
        signed_from=standstill_until(row.regime, row.route, told) if told else None,
        warned=warning(ends, on) if row.state == "running" else None,
        is_followed=bool(row.followed_by.all()),
        integration=row.get_integration_display(),
        integration_code=row.integration,
        capacity=row.capacity_words,
        source=row.source,
        because=row.because,
        is_illustration=row.is_illustration,
        href=reverse("contract", args=[row.id]),
        amendments=tuple(sorted(row.amendments.all(), key=lambda each: each.amended_at)) if whole else (),
    )


def in_days(count: int) -> str:
    """1 day, 12 days."""
    return "1 day" if count == 1 else f"{count} days"
