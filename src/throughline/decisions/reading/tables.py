"""How is the money divided among places?

A table may have lost its shape, be split by a page or hold several pairs of columns: so names and amounts are read
as one stream, and an amount belongs to the name before it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .labels import field_of
from .money import Amount, amounts, bare
from .record import Found, Record
from .shape import Place, PlacePart

_KIND = (
    r"(?:metropolitan |city |borough |district |county |unitary |mbc |royal borough |london borough )*"
    r"(?:council|mbc|bc|cc|dc|mdc|csp|community safety partnership|local authority|borough|district|la|locality|city)"
)
_AFTER = re.compile(rf"(?:['’]s)? {_KIND}(?: \([A-Z]{{2,6}}\))?$|\*+$|:$", re.IGNORECASE)
_BEFORE = re.compile(r"^(?:(?:the )?(?:city|metropolitan borough|borough|royal borough|county|district) of |the )", re.IGNORECASE)
_PLACE_HEAD = re.compile(
    r"\b(?:localit(?:y|ies)|areas?|districts?|boroughs?|councils?|(?:local |unitary )?authorit(?:y|ies)|places?|count(?:y|ies)|cit(?:y|ies)|towns?"
    r"|wards?|csps?|partnerships?|regions?|las?|divisions?|neighbourhoods?|constituenc(?:y|ies))\b",
    re.IGNORECASE,
)
_OTHER_HEAD = re.compile(r"\b(?:provider|recipient|organisation|project|supplier|charity|group|scheme|item|activity|category)s?\b", re.IGNORECASE)
_TOTAL = re.compile(r"^(?:grand |overall |sub-?|combined )?(?:total|sum)s?\b|^all (?:areas|districts|localities|places)\b|^(?:overall|together)$", re.IGNORECASE)
_MONEY_HEAD = re.compile(r"£|\b(?:allocation|amount|award|grant|funding|value|sum|budget|payment|share|total|cost)s?\b", re.IGNORECASE)
_COUNT_HEAD = re.compile(r"\b(?:number|count|caseload|cases|people|population|weight|%|per ?cent|share of|posts|fte|no\.?|referrals)\b|%", re.IGNORECASE)
_THOUSANDS = re.compile(r"£ ?(?:000|k\b|'000)|\b(?:in|\() ?(?:£ ?)?thousands", re.IGNORECASE)
_PAIR_LINE = re.compile(r"(?P<name>[A-Z][A-Za-z'’&.,() -]{1,60}?)[ :–=-]{1,4}(?=(?:£|GBP))")


class Cell(NamedTuple):
    kind: str  # name, money, total, other
    start: int
    end: int
    pence: int = 0
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """A table's row: its name, its amounts, and the heading of each amount."""

    name: Cell
    moneys: tuple[Cell, ...]
    heads: tuple[str, ...]


def known_place(words: str, places: Sequence[Place]) -> Place | None:
    """The known place that a name means, with or without "Council" and the like."""
    name = words.strip(" -–:*•").casefold()
    for shape in (name, _AFTER.sub("", name), _BEFORE.sub("", name), _BEFORE.sub("", _AFTER.sub("", name))):
        for place in places:
            if place.name.casefold() == shape:
                return place
    return None


def breakdown(record: Record) -> list[Found[PlacePart]]:
    """Each place's part, in the order of the text; empty when nothing is divided among places."""
    for read in (_from_tables, _from_sentences):
        parts = read(record)
        if len(parts) >= 2:
            for i, (part, name) in enumerate(parts):
                record.evidence[f"breakdown[{i}].pence"] = record.view.quote(part.start, part.end)
                record.evidence[f"breakdown[{i}].place"] = record.view.quote(name.start, name.end)
            return [part for part, _ in parts]
    return []


def _from_tables(record: Record) -> list[tuple[Found[PlacePart], Cell]]:
    parts: list[tuple[Found[PlacePart], Cell]] = []
    for block in _blocks(record):
        rows = list(_rows(record, block))
        names = [record.view.words(row.name.start, row.name.end) for row in rows]
        known = [known_place(name, record.places) for name in names]
        head = " ".join(record.view.words(c.start, c.end) for c in block if c.kind == "head")
        placed = bool(_PLACE_HEAD.search(head)) and not _OTHER_HEAD.search(head)
        if not any(known) and not placed and not parts:
            continue
        if sum(place is not None for place in known) < 2 and not placed and not parts:
            continue
        for row, name, place in zip(rows, names, known, strict=True):
            money = _own(row)
            if money and (place or placed or (parts and sum(p is not None for p in known) * 2 >= len(known))):
                value = PlacePart(place.name if place else name, place.gss_code if place else None, money.pence)
                parts.append((Found(value, money.start, money.end), row.name))
    return parts


def _own(row: Row) -> Cell | None:
    """The amount of a row that is its part: the total's column, else the only one, else all years together."""
    if not row.moneys:
        return None
    if len(row.moneys) == 1:
        return row.moneys[0]
    for wanted in (re.compile(r"\btotal\b", re.IGNORECASE), re.compile(r"\b(?:allocation|award|grant)", re.IGNORECASE)):
        hits = [cell for cell, head in zip(row.moneys, row.heads, strict=True) if wanted.search(head)]
        if len(hits) == 1:
            return hits[0]
    if all(re.search(r"\d\d", head) for head in row.heads):
        return Cell("money", row.moneys[0].start, row.moneys[-1].end, sum(cell.pence for cell in row.moneys))
    return row.moneys[0]


def _blocks(record: Record) -> Iterator[list[Cell]]:
    """Runs of cells; a line of prose or a new labelled field ends one, a page break or a repeated header does not."""
    block: list[Cell] = []
    for number, (start, end) in enumerate(_lines(record)):
        cells = list(_cells(record, start, end, number))
        if any(cell.kind == "prose" for cell in cells):
            if block:
                yield block
            block = []
        else:
            block += cells
    if block:
        yield block


def _lines(record: Record) -> Iterator[tuple[int, int]]:
    text, at = record.view.clean, record.start
    while at < record.end:
        stop = text.find("\n", at, record.end)
        stop = record.end if stop < 0 else stop
        if stop > at:
            yield at, stop
        at = stop + 1


def _cells(record: Record, start: int, end: int, line: int) -> Iterator[Cell]:
    text, at, column = record.view.clean, start, 0
    if "\t" not in text[start:end]:
        yield from _split_line(record, start, end, line)
        return
    while at <= end:
        stop = text.find("\t", at, end)
        stop = end if stop < 0 else stop
        if text[at:stop].strip():
            yield _cell(record, at, stop, line, column)
        column += 1
        at = stop + 1


def _split_line(record: Record, start: int, end: int, line: int) -> Iterator[Cell]:
    """A line without tabs: names and amounts alternating, or one cell."""
    text, at = record.view.clean, start
    if end - start <= 200:
        cells: list[Cell] = []
        for match in _PAIR_LINE.finditer(text, start, end):
            money = next(amounts(text, match.end(), end), None)
            if match.start() != at or money is None or money.start != match.end():
                break
            cells += [_cell(record, match.start("name"), match.end("name"), line, len(cells)),
                      Cell("money", money.start, money.end, money.pence, line, len(cells) + 1)]
            at = money.end
            while at < end and text[at] in " ,;.":
                at += 1
        if cells and at >= end:
            yield from cells
            return
    yield _cell(record, start, end, line, 0)


def _cell(record: Record, start: int, end: int, line: int, column: int) -> Cell:
    start, end = record.view.trim(start, end, "•-–*:.")
    words = record.view.words(start, end)
    money = next(amounts(record.view.clean, start, end), None)
    if money and end - start - (money.end - money.start) <= 3:
        return Cell("money", money.start, money.end, money.pence, line, column)
    figure = bare(words)
    if figure is not None:
        return Cell("figure", start, end, figure, line, column)
    if end - start > 90 or money:
        return Cell("prose", start, end, 0, line, column)
    if _TOTAL.match(words):
        return Cell("total", start, end, 0, line, column)
    return Cell("name", start, end, 0, line, column)


def _rows(record: Record, block: list[Cell]) -> Iterator[Row]:
    heads: dict[int, str] = {}
    lines: dict[int, list[Cell]] = {}
    for cell in block:
        lines.setdefault(cell.line, []).append(cell)
    waiting: list[Cell] = []
    stream: list[tuple[Cell, list[Cell]]] = []
    for cells in lines.values():
        if len(cells) >= 2 and all(cell.kind in ("name", "total") for cell in cells):
            heads = {cell.column: record.view.words(cell.start, cell.end) for cell in cells}
            block += [cell._replace(kind="head") for cell in cells]
            continue
        for cell in cells:
            if cell.kind in ("name", "total"):
                waiting.append(cell)
            elif _is_money(cell, heads):
                scale = 1000 if _THOUSANDS.search(heads.get(cell.column, "")) else 1
                paid = cell._replace(pence=cell.pence * scale)
                if len(waiting) > 1 and waiting[-1].line == cell.line:
                    waiting = waiting[-1:]
                if waiting:
                    stream.append((waiting.pop(0), [paid]))
                elif stream and stream[-1][1][-1].line == cell.line:
                    stream[-1][1].append(paid)
    for name, moneys in stream:
        if name.kind == "name":
            yield Row(name, tuple(moneys), tuple(heads.get(cell.column, "") for cell in moneys))


def _is_money(cell: Cell, heads: dict[int, str]) -> bool:
    if cell.kind == "money":
        return True
    head = heads.get(cell.column, "")
    return cell.kind == "figure" and bool(_MONEY_HEAD.search(head)) and not _COUNT_HEAD.search(head)


def _from_sentences(record: Record) -> list[tuple[Found[PlacePart], Cell]]:
    """Known places named beside their amounts in prose."""
    if not record.places:
        return []
    names = "|".join(re.escape(place.name) for place in record.places)
    beside = re.compile(rf"\b(?P<place>{names})\b(?: {_KIND})?(?:,? (?:will receive|receives|to receive|is awarded|gets|is allocated|with|at))?"
                        rf"[ :(–=-]{{0,3}}$", re.IGNORECASE)
    behind = re.compile(rf"\)?,? ?(?:to|for|in|\() ?(?:the )?(?:city of )?(?P<place>{names})\b", re.IGNORECASE)
    flow, parts = record.view.flow, []
    for amount in amounts(record.view.clean, record.start, record.end):
        before = beside.search(flow, max(record.start, amount.start - 90), amount.start)
        match = before or behind.match(flow, amount.end, min(record.end, amount.end + 60))
        if match:
            place = known_place(match["place"], record.places)
            if place and all(part.value.place != place.name for part, _ in parts):
                parts.append((Found(PlacePart(place.name, place.gss_code, amount.pence), amount.start, amount.end),
                              Cell("name", match.start("place"), match.end("place"))))
    return parts


__all__ = ["Amount", "breakdown", "field_of", "known_place"]
