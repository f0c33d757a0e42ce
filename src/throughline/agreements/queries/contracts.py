"""Which local contracts are there, when does each end, and what must happen before?

A contract's last day counts the options that were taken up. Warnings come 18, 12 and 6 months before it. R19.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse

from throughline.kernel.actor import Actor
from throughline.kernel.money import Money
from throughline.organisations.reach import reach_of

from ..models import Agreement, ContractAmendment, ContractMilestone, ContractOption, LocalContract
from ..models.contracts import REGIMES, ROUTES
from ..rules import Option, Warned, last_day, standstill_until, warning

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
            return f"Ended {_days(-days)} ago.{follows}"
        return f"Ends in {_days(days)}: within {self.warned.months} months.{follows}"


def visible_to(actor: Actor, on: date) -> QuerySet[LocalContract]:
    """Contracts, by place and first day: all for those who run, sign, fund or audit; else those of one's places."""
    return (
        LocalContract.objects.filter(reach_of(actor, on).rows("place", "provider"))
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


@dataclass(frozen=True, slots=True)
class Countdown:
    """By when a locality's commissioner has promised the specification in the local contract, and how far it is."""

    place: str
    place_id: UUID
    programme: str
    by: date
    days: int
    is_in: bool
    how_far: str
    agreement_href: str

    @property
    def words(self) -> str:
        if self.is_in:
            return "The specification is in the contract"
        if self.days < 0:
            return f"{_days(-self.days)} late"
        return f"{_days(self.days)} left" if self.days else "today"

    @property
    def tone(self) -> str:
        return "good" if self.is_in else "stop" if self.days < 0 else "wait" if self.days < 365 else "quiet"


def countdowns(actor: Actor, on: date, contracts: Sequence[Shown]) -> list[Countdown]:
    """One for each partnership agreement in force that names a day, the nearest first. Authority: R19, DN24."""
    rows = (
        Agreement.objects.filter(reach_of(actor, on).rows("place", "party"))
        .filter(Q(begins_on__lte=on), kind="partnership", state="in_force", into_contract_by__isnull=False)
        .select_related("place", "programme")
        .order_by("into_contract_by", "place__name", "id")
    )
    found = []
    for each in rows:
        own = [one for one in contracts if one.place_id == each.place_id and one.state in ALIVE]
        running = [one for one in own if one.state == "running"]
        is_in = any(one.integration_code == "in_contract" for one in running)
        furthest = max(own, key=lambda one: _FURTHER.index(one.integration_code), default=None)
        by = each.into_contract_by or on
        found.append(
            Countdown(
                each.place.name,
                each.place_id,
                each.programme.name,
                by,
                (by - on).days,
                is_in,
                furthest.integration if furthest else "No contract is on record",
                reverse("agreement", args=[each.id]),
            )
        )
    return found


@dataclass(frozen=True, slots=True)
class Noted:
    """Something on the calendar that somebody should look at, the nearest first; `tone` is that of its tag."""

    place: str
    words: str
    on: date
    tag: str
    tone: str
    href: str


def warnings(contracts: Iterable[Shown], on: date) -> list[Noted]:
    """Ends within 18 months, options that want an answer within six, steps that are late; what comes first, first."""
    found = []
    for each in contracts:
        if each.state == "running" and each.warned:
            months = each.warned.months
            tone = "stop" if each.warned.days < 0 or months == 6 else "wait" if months == 12 else "quiet"
            tag = "Ended" if each.warned.days < 0 else f"{months} months"
            found.append(Noted(each.place, each.warning_words, each.last_day, tag, tone, each.href))
        for option in each.options if each.state == "running" else ():
            if option.decide_by and option.is_taken_up is None and (option.decide_by - on).days <= 183:
                late = option.decide_by < on
                words = f"Decide whether to go on until {_day(option.until)}."
                found.append(
                    Noted(
                        each.place,
                        words,
                        option.decide_by,
                        "Late" if late else "Option",
                        "stop" if late else "wait",
                        each.href,
                    )
                )
        for step in each.steps if each.state == "planned" else ():
            if step.is_late:
                found.append(
                    Noted(each.place, f"{step.title}: not done.", step.planned_on, "Late", "stop", each.href)
                )
    return sorted(found, key=lambda one: (one.on, one.place, one.words))


_FURTHER = ("not_begun", "planned", "in_specification", "in_contract")


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


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
