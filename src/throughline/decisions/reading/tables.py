"""Which rows does a table have, even one that lost its shape?

A table may be split by a page, repeat its heading, hold several pairs of columns or have every cell on a line of
its own: so cells are read as one stream, and an amount belongs to the name before it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from .form import every_cell, lines_of
from .money import bare
from .record import Record

Kind = Literal["name", "money", "figure", "total", "prose"]

_TOTAL = re.compile(
    r"^(?:grand |overall |combined )?(?:total|sum)s?\b|^all (?:areas|districts|localities|places"
    r"|boroughs)\b|^(?:overall|together)$",
    re.IGNORECASE,
)
_MONEY_HEAD = re.compile(
    r"£|\b(?:allocation|amount|award|grant|funding|value|sum|budget|payment|share|total|cost"
    r"|20\d\d[/-]\d\d)s?\b",
    re.IGNORECASE,
)
_COUNT_HEAD = re.compile(
    r"\b(?:number|count|caseload|cases|people|population|weight|per ?cent|posts|fte|no\.?|referrals"
    r"|clients)\b|%|\bshare of\b",
    re.IGNORECASE,
)
_THOUSANDS = re.compile(r"£ ?'?(?:000|k\b)|\bthousands\b", re.IGNORECASE)
_MILLIONS = re.compile(r"£ ?(?:m\b|million)", re.IGNORECASE)
_PAIR = re.compile(r"(?P<name>[A-Z][A-Za-z'’&.,()/ -]{1,60}?)[ :–=-]{1,4}(?=£|GBP)")
_HEAD_LINE = re.compile(
    r"(?:locality|area|district|borough|council|authority|local authority|place|town|city|county|csp"
    r"|partnership)s? [A-Za-z ()£]{0,12}"
    r"(?:allocation|amount|award|grant|funding|value|payment|share)\b",
    re.IGNORECASE,
)


class Cell(NamedTuple):
    """A table's cell: what it is, where it stands, its money if any."""

    kind: Kind
    start: int
    end: int
    line: int
    column: int
    pence: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """A name and its amounts, each with the cell that heads its column."""

    name: Cell
    moneys: tuple[Cell, ...]
    heads: tuple[Cell | None, ...]
    name_head: Cell | None
    table: int
    named: tuple[tuple[Cell, Cell | None], ...] = ()  # every name of the row with the cell that heads it

    @property
    def is_total(self) -> bool:
        return self.name.kind == "total"


def rows(record: Record) -> list[Row]:
    """Every row of every table of a record, in the order of the text."""
    found: list[Row] = []
    for table, block in enumerate(_blocks(record)):
        found += _Stream(record, table).read(block)
    return found


def _blocks(record: Record) -> Iterator[list[Cell]]:
    """Runs of cells; a line of prose ends one, a page break or a repeated heading does not."""
    block: list[Cell] = []
    for number, (start, end) in enumerate(lines_of(record.view.clean, record.start, record.end)):
        cells = list(_cells(record, start, end, number))
        if any(cell.kind == "prose" for cell in cells):
            if block:
                yield block
            block = []
        else:
            block += cells
    if block:
        yield block


def _cells(record: Record, start: int, end: int, line: int) -> Iterator[Cell]:
    text = record.view.clean
    if "\t" not in text[start:end]:
        yield from _pairs(record, start, end, line)
        return
    for column, (begin, stop) in enumerate(every_cell(text, start, end)):
        if begin < stop:
            yield _cell(record, begin, stop, line, column)


def _pairs(record: Record, start: int, end: int, line: int) -> Iterator[Cell]:
    """A line without tabs: names and amounts in turn, or one cell."""
    text, at = record.view.clean, start
    cells: list[Cell] = []
    while end - start <= 240 and at < end:
        match = _PAIR.match(text, at, end)
        money = next(iter(record.amounts_in(match.end(), end)), None) if match else None
        if match is None or money is None or money.start != match.end():
            break
        cells.append(_cell(record, match.start("name"), match.end("name"), line, len(cells)))
        cells.append(Cell("money", money.start, money.end, line, len(cells), money.pence))
        at = money.end
        while at < end and text[at] in " ,;.":
            at += 1
    if cells and at >= end:
        yield from cells
    else:
        yield _cell(record, start, end, line, 0)


def _cell(record: Record, start: int, end: int, line: int, column: int) -> Cell:
    start, end = record.view.trim(start, end, "•-–*:.")
    money = next(iter(record.amounts_in(start, end)), None) if end - start < 200 else None
    if money and end - start - (money.end - money.start) <= 3:
        return Cell("money", money.start, money.end, line, column, money.pence)
    if money or end - start > 90:
        return Cell("prose", start, end, line, column)
    words = record.view.words(start, end)
    figure = bare(words)
    if figure is not None:
        return Cell("figure", start, end, line, column, figure)
    return Cell("total" if _TOTAL.match(words) else "name", start, end, line, column)


class _Stream:
    """The rows of one run of cells."""

    def __init__(self, record: Record, table: int) -> None:
        self.record, self.table = record, table
        self.heads: dict[int, Cell] = {}
        self.waiting: list[Cell] = []
        self.found: list[tuple[list[Cell], list[Cell], dict[int, Cell]]] = []

    def read(self, block: list[Cell]) -> Iterator[Row]:
        lines: dict[int, list[Cell]] = {}
        for cell in block:
            lines.setdefault(cell.line, []).append(cell)
        order = list(lines.values())
        for i, cells in enumerate(order):
            if self._is_head(cells):
                self.waiting.clear()
                continue
            for cell in cells:
                self._take(cell, order[i:])
        for names, moneys, heads in self.found:
            name = names[-1]
            yield Row(
                name,
                tuple(moneys),
                tuple(heads.get(cell.column) for cell in moneys),
                heads.get(name.column),
                self.table,
                tuple((cell, heads.get(cell.column)) for cell in names),
            )

    def _is_head(self, cells: list[Cell]) -> bool:
        if len(cells) >= 2 and all(cell.kind in ("name", "total") for cell in cells):
            self.heads = {cell.column: cell for cell in cells}
            return True
        if len(cells) == 1 and _HEAD_LINE.match(self._words(cells[0])):
            self.heads = dict.fromkeys(range(12), cells[0])
            return True
        return False

    def _take(self, cell: Cell, rest: list[list[Cell]]) -> None:
        if cell.kind in ("name", "total"):
            self.waiting.append(cell)
            return
        scale = self._scale(cell)
        if not scale:
            return
        paid = cell._replace(pence=cell.pence * scale)
        if self.waiting:
            alone = self.waiting[-1].line != cell.line
            run = _run(rest) if alone else 1
            keep = run if alone and 2 <= run <= len(self.waiting) else 1
            beside = [] if alone else [name for name in self.waiting[:-1] if name.line == cell.line]
            self.waiting = self.waiting[-keep:]
            self.found.append(([*beside, self.waiting.pop(0)], [paid], self.heads))
        elif self.found and self.found[-1][1][-1].line == cell.line:
            self.found[-1][1].append(paid)

    def _scale(self, cell: Cell) -> int:
        """What a cell's figure counts in; 0 when it is no money."""
        head = self._words(self.heads[cell.column]) if cell.column in self.heads else ""
        if cell.kind == "money":
            return 1
        if not _MONEY_HEAD.search(head) or _COUNT_HEAD.search(head):
            return 0
        if _THOUSANDS.search(head):
            return 1_000
        return 1_000_000 if _MILLIONS.search(head) else 1

    def _words(self, cell: Cell) -> str:
        return self.record.view.words(cell.start, cell.end)


def _run(lines: list[list[Cell]]) -> int:
    """How many lines from here hold one amount each: a column that stands apart from its names."""
    count = 0
    for cells in lines[:400]:
        if len(cells) != 1 or cells[0].kind != "money":
            break
        count += 1
    return count
