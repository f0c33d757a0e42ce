"""What stands in the rows of a split's table, and in its picture, as people read it?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from typing import Any

from throughline.funding.planning.rules import Counted, Outcome, Plan, PlannedShare, Site
from throughline.funding.planning.words import change, number, percent, pounds
from throughline.kernel.money import Money

HELD = {"floor": "At its floor", "cap": "At its cap", "max-loss": "At the largest loss", "fixed": "Fixed sum"}
DRAWN = 40  # places in a picture; with more it shows those that limits move most


@dataclass(frozen=True, slots=True)
class Row:
    """One place: its inputs beside what it gets, in words."""

    code: str
    name: str
    counts: Sequence[str]
    amount: Money | None
    share: str
    range: str
    last_year: str
    against_need: str
    per_head: str
    held: str
    excluded: str
    note: str


def rows_of(plan: Plan, outcome: Outcome, notes: Mapping[str, str]) -> list[Row]:
    """A row for each place of the plan, in its order; an excluded one says why."""
    return [replace(row, note=notes[row.code]) if row.code in notes else row for row in _rows(plan, outcome)]


@lru_cache(maxsize=32)
def _rows(plan: Plan, outcome: Outcome) -> tuple[Row, ...]:
    """Without notes: what a plan comes to is said in words once."""
    shares = {share.code: share for share in outcome.shares}
    return tuple(_row(plan, site, shares.get(site.code)) for site in plan.sites)


def _row(plan: Plan, site: Site, share: PlannedShare | None) -> Row:
    counts = [count_in_words(each) for each in site.counts]
    if share is None:
        return Row(site.code, site.name, counts, None, "", "", "", "", "", "Left out", site.excluded, "")
    return Row(
        code=site.code,
        name=site.name,
        counts=counts,
        amount=share.amount,
        share=percent(Fraction(share.amount.pence, plan.total.pence)),
        range=f"{share.range.low} to {share.range.high}" if share.range else "",
        last_year=change(share.amount, site.last_year),
        against_need=change(share.amount, share.pure),
        per_head=pounds(share.amount.pence / site.population) if site.population else "",
        held=HELD.get(share.bound or "", ""),
        excluded="",
        note="",
    )


def count_in_words(counted: Counted | None) -> str:
    """1,140 (1,080 to 1,210), or that it is missing."""
    if counted is None:
        return "missing"
    best = number(counted.best)
    return f"{best} ({number(counted.low)} to {number(counted.high)})" if counted.is_range else best


def prices_of(plan: Plan, outcome: Outcome) -> list[tuple[str, str, str]]:
    """(indicator, what was counted in all, what one of it brings) for each indicator."""
    return [
        (each.name, number(total), "" if price is None else pounds(price))
        for each, total, price in zip(plan.indicators, outcome.totals, outcome.unit_prices, strict=True)
    ]


def picture_facts(plan: Plan, outcome: Outcome) -> dict[str, Any]:
    """Everything that the picture looks at, in pounds."""
    shares = list(outcome.shares)
    if len(shares) > DRAWN:
        moved = sorted(
            shares, key=lambda share: -abs(share.amount.pence - (share.pure or share.amount).pence)
        )[:DRAWN]
        shares = [share for share in shares if share in moved]
    return {
        "ranges": bool(outcome.range_kind),
        "rows": [
            {
                "place": share.place,
                "amount": share.amount.pence / 100,
                "need": (share.pure or share.amount).pence / 100,
                "low": (share.range.low if share.range else share.amount).pence / 100,
                "high": (share.range.high if share.range else share.amount).pence / 100,
                "held": HELD.get(share.bound or "", ""),
            }
            for share in shares
        ],
    }


def picture_in_words(plan: Plan, outcome: Outcome) -> str:
    """What the picture shows, as one would say it on the telephone."""
    shares = sorted(outcome.shares, key=lambda share: -share.amount.pence)
    most, least = shares[0], shares[-1]
    above = [s.place for s in shares if s.pure is not None and s.amount > s.pure]
    said = (
        f"A dot for what each place gets and a grey mark for what it would get by need alone. "
        f"{most.place} gets most, {most.amount}; {least.place} least, {least.amount}. "
        f"{len(above)} of {len(shares)} get more than by need alone."
    )
    return said + (" A line through each dot shows the range of the share." if outcome.range_kind else "")
