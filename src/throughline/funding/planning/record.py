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
from throughline.funding.exact import fraction_of, money_of, pence_of, text_of
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
        max_loss=fraction_of(read["max_loss_percent"]),
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
        "max_loss_percent": text_of(plan.max_loss),
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
                "floor_pence": pence_of(site.floor),
                "cap_pence": pence_of(site.cap),
                "fixed_pence": pence_of(site.fixed),
                "last_year_pence": pence_of(site.last_year),
                "population": text_of(site.population),
                "excluded": site.excluded,
            }
            for site in plan.sites
        ],
    }


def _record(frozen: dict[str, Json], outcome: Outcome) -> dict[str, Json]:
    return {
        "inputs": frozen,
        "counted": [str(each) for each in outcome.totals],
        "unit_prices_pence": [text_of(each) for each in outcome.unit_prices],
        "growth_factor": text_of(outcome.growth_factor),
        "ranges": outcome.range_kind,
        "shares": [
            {
                "place": share.place,
                "gss_code": share.code,
                "need": text_of(share.need),
                "pence": share.amount.pence,
                "bound": share.bound,
                "by_need_alone_pence": pence_of(share.pure),
                "low_pence": pence_of(share.range.low if share.range else None),
                "high_pence": pence_of(share.range.high if share.range else None),
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
        floor=money_of(read["floor_pence"]),
        cap=money_of(read["cap_pence"]),
        fixed=money_of(read["fixed_pence"]),
        last_year=money_of(read["last_year_pence"]),
        population=fraction_of(read["population"]),
        excluded=read["excluded"],
    )
