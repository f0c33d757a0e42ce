"""Where are the lines of a table drawn on this page?"""

import ctypes
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium_c

_THIN = 2.5  # points; a thicker bar is decoration
_MOST_OBJECTS = 20_000
_MOST_RULES = 4_000


@dataclass(slots=True)
class Rules:
    """Horizontal rules as (y, left, right) and vertical ones as (x, bottom, top), sorted."""

    across: list[tuple[float, float, float]] = field(default_factory=list)
    down: list[tuple[float, float, float]] = field(default_factory=list)

    def band(self, x: float, y: float) -> tuple[float, float] | None:
        """Bottom and top of the drawn table row around a point, if there is one."""
        at = bisect_left(self.across, (y, 0.0, 0.0))
        top = next((rule[0] for rule in self.across[at : at + 200] if rule[1] - 2 <= x <= rule[2] + 2), None)
        bottom = next(
            (
                rule[0]
                for rule in reversed(self.across[max(0, at - 200) : at])
                if rule[1] - 2 <= x <= rule[2] + 2
            ),
            None,
        )
        if top is None or bottom is None:
            return None
        return (bottom, top) if any(low - 2 <= y <= high + 2 for _, low, high in self.down) else None

    def edges(self, band: tuple[float, float]) -> list[float]:
        """The x of every vertical rule that runs through the row, each once."""
        bottom, top = band
        found: list[float] = []
        for x, low, high in self.down:
            if low <= bottom + 3 and high >= top - 3 and (not found or x - found[-1] > 3):
                found.append(x)
        return found


def drawn_rules(page: Any, turn: int) -> tuple[Rules, bool]:
    """The page's drawn lines, turned as its text is, and whether it shows pictures."""
    rules = Rules()
    has_pictures = False
    for index in range(min(pdfium_c.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
        shape = pdfium_c.FPDFPage_GetObject(page, index)
        kind = pdfium_c.FPDFPageObj_GetType(shape)
        if kind in (pdfium_c.FPDF_PAGEOBJ_IMAGE, pdfium_c.FPDF_PAGEOBJ_FORM):
            has_pictures = True
        elif kind == pdfium_c.FPDF_PAGEOBJ_PATH and len(rules.across) + len(rules.down) < _MOST_RULES:
            for start, end in _strokes(shape, turn):
                _add(rules, start, end)
    rules.across = _merged(rules.across)
    rules.down = _merged(rules.down)
    return rules, has_pictures


def _strokes(shape: Any, turn: int) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    from .pdf_page import turned

    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium_c.FPDFPageObj_GetBounds(shape, left, bottom, right, top):
        return []
    corner, other = turned(left.value, bottom.value, turn), turned(right.value, top.value, turn)
    if abs(corner[0] - other[0]) <= _THIN or abs(corner[1] - other[1]) <= _THIN:
        return [(corner, other)]
    mode, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium_c.FPDFPath_GetDrawMode(shape, mode, stroked)
    if not stroked.value:
        return []
    return [(turned(*a, turn), turned(*b, turn)) for a, b in _segments(shape)]


def _segments(shape: Any) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    matrix = pdfium_c.FS_MATRIX()
    pdfium_c.FPDFPageObj_GetMatrix(shape, matrix)
    found: list[tuple[tuple[float, float], tuple[float, float]]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    start = last = (0.0, 0.0)
    for index in range(min(pdfium_c.FPDFPath_CountSegments(shape), 2_000)):
        segment = pdfium_c.FPDFPath_GetPathSegment(shape, index)
        pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
        point = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        kind = pdfium_c.FPDFPathSegment_GetType(segment)
        if kind == pdfium_c.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == pdfium_c.FPDF_SEGMENT_LINETO:
            found.append((last, point))
        last = point
        if pdfium_c.FPDFPathSegment_GetClose(segment):
            found.append((point, start))
            last = start
    return found


def _add(rules: Rules, start: tuple[float, float], end: tuple[float, float]) -> None:
    wide, high = abs(start[0] - end[0]), abs(start[1] - end[1])
    if high <= _THIN and wide > 8:
        rules.across.append(((start[1] + end[1]) / 2, min(start[0], end[0]), max(start[0], end[0])))
    elif wide <= _THIN and high > 4:
        rules.down.append(((start[0] + end[0]) / 2, min(start[1], end[1]), max(start[1], end[1])))


def _merged(rules: list[tuple[float, float, float]]) -> list[tuple[float, float, float]]:
    """Sorted, with the pieces of one line joined: many programs draw a table's lines cell by cell."""
    whole: list[tuple[float, float, float]] = []
    lines: list[list[tuple[float, float, float]]] = []
    for rule in sorted(rules):
        if lines and rule[0] - lines[-1][0][0] <= 1.5:
            lines[-1].append(rule)
        else:
            lines.append([rule])
    for line in lines:
        at = line[0][0]
        pieces = sorted((low, high) for _, low, high in line)
        low, high = pieces[0]
        for next_low, next_high in pieces[1:]:
            if next_low <= high + 3:
                high = max(high, next_high)
            else:
                whole.append((at, low, high))
                low, high = next_low, next_high
        whole.append((at, low, high))
    return sorted(whole)
