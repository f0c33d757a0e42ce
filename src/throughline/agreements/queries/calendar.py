"""What is on the commissioning calendar: ends and warnings, options, steps, days promised for the specification?

Authority: R19.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.urls import reverse

from throughline.kernel.actor import Actor
from throughline.kernel.wording import long_date
from throughline.organisations.reach import reach_of

from ..models import Agreement
from ..rules import WARNINGS, months_before
from .contracts import ALIVE, Shown, in_days, shown, visible_to

_FURTHER = ("not_begun", "planned", "in_specification", "in_contract")


HEADER = (
    "Place",
    "Contract",
    "Provider",
    "Law",
    "Route",
    "First day",
    "Last day",
    "Options",
    "State",
    "Warning",
    "Specification in it",
    "Basis",
)


def table(rows: Iterable[Shown]) -> list[tuple[object, ...]]:
    """The rows of the calendar for a spreadsheet, under `HEADER`."""
    return [
        (
            each.place,
            each.title,
            each.provider,
            each.regime,
            each.route,
            each.begins_on,
            each.last_day,
            "; ".join(f"until {option.until}: {option.words.lower()}" for option in each.options),
            each.state,
            each.warning_words,
            each.integration,
            each.source,
        )
        for each in rows
    ]


def on_the_calendar(actor: Actor, on: date) -> list[Shown]:
    """What is planned or runs, and what ended in the last year, by place."""
    recent = Q(state__in=ALIVE) | Q(state="ended", ends_on__gte=months_before(on, 12))
    return shown(visible_to(actor, on).filter(recent), on)


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
            return "Done"
        if self.days < 0:
            return f"{in_days(-self.days)} late"
        return f"{in_days(self.days)} left" if self.days else "today"

    @property
    def tone(self) -> str:
        return "good" if self.is_in else "stop" if self.days < 0 else "wait" if self.days < 365 else "quiet"


def countdowns(actor: Actor, on: date, contracts: Sequence[Shown]) -> list[Countdown]:
    """One for each partnership agreement in force that names a day, those not done first. Authority: R19, DN24."""
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
    return sorted(found, key=lambda each: each.is_in)


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
                words = f"Decide whether to go on until {long_date(option.until)}."
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


@dataclass(frozen=True, slots=True)
class DayNoted:
    """A day of the calendar for one's own; `uid` stays while the day moves."""

    uid: str
    on: date
    summary: str
    words: str
    href: str


def days(rows: Iterable[Shown], promised: Iterable[Countdown]) -> list[DayNoted]:
    """Last days with their warnings, options to decide, steps, and days promised for the specification."""
    found = []
    for each in (row for row in rows if row.state in ALIVE):
        name = f"{each.place}: {each.title}"
        if each.state == "running":
            found.append(
                DayNoted(
                    f"{each.id}-end@throughline", each.last_day, f"Ends: {name}", each.provider, each.href
                )
            )
            found += [
                DayNoted(
                    f"{each.id}-{months}@throughline",
                    months_before(each.last_day, months),
                    f"Ends in {months} months: {name}",
                    each.warning_words,
                    each.href,
                )
                for months in WARNINGS
            ]
            found += [
                DayNoted(
                    f"{each.id}-option-{option.id}@throughline",
                    option.decide_by,
                    f"Decide the option until {long_date(option.until)}: {name}",
                    "",
                    each.href,
                )
                for option in each.options
                if option.decide_by and option.is_taken_up is None
            ]
        else:
            found += [
                DayNoted(
                    f"{each.id}-{step.code}@throughline",
                    step.planned_on,
                    f"{step.title}: {name}",
                    step.note,
                    each.href,
                )
                for step in each.steps
                if step.done_on is None
            ]
            if each.signed_from:
                found.append(
                    DayNoted(
                        f"{each.id}-standstill@throughline",
                        each.signed_from,
                        f"May be signed from this day: {name}",
                        "After the standstill; unverified until procurement confirms it.",
                        each.href,
                    )
                )
    found += [
        DayNoted(
            f"{each.place_id}-specification@throughline",
            each.by,
            f"Specification in the local contract: {each.place}",
            each.programme,
            each.agreement_href,
        )
        for each in promised
        if not each.is_in
    ]
    return sorted(found, key=lambda one: (one.on, one.uid))
