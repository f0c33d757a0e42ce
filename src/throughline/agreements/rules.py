"""What does a variation come to, when does a contract end, and what must happen before?

Plain values in, values and sentences out. Authority: R3, R9, R19.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Literal

from throughline.kernel.dates import add_working_days
from throughline.kernel.money import Money

WARNINGS = (18, 12, 6)  # months before a contract ends
NOTHING = Money(0)


def recipient_kind(body_kind: str, usual: str) -> str:
    """Which kind of recipient a body is under terms that usually pay `usual`. Authority: R17, R25.

    A provider is one whatever the terms say, so that its locality's partnership agreement is asked for.
    """
    if body_kind == "provider":
        return "provider"
    if usual == "provider":
        return "local_authority" if body_kind == "local authority" else "accountable_body"
    return usual


def uplift(award: Money, percent: Fraction) -> Money:
    """The award raised by that part of a hundred, to the penny, half a penny up."""
    exact = award.pence * (100 + percent) / 100
    return Money((2 * exact.numerator + exact.denominator) // (2 * exact.denominator))


@dataclass(frozen=True, slots=True)
class Changed:
    """One grant's award before and after."""

    grant: str
    before: Money
    after: Money


@dataclass(frozen=True, slots=True)
class VariationValue:
    """What a variation counts at: its own total, and the whole award after it. Authority: R3."""

    total: Money
    new_award: Money


def value_of(changes: Sequence[Changed]) -> VariationValue:
    """The sum of all changes, whichever way each goes, and of all awards that it makes.

    Together, not the largest alone: else a decision's ten grants are changed below the limit that it was signed at.
    """
    return VariationValue(
        sum((abs(each.after - each.before) for each in changes), NOTHING),
        sum((each.after for each in changes), NOTHING),
    )


@dataclass(frozen=True, slots=True)
class Option:
    """A right to go on until a later day; `is_taken_up` is None while nobody has said."""

    until: date
    is_taken_up: bool | None = None


def last_day(ends_on: date, options: Sequence[Option]) -> date:
    """The day on which a contract ends with the options that were taken up."""
    return max([ends_on, *(each.until for each in options if each.is_taken_up)])


@dataclass(frozen=True, slots=True)
class Warned:
    """A contract's end is nearer than `months`; `days` are left."""

    months: int
    days: int


def warning(ends_on: date, on: date) -> Warned | None:
    """The narrowest warning that a contract's end has reached on a day, or None while it is far off. R19."""
    if on > ends_on:
        return Warned(0, (ends_on - on).days)
    reached = [months for months in WARNINGS if on >= months_before(ends_on, months)]
    return Warned(min(reached), (ends_on - on).days) if reached else None


def months_before(day: date, months: int) -> date:
    """The same day that many months earlier, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


@dataclass(frozen=True, slots=True)
class RouteStep:
    """A step that a route asks for, in days before the contract begins."""

    code: str
    title: str
    days_before: int


_PSR = (
    RouteStep("intention", "Publish the intention to award", 60),
    RouteStep("award", "Publish the award", 30),
)
_COMPETED = (
    RouteStep("engage", "Talk to the market", 365),
    RouteStep("tender", "Publish the tender", 240),
    RouteStep("evaluate", "Evaluate the tenders", 120),
    RouteStep("intention", "Publish the intention to award", 90),
    RouteStep("award", "Award the contract", 60),
)
# How long each step takes is ours, until a commissioner changes the days: unverified.
STEPS: dict[str, tuple[RouteStep, ...]] = {
    "direct_award_a": (_PSR[1],),
    "direct_award_b": (_PSR[1],),
    "direct_award_c": (RouteStep("assess", "Assess the provider against the criteria", 150), *_PSR),
    "most_suitable": (RouteStep("assess", "Find the most suitable provider", 180), *_PSR),
    "competitive": _COMPETED,
    "open": _COMPETED,
    "competitive_flexible": _COMPETED,
    "direct_award": (RouteStep("transparency", "Publish the transparency notice", 90), _PSR[1]),
}
_STANDSTILL = {"psr": 8, "pa2023": 8}


def milestones(route: str, begins_on: date) -> tuple[tuple[RouteStep, date], ...]:
    """The steps of a route with the day on which each should be done; none for a route that is not stated."""
    return tuple((step, begins_on - timedelta(days=step.days_before)) for step in STEPS.get(route, ()))


def standstill_until(regime: str, route: str, told_on: date) -> date | None:
    """The first working day on which the contract may be signed; None where no standstill applies. Unverified.

    Eight working days: SI 2023/1348 reg. 12 (not for direct award A or B); Procurement Act 2023 s.51.
    """
    if regime not in _STANDSTILL or route in ("direct_award_a", "direct_award_b"):
        return None
    return add_working_days(told_on, _STANDSTILL[regime] + 1)


Modification = Literal["allowed", "ask", "new_procurement"]


def may_modify(
    lifetime: Money, change: Money, *, is_foreseen: bool, changes_nature: bool
) -> tuple[Modification, str]:
    """Whether the Provider Selection Regime lets a running contract be changed so; advice, never a refusal.

    SI 2023/1348 reg. 13: foreseen clearly in the contract, or not materially different and below £500,000 or a
    quarter of its lifetime value. Unverified until procurement confirms it.
    """
    if changes_nature:
        return "new_procurement", "The change makes the contract materially different: it needs a new award."
    if is_foreseen:
        return "allowed", "The contract itself foresees this change clearly."
    if abs(change) < Money(50_000_000) or abs(change).pence * 4 < lifetime.pence:
        return "allowed", "The change is below £500,000, or below a quarter of the contract’s lifetime value."
    return (
        "ask",
        "The change is £500,000 or more and a quarter of the lifetime value or more: ask procurement.",
    )


@dataclass(frozen=True, slots=True)
class Share:
    """What part of a post somebody pays, in hundredths."""

    payer: str
    hundredths: int


def unpaid(shares: Sequence[Share]) -> int:
    """The hundredths of a post that nobody pays; below zero when it is paid for more than once. Authority: R21."""
    return 100 - sum(each.hundredths for each in shares)
