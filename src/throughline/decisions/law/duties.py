"""What does a regime ask of a decision, and by which day?

A regime is dated configuration. While it is unverified everything here warns and refuses nobody anything.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from throughline.kernel.dates import add_working_days
from throughline.kernel.money import Money
from throughline.kernel.wording import long_date

from ..reading.shape import Finding

PUBLISH_WITHIN = (
    20  # working days, where no regime says another number: a setting, so that there is always a day
)


@dataclass(frozen=True, slots=True)
class RegimeFacts:
    """What a regime says, as plain values. `key_from` None: there are no key decisions; `window` None: no call-in."""

    function: str
    scrutiny_body: str
    key_from: Money | None
    window: int | None
    clear_days: int | None
    publish_within: int | None
    is_confirmed: bool
    authority: str = ""
    because: str = ""


@dataclass(frozen=True, slots=True)
class Announced:
    """The entry of the forward plan that a draft rests on."""

    announced_on: date
    planned_on: date


def is_key(regime: RegimeFacts | None, value: Money | None) -> bool:
    """Whether a decision of that value is a key decision under its regime. Authority: R6."""
    return (
        regime is not None
        and regime.key_from is not None
        and value is not None
        and abs(value) >= regime.key_from
    )


def publish_by(decided_on: date, regime: RegimeFacts | None) -> date:
    """The day by which a decision is to be published; there is always one. Authority: R6."""
    within = regime.publish_within if regime and regime.publish_within is not None else PUBLISH_WITHIN
    return add_working_days(decided_on, within)


def earliest_day(announced_on: date, clear_days: int) -> date:
    """The first day after that many whole days, neither the first nor the last of which counts. SI 2017/68 art. 11."""
    return announced_on + timedelta(days=clear_days + 1)


def clear_days_between(announced_on: date, planned_on: date) -> int:
    """How many whole days lie between the two."""
    return max(0, (planned_on - announced_on).days - 1)


def window_ends(opened_on: date, working_days: int) -> date:
    """The last day on which a decision published on that day can be called in."""
    return add_working_days(opened_on, working_days)


def regime_findings(
    regime: RegimeFacts | None,
    *,
    function: str,
    value: Money | None,
    planned_on: date | None = None,
    announced: Announced | None = None,
    stated_key: bool | None = None,
    stated_call_in: bool | None = None,
) -> tuple[Finding, ...]:
    """What a draft or a notice should be looked at for under its regime; `field` as in a notice. Authority: R6."""
    if regime is None:
        return tuple(_no_regime(function))
    return (
        *_key_decision(regime, value, stated_key, planned_on, announced),
        *_call_in(regime, stated_call_in),
        *_unverified(regime),
    )


def _no_regime(function: str) -> Iterator[Finding]:
    if function:
        yield Finding(
            "regime-unknown",
            "warning",
            "No regime is on record for this function, so nobody here knows who scrutinises it or when it must be "
            "published. The monitoring officer can add one.",
            field="function",
        )


def _key_decision(
    regime: RegimeFacts,
    value: Money | None,
    stated: bool | None,
    planned_on: date | None,
    announced: Announced | None,
) -> Iterator[Finding]:
    if regime.key_from is None:
        if stated:
            yield Finding(
                "key-decision-not-applicable",
                "warning",
                f"It is called a key decision, and under this function there are none. {regime.because}".strip(),
                field="key_decision",
            )
        return
    if not is_key(regime, value):
        return
    yield Finding(
        "key-decision",
        "warning",
        f"At {value} this is a key decision: the limit is {regime.key_from}. {_on_the_plan(regime)}",
        text=str(value),
        field="key_decision",
    )
    if stated is False:
        yield Finding(
            "key-decision-denied",
            "error",
            f"It is said to be no key decision, and at {value} it is one.",
            field="key_decision",
        )
    yield from _announced_in_time(regime, planned_on, announced)


def _announced_in_time(
    regime: RegimeFacts, planned_on: date | None, announced: Announced | None
) -> Iterator[Finding]:
    if regime.clear_days is None:
        return
    if announced is None:
        yield Finding(
            "forward-plan-missing",
            "warning",
            f"It is not linked to an entry of the forward plan, where it must stand {regime.clear_days} clear days "
            "before it is decided.",
            field="key_decision",
        )
        return
    first = earliest_day(announced.announced_on, regime.clear_days)
    day = planned_on or announced.planned_on
    if day < first:
        had = clear_days_between(announced.announced_on, day)
        yield Finding(
            "forward-plan-too-short",
            "warning",
            f"It is on the forward plan for {had} clear days before {long_date(day)}; {regime.clear_days} are asked "
            f"for, so the first day is {long_date(first)}.",
            field="decided_on",
        )


def _call_in(regime: RegimeFacts, stated: bool | None) -> Iterator[Finding]:
    if stated and regime.window is None:
        yield Finding(
            "call-in-not-applicable",
            "warning",
            f"It is said to be subject to call-in, and under this function there is none. {regime.because}".strip(),
            field="subject_to_call_in",
        )
    if stated is False and regime.window is not None:
        yield Finding(
            "call-in-denied",
            "warning",
            f"It is said not to be subject to call-in; the {regime.scrutiny_body} has {regime.window} working days "
            "to call it in after it is published.",
            field="subject_to_call_in",
        )


def _unverified(regime: RegimeFacts) -> Iterator[Finding]:
    if not regime.is_confirmed:
        yield Finding(
            "regime-unverified",
            "note",
            "What the law brings with this function is unverified: the monitoring officer has not confirmed it yet.",
            field="function",
        )


def _on_the_plan(regime: RegimeFacts) -> str:
    if regime.clear_days is None:
        return "Say so on the notice."
    return f"It must stand on the forward plan {regime.clear_days} clear days before it is decided."
