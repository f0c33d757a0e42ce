"""How is the money divided among places, or among the recipients that a table names?"""

import re
from collections.abc import Sequence
from functools import lru_cache

from .areas import names_of
from .record import Found, Record
from .shape import Place, PlacePart
from .tables import Cell, Row

_KIND = (
    r"(?:metropolitan |city |borough |district |county |unitary |royal borough |london borough )*"
    r"(?:council|mbc|bc|cc|dc|mdc|csp|community safety partnership|local authority|borough|district|la"
    r"|locality|city)"
)
_AFTER = re.compile(rf"(?:['’]s)? {_KIND}(?: \([A-Z]{{2,6}}\))?$|\*+$|:$", re.IGNORECASE)
_BEFORE = re.compile(
    r"^(?:(?:the )?(?:city|metropolitan borough|borough|royal borough|county|district) of |the )",
    re.IGNORECASE,
)
_PLACE_HEAD = re.compile(
    r"\b(?:localit(?:y|ies)|areas?|districts?|boroughs?|councils?|authorit(?:y|ies)|places?|count(?:y|ies)"
    r"|cit(?:y|ies)"
    r"|towns?|wards?|csps?|community safety partnerships?|regions?|las?|divisions?|neighbourhoods?"
    r"|constituenc(?:y|ies)|pdus?)\b",
    re.IGNORECASE,
)
_OTHER_HEAD = re.compile(
    r"\b(?:project|scheme|item|activity|category|service|priority|policy|purpose|theme) ?\w*|"
    r"\b(?:budget|spend|cost|expenditure|funding) area",
    re.IGNORECASE,
)
_RECEIVER_HEAD = re.compile(
    r"\b(?:provider|recipient|organisation|partnership|partner|supplier|charit(?:y|ie)|group|school|college|trust"
    r"|applicant|grantee|awardee|force|hub|agenc(?:y|ie)|beneficiar(?:y|ie)|consorti(?:um|a))s?\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\d\d")

_Part = tuple[Found[PlacePart], Cell]


def known_place(words: str, places: Sequence[Place]) -> Place | None:
    """The known place that a name means, with or without "Council" and the like."""
    name, by_name = words.strip(" -–:*•").casefold(), _by_name(tuple(places))
    for shape in (name, _AFTER.sub("", name), _BEFORE.sub("", name), _BEFORE.sub("", _AFTER.sub("", name))):
        if shape in by_name:
            return by_name[shape]
    return None


@lru_cache(maxsize=8)
def _by_name(places: tuple[Place, ...]) -> dict[str, Place]:
    return {place.name.casefold(): place for place in reversed(places)}


@lru_cache(maxsize=8)
def _with_districts(places: tuple[Place, ...]) -> tuple[Place, ...]:
    """The places that the reader is told of, and England's districts, whose code is not known here."""
    told = {place.name for place in places}
    return (*places, *(Place(name, None) for name in names_of("district") if name not in told))


def breakdown(record: Record, tables: Sequence[Row]) -> list[Found[PlacePart]]:
    """Each place's part, in the order of the text; empty when nothing is divided among places."""
    tabled, prose = _from_tables(record, tables), _from_sentences(record)
    if {part.start for part, _ in tabled} < {part.start for part, _ in prose}:
        tabled = []  # a sentence that runs over several lines, of which some look like rows
    for parts in (tabled, prose):
        if len(parts) >= 2:
            for i, (part, name) in enumerate(parts):
                record.evidence[f"breakdown[{i}].place"] = record.view.quote(name.start, name.end)
                record.evidence[f"breakdown[{i}].pence"] = record.view.quote(part.start, part.end)
                if part.value.gss_code:
                    record.evidence[f"breakdown[{i}].gss_code"] = record.view.quote(name.start, name.end)
            return [part for part, _ in parts]
    return []


def own_amount(record: Record, row: Row) -> Cell | None:
    """The amount of a row that is its part: its total's, else the only one, else all its years together."""
    if len(row.moneys) <= 1:
        return row.moneys[0] if row.moneys else None
    heads = [record.view.words(head.start, head.end) if head else "" for head in row.heads]
    for wanted in (r"\btotal\b", r"\b(?:allocation|award|grant)s?\b"):
        hits = [
            cell
            for cell, head in zip(row.moneys, heads, strict=True)
            if re.search(wanted, head, re.IGNORECASE)
        ]
        if len(hits) == 1:
            return hits[0]
    if all(_YEAR.search(head) for head in heads):
        first, last = row.moneys[0], row.moneys[-1]
        return first._replace(end=last.end, pence=sum(cell.pence for cell in row.moneys))
    return row.moneys[0]


def _from_tables(record: Record, tables: Sequence[Row]) -> list[_Part]:
    view = record.view
    parts: list[_Part] = []
    received: list[_Part] = []  # counts where no place has a part
    places = _with_districts(tuple(record.places))
    shown = [_names_part(record, row, places) for row in tables if not row.is_total]
    named = [(row, cell, view.words(cell.start, cell.end)) for row, cell in shown]
    known = [known_place(name, places) for _, _, name in named]
    heads = [_over(row, cell) for row, cell, _ in named]
    tallies: dict[tuple[int, int], list[int]] = {}
    for (row, _, _), above, place in zip(named, heads, known, strict=True):
        tally = tallies.setdefault((row.table, above.start if above else -1), [0, 0])
        tally[0] += place is not None
        tally[1] += 1
    for (row, cell, name), above, place in zip(named, heads, known, strict=True):
        hits, size = tallies[row.table, above.start if above else -1]
        head = _head(record, above)
        headed, receives = _heads(_PLACE_HEAD, head), _heads(_RECEIVER_HEAD, head)
        among = hits >= 2 and hits * 2 >= size and (not head or receives)
        money = own_amount(record, row)
        of_place = headed or among or (place is not None and (hits >= 2 or parts))
        if money and (of_place or receives):
            value = PlacePart(place.name if place else name, place.gss_code if place else None, money.pence)
            (parts if of_place else received).append((Found(value, money.start, money.end), cell))
    return parts or received


def _names_part(record: Record, row: Row, places: Sequence[Place]) -> tuple[Row, Cell]:
    """The cell of a row that says whose part it is: a place, else under a place's or a recipient's heading."""
    for cell, _ in row.named:
        if known_place(record.view.words(cell.start, cell.end), places):
            return row, cell
    for wanted in (_PLACE_HEAD, _RECEIVER_HEAD):
        for cell, head in row.named:
            if _heads(wanted, _head(record, head)):
                return row, cell
    return row, row.name


def _over(row: Row, cell: Cell) -> Cell | None:
    return next((above for one, above in row.named if one is cell), None)


def _head(record: Record, cell: Cell | None) -> str:
    return record.view.words(cell.start, cell.end) if cell else ""


def _heads(wanted: re.Pattern[str], head: str) -> bool:
    return bool(wanted.search(head)) and not _OTHER_HEAD.search(head)


def _from_sentences(record: Record) -> list[_Part]:
    """Known places named beside their amounts in prose."""
    places = _with_districts(tuple(record.places))
    beside, behind = _prose(places)
    flow = record.view.flow
    readings: list[list[_Part]] = [[], []]
    for amount in record.amounts:
        matches = (
            beside.search(flow, max(record.start, amount.start - 90), amount.start),
            behind.match(flow, amount.end, min(record.end, amount.end + 60)),
        )
        for parts, match in zip(readings, matches, strict=True):
            place = known_place(match["place"], places) if match else None
            if match and place and all(part.value.place != place.name for part, _ in parts):
                name = Cell("name", match.start("place"), match.end("place"), 0, 0)
                parts.append(
                    (
                        Found(PlacePart(place.name, place.gss_code, amount.pence), amount.start, amount.end),
                        name,
                    )
                )
    return max(readings, key=len)


@lru_cache(maxsize=8)
def _prose(places: tuple[Place, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """How prose names a place right before its amount, and right behind it."""
    names = "|".join(re.escape(place.name) for place in sorted(places, key=lambda place: -len(place.name)))
    beside = re.compile(
        rf"\b(?P<place>{names})\b(?: {_KIND})?(?:,? (?:will (?:receive|get)|receives|to receive"
        rf"|is (?:awarded|allocated|given)|gets|with|at))?"
        r"[ :(–=-]{0,3}$",
        re.IGNORECASE,
    )
    behind = re.compile(
        rf"\)?,? ?(?:is |will be )?(?:awarded |allocated |paid |given )?(?:to|for|in"
        rf"|\() ?(?:the )?(?:city of )?(?P<place>{names})\b",
        re.IGNORECASE,
    )
    return beside, behind
