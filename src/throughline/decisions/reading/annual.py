"""How much is it in each financial year?"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from .dates import FoundYear
from .money import Amount
from .record import Found, Record, Sentence
from .shape import PlacePart, YearPart
from .tables import Row
from .totals import around, is_unit, is_wider

_PLAIN = ("total", "decision", "financial", "title", "purpose", "wards", None)
_EARLIER = re.compile(
    r"\b(?:previous(?:ly)?|last year|prior|historic\w*|in the past|had been|was (?:awarded|spent|paid"
    r"|allocated|set|agreed)|were (?:awarded|paid)"
    r"|(?:was|were) (?:about |around )?£|spent|since|underspend|carried forward|compared (?:with|to)"
    r"|baseline|outturn)\b",
    re.IGNORECASE,
)
_NOT_THE_MONEY = re.compile(
    r"\b(?:notice|DN|strategy|police and crime plan|corporate plan|plan for|decision (?:notice|record|of"
    r"|dated|approved))\b",
    re.IGNORECASE,
)

_PARTED = re.compile(r"[,;]|\band\b")
_EACH = re.compile(r" ?(?:in|for|during) each of| ?(?:each|per|a) year\b| ?annually\b")
_NEXT_ITEM = re.compile(r"\n(?:[A-Z][\w ]{2,30}:|(?:Grand )?[Tt]otal|FY|20\d\d|[-•] )")

_ONLY = re.compile(r" only\b")

_Pair = tuple[FoundYear, Amount | None]


def by_year(
    record: Record, tables: Sequence[Row], shares: Sequence[Found[PlacePart]]
) -> list[Found[YearPart]]:
    """The money of each financial year; a year named without a figure is there without one."""
    found: dict[str, _Pair] = {}
    shared = {part.start for part in shares}
    for sentence in record.sentences:
        if sentence.section in _PLAIN and not _EARLIER.search(sentence.text):
            for year, amount in _in_sentence(record, sentence, shared):
                _keep(found, year, amount)
    for year, amount in _in_tables(record, tables):
        _keep(found, year, amount)
    parts = []
    dated = sorted(found.items())
    first = next((i for i, (_, (_, amount)) in enumerate(dated) if amount), 0)  # before it: what led to it
    for i, (name, (year, amount)) in enumerate(dated[first:]):
        record.evidence[f"by_year[{i}].year"] = record.view.quote(year.start, year.end)
        if amount:
            record.evidence[f"by_year[{i}].pence"] = record.view.quote(amount.start, amount.end)
        home = amount or year
        parts.append(Found(YearPart(name, amount.pence if amount else None), home.start, home.end))
    return parts


def only_year(
    record: Record, annual: list[Found[YearPart]], total: Found[int] | None
) -> list[Found[YearPart]]:
    """Where one year is named, or one "only", and none has a figure, the decision's total is that year's."""
    if total is None or any(part.value.pence is not None for part in annual):
        return annual
    flow = record.view.flow
    lone = [i for i, part in enumerate(annual) if len(annual) == 1 or _ONLY.match(flow, part.end)]
    for i in lone if len(lone) == 1 else []:
        record.evidence[f"by_year[{i}].pence"] = record.view.quote(total.start, total.end)
        annual[i] = Found(YearPart(annual[i].value.year, total.value), annual[i].start, annual[i].end)
    return annual


def _keep(found: dict[str, _Pair], year: FoundYear, amount: Amount | None) -> None:
    if year.year not in found or (found[year.year][1] is None and amount is not None):
        found[year.year] = (year, amount)


def _in_sentence(record: Record, sentence: Sentence, shared: set[int]) -> list[_Pair]:
    names = [
        year
        for year in record.years_in(sentence.start, sentence.end)
        if not _NOT_THE_MONEY.search(
            record.view.flow, max(sentence.start, year.start - 40), min(sentence.end, year.end + 40)
        )
    ]
    sums = record.amounts_in(sentence.start, sentence.end) if names else []
    sums = [amount for amount in sums[:200] if _is_a_years(*around(record, amount))]
    sums = [amount for amount in sums if amount.start not in shared]
    every = next((a for a in sums if len(names) > 1 and _EACH.match(record.view.flow, a.end)), None)
    if every:
        return [(name, every) for name in names]
    if names and _in_turn(names, sums):
        return [
            (name, amount if _same_line(record, name, amount) else None)
            for name, amount in zip(names, sums, strict=True)
        ]
    pairs = [(name, _beside(record, name, sums, len(names) == 1)) for name in names]
    return [(name, amount if amount and _same_line(record, name, amount) else None) for name, amount in pairs]


def _is_a_years(before: str, after: str) -> bool:
    return not is_wider(before, after) and not is_unit(after)


def _in_turn(names: list[FoundYear], sums: list[Amount]) -> bool:
    """Whether each year has its amount, one after the other all along."""
    if len(names) != len(sums) or len({year.year for year in names}) != len(names):
        return False
    starts = [(year.start, amount.start) for year, amount in zip(names, sums, strict=True)]
    return all(max(pair) < min(following) for pair, following in pairwise(starts))


def _same_line(record: Record, year: FoundYear, amount: Amount) -> bool:
    """Whether no line of another item begins between a year and an amount."""
    between = record.view.clean[min(year.end, amount.end) : max(year.start, amount.start)]
    return not _NEXT_ITEM.search(between) and ";" not in between and not ("\t" in between and "\n" in between)


def _beside(record: Record, year: FoundYear, sums: list[Amount], lone: bool) -> Amount | None:
    """The amount that stands nearest to a year in its sentence, a comma or "and" counting as a long way."""

    def between(amount: Amount) -> tuple[int, int]:
        return min(year.end, amount.end), max(year.start, amount.start)

    def distance(amount: Amount) -> int:
        begin, end = between(amount)
        return end - begin + (30 if _PARTED.search(record.view.flow, begin, end) else 0)

    if lone and len(sums) == 1:
        return sums[0]
    i = bisect_left(sums, year.start, key=lambda amount: amount.start)
    near = [amount for amount in sums[max(0, i - 1) : i + 1] if between(amount)[1] - between(amount)[0] <= 40]
    return min(near, key=distance, default=None)


def _in_tables(record: Record, tables: Sequence[Row]) -> list[_Pair]:
    pairs: list[_Pair] = []
    for row in tables:
        named = record.years_in(row.name.start, row.name.end)
        if len(named) == 1 and row.moneys:
            cell = row.moneys[-1]
            pairs.append((named[0], Amount(cell.pence, cell.start, cell.end)))
    headed: dict[int, list[Row]] = {}
    for row in tables:
        if _year_heads(record, row):
            headed.setdefault(row.table, []).append(row)
    for mine in headed.values():
        totals = [row for row in mine if row.is_total] or (mine if len(mine) == 1 else [])
        for row in totals[-1:]:
            pairs += _year_heads(record, row)
        if not totals:
            pairs += [(year, None) for year, _ in _year_heads(record, mine[0])]
    return pairs


def _year_heads(record: Record, row: Row) -> list[tuple[FoundYear, Amount]]:
    found = []
    for head, cell in zip(row.heads, row.moneys, strict=True):
        named = record.years_in(head.start, head.end) if head else []
        if len(named) == 1:
            found.append((named[0], Amount(cell.pence, cell.start, cell.end)))
    return found
