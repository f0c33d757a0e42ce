"""Do the figures agree with each other?"""

import re
from collections.abc import Iterator
from itertools import combinations

from ..reading.dates import years
from ..reading.money import Amount
from ..reading.shape import Finding
from .awards import is_money_in
from .case import Case, money
from .parts import adds_up, items_of_total, tables_with_total
from .places import listed_places
from .wording import GIVEN_TO_SEVERAL, SEVERAL

_ROUNDED = re.compile(
    r"£ ?\d[\d,]*(?:\.(?P<decimals>\d+))? ?(?P<scale>k|thousand|m|mn|million|bn|billion)\b", re.IGNORECASE
)
_ABOUT = re.compile(
    r"\b(?:approximately|approx\.?|around|about|circa|c\.?|some|roughly|nearly|almost|in the region of) ?$",
    re.IGNORECASE,
)
_SCALES = {"k": 1_000, "t": 1_000, "m": 1_000_000, "b": 1_000_000_000}


def parts_do_not_sum(case: Case) -> Iterator[Finding]:
    """R1: the parts come to the total to the penny; a difference that the notice itself names is no disagreement."""
    total, parts = case.decision.total_pence, [part.pence for part in case.decision.breakdown]
    if total is not None and len(parts) > 1 and _disagree(case, sum(parts), total):
        over = sum(parts) > total
        yield case.find(
            "parts-do-not-sum",
            "error",
            f"The {len(parts)} parts come to {money(sum(parts))}, which is {money(abs(sum(parts) - total))} "
            f"{'more' if over else 'less'} than the total of {money(total)}.",
            text=case.evidence("total_pence"),
            field="breakdown",
        )
    elif not parts:
        yield from _listed_parts(case)
    annual = [year.pence for year in case.decision.by_year if year.pence is not None]
    if total is None or len(annual) < 2 or len(annual) < len(case.decision.by_year):
        return
    sums = {sum(some) for size in range(1, len(annual) + 1) for some in combinations(annual[:8], size)}
    if not any(not _disagree(case, some, total) for some in sums):
        yield case.find(
            "parts-do-not-sum",
            "error",
            f"The years come to {money(sum(annual))}, which is {money(abs(sum(annual) - total))} "
            f"{'more' if sum(annual) > total else 'less'} than the total of {money(total)}.",
            text=case.evidence("total_pence"),
            field="by_year",
        )


def _listed_parts(case: Case) -> Iterator[Finding]:
    for listed in (*tables_with_total(case), *items_of_total(case)):
        left = listed.total - sum(listed.pence)
        named = {amount.pence for amount in case.amounts} - {*listed.pence, listed.total}
        rounded = is_rounding(case, Amount(listed.total, *listed.at), sum(listed.pence))
        if left and left not in named and not rounded:
            yield case.find(
                "parts-do-not-sum",
                "error",
                f"The {len(listed.pence)} parts come to {money(sum(listed.pence))}, which is "
                f"{money(abs(left))} "
                f"{'less' if left > 0 else 'more'} than the total of {money(listed.total)}.",
                text=case.quote(*listed.at),
                field="total_pence",
            )


def _disagree(case: Case, parts: int, total: int) -> bool:
    if parts == total or _same_rounded(case, "total_pence", parts):
        return False
    left = total - parts
    others = {amount.pence for amount in case.other_amounts}
    return left < 0 or not (
        left in others or any(a + b == left for a, b in combinations(sorted(others)[:40], 2))
    )


def _same_rounded(case: Case, path: str, exact: int) -> bool:
    span = case.span(path)
    return span is not None and is_rounding(case, Amount(case.decision.total_pence or 0, *span), exact)


def is_rounding(case: Case, amount: Amount, exact: int) -> bool:
    """Whether a figure such as "£1.26 million" or "about £640,000" is this exact amount, rounded as it is."""
    written = _ROUNDED.match(case.flow, amount.start)
    if written:
        step: int = _SCALES[written["scale"][0].lower()] * 100 // 10 ** len(written["decimals"] or "")
        return 2 * abs(amount.pence - exact) <= step
    if _ABOUT.search(case.flow, max(0, amount.start - 20), amount.start):
        return 100 * abs(amount.pence - exact) <= max(amount.pence, exact)
    return False


_STATED = re.compile(
    r"(?:\b(?:grand |overall )?total(?:s|ling|led)?\b(?: (?!of which\b)[\w’'&()/,-]{1,30}){0,16}?[ :=]{1,3}"
    r"|\boverall (?:funding|value|cost|award|amount|investment) (?:of|is) "
    r"|\b(?:amounting|comes|come|coming) to )$",
    re.IGNORECASE,
)
_STATED_AFTER = re.compile(r" ?(?:in total|in all|altogether|in aggregate)\b", re.IGNORECASE)
_OTHER_TOTAL = re.compile(
    r"\b(?:previous|previously|last year|prior|national|nationally|wider|programme budget|of which"
    r"|remain\w*|balance"
    r"|underspen\w+|limits?|up to|maximum|exceed\w*|threshold|cumulative|to date|match\w*|contribut\w+"
    r"|other|additional"
    r"|further|sav(?:e|ed|ings?)|per|each|population|since|reserves?|if|option|would|income|bids?|partner"
    r"|existing"
    r"|already|bring\w*|individual|sub-?total|first|second|third|annual|capital|revenue|costs? of crime"
    r"|turnover"
    r"|project|received|receives|applications?|requests?|requested|sought|borough'?s|force'?s|share"
    r"|proportion"
    r"|available)\b",
    re.IGNORECASE,
)


# Where a record has two amounts and no more, an award stated as the other amount is the same total.
_AWARDED = re.compile(
    r"\b(?:award(?:ed)?|grants?(?= worth)|grant|contract|funding|payment|pay|approve|allocate|allocation|invest|fund)"
    r"(?: (?:a|an|the|of|sum|total|grant|award|contract|funding|payment|at|is|be|will|worth|value"
    r"|valued)){0,5} $",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    r"\b(?:was|were|been|had|last|previous\w*|already|other|var\w+|increas\w+|uplift\w*|extend\w*|extension"
    r"|addition\w*|reduc\w+|instead|budget|half|first|second)\b",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r" ?(?:\+|(?:to |for )?(?:each|every)\b|per\b|a (?:year|month|week|day)\b|an hour\b|/)", re.IGNORECASE
)


def totals_disagree(case: Case) -> Iterator[Finding]:
    """R1: the same total stated twice is the same amount twice."""
    total = case.decision.total_pence
    if total is None:
        return
    home = case.span("total_pence")
    if home and _OTHER_TOTAL.search(case.said_before(home[0])[-60:]):
        return  # a limit or a share was read as the total: nothing to hold another figure against
    for amount in _stated_totals(case):
        if amount.pence == total or (home and amount.start == home[0]):
            continue
        if _is_another_sum(case, amount, total) or _rounds_either_way(case, amount, total):
            continue
        yield case.find(
            "totals-disagree",
            "error",
            f"The total is stated as {money(total)} and as {money(amount.pence)}.",
            text=case.quote(amount.start, amount.end),
            field="total_pence",
        )
        return


def _stated_totals(case: Case) -> Iterator[Amount]:
    parts = {part.pence for part in case.decision.breakdown}
    alone = len({amount.pence for amount in case.amounts} - parts) == 2
    for amount in case.amounts:
        before = case.said_before(amount.start)
        before = before[before.rfind("£") + 1 :]
        labelled = case.record.section_at(amount.start) == "total" and not before[-40:].strip(" :")
        stated = _STATED.search(before) or _STATED_AFTER.match(case.flow, amount.end)
        only = alone and _AWARDED.search(before) and not _UNIT.match(case.flow, amount.end)
        only = only and not _CHANGED.search(case.said_around(amount.start))
        if (stated or labelled or only) and not _OTHER_TOTAL.search(before[-140:]):
            yield amount


def _is_another_sum(case: Case, amount: Amount, total: int) -> bool:
    """A year's, a part's or a wider sum is not the same total; so is one that other figures explain."""
    decision = case.decision
    known = [part.pence for part in decision.breakdown]
    known += [year.pence or 0 for year in decision.by_year] if len(decision.by_year) > 1 else []
    if amount.pence in known or amount.pence == 0:
        return True
    sentence, home = case.sentence_at(amount.start), case.span("total_pence")
    at_home = case.sentence_at(home[0]) if home else None
    here = {year.year for year in years(sentence.text)} if sentence else set()
    there = {year.year for year in years(at_home.text)} if at_home else set()
    if here and ((there and here.isdisjoint(there)) or (not there and len(decision.by_year) > 1)):
        return True
    others = {a.pence for a in case.amounts} - {amount.pence, total}
    gap = abs(total - amount.pence)
    return gap in others or any(a + b == gap for a, b in combinations(sorted(others)[:40], 2))


def _rounds_either_way(case: Case, amount: Amount, total: int) -> bool:
    home = case.span("total_pence")
    return is_rounding(case, amount, total) or (
        home is not None and is_rounding(case, Amount(total, *home), amount.pence)
    )


_ALIKE = re.compile(
    r"£ ?[\d,.]+ ?(?:k|m|million)?,? (?:each\b|(?:per|for each|for every|to each|to every) \w+)"
    r"|\beach\b[^.;]{0,80}(?:receiv\w*|get|gets|awarded|allocated|paid)[^.;£]{0,40}£"
    r"|\b(?:equal(?:ly)?|same) (?:share|amount|split|parts|grant|allocation|divided)",
    re.IGNORECASE,
)
_SHOWN = re.compile(
    r"\b(?:allocat\w+|breakdown|break down|split|apportion\w*|distribut\w+|divided|shared)\b[^.;:]{0,80}"
    r"\b(?:table|as follows|(?:set out|shown|listed|detailed) below|the following)\b",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b(?:was|were|had|last year|previous\w*|historic\w*|in the past)\b", re.IGNORECASE)
_PLURAL_RECIPIENTS = re.compile(rf"(?:to |for )?(?:the |our |its )?{SEVERAL}", re.IGNORECASE)


def breakdown_missing(case: Case) -> Iterator[Finding]:
    """Money for several, and no figure says what each of them gets."""
    decision = case.decision
    if decision.total_pence is None or decision.breakdown or is_money_in(case):
        return
    span = _given_to_several(case)
    if (
        span is None
        or _ALIKE.search(case.flow)
        or _is_listed(case)
        or adds_up(case.other_amounts, decision.total_pence)
    ):
        return
    yield case.find(
        "breakdown-missing",
        "warning",
        f"{money(decision.total_pence)} goes to several recipients, and the notice does not say how much "
        "each of them gets.",
        text=case.quote(*span),
        field="breakdown",
    )


def _is_listed(case: Case) -> bool:
    """Whether at least two rows or items give a recipient and an amount."""
    lines = [case.line_around(amount.start, amount.end) for amount in case.other_amounts]
    return sum(1 for line in dict.fromkeys(lines) if "\t" in line or len(line) < 90) > 1


def _given_to_several(case: Case) -> tuple[int, int] | None:
    recipients = case.decision.recipients
    if recipients and _PLURAL_RECIPIENTS.match(recipients):
        return case.span("recipients") or (0, 0)
    listed = listed_places(case)
    if listed or recipients:
        return listed
    for sentence in case.sentences:
        match = (
            None
            if _PAST.search(sentence.text)
            else GIVEN_TO_SEVERAL.search(case.flow, sentence.start, sentence.end)
        )
        if match:
            return match.span()
    shown = case.search(_SHOWN) if len(case.other_amounts) < 2 else None
    return shown.span() if shown else None
