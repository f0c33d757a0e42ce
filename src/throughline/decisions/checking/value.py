"""How large is the decision, for the question of who must sign? (R3)"""

import re
from dataclasses import dataclass

from ..reading.money import Amount
from .case import Case, money

_WHOLE_LIFE = re.compile(
    r"\b(?:whole[- ]life|lifetime|full[- ]term|maximum contract|total contract|potential)\b[^.;£]{0,80}$"
    r"|\b(?:including|with|inclusive of)\b[^.;£]{0,40}\b(?:extensions?|options?|optional)\b[^.;£]{0,60}$",
    re.IGNORECASE,
)
_NEW_AWARD = re.compile(
    r"\b(?:bring|brings|bringing|tak(?:e|es|ing)|increas(?:e|es|ing|ed)|var(?:y|ies|ied|iation)|uplift\w*"
    r"|amend\w*|extend\w*|rais\w+)\b"
    r"[^.;]{0,120}\bto (?:a (?:new |revised )?total of )?$"
    r"|\b(?:new|revised|amended|varied) (?:total|value|award|grant|contract)\b[^.;£]{0,50}$",
    re.IGNORECASE,
)
_ALREADY = re.compile(
    r"\b(?:already|previously|earlier)\b[^.;£]{0,60}\b(?:awarded|granted|paid|received|allocated|approved"
    r"|given)\b[^.;£]{0,60}$"
    r"|\b(?:awarded|granted|paid|received|allocated|given)\b[^.;£]{0,40}\b(?:already|earlier)\b[^.;£]{0,60}$",
    re.IGNORECASE,
)
_THIS_YEAR = re.compile(
    r"\b(?:this|the same|current|in the) (?:financial )?year\b|\bin-year\b|\bearlier in \d{4}", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Value:
    """An amount and the basis that made it the value, as a sentence says it."""

    pence: int
    because: str
    text: str


def value(case: Case) -> Value | None:
    """The largest of the bases that the notice gives; the decision's own total where it is as large. R3."""
    bases = list(_bases(case))
    return max(bases, key=lambda basis: basis.pence, default=None)


def _bases(case: Case) -> list[Value]:
    decision = case.decision
    total, annual = decision.total_pence, [year.pence for year in decision.by_year if year.pence is not None]
    found = []
    if total is not None:
        found.append(Value(total, f"the decision totals {money(total)}", case.evidence("total_pence")))
    if len(annual) > 1:
        whole = sum(annual)
        years = f"{decision.by_year[0].year} to {decision.by_year[-1].year}"
        found.append(
            Value(
                whole,
                f"its whole-life value over {years} is {money(whole)}",
                case.evidence("by_year[0].pence"),
            )
        )
    for amount in case.amounts:
        stated = _stated(case, amount, total)
        if stated:
            found.append(stated)
    return found


def _stated(case: Case, amount: Amount, total: int | None) -> Value | None:
    before, text = case.said_before(amount.start), case.quote(amount.start, amount.end)
    if _WHOLE_LIFE.search(before):
        return Value(amount.pence, f"its whole-life value is {money(amount.pence)}", text)
    if _NEW_AWARD.search(before):
        return Value(amount.pence, f"the new award is {money(amount.pence)}", text)
    if (
        total is not None
        and amount.pence != total
        and _ALREADY.search(before)
        and _THIS_YEAR.search(case.said_around(amount.start))
    ):
        together = total + amount.pence
        return Value(together, f"with what was already awarded this year it comes to {money(together)}", text)
    return None
