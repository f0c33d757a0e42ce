"""What does the decision come to in all?"""

import re
from dataclasses import dataclass

from .money import Amount
from .record import Found, Record
from .shape import PlacePart, YearPart

_MOST = 1000  # amounts that are weighed; a notice has some dozens
_TOTAL_BEFORE = re.compile(
    r"\b(?:total(?:l?ing|s)?|aggregate|in all|combined|altogether|overall)\b[^£]{0,140}$|\bto the value of $",
    re.IGNORECASE,
)
_TOTAL_AFTER = re.compile(
    r"^[ ,]{0,2}(?:\(?(?:excluding|excl\.?|plus|ex) VAT\)? )?\(?(?:in total|in all|altogether|overall"
    r"|in aggregate|total\b)",
    re.IGNORECASE,
)
_DECIDING = re.compile(
    r"\b(?:approv|award|allocat|grant|commit|agree|fund|provid|invest|authoris|pay|contribut|spend|enter"
    r"|buy|purchas|renew|extend|commission|accept)\w*",
    re.IGNORECASE,
)
_OF = re.compile(
    r"\b(?:(?:value|sum|cost|amount|price|grant|grants|funding|award|awards|contribution|payment|investment"
    r"|expenditure|allocation"
    r"|budget|contract)s?(?: \w+){0,2} (?:of|is|at|totalling|worth|will be|for)|amounting to|worth|costing"
    r"|at|sum of|valued at)(?: approximately| around| about)? ?$",
    re.IGNORECASE,
)
_LIMIT_BEFORE = re.compile(
    r"\b(?:up to|exceed(?:s|ing)?|(?:over|under|within)(?!(?: [\w-]+){0,4} (?:years?|months?|terms?|periods?"
    r"|life)\b)|above|below|less than|more than|at least|minimum(?: of)?|threshold(?: of)?|limit(?: of)?"
    r"|between|amounts of|greater than|in excess of|limited to)(?: \w+){0,3} ?$",
    re.IGNORECASE,
)
_FORM_LIMIT = re.compile(
    r"\b(?:required|needed|necessary) (?:only )?(?:for|on|where)\b|\b(?:amounts?|decisions?|values?|sums"
    r"|contracts) (?:of )?(?:up to|over|above|below|under|exceeding|between)\b[^.;£]{0,12}$|\bthreshold\b",
    re.IGNORECASE,
)
_RANGE = re.compile(
    r"\bbetween £[\d,.]{1,20}(?: ?[km]\b| million)? and $|£[\d,.]{1,20}(?: ?[km])? ?[-–] ?$", re.IGNORECASE
)
_UP_TO = re.compile(
    r"\b(?:up to|not exceeding|maximum(?: \w+){0,2} of|no more than|limited to"
    r"|capped at)(?: a)?(?: (?:total|maximum))?(?: of)? ?$",
    re.IGNORECASE,
)
_LIMIT_AFTER = re.compile(
    r"^(?:\+| ?(?:\([^)]{0,30}\) )?(?:or (?:more|over|above|less|under)|and (?:over|above|below|under)"
    r"|threshold|limit|each|per |a (?:head|day|week|month)|to £|[-–] ?£))",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r",? ?(?:(?:to|for|in|at|from|by) )?(?:each|every|per|apiece)\b(?! (?:of )?(?:(?:the|these) )?(?:\w+ )?"
    r"(?:financial )?(?:years?\b|20\d\d))",
    re.IGNORECASE,
)
_WIDER_BEFORE = re.compile(
    r"\b(?:out of|part of|from (?:a|the|its|our|within)|within (?:a|the)|against (?:a|the)|remaining"
    r"|(?:programme|national|overall|annual|whole|wider|revenue|capital|base|approved)"
    r" (?:fund|budget|programme|settlement|pot|envelope|allocation|grant)|(?:reserve|reserves|budget"
    r"|underspend|saving|savings|turnover|income|balance|match funding|settlement|pot)s?"
    r"(?: (?:of|is|was|worth|totalling|total(?:ling)?|for|stands? at|budget))?)\b[^.;£]{0,50}$",
    re.IGNORECASE,
)
_WIDER_AFTER = re.compile(
    r"^,? (?:(?:national|regional|annual|overall|wider|Home Office|government|\w+ ?\w*) )?(?:fund\b"
    r"|programme|budget|pot\b|reserve|settlement|envelope|in reserves|funding stream)",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:previous(?:ly)?|last year|prior year|originally|was awarded|had been|were awarded|historic"
    r"|to date|compared (?:with|to)|already|earlier)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Candidate:
    amount: Amount
    score: int
    total: bool


def total(record: Record, parts: list[Found[PlacePart]], by_year: list[Found[YearPart]]) -> Found[int] | None:
    """The decision's own total where the text states one; no limit, no wider programme's, no sum of ours."""
    shared = {part.start for part in parts}
    candidates = [_weigh(record, amount, amount.start in shared) for amount in record.amounts[:_MOST]]
    for source in (parts, by_year):
        pence = [found.value.pence for found in source if found.value.pence is not None]
        if len(pence) >= 2:
            for candidate in candidates:
                candidate.score += 60 if candidate.amount.pence == sum(pence) else 0
    _add_up(candidates)
    candidates = _over_all_years(record, [c for c in candidates if c.score >= 20], by_year)
    if not candidates:
        return None
    best = max(candidates, key=lambda c: c.score)
    rivals = {c.amount.pence for c in candidates if c.score > best.score - 25 and not c.total}
    if not best.total and len(rivals | {best.amount.pence}) > 1:
        return None
    return Found(best.amount.pence, best.amount.start, best.amount.end)


def _over_all_years(
    record: Record, candidates: list[_Candidate], by_year: list[Found[YearPart]]
) -> list[_Candidate]:
    """No single year's amount is the total where a larger one is stated, or where the years share a row."""
    annual = {part.start: part.value.pence for part in by_year if part.value.pence is not None}
    if len(annual) < 2:
        return candidates
    others = [c for c in candidates if c.amount.start not in annual]
    larger = any(c.amount.pence > max(annual.values()) for c in others)
    between = record.view.clean[min(annual) : max(annual)]
    return others if larger or ("\t" in between and "\n" not in between) else candidates


def _add_up(candidates: list[_Candidate]) -> None:
    """An amount that the amounts right before or right after it add up to is their total."""
    pence = [candidate.amount.pence for candidate in candidates]
    for i, candidate in enumerate(candidates):
        for step in (1, -1):
            in_all, j = 0, i + step
            while 0 <= j < len(pence) and in_all < pence[i] and abs(j - i) <= 60:
                in_all += pence[j]
                if in_all == pence[i] and abs(j - i) >= 2:
                    candidate.score, candidate.total = candidate.score + 60, True
                j += step


def around(record: Record, amount: Amount) -> tuple[str, str]:
    """The words of the same sentence before and after an amount."""
    flow = record.view.flow
    begin = max(record.start, amount.start - 200)
    begin = max(begin, record.view.clean.rfind("\n\n", begin, amount.start) + 1)
    line = record.view.clean.rfind("\n", begin, amount.start) + 1
    begin = max(begin, line) if "\t" in record.view.clean[line : amount.start] else begin
    before, after = flow[begin : amount.start], flow[amount.end : min(record.end, amount.end + 70)]
    after = re.split(r"[.;](?= |$)|  ", after, maxsplit=1)[0]
    return before[max(before.rfind(". "), before.rfind("; ")) + 1 :], after


def is_unit(after: str) -> bool:
    """Whether an amount is what each of several gets or costs: "£115,000 for each district"."""
    return _UNIT.match(after) is not None


def is_wider(before: str, after: str) -> bool:
    """Whether an amount is a wider fund's or programme's that this decision only draws on."""
    return bool(_WIDER_BEFORE.search(before) or _WIDER_AFTER.match(after))


def _weigh(record: Record, amount: Amount, is_part: bool) -> _Candidate:
    section = record.section_at(amount.start)
    before, after = around(record, amount)
    score = {"total": 80, "decision": 20, "financial": 10, "purpose": 8, "title": 10}.get(section or "", 0)
    next_row = record.view.clean[amount.end : amount.end + 6] in ("\nTotal", "\nTOTAL")
    is_total = bool(_TOTAL_BEFORE.search(before) or (_TOTAL_AFTER.match(after) and not next_row))
    score += 60 if is_total else 0
    deciding = bool(_DECIDING.search(before) or _DECIDING.search(after))
    score += 20 if deciding else 0
    score += 15 if _OF.search(before) else 0
    up_to = _UP_TO.search(before)
    if (
        _LIMIT_AFTER.match(after)
        or is_unit(after)
        or _RANGE.search(before)
        or _FORM_LIMIT.search(before)
        or (_LIMIT_BEFORE.search(before) and not (up_to and deciding))
    ):
        score -= 120
        is_total = False
    elif up_to:
        score -= 5
    if section != "total" and is_wider(before, after):
        score -= 60
    if _PAST.search(before):
        score -= 40
    if is_part:
        score -= 90
    return _Candidate(amount, score, is_total)
