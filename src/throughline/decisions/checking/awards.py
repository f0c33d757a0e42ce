"""Is an award as large as a contract that the law regulates?"""

import re
from collections.abc import Iterator

from throughline.kernel.wording import long_date

from ..reading.shape import Finding
from .case import Case, money
from .facts import Threshold
from .parts import adds_up
from .wording import AN_AWARD, SEVERAL, gap

_MONEY_IN = re.compile(
    r"\b(?:accept\w*|receipt of|to receive|receiv(?:e|es|ing)|bid for|apply for|application for)\b"
    rf"{gap(80)}\b(?:grants?|funding|awards?|allocation|offer|money|contribution)\b",
    re.IGNORECASE,
)
_GIVEN_ON = re.compile(r"\b(?:to |be )?award(?:ed)?\b|\bgrants? (?:of £[\d,.]+ )?to\b|\bpay\b", re.IGNORECASE)
_PLURAL_AWARD = re.compile(
    r"\b(?:grants|contracts|awards|allocations|agreements|providers|recipients|lots)\b", re.IGNORECASE
)
_ONE_AWARD = re.compile(
    r"\b(?:a|an|the|this|one|single) (?:[\w-]+ ){0,4}?"
    r"(?:grant|contract|award|tender|framework|call-off|direct award)\b"
    rf"|\b(?:award(?:ed)?|paid|granted|appoint(?:ed)?|contract(?:ed)?)\b{gap(60)}\b(?:to|with)\b"
    r"|\bcommission (?:a|an|the) (?:[\w-]+ ){0,5}?(?:service|provider|programme)\b",
    re.IGNORECASE,
)
_EVERYBODY = re.compile(
    rf"\b{SEVERAL}|\b(?:providers|organisations|authorities|councils|partners|charities|groups|schools"
    r"|localities|boroughs|forces)\b",
    re.IGNORECASE,
)
_PLUS_VAT = re.compile(
    r" ?\(?(?:plus|\+|excluding|excl\.?|exclusive of|ex\.?|net of|before) ?VAT", re.IGNORECASE
)
_WITH_VAT = re.compile(r" ?\(?(?:including|incl?\.?|inclusive of|with) ?VAT", re.IGNORECASE)


def award_at_or_over_threshold(case: Case) -> Iterator[Finding]:
    """R9: each award against the services threshold in force on the day of the decision."""
    day = case.decision.decided_on or case.decision.published_on
    threshold = case.facts.threshold_on(day) if day else None
    if threshold is None or day is None:
        return
    for whose, pence, path in _awards(case):
        compared = _on_its_basis(case, pence, path, threshold)
        if compared >= threshold.services_pence:
            reach = "at" if compared == threshold.services_pence else "over"
            yield case.find(
                "award-at-or-over-threshold",
                "warning",
                f"{whose} is {money(pence)}, which is {reach} the services threshold of "
                f"{money(threshold.services_pence)} (VAT {threshold.vat}) in force on {long_date(day)}.",
                text=case.evidence(path),
                field=path,
            )


def _awards(case: Case) -> Iterator[tuple[str, int, str]]:
    """Each award as the words for it, its pence and its path; a total for several is no award of its own."""
    decision = case.decision
    if decision.breakdown:
        for i, part in enumerate(decision.breakdown):
            yield f"The award for {part.place}", part.pence, f"breakdown[{i}].pence"
        return
    if decision.total_pence is None or not _is_one_award(case):
        return
    whole = sum(year.pence or 0 for year in decision.by_year) if len(decision.by_year) > 1 else 0
    if whole > decision.total_pence:
        yield "The award over its whole life", whole, "total_pence"
    else:
        yield "The award", decision.total_pence, "total_pence"


def _is_one_award(case: Case) -> bool:
    recipients = case.decision.recipients
    listed = adds_up(case.other_amounts, case.decision.total_pence or 0)
    if listed or is_money_in(case) or _several_are_awarded(case):
        return False
    told = " ".join(s.text for s in case.sentences if s.section in ("decision", "title", "financial", None))
    if recipients is None:
        return (
            bool(_ONE_AWARD.search(told)) and not _PLURAL_AWARD.search(told) and not _EVERYBODY.search(told)
        )
    if _EVERYBODY.search(recipients) or len(re.split(r"[;\n]|, (?=[A-Z])", recipients)) > 1:
        return False
    places = sum(1 for place in case.facts.places if place.name in recipients)
    if places > 1:
        return False
    if re.search(r" (?:and|&) (?=[A-Z])", recipients):
        return bool(_ONE_AWARD.search(told)) and not _PLURAL_AWARD.search(told)
    return AN_AWARD.search(told) is not None


def is_money_in(case: Case) -> bool:
    """Whether the total is what comes in, not what is awarded."""
    home = case.span("total_pence")
    sentence = case.sentence_at(home[0]) if home else None
    deciding = [s.text for s in case.sentences if s.section in ("decision", "title")]
    return any(
        _MONEY_IN.search(text) and not _GIVEN_ON.search(text)
        for text in ([sentence.text] if sentence and sentence.section == "decision" else deciding)
    )


def _several_are_awarded(case: Case) -> bool:
    """Whether at least two sentences or lettered parts each award an amount of their own."""
    total = case.decision.total_pence
    awarded = set()
    for amount in case.amounts:
        deciding = case.record.section_at(amount.start) == "decision" and amount.pence != total
        if deciding and _GIVEN_ON.search(case.said_around(amount.start)):
            awarded.add(amount.pence)
    return len(awarded) > 1


def _on_its_basis(case: Case, pence: int, path: str, threshold: Threshold) -> int:
    """The amount with or without VAT, as the threshold counts it, where the notice says how it is stated."""
    span = case.span(path)
    if span is None:
        return pence
    if threshold.vat == "included" and _PLUS_VAT.match(case.flow, span[1]):
        return pence * 6 // 5
    if threshold.vat == "excluded" and _WITH_VAT.match(case.flow, span[1]):
        return -(-pence * 5 // 6)
    return pence
