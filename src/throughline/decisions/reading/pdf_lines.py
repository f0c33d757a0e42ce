"""Which words of a page stand on one line, and which in one column?

Plain geometry: words with their places come in, rows of text go out. A gap much wider than a space is a tab; a
line that begins under a later cell of the line above continues that cell.
"""

from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

_SPACE = 0.28  # of the type size: a usual space
_JOINED = 0.13  # a smaller gap is none: the raised "th" after a number
_TAB = 0.7  # a wider gap parts two cells, unless the whole line is spread like that
_SPREAD = 7  # so many gaps make a line's own middle gap worth knowing
_TIGHT = 1.55  # lines nearer than this belong together


@dataclass(slots=True)
class Word:
    text: str
    left: float
    right: float
    base: float
    size: float


@dataclass(slots=True)
class Row:
    """What is printed together; `top` and `base` are its first and last base lines, `lefts` where its cells begin."""

    text: str
    top: float
    base: float
    size: float
    lefts: list[float] = field(default_factory=list)


def lines_of(words: list[Word]) -> list[list[Word]]:
    """Words in lines, top to bottom, left to right; a raised or lowered word stays in its line."""
    lines: list[list[Word]] = []
    bases: list[float] = []  # negated, so ascending
    for word in sorted(words, key=lambda word: (-word.size, -word.base)):
        at = bisect_left(bases, -word.base)
        near = [i for i in (at - 1, at) if 0 <= i < len(bases)]
        best = min(near, key=lambda i: abs(bases[i] + word.base), default=None)
        size = lines[best][0].size if best is not None else 0.0
        reach = (0.42 if word.size > 0.9 * size else 0.6) * size
        if best is not None and abs(bases[best] + word.base) < reach:
            lines[best].append(word)
        else:
            lines.insert(at, [word])
            bases.insert(at, -word.base)
    for line in lines:
        line.sort(key=lambda word: word.left)
    return lines


def row_of(line: list[Word]) -> Row:
    """The line as text, a tab between its cells."""
    gaps = [after.left - before.right for before, after in pairwise(line)]
    size = max(word.size for word in line)
    amounts = sum("£" in word.text for word in line)
    usual = median(gaps) if len(gaps) >= _SPREAD and amounts < 2 else _SPACE * size
    widest = max(_TAB * size, 2.2 * usual)
    text, lefts = line[0].text, [line[0].left]
    for gap, word in zip(gaps, line[1:], strict=True):
        if gap >= widest:
            lefts.append(word.left)
        text += ("" if gap < _JOINED * size else " " if gap < widest else "\t") + word.text
    main = max(line, key=lambda word: word.right - word.left)
    return Row(text, main.base, main.base, size, lefts)


def rows_of(lines: list[list[Word]]) -> list[Row]:
    """The lines as rows; one that continues a later cell begins with as many tabs."""
    rows = [row_of(line) for line in lines]
    rows = _labels_first(rows)
    above: list[float] = []
    for before, row in zip([None, *rows], rows, strict=False):
        if before is None or before.base - row.top > _TIGHT * row.size:
            above = []
        begins = row.lefts[0]
        cell = next((i for i, left in enumerate(above) if i and abs(left - begins) < 3), 0)
        if cell:
            row.text = "\t" * cell + row.text
        elif len(row.lefts) > 1 or not above:
            above = row.lefts
    return rows


def _labels_first(rows: list[Row]) -> list[Row]:
    """A label that stands at half the height of its value's lines comes before the first of them."""
    ordered: list[Row] = []
    i = 0
    while i < len(rows):
        around = _lines_around(rows, i) if ordered else 0
        if around and len(ordered) >= around:
            label, _, beside = rows[i].text.partition("\t")
            value = [row.text for row in rows[i - around : i]]
            value += [beside] if beside else []
            value += [row.text for row in rows[i + 1 : i + 1 + around]]
            first, last = rows[i - around], rows[i + around]
            del ordered[-around:]
            text = f"{label}\t" + "\n\t".join(value)
            ordered.append(Row(text, first.top, last.base, first.size, [rows[i].lefts[0], first.lefts[0]]))
            i += around
        else:
            ordered.append(rows[i])
        i += 1
    return ordered


def _lines_around(rows: list[Row], i: int) -> int:
    """How many lines of its value stand above a centred label, and as many below it; 0 when it is none."""
    row = rows[i]
    if not 0 < i < len(rows) - 1 or len(row.lefts) > 2:
        return 0
    step, below = rows[i - 1].top - row.top, row.top - rows[i + 1].top
    beside = len(row.lefts) == 2
    if not (
        step < 0.8 * row.size and below < 0.8 * row.size if not beside else abs(step - below) < 0.06 * below
    ):
        return 0
    column = rows[i - 1].lefts[0]
    if column < row.lefts[0] + 3 * row.size or (beside and abs(row.lefts[1] - column) > 3):
        return 0
    around = 0
    while _is_of_column(rows, i - around - 1, column) and _is_of_column(rows, i + around + 1, column):
        around += 1
    top = i - around
    if around and beside and top and rows[top - 1].base - rows[top].top < 1.1 * below:
        return 0  # the lines above are the end of the row above
    return around


def _is_of_column(rows: list[Row], i: int, column: float) -> bool:
    return 0 <= i < len(rows) and len(rows[i].lefts) == 1 and abs(rows[i].lefts[0] - column) < 3


def cell_text(lines: list[list[Word]], right: float) -> str:
    """A drawn cell's text; a new line only where the next word would still have fitted."""
    text = ""
    for number, line in enumerate(lines):
        if number:
            before, word = lines[number - 1][-1], line[0]
            room = right - before.right - 0.5 * word.size
            text += "\n" if word.right - word.left + _SPACE * word.size < room else " "
        text += row_of(line).text
    return text


def text_of(rows: list[Row]) -> str:
    """The rows from top to bottom, with a blank line where the page leaves one."""
    rows = sorted(rows, key=lambda row: -row.top)
    steps = [before.base - after.top for before, after in pairwise(rows)]
    usual = median(steps) if steps else 0
    text = rows[0].text
    for step, (before, row) in zip(steps, pairwise(rows), strict=True):
        text += "\n\n" if step > 1.35 * usual and step > _TIGHT * min(before.size, row.size) else "\n"
        text += row.text
    return text
