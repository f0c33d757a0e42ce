"""What does a planned run leave behind, so that anybody can work it out again?

As in throughline.funding.allocation: canonical JSON, fractions as text, the record made of the frozen inputs alone.
Runs of the earlier method recompute by it. Authority: R15.
"""

import hashlib
import json
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from throughline.funding import allocation
from throughline.funding.planning.rules import Counted, Indicator, Outcome, Plan, Site, plan_split
from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError
from throughline.ledger.canonical import Json, canonical

METHOD = (
    "throughline-allocation-2: a place's need is the weighted mean of its parts of what was counted of each indicator, "
    "over the places that share by need; fixed sums come off the total first; then as throughline-allocation-1; "
    "ranges: own counts at one end and all others at the other, rounded outwards to the penny"
)


@dataclass(frozen=True, slots=True)
class PlannedRun:
    """A planned split with the bytes that prove it."""

    outcome: Outcome
    frozen: bytes
    record: bytes

    @property
    def digest(self) -> str:
        """SHA-256 of the record, in hex."""
        return hashlib.sha256(self.record).hexdigest()


def run(plan: Plan) -> PlannedRun:
    """The split and its record; RefusedError with a sentence when the plan has none."""
    outcome = plan_split(plan)
    frozen = _frozen(plan)
    return PlannedRun(outcome, canonical(frozen), canonical(_record(frozen, outcome)))


def thaw(frozen: bytes) -> Plan:
    """The plan that was frozen; RefusedError when another method wrote it."""
    read = json.loads(frozen)
    if read["method"] != METHOD:
        raise RefusedError(f"This run was worked out by another method than {METHOD.partition(':')[0]}.")
    return Plan(
        total=Money(read["total_pence"]),
        indicators=tuple(
            Indicator(each["name"], Fraction(each["weight"]), each["source"]) for each in read["indicators"]
        ),
        sites=tuple(_site(each) for each in read["places"]),
        max_loss=_fraction(read["max_loss_percent"]),
    )


def recompute(frozen: bytes) -> bytes:
    """The record of a run of any method from its frozen inputs alone, to the byte. Authority: R15."""
    if json.loads(frozen)["method"] == allocation.METHOD:
        return allocation.recompute(frozen)
    return run(thaw(frozen)).record


def _frozen(plan: Plan) -> dict[str, Json]:
    return {
        "method": METHOD,
        "total_pence": plan.total.pence,
        "max_loss_percent": _text(plan.max_loss),
        "indicators": [
            {"name": each.name, "weight": str(each.weight), "source": each.source} for each in plan.indicators
        ],
        "places": [
            {
                "place": site.name,
                "gss_code": site.code,
                "counts": [
                    None
                    if each is None
                    else {"count": str(each.best), "low": str(each.low), "high": str(each.high)}
                    for each in site.counts
                ],
                "floor_pence": _pence(site.floor),
                "cap_pence": _pence(site.cap),
                "fixed_pence": _pence(site.fixed),
                "last_year_pence": _pence(site.last_year),
                "population": _text(site.population),
                "excluded": site.excluded,
            }
            for site in plan.sites
        ],
    }


def _record(frozen: dict[str, Json], outcome: Outcome) -> dict[str, Json]:
    return {
        "inputs": frozen,
        "counted": [str(each) for each in outcome.totals],
        "unit_prices_pence": [_text(each) for each in outcome.unit_prices],
        "growth_factor": _text(outcome.growth_factor),
        "ranges": outcome.range_kind,
        "shares": [
            {
                "place": share.place,
                "gss_code": share.code,
                "need": _text(share.need),
                "pence": share.amount.pence,
                "bound": share.bound,
                "by_need_alone_pence": _pence(share.pure),
                "low_pence": _pence(share.range.low if share.range else None),
                "high_pence": _pence(share.range.high if share.range else None),
            }
            for share in outcome.shares
        ],
    }


def _site(read: dict[str, Any]) -> Site:
    return Site(
        name=read["place"],
        code=read["gss_code"],
        counts=tuple(
            None
            if each is None
            else Counted(Fraction(each["count"]), Fraction(each["low"]), Fraction(each["high"]))
            for each in read["counts"]
        ),
        floor=_money(read["floor_pence"]),
        cap=_money(read["cap_pence"]),
        fixed=_money(read["fixed_pence"]),
        last_year=_money(read["last_year_pence"]),
        population=_fraction(read["population"]),
        excluded=read["excluded"],
    )


def _text(number: Fraction | None) -> str | None:
    return None if number is None else str(number)


def _fraction(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)


def _pence(amount: Money | None) -> int | None:
    return None if amount is None else amount.pence


def _money(pence: int | None) -> Money | None:
    return None if pence is None else Money(pence)
