"""How do several indicators, limits and fixed sums become one split, and how far may it be off?

The method in plain words is docs/allocation.md. Authority: R14.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from throughline.evidence.gate import is_small
from throughline.funding.planning.ranges import Range, Standing, ranges_of
from throughline.funding.rules import MOST, NOTHING, Inputs, Place, allocate, place_key
from throughline.kernel.money import Money
from throughline.kernel.verdict import Allowed, Refused, Verdict
from throughline.kernel.wording import quoted

Bound = Literal["floor", "cap", "max-loss", "fixed"]
RangeKind = Literal["", "exact", "bounds"]


@dataclass(frozen=True, slots=True)
class Indicator:
    """Something that is counted, and its weight: the part of the money that follows it."""

    name: str
    weight: Fraction
    source: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """A count with the least and the most that it may be."""

    best: Fraction
    low: Fraction
    high: Fraction

    @classmethod
    def of(
        cls, best: Fraction | int, low: Fraction | int | None = None, high: Fraction | int | None = None
    ) -> "Counted":
        """The count; without low and high it is known exactly."""
        return cls(
            Fraction(best), Fraction(best if low is None else low), Fraction(best if high is None else high)
        )

    @property
    def is_range(self) -> bool:
        return self.low != self.high


@dataclass(frozen=True, slots=True)
class Site:
    """One place of a plan; a count is None while it is missing, `excluded` the reason when it gets nothing."""

    name: str
    code: str
    counts: tuple[Counted | None, ...]
    floor: Money | None = None
    cap: Money | None = None
    fixed: Money | None = None
    last_year: Money | None = None
    population: Fraction | None = None
    excluded: str = ""

    @property
    def shares_by_need(self) -> bool:
        return not self.excluded and self.fixed is None


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that a planned split depends on; `max_loss` in percent of last year, None: no damping."""

    total: Money
    indicators: tuple[Indicator, ...]
    sites: tuple[Site, ...]
    max_loss: Fraction | None = None

    @property
    def sharing(self) -> tuple[Site, ...]:
        """The places that share by need: neither excluded nor given a fixed sum."""
        return tuple(site for site in self.sites if site.shares_by_need)

    @property
    def small_counts(self) -> tuple[tuple[Site, Indicator], ...]:
        """Where a count, or an end of its range, is 1 to 4, which money must not reveal (R43)."""
        return tuple(
            (site, indicator)
            for site in self.sites
            for counted, indicator in zip(site.counts, self.indicators, strict=True)
            if counted is not None and any(map(_is_small, (counted.best, counted.low, counted.high)))
        )


@dataclass(frozen=True, slots=True)
class PlannedShare:
    """What one place gets, what holds it, what it would get by need alone, and between which sums it lies."""

    place: str
    code: str
    need: Fraction | None
    amount: Money
    bound: Bound | None
    pure: Money | None
    range: Range | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """A planned split: the shares sum to the total, in the order of the plan's places that are not excluded.

    `totals` is what was counted of each indicator where it is shared by need; `unit_prices` what one of it brings,
    in pence; None when more than one price would give these shares.
    """

    totals: tuple[Fraction, ...]
    unit_prices: tuple[Fraction | None, ...]
    growth_factor: Fraction | None
    shares: tuple[PlannedShare, ...]
    range_kind: RangeKind


def plan_split(plan: Plan) -> Outcome:
    """The exact shares to the penny with their ranges; RefusedError with a sentence when there are none (R14)."""
    may_plan(plan).or_raise()
    totals = _totals(plan)
    parts = _parts(plan, totals)
    split = allocate(_inputs(plan, parts))
    kind, ranges = _ranges(plan)
    pure = _pure(plan)
    in_split = iter(split.shares)
    shares = tuple(
        PlannedShare(
            place=site.name,
            code=site.code,
            need=parts.get(site.code),
            amount=(share := next(in_split)).amount,
            bound="fixed" if site.fixed is not None else share.bound,
            pure=pure.get(site.code),
            range=ranges.get(site.code),
        )
        for site in plan.sites
        if not site.excluded
    )
    weights = sum((each.weight for each in plan.indicators), Fraction(0))
    prices = tuple(
        None if split.unit_price is None else split.unit_price * each.weight / weights / total
        for each, total in zip(plan.indicators, totals, strict=True)
    )
    return Outcome(totals, prices, split.growth_factor, shares, kind)


def may_plan(plan: Plan) -> Verdict:
    """Whether the plan's own figures allow a split; the reason names the place and the indicator."""
    if not NOTHING < plan.total <= MOST:
        return Refused(f"The total is {plan.total}; it must be above {NOTHING} and at most {MOST}.")
    if not plan.indicators:
        return Refused("There is no indicator yet. Say what is counted, such as people on probation.")
    names = [place_key(each.name) for each in plan.indicators]
    for each, key in zip(plan.indicators, names, strict=True):
        if not key:
            return Refused("An indicator has no name.")
        if names.count(key) > 1:
            return Refused(f"The indicator {quoted(each.name)} is there twice.")
        if each.weight <= 0:
            return Refused(f"The weight of {quoted(each.name)} is {each.weight}; a weight is above zero.")
    if not plan.sharing:
        return Refused("No place shares by need: each is excluded or has a fixed sum.")
    for site in plan.sharing:
        if reason := _fault(plan, site):
            return Refused(f"{quoted(site.name)}: {reason}.")
    for each, total in zip(plan.indicators, _totals(plan), strict=True):
        if not total:
            return Refused(f"Nothing was counted of {quoted(each.name)} in any place that shares by need.")
    fixed = sum((site.fixed for site in plan.sites if site.fixed is not None and not site.excluded), NOTHING)
    if fixed >= plan.total:
        return Refused(
            f"The fixed sums come to {fixed}, which leaves nothing of {plan.total} to share by need."
        )
    return _fits(plan, fixed)


def _fits(plan: Plan, fixed: Money) -> Verdict:
    """Whether fixed sums, floors, caps and what places keep can hold together; the reason says which cannot."""
    inputs = _inputs(plan, {})
    places = {place.name: place for place in inputs.sharing}
    parts = {"fixed sums": fixed, "floors": NOTHING, "what places keep of last year": NOTHING}
    least, most, is_open = [], [], False
    for site in plan.sharing:
        kept, own = inputs.guarantee(places[site.name]), inputs.least(places[site.name])
        parts["what places keep of last year" if kept and kept == own else "floors"] += own
        least.append((own, site.name))
        counted = any(each and each.best for each in site.counts)
        is_open = is_open or (counted and site.cap is None)
        most.append(((site.cap if counted else site.floor) or NOTHING, site.name))
    needed = sum(parts.values(), NOTHING)
    if needed > plan.total:
        of = ", ".join(f"{words} {amount}" for words, amount in parts.items() if amount)
        return Refused(
            f"{of.capitalize()}: together {needed}, which is {needed - plan.total} more than the total of "
            f"{plan.total}. Most of it is for {_largest(least)}."
        )
    allowed = fixed + sum((amount for amount, _ in most), NOTHING)
    if not is_open and allowed < plan.total:
        of = f"The caps and the fixed sums of {fixed}" if fixed else "The caps"
        return Refused(
            f"{of} allow {allowed} in all, which is {plan.total - allowed} less than the total of {plan.total}. "
            f"The largest caps are those of {_largest(most)}. A place in which nothing was counted gets no more "
            "than its floor."
        )
    return Allowed()


def _largest(amounts: list[tuple[Money, str]]) -> str:
    found = sorted(amounts, key=lambda each: -each[0].pence)[:3]
    return ", ".join(f"{name} ({amount})" for amount, name in found)


def _fault(plan: Plan, site: Site) -> str:
    for each, counted in zip(plan.indicators, site.counts, strict=True):
        if counted is None:
            return f"its count of {quoted(each.name)} is missing, and a missing count is not zero"
        if not 0 <= counted.low <= counted.best <= counted.high:
            return f"its count of {quoted(each.name)} is not within its range"
    return ""


def _totals(plan: Plan) -> tuple[Fraction, ...]:
    return tuple(
        sum((counted.best for site in plan.sharing if (counted := site.counts[i])), Fraction(0))
        for i in range(len(plan.indicators))
    )


def _parts(plan: Plan, totals: tuple[Fraction, ...]) -> dict[str, Fraction]:
    """Each sharing place's part of all need: the weighted mean of its parts of what was counted."""
    weights = sum((each.weight for each in plan.indicators), Fraction(0))
    return {
        site.code: sum(
            (
                each.weight / weights * counted.best / total
                for each, counted, total in zip(plan.indicators, site.counts, totals, strict=True)
                if counted
            ),
            Fraction(0),
        )
        for site in plan.sharing
    }


def _inputs(plan: Plan, parts: dict[str, Fraction]) -> Inputs:
    """The same plan as one need a place; a fixed sum is a floor and a cap, and damping does not touch it."""
    places = []
    for site in plan.sites:
        by_need = (site.floor, site.cap, site.last_year)
        limits = by_need if site.fixed is None else (site.fixed, site.fixed, NOTHING)
        places.append(
            Place(site.name, parts.get(site.code, Fraction(0)), Fraction(1), *limits, site.excluded)
        )
    return Inputs(plan.total, tuple(places), plan.max_loss)


def _pure(plan: Plan) -> dict[str, Money]:
    """What each place with all its counts would get if the whole total followed need and nothing else."""
    counted = tuple(
        Site(site.name, site.code, site.counts)
        for site in plan.sites
        if not site.excluded and all(each is not None for each in site.counts)
    )
    alone = Plan(plan.total, plan.indicators, counted)
    parts = _parts(alone, _totals(alone))
    by_name = sorted(counted, key=lambda site: place_key(site.name))
    amounts = plan.total.share_out([parts[site.code] for site in by_name])
    return {site.code: amount for site, amount in zip(by_name, amounts, strict=True)}


def _ranges(plan: Plan) -> tuple[RangeKind, dict[str, Range]]:
    if not any(counted and counted.is_range for site in plan.sharing for counted in site.counts):
        return "", {}
    inputs = _inputs(plan, {})
    least = {place.name: inputs.least(place).pence for place in inputs.sharing}
    standings = [
        Standing(
            low=tuple(counted.low for counted in site.counts if counted),
            high=tuple(counted.high for counted in site.counts if counted),
            floor=(site.floor or NOTHING).pence,
            cap=None if site.cap is None else site.cap.pence,
            least=least[site.name],
        )
        for site in plan.sharing
    ]
    fixed = sum((site.fixed.pence for site in plan.sites if site.fixed is not None and not site.excluded), 0)
    weights = tuple(each.weight for each in plan.indicators)
    exact, found = ranges_of(
        plan.total.pence - fixed, weights, standings, is_damped=plan.max_loss is not None
    )
    return "exact" if exact else "bounds", {
        site.code: each for site, each in zip(plan.sharing, found, strict=True)
    }


def _is_small(said: Fraction) -> bool:
    """Whether it is a whole count of 1 to 4; a rate or an estimate between whole numbers counts nobody."""
    return said.denominator == 1 and is_small(int(said))
