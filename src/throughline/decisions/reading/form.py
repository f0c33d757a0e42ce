"""Which labels does this record print, and what stands behind each?

A label stands at the start of a line or of a cell, before a colon, a question mark, a dash, a tab or the end of
its line. What follows, up to the next label or heading, is its value.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .labels import field_of, numbering
from .view import View

_LONGEST = 110
_COLON = re.compile(r"(?<!\bhttp)(?<!\bhttps)[:?](?!//)(?!\d\d)")
_DASH = re.compile(r" [-–—=] ?|(?<=\w)[–—] ")
_SIGNING = re.compile(
    r"(?:electronically |digitally )?(?:agreed|approved|authorised|authorized|signed|signature|sign-off|signed off|endorsed)\b"
    r"(?: and \w+)?(?: (?:by|for|on behalf of|off by)\b|\s*[:\t\n]|$)",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.;,]$")


@dataclass(frozen=True, slots=True)
class Field:
    """A label and the part of the text behind it; `name` is None for a heading that no field answers to."""

    name: str | None
    label: tuple[int, int]
    start: int
    end: int


class Form:
    """The labelled fields of one record, in the order of the text."""

    def __init__(self, view: View, start: int, end: int) -> None:
        self.view, self.start, self.end = view, start, end
        self.fields: list[Field] = []
        self._by_name: dict[str, list[Field]] = {}
        found = list(self._labels())
        for i, (name, label_start, label_end, value_start) in enumerate(found):
            value_end = found[i + 1][1] if i + 1 < len(found) else end
            field = Field(name, (label_start, label_end), *view.trim(value_start, max(value_start, value_end)))
            self.fields.append(field)
            if name:
                self._by_name.setdefault(name, []).append(field)

    def all(self, *names: str) -> list[Field]:
        """Every field of these names: by name in the order given, then in the order of the text."""
        return [field for name in names for field in self._by_name.get(name, ())]

    def first(self, *names: str) -> Field | None:
        """The first of these fields that has a value."""
        return next((field for field in self.all(*names) if field.start < field.end), None)

    def line(self, field: Field) -> tuple[int, int]:
        """The first cell or line of a field's value."""
        text = self.view.clean
        stop = min((at for at in (text.find("\n", field.start, field.end), text.find("\t", field.start, field.end))
                    if at >= 0), default=field.end)
        return self.view.trim(field.start, stop)

    def paragraph(self, field: Field) -> tuple[int, int]:
        """A field's value up to the first blank line."""
        stop = self.view.clean.find("\n\n", field.start, field.end)
        return self.view.trim(field.start, stop if stop >= 0 else field.end)

    def _labels(self) -> Iterator[tuple[str | None, int, int, int]]:
        text, waiting = self.view.clean, False
        line_start = self.start
        while line_start < self.end:
            line_end = text.find("\n", line_start, self.end)
            line_end = self.end if line_end < 0 else line_end
            if line_start < line_end:
                cells = list(_cells(text, line_start, line_end))
                found_here = False
                for i, (start, end) in enumerate(cells):
                    label = self._label(start, end, alone=len(cells) == 1, more=i + 1 < len(cells))
                    if label:
                        yield label
                        found_here, waiting = True, not text[label[3] : line_end].strip(" \t")
                if not found_here:
                    if not waiting and self._heading(line_start, line_end):
                        yield None, line_start, line_end, line_end
                    waiting = False
            line_start = line_end + 1

    def _label(self, start: int, end: int, *, alone: bool, more: bool) -> tuple[str | None, int, int, int] | None:
        text = self.view.clean
        words = numbering(text, start, end)
        if words >= end or not (text[words].isupper() or text[words].isdigit()):
            return None
        near = min(end, words + _LONGEST)
        for pattern in (_COLON, _DASH):
            for match in list(pattern.finditer(text, words, near))[:2]:
                name = field_of(text[words : match.start()])
                if name:
                    after = match.end()
                    while after < end and text[after] in ":?-– ":
                        after += 1
                    return name, start, match.start(), after
        for mark in range(words + 2, near + 1):
            if mark in self.view.marks and mark < end and (name := field_of(text[words:mark])):
                return name, start, mark, mark
        if end - words <= _LONGEST and text[end - 1] not in ".;,":
            name = field_of(text[words:end])
            if name and (alone or more):
                return name, start, end, end
        return None

    def _heading(self, start: int, end: int) -> bool:
        text, view = self.view.clean, self.view
        words = numbering(text, start, end)
        if _SIGNING.match(text, words, min(end + 1, self.end)) and end - words < 160:
            return True
        if end - words > _LONGEST or words >= end or not text[words].isupper():
            return False
        if start in view.marks and end in view.marks and "\t" not in text[start:end]:
            return True
        shown = text[words:end]
        if shown.endswith(":") and ". " not in shown and len(shown.split()) <= 9:
            return True
        return shown.isupper() and len(shown.split()) >= 2 and "£" not in shown and "\t" not in shown


def _cells(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start <= end:
        stop = text.find("\t", start, end)
        stop = end if stop < 0 else stop
        if stop > start:
            yield start, stop
        start = stop + 1
