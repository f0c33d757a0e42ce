"""How is the money divided among places?"""

import re
from collections.abc import Sequence

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
    r"\b(?:provider|recipient|organisation|project|supplier|charity|group|scheme|item|activity|category"
    r"|service|priority|policy) ?\w*|"
    r"\b(?:budget|spend|cost|expenditure|funding) area",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\d\d")

_Part = tuple[Found[PlacePart], Cell]


def known_place(words: str, places: Sequence[Place]) -> Place | None:
    """The known place that a name means, with or without "Council" and the like."""
    name = words.strip(" -–:*•").casefold()
    for shape in (name, _AFTER.sub("", name), _BEFORE.sub("", name), _BEFORE.sub("", _AFTER.sub("", name))):
        for place in places:
            if place.name.casefold() == shape:
                return place
    return None


def breakdown(record: Record, tables: Sequence[Row]) -> list[Found[PlacePart]]:
    """Each place's part, in the order of the text; empty when nothing is divided among places."""
    for parts in (_from_tables(record, tables), _from_sentences(record)):
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
    named = [(row, view.words(row.name.start, row.name.end)) for row in tables if not row.is_total]
    known = [known_place(name, record.places) for _, name in named]
    tallies: dict[int, list[int]] = {}
    for (row, _), place in zip(named, known, strict=True):
        tally = tallies.setdefault(row.table, [0, 0])
        tally[0] += place is not None
        tally[1] += 1
    for (row, name), place in zip(named, known, strict=True):
        hits, size = tallies[row.table]
        head = view.words(row.name_head.start, row.name_head.end) if row.name_head else ""
        headed = bool(_PLACE_HEAD.search(head)) and not _OTHER_HEAD.search(head)
        among = hits >= 2 and hits * 2 >= size and not head
        money = own_amount(record, row)
        if money and (headed or among or (place is not None and (hits >= 2 or parts))):
            value = PlacePart(place.name if place else name, place.gss_code if place else None, money.pence)
            parts.append((Found(value, money.start, money.end), row.name))
    return parts


def _from_sentences(record: Record) -> list[_Part]:
    """Known places named beside their amounts in prose."""
    if not record.places:
        return []
    names = "|".join(re.escape(place.name) for place in record.places)
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
    flow = record.view.flow
    readings: list[list[_Part]] = [[], []]
    for amount in record.amounts:
        matches = (
            beside.search(flow, max(record.start, amount.start - 90), amount.start),
            behind.match(flow, amount.end, min(record.end, amount.end + 60)),
        )
        for parts, match in zip(readings, matches, strict=True):
            place = known_place(match["place"], record.places) if match else None
            if match and place and all(part.value.place != place.name for part, _ in parts):
                name = Cell("name", match.start("place"), match.end("place"), 0, 0)
                parts.append(
                    (
                        Found(PlacePart(place.name, place.gss_code, amount.pence), amount.start, amount.end),
                        name,
                    )
                )
    return max(readings, key=len)
