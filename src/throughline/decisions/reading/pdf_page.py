"""Which words stand on this page of a PDF, in which row and which column?

A PDF holds letters at positions, not lines. Letters become words, words on one base line a line, and a gap
much wider than the line's other gaps a tab. Where a table has its lines drawn, they decide:
what stands in one drawn cell is one cell, however often its text wraps.
"""

import ctypes
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from statistics import median
from typing import Any

import pypdfium2.raw as pdfium_c

from .pdf_lines import Row, Word, cell_text, lines_of, rows_of, text_of
from .pdf_rules import Rules, drawn_rules

_LAYOUT_CELL = 300  # characters in a cell that make it a part of the form, not a value


@dataclass(frozen=True, slots=True)
class PageText:
    text: str
    letters: int
    unknown: int  # letters whose shape has no character
    has_pictures: bool


def page_lines(document: Any, number: int) -> PageText:
    """One page: a line a row, a tab between columns, a blank line where the page leaves one."""
    page = document[number]
    if pdfium_c.FPDFPage_GetAnnotCount(page) > 0:  # filled-in fields and stamps become part of the page
        pdfium_c.FPDFPage_Flatten(page, pdfium_c.FLAT_NORMALDISPLAY)
        page.close()
        page = document[number]
    textpage = page.get_textpage()
    turn = _turn(textpage)
    words, unknown = _words(textpage, turn)
    rules, has_pictures = drawn_rules(page, turn)
    letters = sum(len(word.text) for word in words)
    text = _assembled(words, rules) if words else ""
    textpage.close()
    page.close()
    return PageText(text, letters, unknown, has_pictures)


def _turn(textpage: Any) -> int:
    """By how many quarter turns most of the text is turned."""
    count = textpage.count_chars()
    turns: Counter[int] = Counter()
    for index in range(0, count, max(1, count // 200)):
        angle = pdfium_c.FPDFText_GetCharAngle(textpage, index)
        if angle >= 0:
            turns[round(angle / 1.5707963) % 4] += 1
    return turns.most_common(1)[0][0] if turns else 0


def turned(x: float, y: float, turn: int) -> tuple[float, float]:
    """The point after the page is turned so that its text runs to the right."""
    return ((x, y), (-y, x), (-x, -y), (y, -x))[turn]  # PDFium counts clockwise


def _words(textpage: Any, turn: int) -> tuple[list[Word], int]:
    words: list[Word] = []
    unknown = 0
    current: Word | None = None
    box = pdfium_c.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(textpage.count_chars()):
        code = pdfium_c.FPDFText_GetUnicode(textpage, index)
        letter = _letter(code)
        if not letter.strip():
            current = None
            continue
        if not pdfium_c.FPDFText_GetLooseCharBox(textpage, index, box):
            continue
        pdfium_c.FPDFText_GetCharOrigin(textpage, index, x, y)
        a, b = turned(box.left, box.bottom, turn), turned(box.right, box.top, turn)
        left, right = min(a[0], b[0]), max(a[0], b[0])
        size = max(abs(b[1] - a[1]) * 0.92, 1.0)
        base = turned(x.value, y.value, turn)[1]
        unknown += letter == "\ufffd"
        if (
            current is not None
            and abs(base - current.base) < 0.1 * current.size
            and -0.5 * size < left - current.right < 0.5 * size
        ):
            current.text += letter
            current.right = max(current.right, right)
        else:
            current = Word(letter, left, right, base, size)
            words.append(current)
    return words, unknown


def _letter(code: int) -> str:
    if code in (0x02, 0xFFFE, 0xAD):  # PDFium's marks for a hyphen at a line's end
        return "-"
    if 0xE000 <= code <= 0xF8FF or code == 0 or 0xD800 <= code <= 0xDFFF:
        return {
            0xF0B7: "•",
            0xF0A7: "•",
            0xF0FE: "☒",
            0xF0FD: "☒",
            0xF0FC: "✓",
            0xF0A8: "☐",
            0xF06F: "☐",
        }.get(code, "\ufffd")
    return {0xA0: " ", 0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl"}.get(
        code, chr(code)
    )


def _assembled(words: list[Word], rules: Rules) -> str:
    in_cells: dict[tuple[float, float], list[Word]] = {}
    free: list[Word] = []
    for word in words:
        band = rules.band((word.left + word.right) / 2, word.base + 0.3 * word.size)
        if band is None:
            free.append(word)
        else:
            in_cells.setdefault(band, []).append(word)
    rows = rows_of(lines_of(free))
    for band, inside in in_cells.items():
        rows += _band_rows(inside, rules, band)
    return text_of(rows)


def _band_rows(words: list[Word], rules: Rules, band: tuple[float, float]) -> list[Row]:
    """One row for a drawn row, or its lines where it has a single cell."""
    edges = rules.edges(band)
    cells: dict[int, list[Word]] = {}
    for word in words:
        cells.setdefault(bisect_right(edges, (word.left + word.right) / 2), []).append(word)
    drawn = range(1, len(edges)) if len(edges) > 2 else range(min(cells), max(cells) + 1)
    if len(drawn) < 2:
        return rows_of(lines_of(words))
    texts = {}
    for column, inside in cells.items():
        right = edges[column] if column < len(edges) else max(word.right for word in inside)
        texts[column] = cell_text(lines_of(inside), right)
    top, base = max(word.base for word in words), min(word.base for word in words)
    size = median(word.size for word in words)
    if any(len(text) > _LAYOUT_CELL and "\n" in text for text in texts.values()):
        return [Row("\n".join(texts[column] for column in sorted(texts)), top, base, size)]
    parts = [
        texts.get(column, "") for column in range(min(drawn[0], min(cells)), max(drawn[-1], max(cells)) + 1)
    ]
    if len(parts) == 2:
        text = f"{_joined(parts[0])}\t" + parts[1].replace("\n", "\n\t")
    else:
        text = "\t".join(map(_joined, parts))
    return [Row(text, top, base, size)]


def _joined(text: str) -> str:
    return text.replace("\n", " ")
